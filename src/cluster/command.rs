//! What clients ask for, and the state machine that does it.

use std::fmt;

use litemap::LiteMap;

use serde::{Deserialize, Serialize};

use super::node::ClientId;
use crate::raft::{Command, Entry, Index, Payload};

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
    /// Tell the value under `key`. It changes nothing, so it is in no log.
    Get {
        /// The key.
        key: String,
    },
}

impl Operation {
    /// Reads what a person typed: `SET A 1`, `GET A`, or just a dish, which is what
    /// is stored under [`LUNCH_KEY`].
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
        let verb = words.next().unwrap_or_default();
        let (key, value) = (words.next(), words.next().map(str::trim));
        if verb.eq_ignore_ascii_case("set") {
            return match (key, value) {
                (Some(key), Some(value)) if !key.is_empty() && !value.is_empty() => {
                    Ok(Operation::Set { key: key.into(), value: value.into() })
                }
                _ => Err(CommandError::IncompleteSet),
            };
        }
        match key {
            // "get lunch" asks; "get me some soup" is somebody's dish.
            Some(key) if verb.eq_ignore_ascii_case("get") && value.is_none() => {
                Ok(Operation::Get { key: key.into() })
            }
            _ => Ok(Operation::Set { key: LUNCH_KEY.into(), value: text.into() }),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Operation::Set { key, value } => write!(f, "SET {key} {value}"),
            Operation::Get { key } => write!(f, "GET {key}"),
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

/// An operation as a client sends it: who asks, which of their requests it is, and which
/// of them are settled. These are the bytes that Raft copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The client.
    pub client: ClientId,
    /// The client's count of requests, from 1: a retry has the same number.
    pub sequence: u64,
    /// All requests of this client below this number are answered: they are never sent
    /// again, so no session has to remember them (thesis §6.3).
    pub answered_below: u64,
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

/// The client's request in a log entry; `None` for what no client asked for.
pub fn request_of(entry: &Entry) -> Option<Request> {
    match &entry.payload {
        Payload::Noop | Payload::Configuration(_) => None,
        Payload::Command(command) => Request::decode(command),
    }
}

/// The replicated state machine: a map of keys to values (paper §2), and a session
/// for each client, so that a command sent twice takes effect once (paper §8,
/// thesis §6.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyValueStore {
    values: LiteMap<String, String>,
    sessions: LiteMap<ClientId, Session>,
}

/// What is remembered of a client's commands (thesis §6.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Session {
    /// All commands below this number are done and answered.
    answered_below: u64,
    /// The last index at which one of those took effect.
    index: Index,
    /// The others that are done, in the order of their numbers, each with its index.
    done: Vec<(u64, Index)>,
}

impl Session {
    /// Where this command took effect, if it did.
    fn answer_to(&self, sequence: u64) -> Option<Index> {
        let is_it = |&(done, _): &(u64, Index)| done == sequence;
        let done = self.done.iter().copied().find(is_it).map(|(_, index)| index);
        done.or((sequence < self.answered_below).then_some(self.index))
    }

    /// Notes that a command took effect at `index`.
    fn note(&mut self, sequence: u64, index: Index) {
        let place = self.done.partition_point(|&(done, _)| done < sequence);
        self.done.insert(place, (sequence, index));
    }

    /// Forgets what nobody will ask for again.
    fn forget_below(&mut self, answered_below: u64) {
        self.answered_below = self.answered_below.max(answered_below);
        let settled = self.done.partition_point(|&(done, _)| done < self.answered_below);
        for (_, index) in self.done.drain(..settled) {
            self.index = self.index.max(index);
        }
    }
}

/// A store as the bytes of a snapshot.
#[derive(Serialize, Deserialize)]
struct Image {
    values: Vec<(String, String)>,
    sessions: Vec<(ClientId, Session)>,
}

