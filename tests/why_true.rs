//! What "why not yet?" says is so: each kind of waiting is reached in storms, and what it says is
//! found out once more from events, logs, disks and links, and held against its sentence, number
//! by number. `why.rs` holds what is offered against what happens then.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use raft_lunch::cluster::*;
use raft_lunch::raft::{
    Configuration, Count, Decision, Index, Payload, PersistentState, Role, ServerId, Tally, Term,
};
use raft_lunch::run::History;
use raft_lunch::scenario::{Compiled, ScenarioFile, compile};
use raft_lunch::why::*;
use raft_lunch::words::Locale;
use serde_json::json;
use support::parallel::each;
use support::storm::{Settings, Storm};

/// What the events say of a server since it last started.
#[derive(Clone, Debug, Default)]
struct Life {
    /// The term in which it stands, and who has voted for it.
    candidacy: Option<(Term, BTreeSet<ServerId>)>,
    /// The term that it leads.
    reign: Option<Term>,
    /// How far it has heard that each other one has its log.
    matched: BTreeMap<ServerId, Index>,
    /// To whom it hands over.
    transfer: Option<ServerId>,
    /// How far it has said that its log is committed.
    committed: Index,
}

/// What a client has done about a request.
#[derive(Clone, Debug, Default)]
struct Asked {
    operation: Option<Operation>,
    sent: u64,
    last_to: Option<ServerId>,
    is_answered: bool,
}

/// What the events say, up to now.
#[derive(Default)]
struct Told {
    lives: BTreeMap<ServerId, Life>,
    asked: BTreeMap<(ClientId, u64), Asked>,
    /// The highest term in which each server was elected.
    elected: BTreeMap<ServerId, Term>,
}

impl Told {
    fn hear(&mut self, events: &[Event]) {
        for event in events {
            match event.id.actor {
                Actor::Server(server) => self.hear_server(server, &event.body),
                Actor::Client(client) => self.hear_client(client, &event.body),
                _ => {}
            }
        }
    }

    fn hear_client(&mut self, client: ClientId, body: &EventBody) {
        let asked = &mut self.asked;
        let mut of = |sequence: u64, tell: &dyn Fn(&mut Asked)| {
            tell(asked.entry((client, sequence)).or_default());
        };
        match body {
            EventBody::Proposed { sequence, operation } => {
                of(*sequence, &|asked| asked.operation = Some(operation.clone()));
            }
            EventBody::Sent(envelope) => {
                if let Content::Request(request) = &envelope.content {
                    of(request.sequence, &|asked| {
                        asked.sent += 1;
                        asked.last_to = envelope.to.server();
                    });
                }
            }
            EventBody::Answered { sequence, .. } | EventBody::ReadAnswered { sequence, .. } => {
                of(*sequence, &|asked| asked.is_answered = true);
            }
            _ => {}
        }
    }

