//! The network: what is in flight, which links are cut, what happens on the way.

use std::sync::Arc;

use litemap::LiteMap;

use serde::{Deserialize, Serialize};

use super::command::Request;
use super::delivery::{Delivery, MAX_HELD};
use super::draw::{Draw, Purpose};
use super::event::LossReason;
use super::node::{EventId, FlightId, MessageId, Node};
use super::scenario::LinkException;
use super::time::{MILLISECOND, Micros, SECOND};
use crate::raft::{Index, Message, ServerId};

/// Longest latency, jitter or hold-up that can be set.
pub const MAX_DELAY: Micros = 10 * SECOND;

/// What the network is like. Probabilities are in parts per million.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkConditions {
    /// Shortest time a message travels.
    pub latency: Micros,
    /// What may be added to it, drawn per message.
    pub jitter: Micros,
    /// How likely a message is lost.
    pub loss_ppm: u32,
    /// How likely a message arrives twice.
    pub duplicate_ppm: u32,
    /// How likely a message is held up by `spike`, and overtaken meanwhile.
    pub spike_ppm: u32,
    /// How long it is held up.
    pub spike: Micros,
}

impl Default for NetworkConditions {
    fn default() -> Self {
        NetworkConditions {
            latency: 9 * MILLISECOND,
            jitter: 5 * MILLISECOND,
            loss_ppm: 0,
            duplicate_ppm: 0,
            spike_ppm: 0,
            spike: 100 * MILLISECOND,
        }
    }
}

impl NetworkConditions {
    /// Whether every value is within its range.
    pub fn is_valid(&self) -> bool {
        [self.latency, self.jitter, self.spike].iter().all(|&time| time <= MAX_DELAY)
            && [self.loss_ppm, self.duplicate_ppm, self.spike_ppm]
                .iter()
                .all(|&ppm| ppm <= 1_000_000)
    }
}

/// What is different on one link, in one direction. What is not named is as on all.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkConditions {
    /// Shortest time a message travels.
    pub latency: Option<Micros>,
    /// What may be added to it, drawn per message.
    pub jitter: Option<Micros>,
    /// How likely a message is lost, in parts per million.
    pub loss_ppm: Option<u32>,
}

impl LinkConditions {
    /// Whether every value is within its range.
    pub fn is_valid(&self) -> bool {
        self.on(NetworkConditions::default()).is_valid()
    }

    /// What the link is like in a network that is otherwise like this.
    fn on(self, network: NetworkConditions) -> NetworkConditions {
        NetworkConditions {
            latency: self.latency.unwrap_or(network.latency),
            jitter: self.jitter.unwrap_or(network.jitter),
            loss_ppm: self.loss_ppm.unwrap_or(network.loss_ppm),
            ..network
        }
    }
}

/// A message with its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Its name; the sender is part of it.
    pub id: MessageId,
    /// The receiver.
    pub to: Node,
    /// The request that it answers, if it is an answer.
    pub in_reply_to: Option<MessageId>,
    /// What it says.
    pub content: Content,
}

/// What a message says. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// One server to another.
    Raft(Message),
    /// A client to a server.
    Request(Request),
    /// A server to a client.
    Response {
        /// Which of the client's requests is answered.
        sequence: u64,
        /// The answer.
        outcome: Outcome,
    },
    /// One server to another: a client's request that is the leader's to answer.
    Forwarded {
        /// The request.
        request: Request,
        /// The message in which the client sent it.
        message: MessageId,
    },
}

/// A server's answer to a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The command is committed and applied.
    Applied {
        /// At this index.
        index: Index,
    },
    /// This server does not lead.
    NotLeader {
        /// Whom it takes for the leader.
        leader: Option<ServerId>,
    },
    /// The value of the key, as of some moment since the request was sent.
    Value(Option<String>),
}

