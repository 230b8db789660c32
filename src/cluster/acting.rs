//! Actions: whether one can be done, and doing it.

use super::Cluster;
use super::action::{Action, MAX_CLOCK_RATE_PPM, MIN_CLOCK_RATE_PPM, Refusal, can_be_said};
use super::agenda::Occurrence;
use super::command::Operation;
use super::event::{EventBody, LossReason};
use super::machine::Health;
use super::network::MAX_DELAY;
use super::node::{Actor, ClientId, EventId, FlightId, Node};
use super::time::{MILLISECOND, Micros};
use crate::raft::{ServerId, Timer};

/// How many dishes a poll may offer.
pub const MAX_DISHES: usize = 9;

/// How long a copy that the student makes takes at least to arrive.
const COPY_DELAY: Micros = 10 * MILLISECOND;

impl Cluster {
    /// Whether `action` can be done now, and if not, why.
    pub fn check_action(&self, action: &Action) -> Result<(), Refusal> {
        match action {
            Action::Propose { client, text } => {
                self.known_client(*client)?;
                Operation::parse(text).map(|_| ()).map_err(Refusal::BadCommand)
            }
            Action::Poll { client, dishes } => self.check_poll(*client, dishes),
            Action::Crash { server } => match self.health(*server)? {
                Health::Crashed => Err(Refusal::Crashed(*server)),
                Health::Up | Health::Paused => Ok(()),
            },
            Action::Restart { server } => match self.health(*server)? {
                Health::Crashed => self.check_disk(*server),
                Health::Up | Health::Paused => Err(Refusal::NotCrashed(*server)),
            },
            Action::Pause { server } => self.running(*server),
            Action::Resume { server } => match self.health(*server)? {
                Health::Paused => Ok(()),
                Health::Crashed => Err(Refusal::Crashed(*server)),
                Health::Up => Err(Refusal::NotPaused(*server)),
            },
            Action::Cut { from, to, both_ways } => {
                let is_cut = self.cut_state(*from, *to, *both_ways)?;
                if is_cut.all { Err(Refusal::AlreadyCut) } else { Ok(()) }
            }
            Action::Heal { from, to, both_ways } => {
                let is_cut = self.cut_state(*from, *to, *both_ways)?;
                if is_cut.any { Ok(()) } else { Err(Refusal::NotCut) }
            }
            Action::Isolate { server } | Action::Rejoin { server } => {
                self.health(*server).map(|_| ())
            }
            Action::Partition { groups } => {
                let mut seen: Vec<ServerId> = Vec::new();
                for &server in groups.iter().flatten() {
                    self.health(server)?;
                    if seen.contains(&server) {
                        return Err(Refusal::OutOfRange);
                    }
                    seen.push(server);
                }
                Ok(())
            }
            Action::HealAll | Action::SetAnswer(_) => Ok(()),
            Action::Drop { flight } | Action::Duplicate { flight } => self.in_flight(*flight),
            Action::Delay { flight, by } => {
                self.in_flight(*flight)?;
                if *by <= MAX_DELAY { Ok(()) } else { Err(Refusal::OutOfRange) }
            }
            Action::ForceElectionTimeout { server } => {
                self.running(*server)?;
                let leads = self.machine(*server).is_some_and(|machine| machine.is_leader());
                if leads { Err(Refusal::LeadersDoNotTimeOut(*server)) } else { Ok(()) }
            }
            Action::SetNetwork(conditions) if conditions.is_valid() => Ok(()),
            Action::SetNetwork(_) => Err(Refusal::OutOfRange),
            Action::SetProtocol(protocol) if protocol.is_valid() => Ok(()),
            Action::SetProtocol(_) => Err(Refusal::OutOfRange),
            Action::AddServer
            | Action::ChangeMembership { .. }
            | Action::TransferLeadership { .. }
            | Action::Compact { .. }
            | Action::LoseDisk { .. } => self.check_membership_action(action),
            Action::SetClock { server, rate_ppm } => {
                self.health(*server)?;
                let is_fit = (MIN_CLOCK_RATE_PPM..=MAX_CLOCK_RATE_PPM).contains(rate_ppm);
                if is_fit { Ok(()) } else { Err(Refusal::OutOfRange) }
            }
            Action::SetDelivery(_) | Action::Deliver { .. } => self.check_delivery_action(action),
            Action::ProposeTo { client, text, server } => {
                self.known_client(*client)?;
                self.health(*server)?;
                Operation::parse(text).map(|_| ()).map_err(Refusal::BadCommand)
            }
            Action::ForceHeartbeat { server } => {
                self.running(*server)?;
                let leads = self.machine(*server).is_some_and(|machine| machine.is_leader());
                if leads { Ok(()) } else { Err(Refusal::OnlyLeadersSendHeartbeats(*server)) }
            }
            Action::TearDisk { .. } | Action::StopDisk { .. } | Action::StartDisk { .. } => {
                self.check_disk_action(action)
            }
            Action::SetLink { from, to, conditions } => {
                self.cut_state(*from, *to, false)?;
                if conditions.is_valid() { Ok(()) } else { Err(Refusal::OutOfRange) }
            }
            Action::Say { text } if can_be_said(text) => Ok(()),
            Action::Say { .. } => Err(Refusal::CannotBeSaid),
        }
    }

