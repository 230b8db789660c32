//! What a file claims of servers.

use super::claim::Claim;
use super::judge::running;
use super::who::Which;
use crate::cluster::{Cluster, Health, Machine, request_of};
use crate::raft::{Entry, Payload, RoleName, Server, ServerId};

/// One thing that was expected, and if it is not so, what is instead. Sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub expected: String,
    pub found: Option<String>,
}

/// Finds out whether something is so, or what is so instead.
type Look<'a> = Box<dyn Fn(&Machine) -> Result<(), String> + 'a>;

/// What is claimed of a server, as the end of a sentence about it; and how it is found
/// out whether that is so, or what is so instead.
struct Predicate<'a> {
    words: String,
    look: Look<'a>,
}

/// Most servers that are named as counterexamples.
const MOST_NAMED: usize = 3;

/// Looks at everything that is claimed of servers.
pub(super) fn server_facts(claim: &Claim, cluster: &Cluster, exactly: bool, facts: &mut Vec<Fact>) {
    let predicates = predicates(claim, exactly);
    if predicates.is_empty() {
        return;
    }
    match claim.server {
        Which::One(one) => {
            let machine = one.resolve(cluster).and_then(|server| cluster.machine(server));
            for Predicate { words, look } in predicates {
                let (name, found) = match machine {
                    Some(machine) => {
                        let name = machine.id().to_string();
                        let found = look(machine).err().map(|is| format!("{name} {is}."));
                        (name, found)
                    }
                    None => (one.to_string(), Some(format!("There is no {one}."))),
                };
                facts.push(Fact { expected: format!("{name} {words}."), found });
            }
        }
        Which::All => {
            for Predicate { words, look } in predicates {
                let others = running(cluster).filter_map(|m| Some((m.id(), look(m).err()?)));
                let others: Vec<_> = others.collect();
                let is_so = others.is_empty() && running(cluster).next().is_some();
                let expected = format!("Every running server {words}.");
                facts.push(Fact { expected, found: (!is_so).then(|| counterexamples(&others)) });
            }
        }
        Which::Any => {
            let fits = |machine: &Machine| predicates.iter().all(|p| (p.look)(machine).is_ok());
            let is_so = running(cluster).any(fits);
            let words: Vec<_> = predicates.iter().map(|p| p.words.as_str()).collect();
            let expected = format!("Some running server {}.", words.join(", and "));
            let instead = || {
                let first = |m: &Machine| predicates.iter().find_map(|p| (p.look)(m).err());
                let others = running(cluster).filter_map(|m| Some((m.id(), first(m)?)));
                counterexamples(&others.collect::<Vec<_>>())
            };
            facts.push(Fact { expected, found: (!is_so).then(instead) });
        }
    }
}

fn counterexamples(others: &[(ServerId, String)]) -> String {
    let named = others.iter().take(MOST_NAMED).map(|(server, is)| format!("{server} {is}."));
    let mut named: Vec<_> = named.collect();
    if others.len() > MOST_NAMED {
        named.push(format!("{} more differ.", others.len() - MOST_NAMED));
    }
    if named.is_empty() { "No server runs.".into() } else { named.join(" ") }
}

