//! Which protections are in force, and which extensions: the core's and the
//! machine's.

use serde::{Deserialize, Serialize};

use crate::raft::{Rules, Settings};

/// One protection that Raft takes for granted and that its machine has to keep.
/// Encoded: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MachineRule {
    /// A vote survives a crash (paper figure 2, "persistent state"). Off: a server
    /// restarts without it, its term and log kept. Protects Election Safety. The
    /// Raft example of a well-known model checker lost it.
    VoteKeptAcrossCrash,
    /// What relies on the disk leaves when the disk has it (paper figure 2). Off:
    /// at once. Protects the durability of what was acknowledged. TiKV shipped it
    /// (tikv#994).
    AcknowledgeAfterDurable,
    /// Each election timeout is drawn anew (paper §5.2). Off: all are the shortest.
    /// Protects liveness: votes split for ever.
    RandomisedTimeouts,
    /// A command that a client sends again takes effect once (paper §8, thesis
    /// §6.3). Off: as often as it is in the log. Protects linearizability.
    SessionDeduplication,
}

impl MachineRule {
    /// Every rule, in the order of their declaration.
    pub const ALL: [MachineRule; 4] = [
        MachineRule::VoteKeptAcrossCrash,
        MachineRule::AcknowledgeAfterDurable,
        MachineRule::RandomisedTimeouts,
        MachineRule::SessionDeduplication,
    ];
}

/// Which of the machine's rules are in force. The default is all of them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineRules {
    without: u32,
}

impl MachineRules {
    /// The same rules, with `rule` switched off.
    #[must_use]
    pub fn without(self, rule: MachineRule) -> Self {
        MachineRules { without: self.without | 1 << rule as u32 }
    }

    /// The same rules, with `rule` in force.
    #[must_use]
    pub fn with(self, rule: MachineRule) -> Self {
        MachineRules { without: self.without & !(1 << rule as u32) }
    }

    /// Whether `rule` is in force.
    pub fn keeps(self, rule: MachineRule) -> bool {
        self.without & (1 << rule as u32) == 0
    }
}

/// What all servers of a cluster run. The default is Raft as published.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// The core's protections, extensions and settings.
    pub core: Settings,
    /// The machines' protections.
    pub machine_rules: MachineRules,
}

impl Protocol {
    /// Whether every value is within its range.
    pub fn is_valid(&self) -> bool {
        self.core.max_entries_per_message > 0
    }

    /// Whether a protection is switched off: then it is no longer Raft.
    pub fn is_weakened(&self) -> bool {
        self.core.rules != Rules::default() || self.machine_rules != MachineRules::default()
    }
}