    fn hear_server(&mut self, server: ServerId, body: &EventBody) {
        let life = self.lives.entry(server).or_default();
        match body {
            EventBody::Crashed { .. } | EventBody::Restarted { .. } | EventBody::Started => {
                *life = Life::default();
            }
            EventBody::Decided(decision) => match decision {
                Decision::BecameCandidate { term } => {
                    life.candidacy = Some((*term, BTreeSet::new()));
                    life.reign = None;
                }
                Decision::VoteCounted { voter, .. } => {
                    if let Some((_, votes)) = &mut life.candidacy {
                        votes.insert(*voter);
                    }
                }
                Decision::BecameLeader { .. } => {
                    let term = life.candidacy.take().map(|(term, _)| term);
                    life.reign = term;
                    life.transfer = None;
                    life.matched.clear();
                    self.elected.insert(server, term.expect("a candidate is elected"));
                }
                Decision::BecameFollower { .. } | Decision::BecamePreCandidate { .. } => {
                    (life.candidacy, life.reign) = (None, None);
                }
                Decision::MatchAdvanced { server, match_index } => {
                    life.matched.insert(*server, *match_index);
                }
                Decision::ConfigurationInForce { configuration, .. }
                | Decision::ConfigurationTakenBack { configuration, .. } => {
                    life.matched.retain(|server, _| configuration.is_member(*server));
                }
                Decision::TransferBegun { to } => life.transfer = Some(*to),
                Decision::TransferRedirected { to, .. } => life.transfer = Some(*to),
                Decision::TransferAborted { .. } => life.transfer = None,
                Decision::Committed { to, .. } | Decision::CommitLearned { to, .. } => {
                    life.committed = *to;
                }
                Decision::SnapshotInstalled { last_index, .. } => {
                    life.committed = life.committed.max(*last_index);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn life(&self, server: ServerId) -> Life {
        self.lives.get(&server).cloned().unwrap_or_default()
    }

    /// Those that lead, as far as they know, and whose processes run.
    fn leaders(&self, cluster: &Cluster) -> Vec<(Term, ServerId)> {
        let all = self.lives.iter().filter(|(server, _)| is_up(cluster, **server));
        all.filter_map(|(server, life)| Some((life.reign?, *server))).collect()
    }

    /// The members, as whoever leads the highest term sees them, or else as the newest
    /// configuration in the log of a process says.
    fn members(&self, cluster: &Cluster) -> Configuration {
        let living = || cluster.machines().iter().filter(|it| it.raft().is_some());
        let reign = |machine: &&Machine| self.life(machine.id()).reign;
        let leader = living().filter(|it| reign(it).is_some()).max_by_key(reign);
        let newest = || {
            let know = living().filter(|it| !configuration_of(it).is_empty());
            know.max_by_key(|machine| {
                let raft = machine.raft().expect("it lives");
                (raft.configuration_index(), raft.log().last_term())
            })
        };
        match leader.or_else(newest) {
            Some(machine) => configuration_of(machine),
            None => newest_on_disk(cluster),
        }
    }
}

/// The last configuration in a server's log; if there is none, the one it began with.
fn configuration_of(machine: &Machine) -> Configuration {
    let (_, entries) = machine.log();
    let logged = entries.iter().rev().find_map(|entry| match &entry.payload {
        Payload::Configuration(configuration) => Some(configuration.clone()),
        _ => None,
    });
    logged.unwrap_or_else(|| machine.raft().expect("it lives").configuration().clone())
}

/// Where no process lives that knows its members, there are only the disks.
fn newest_on_disk(cluster: &Cluster) -> Configuration {
    let on_disk = |machine: &Machine| {
        let PersistentState { snapshot, log, .. } = machine.disk().durable();
        let logged = (snapshot.last_index + 1..).zip(log).filter_map(|(index, entry)| match &entry
            .payload
        {
            Payload::Configuration(configuration) => Some((index, configuration.clone())),
            _ => None,
        });
        logged.last().unwrap_or((snapshot.last_index, snapshot.configuration.clone()))
    };
    let known = cluster.machines().iter().map(on_disk).filter(|(_, it)| !it.is_empty());
    known.max_by_key(|(index, _)| *index).expect("some disk knows them").1
}

fn is_up(cluster: &Cluster, server: ServerId) -> bool {
    cluster.machine(server).is_some_and(|machine| machine.health() == Health::Up)
}

/// How many of the members are like this, against more than half of each side.
fn count(members: &Configuration, is: impl Fn(ServerId) -> bool) -> Tally {
    let side = |voters: &[ServerId]| Count {
        have: voters.iter().filter(|voter| is(**voter)).count() as u16,
        need: voters.len() as u16 / 2 + 1,
        of: voters.len() as u16,
    };
    let outgoing = members.outgoing();
    Tally {
        voters: side(members.voters()),
        outgoing: (!outgoing.is_empty()).then(|| side(outgoing)),
    }
}

/// The voters, each once.
fn voters(members: &Configuration) -> BTreeSet<ServerId> {
    members.voters().iter().chain(members.outgoing()).copied().collect()
}

fn set(servers: &[ServerId]) -> BTreeSet<ServerId> {
    servers.iter().copied().collect()
}

/// Whether this entry of a server's log is on its disk; another one may stand there still.
fn is_on_disk(cluster: &Cluster, server: ServerId, index: Index) -> bool {
    let machine = cluster.machine(server).expect("it is there");
    let PersistentState { snapshot, log, .. } = machine.disk().durable();
    let (first, entries) = machine.log();
    let in_log = entries.get((index - first) as usize);
    let place = index.checked_sub(snapshot.last_index + 1);
    place.is_none_or(|place| in_log.is_some() && log.get(place as usize) == in_log)
}

fn have_of(tally: Tally) -> Vec<u64> {
    sides(tally).flat_map(|it| [it.have, it.of]).map(u64::from).collect()
}

fn have_need(tally: Tally) -> Vec<u64> {
    sides(tally).flat_map(|it| [it.have, it.need]).map(u64::from).collect()
}

fn need(tally: Tally) -> Vec<u64> {
    sides(tally).map(|it| u64::from(it.need)).collect()
}

fn sides(tally: Tally) -> impl Iterator<Item = Count> {
    [Some(tally.voters), tally.outgoing].into_iter().flatten()
}

/// The numbers in a sentence, in order: a server's number too, nothing in brackets, and none in
/// the name of a section.
fn numbers(sentence: &str) -> Vec<u64> {
    let mut depth = 0;
    let said: String = sentence
        .chars()
        .filter_map(|letter| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            (depth == 0).then_some(if letter.is_ascii_digit() { letter } else { ' ' })
        })
        .collect();
    said.split_whitespace().map(|number| number.parse().expect("digits")).collect()
}

fn id(server: ServerId) -> u64 {
    u64::from(server.0)
}

/// Looks at one thing that is waited for: what it says is so. Returns its kind, and the numbers
/// that have to be in the two sentences.
fn is_so(waiting: &Waiting, cluster: &Cluster, told: &Told) -> (&'static str, [Vec<u64>; 2]) {
    let members = told.members(cluster);
    let up = |server| is_up(cluster, server);
    let absent: BTreeSet<_> = voters(&members).into_iter().filter(|it| !up(*it)).collect();
    let leaders = told.leaders(cluster);
    let abstain = |server| cluster.machine(server).is_some_and(Machine::abstains);
    match waiting {
        Waiting::TooFewRun { has_leader, absent: away, abstaining, running } => {
            assert_eq!(*has_leader, !leaders.is_empty());
            assert_eq!(set(away), absent);
            let cannot = |server| !*has_leader && abstain(server);
            let expected: BTreeSet<_> =
                voters(&members).into_iter().filter(|it| up(*it) && cannot(*it)).collect();
            assert_eq!(set(abstaining), expected);
            let counted = count(&members, |server| up(server) && !cannot(server));
            assert_eq!(*running, counted);
            assert!(!counted.is_reached());
            let both = [have_of(counted), need(counted)].concat();
            let kind = if *has_leader { "TooFewRun, led" } else { "TooFewRun" };
            let named = abstaining.iter().map(|it| id(*it));
            (kind, [both.clone(), both.into_iter().chain(named).collect()])
        }
        Waiting::NoLeader { candidates, abstaining } => {
            assert_eq!(leaders, []);
            assert!(count(&members, |it| up(it) && !abstain(it)).is_reached(), "enough run");
            let expected: BTreeSet<_> =
                voters(&members).into_iter().filter(|it| up(*it) && abstain(*it)).collect();
            assert_eq!(set(abstaining), expected);
            let stand = cluster.machines().iter().filter(|it| up(it.id())).filter_map(|it| {
                let (_, votes) = told.life(it.id()).candidacy?;
                Some((it.id(), count(&configuration_of(it), |voter| votes.contains(&voter))))
            });
            assert_eq!(*candidates, stand.collect::<Vec<_>>());
            let most = candidates.iter().map(|(_, tally)| tally.voters.have).max();
            let named = abstaining.iter().map(|it| id(*it));
            let Some(most) = most else {
                return ("NoLeader", [vec![], named.collect()]);
            };
            let first = candidates.iter().rev().find(|(_, tally)| tally.voters.have == most);
            let (candidate, tally) = first.expect("one has most");
            let raft = [vec![id(*candidate)], have_need(*tally)].concat();
            let raft = raft.into_iter().chain(named).collect();
            ("NoLeader, with candidates", [have_need(*tally), raft])
        }
        Waiting::TooFewCopies {
            leader,
            index,
            entry,
            acknowledged_by,
            tally,
            absent: away,
            ..
        } => {
            let machine = cluster.machine(*leader).expect("it is there");
            let life = told.life(*leader);
            let own = configuration_of(machine);
            assert!(up(*leader) && leaders.iter().max() == Some(&(life.reign.unwrap(), *leader)));
            let (first, entries) = machine.log();
            assert_eq!(*index, life.committed.max(first - 1) + 1, "the first one");
            assert_eq!(Some(entry), entries.get((index - first) as usize));
            let has = |server: ServerId| match server == *leader {
                true => is_on_disk(cluster, server, *index),
                false => life.matched.get(&server).is_some_and(|it| it >= index),
            };
            let expected: BTreeSet<_> = voters(&own).into_iter().filter(|it| has(*it)).collect();
            assert_eq!(set(acknowledged_by), expected);
            let counted = count(&own, has);
            assert_eq!(*tally, counted);
            assert!(!counted.is_reached());
            let is_hopeless = !count(&members, up).is_reached();
            assert_eq!(set(away), if is_hopeless { absent } else { BTreeSet::new() });
            // It is said to be writing only if it is, and its copy counts.
            let raft = Locale::ENGLISH.words().waiting(waiting).1;
            let writes = raft.contains("own disk yet");
            assert_eq!(writes, !has(*leader) && own.is_voter(*leader), "{raft}");
            let tag = Locale::ENGLISH.words().waiting_tag(waiting).count;
            assert_eq!(tag == "writing…", writes && expected.is_empty(), "{tag}");
            let raft = match writes {
                true => [vec![*index, id(*leader), id(*leader)], have_of(counted), need(counted)],
                false => [vec![*index, id(*leader)], have_of(counted), need(counted)],
            };
            match writes {
                true => ("TooFewCopies, being written", [vec![*index], raft.concat()]),
                false => {
                    let lunch = [vec![*index], have_of(counted), need(counted)];
                    ("TooFewCopies", [lunch.concat(), raft.concat()])
                }
            }
        }
        Waiting::EarlierTerm { leader, index, entry, current_term } => {
            let machine = cluster.machine(*leader).expect("it is there");
            let life = told.life(*leader);
            assert_eq!(life.reign, Some(*current_term));
            let (first, entries) = machine.log();
            assert_eq!(*index, life.committed.max(first - 1) + 1, "the first one");
            assert_eq!(Some(entry), entries.get((index - first) as usize));
            assert!(entry.term < *current_term);
            let has = |server: ServerId| match server == *leader {
                true => is_on_disk(cluster, server, *index),
                false => life.matched.get(&server).is_some_and(|it| it >= index),
            };
            assert!(count(&configuration_of(machine), has).is_reached(), "by counting it would");
            let raft = vec![*index, entry.term, id(*leader), *current_term];
            ("EarlierTerm", [vec![*index], raft])
        }
        Waiting::Transfer { leader, to } => {
            assert!(up(*leader));
            assert_eq!(told.life(*leader).transfer, Some(*to));
            assert!(told.life(*leader).reign.is_some());
            ("Transfer", [vec![], vec![id(*leader), id(*to)]])
        }
        Waiting::Deposed { leader, term, newer, newer_term } => {
            assert!(up(*leader) && up(*newer));
            assert_eq!(told.life(*leader).reign, Some(*term));
            assert_eq!(told.elected.get(newer), Some(newer_term));
            assert!(newer_term > term);
            let raft = vec![id(*leader), *term, id(*newer), *newer_term, *term];
            ("Deposed", [vec![*term, *newer_term], raft])
        }
        Waiting::Unheard { leader, voters: mute, heard, steps_down } => {
            let cut = |from, to| cluster.network().is_cut(Node::Server(from), Node::Server(to));
            assert!(up(*leader));
            assert_eq!(leaders.iter().max().map(|it| it.1), Some(*leader));
            let expected = voters(&members)
                .into_iter()
                .filter(|it| *it != *leader && up(*it) && cut(*it, *leader) && !cut(*leader, *it));
            assert_eq!(set(mute), expected.collect());
            assert!(!mute.is_empty());
            let hears = |it| it == *leader || (up(it) && !cut(it, *leader));
            assert_eq!(*heard, count(&members, hears));
            assert!(!heard.is_reached());
            let own = cluster.machine(*leader).and_then(Machine::extensions);
            let extensions = own.unwrap_or(cluster.protocol().core.extensions);
            assert_eq!(*steps_down, extensions.check_quorum);
            let named: Vec<_> = mute.iter().map(|it| id(*it)).collect();
            let raft = [named, vec![id(*leader), id(*leader)], have_need(*heard)].concat();
            ("Unheard", [have_need(*heard), raft])
        }
        Waiting::RemovedStands { server, term } => {
            assert!(up(*server));
            assert_eq!(told.life(*server).candidacy.map(|it| it.0), Some(*term));
            let machine = cluster.machine(*server).and_then(Machine::raft).expect("it is up");
            assert!(matches!(machine.role(), Role::Candidate { .. }));
            assert!(!members.is_member(*server));
            ("RemovedStands", [vec![], vec![id(*server), *term]])
        }
        Waiting::Answer { client, sequence, operation, attempts, away } => {
            let asked = &told.asked[&(*client, *sequence)];
            assert!(!asked.is_answered);
            assert_eq!(asked.operation.as_ref(), Some(operation));
            assert_eq!(asked.sent, *attempts);
            match away {
                Some(server) => {
                    assert!(!up(*server));
                    assert_eq!(asked.last_to, Some(*server), "it waits for whom it asked");
                    ("Answer, of one away", [vec![], vec![id(*server)]])
                }
                None => ("Answer", [vec![], vec![*attempts]]),
            }
        }
    }
}

/// What a sentence says of dishes and commands is no number of the run.
fn without_dish(sentence: &str) -> String {
    match (sentence.find("no answer yet: "), sentence.starts_with("The asker")) {
        (Some(at), true) => {
            let rest = &sentence[at..];
            let end = rest.find(". ").unwrap_or(rest.len());
            format!("{}{}", &sentence[..at], &rest[end..])
        }
        _ => sentence.into(),
    }
}

/// Every kind of waiting comes about in storms, what it says is so there, and the numbers in its
/// sentences are those of the run.
#[test]
fn in_storms_each_kind_of_waiting_is_reached_and_what_is_said_of_it_is_so() {
    const STORMS: u64 = 240;
    let words = Locale::ENGLISH.words();
    let found = each(STORMS, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(storm.length());
        let mut history: History<()> = History::open(storm.run(), 0);
        let mut told = Told::default();
        told.hear(history.events());
        let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
        let end = storm.cluster.now();
        let mut steps = 0_u64;
        while history.next_time().is_some_and(|at| at <= end) {
            told.hear(history.step());
            steps += 1;
            let cluster = history.cluster();
            // What happens at one moment belongs together: nobody reads in between.
            if !steps.is_multiple_of(5) || history.next_time() == Some(cluster.now()) {
                continue;
            }
            for waiting in waiting(cluster) {
                let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    let (kind, expected) = is_so(&waiting, cluster, &told);
                    let (lunch, raft) = words.waiting(&waiting);
                    let said = [numbers(&without_dish(&lunch)), numbers(&raft)];
                    assert_eq!(said, expected, "{lunch} {raft}");
                    kind
                }));
                let at = cluster.now();
                let kind =
                    outcome.unwrap_or_else(|_| panic!("storm {number} at {at}: {waiting:?}"));
                *kinds.entry(kind).or_default() += 1;
            }
        }
        kinds
    });
    let mut all: BTreeMap<&str, u64> = BTreeMap::new();
    for (kind, count) in found.into_iter().flatten() {
        *all.entry(kind).or_default() += count;
    }
    println!("{all:?}");
    let reached: Vec<&str> = all.keys().copied().collect();
    let kinds = [
        "Answer",
        "Answer, of one away",
        "Deposed",
        "EarlierTerm",
        "NoLeader",
        "NoLeader, with candidates",
        "RemovedStands",
        "TooFewCopies",
        "TooFewCopies, being written",
        "TooFewRun",
        "TooFewRun, led",
        "Transfer",
        "Unheard",
    ];
    assert_eq!(reached, kinds);
}

