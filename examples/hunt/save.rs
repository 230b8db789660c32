//! What was found, as a scenario file: its schedule, what was done to mend everything, captions
//! that say what led to it, and what is wrong as an expectation.

use std::collections::{BTreeMap, BTreeSet};

use raft_lunch::check::{NotLive, Property, SafetyChecker, Violation, liveness_verdict};
use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, Entry, Payload, ServerId, Term};
use raft_lunch::scenario::{
    AnswerClaim, AnyRule, Claim, Leader, Name, ScenarioFile, ServerRef, Step, Verb, Which, compile,
};

use crate::judge::{Verdict, verdict};
use crate::storm::Finding;

/// Most captions of a file: more than that nobody reads.
const MOST_CAPTIONS: usize = 30;

/// The ordinals of captions begin here.
const FIRST_CAPTION: u64 = 1 << 25;

/// The scenario file of a run in which something is wrong. An error: it does not fit into one,
/// and why.
pub fn scenario(run: &Run, found: &Finding) -> Result<ScenarioFile, String> {
    let Verdict { mending, end, .. } = verdict(run);
    let mut whole = run.clone();
    whole.actions.extend(mending);
    whole.actions.retain(|anchored| anchored.at <= end);
    let scene = Scene::of(&whole, end, found);
    whole.actions.extend(scene.captions(found));
    // In the order of time, and at one moment first what is done.
    whole.actions.sort_by_key(|anchored| anchored.at);
    let off: Vec<String> = AnyRule::all()
        .filter(|rule| !rule.is_kept_by(&run.scenario.protocol))
        .map(AnyRule::name)
        .collect();
    let without =
        if off.is_empty() { String::new() } else { format!("Without {}: ", off.join(", ")) };
    let title = format!("{without}{} is violated", found.property);
    let mut file = ScenarioFile::from_run(&title, &whole, end);
    file.about = format!("Found by the hunt, and shrunk. {}: {}", found.property, found.evidence);
    file.steps = notes(file.steps);
    file.expect = scene.claims(found);
    is_played_alike(&file).map(|()| file)
}

/// Whether the file says what was found.
fn is_played_alike(file: &ScenarioFile) -> Result<(), String> {
    let read = ScenarioFile::from_json(&file.to_json()).map_err(|error| error.to_string())?;
    let compiled = compile(&read).map_err(|error| error.to_string())?;
    let failure = compiled.failures().next().map(|failure| failure.expected.clone());
    failure.map_or(Ok(()), |expected| {
        Err(format!("Played from a file, it goes another way: {expected}"))
    })
}

fn property(found: &Finding) -> Option<Property> {
    Property::ALL.into_iter().find(|property| property.name() == found.property)
}

/// A moment at which time has passed and the caption of that moment are one step.
fn notes(steps: Vec<Step>) -> Vec<Step> {
    let mut told: Vec<Step> = Vec::new();
    for step in steps {
        match (told.last_mut(), step.verb) {
            (Some(Step { verb: Verb::At(_), note: note @ None, .. }), Verb::Say(text)) => {
                *note = Some(text);
            }
            (_, verb) => told.push(Step { verb, ..step }),
        }
    }
    told
}

/// A run, played.
struct Scene {
    events: Vec<Event>,
    violation: Option<Violation>,
    cluster: Cluster,
    end: Micros,
}

impl Scene {
    fn of(run: &Run, end: Micros, found: &Finding) -> Scene {
        let mut cluster = Cluster::new(&run.scenario);
        let mut checker = SafetyChecker::default();
        let mut all = Vec::new();
        let mut look = |cluster: &mut Cluster| {
            let events = cluster.take_events();
            checker.observe(cluster, &events);
            all.extend(events);
        };
        let play = |cluster: &mut Cluster, look: &mut dyn FnMut(&mut Cluster), until: Micros| {
            while cluster.next_time().is_some_and(|at| at <= until) {
                cluster.step();
                look(cluster);
            }
            cluster.run_until(until);
        };
        look(&mut cluster);
        for anchored in &run.actions {
            play(&mut cluster, &mut look, anchored.at);
            let _ = cluster.act(anchored.ordinal, anchored.action.clone());
            look(&mut cluster);
        }
        play(&mut cluster, &mut look, end);
        let wanted = property(found);
        let mut violations = checker.violations().iter();
        let violation = violations.find(|one| Some(one.property) == wanted).cloned();
        Scene { events: all, violation, cluster, end }
    }