/// One copy of a message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    /// The message; all its copies and the event of its sending share it.
    pub envelope: Arc<Envelope>,
    /// When this leg began: at the sending, or when it was last held up.
    pub leg_began_at: Micros,
    /// How far along the way this leg began, in parts per million.
    pub leg_began_ppm: u64,
    /// When it arrives, or would.
    pub arrives_at: Micros,
    /// Why and when it is lost before it arrives.
    pub lost: Option<(Micros, LossReason)>,
    /// When the message was sent.
    pub sent_at: Micros,
    /// Whether it waits for the student to deliver it, however long.
    pub held: bool,
    /// How long it takes, from the first leg's beginning, all hold-ups included.
    pub(super) travel: Micros,
    /// The event that last concerned it.
    pub(super) cause: EventId,
}

impl Flight {
    /// How far along the way it is at `now`, in parts per million.
    pub fn progress_ppm(&self, now: Micros) -> u64 {
        let leg = self.arrives_at.saturating_sub(self.leg_began_at).max(1);
        let gone = now.saturating_sub(self.leg_began_at).min(leg);
        self.leg_began_ppm + (1_000_000 - self.leg_began_ppm) * gone / leg
    }

    /// Whether both are one flight at one moment: they share the message, and nothing
    /// else differs.
    pub(super) fn is_same(&self, other: &Flight) -> bool {
        let Flight { leg_began_at, leg_began_ppm, arrives_at, lost, cause, .. } = self;
        Arc::ptr_eq(&self.envelope, &other.envelope)
            && (*leg_began_at, *leg_began_ppm) == (other.leg_began_at, other.leg_began_ppm)
            && (*arrives_at, *lost, *cause) == (other.arrives_at, other.lost, other.cause)
    }

    /// When something happens to it by itself.
    pub(super) fn due(&self) -> Micros {
        self.lost.map_or(self.arrives_at, |(at, _)| at)
    }
}

/// What is known of a message as long as a copy of it is in flight.
#[derive(Clone, Debug, Default)]
struct Record {
    copies: u32,
    in_flight: u32,
    events: u64,
}

/// Links and what travels on them.
#[derive(Clone, Debug)]
pub struct Network {
    seed: u64,
    pub(super) conditions: NetworkConditions,
    links: LiteMap<(Node, Node), LinkConditions>,
    pub(super) delivery: Delivery,
    /// In ascending order.
    cuts: Vec<(Node, Node)>,
    sent: LiteMap<(Node, Node), u64>,
    flights: LiteMap<FlightId, Flight>,
    records: LiteMap<MessageId, Record>,
}

/// What the dice say about a message, all of it drawn when it is sent.
pub(super) struct Fate {
    pub latency: Micros,
    pub is_lost: bool,
    /// If it arrives twice: how long the second copy takes.
    pub second: Option<Micros>,
}

/// Which way a link is cut.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LinkCut {
    /// Whole.
    None,
    /// Nothing gets through.
    Both,
    /// Nothing gets from `a` to `b`.
    AToB,
    /// Nothing gets from `b` to `a`.
    BToA,
}

impl Network {
    pub(super) fn new(seed: u64, conditions: NetworkConditions, links: &[LinkException]) -> Self {
        let links = links.iter().map(|link| ((link.from, link.to), link.conditions));
        Network {
            seed,
            conditions,
            links: links.collect(),
            delivery: Delivery::default(),
            cuts: Vec::new(),
            sent: LiteMap::new(),
            flights: LiteMap::new(),
            records: LiteMap::new(),
        }
    }

    /// What the network is like at present.
    pub fn conditions(&self) -> &NetworkConditions {
        &self.conditions
    }

    /// What the link from `from` to `to` is like at present.
    pub fn conditions_on(&self, from: Node, to: Node) -> NetworkConditions {
        let own = self.links.get(&(from, to)).copied().unwrap_or_default();
        own.on(self.conditions)
    }

    /// What is different on single links at present, in one direction each.
    pub fn links(&self) -> &LiteMap<(Node, Node), LinkConditions> {
        &self.links
    }

