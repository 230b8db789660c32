//! States that etcd's own Raft reaches, and our servers brought to the same places.

use serde::Deserialize;

pub mod servers;

/// One command of a file, and what every server of etcd is after it.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// Its number in the file.
    pub n: u64,
    /// The command.
    pub cmd: String,
    /// What it is told.
    #[serde(default)]
    pub args: Option<Vec<String>>,
    /// What it is given to do.
    #[serde(default)]
    pub input: Option<String>,
    /// Every server after it.
    pub nodes: Option<Vec<Node>>,
    /// How many messages are on their way after it.
    pub in_flight: u64,
}

/// What a server of etcd is.
#[derive(Clone, Debug, Deserialize)]
pub struct Node {
    /// Its name.
    pub id: u16,
    /// `StateLeader` and so on.
    pub role: String,
    /// `current_term`.
    pub term: u64,
    /// `voted_for`; 0 is nobody.
    pub vote: u16,
    /// `commit_index`.
    pub commit: u64,
    /// The first index of its log.
    pub first: u64,
    /// The entries from there on.
    pub log: Option<Vec<LogEntry>>,
}

/// An entry of etcd's.
#[derive(Clone, Debug, Deserialize)]
pub struct LogEntry {
    /// Its index.
    pub i: u64,
    /// Its term.
    pub t: u64,
}

impl Line {
    /// What the command is told, by words.
    pub fn args(&self) -> &[String] {
        self.args.as_deref().unwrap_or_default()
    }

    /// The servers that are named.
    pub fn ids(&self) -> Vec<u16> {
        self.args().iter().filter_map(|word| word.parse().ok()).collect()
    }

    /// The servers after `name=`, as in `drop=(1, 2)`.
    pub fn ids_of(&self, name: &str) -> Vec<u16> {
        let value = self.value(name).unwrap_or_default();
        let words = value.split(|letter: char| !letter.is_ascii_digit());
        words.filter_map(|word| word.parse().ok()).collect()
    }

    /// What stands after `name=`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.args().iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }
}

/// The lines of a file.
pub fn lines(text: &str) -> Vec<Line> {
    let line = |line| serde_json::from_str(line).expect("a line is a command and its states");
    text.lines().map(line).collect()
}
