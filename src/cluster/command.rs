//! What clients ask for, and the state machine that does it.

use std::fmt;

use litemap::LiteMap;

use serde::{Deserialize, Serialize};

use super::node::ClientId;
use crate::raft::{Command, Entry, Payload};

/// Longest text of a command, in characters.
pub const MAX_COMMAND_CHARS: usize = 64;

/// The key under which a bare dish is stored.
pub const LUNCH_KEY: &str = "lunch";

/// What the state machine can do. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Store `value` under `key`.
    Set {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
}

impl Operation {
    /// Reads what a person typed: `SET A 1`, or just a dish, which is what is
    /// stored under [`LUNCH_KEY`].
    pub fn parse(text: &str) -> Result<Operation, CommandError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(CommandError::Empty);
        }
        let chars = text.chars().count();
        if chars > MAX_COMMAND_CHARS {
            return Err(CommandError::TooLong { chars: chars as u64 });
        }
        if text.chars().any(char::is_control) {
            return Err(CommandError::NotText);
        }
        let mut words = text.splitn(3, char::is_whitespace);
        let is_set = words.next().is_some_and(|word| word.eq_ignore_ascii_case("set"));
        if !is_set {
            return Ok(Operation::Set { key: LUNCH_KEY.into(), value: text.into() });
        }
        match (words.next(), words.next().map(str::trim)) {
            (Some(key), Some(value)) if !key.is_empty() && !value.is_empty() => {
                Ok(Operation::Set { key: key.into(), value: value.into() })
            }
            _ => Err(CommandError::IncompleteSet),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operation::Set { key, value } => write!(f, "SET {key} {value}"),
        }
    }
}

/// Why a text is no command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandError {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`MAX_COMMAND_CHARS`].
    TooLong {
        /// How long it is.
        chars: u64,
    },
    /// It holds characters that cannot be shown.
    NotText,
    /// `SET` without a key or without a value.
    IncompleteSet,
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CommandError::Empty => write!(f, "Type a dish, or a command such as SET A 1."),
            CommandError::TooLong { chars } => write!(
                f,
                "That is {chars} characters. {MAX_COMMAND_CHARS} fit on a line of the notebook."
            ),
            CommandError::NotText => {
                write!(f, "That holds characters that cannot be written down. Plain text works.")
            }
            CommandError::IncompleteSet => {
                write!(f, "SET needs a key and a value, as in SET A 1.")
            }
        }
    }
}

/// An operation as a client sends it: who asks, and which of their requests it
/// is. These are the bytes that Raft copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The client.
    pub client: ClientId,
    /// The client's count of requests, from 1: a retry has the same number.
    pub sequence: u64,
    /// What it asks for.
    pub operation: Operation,
}

impl Request {
    /// The bytes for the log.
    pub fn encode(&self) -> Command {
        // Encoding into memory has no way to fail for these types.
        postcard::to_allocvec(self).unwrap_or_default().as_slice().into()
    }

    /// Reads the bytes of a log entry; `None` if no client wrote them.
    pub fn decode(command: &Command) -> Option<Request> {
        postcard::from_bytes(command.bytes()).ok()
    }
}

/// The client's request in a log entry; `None` for a leader's no-op.
pub fn request_of(entry: &Entry) -> Option<Request> {
    match &entry.payload {
        Payload::Noop => None,
        Payload::Command(command) => Request::decode(command),
    }
}

/// The replicated state machine: a map of keys to values (paper §2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyValueStore {
    values: LiteMap<String, String>,
}

impl KeyValueStore {
    /// Does what `operation` says.
    pub fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Set { key, value } => {
                self.values.insert(key.clone(), value.clone());
            }
        }
    }

    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// All keys and values, in order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &str, value: &str) -> Result<Operation, CommandError> {
        Ok(Operation::Set { key: key.into(), value: value.into() })
    }

    #[test]
    fn a_bare_text_is_a_dish_and_set_names_its_key() {
        assert_eq!(Operation::parse("  ramen "), set("lunch", "ramen"));
        assert_eq!(Operation::parse("set menu"), Err(CommandError::IncompleteSet));
        assert_eq!(Operation::parse("SET A 1"), set("A", "1"));
        assert_eq!(Operation::parse("set a  two words"), set("a", "two words"));
        assert_eq!(Operation::parse("settlers pie"), set("lunch", "settlers pie"));
    }

    #[test]
    fn what_cannot_be_a_command_says_why() {
        assert_eq!(Operation::parse("   "), Err(CommandError::Empty));
        let long = "ß".repeat(65);
        assert_eq!(Operation::parse(&long), Err(CommandError::TooLong { chars: 65 }));
        assert!(Operation::parse(&"ß".repeat(64)).is_ok(), "characters, not bytes");
        assert_eq!(Operation::parse("ra\0men"), Err(CommandError::NotText));
        assert_eq!(Operation::parse("SET A"), Err(CommandError::IncompleteSet));
        assert_eq!(Operation::parse("SET"), Err(CommandError::IncompleteSet));
    }

    #[test]
    fn a_request_survives_the_log() {
        let operation = Operation::Set { key: "A".into(), value: "1".into() };
        let request = Request { client: ClientId(1), sequence: 4, operation };
        assert_eq!(Request::decode(&request.encode()), Some(request));
        assert_eq!(Request::decode(&"\u{1}".into()), None);
    }
}
