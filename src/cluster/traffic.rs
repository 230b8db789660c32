//! What happens on the network: messages leave, arrive, and get lost.

use std::sync::Arc;

use super::Cluster;
use super::agenda::Occurrence;
use super::delivery::Delivery;
use super::event::{EventBody, LossReason};
use super::machine::{Health, Letter, Machine, Notice};
use super::network::{Content, Envelope, Flight};
use super::node::{Actor, EventId, FlightId, MessageId, Node};
use super::time::Micros;
use crate::raft::{AppendOutcome, Input, Message, ServerId};

impl Cluster {
    /// Sends a letter: names it, rolls its dice, puts it in the air.
    pub(super) fn send(&mut self, from: Node, letter: Letter, trigger: EventId) {
        let Some(number) = self.next_message_number(from) else {
            return;
        };
        let id = MessageId { from, number };
        let Letter { to, in_reply_to, content } = letter;
        self.note_what_is_told(from, to, id, &content);
        let envelope = Arc::new(Envelope { id, to, in_reply_to, content });
        let body = EventBody::Sent(envelope.clone());
        let cause = self.emit(Actor::from(from), Some(trigger), body);

        let fate = self.network.next_fate(from, to);
        let (now, is_full) = (self.now, self.network.is_full());
        let is_manual = self.network.delivery() == Delivery::Manual && !is_full;
        let reason = if self.network.is_cut(from, to) {
            Some(LossReason::Cut)
        } else {
            (fate.is_lost || is_full).then_some(LossReason::Network)
        };
        let flight = |latency: Micros, lost| Flight {
            envelope: envelope.clone(),
            leg_began_at: now,
            leg_began_ppm: 0,
            arrives_at: now + latency,
            lost,
            sent_at: now,
            held: is_manual,
            travel: latency,
            cause,
        };
        // What gets lost is lost half-way.
        let lost = reason.map(|reason| (now + fate.latency / 2, reason));
        self.launch(flight(fate.latency, lost));
        if let (Some(latency), None) = (fate.second, reason) {
            let copy = self.launch(flight(latency, None));
            let body = EventBody::Duplicated { flight: copy };
            let copied = self.emit(Actor::Message(id), Some(cause), body);
            if let Some(flight) = self.network.flight_mut(copy) {
                flight.cause = copied;
            }
        }
    }

    pub(super) fn launch(&mut self, flight: Flight) -> FlightId {
        let due = flight.due();
        let flight = Flight { held: flight.held && flight.can_be_held(), ..flight };
        let is_held = flight.held;
        let id = self.network.launch(flight);
        if !is_held {
            self.agenda.plan(due, Occurrence::FlightEnds(id));
        }
        id
    }

    /// A copy arrives, or has come to where it is lost.
    pub(super) fn flight_ends(&mut self, id: FlightId) {
        let Some(flight) = self.network.flights().get(&id) else {
            return;
        };
        let receiver = flight.envelope.to.server().map(|server| self.machine(server));
        let is_down = receiver.is_some_and(|m| m.is_none_or(|m| m.health == Health::Crashed));
        let is_attentive = receiver.is_none_or(|m| m.is_some_and(Machine::is_attentive));
        match flight.lost {
            Some((_, reason)) => self.lose(id, reason, None),
            None if is_down => self.lose(id, LossReason::ReceiverDown, None),
            None if is_attentive => {
                if let Some(flight) = self.network.land(id) {
                    self.receive(id, flight);
                }
            }
            None => {
                let Some(flight) = self.network.land(id) else {
                    return;
                };
                let to = flight.envelope.to;
                self.emit(Actor::from(to), Some(flight.cause), EventBody::Waiting(id));
                let machine = to.server().and_then(|server| self.machine_mut(server));
                if let Some(machine) = machine {
                    machine.inbox.push_back(Notice::Message(id, Box::new(flight)));
                }
            }
        }
    }

    /// Takes a copy out of the air for good. `trigger` is what did it; `None`: it
    /// came to that on its way.
    pub(super) fn lose(&mut self, id: FlightId, reason: LossReason, trigger: Option<EventId>) {
        let Some(flight) = self.network.flights().get(&id) else {
            return;
        };
        let (due, cause) = (flight.due(), flight.cause);
        self.agenda.cancel(due, Occurrence::FlightEnds(id));
        let body = EventBody::Lost { flight: id, reason };
        self.emit(Actor::Message(id.message), trigger.or(Some(cause)), body);
        self.network.land(id);
    }

