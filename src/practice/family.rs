//! The twelve families of questions.

use serde::{Deserialize, Serialize};

/// A family of questions. Encoded: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Family {
    /// How will each server vote on this RequestVote?
    Votes,
    /// Which of these can be elected?
    Electable,
    /// Which entries are committed, and which could still be lost?
    Committed,
    /// What is the commit index after this message?
    CommitIndex,
    /// What stands in the next AppendEntries?
    Fields,
    /// How often is AppendEntries refused until this follower is repaired, and what is its
    /// log then?
    Repair,
    /// What is left after this crash?
    Crash,
    /// How many servers may fail?
    Tolerance,
    /// Can these logs come about?
    Reachable,
    /// What may this client conclude?
    Client,
    /// May this read be answered now?
    Read,
    /// Is this history linearizable?
    Linearizable,
}

impl Family {
    /// All families, in the order in which they are offered.
    pub const ALL: [Family; 12] = [
        Family::Votes,
        Family::Electable,
        Family::Committed,
        Family::CommitIndex,
        Family::Fields,
        Family::Repair,
        Family::Crash,
        Family::Tolerance,
        Family::Reachable,
        Family::Client,
        Family::Read,
        Family::Linearizable,
    ];

    /// Its name in an address and in a file.
    pub fn name(self) -> &'static str {
        match self {
            Family::Votes => "votes",
            Family::Electable => "electable",
            Family::Committed => "committed",
            Family::CommitIndex => "commit-index",
            Family::Fields => "fields",
            Family::Repair => "repair",
            Family::Crash => "crash",
            Family::Tolerance => "tolerance",
            Family::Reachable => "reachable",
            Family::Client => "client",
            Family::Read => "read",
            Family::Linearizable => "linearizable",
        }
    }

    /// The family with this name. "commit" is short for "commit-index".
    pub fn named(name: &str) -> Option<Family> {
        let name = if name == "commit" { Family::CommitIndex.name() } else { name };
        Family::ALL.into_iter().find(|family| family.name() == name)
    }
}
