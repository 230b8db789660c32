//! The nouns of the paper: servers, terms, indices, commands, entries.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::configuration::Configuration;

/// Names a server for its whole life. People count from 1, and so do we.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServerId(pub u16);

impl fmt::Display for ServerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server {}", self.0)
    }
}

/// A term: Raft's logical clock (paper §5.1). 0 is before the first election.
pub type Term = u64;

/// A position in the log, counted from 1 (paper figure 2). 0 is "before the log".
pub type Index = u64;

/// Names a read, in the counting of whoever asks for it.
pub type ReadId = u64;

/// Counts how often a leader has turned to everyone in its term, or to one who has just
/// joined. Replies name the
/// round of their request: that is how a leader knows that an acknowledgement is
/// newer than a read (thesis §6.4), or older than a membership (rule 16).
pub type Round = u64;

/// What a client wants done, as the bytes the state machine understands. Raft
/// copies it and never looks inside. Copies share one allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Command(Arc<[u8]>);

impl Command {
    /// The bytes that were proposed.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for Command {
    fn from(bytes: &[u8]) -> Self {
        Command(bytes.into())
    }
}

impl From<&str> for Command {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

/// What a log entry asks of the server that holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Payload {
    /// The entry a new leader appends to be able to commit what it inherited
    /// (paper §8, thesis §6.4). It changes nothing in the state machine.
    Noop,
    /// A client's command.
    Command(Command),
    /// Who belongs to the cluster from this entry on (paper §6, thesis §4.1).
    Configuration(Configuration),
}

/// One entry of the log: the term in which a leader received it, and what it
/// asks for (paper figure 2). Its index is its place in the log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entry {
    /// The term of the leader that created the entry. It never changes.
    pub term: Term,
    /// What the entry asks for.
    pub payload: Payload,
}
