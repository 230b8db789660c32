//! The events that led to something, reduced to what matters: decisions, messages that
//! arrived, timers, actions. What led to an event is its trigger; for a message the event
//! in which its sender decided to send it; for a decision by quorum all that it counted.

use std::sync::Arc;

use super::question::Question;
use crate::cluster::{
    Action, Actor, Content, Envelope, Event, EventBody, EventId, LossReason, MessageId, Node,
    request_of,
};
use crate::raft::{Decision, Entry, Index, Message, Payload, RoleName, ServerId, Timer};

/// Most links of a chain.
pub const MOST_LINKS: usize = 8;

/// What led to something, in the order in which it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The events; the last ones are what was asked about. Empty: it happened before the
    /// events that are at hand.
    pub links: Vec<Link>,
}

impl Chain {
    /// True if there was a condition to be told of what was asked. What removed an entry was one
    /// only if the leader's entry had another term (§5.3): with a rule off it goes without.
    pub fn has_condition(&self, question: Option<Question>) -> bool {
        let Some(last) = self.links.last() else { return false };
        match &last.event.body {
            EventBody::Decided(Decision::Truncated { from, removed }) => {
                removed.first().is_some_and(|entry| last.conflicts(*from, entry))
            }
            EventBody::Decided(Decision::Committed { .. } | Decision::BecameLeader { .. }) => true,
            // An event that was merely brought about by such a decision had another one.
            _ => !matches!(question, Some(Question::Happened(_))),
        }
    }
}

impl Link {
    /// True if its message carried an entry of another term for this index.
    fn conflicts(&self, index: Index, entry: &Entry) -> bool {
        let Some(Content::Raft(Message::AppendEntries(message))) =
            self.envelope.as_deref().map(|envelope| &envelope.content)
        else {
            return false;
        };
        let mut carried = (message.prev_log_index + 1..).zip(&message.entries);
        carried.any(|(at, other)| at == index && other.term != entry.term)
    }
}

/// One event of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number in the run, by which it can be gone to.
    pub number: usize,
    /// The event.
    pub event: Event,
    /// The message that arrived, or got lost, in it, or because of which an entry was removed.
    pub envelope: Option<Arc<Envelope>>,
    /// True if a later decision of the chain counted it.
    pub is_counted: bool,
}

