//! A lesson as its author writes it.

use serde::{Deserialize, Serialize};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::compiled::{FieldName, Pace, PaneName, PickCount};
use crate::scenario::{
    Claim, Duration, End, Label, MessageName, Name, ScenarioFile, ServerRef, Step, Version,
};

/// A lesson file of format version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LessonFile {
    /// Where the schema is, for editors that check while one types.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format: 1.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// How many minutes it takes.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 60)))]
    pub minutes: u16,
    /// The name of its group on the shelf.
    pub group: String,
    /// Families of practice questions that are asked after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quiz: Vec<String>,
    /// The run that it tells of.
    pub scenario: ScenarioFile,
    /// What is told and asked, one step after the other.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 60)))]
    pub steps: Vec<LessonStep>,
}

/// A step of a lesson. `say`, `ask` and `do` begin a card; `play` and `explain` go on with it.
/// A `play` before the first card, or after a `branch`, leads to where the next card begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LessonStep {
    /// Says something.
    Say(Say),
    /// Lets the run go on.
    Play(Box<Play>),
    /// Asks what will happen, before the run goes on.
    Ask(Box<Ask>),
    /// Explains what happened.
    Explain(Explain),
    /// Goes back to a moment, from which the run goes on in another way.
    Branch(Branch),
    /// Gives the reader something to bring about.
    Do(Box<Do>),
}

/// A card that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// The title of the card.
    pub title: String,
    /// What it says, in paragraphs.
    pub text: Vec<String>,
    /// What is lit up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<Pointer>,
}

/// The run goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// Until this is so. Terms and indices have to be reached.
    pub until: Claim,
    /// How fast.
    #[serde(default, skip_serializing_if = "is_normal")]
    pub pace: Pace,
    /// The name of the moment where it ends: for `branch`, and for `see`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Label>,
}

/// The run goes back to a moment, and from there in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// The `mark` of a `play` before.
    pub to: Label,
    /// What is done from there on, in place of what else the scenario does.
    pub steps: Vec<Step>,
}

/// A card on which the reader acts, until a condition holds. From here on nothing else of the
/// scenario is done: what follows is what `show` makes of the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Do {
    /// The title of the card.
    pub title: String,
    /// What is to be known before, in paragraphs.
    pub text: Vec<String>,
    /// What the reader shall do, in a sentence.
    pub task: String,
    /// It is done when this is so. Terms and indices have to be reached.
    pub until: Claim,
    /// For how long it has to be so without a break.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Duration>,
    /// What helps whoever has tried in vain.
    pub hint: String,
    /// How it is done: the steps that "Show me" takes. They have to bring it about.
    pub show: Vec<Step>,
    /// The fewest actions with which it is known to be done: as many as `show` has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<u16>,
    /// The most actions with which it counts as done; any number, if it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u16>,
    /// What is lit up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<Pointer>,
}

/// What is lit up in all views.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Pointer {
    /// A server, and its teammate.
    Server(ServerRef),
    /// An entry, and its line.
    Entry(EntryPlace),
    /// The messages in flight from one to the other.
    Message(Way),
    /// A part of the page.
    Pane(PaneName),
}

/// An entry in the log of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EntryPlace {
    /// In whose log.
    pub server: ServerRef,
    /// Its index.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub index: u64,
}

/// From one to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The sender.
    pub from: End,
    /// The receiver.
    pub to: End,
}

/// A card that asks what will happen. The run decides: as it is where the `play` after this
/// ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The title of the card.
    pub title: String,
    /// What is to be known before, in paragraphs.
    pub text: Vec<String>,
    /// The question.
    pub question: String,
    /// How many options are to be picked: the right one, or all that are right.
    #[serde(default, skip_serializing_if = "is_one")]
    pub pick: PickCount,
    /// The options. "I don't know yet" is always there beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 2, max = 9)))]
    pub options: Vec<AskOption>,
    /// In place of options: a number is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<AskNumber>,
    /// In place of options: the fields of a message are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<AskFields>,
    /// When it is decided, if not at the end of the `play`: a fork of the run is played until
    /// this is so, and the run itself stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Claim>,
    /// What is lit up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<Pointer>,
}

/// An option: a server, an entry, or words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskOption {
    /// The number of the server, which can be picked in the pictures too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<u16>,
    /// The entry, which can be picked in the logs too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryPlace>,
    /// What it says, if it is neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// It is right if this is so. Terms and indices have to be exactly these.
    #[serde(rename = "if")]
    pub condition: Claim,
    /// Why it is right or wrong, in the words of the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The same in the paper's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raft: String,
    /// If it is wrong: the `mark` of the moment that shows why. Without it that is where the
    /// question is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub see: Option<Label>,
    /// What is lit up then; without it, whom and what `if` is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<Pointer>,
}

/// A number that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskNumber {
    /// The right one: a hole, as in `"{5.votes}"`, filled once it is decided.
    pub right: String,
    /// The smallest that can be picked.
    pub from: u64,
    /// The largest that can be picked.
    pub to: u64,
    /// Why, in the words of the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The same in the paper's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raft: String,
}

/// The fields of a message that are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskFields {
    /// Which message: the next one like this that is sent.
    pub message: AskedMessage,
    /// The fields, in order.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 6)))]
    pub ask: Vec<FieldName>,
    /// Why, in the words of the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The same in the paper's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raft: String,
}

/// A message that will be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskedMessage {
    /// The sender.
    pub from: ServerRef,
    /// The receiver.
    pub to: ServerRef,
    /// What it is.
    pub kind: Name<MessageName>,
}

/// What happened, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// What it says, in paragraphs.
    pub text: Vec<String>,
    /// What is lit up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_at: Vec<Pointer>,
}

fn is_normal(pace: &Pace) -> bool {
    *pace == Pace::Normal
}

fn is_one(pick: &PickCount) -> bool {
    *pick == PickCount::One
}
