//! A lesson as the page has it: its run, and what its conditions came to.

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::goal::Goal;
use crate::cluster::{MAX_TIME, Micros, Node, Run};
use crate::raft::ServerId;
use crate::run::{ENGINE, MAX_EVENTS};

/// The version of the encoding, its first byte.
const VERSION: u8 = 3;

/// Longest lesson, in bytes.
const MAX_BYTES: usize = 512 * 1024;

/// Most runs of a lesson.
pub(super) const MAX_RUNS: usize = 40;

/// A lesson that can be taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The version of what played its run.
    pub engine: u16,
    /// Its title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// Its runs: the scenario's first, and one more for each other way that it takes.
    pub runs: Vec<Run>,
    /// Its cards, in order; at least one.
    pub cards: Vec<Card>,
    /// Families of practice questions that are asked after it.
    pub quiz: Vec<String>,
    /// True if it is in English because the page's language has no translation of it yet.
    pub is_untranslated: bool,
}

/// A moment at which a run of a lesson stops.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The place of the run.
    pub run: u16,
    /// How many events there have been.
    pub events: u64,
    /// When it is.
    pub at: Micros,
}

/// A card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// What it says, in paragraphs.
    pub text: Vec<String>,
    /// The moment at which it begins.
    pub begins: Stop,
    /// The name of the moment to which the run goes back for it.
    pub back_to: Option<String>,
    /// What is lit up until it is told what happened.
    pub look_at: Vec<LookAt>,
    /// What the reader shall do.
    pub task: Option<Task>,
    /// What it asks.
    pub question: Option<Question>,
    /// How the run goes on, in stretches; none if it stays where it is.
    pub legs: Vec<Leg>,
    /// What is said after that, in paragraphs.
    pub explanation: Vec<String>,
    /// What is lit up then.
    pub explained_by: Vec<LookAt>,
}

impl Card {
    /// True if there is nothing to do on this card but to read it.
    pub fn is_only_read(&self) -> bool {
        let asks_nothing = self.question.is_none() && self.task.is_none();
        asks_nothing && self.legs.is_empty() && self.explanation.is_empty()
    }

    /// The moment at which it ends.
    pub fn ends(&self) -> Stop {
        let last = self.legs.last().map(|leg| leg.to);
        last.or(self.task.as_ref().map(|task| task.shown)).unwrap_or(self.begins)
    }
}

/// A stretch of a run, played at one pace.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Where it ends.
    pub to: Stop,
    /// How fast it goes.
    pub pace: Pace,
}

/// How fast the run of a card goes.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Slow enough to follow each message.
    Slow,
    /// As usual: faster where there is nothing to see.
    #[default]
    Normal,
    /// Fast.
    Fast,
}

/// What the reader shall bring about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What, in a sentence.
    pub words: String,
    /// When it is done.
    pub goal: Goal,
    /// What helps.
    pub hint: String,
    /// The moment at which it is done, in the run in which it is shown.
    pub shown: Stop,
    /// The fewest actions with which it is known to be done.
    pub best: u16,
    /// The most actions with which it counts as done.
    pub most: Option<u16>,
}

/// What is lit up in all views.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LookAt {
    /// A server, and its teammate.
    Server(ServerId),
    /// The entry at that index of its log, and its line.
    Entry(ServerId, u64),
    /// The messages in flight from one to the other.
    Message(Node, Node),
    /// A part of the page.
    Pane(PaneName),
}

/// A part of the page that can be lit up.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaneName {
    /// The lunch table.
    Lunch,
    /// The ring of servers.
    Cluster,
    /// The logs.
    Log,
}

/// A question about what will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub words: String,
    /// What it asks for.
    pub kind: QuestionKind,
    /// The options, in order.
    pub options: Vec<AnswerOption>,
    /// Why the answer is what it is, in the words of the table; may be empty.
    pub why: String,
    /// The same in the paper's words; may be empty.
    pub raft: String,
}

/// What a question asks for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionKind {
    /// The option that is right.
    One,
    /// All options that are right, and no other.
    Several,
    /// A number: the options are the numbers that it could be.
    Number,
    /// The fields of a message: of each field's options the one that is right.
    Fields,
}

/// A field of a message that can be asked for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldName {
    /// The sender's term.
    Term,
    /// The index of the entry right before the new ones.
    PrevLogIndex,
    /// The term of that entry.
    PrevLogTerm,
    /// How many entries there are.
    Entries,
    /// The leader's commit index.
    LeaderCommit,
    /// The index of the candidate's last entry.
    LastLogIndex,
    /// The term of that entry.
    LastLogTerm,
}

impl FieldName {
    /// Its name in the paper, in which it is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            FieldName::Term => "term",
            FieldName::PrevLogIndex => "prev_log_index",
            FieldName::PrevLogTerm => "prev_log_term",
            FieldName::Entries => "entries",
            FieldName::LeaderCommit => "leader_commit",
            FieldName::LastLogIndex => "last_log_index",
            FieldName::LastLogTerm => "last_log_term",
        }
    }
}

/// How many options are to be picked, as a file says it.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PickCount {
    /// The one that is right.
    #[default]
    One,
    /// All that are right, and no other.
    Several,
}

/// An option of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// What it is.
    pub is: OptionIs,
    /// What it says: the teammate's name, if it is a server; nothing, if it is an entry.
    pub words: String,
    /// True if the run says so.
    pub is_right: bool,
    /// Why it is right or wrong, in the words of the table; may be empty.
    pub why: String,
    /// The same in the paper's words; may be empty.
    pub raft: String,
    /// The moment that shows why it is wrong, if that is not where the card ends.
    pub see: Option<Stop>,
    /// What is lit up then.
    pub look_at: Vec<LookAt>,
}

