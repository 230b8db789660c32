//! The properties, and what a violation of one looks like.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cluster::EventId;
use crate::raft::{Index, ServerId, Term};

/// The five properties of the paper's figure 3.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Property {
    /// At most one leader can be elected in a given term (§5.2).
    ElectionSafety,
    /// A leader never overwrites or deletes entries in its log (§5.3).
    LeaderAppendOnly,
    /// If two logs contain an entry with the same index and term, they are
    /// identical up to that index (§5.3).
    LogMatching,
    /// An entry that is committed in a term is in the logs of the leaders of all
    /// higher terms (§5.4).
    LeaderCompleteness,
    /// If a server has applied an entry at an index, no other server ever applies
    /// a different one there (§5.4.3).
    StateMachineSafety,
}

impl Property {
    /// All of them, in the paper's order.
    pub const ALL: [Property; 5] = [
        Property::ElectionSafety,
        Property::LeaderAppendOnly,
        Property::LogMatching,
        Property::LeaderCompleteness,
        Property::StateMachineSafety,
    ];

    /// The paper's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Property::ElectionSafety => "Election Safety",
            Property::LeaderAppendOnly => "Leader Append-Only",
            Property::LogMatching => "Log Matching",
            Property::LeaderCompleteness => "Leader Completeness",
            Property::StateMachineSafety => "State Machine Safety",
        }
    }

    /// What it promises, in one sentence.
    pub fn promise(self) -> &'static str {
        match self {
            Property::ElectionSafety => "A term has one leader at most.",
            Property::LeaderAppendOnly => "A leader never rewrites its own log.",
            Property::LogMatching => {
                "Where two logs have the same term at the same line, they agree up to there."
            }
            Property::LeaderCompleteness => "Every later leader has every committed entry.",
            Property::StateMachineSafety => "No two servers apply different entries at one line.",
        }
    }
}

/// A property that does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub property: Property,
    /// The event after which it was seen.
    pub after: EventId,
    /// What is wrong.
    pub evidence: Evidence,
}

/// What shows that a property is violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Two servers lead the same term.
    TwoLeaders {
        /// The term.
        term: Term,
        /// The one that led first.
        first: ServerId,
        /// The other.
        second: ServerId,
    },
    /// A leader's log lost an entry that it had.
    Rewritten {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
    },
    /// Two logs have the same index and term, and differ there or before.
    Mismatch {
        /// A server with the deviating log.
        server: ServerId,
        /// The index.
        index: Index,
        /// The term.
        term: Term,
    },
    /// A leader lacks an entry that was committed in an earlier term.
    MissingEntry {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
    },
    /// Different entries were applied at one index.
    AppliedDifferently {
        /// The server that applied the second one.
        server: ServerId,
        /// The index.
        index: Index,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.property.name())?;
        match &self.evidence {
            Evidence::TwoLeaders { term, first, second } => {
                write!(f, "{first} and {second} both lead term {term}.")
            }
            Evidence::Rewritten { leader, index } => {
                write!(f, "{leader} leads and lost its own entry {index}.")
            }
            Evidence::Mismatch { server, index, term } => write!(
                f,
                "{server} has an entry {index} of term {term}, and differs there or before from another log that has one."
            ),
            Evidence::MissingEntry { leader, index } => {
                write!(f, "{leader} leads without the committed entry {index}.")
            }
            Evidence::AppliedDifferently { server, index } => {
                write!(f, "{server} applied another entry at {index} than was applied before.")
            }
        }
    }
}
