//! What can be asked of a leader beside a client's command, and why it may refuse.

use serde::{Deserialize, Serialize};

use super::types::{Index, ReadId, ServerId};

/// Something asked of a server by someone outside the cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Append a client's command.
    Propose,
    /// Answer a read without appending anything (thesis §6.4).
    Read(ReadId),
    /// Change who belongs to the cluster (thesis §4.1).
    ChangeMembership(MembershipChange),
    /// Hand the leadership over (thesis §3.10).
    TransferLeadership {
        /// To whom.
        to: ServerId,
    },
    /// Replace the log's beginning by a snapshot (paper §7).
    Compact {
        /// The last index to go.
        through: Index,
    },
}

/// A change of membership. A single server comes or goes at once; more at a time
/// takes joint consensus (paper §6, thesis §4.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MembershipChange {
    /// A server begins to receive the log, without a vote (thesis §4.2.1).
    AddLearner(ServerId),
    /// A server gets a vote at once. Safe, but the cluster may have to wait for
    /// its log: learners first is kinder.
    AddVoter(ServerId),
    /// A learner that has caught up gets a vote.
    Promote(ServerId),
    /// A server leaves.
    Remove(ServerId),
    /// Any change at all: first both configurations decide together, then the new
    /// one alone (paper §6).
    Joint {
        /// The voters of the new configuration.
        voters: Vec<ServerId>,
        /// Its learners.
        learners: Vec<ServerId>,
    },
}

/// Why a server refuses a [`Request`]. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestRefusal {
    /// Only a leader can do it (paper §8).
    NotLeader {
        /// Whom this server takes for the leader.
        leader: Option<ServerId>,
    },
    /// The leader is handing its office over and takes nothing on (thesis §3.10).
    TransferUnderWay {
        /// To whom.
        to: ServerId,
    },
    /// An earlier change of membership is not committed yet (thesis §4.1; rule 20).
    ChangeUnderWay {
        /// Where its entry stands.
        index: Index,
    },
    /// The leader has not committed an entry of its own term yet (rule 14).
    NothingCommittedInThisTerm {
        /// Where its no-op stands.
        noop: Index,
    },
    /// The learner's log is still too far behind to be worth a vote
    /// (thesis §4.2.1).
    StillCatchingUp {
        /// Who.
        server: ServerId,
        /// What it has stored.
        match_index: Index,
        /// What is committed.
        commit_index: Index,
    },
    /// The server belongs to the cluster already.
    AlreadyAMember(ServerId),
    /// The server does not belong to the cluster.
    NotAMember(ServerId),
    /// Only a learner can be promoted.
    NotALearner(ServerId),
    /// A learner cannot lead.
    IsALearner(ServerId),
    /// A cluster needs a voter.
    NoVoterLeft,
    /// The configuration would stay as it is.
    NothingChanges,
    /// It leads already.
    LeadsAlready(ServerId),
    /// What is not applied is in no state machine yet, so no snapshot can hold it
    /// (paper §7; rule 24).
    NotAppliedYet {
        /// Up to where it is applied.
        last_applied: Index,
    },
    /// The snapshot holds it already.
    CompactedAlready {
        /// The snapshot's last index.
        last_index: Index,
    },
    /// It does not know who belongs to the cluster, and no snapshot may leave that
    /// out (paper §7; rule 24).
    KnowsNoMembers,
}
