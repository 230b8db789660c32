//! The properties.

use serde::{Deserialize, Serialize};

/// What always has to hold: the five properties of the paper's figure 3, and what
/// they rest on. Encoded: it only grows at the end.
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
    /// grow within one life (figure 2): so no entry is applied again.
    OnlyGrows,
    /// What is durable explains every reply and every request for a vote (figure 2).
    PromisesAreDurable,
    /// What clients were told looks as if there were one server, which does one
    /// thing after the other (§8, thesis §6.3).
    Linearizability,
    /// A new leader has the votes of a majority, on disk, and of each side of a joint
    /// configuration (§5.2, §6).
    ElectedByMajority,
    /// A read is served from a state that holds all that was committed anywhere when its
    /// leader took it (§8, thesis §6.4).
    ReadsAreFresh,
    /// A leader changes the configuration only after its term has committed an entry
    /// (thesis §4.1, as corrected in 2015).
    ChangesWaitForCommit,
    /// A state machine, and the state of a snapshot, is what the applied entries make of
    /// an empty one, sessions included (§7, §8).
    StoresAreReplays,
    /// The configuration in force is the last one in the log, and a snapshot keeps the one
    /// that was in force at its last index (§6, §7).
    MembershipIsTheLogs,
    /// What a server counts as durable is on its disk (figure 2, thesis §10.2.1).
    DurableIsOnDisk,
    /// A client's request takes effect at one index only, and has done so when its client
    /// is told (§8, thesis §6.3).
    TakesEffectOnce,
    /// With PreVote, and all rules kept, nobody who hears a leader promises a vote to depose
    /// it, or to a candidate with an older log (thesis §9.6); with CheckQuorum nobody who
    /// hears a leader gives one, unless that leader wants it (§4.2.3).
    PreVoteSparesLeaders,
}

/// How a property stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has held so far.
    Holds,
    /// It is violated.
    Violated,
    /// Nobody knows: it would have taken too long to find out.
    Undecided,
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
    pub const ALL: [Property; 18] = [
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
        Property::ElectedByMajority,
        Property::ReadsAreFresh,
        Property::ChangesWaitForCommit,
        Property::StoresAreReplays,
        Property::MembershipIsTheLogs,
        Property::DurableIsOnDisk,
        Property::TakesEffectOnce,
        Property::PreVoteSparesLeaders,
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
            Property::ElectedByMajority => "Elected By A Majority",
            Property::ReadsAreFresh => "Reads Are Fresh",
            Property::ChangesWaitForCommit => "Changes Wait For A Commit",
            Property::StoresAreReplays => "Stores Are Replays",
            Property::MembershipIsTheLogs => "Membership Is The Log's",
            Property::DurableIsOnDisk => "Durable Is On Disk",
            Property::TakesEffectOnce => "Takes Effect Once",
            Property::PreVoteSparesLeaders => "Leaders Are Spared",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figure_3_has_its_names_and_no_two_properties_have_the_same() {
        let of_the_paper = [
            "Election Safety",
            "Leader Append-Only",
            "Log Matching",
            "Leader Completeness",
            "State Machine Safety",
        ];
        assert_eq!(Property::FIGURE_3.map(Property::name), of_the_paper);
        let mut names = Property::ALL.map(Property::name).to_vec();
        names.sort_unstable();
        assert!(names.windows(2).all(|two| two[0] != two[1]), "{names:?}");
    }
}