/// What led to what is asked about. `first` is how many events the run has before `events`,
/// of which the last one is the last one that has happened.
pub fn chain(question: Question, first: usize, events: &[Event]) -> Chain {
    let past = Past { first, events };
    let mut found: Vec<(usize, bool)> = Vec::new();
    for place in past.what_is_asked(question) {
        add(&mut found, (place, false));
    }
    let mut next = 0;
    while let Some(&(place, _)) = found.get(next).filter(|_| found.len() < MOST_LINKS) {
        for cause in past.causes(place) {
            if found.len() < MOST_LINKS {
                add(&mut found, cause);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    let link = |(place, is_counted): (usize, bool)| Link {
        number: first + place,
        event: events[place].clone(),
        envelope: past.envelope_at(place),
        is_counted,
    };
    Chain { links: found.into_iter().map(link).collect() }
}

fn add(found: &mut Vec<(usize, bool)>, (place, is_counted): (usize, bool)) {
    match found.iter_mut().find(|(other, _)| *other == place) {
        Some((_, counted)) => *counted |= is_counted,
        None => found.push((place, is_counted)),
    }
}

/// Events, by their places.
struct Past<'a> {
    /// The number of the first one.
    first: usize,
    events: &'a [Event],
}

impl Past<'_> {
    /// The events that are what is asked about, themselves.
    fn what_is_asked(&self, question: Question) -> Vec<usize> {
        let end = self.events.len();
        let on = |server, is_it: &dyn Fn(&EventBody) -> bool| {
            self.last(end, Actor::Server(server), is_it)
        };
        let found = match question {
            Question::Committed(server, index) => on(server, &|body| commits(body, index)),
            Question::Stored(server, index) => on(server, &|body| stores(body, index)),
            Question::Compacted(server, index) => on(server, &|body| match body {
                EventBody::Decided(Decision::Compacted { through }) => *through >= index,
                EventBody::Decided(Decision::SnapshotInstalled { last_index, .. }) => {
                    *last_index >= index
                }
                _ => false,
            }),
            Question::Removed(_, _, number) | Question::Happened(number) => {
                number.checked_sub(self.first).filter(|&place| place < end)
            }
            Question::Leads(server) => on(server, &is_election_won),
            Question::Stands(server) => on(server, &|body| {
                matches!(
                    body,
                    EventBody::Decided(
                        Decision::BecameCandidate { .. } | Decision::BecamePreCandidate { .. }
                    )
                )
            }),
            Question::Follows(server) => on(server, &|body| match body {
                EventBody::Decided(
                    Decision::BecameFollower { .. } | Decision::LeaderRecognised { .. },
                ) => true,
                body => starts(body),
            }),
            Question::IsDown(server) => {
                on(server, &|body| matches!(body, EventBody::Crashed { .. }))
            }
            Question::IsPaused(server) => on(server, &|body| matches!(body, EventBody::Paused)),
            Question::Message(message) => self.sending(end, message),
            Question::Answered(client, sequence) => {
                self.last(end, Actor::Client(client), &|body| match body {
                    EventBody::Answered { sequence: of, .. }
                    | EventBody::ReadAnswered { sequence: of, .. } => *of == sequence,
                    _ => false,
                })
            }
            Question::Unanswered(client, sequence) => {
                let asked = self.last(end, Actor::Client(client), &|body| match body {
                    EventBody::Proposed { sequence: of, .. }
                    | EventBody::TimedOut { sequence: of, .. }
                    | EventBody::Redirected { sequence: of, .. } => *of == sequence,
                    _ => false,
                });
                let written = self.events.iter().rposition(|event| {
                    let EventBody::Decided(Decision::EntryAppended { entry, .. }) = &event.body
                    else {
                        return false;
                    };
                    let request = request_of(entry);
                    request.is_some_and(|it| (it.client, it.sequence) == (client, sequence))
                });
                return written.into_iter().chain(asked).collect();
            }
            Question::NobodyLeads => return self.end_of_a_reign(),
        };
        found.into_iter().collect()
    }

    /// How the last leader was lost, and what has come of it so far.
    fn end_of_a_reign(&self) -> Vec<usize> {
        let end = self.events.len();
        let won = self.events.iter().rposition(|event| is_election_won(&event.body));
        let lost = won.and_then(|won| {
            let actor = self.events[won].id.actor;
            let is_end = |event: &Event| {
                event.id.actor == actor
                    && match &event.body {
                        EventBody::Crashed { .. } | EventBody::Paused => true,
                        EventBody::Decided(Decision::BecameFollower { was, .. }) => {
                            *was == RoleName::Leader
                        }
                        _ => false,
                    }
            };
            self.events[won..].iter().position(is_end).map(|place| won + place)
        });
        let since = lost.or(won).unwrap_or(0);
        let last = |is_it: &dyn Fn(&Decision) -> bool| {
            let is_it = |event: &Event| matches!(&event.body, EventBody::Decided(decision) if is_it(decision));
            self.events[since..end].iter().rposition(is_it).map(|place| since + place)
        };
        let stands = last(&|it| matches!(it, Decision::BecameCandidate { .. }));
        let denied = last(&|it| matches!(it, Decision::VoteDenied { .. }));
        lost.into_iter().chain(denied).chain(stands).collect()
    }

    /// The last event of an actor before `end` that is like this.
    fn last(
        &self,
        end: usize,
        actor: impl Into<Actor>,
        is_it: &dyn Fn(&EventBody) -> bool,
    ) -> Option<usize> {
        let actor = actor.into();
        let is_it = |event: &Event| event.id.actor == actor && is_it(&event.body);
        self.events[..end].iter().rposition(is_it)
    }

    fn place_of(&self, id: EventId, end: usize) -> Option<usize> {
        self.events[..end].iter().rposition(|event| event.id == id)
    }

    fn sending(&self, end: usize, message: MessageId) -> Option<usize> {
        self.last(
            end,
            message.from,
            &|body| matches!(body, EventBody::Sent(envelope) if envelope.id == message),
        )
    }

    fn envelope_at(&self, place: usize) -> Option<Arc<Envelope>> {
        let message = match &self.events[place].body {
            EventBody::Sent(envelope) => return Some(envelope.clone()),
            EventBody::Received(flight)
            | EventBody::Waiting(flight)
            | EventBody::Lost { flight, .. }
            | EventBody::Delivered { flight } => flight.message,
            EventBody::Decided(Decision::Truncated { .. }) => {
                let trigger = self.place_of(self.events[place].trigger?, place)?;
                match &self.events[trigger].body {
                    EventBody::Received(flight) | EventBody::Waiting(flight) => flight.message,
                    _ => return None,
                }
            }
            _ => return None,
        };
        match &self.events[self.sending(place, message)?].body {
            EventBody::Sent(envelope) => Some(envelope.clone()),
            _ => None,
        }
    }

    /// What led to the event at this place, and whether it was counted there.
    fn causes(&self, place: usize) -> Vec<(usize, bool)> {
        let event = &self.events[place];
        let actor = event.id.actor;
        let earlier = |is_it: &dyn Fn(&EventBody) -> bool| self.last(place, actor, is_it);
        let one = |cause: Option<usize>| cause.map(|cause| (cause, false)).into_iter().collect();
        match &event.body {
            EventBody::Decided(Decision::Committed { to, acknowledged_by, .. }) => {
                let since = earlier(&is_election_won).unwrap_or(0);
                let acknowledgement = |of: &ServerId| {
                    let counts = |event: &Event| {
                        event.id.actor == actor
                            && matches!(&event.body, EventBody::Decided(Decision::MatchAdvanced {
                                server, match_index,
                            }) if server == of && match_index >= to)
                    };
                    let found = self.events[since..place].iter().position(counts)?;
                    Some((since + found, true))
                };
                let mut all: Vec<_> = acknowledged_by.iter().filter_map(acknowledgement).collect();
                all.extend(earlier(&|body| appends(body, *to)).map(|cause| (cause, false)));
                all
            }
            EventBody::Decided(Decision::BecameLeader { votes }) => {
                let since = earlier(&is_candidacy).unwrap_or(0);
                let vote = |of: &ServerId| {
                    let counts = |event: &Event| {
                        event.id.actor == actor
                            && matches!(&event.body, EventBody::Decided(Decision::VoteCounted {
                                voter, ..
                            }) if voter == of)
                    };
                    let found = self.events[since..place].iter().position(counts)?;
                    Some((since + found, true))
                };
                let mut all: Vec<_> = votes.iter().filter_map(vote).collect();
                all.extend(earlier(&is_candidacy).map(|cause| (cause, false)));
                all
            }
            EventBody::Decided(Decision::VoteCounted { voter, .. })
                if actor == Actor::Server(*voter) =>
            {
                one(earlier(&is_candidacy))
            }
            EventBody::Decided(Decision::MatchAdvanced { server, match_index })
                if actor == Actor::Server(*server) =>
            {
                one(earlier(&|body| appends(body, *match_index)))
            }
            EventBody::Decided(Decision::EntryAppended { entry, .. })
                if entry.payload == Payload::Noop =>
            {
                one(self.in_step(place, &is_election_won))
            }
            EventBody::Applied { index, .. } => {
                let in_step = self.in_step(place, &|body| commits(body, *index));
                one(in_step.or_else(|| self.because(place)))
            }
            EventBody::TimerFired { timer: Timer::Election } => one(self.silence(place)),
            EventBody::Lost { flight, reason: LossReason::Cut } => {
                let Some(envelope) = self.envelope_of(flight.message, place) else {
                    return Vec::new();
                };
                let link = (envelope.id.from, envelope.to);
                one(self.last(
                    place,
                    Actor::Student,
                    &|body| matches!(body, EventBody::ActionTaken(action) if cuts(action, link)),
                ))
            }
            EventBody::Received(flight) | EventBody::Waiting(flight) => {
                let sent = self.sending(place, flight.message);
                one(sent.and_then(|sent| self.decision_behind(sent).or(self.because(sent))))
            }
            EventBody::Sent(_) => one(self.decision_behind(place).or_else(|| self.because(place))),
            _ => one(self.because(place)),
        }
    }

    /// An event before this one in the same step of the same actor.
    fn in_step(&self, place: usize, is_it: &dyn Fn(&EventBody) -> bool) -> Option<usize> {
        let event = &self.events[place];
        let found = self.last(place, event.id.actor, is_it)?;
        let is_same = event.trigger.is_some() && self.events[found].trigger == event.trigger;
        is_same.then_some(found)
    }

    /// What set an event off; where that is only bookkeeping, what set that off.
    fn because(&self, place: usize) -> Option<usize> {
        let trigger = self.place_of(self.events[place].trigger?, place)?;
        match &self.events[trigger].body {
            EventBody::Received(flight) | EventBody::Waiting(flight) => {
                let sent = self.sending(trigger, flight.message);
                Some(sent.and_then(|sent| self.decision_behind(sent)).unwrap_or(trigger))
            }
            EventBody::TimerStarted { .. }
            | EventBody::TimerStopped { .. }
            | EventBody::TimerFired { timer: Timer::Heartbeat | Timer::MinimumElection }
            | EventBody::WriteBegun { .. }
            | EventBody::WriteDurable { .. }
            | EventBody::Sent(_)
            | EventBody::Duplicated { .. }
            | EventBody::Delayed { .. }
            | EventBody::Delivered { .. } => self.because(trigger),
            _ => Some(trigger),
        }
    }

    /// The decision of its sender that a message tells of.
    fn decision_behind(&self, sent: usize) -> Option<usize> {
        let EventBody::Sent(envelope) = &self.events[sent].body else { return None };
        let actor = self.events[sent].id.actor;
        let earlier = |is_it: &dyn Fn(&Decision) -> bool| {
            self.last(
                sent,
                actor,
                &|body| matches!(body, EventBody::Decided(decision) if is_it(decision)),
            )
        };
        match &envelope.content {
            Content::Raft(Message::RequestVote(_)) => {
                earlier(&|it| matches!(it, Decision::BecameCandidate { .. }))
            }
            Content::Raft(Message::PreVote(_)) => {
                earlier(&|it| matches!(it, Decision::BecamePreCandidate { .. }))
            }
            Content::Raft(Message::RequestVoteReply(_)) => earlier(&|it| {
                matches!(
                    it,
                    Decision::VoteGranted { .. }
                        | Decision::VoteRepeated { .. }
                        | Decision::VoteDenied { .. }
                )
            }),
            Content::Raft(Message::PreVoteReply(_)) => earlier(&|it| {
                matches!(it, Decision::PreVoteGranted { .. } | Decision::PreVoteDenied { .. })
            }),
            Content::Raft(Message::AppendEntries(m)) => {
                let last = m.prev_log_index + m.entries.len() as Index;
                let committed = earlier(&|it| {
                    matches!(it, Decision::Committed { to, .. } if *to == m.leader_commit)
                });
                let won = earlier(&|it| matches!(it, Decision::BecameLeader { .. }));
                match m.entries.is_empty() {
                    true => committed.filter(|it| won.is_none_or(|won| *it > won)).or(won),
                    false => earlier(&|it| {
                        matches!(it, Decision::EntryAppended { index, .. } if *index == last)
                    })
                    .or(won),
                }
            }
            Content::Raft(Message::AppendEntriesReply(_)) => earlier(&|it| {
                matches!(it, Decision::AppendAccepted { .. } | Decision::AppendRejected { .. })
            }),
            Content::Raft(Message::InstallSnapshot(m)) => earlier(&|it| {
                matches!(it, Decision::Compacted { through } if *through <= m.snapshot.last_index)
            }),
            Content::Raft(Message::InstallSnapshotReply(_)) => earlier(&|it| {
                matches!(it, Decision::SnapshotInstalled { .. } | Decision::SnapshotIgnored { .. })
            }),
            Content::Raft(Message::TimeoutNow(_)) => {
                earlier(&|it| matches!(it, Decision::TransferReady { .. }))
            }
            // However often it had to ask, and whom: what it wants is why.
            Content::Request(request) => self.last(sent, actor, &|body| {
                matches!(body, EventBody::Proposed { sequence, .. } if *sequence == request.sequence)
            }),
            Content::Response { sequence, .. } => self.last(sent, actor, &|body| match body {
                EventBody::Applied { request: Some(it), .. } => it.sequence == *sequence,
                EventBody::ReadServed { sequence: of, .. } => of == sequence,
                EventBody::Decided(Decision::RequestRefused { .. }) => true,
                _ => false,
            }),
            Content::Forwarded { .. } => None,
        }
    }

    /// Why an election timer was not started again before it ran out.
    fn silence(&self, place: usize) -> Option<usize> {
        let event = &self.events[place];
        let started = event.trigger.and_then(|trigger| self.place_of(trigger, place))?;
        if let EventBody::ActionTaken(_) = self.events[started].body {
            return Some(started);
        }
        let recognised = |body: &EventBody| match body {
            EventBody::Decided(Decision::LeaderRecognised { leader }) => Some(*leader),
            _ => None,
        };
        let of = self.last(place, event.id.actor, &|body| recognised(body).is_some())?;
        let leader = recognised(&self.events[of].body)?;
        let is_gone = |body: &EventBody| {
            matches!(
                body,
                EventBody::Crashed { .. }
                    | EventBody::Paused
                    | EventBody::Decided(Decision::BecameFollower { was: RoleName::Leader, .. })
            )
        };
        let gone = self.last(place, Actor::Server(leader), &is_gone).filter(|&gone| gone > of);
        let lost = || {
            self.events[started..place].iter().position(|it| match &it.body {
                EventBody::Lost { flight, .. } => {
                    flight.message.from.server() == Some(leader)
                        && self
                            .envelope_of(flight.message, place)
                            .is_some_and(|envelope| Actor::from(envelope.to) == event.id.actor)
                }
                _ => false,
            })
        };
        gone.or_else(|| lost().map(|lost| started + lost))
    }

    fn envelope_of(&self, message: MessageId, end: usize) -> Option<Arc<Envelope>> {
        let sent = self.sending(end, message)?;
        self.envelope_at(sent)
    }
}

/// True if an action cuts the link from the one to the other.
fn cuts(action: &Action, (start, end): (Node, Node)) -> bool {
    let are_servers = start.server().is_some() && end.server().is_some();
    match action {
        Action::Cut { from, to, both_ways } => {
            (*from, *to) == (start, end) || (*both_ways && (*to, *from) == (start, end))
        }
        Action::Isolate { server } => are_servers && [start, end].contains(&Node::Server(*server)),
        Action::Partition { groups } => {
            let group = |node: Node| {
                let server = node.server()?;
                groups.iter().position(|group| group.contains(&server))
            };
            are_servers && group(start) != group(end)
        }
        _ => false,
    }
}

/// True for what makes the entry at `index` known as committed.
fn commits(body: &EventBody, index: Index) -> bool {
    match body {
        EventBody::Decided(
            Decision::Committed { from, to, .. } | Decision::CommitLearned { from, to, .. },
        ) => (from + 1..=*to).contains(&index),
        EventBody::Decided(Decision::SnapshotInstalled { last_index, .. }) => *last_index >= index,
        _ => false,
    }
}

/// True for what puts the entry at `index` into a log.
fn stores(body: &EventBody, index: Index) -> bool {
    match body {
        EventBody::Decided(Decision::AppendAccepted { match_index, appended, .. }) => {
            let first = match_index.saturating_sub(Index::from(*appended)) + 1;
            (first..=*match_index).contains(&index)
        }
        body => appends(body, index),
    }
}

/// True if a leader writes the entry at `index`.
fn appends(body: &EventBody, index: Index) -> bool {
    matches!(body, EventBody::Decided(Decision::EntryAppended { index: at, .. }) if *at == index)
}

fn is_election_won(body: &EventBody) -> bool {
    matches!(body, EventBody::Decided(Decision::BecameLeader { .. }))
}

fn is_candidacy(body: &EventBody) -> bool {
    matches!(body, EventBody::Decided(Decision::BecameCandidate { .. }))
}

fn starts(body: &EventBody) -> bool {
    matches!(body, EventBody::Started | EventBody::Restarted { .. })
}