    /// What is wrong, as what is expected.
    fn claims(&self, found: &Finding) -> Vec<Claim> {
        if let Some(property) = property(found) {
            return vec![Claim { violated: Some(Name(property)), ..Claim::default() }];
        }
        let not = |claim: Claim| vec![Claim { not: Some(Box::new(claim)), ..Claim::default() }];
        let of = |server: ServerId| Which::One(ServerRef::from(server));
        let leader = self.cluster.leader().and_then(|leader| self.cluster.machine(leader)?.raft());
        match liveness_verdict(&self.cluster) {
            Err(NotLive::NoLeader) => {
                vec![Claim { leader: Some(Leader::None), ..Claim::default() }]
            }
            Err(NotLive::Behind(server)) => {
                let last = leader.map(|leader| leader.log().last_index().into());
                not(Claim { server: of(server), last, applied: last, ..Claim::default() })
            }
            Err(NotLive::Unanswered(client)) => {
                let (client, answer) = (Some(client.0), Some(AnswerClaim::Any));
                not(Claim { client, answer, ..Claim::default() })
            }
            Err(NotLive::ChangeUnderWay) => {
                let server = leader.map_or(Which::Any, |leader| of(leader.id()));
                let committed = leader.map(|leader| leader.configuration_index().into());
                not(Claim { server, committed, ..Claim::default() })
            }
            // Nothing is promised that the format has no words for.
            _ => Vec::new(),
        }
    }

    /// What led to it, each thing at its time, and at last what is wrong.
    fn captions(&self, found: &Finding) -> Vec<AnchoredAction> {
        let past = self.past();
        let mut terms: BTreeMap<ServerId, Term> = BTreeMap::new();
        let mut told: Vec<(Micros, u8, String)> = Vec::new();
        for event in &self.events {
            if let (Actor::Server(server), EventBody::Decided(decision)) =
                (event.id.actor, &event.body)
                && let Some(term) = term_of(decision)
            {
                terms.insert(server, term);
            }
            // A cut causes nothing: it keeps things from happening.
            if past.contains(&event.id) || event.id.actor == Actor::Student {
                let told_of = sentence(event, &terms);
                told.extend(told_of.map(|(weight, text)| (event.at, weight, text)));
            }
        }
        shorten(&mut told);
        let verdict = format!("{} is violated: {}", found.property, found.evidence);
        told.push((self.end, u8::MAX, verdict));
        let mut captions: Vec<(Micros, String)> = Vec::new();
        for (at, _, text) in told {
            match captions.last_mut() {
                Some((same, before))
                    if *same == at
                        && before.chars().count() + text.chars().count() < MAX_SAY_CHARS =>
                {
                    *before += " ";
                    *before += &text;
                }
                _ => captions.push((at, text.chars().take(MAX_SAY_CHARS).collect())),
            }
        }
        let anchored =
            |(ordinal, (at, text))| AnchoredAction { at, ordinal, action: Action::Say { text } };
        (FIRST_CAPTION..).zip(captions).map(anchored).collect()
    }

    /// The events that led to what is wrong: the causal past of the event after which it was
    /// seen, and of the last commit and the last election on each server, for two servers that
    /// know nothing of each other can contradict each other. A cluster that stands still has
    /// all of its past.
    fn past(&self) -> BTreeSet<EventId> {
        let Some(violation) = &self.violation else {
            return self.events.iter().map(|event| event.id).collect();
        };
        let known: BTreeMap<EventId, &Event> =
            self.events.iter().map(|event| (event.id, event)).collect();
        let sent = |event: &Event| match &event.body {
            EventBody::Sent(envelope) => Some((envelope.id, event.id)),
            _ => None,
        };
        let sent: BTreeMap<MessageId, EventId> = self.events.iter().filter_map(sent).collect();
        let mut decisive: BTreeMap<(Actor, bool), EventId> = BTreeMap::new();
        for event in &self.events {
            if let EventBody::Decided(decision) = &event.body {
                let is_election = matches!(decision, Decision::BecameLeader { .. });
                if is_election || matches!(decision, Decision::Committed { .. }) {
                    decisive.insert((event.id.actor, is_election), event.id);
                }
            }
            if event.id == violation.after {
                break;
            }
        }
        let mut open: Vec<EventId> = decisive.into_values().chain([violation.after]).collect();
        let mut past = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(event) = known.get(&id).filter(|_| past.insert(id)) else {
                continue;
            };
            open.extend(event.trigger);
            // What the student does has no order of causes.
            let before = id.number.checked_sub(1).filter(|_| id.actor != Actor::Student);
            open.extend(before.map(|number| EventId { number, ..id }));
            if let Actor::Message(message) = id.actor {
                open.extend(sent.get(&message));
            }
            if let EventBody::Received(flight) = &event.body {
                open.extend(sent.get(&flight.message));
            }
        }
        past
    }
}

/// The term that begins for a server with this.
fn term_of(decision: &Decision) -> Option<Term> {
    match decision {
        Decision::BecameCandidate { term } => Some(*term),
        _ => None,
    }
}

/// Keeps what matters most, and of what matters equally the beginning and the end.
fn shorten(told: &mut Vec<(Micros, u8, String)>) {
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    for weight in (1..=3).rev() {
        let equals = (0..told.len()).filter(|&place| told[place].1 == weight);
        let equals: Vec<usize> = equals.collect();
        let room = (MOST_CAPTIONS - kept.len()).min(equals.len());
        let (first, last) = (room.div_ceil(2), room / 2);
        kept.extend(&equals[..first]);
        kept.extend(&equals[equals.len() - last..]);
    }
    let mut place = 0..;
    told.retain(|_| place.next().is_some_and(|place| kept.contains(&place)));
}

