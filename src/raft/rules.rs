//! Raft's protections as data: each can be switched off to see what it is for.

use serde::{Deserialize, Serialize};

/// One protection of the protocol. Encoded: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// A vote goes only to a candidate whose log is at least as up-to-date as the
    /// voter's (paper §5.4.1). Off: the log is not looked at. It protects Leader
    /// Completeness.
    LogCheckOnVotes,
}

/// Which rules are in force. The default is Raft as published: all of them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    without: u32,
}

impl Rules {
    /// The same rules, with `rule` switched off.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Rules { without: self.without | 1 << rule as u32 }
    }

    /// Whether `rule` is in force.
    pub fn keeps(self, rule: Rule) -> bool {
        self.without & (1 << rule as u32) == 0
    }
}
