//! A lesson as the page has it: its run, and what its conditions came to.

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use crate::cluster::{MAX_TIME, Micros, Run};
use crate::raft::ServerId;
use crate::run::{ENGINE, MAX_EVENTS};

/// The version of the encoding, its first byte.
const VERSION: u8 = 1;

/// Longest lesson, in bytes.
const MAX_BYTES: usize = 512 * 1024;

/// A lesson that can be taught.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// The version of what played its run.
    pub engine: u16,
    /// Its title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// Its run.
    pub run: Run,
    /// The moment at which it begins.
    pub begins: Stop,
    /// Its cards, in order; at least one.
    pub cards: Vec<Card>,
}

/// A moment at which the run of a lesson stops.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// How many events there have been.
    pub events: u64,
    /// When it is.
    pub at: Micros,
}

/// A card. It begins where the one before it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// What it says, in paragraphs.
    pub text: Vec<String>,
    /// What it asks.
    pub question: Option<Question>,
    /// Where the run goes on to; `None` if the run stays where it is.
    pub plays_to: Option<Stop>,
    /// What is said after that, in paragraphs.
    pub explanation: Vec<String>,
}

impl Card {
    /// True if there is nothing to do on this card but to read it.
    pub fn is_only_read(&self) -> bool {
        self.question.is_none() && self.plays_to.is_none() && self.explanation.is_empty()
    }
}

/// A question about what will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub words: String,
    /// How many options are to be picked.
    pub pick: PickCount,
    /// The options, in order.
    pub options: Vec<AnswerOption>,
}

/// How many options are to be picked.
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
    /// The server that it is.
    pub server: Option<ServerId>,
    /// What it says; the teammate's name, if it is a server.
    pub words: String,
    /// True if the run says so.
    pub is_right: bool,
    /// Why it is right or wrong, in the words of the table; may be empty.
    pub why: String,
    /// The same in the paper's words; may be empty.
    pub raft: String,
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

    /// The moment at which a card begins.
    pub fn start_of(&self, card: usize) -> Stop {
        let before = self.cards.iter().take(card);
        before.filter_map(|card| card.plays_to).next_back().unwrap_or(self.begins)
    }

    /// The moment at which a card ends.
    pub fn end_of(&self, card: usize) -> Stop {
        self.start_of(card + 1)
    }

    fn can_be_played(&self) -> bool {
        let stops = self.cards.iter().filter_map(|card| card.plays_to);
        let stops: Vec<Stop> = std::iter::once(self.begins).chain(stops).collect();
        let is_bounded = |stop: &Stop| stop.events <= MAX_EVENTS as u64 && stop.at <= MAX_TIME;
        !self.cards.is_empty()
            && self.run.validate().is_ok()
            && stops.iter().all(is_bounded)
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