/// What happened, if that decides something: how much it matters, from 1 to 3, and a
/// sentence.
fn sentence(event: &Event, terms: &BTreeMap<ServerId, Term>) -> Option<(u8, String)> {
    let (weight, text) = match (event.id.actor, &event.body) {
        (Actor::Server(server), EventBody::Decided(decision)) => {
            let term = terms.get(&server).copied().unwrap_or(0);
            return decided(server, term, decision);
        }
        (Actor::Server(server), EventBody::Crashed { lost_writes }) => match lost_writes {
            0 => (3, format!("{server} crashes.")),
            _ => (3, format!("{server} crashes before its disk is done.")),
        },
        (Actor::Server(server), EventBody::Restarted { term, voted_for, last_index }) => {
            let vote = match voted_for {
                Some(candidate) => format!("a vote for {candidate}"),
                None => "no vote".into(),
            };
            let log = match last_index {
                0 => "an empty log".into(),
                last => format!("a log up to entry {last}"),
            };
            (3, format!("{server} is back, with term {term}, {vote} and {log}."))
        }
        (Actor::Server(server), EventBody::DiskLost) => (3, format!("{server} loses its disk.")),
        (
            Actor::Server(server),
            EventBody::Applied { index, request: Some(request), took_effect, .. },
        ) => {
            let does = if *took_effect { "applies" } else { "skips" };
            (1, format!("{server} {does} entry {index}, {}.", request.operation))
        }
        (Actor::Server(server), EventBody::ReadServed { client, key, value, .. }) => {
            let value = value.as_ref().map_or("has no value".into(), |value| format!("is {value}"));
            (3, format!("{server} answers {client}: {key} {value}."))
        }
        (Actor::Client(client), EventBody::Answered { index, .. }) => {
            (3, format!("{client} is told that its command is done, as entry {index}."))
        }
        (Actor::Client(client), EventBody::TimedOut { .. }) => {
            (2, format!("{client} has heard nothing, and asks again."))
        }
        (Actor::Student, EventBody::ActionTaken(action)) => (3, done(action)?),
        _ => return None,
    };
    Some((weight, text))
}

/// What was done to the network: where it shows in no server's events.
fn done(action: &Action) -> Option<String> {
    Some(match action {
        Action::Cut { from, to, both_ways: true } => format!("{from} and {to} are cut off."),
        Action::Cut { from, to, both_ways: false } => format!("Nothing gets from {from} to {to}."),
        Action::Isolate { server } => format!("{server} is cut off from the others."),
        Action::Partition { .. } => "The network breaks into groups.".into(),
        Action::Rejoin { server } => format!("{server} is no longer cut off."),
        Action::HealAll => "All links are whole again.".into(),
        _ => return None,
    })
}

fn decided(server: ServerId, term: Term, decision: &Decision) -> Option<(u8, String)> {
    Some(match decision {
        Decision::BecameCandidate { term } => {
            (1, format!("{server} stands for election in term {term}."))
        }
        Decision::VoteGranted { candidate } => (1, format!("{server} votes for {candidate}.")),
        Decision::BecameLeader { votes } => {
            (3, format!("{server} leads term {term}, with the votes of {}.", names(votes)))
        }
        Decision::EntryAppended { index, entry } => {
            (2, format!("{server} appends entry {index}: {}.", payload(entry)))
        }
        Decision::AppendAccepted { leader, match_index, appended: 1.. } => {
            (2, format!("{server} takes entries from {leader}, up to entry {match_index}."))
        }
        Decision::Truncated { from, .. } => {
            (3, format!("{server} removes its log from entry {from} on."))
        }
        Decision::Committed { to, acknowledged_by, .. } => {
            let copies = names(acknowledged_by);
            (3, format!("{server} commits up to entry {to}: it counts copies on {copies}."))
        }
        Decision::CommitLearned { to, leader, .. } => {
            (1, format!("{server} hears from {leader} that entry {to} is committed."))
        }
        Decision::ConfigurationInForce { configuration, .. } => {
            let voters = names(configuration.voters());
            let learners = match configuration.learners() {
                [] => String::new(),
                learners => format!(", the learners {}", names(learners)),
            };
            (3, format!("For {server}, the voters are {voters}{learners} from now on."))
        }
        Decision::SnapshotInstalled { .. } => (2, format!("{server} takes a snapshot.")),
        _ => return None,
    })
}

fn payload(entry: &Entry) -> String {
    match &entry.payload {
        Payload::Noop => "a no-op".into(),
        Payload::Configuration(_) => "a change of members".into(),
        Payload::Command(_) => {
            let request = request_of(entry);
            request.map_or("a command".into(), |request| request.operation.to_string())
        }
    }
}

/// `Server 1, Server 2 and Server 3`.
fn names(servers: &[ServerId]) -> String {
    let names: Vec<String> = servers.iter().map(ToString::to_string).collect();
    match names.split_last() {
        None => "nobody".into(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