impl KeyValueStore {
    /// Does what the entry at `index` asks for, unless it `counts_once` and was done
    /// before. Returns whether it took effect.
    pub fn apply(&mut self, request: &Request, index: Index, counts_once: bool) -> bool {
        let Request { client, sequence, answered_below, operation } = request;
        let session = self.sessions.entry(*client).or_default();
        session.forget_below(*answered_below);
        let is_done = session.answer_to(*sequence).is_some();
        if is_done && counts_once {
            return false;
        }
        if !is_done {
            session.note(*sequence, index);
        }
        if let Operation::Set { key, value } = operation {
            self.values.insert(key.clone(), value.clone());
        }
        true
    }

    /// Where this command of a client took effect, if it did. Of one that is long answered
    /// only that much is known: no later than here.
    pub fn answer_to(&self, client: ClientId, sequence: u64) -> Option<Index> {
        self.sessions.get(&client)?.answer_to(sequence)
    }

    /// The bytes for a snapshot.
    pub fn encode(&self) -> Command {
        let image = Image {
            values: self.values.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
            sessions: self.sessions.iter().map(|(&client, of)| (client, of.clone())).collect(),
        };
        // Encoding into memory has no way to fail for these types.
        postcard::to_allocvec(&image).unwrap_or_default().as_slice().into()
    }

    /// Reads the bytes of a snapshot; an empty store if no store wrote them.
    pub fn decode(state: &Command) -> Self {
        let Ok(Image { values, sessions }) = postcard::from_bytes(state.bytes()) else {
            return KeyValueStore::default();
        };
        let mut store = KeyValueStore::default();
        for (key, value) in values {
            store.values.insert(key, value);
        }
        for (client, session) in sessions {
            store.sessions.insert(client, session);
        }
        store
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
    fn get_asks_for_a_key_and_more_words_make_it_a_dish() {
        assert_eq!(Operation::parse("GET A"), Ok(Operation::Get { key: "A".into() }));
        assert_eq!(Operation::parse("get  soup now"), set("lunch", "get  soup now"));
        assert_eq!(Operation::parse("get"), set("lunch", "get"));
    }

    #[test]
    fn a_command_takes_effect_once_even_across_a_snapshot() {
        let request = |sequence, value: &str| Request {
            client: ClientId(1),
            sequence,
            answered_below: sequence,
            operation: Operation::Set { key: "A".into(), value: value.into() },
        };
        let mut store = KeyValueStore::default();
        assert!(store.apply(&request(1, "first"), 4, true));
        assert!(store.apply(&request(2, "second"), 5, true));
        let mut restored = KeyValueStore::decode(&store.encode());
        assert_eq!(restored, store);
        assert!(!restored.apply(&request(2, "second"), 6, true));
        assert_eq!(restored.answer_to(ClientId(1), 2), Some(5), "where it took effect first");
        assert!(restored.apply(&request(1, "first"), 7, false), "without the rule it does again");
        assert_eq!(restored.get("A"), Some("first"));
    }

    #[test]
    fn requests_that_are_under_way_together_take_effect_once_each_in_any_order() {
        let request = |sequence, answered_below| Request {
            client: ClientId(1),
            sequence,
            answered_below,
            operation: Operation::Set { key: "A".into(), value: sequence.to_string() },
        };
        let mut store = KeyValueStore::default();
        assert!(store.apply(&request(2, 1), 4, true));
        assert!(store.apply(&request(1, 1), 5, true), "2 being done says nothing about 1");
        let mut restored = KeyValueStore::decode(&store.encode());
        assert!(!restored.apply(&request(1, 1), 6, true));
        assert!(!restored.apply(&request(2, 1), 7, true));
        assert_eq!(restored.get("A"), Some("1"));
        assert!(restored.apply(&request(3, 3), 8, true));
        assert_eq!(restored.answer_to(ClientId(1), 1), Some(5), "answered: no later than here");
        assert!(!restored.apply(&request(1, 1), 9, true), "a copy that was long on its way");
    }

    #[test]
    fn a_request_survives_the_log() {
        let operation = Operation::Set { key: "A".into(), value: "1".into() };
        let request = Request { client: ClientId(1), sequence: 4, answered_below: 4, operation };
        assert_eq!(Request::decode(&request.encode()), Some(request));
        assert_eq!(Request::decode(&"\u{1}".into()), None);
    }
}
