//! What clients do: ask the team, ask a server, wait, ask again.

use litemap::LiteMap;

use super::Cluster;
use super::agenda::Occurrence;
use super::client::{Answer, Attempt, ClientRequest, Poll, Queued};
use super::command::{LUNCH_KEY, Operation, Request};
use super::draw::{Draw, Purpose};
use super::event::EventBody;
use super::machine::{Health, Letter};
use super::network::{Content, Outcome};
use super::node::{Actor, ClientId, EventId, MessageId, Node};
use crate::raft::ServerId;

impl Cluster {
    /// A client will ask for `operation`, after what it asked for before: `first` is the
    /// server that it tries first, if that is to be a particular one.
    pub(super) fn propose(
        &mut self,
        client: ClientId,
        operation: Operation,
        first: Option<ServerId>,
        trigger: EventId,
    ) {
        let Some(state) = self.client_mut(client) else {
            return;
        };
        let position = state.history.len();
        let sequence = position as u64 + 1;
        state.history.push(ClientRequest {
            sequence,
            operation: operation.clone().into(),
            attempts: 0,
            answer: None,
        });
        state.queue.push_back(Queued { position, first });
        let body = EventBody::Proposed { sequence, operation };
        let cause = self.emit(Actor::Client(client), Some(trigger), body);
        self.ask_next(client, cause);
    }

    /// Takes the next requests of the queue, as long as not too many are under way.
    fn ask_next(&mut self, client: ClientId, cause: EventId) {
        let most = usize::from(self.scenario.requests_under_way);
        let Some(state) = self.client_mut(client) else {
            return;
        };
        if state.attempts.len() >= most {
            return;
        }
        let Some(Queued { position, first }) = state.queue.pop_front() else {
            return;
        };
        state.attempts.push(Attempt {
            position,
            message: None,
            first,
            asked: None,
            sent_on_by: Vec::new(),
            wakes_at: 0,
            cause,
        });
        self.ask(client, position, cause);
        self.ask_next(client, cause);
    }

    /// Sends a request to the server that the client takes for the leader, or else to any
    /// other than the one it asked last.
    fn ask(&mut self, client: ClientId, position: usize, trigger: EventId) {
        let now = self.now;
        let timeout = self.scenario.timing.client_timeout;
        let Some(server) = self.server_to_ask(client, position) else {
            return;
        };
        let Some(state) = self.client_mut(client) else {
            return;
        };
        let answered_below = state.answered_below();
        let message = MessageId { from: Node::Client(client), number: state.messages + 1 };
        let (Some(attempt), Some(entry)) = (
            state.attempts.iter_mut().find(|attempt| attempt.position == position),
            state.history.get_mut(position),
        ) else {
            return;
        };
        entry.attempts += 1;
        let sequence = entry.sequence;
        let operation = (*entry.operation).clone();
        let request = Request { client, sequence, answered_below, operation };
        attempt.message = Some(message);
        attempt.asked = Some(server);
        attempt.wakes_at = now + timeout;
        attempt.cause = trigger;
        self.agenda.plan(now + timeout, Occurrence::ClientWakes(client, position));
        let letter = Letter {
            to: Node::Server(server),
            in_reply_to: None,
            content: Content::Request(request),
        };
        self.send(Node::Client(client), letter, trigger);
    }

    fn server_to_ask(&mut self, client: ClientId, position: usize) -> Option<ServerId> {
        let seed = self.scenario.seed;
        let servers: Vec<_> = self.server_ids().collect();
        let state = self.client_mut(client)?;
        let leader = state.leader;
        let attempt = state.attempts.iter_mut().find(|attempt| attempt.position == position)?;
        if let Some(server) = attempt.first.take().or(leader) {
            return Some(server);
        }
        let last_asked = attempt.asked;
        let is_other = |server: &ServerId| servers.len() == 1 || Some(*server) != last_asked;
        let others: Vec<_> = servers.iter().copied().filter(is_other).collect();
        state.servers_drawn += 1;
        let draw = Draw::new(seed, Purpose::Server, u64::from(client.0), state.servers_drawn);
        let pick = draw.within(0..=others.len().saturating_sub(1) as u64);
        others.get(pick as usize).copied()
    }

    /// The client has waited long enough: for an answer, or to try again.
    pub(super) fn client_wakes(&mut self, client: ClientId, position: usize) {
        let Some(state) = self.client_mut(client) else {
            return;
        };
        let attempt = state.attempts.iter_mut().find(|attempt| attempt.position == position);
        let (Some(attempt), Some(entry)) = (attempt, state.history.get(position)) else {
            return;
        };
        attempt.sent_on_by.clear();
        let mut cause = attempt.cause;
        if attempt.message.is_some() {
            let body = EventBody::TimedOut { sequence: entry.sequence, attempts: entry.attempts };
            // Silence says nothing about who leads.
            state.leader = None;
            cause = self.emit(Actor::Client(client), Some(cause), body);
        }
        self.ask(client, position, cause);
    }

