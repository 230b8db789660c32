//! Rules by the names that one types.

use raft_lunch::cluster::{MachineRule, Protocol};
use raft_lunch::raft::{Rule, Settings};

/// A rule of the core or of the machine.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum AnyRule {
    /// Of the core.
    Core(Rule),
    /// Of the machine.
    Machine(MachineRule),
}

impl AnyRule {
    /// All of them.
    pub fn all() -> impl Iterator<Item = AnyRule> {
        let core = Rule::ALL.into_iter().map(AnyRule::Core);
        core.chain(MachineRule::ALL.into_iter().map(AnyRule::Machine))
    }

    /// Its name: `log-check-on-votes`.
    pub fn name(self) -> String {
        let camel = match self {
            AnyRule::Core(rule) => format!("{rule:?}"),
            AnyRule::Machine(rule) => format!("{rule:?}"),
        };
        let mut name = String::new();
        for letter in camel.chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }

    /// The rule of this name.
    pub fn named(name: &str) -> Option<AnyRule> {
        AnyRule::all().find(|rule| rule.name() == name)
    }

    /// Raft without it.
    pub fn off(self) -> Protocol {
        let raft = Protocol::default();
        match self {
            AnyRule::Core(rule) => {
                let rules = raft.core.rules.without(rule);
                Protocol { core: Settings { rules, ..raft.core }, ..raft }
            }
            AnyRule::Machine(rule) => {
                Protocol { machine_rules: raft.machine_rules.without(rule), ..raft }
            }
        }
    }
}
