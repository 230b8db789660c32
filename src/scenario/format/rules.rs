//! Rules by the names that one types.

use serde::Serialize;
use serde_json::Value;

use crate::cluster::{MachineRule, Protocol};
use crate::raft::{Rule, Settings};

/// A rule of the core or of the machine.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
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
        match self {
            AnyRule::Core(rule) => word(&rule),
            AnyRule::Machine(rule) => word(&rule),
        }
    }

    /// The rule of this name.
    pub fn named(name: &str) -> Option<AnyRule> {
        AnyRule::all().find(|rule| rule.name() == name)
    }

    /// `protocol` without it.
    pub fn off_in(self, protocol: Protocol) -> Protocol {
        match self {
            AnyRule::Core(rule) => {
                let rules = protocol.core.rules.without(rule);
                Protocol { core: Settings { rules, ..protocol.core }, ..protocol }
            }
            AnyRule::Machine(rule) => {
                Protocol { machine_rules: protocol.machine_rules.without(rule), ..protocol }
            }
        }
    }

    /// `protocol` with it.
    pub fn on_in(self, protocol: Protocol) -> Protocol {
        match self {
            AnyRule::Core(rule) => {
                let rules = protocol.core.rules.with(rule);
                Protocol { core: Settings { rules, ..protocol.core }, ..protocol }
            }
            AnyRule::Machine(rule) => {
                Protocol { machine_rules: protocol.machine_rules.with(rule), ..protocol }
            }
        }
    }

    /// Raft without it.
    pub fn off(self) -> Protocol {
        self.off_in(Protocol::default())
    }

    /// Whether `protocol` keeps it.
    pub fn is_kept_by(self, protocol: &Protocol) -> bool {
        match self {
            AnyRule::Core(rule) => protocol.core.rules.keeps(rule),
            AnyRule::Machine(rule) => protocol.machine_rules.keeps(rule),
        }
    }
}

/// The name of one of a fixed list: its word in code, as JSON has it, in small letters.
pub(crate) fn word(one: &impl Serialize) -> String {
    match serde_json::to_value(one) {
        Ok(Value::String(word)) => kebab(&word),
        _ => String::new(),
    }
}

/// `LogCheckOnVotes` as `log-check-on-votes`.
pub(crate) fn kebab(camel: &str) -> String {
    let mut name = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