    /// A server's answer reaches a client.
    pub(super) fn handle_response(
        &mut self,
        client: ClientId,
        from: Node,
        sequence: u64,
        in_reply_to: Option<MessageId>,
        outcome: Outcome,
        cause: EventId,
    ) {
        let now = self.now;
        let backoff = self.scenario.timing.client_backoff;
        let Some(state) = self.client_mut(client) else {
            return;
        };
        // An answer to an earlier request: the client knows already.
        let is_open = |attempt: &Attempt| attempt.position as u64 + 1 == sequence;
        let Some(place) = state.attempts.iter().position(is_open) else {
            return;
        };
        let attempt = &mut state.attempts[place];
        let (position, wakes_at) = (attempt.position, attempt.wakes_at);
        let (answer, body) = match outcome {
            Outcome::Value(value) => {
                (Answer::Value(value.clone()), EventBody::ReadAnswered { sequence, value })
            }
            Outcome::Applied { index } => {
                (Answer::Applied { index }, EventBody::Answered { sequence, index })
            }
            // Of an attempt that the client has given up.
            Outcome::NotLeader { .. } if in_reply_to != attempt.message => return,
            Outcome::NotLeader { leader } => {
                attempt.message = None;
                attempt.wakes_at = now + backoff;
                attempt.sent_on_by.extend(attempt.asked);
                let better = leader.filter(|&leader| Some(leader) != attempt.asked);
                // Servers that send it back and forth need time to agree.
                let goes_at_once =
                    better.is_some_and(|leader| !attempt.sent_on_by.contains(&leader));
                state.leader = better;
                self.agenda.cancel(wakes_at, Occurrence::ClientWakes(client, position));
                let body = EventBody::Redirected { sequence, leader };
                let cause = self.emit(Actor::Client(client), Some(cause), body);
                if goes_at_once {
                    return self.ask(client, position, cause);
                }
                self.agenda.plan(now + backoff, Occurrence::ClientWakes(client, position));
                let state = self.client_mut(client);
                let attempt = state.and_then(|state| state.attempts.get_mut(place));
                if let Some(attempt) = attempt {
                    attempt.cause = cause;
                }
                return;
            }
        };
        state.attempts.remove(place);
        if let Some(entry) = state.history.get_mut(position) {
            entry.answer = Some(answer);
        }
        state.leader = from.server();
        self.agenda.cancel(wakes_at, Occurrence::ClientWakes(client, position));
        let cause = self.emit(Actor::Client(client), Some(cause), body);
        self.ask_next(client, cause);
    }

    /// A client begins to ask everyone what they want. No server takes part.
    pub(super) fn open_poll(&mut self, client: ClientId, dishes: Vec<String>, trigger: EventId) {
        let body = EventBody::PollOpened { dishes: dishes.clone() };
        let cause = self.emit(Actor::Client(client), Some(trigger), body);
        let to_ask = self.configuration().members().into();
        let Some(state) = self.client_mut(client) else { return };
        state.polls += 1;
        let answers = LiteMap::new();
        state.poll = Some(Poll { dishes, to_ask, asked: None, answers, is_counted: false, cause });
        self.poll_goes_on(client);
    }

    /// Whoever was asked answers, and the next one is asked.
    pub(super) fn poll_goes_on(&mut self, client: ClientId) {
        self.hear_preference(client);
        let wait = self.now + self.scenario.timing.poll_answer;
        let Some(poll) = self.client_mut(client).and_then(|c| c.poll.as_mut()) else { return };
        match poll.to_ask.pop_front() {
            Some(teammate) => {
                poll.asked = Some(teammate);
                let cause = poll.cause;
                let body = EventBody::PollAsked { teammate };
                let cause = self.emit(Actor::Client(client), Some(cause), body);
                self.poll_is_at(client, cause);
                self.agenda.plan(wait, Occurrence::PollGoesOn(client));
            }
            None => self.count_poll(client),
        }
    }

    fn hear_preference(&mut self, client: ClientId) {
        let seed = self.scenario.seed;
        let Some(state) = self.client_mut(client) else { return };
        let number = state.polls;
        let Some(teammate) = state.poll.as_mut().and_then(|poll| poll.asked.take()) else { return };
        let is_here = self.machine(teammate).is_some_and(|m| m.health == Health::Up);
        let Some(poll) = self.client_mut(client).and_then(|c| c.poll.as_mut()) else { return };
        let last_dish = poll.dishes.len().saturating_sub(1) as u64;
        let draw = Draw::new(seed, Purpose::Preference, u64::from(teammate.0), number);
        let choice = draw.within(0..=last_dish) as usize;
        let (cause, dish) = (poll.cause, poll.dishes.get(choice).cloned());
        poll.answers.insert(teammate, is_here.then_some(choice));
        let body = match dish {
            Some(dish) if is_here => EventBody::PollPreference { teammate, dish },
            _ => EventBody::PollSilence { teammate },
        };
        let cause = self.emit(Actor::Client(client), Some(cause), body);
        self.poll_is_at(client, cause);
    }

    /// Everyone was asked: the most popular dish is what the client will propose.
    fn count_poll(&mut self, client: ClientId) {
        let Some(poll) = self.client_mut(client).and_then(|c| c.poll.as_mut()) else { return };
        poll.is_counted = true;
        let (tally, cause) = (poll.tally(), poll.cause);
        let first = tally.first().filter(|(_, count)| *count > 0).cloned();
        let Some((dish, most)) = first else {
            self.emit(Actor::Client(client), Some(cause), EventBody::PollEmpty);
            return;
        };
        let is_tie = tally.iter().filter(|(_, count)| *count == most).count() > 1;
        let body = EventBody::PollTallied { tally, is_tie };
        let cause = self.emit(Actor::Client(client), Some(cause), body);
        let operation = Operation::Set { key: LUNCH_KEY.into(), value: dish };
        self.propose(client, operation, None, cause);
    }

    fn poll_is_at(&mut self, client: ClientId, cause: EventId) {
        if let Some(poll) = self.client_mut(client).and_then(|c| c.poll.as_mut()) {
            poll.cause = cause;
        }
    }
}
