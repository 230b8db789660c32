//! A lesson as its author writes it.

use serde::{Deserialize, Serialize};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::compiled::PickCount;
use crate::scenario::{Claim, ScenarioFile, Version};

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
    /// The run that it tells of.
    pub scenario: ScenarioFile,
    /// What is told and asked, one step after the other.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 60)))]
    pub steps: Vec<LessonStep>,
}

/// A step of a lesson. `say` and `ask` begin a card; `play` and `explain` go on with it. A
/// `play` before the first card leads to where the lesson begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LessonStep {
    /// Says something.
    Say(Say),
    /// Lets the run go on.
    Play(Play),
    /// Asks what will happen, before the run goes on.
    Ask(Ask),
    /// Explains what happened.
    Explain(Explain),
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
}

/// The run goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Play {
    /// Until this is so. Terms and indices have to be reached.
    pub until: Claim,
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
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 2, max = 9)))]
    pub options: Vec<AskOption>,
    /// When it is decided, if not at the end of the `play`: a fork of the run is played until
    /// this is so, and the run itself stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Claim>,
}

/// An option: a server, or words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskOption {
    /// The number of the server, which can be picked in the pictures too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<u16>,
    /// What it says, if it is no server.
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
}

/// What happened, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// What it says, in paragraphs.
    pub text: Vec<String>,
}

fn is_one(pick: &PickCount) -> bool {
    *pick == PickCount::One
}