    /// A message is dealt with by its receiver.
    pub(super) fn receive(&mut self, id: FlightId, flight: Flight) {
        let Flight { envelope, cause, .. } = flight;
        let Envelope { id: message, to, in_reply_to, ref content } = *envelope;
        let cause = self.emit(Actor::from(to), Some(cause), EventBody::Received(id));
        match (to, content) {
            (Node::Server(server), Content::Raft(content)) => {
                let Node::Server(from) = message.from else {
                    return;
                };
                self.note_what_was_told((from, to), content, in_reply_to);
                let input = Input::Receive { from, message: content.clone() };
                self.feed(server, input, cause, Some(message));
            }
            (Node::Server(server), Content::Request(request)) => {
                self.handle_request(server, message.from, request, message, cause);
            }
            (Node::Server(server), Content::Forwarded { request, message: asked }) => {
                self.handle_request(server, message.from, request, *asked, cause);
            }
            (Node::Client(client), &Content::Response { sequence, ref outcome }) => {
                let outcome = outcome.clone();
                self.handle_response(client, message.from, sequence, in_reply_to, outcome, cause);
            }
            // Nobody sends these to such a receiver.
            (Node::Server(_), Content::Response { .. }) | (Node::Client(_), _) => {}
        }
    }

    fn next_message_number(&mut self, from: Node) -> Option<u64> {
        let counter = match from {
            Node::Server(server) => &mut self.machine_mut(server)?.messages,
            Node::Client(client) => &mut self.client_mut(client)?.messages,
        };
        *counter += 1;
        Some(*counter)
    }

    /// While answers are held until a majority has been told of the commit: from which
    /// message on whom is told what. A leader's commit index only grows, so what is not
    /// noted tells its receiver the same as the one noted before it.
    fn note_what_is_told(&mut self, from: Node, to: Node, id: MessageId, content: &Content) {
        let (Node::Server(leader), Node::Server(follower)) = (from, to) else {
            return;
        };
        let Content::Raft(Message::AppendEntries(request)) = content else {
            return;
        };
        if let Some(machine) = self.machine_mut(leader)
            && !machine.answers.held.is_empty()
            && machine.answers.told_by(id, follower) != Some(request.leader_commit)
        {
            machine.answers.telling.insert(id, (follower, request.leader_commit));
        }
    }

    /// An answer shows that its request has arrived, and what its receiver learned:
    /// no more than it has verified (rule 11), and nothing from what it refused.
    fn note_what_was_told(
        &mut self,
        (from, to): (ServerId, Node),
        content: &Message,
        in_reply_to: Option<MessageId>,
    ) {
        let (Node::Server(leader), Message::AppendEntriesReply(reply)) = (to, content) else {
            return;
        };
        let AppendOutcome::Success { match_index } = reply.outcome else {
            return;
        };
        let Some(machine) = self.machine_mut(leader) else {
            return;
        };
        let answers = &mut machine.answers;
        if let Some(index) = in_reply_to.and_then(|id| answers.told_by(id, from)) {
            let told = answers.told.entry(from).or_default();
            *told = (*told).max(index.min(match_index));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cluster::*;

    #[test]
    fn who_is_told_is_not_noted_for_every_message_while_an_answer_is_held() {
        let answer = AnswerWhen::MajorityTold;
        let mut cluster = Cluster::new(&Scenario { answer, ..Scenario::new(9, 3) });
        let until = |cluster: &mut Cluster, is_so: &dyn Fn(&Cluster) -> bool| {
            while !is_so(cluster) {
                assert!(cluster.step());
            }
        };
        until(&mut cluster, &|cluster| cluster.leader().is_some());
        let leader = cluster.leader().expect("it was waited for");
        let text = "SET A 1".into();
        cluster.act(0, Action::Propose { client: ClientId(1), text }).expect("it can ask");
        let answers = |cluster: &Cluster| cluster.machine(leader).map(|m| m.answers.clone());
        let is_held = |cluster: &Cluster| answers(cluster).is_some_and(|a| !a.held.is_empty());
        until(&mut cluster, &is_held);
        // It leads on, all alone: its heartbeats tell nobody.
        cluster.act(1, Action::Isolate { server: leader }).expect("it can be done");
        let end = cluster.now() + 60 * SECOND;
        until(&mut cluster, &|cluster| cluster.now() >= end);
        assert!(is_held(&cluster));
        let noted = answers(&cluster).map_or(0, |answers| answers.telling.len());
        assert!(noted <= 4, "{noted}: once for each follower and commit index");
    }
}
