//! The protections as switches, and what each is for. The full story of each stands
//! with the rule itself.

use crate::check::Property;
use crate::cluster::{MachineRule, Protocol};
use crate::raft::Rule;

/// Something that can be switched on and off.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Switch {
    /// A rule of the protocol.
    Core(Rule),
    /// A rule of the machine.
    Machine(MachineRule),
    /// The extension PreVote.
    PreVote,
    /// The extension CheckQuorum, with the leader lease.
    CheckQuorum,
    /// The extension of reads under a lease.
    LeaseRead,
}

impl Switch {
    /// The extensions first, then all protections.
    pub fn all() -> impl Iterator<Item = Switch> {
        let core = Rule::ALL.into_iter().map(Switch::Core);
        let machine = MachineRule::ALL.into_iter().map(Switch::Machine);
        let extensions = [Switch::PreVote, Switch::CheckQuorum, Switch::LeaseRead];
        extensions.into_iter().chain(core).chain(machine)
    }

    /// Whether it is a protection: without it, it is no longer Raft.
    pub fn is_rule(self) -> bool {
        matches!(self, Switch::Core(_) | Switch::Machine(_))
    }

    /// Whether it is on.
    pub fn is_on(self, protocol: &Protocol) -> bool {
        match self {
            Switch::Core(rule) => protocol.core.rules.keeps(rule),
            Switch::Machine(rule) => protocol.machine_rules.keeps(rule),
            Switch::PreVote => protocol.core.extensions.pre_vote,
            Switch::CheckQuorum => protocol.core.extensions.check_quorum,
            Switch::LeaseRead => protocol.core.extensions.lease_read,
        }
    }

    /// The protocol with this switched over.
    pub fn flipped(self, protocol: &Protocol) -> Protocol {
        let mut next = *protocol;
        let is_on = self.is_on(protocol);
        match self {
            Switch::Core(rule) => {
                let rules = next.core.rules;
                next.core.rules = if is_on { rules.without(rule) } else { rules.with(rule) };
            }
            Switch::Machine(rule) => {
                let rules = next.machine_rules;
                next.machine_rules = if is_on { rules.without(rule) } else { rules.with(rule) };
            }
            Switch::PreVote => next.core.extensions.pre_vote = !is_on,
            Switch::CheckQuorum => next.core.extensions.check_quorum = !is_on,
            Switch::LeaseRead => next.core.extensions.lease_read = !is_on,
        }
        next
    }

    /// Its name, and what it does.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Switch::PreVote => (
                "PreVote",
                "Ask who would vote before raising the term. Alone it can leave a cluster without a leader for good where only one server reaches all the others. Thesis §9.6",
            ),
            Switch::CheckQuorum => (
                "CheckQuorum",
                "A leader that hears from too few steps down; one that is heard is left alone. Thesis §6.2, §4.2.3",
            ),
            Switch::LeaseRead => (
                "Lease reads",
                "A leader that a majority has just answered reads without asking again. Needs CheckQuorum, and clocks that run alike. Thesis §6.4.1",
            ),
            Switch::Core(rule) => core_words(rule),
            Switch::Machine(rule) => machine_words(rule),
        }
    }

    /// What it protects, and who got it wrong; nothing for an extension.
    pub fn protects(self) -> Option<(&'static str, &'static str)> {
        let safe = |property: Property, shipped| Some((property.name(), shipped));
        match self {
            Switch::PreVote | Switch::CheckQuorum | Switch::LeaseRead => None,
            Switch::Core(Rule::LogCheckOnVotes) => safe(Property::LeaderCompleteness, ""),
            Switch::Core(Rule::OneVotePerTerm) => safe(Property::ElectionSafety, "CCF#5891"),
            Switch::Core(Rule::CurrentTermCommit) => {
                safe(Property::LeaderCompleteness, "logcabin#44")
            }
            Switch::Core(Rule::ConsistencyCheck) => safe(Property::LogMatching, "logcabin#160"),
            Switch::Core(Rule::TruncateOnlyAtConflict) => safe(Property::CommittedIsDurable, ""),
            Switch::Core(Rule::CommitClamp) => safe(Property::StateMachineSafety, ""),
            Switch::Core(Rule::Majority) => safe(Property::LeaderCompleteness, ""),
            Switch::Core(Rule::JointMajorities) => safe(Property::ElectionSafety, "async-raft#62"),
            Switch::Core(Rule::NoopFirst) => safe(Property::Linearizability, "openraft#2051"),
            Switch::Core(Rule::OneChangeAtATime) => safe(Property::ElectionSafety, ""),
            Switch::Core(Rule::MembershipSessions) => {
                Some(("Liveness", "etcd, raft-rs, hashicorp/raft"))
            }
            Switch::Core(Rule::ReadConfirmation) => safe(Property::Linearizability, ""),
            Switch::Core(Rule::LeaderCountsDurable) => {
                safe(Property::CommittedIsDurable, "etcd#14370")
            }
            Switch::Core(Rule::AcknowledgeVerified) => safe(Property::LeaderCompleteness, ""),
            Switch::Core(Rule::NoOp) => Some(("Liveness", "")),
            Switch::Machine(MachineRule::VoteKeptAcrossCrash) => safe(Property::ElectionSafety, ""),
            Switch::Machine(MachineRule::AcknowledgeAfterDurable) => {
                safe(Property::CommittedIsDurable, "tikv#994")
            }
            Switch::Machine(MachineRule::RandomisedTimeouts) => Some(("Liveness", "")),
            Switch::Machine(MachineRule::SessionDeduplication) => {
                safe(Property::Linearizability, "")
            }
        }
    }
}

