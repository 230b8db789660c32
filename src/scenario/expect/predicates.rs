//! What can be claimed of one server, and how it is found out.

use std::collections::BTreeMap;

use super::logs::{Listed, text_of, wanted_text};
use crate::cluster::{Health, Machine};
use crate::raft::{Configuration, Entry, Progress, RoleName, Server, ServerId};
use crate::scenario::format::claim::{Claim, LogEntry};
use crate::scenario::format::name::DiskState;
use crate::scenario::format::number::Number;
use crate::scenario::format::who::{ServerKey, ServerRef};

/// Finds out whether something is so, or what is so instead.
type Look<'a> = Box<dyn Fn(&Machine) -> Result<(), String> + 'a>;

/// What is claimed of a server, as the end of a sentence about it; and how it is found
/// out whether that is so, or what is so instead.
pub(crate) struct Predicate<'a> {
    pub words: String,
    pub look: Look<'a>,
}

/// What of a server is a number: the number that is claimed, how that is said, and what it
/// really is.
type Measure = (Option<Number>, fn(&str) -> String, fn(&Machine) -> Result<u64, String>);

/// All that is claimed of each server that is meant. The claim is
/// [settled](Claim::settled).
pub(crate) fn predicates<'a>(claim: &'a Claim, exactly: bool) -> Vec<Predicate<'a>> {
    let mut all = Vec::new();
    if let Some(health) = claim.health {
        let look = move |m: &Machine| same(m.health(), health.0, health_words);
        add(&mut all, health_words(health.0).into(), look);
    }
    if let Some(disk) = claim.disk {
        let state = |m: &Machine| match m.disk().is_stopped() {
            true => DiskState::Stopped,
            false => DiskState::Running,
        };
        let look = move |m: &Machine| same(state(m), disk.0, disk_words);
        add(&mut all, disk_words(disk.0).into(), look);
    }
    if let Some(role) = claim.role {
        let look = move |m: &Machine| same(raft(m)?.role().name(), role.0, role_words);
        add(&mut all, role_words(role.0).into(), look);
    }
    numbers(claim, exactly, &mut all);
    if let Some(wanted) = &claim.voted_for {
        let wanted = wanted.as_ref().and_then(ServerRef::number).map(ServerId);
        let words = |vote: Option<ServerId>| match vote {
            Some(server) => format!("has voted for {server} in its term"),
            None => "has not voted in its term".into(),
        };
        let look = move |m: &Machine| {
            let durable = m.disk().durable();
            let actual = m.raft().map_or(durable.voted_for, Server::voted_for);
            if actual == wanted { Ok(()) } else { Err(words(actual)) }
        };
        add(&mut all, words(wanted), look);
    }
    if let Some(wanted) = &claim.known_leader {
        let wanted = wanted.as_ref().and_then(ServerRef::number).map(ServerId);
        let words = |leader: Option<ServerId>| match leader {
            Some(server) => format!("takes {server} for the leader"),
            None => "knows of no leader".into(),
        };
        let look = move |m: &Machine| {
            let actual = raft(m)?.leader();
            if actual == wanted { Ok(()) } else { Err(words(actual)) }
        };
        add(&mut all, words(wanted), look);
    }
    entries(claim, &mut all);
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
        add(&mut all, words(value.as_deref()), look);
    }
    members(claim, &mut all);
    if let Some(wanted) = claim.lease {
        let look = move |m: &Machine| {
            let held = raft(m)?.leadership().and_then(|leadership| leadership.lease.held_since());
            same(held.is_some(), wanted, lease_words)
        };
        add(&mut all, lease_words(wanted).into(), look);
    }
    progress(claim, exactly, &mut all);
    all
}

fn add<'a>(
    all: &mut Vec<Predicate<'a>>,
    words: String,
    look: impl Fn(&Machine) -> Result<(), String> + 'a,
) {
    all.push(Predicate { words, look: Box::new(look) });
}

fn numbers<'a>(claim: &'a Claim, exactly: bool, all: &mut Vec<Predicate<'a>>) {
    let numbers: [Measure; 6] = [
        (claim.term, |n| format!("is in term {n}"), |m| Ok(term_of(m))),
        (claim.last, |n| format!("has entries up to index {n}"), |m| Ok(last_of(m))),
        (
            claim.durable,
            |n| format!("has entries up to index {n} on its disk"),
            |m| Ok(m.disk().durable().last_index()),
        ),
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
        let look = move |m: &Machine| {
            let actual = actual(m)?;
            if wanted.fits(actual, exactly) { Ok(()) } else { Err(words(&actual.to_string())) }
        };
        add(all, wanted.told(words, exactly), look);
    }
}

