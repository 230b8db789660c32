//! What each protection protects, and who has shipped without it.

use super::property::Property;
use crate::cluster::{MachineRule, Switch};
use crate::raft::Rule;

/// What may break without a rule.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Protected {
    /// A property.
    Safety(Property),
    /// That something happens at all.
    Liveness,
}

/// What a rule protects.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// What may break without it.
    pub protects: Protected,
    /// Projects and issues in which it was missing.
    pub missing_in: &'static [&'static str],
}

/// What a rule protects; `None` for an extension.
pub fn protection(switch: Switch) -> Option<Protection> {
    match switch {
        Switch::PreVote | Switch::CheckQuorum | Switch::LeaseRead => None,
        Switch::Core(rule) => Some(of_core(rule)),
        Switch::Machine(rule) => Some(of_machine(rule)),
    }
}

fn safety(property: Property, missing_in: &'static [&'static str]) -> Protection {
    Protection { protects: Protected::Safety(property), missing_in }
}

fn liveness(missing_in: &'static [&'static str]) -> Protection {
    Protection { protects: Protected::Liveness, missing_in }
}

fn of_core(rule: Rule) -> Protection {
    match rule {
        Rule::LogCheckOnVotes => safety(Property::LeaderCompleteness, &[]),
        Rule::OneVotePerTerm => safety(Property::ElectionSafety, &["CCF#5891"]),
        Rule::CurrentTermCommit => safety(Property::LeaderCompleteness, &["logcabin#44"]),
        Rule::ConsistencyCheck => safety(Property::LogMatching, &["akka-raft#32"]),
        Rule::TruncateOnlyAtConflict => safety(Property::CommittedIsDurable, &[]),
        Rule::CommitClamp => safety(Property::StateMachineSafety, &[]),
        Rule::Majority => safety(Property::LeaderCompleteness, &[]),
        Rule::JointMajorities => safety(Property::ElectionSafety, &["async-raft#62"]),
        Rule::NoopFirst => safety(Property::Linearizability, &["copycat#23"]),
        Rule::OneChangeAtATime => safety(Property::ElectionSafety, &[]),
        Rule::MembershipSessions => liveness(&["etcd", "raft-rs", "hashicorp/raft"]),
        Rule::ReadConfirmation => safety(Property::Linearizability, &[]),
        Rule::LeaderCountsDurable => safety(Property::CommittedIsDurable, &["etcd#14370"]),
        Rule::AcknowledgeVerified => safety(Property::LeaderCompleteness, &[]),
        Rule::NoOp => liveness(&[]),
    }
}

fn of_machine(rule: MachineRule) -> Protection {
    match rule {
        MachineRule::VoteKeptAcrossCrash => safety(Property::ElectionSafety, &[]),
        MachineRule::AcknowledgeAfterDurable => safety(Property::CommittedIsDurable, &["tikv#994"]),
        MachineRule::RandomisedTimeouts => liveness(&[]),
        MachineRule::SessionDeduplication => safety(Property::Linearizability, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_protects_something_and_an_extension_is_no_rule() {
        assert!(Rule::ALL.iter().all(|&rule| protection(Switch::Core(rule)).is_some()));
        assert!(MachineRule::ALL.iter().all(|&rule| protection(Switch::Machine(rule)).is_some()));
        for extension in [Switch::PreVote, Switch::CheckQuorum, Switch::LeaseRead] {
            assert_eq!(protection(extension), None);
        }
    }
}
