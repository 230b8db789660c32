//! The protections and extensions as switches.

use super::protocol::{MachineRule, Protocol};
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

    /// Those that are protections, and are off.
    pub fn all_off(protocol: &Protocol) -> Vec<Switch> {
        Switch::all().filter(|switch| switch.is_rule() && !switch.is_on(protocol)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_turns_off_and_on_again_and_only_rules_weaken_raft() {
        let raft = Protocol::default();
        assert_eq!(Switch::all_off(&raft), []);
        for switch in Switch::all() {
            let other = switch.flipped(&raft);
            assert_ne!(switch.is_on(&other), switch.is_on(&raft));
            assert_eq!(switch.flipped(&other), raft);
            let off = Switch::all_off(&other);
            assert_eq!(off.contains(&switch), switch.is_rule());
            assert_eq!(off.is_empty(), !other.is_weakened());
        }
    }
}