    /// Does what has been found possible.
    pub(super) fn carry_out(&mut self, action: Action, cause: EventId) {
        match action {
            Action::Propose { client, text } => {
                if let Ok(operation) = Operation::parse(&text) {
                    self.propose(client, operation, None, cause);
                }
            }
            Action::ProposeTo { client, text, server } => {
                if let Ok(operation) = Operation::parse(&text) {
                    self.propose(client, operation, Some(server), cause);
                }
            }
            Action::Poll { client, dishes } => self.open_poll(client, dishes, cause),
            Action::Crash { server } => self.crash_server(server, cause),
            Action::Restart { server } => self.restart_server(server, cause),
            Action::Pause { server } => {
                if let Some(machine) = self.machine_mut(server) {
                    machine.health = Health::Paused;
                    machine.catching_up = None;
                }
                self.emit(Actor::Server(server), Some(cause), EventBody::Paused);
            }
            Action::Resume { server } => self.resume_server(server, cause),
            Action::Cut { from, to, both_ways } => {
                self.set_cuts(&directions(from, to, both_ways), true, cause);
            }
            Action::Heal { from, to, both_ways } => {
                self.set_cuts(&directions(from, to, both_ways), false, cause);
            }
            Action::Isolate { server } => {
                self.set_cuts(&self.links_of(server), true, cause);
            }
            Action::Rejoin { server } => {
                self.set_cuts(&self.links_of(server), false, cause);
                for client in 1..=self.clients.len() as u16 {
                    let (client, server) = (Node::Client(ClientId(client)), Node::Server(server));
                    self.set_cuts(&directions(client, server, true), false, cause);
                }
            }
            Action::Partition { groups } => self.partition(&groups, cause),
            Action::HealAll => {
                let cuts: Vec<_> = self.network.cuts().to_vec();
                self.set_cuts(&cuts, false, cause);
            }
            Action::Drop { flight } => self.lose(flight, LossReason::Dropped, Some(cause)),
            Action::Duplicate { flight } => self.duplicate(flight, cause),
            Action::Delay { flight, by } => self.delay(flight, by, cause),
            Action::ForceElectionTimeout { server } => {
                self.forget_timer(server, Timer::Election);
                self.timer_ran_out(server, Timer::Election, cause);
            }
            Action::SetNetwork(conditions) => self.network.conditions = conditions,
            Action::SetAnswer(answer) => self.answer = answer,
            Action::SetProtocol(protocol) => self.set_protocol(protocol, cause),
            Action::AddServer
            | Action::ChangeMembership { .. }
            | Action::TransferLeadership { .. }
            | Action::Compact { .. }
            | Action::LoseDisk { .. } => self.carry_out_membership_action(action, cause),
            Action::SetClock { server, rate_ppm } => {
                if let Some(machine) = self.machine_mut(server) {
                    machine.clock_rate_ppm = rate_ppm;
                }
            }
            Action::SetDelivery(delivery) => self.set_delivery(delivery),
            Action::Deliver { flight } => self.deliver(flight, cause),
            Action::ForceHeartbeat { server } => {
                self.forget_timer(server, Timer::Heartbeat);
                self.timer_ran_out(server, Timer::Heartbeat, cause);
            }
            Action::TearDisk { .. } | Action::StopDisk { .. } | Action::StartDisk { .. } => {
                self.carry_out_disk_action(action, cause);
            }
            Action::SetLink { from, to, conditions } => {
                self.network.set_link(from, to, conditions);
            }
            // That it was said is the event of the action itself.
            Action::Say { .. } => {}
        }
    }

    fn partition(&mut self, groups: &[Vec<ServerId>], cause: EventId) {
        let group_of = |server: ServerId| groups.iter().position(|group| group.contains(&server));
        let ids: Vec<_> = self.server_ids().collect();
        for &a in &ids {
            for &b in ids.iter().filter(|&&b| b != a) {
                let is_cut = group_of(a) != group_of(b);
                self.set_cuts(&[(Node::Server(a), Node::Server(b))], is_cut, cause);
            }
        }
    }