    pub(super) fn set_link(&mut self, from: Node, to: Node, conditions: LinkConditions) {
        if conditions == LinkConditions::default() {
            self.links.remove(&(from, to));
        } else {
            self.links.insert((from, to), conditions);
        }
    }

    /// How messages get to their receivers at present.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// Whether no more messages can be held.
    pub(super) fn is_full(&self) -> bool {
        self.delivery == Delivery::Manual && self.flights.len() >= MAX_HELD
    }

    /// Everything in flight, in the order of the names.
    pub fn flights(&self) -> &LiteMap<FlightId, Flight> {
        &self.flights
    }

    /// Whether messages from `from` to `to` are lost.
    pub fn is_cut(&self, from: Node, to: Node) -> bool {
        self.cuts.binary_search(&(from, to)).is_ok()
    }

    /// Which way the link between `a` and `b` is cut.
    pub fn cut_between(&self, a: Node, b: Node) -> LinkCut {
        match (self.is_cut(a, b), self.is_cut(b, a)) {
            (false, false) => LinkCut::None,
            (true, true) => LinkCut::Both,
            (true, false) => LinkCut::AToB,
            (false, true) => LinkCut::BToA,
        }
    }

    /// All cuts, as (from, to).
    pub fn cuts(&self) -> &[(Node, Node)] {
        &self.cuts
    }

    pub(super) fn set_cut(&mut self, from: Node, to: Node, is_cut: bool) {
        match self.cuts.binary_search(&(from, to)) {
            Err(place) if is_cut => self.cuts.insert(place, (from, to)),
            Ok(place) if !is_cut => {
                self.cuts.remove(place);
            }
            _ => {}
        }
    }

    /// Rolls the dice for the next message on a link. Keyed by the link and its
    /// own count: no other link's traffic changes them.
    pub(super) fn next_fate(&mut self, from: Node, to: Node) -> Fate {
        let counter = self.sent.entry((from, to)).or_default();
        *counter += 1;
        let (seed, subject, counter) = (self.seed, from.key() << 32 | to.key(), *counter);
        let draw = |purpose| Draw::new(seed, purpose, subject, counter);
        let conditions = self.conditions_on(from, to);
        let jittered = |purpose| conditions.latency + draw(purpose).within(0..=conditions.jitter);
        let held_up =
            if draw(Purpose::Spike).happens(conditions.spike_ppm) { conditions.spike } else { 0 };
        let is_doubled = draw(Purpose::Duplication).happens(conditions.duplicate_ppm);
        Fate {
            latency: jittered(Purpose::Latency) + held_up,
            is_lost: draw(Purpose::Loss).happens(conditions.loss_ppm),
            second: is_doubled.then(|| jittered(Purpose::SecondCopy) * 2),
        }
    }

    /// Sends a copy on its way.
    pub(super) fn launch(&mut self, flight: Flight) -> FlightId {
        let message = flight.envelope.id;
        let record = self.records.entry(message).or_default();
        let id = FlightId { message, copy: record.copies };
        record.copies += 1;
        record.in_flight += 1;
        self.flights.insert(id, flight);
        id
    }

    pub(super) fn flight_mut(&mut self, id: FlightId) -> Option<&mut Flight> {
        self.flights.get_mut(&id)
    }

    /// Takes a copy out of the air: it has arrived, or is lost.
    pub(super) fn land(&mut self, id: FlightId) -> Option<Flight> {
        let flight = self.flights.remove(&id)?;
        if let Some(record) = self.records.get_mut(&id.message) {
            record.in_flight -= 1;
            if record.in_flight == 0 {
                self.records.remove(&id.message);
            }
        }
        Some(flight)
    }

    /// The number of the next event of a message; to be asked before its last
    /// copy lands.
    pub(super) fn next_event_number(&mut self, message: MessageId) -> u64 {
        let record = self.records.entry(message).or_default();
        record.events += 1;
        record.events - 1
    }
}