fn entries<'a>(claim: &'a Claim, all: &mut Vec<Predicate<'a>>) {
    if let Some(wanted) = &claim.terms {
        let word = |term: &u64| term.to_string();
        let listed = Listed {
            some: "has entries of the terms",
            none: "has no entries",
            wanted: wanted.clone(),
            word,
        };
        let words = listed.words();
        let look = move |m: &Machine| {
            let (first, entries) = m.log();
            listed.look(first, entries.len(), |place| entries[place].term)
        };
        add(all, words, look);
    }
    if let Some(wanted) = &claim.log {
        let wanted = wanted
            .iter()
            .map(|LogEntry { term, command }| (*term, command.as_deref().map(wanted_text)));
        let word = |(term, text): &(u64, Option<String>)| {
            format!("{} (term {term})", text.as_deref().unwrap_or("no-op"))
        };
        let listed = Listed {
            some: "has the log",
            none: "has an empty log",
            wanted: wanted.collect(),
            word,
        };
        let words = listed.words();
        let look = move |m: &Machine| {
            let (first, entries) = m.log();
            let one = |entry: &Entry| (entry.term, text_of(entry));
            listed.look(first, entries.len(), |place| one(&entries[place]))
        };
        add(all, words, look);
    }
}

/// Who belongs to the cluster: the order in which they are named is nobody's concern.
fn members<'a>(claim: &'a Claim, all: &mut Vec<Predicate<'a>>) {
    type Part<'a> = (
        &'a Option<Vec<ServerRef>>,
        fn(&Configuration) -> &[ServerId],
        fn(&str) -> String,
        &'static str,
    );
    let parts: [Part<'a>; 3] = [
        (
            &claim.voters,
            Configuration::voters,
            |servers| format!("takes {servers} for the voters"),
            "knows of no voters",
        ),
        (
            &claim.outgoing,
            Configuration::outgoing,
            |servers| format!("counts the votes of the old voters {servers} too"),
            "is in no joint configuration",
        ),
        (
            &claim.learners,
            Configuration::learners,
            |servers| format!("takes {servers} for the learners"),
            "knows of no learners",
        ),
    ];
    for (wanted, of, some, none) in parts {
        let Some(wanted) = wanted else { continue };
        let wanted = in_order(wanted.iter().filter_map(ServerRef::number));
        let words = move |servers: &[u16]| match servers {
            [] => none.into(),
            servers => some(&listed(servers)),
        };
        let expected = words(&wanted);
        let look = move |m: &Machine| {
            let known = raft(m)?.configuration();
            let numbers = |servers: &[ServerId]| in_order(servers.iter().map(|server| server.0));
            let actual = numbers(of(known));
            if actual == wanted {
                return Ok(());
            }
            // Of those who vote, both halves are told.
            let (new, old) = (numbers(known.voters()), numbers(known.outgoing()));
            Err(match known.is_joint() && actual == new {
                true => {
                    let (new, old) = (listed(&new), listed(&old));
                    format!("takes {new} for the new voters, and {old} for the old ones")
                }
                false => words(&actual),
            })
        };
        add(all, expected, look);
    }
}

fn in_order(servers: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut servers: Vec<u16> = servers.collect();
    servers.sort_unstable();
    servers.dedup();
    servers
}

fn listed(servers: &[u16]) -> String {
    servers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What a leader knows of the others. `match_index` can be reached; `next_index` goes both
/// ways.
fn progress<'a>(claim: &'a Claim, exactly: bool, all: &mut Vec<Predicate<'a>>) {
    type Part<'a> = (
        &'a Option<BTreeMap<ServerKey, Number>>,
        fn(ServerId, &str) -> String,
        fn(&Progress) -> u64,
        bool,
    );
    let parts: [Part<'a>; 2] = [
        (
            &claim.match_index,
            |of, n| format!("knows of entries up to index {n} on {of}"),
            |progress| progress.match_index,
            exactly,
        ),
        (
            &claim.next_index,
            |of, n| format!("sends entry {n} to {of} next"),
            |progress| progress.next_index,
            true,
        ),
    ];
    for (wanted, words, actual, exactly) in parts {
        for (of, &wanted) in wanted.iter().flatten() {
            let Some(of) = of.0.number().map(ServerId) else { continue };
            let look = move |m: &Machine| {
                let known = raft(m)?.progress().ok_or("does not lead")?;
                let known = known.get(&of).ok_or_else(|| format!("sends nothing to {of}"))?;
                let actual = actual(known);
                let is_so = wanted.fits(actual, exactly);
                if is_so { Ok(()) } else { Err(words(of, &actual.to_string())) }
            };
            add(all, wanted.told(|number| words(of, number), exactly), look);
        }
    }
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

fn disk_words(disk: DiskState) -> &'static str {
    match disk {
        DiskState::Running => "has a disk that runs",
        DiskState::Stopped => "has a disk that has stopped",
    }
}

fn lease_words(holds_one: bool) -> &'static str {
    if holds_one { "holds a lease" } else { "holds no lease" }
}

fn role_words(role: RoleName) -> &'static str {
    match role {
        RoleName::Follower => "is a follower",
        RoleName::PreCandidate => "is a pre-candidate",
        RoleName::Candidate => "is a candidate",
        RoleName::Leader => "is a leader",
    }
}
