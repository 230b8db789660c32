//! What a file claims of servers, looked at one server after the other.

use super::predicates::{Predicate, predicates};
use crate::cluster::Machine;
use crate::raft::ServerId;
use crate::scenario::format::claim::Claim;
use crate::scenario::format::who::Which;
use crate::scenario::play::moment::Moment;

/// One thing that was expected, and if it is not so, what is instead. Sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub expected: String,
    pub found: Option<String>,
}

/// Most servers that are named as counterexamples.
const MOST_NAMED: usize = 3;

/// Looks at everything that is claimed of servers.
pub(crate) fn server_facts(claim: &Claim, now: &Moment, exactly: bool, facts: &mut Vec<Fact>) {
    let predicates = predicates(claim, exactly);
    if predicates.is_empty() {
        return;
    }
    // Whoever asks for a state of health means all servers, whatever theirs is; else
    // those whose process has not died.
    let cluster = now.cluster;
    let whatever = claim.health.is_some();
    let leads = claim.server == Which::AnyLeader;
    let meant = |m: &&Machine| if leads { m.is_leader() } else { whatever || m.raft().is_some() };
    let servers = || cluster.machines().iter().filter(meant);
    let which = if whatever { "server" } else { "running server" };
    match &claim.server {
        Which::One(one) => {
            let machine = one.resolve(now).and_then(|server| cluster.machine(server));
            for Predicate { words, look } in predicates {
                let (name, found) = match machine {
                    Some(machine) => {
                        let name = machine.id().to_string();
                        let found = look(machine).err().map(|is| format!("{name} {is}."));
                        (name, found)
                    }
                    None => (one.subject(), Some(one.is_not_there())),
                };
                facts.push(Fact { expected: format!("{name} {words}."), found });
            }
        }
        Which::All => {
            for Predicate { words, look } in predicates {
                let others = servers().filter_map(|m| Some((m.id(), look(m).err()?)));
                let others: Vec<_> = others.collect();
                let is_so = others.is_empty() && servers().next().is_some();
                let expected = format!("Every {which} {words}.");
                facts.push(Fact { expected, found: (!is_so).then(|| counterexamples(&others)) });
            }
        }
        Which::Unnamed | Which::Any | Which::AnyLeader => {
            let which = if leads { "server that thinks it leads" } else { which };
            let fits = |machine: &Machine| predicates.iter().all(|p| (p.look)(machine).is_ok());
            let is_so = servers().any(fits);
            let words: Vec<_> = predicates.iter().map(|p| p.words.as_str()).collect();
            let expected = format!("Some {which} {}.", words.join(", and "));
            let instead = || {
                let first = |m: &Machine| predicates.iter().find_map(|p| (p.look)(m).err());
                let others = servers().filter_map(|m| Some((m.id(), first(m)?)));
                let others: Vec<_> = others.collect();
                if leads && others.is_empty() {
                    "Nobody leads.".into()
                } else {
                    counterexamples(&others)
                }
            };
            facts.push(Fact { expected, found: (!is_so).then(instead) });
        }
    }
}

/// The server that a claim has found: the first that fits.
pub(crate) fn server_found(claim: &Claim, now: &Moment, exactly: bool) -> Option<ServerId> {
    let predicates = predicates(claim, exactly);
    let fits = |machine: &&Machine| predicates.iter().all(|p| (p.look)(machine).is_ok());
    let machines = now.cluster.machines().iter();
    match &claim.server {
        Which::One(one) => one.resolve(now),
        Which::All => None,
        Which::AnyLeader => machines.filter(|m| m.is_leader()).find(fits).map(Machine::id),
        Which::Unnamed | Which::Any => machines
            .filter(|machine| claim.health.is_some() || machine.raft().is_some())
            .find(fits)
            .map(Machine::id),
    }
}

fn counterexamples(others: &[(ServerId, String)]) -> String {
    let named = others.iter().take(MOST_NAMED).map(|(server, is)| format!("{server} {is}."));
    let mut named: Vec<_> = named.collect();
    match others.len().saturating_sub(MOST_NAMED) {
        0 => {}
        1 => named.push("One more differs.".into()),
        more => named.push(format!("{more} more differ.")),
    }
    if named.is_empty() { "No server runs.".into() } else { named.join(" ") }
}