fn core_words(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::LogCheckOnVotes => {
            ("Log check on votes", "Vote only for a log as complete as mine. §5.4.1")
        }
        Rule::OneVotePerTerm => {
            ("One vote per term", "Whoever asks second in a term hears no. §5.2")
        }
        Rule::CurrentTermCommit => (
            "Commit by the current term",
            "Copies alone commit only an entry of the leader's own term. §5.4.2",
        ),
        Rule::ConsistencyCheck => {
            ("Consistency check", "Take entries only after one that matches. §5.3")
        }
        Rule::TruncateOnlyAtConflict => {
            ("Truncate only at a conflict", "A late message shortens no log. §5.3")
        }
        Rule::CommitClamp => {
            ("Commit no further than verified", "Not up to the end of the own log. Figure 2")
        }
        Rule::Majority => ("A majority", "More than half, not one fewer. §5.2"),
        Rule::JointMajorities => {
            ("Two majorities while joint", "The old and the new each need their own. §6")
        }
        Rule::NoopFirst => {
            ("No-op first", "Reads and changes wait for the new leader's first entry. §8")
        }
        Rule::OneChangeAtATime => {
            ("One change at a time", "The last one has to be committed first. Thesis §4.1")
        }
        Rule::MembershipSessions => (
            "Acknowledgements of this membership",
            "What a server said before it was removed no longer counts.",
        ),
        Rule::ReadConfirmation => ("Reads ask first", "Am I still the leader? Thesis §6.4"),
        Rule::LeaderCountsDurable => {
            ("The leader's own disk counts", "Its copy counts when it is durable. Thesis §10.2.1")
        }
        Rule::NoOp => (
            "A no-op at the start",
            "A new leader appends an entry at once, to commit what it inherited. §8",
        ),
        Rule::AcknowledgeVerified => {
            ("Acknowledge what was verified", "Not what else is in the log. §5.3")
        }
    }
}

fn machine_words(rule: MachineRule) -> (&'static str, &'static str) {
    match rule {
        MachineRule::VoteKeptAcrossCrash => {
            ("The vote survives a crash", "It is on disk before it is given. Figure 2")
        }
        MachineRule::AcknowledgeAfterDurable => {
            ("First the disk, then the answer", "What was said survives a crash. Figure 2")
        }
        MachineRule::RandomisedTimeouts => {
            ("Random election timeouts", "Not everyone stands at once. §5.2")
        }
        MachineRule::SessionDeduplication => {
            ("A retry takes effect once", "Each client's last command is remembered. §8")
        }
    }
}

/// What to say while a protection is off; `None` while it is Raft.
pub fn weakened(protocol: &Protocol) -> Option<String> {
    protocol.is_weakened().then(|| all_off(protocol))
}

fn all_off(protocol: &Protocol) -> String {
    let off = Switch::all().filter(|switch| switch.is_rule() && !switch.is_on(protocol));
    let names: Vec<_> = off.map(|switch| switch.words().0).collect();
    format!("This is no longer Raft. Off: {}.", names.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_turns_off_and_on_again_and_rules_say_that_it_is_no_longer_raft() {
        let raft = Protocol::default();
        assert_eq!(weakened(&raft), None);
        for switch in Switch::all() {
            let other = switch.flipped(&raft);
            assert_ne!(switch.is_on(&other), switch.is_on(&raft));
            assert_eq!(switch.flipped(&other), raft);
            let said = weakened(&other).unwrap_or_default();
            assert_eq!(said.contains(switch.words().0), switch.is_rule());
        }
    }
}
