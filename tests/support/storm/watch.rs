//! All that is looked at after every step: the properties, and what no property of a
//! state can show, because it is about work that is done for nothing, or not done.

use super::{Moments, longest_election_timeout};
use raft_lunch::check::SafetyChecker;
use raft_lunch::cluster::*;
use raft_lunch::raft::{Message, Quorum, Round, Server, ServerId, Term, Timer};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The property's name.
    pub property: String,
    /// What is wrong.
    pub evidence: String,
}

/// What is too much. The busiest cluster of nine, without latency, was seen to do a fifth
/// of it in such a stretch.
const STRETCH: Micros = 10 * MILLISECOND;
const MOST_EVENTS: u64 = 20_000;

/// Looks on.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// The properties.
    pub checker: SafetyChecker,
    /// When the present stretch began, and how much has happened in it.
    stretch: (Micros, u64),
    /// For each client, when its present back-off began and how often it was sent on
    /// since.
    sent_on: Vec<(Micros, u64)>,
    /// For each leader under CheckQuorum: in which term, which round a majority has
    /// answered, and since when.
    heard: Vec<(ServerId, Term, Round, Micros)>,
    /// Which of the moments that were aimed at have come.
    pub moments: Moments,
    /// What was found beside the properties.
    found: Option<Finding>,
}

impl Watch {
    /// Looks at the cluster after a step, and at the events of that step.
    pub fn look(&mut self, cluster: &Cluster, events: &[Event]) {
        self.checker.observe(cluster, events);
        self.moments.look(cluster, events);
        for event in events {
            let wrong = self.too_much(event).or_else(|| match (&event.body, event.id.actor) {
                (EventBody::Redirected { .. }, Actor::Client(client)) => {
                    self.bounced(cluster, client)
                }
                (EventBody::Sent(envelope), _) => sent_in_vain(cluster, envelope),
                (EventBody::TimerFired { timer: Timer::Heartbeat }, Actor::Server(leader)) => {
                    self.leads_nobody(cluster, leader)
                }
                (EventBody::ActionTaken(action), _) => {
                    self.begin_anew(action);
                    None
                }
                _ => None,
            });
            self.found = self.found.take().or(wrong);
        }
    }

    /// Whether nothing was wrong so far.
    pub fn is_content(&self) -> bool {
        self.found.is_none() && self.checker.violations().is_empty()
    }

    /// The first thing that was wrong, a property before all else.
    pub fn finding(&self) -> Option<Finding> {
        let Some(violation) = self.checker.violations().first() else {
            return self.found.clone();
        };
        let property = violation.property.name();
        // It says the property first, and so does the finding.
        let sentence = violation.to_string();
        let evidence = sentence.trim_start_matches(property).trim_start_matches(": ").into();
        Some(Finding { property: property.into(), evidence })
    }

    /// Whatever is asked of a cluster, it comes to rest.
    fn too_much(&mut self, event: &Event) -> Option<Finding> {
        let (began, events) = &mut self.stretch;
        if event.at >= *began + STRETCH {
            (*began, *events) = (event.at, 0);
        }
        *events += 1;
        (*events > MOST_EVENTS)
            .then(|| endless(format!("{MOST_EVENTS} events in {} ms.", STRETCH / MILLISECOND)))
    }

    /// A client is sent on to a server that may know better. To ask each server twice
    /// for one request within one back-off is to be sent in circles.
    fn bounced(&mut self, cluster: &Cluster, client: ClientId) -> Option<Finding> {
        let (now, backoff) = (cluster.now(), cluster.scenario().timing.client_backoff);
        let place = usize::from(client.0);
        if self.sent_on.len() <= place {
            self.sent_on.resize(place + 1, (0, 0));
        }
        let (began, times) = &mut self.sent_on[place];
        if now >= *began + backoff {
            (*began, *times) = (now, 0);
        }
        *times += 1;
        let each = 2 * cluster.machines().len() as u64 + 1;
        (*times > each * u64::from(cluster.scenario().requests_under_way))
            .then(|| endless(format!("{client} is sent on {times} times within one back-off.")))
    }

    /// CheckQuorum: a leader that no majority answers notices, however long it has led
    /// (thesis §6.2).
    fn leads_nobody(&mut self, cluster: &Cluster, id: ServerId) -> Option<Finding> {
        let leader = cluster.machine(id)?.raft()?;
        let leadership = leader.leadership()?;
        if !cluster.protocol().core.extensions.check_quorum {
            return None;
        }
        let round_of = |server: ServerId| match leadership.progress.get(&server) {
            Some(progress) => progress.answered_round,
            None if server == id => Round::MAX,
            None => 0,
        };
        let round = Quorum::new(leader.configuration(), leader.rules()).index(round_of);
        let (now, term) = (cluster.now(), leader.current_term());
        let same = |(of, in_term, ..): &&mut (ServerId, Term, Round, Micros)| {
            (*of, *in_term) == (id, term)
        };
        let Some((.., answered, since)) = self.heard.iter_mut().find(same) else {
            self.heard.retain(|(of, ..)| *of != id);
            self.heard.push((id, term, round, now));
            return None;
        };
        if *answered != round || round == Round::MAX {
            (*answered, *since) = (round, now);
        }
        // Late answers to earlier rounds are answers too, and a clock may be slow.
        let patience = 5 * longest_election_timeout(cluster.scenario()) + SECOND;
        (now > *since + patience).then(|| Finding {
            property: "Liveness".into(),
            evidence: format!("{id} leads on with CheckQuorum, though no majority answers."),
        })
    }

    /// Clocks, processes and extensions are other ones from now on.
    fn begin_anew(&mut self, action: &Action) {
        if matches!(
            action,
            Action::SetProtocol(_)
                | Action::SetClock { .. }
                | Action::Pause { .. }
                | Action::Resume { .. }
        ) {
            self.heard.clear();
        }
    }
}

/// A leader sends nobody what it knows to be there (figure 2: nextIndex is beyond
/// matchIndex).
fn sent_in_vain(cluster: &Cluster, envelope: &Envelope) -> Option<Finding> {
    let Node::Server(to) = envelope.to else { return None };
    let Content::Raft(message) = &envelope.content else { return None };
    let (last, what) = match message {
        Message::InstallSnapshot(request) => (request.snapshot.last_index, "a snapshot"),
        Message::AppendEntries(request) if !request.entries.is_empty() => {
            (request.prev_log_index + 1, "entries")
        }
        _ => return None,
    };
    let from = envelope.id.from.server()?;
    let leader = cluster.machine(from)?.raft().filter(|raft| is_of_its_term(raft, message))?;
    // The snapshot that stands before the first entry brings a blank server its members: no
    // acknowledgement of nothing covers it, but that of any entry does.
    let known = leader.leadership()?.progress.get(&to)?.match_index;
    let is_there = known >= last && (last > 0 || known > 0);
    is_there.then(|| endless(format!("{from} sends {to} {what} through {last} once more.")))
}

fn is_of_its_term(leader: &Server, message: &Message) -> bool {
    leader.current_term() == message.term()
}

fn endless(evidence: String) -> Finding {
    Finding { property: "Bounded Work".into(), evidence }
}