/// A script for three servers, played to its end.
fn played(steps: serde_json::Value) -> Compiled {
    let file = json!({ "version": 1, "title": "x", "seed": 7, "servers": 3, "steps": steps });
    let file = ScenarioFile::from_json(&file.to_string()).expect("it is a scenario");
    compile(&file).expect("it plays")
}

/// It leads until its removal is committed, and has no vote meanwhile: whatever is on its disk,
/// it is the others that are waited for.
#[test]
fn of_a_leader_that_is_being_removed_nobody_says_that_it_is_still_writing() {
    let compiled = played(json!([
        { "force_timeout": 1 },
        { "until": { "server": "all", "committed": 1 } },
        { "membership": { "server": 1, "change": { "remove": 1 } } },
        { "until": { "server": 1, "durable": 2 } },
        { "expect": { "server": 1, "role": "leader", "committed": 1 } }
    ]));
    assert_eq!(compiled.failures().count(), 0);
    let waiting = waiting(&compiled.cluster);
    let words = Locale::ENGLISH.words();
    let (lunch, raft) = words.waiting(&waiting[0]);
    assert_eq!(raft, "Index 2 is not committed: Server 1 counts 0 of 2 copies, and needs 2.");
    assert!(!lunch.contains("still writing"), "{lunch}");
    assert_eq!(words.waiting_tag(&waiting[0]).count, "0 of 2");
}

/// The members are those of the newest disk, and not those with which the cluster began.
#[test]
fn where_nobody_runs_those_are_counted_who_are_members_now() {
    let compiled = played(json!([
        { "force_timeout": 1 },
        { "until": { "server": "all", "committed": 1 } },
        { "membership": { "server": 1, "change": { "remove": 3 } } },
        { "until": { "server": 2, "committed": 2 } },
        { "crash": 1 },
        { "crash": 2 },
        { "crash": 3 }
    ]));
    assert_eq!(compiled.failures().count(), 0);
    let (_, raft) = Locale::ENGLISH.words().waiting(&waiting(&compiled.cluster)[0]);
    let expected = "No election can be won: 0 of 2 servers can take part, and it takes 2.";
    assert_eq!(raft, expected);
}
