//! The properties, and what a violation of one looks like.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::cluster::{ClientId, EventId};
use crate::raft::{Index, ServerId, Term};

/// What always has to hold: the five properties of the paper's figure 3, and what
/// they rest on.
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
    /// An entry, when it commits, is durable on a majority of each configuration in
    /// force (§5.3, §6); a snapshot that covers it counts.
    CommittedIsDurable,
    /// Snapshot ≤ applied ≤ commit ≤ last (figure 2, §7).
    IndexOrder,
    /// The term only grows, the vote within a term stays, commit and applied only
    /// grow within one life (figure 2).
    OnlyGrows,
    /// What is durable explains every reply and every request for a vote (figure 2).
    PromisesAreDurable,
    /// What clients were told looks as if there were one server, which does one
    /// thing after the other (§8, thesis §6.3).
    Linearizability,
}

impl Property {
    /// Those of figure 3, in the paper's order.
    pub const FIGURE_3: [Property; 5] = [
        Property::ElectionSafety,
        Property::LeaderAppendOnly,
        Property::LogMatching,
        Property::LeaderCompleteness,
        Property::StateMachineSafety,
    ];

    /// All of them, the paper's five first.
    pub const ALL: [Property; 10] = [
        Property::ElectionSafety,
        Property::LeaderAppendOnly,
        Property::LogMatching,
        Property::LeaderCompleteness,
        Property::StateMachineSafety,
        Property::CommittedIsDurable,
        Property::IndexOrder,
        Property::OnlyGrows,
        Property::PromisesAreDurable,
        Property::Linearizability,
    ];

    /// Its name; the paper's, where it has one.
    pub fn name(self) -> &'static str {
        match self {
            Property::ElectionSafety => "Election Safety",
            Property::LeaderAppendOnly => "Leader Append-Only",
            Property::LogMatching => "Log Matching",
            Property::LeaderCompleteness => "Leader Completeness",
            Property::StateMachineSafety => "State Machine Safety",
            Property::CommittedIsDurable => "Committed Is Durable",
            Property::IndexOrder => "Index Order",
            Property::OnlyGrows => "Only Grows",
            Property::PromisesAreDurable => "Promises Are Durable",
            Property::Linearizability => "Linearizability",
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
            Property::CommittedIsDurable => {
                "What commits is on a majority of the disks at that moment."
            }
            Property::IndexOrder => {
                "Snapshot, applied, committed and last index are in this order."
            }
            Property::OnlyGrows => "Terms and commit indices never go back, and votes stay.",
            Property::PromisesAreDurable => "What a server says is on its disk when it says it.",
            Property::Linearizability => "To clients it looks like one server that never errs.",
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
    /// A committed entry is durable on too few servers.
    TooFewCopies {
        /// The entry's index.
        index: Index,
        /// Where it is.
        on: Vec<ServerId>,
    },
    /// Snapshot, applied, committed and last index of a server are not in order.
    OutOfOrder {
        /// The server.
        server: ServerId,
        /// The four, in that order.
        indices: [Index; 4],
    },
    /// Something that may only grow went back.
    Shrunk {
        /// The server.
        server: ServerId,
        /// What.
        what: &'static str,
    },
    /// A message relies on something that its sender's disk does not hold.
    NotDurable {
        /// The sender.
        server: ServerId,
        /// What it sent.
        message: &'static str,
    },
    /// No order of the operations on a key explains what clients were told.
    NotLinearizable {
        /// Who was told the thing that nothing explains.
        client: ClientId,
        /// Which of their requests was answered so.
        sequence: u64,
        /// The key.
        key: String,
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
            Evidence::TooFewCopies { index, on } => {
                let servers = if on.len() == 1 { "server" } else { "servers" };
                write!(f, "entry {index} is committed and durable on {} {servers} only.", on.len())
            }
            Evidence::OutOfOrder { server, indices: [snapshot, applied, commit, last] } => write!(
                f,
                "{server} has snapshot {snapshot}, applied {applied}, committed {commit}, last {last}."
            ),
            Evidence::Shrunk { server, what } => write!(f, "the {what} of {server} went back."),
            Evidence::NotLinearizable { client, sequence, key } => write!(
                f,
                "the answer to request {sequence} of {client} fits no order of what was done to {key}."
            ),
            Evidence::NotDurable { server, message } => {
                write!(f, "{server} sent a {message} that its disk does not back.")
            }
        }
    }
}
