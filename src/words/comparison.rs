//! How two runs compare, as values.

use crate::cluster::Micros;
use crate::raft::{Entry, Index, ServerId, Term};

/// How a run differs from another one at the same moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The first committed entry that differs.
    pub entry: Option<EntryChange>,
    /// The leaders, if they differ.
    pub leader: Option<LeaderChange>,
}

/// The newest leader and its term in one run, and in another.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LeaderChange {
    /// The leader now.
    pub now: Option<(ServerId, Term)>,
    /// The leader before.
    pub before: Option<(ServerId, Term)>,
}

/// What is committed at an index in one run, and in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryChange {
    /// The index.
    pub index: Index,
    /// What is committed there now.
    pub now: Option<Entry>,
    /// What was committed there before.
    pub before: Option<Entry>,
}

/// How the run on the page compares with the one before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is a new branch, and not as far yet.
    Behind {
        /// How much time it still needs.
        by: Micros,
    },
    /// It is a new branch that has come as far.
    Branch(Comparison),
    /// It was edited, and played as far as before.
    Edited {
        /// As far as this moment.
        until: Micros,
        /// How it differs.
        comparison: Comparison,
    },
}