    /// Cuts or heals links. What is in flight on a link that is cut is lost.
    fn set_cuts(&mut self, links: &[(Node, Node)], is_cut: bool, cause: EventId) {
        for &(from, to) in links {
            self.network.set_cut(from, to, is_cut);
            if is_cut {
                let on_it = |(id, flight): (&FlightId, &super::Flight)| {
                    (id.message.from == from && flight.envelope.to == to).then_some(*id)
                };
                let lost: Vec<_> = self.network.flights().iter().filter_map(on_it).collect();
                for id in lost {
                    self.lose(id, LossReason::Cut, Some(cause));
                }
            }
        }
    }

    /// A second copy, which arrives after the first.
    fn duplicate(&mut self, id: FlightId, cause: EventId) {
        let Some(original) = self.network.flights().get(&id) else {
            return;
        };
        let mut copy = original.clone();
        copy.leg_began_ppm = original.progress_ppm(self.now);
        copy.leg_began_at = self.now;
        copy.arrives_at += COPY_DELAY;
        copy.travel += COPY_DELAY;
        copy.lost = copy.lost.map(|(at, reason)| (at + COPY_DELAY, reason));
        let copy = self.launch(copy);
        let body = EventBody::Duplicated { flight: copy };
        let cause = self.emit(Actor::Message(id.message), Some(cause), body);
        if let Some(flight) = self.network.flight_mut(copy) {
            flight.cause = cause;
        }
    }

    fn delay(&mut self, id: FlightId, by: Micros, cause: EventId) {
        let now = self.now;
        let body = EventBody::Delayed { flight: id, by };
        let cause = self.emit(Actor::Message(id.message), Some(cause), body);
        let Some(flight) = self.network.flight_mut(id) else {
            return;
        };
        let was_due = flight.due();
        flight.leg_began_ppm = flight.progress_ppm(now);
        flight.leg_began_at = now;
        flight.arrives_at += by;
        flight.travel += by;
        flight.lost = flight.lost.map(|(at, reason)| (at + by, reason));
        flight.cause = cause;
        if flight.held {
            return;
        }
        let due = flight.due();
        self.agenda.cancel(was_due, Occurrence::FlightEnds(id));
        self.agenda.plan(due, Occurrence::FlightEnds(id));
    }

    fn links_of(&self, server: ServerId) -> Vec<(Node, Node)> {
        let others = self.server_ids().filter(|&other| other != server);
        others
            .flat_map(|other| directions(Node::Server(server), Node::Server(other), true))
            .collect()
    }

    fn check_poll(&self, client: ClientId, dishes: &[String]) -> Result<(), Refusal> {
        self.known_client(client)?;
        if dishes.is_empty() || dishes.len() > MAX_DISHES {
            return Err(Refusal::BadMenu);
        }
        for dish in dishes {
            Operation::parse(dish).map_err(Refusal::BadCommand)?;
        }
        let is_polling = self.client(client).is_some_and(|client| client.is_polling());
        if is_polling { Err(Refusal::PollUnderWay) } else { Ok(()) }
    }

    fn known_client(&self, client: ClientId) -> Result<(), Refusal> {
        self.client(client).map(|_| ()).ok_or(Refusal::NoSuchClient(client))
    }

    pub(super) fn health(&self, server: ServerId) -> Result<Health, Refusal> {
        self.machine(server).map(|m| m.health()).ok_or(Refusal::NoSuchServer(server))
    }

    pub(super) fn running(&self, server: ServerId) -> Result<(), Refusal> {
        match self.health(server)? {
            Health::Up => Ok(()),
            Health::Crashed => Err(Refusal::Crashed(server)),
            Health::Paused => Err(Refusal::Paused(server)),
        }
    }

    fn in_flight(&self, flight: FlightId) -> Result<(), Refusal> {
        let is_in_flight = self.network.flights().contains_key(&flight);
        if is_in_flight { Ok(()) } else { Err(Refusal::MessageGone) }
    }

    fn cut_state(&self, from: Node, to: Node, both_ways: bool) -> Result<CutState, Refusal> {
        for node in [from, to] {
            match node {
                Node::Server(server) => self.health(server).map(|_| ())?,
                Node::Client(client) => self.known_client(client)?,
            }
        }
        if from == to || (from.server().is_none() && to.server().is_none()) {
            return Err(Refusal::NoSuchLink);
        }
        let links = directions(from, to, both_ways);
        let is_cut = |&(from, to): &(Node, Node)| self.network.is_cut(from, to);
        Ok(CutState { all: links.iter().all(is_cut), any: links.iter().any(is_cut) })
    }
}

struct CutState {
    all: bool,
    any: bool,
}

fn directions(from: Node, to: Node, both_ways: bool) -> Vec<(Node, Node)> {
    if both_ways { vec![(from, to), (to, from)] } else { vec![(from, to)] }
}