fn predicates<'a>(claim: &'a Claim, exactly: bool) -> Vec<Predicate<'a>> {
    let mut all = Vec::new();
    let mut add = |words: String, look: Look<'a>| {
        all.push(Predicate { words, look });
    };
    if let Some(health) = claim.health {
        let look = move |m: &Machine| same(m.health(), health.0, health_words);
        add(health_words(health.0).into(), Box::new(look));
    }
    if let Some(role) = claim.role {
        let look = move |m: &Machine| same(raft(m)?.role().name(), role.0, role_words);
        add(role_words(role.0).into(), Box::new(look));
    }
    type Number<'a> = (Option<u64>, fn(u64) -> String, fn(&Machine) -> Result<u64, String>);
    let numbers: [Number<'_>; 5] = [
        (claim.term, |n| format!("is in term {n}"), |m| Ok(term_of(m))),
        (claim.last, |n| format!("has entries up to index {n}"), |m| Ok(last_of(m))),
        (
            claim.committed,
            |n| format!("knows of commits up to index {n}"),
            |m| Ok(raft(m)?.commit_index()),
        ),
        (
            claim.applied,
            |n| format!("has applied entries up to index {n}"),
            |m| Ok(raft(m)?.last_applied()),
        ),
        (
            claim.snapshot,
            |n| format!("has a snapshot up to index {n}"),
            |m| Ok(m.log().0.saturating_sub(1)),
        ),
    ];
    for (wanted, words, actual) in numbers {
        let Some(wanted) = wanted else { continue };
        let expected = words(wanted) + if exactly { "" } else { " or more" };
        let look = move |m: &Machine| {
            let actual = actual(m)?;
            let is_so = actual == wanted || !exactly && actual > wanted;
            if is_so { Ok(()) } else { Err(words(actual)) }
        };
        add(expected, Box::new(look));
    }
    if let Some(terms) = &claim.terms {
        let words = |terms: Vec<u64>| format!("has entries of the terms {}", list(&terms));
        let look = move |m: &Machine| {
            let actual: Vec<u64> = m.log().1.iter().map(|entry| entry.term).collect();
            if actual == *terms { Ok(()) } else { Err(words(actual)) }
        };
        add(words(terms.clone()), Box::new(look));
    }
    if let Some(log) = &claim.log {
        let wanted = log.iter().map(|entry| (entry.term, entry.command.as_deref()));
        let expected = log_words(wanted.map(|(term, text)| (term, text.map(String::from))));
        let look = move |m: &Machine| {
            let actual = m.log().1;
            let fits = |(entry, wanted): (&Entry, &super::claim::LogEntry)| {
                entry.term == wanted.term && text_of(entry) == wanted.command
            };
            let is_so = actual.len() == log.len() && actual.iter().zip(log).all(fits);
            let instead = || log_words(actual.iter().map(|entry| (entry.term, text_of(entry))));
            if is_so { Ok(()) } else { Err(instead()) }
        };
        add(expected, Box::new(look));
    }
    for (key, value) in claim.store.iter().flatten() {
        let words = move |value: Option<&str>| match value {
            Some(value) => format!("holds {key} = {value}"),
            None => format!("holds nothing under {key}"),
        };
        let look = move |m: &Machine| {
            raft(m)?;
            let actual = m.store().get(key);
            if actual == value.as_deref() { Ok(()) } else { Err(words(actual)) }
        };
        add(words(value.as_deref()), Box::new(look));
    }
    for (wanted, part) in [(&claim.voters, "voters"), (&claim.learners, "learners")] {
        let Some(wanted) = wanted else { continue };
        let words = move |servers: &[u16]| match servers {
            [] => format!("knows of no {part}"),
            servers => format!("takes {} for the {part}", list(servers)),
        };
        let look = move |m: &Machine| {
            let known = raft(m)?.configuration();
            let servers = if part == "voters" { known.voters() } else { known.learners() };
            let actual: Vec<u16> = servers.iter().map(|server| server.0).collect();
            if actual == *wanted { Ok(()) } else { Err(words(&actual)) }
        };
        add(words(wanted), Box::new(look));
    }
    all
}

fn raft(machine: &Machine) -> Result<&Server, String> {
    machine.raft().ok_or_else(|| health_words(Health::Crashed).into())
}

fn same<T: PartialEq + Copy>(
    actual: T,
    wanted: T,
    words: fn(T) -> &'static str,
) -> Result<(), String> {
    if actual == wanted { Ok(()) } else { Err(words(actual).into()) }
}

fn term_of(machine: &Machine) -> u64 {
    let durable = machine.disk().durable();
    machine.raft().map_or(durable.current_term, Server::current_term)
}

fn last_of(machine: &Machine) -> u64 {
    let (first, entries) = machine.log();
    first.saturating_sub(1) + entries.len() as u64
}

fn health_words(health: Health) -> &'static str {
    match health {
        Health::Up => "runs",
        Health::Paused => "is paused",
        Health::Crashed => "is down",
    }
}

fn role_words(role: RoleName) -> &'static str {
    match role {
        RoleName::Follower => "is a follower",
        RoleName::PreCandidate => "is a pre-candidate",
        RoleName::Candidate => "is a candidate",
        RoleName::Leader => "is a leader",
    }
}

/// What an entry asks for; `None` for a no-op.
pub(super) fn text_of(entry: &Entry) -> Option<String> {
    match &entry.payload {
        Payload::Noop => None,
        Payload::Configuration(_) => Some("configuration".into()),
        Payload::Command(_) => {
            let request = request_of(entry);
            Some(request.map_or("?".into(), |request| request.operation.to_string()))
        }
    }
}

fn log_words(entries: impl Iterator<Item = (u64, Option<String>)>) -> String {
    let words = |(term, text): (u64, Option<String>)| {
        format!("{} (term {term})", text.as_deref().unwrap_or("no-op"))
    };
    match entries.map(words).collect::<Vec<_>>() {
        entries if entries.is_empty() => "has an empty log".into(),
        entries => format!("has the log {}", entries.join(", ")),
    }
}

fn list(numbers: &[impl ToString]) -> String {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    if numbers.is_empty() { "(none)".into() } else { numbers.join(", ") }
}