/// What an option is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OptionIs {
    /// Just words.
    Words,
    /// A server.
    Server(ServerId),
    /// An entry in the log of a server.
    Entry(ServerId, u64),
    /// A number.
    Number(u64),
    /// The value of a field.
    Field(FieldName, u64),
}

impl AnswerOption {
    /// The server that it is.
    pub fn server(&self) -> Option<ServerId> {
        match self.is {
            OptionIs::Server(server) => Some(server),
            _ => None,
        }
    }

    /// The field that it is a value of.
    pub fn field(&self) -> Option<FieldName> {
        match self.is {
            OptionIs::Field(field, _) => Some(field),
            _ => None,
        }
    }
}

impl Question {
    /// The places of the options that are right.
    pub fn right(&self) -> Vec<usize> {
        let places = self.options.iter().enumerate();
        places.filter(|(_, option)| option.is_right).map(|(place, _)| place).collect()
    }

    /// True if these options, in order, are the right ones and all of them.
    pub fn is_right(&self, picked: &[usize]) -> bool {
        picked == self.right()
    }

    /// True if so much is picked that the run can decide.
    pub fn is_answered(&self, picked: &[usize]) -> bool {
        match self.kind {
            QuestionKind::Fields => picked.len() == self.right().len(),
            _ => !picked.is_empty(),
        }
    }

    /// True if one option that is picked takes the place of another.
    pub fn excludes(&self, option: usize, other: usize) -> bool {
        let field = |place: usize| self.options.get(place).and_then(AnswerOption::field);
        match self.kind {
            QuestionKind::One | QuestionKind::Number => true,
            QuestionKind::Several => false,
            QuestionKind::Fields => field(option) == field(other),
        }
    }
}

/// Why bytes are no lesson.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LessonError {
    /// They are not what the page reads.
    Unreadable,
    /// They are a lesson of another version of the page.
    OtherVersion,
}

impl fmt::Display for LessonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LessonError::Unreadable => "These bytes are no lesson.",
            LessonError::OtherVersion => "This lesson is of another version of the page.",
        })
    }
}

impl std::error::Error for LessonError {}

impl Lesson {
    /// The bytes that the page fetches.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LessonError> {
        encoded(self)
    }

    /// Reads a lesson. What it returns can be played.
    pub fn from_bytes(bytes: &[u8]) -> Result<Lesson, LessonError> {
        let lesson: Lesson = decoded(bytes)?;
        if lesson.engine != ENGINE {
            return Err(LessonError::OtherVersion);
        }
        match lesson.can_be_played() {
            true => Ok(lesson),
            false => Err(LessonError::Unreadable),
        }
    }

    /// The moment at which it begins.
    pub fn begins(&self) -> Stop {
        self.start_of(0)
    }

    /// The moment at which a card begins; of one that is not there, where the last one ends.
    pub fn start_of(&self, card: usize) -> Stop {
        let last = || self.cards.last().map_or(Stop { run: 0, events: 0, at: 0 }, Card::ends);
        self.cards.get(card).map_or_else(last, |card| card.begins)
    }

    /// The moment at which a card ends.
    pub fn end_of(&self, card: usize) -> Stop {
        self.cards.get(card).map_or_else(|| self.start_of(card), Card::ends)
    }

    /// The run that a moment is in.
    pub fn run_of(&self, stop: Stop) -> &Run {
        &self.runs[usize::from(stop.run)]
    }

    fn can_be_played(&self) -> bool {
        let is_bounded = |stop: &Stop| {
            usize::from(stop.run) < self.runs.len()
                && stop.events <= MAX_EVENTS as u64
                && stop.at <= MAX_TIME
        };
        !self.cards.is_empty()
            && self.runs.len() <= MAX_RUNS
            && self.runs.iter().all(|run| run.validate().is_ok())
            && self.cards.iter().flat_map(Card::stops).all(|stop| is_bounded(&stop))
            && self.cards.iter().all(Card::goes_forward)
    }
}

impl Card {
    /// All moments that it leads to.
    fn stops(&self) -> impl Iterator<Item = Stop> {
        let options = self.question.iter().flat_map(|question| &question.options);
        [self.begins]
            .into_iter()
            .chain(self.task.iter().map(|task| task.shown))
            .chain(self.legs.iter().map(|leg| leg.to))
            .chain(options.filter_map(|option| option.see))
    }

    /// True if each stretch begins where the one before it ends.
    fn goes_forward(&self) -> bool {
        let stops = std::iter::once(self.begins).chain(self.legs.iter().map(|leg| leg.to));
        let stops: Vec<Stop> = stops.collect();
        stops.iter().all(|stop| stop.run == self.begins.run)
            && stops.is_sorted_by_key(|stop| (stop.events, stop.at))
    }
}

/// Something as bytes, the version first.
pub(super) fn encoded(value: &impl Serialize) -> Result<Vec<u8>, LessonError> {
    postcard::to_extend(value, vec![VERSION]).map_err(|_| LessonError::Unreadable)
}

/// What these bytes are.
pub(super) fn decoded<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Result<T, LessonError> {
    match bytes.split_first() {
        Some((&VERSION, rest)) if bytes.len() <= MAX_BYTES => {
            postcard::from_bytes(rest).map_err(|_| LessonError::Unreadable)
        }
        Some((version, _)) if *version != VERSION => Err(LessonError::OtherVersion),
        _ => Err(LessonError::Unreadable),
    }
}
