//! A scenario is a set-up; with what is done to it, by a script or by the student, it
//! is a run, and a run is the whole identity of a history.

use serde::{Deserialize, Serialize};

use super::action::{Action, AnchoredAction, AnswerWhen};
use super::network::{LinkConditions, NetworkConditions};
use super::node::{ClientId, Node};
use super::protocol::Protocol;
use super::start::StartState;
use super::time::{MILLISECOND, Micros};
use crate::raft::{Configuration, Extensions, ServerId};

/// Most servers of a cluster, those included that join later. The page offers 2 to 9.
pub const MAX_SERVERS: u16 = 101;

/// Most clients of a cluster.
pub const MAX_CLIENTS: u16 = 9;

/// Most requests that a client has under way at a time.
pub const MAX_REQUESTS: u16 = 100;

/// Seeds stay below this, so that JavaScript's numbers hold them exactly.
pub const SEED_LIMIT: u64 = 1 << 53;

/// A set-up: what the cluster is before anything is done to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// The seed of every draw; below [`SEED_LIMIT`].
    pub seed: u64,
    /// How many servers there are at the start: 1 to [`MAX_SERVERS`].
    pub servers: u16,
    /// How many clients there are: 1 to [`MAX_CLIENTS`].
    pub clients: u16,
    /// How long things take.
    pub timing: Timing,
    /// What the network is like at the start.
    pub network: NetworkConditions,
    /// When a client's answer leaves, at the start.
    pub answer: AnswerWhen,
    /// Which protections and extensions are in force at the start.
    pub protocol: Protocol,
    /// What is on the servers' disks at the start, in their order. Empty: nothing.
    pub start: Vec<StartState>,
    /// What is different on single servers, in the order of their numbers.
    pub exceptions: Vec<ServerException>,
    /// What is different on single links, in the order of (from, to).
    pub links: Vec<LinkException>,
    /// After how many applied entries a server compacts its log by itself; `None`: never.
    pub compact_every: Option<u64>,
    /// How many requests a client has under way at a time: 1 to [`MAX_REQUESTS`].
    pub requests_under_way: u16,
    /// Whether a server that does not lead passes a client's request on to the leader. If
    /// not, it names the leader, and the client asks there.
    pub forwards: bool,
}

/// What is different on one server. What is not named is as on all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerException {
    /// The server.
    pub server: ServerId,
    /// Its shortest and longest election timeout.
    pub election_timeout: Option<(Micros, Micros)>,
    /// The shortest and longest time until a write of its disk is durable.
    pub disk_write: Option<(Micros, Micros)>,
    /// The extensions that are on at it, until those of all are changed.
    pub extensions: Option<Extensions>,
    /// How fast its clock runs at the start, in parts per million of true time.
    pub clock_rate_ppm: Option<u32>,
}

/// What is different on one link, in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkException {
    /// The sender's end.
    pub from: Node,
    /// The receiver's end.
    pub to: Node,
    /// What is different.
    pub conditions: LinkConditions,
}

/// How long things take, in virtual microseconds. The default is the paper's: election
/// timeouts of 150 to 300 ms, an order of magnitude above a broadcast (§5.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Shortest election timeout.
    pub election_timeout_min: Micros,
    /// Longest election timeout.
    pub election_timeout_max: Micros,
    /// Time between heartbeats.
    pub heartbeat: Micros,
    /// Shortest time until a write is durable.
    pub disk_write_min: Micros,
    /// Longest time until a write is durable.
    pub disk_write_max: Micros,
    /// How long a client waits for an answer before it asks again.
    pub client_timeout: Micros,
    /// How long a client waits after a server could not help.
    pub client_backoff: Micros,
    /// How long a teammate thinks about lunch.
    pub poll_answer: Micros,
}

impl Default for Timing {
    fn default() -> Self {
        Timing {
            election_timeout_min: 150 * MILLISECOND,
            election_timeout_max: 300 * MILLISECOND,
            heartbeat: 60 * MILLISECOND,
            disk_write_min: MILLISECOND,
            disk_write_max: 2 * MILLISECOND,
            client_timeout: 400 * MILLISECOND,
            client_backoff: 50 * MILLISECOND,
            poll_answer: 8 * MILLISECOND,
        }
    }
}

impl Scenario {
    /// A healthy cluster before its first election. A number of
    /// servers out of range becomes the nearest one within.
    pub fn new(seed: u64, servers: u16) -> Self {
        Scenario {
            seed: seed % SEED_LIMIT,
            servers: servers.clamp(1, MAX_SERVERS),
            clients: 1,
            timing: Timing::default(),
            network: NetworkConditions::default(),
            answer: AnswerWhen::Applied,
            protocol: Protocol::default(),
            start: Vec::new(),
            exceptions: Vec::new(),
            links: Vec::new(),
            compact_every: None,
            requests_under_way: 1,
            forwards: false,
        }
    }

    /// What is different on `server`, if anything is.
    pub fn exception(&self, server: ServerId) -> Option<&ServerException> {
        self.exceptions.iter().find(|exception| exception.server == server)
    }

    /// The shortest and the longest election timeout of `server`.
    pub fn election_timeout(&self, server: ServerId) -> (Micros, Micros) {
        let Timing { election_timeout_min, election_timeout_max, .. } = self.timing;
        let own = self.exception(server).and_then(|exception| exception.election_timeout);
        own.unwrap_or((election_timeout_min, election_timeout_max))
    }

    /// The shortest election timeout that any server can draw.
    pub fn shortest_election_timeout(&self) -> Micros {
        let exceptions = self.exceptions.iter().filter_map(|exception| exception.election_timeout);
        let own = exceptions.map(|(shortest, _)| shortest);
        own.fold(self.timing.election_timeout_min, Micros::min)
    }

    /// The shortest and the longest time until a write of `server` is durable.
    pub fn disk_write(&self, server: ServerId) -> (Micros, Micros) {
        let Timing { disk_write_min, disk_write_max, .. } = self.timing;
        let own = self.exception(server).and_then(|exception| exception.disk_write);
        own.unwrap_or((disk_write_min, disk_write_max))
    }

    /// The configuration at the start.
    pub fn configuration(&self) -> Configuration {
        Configuration::new(self.server_ids())
    }

    /// All servers of the start, in order.
    pub fn server_ids(&self) -> impl Iterator<Item = ServerId> + use<> {
        (1..=self.servers).map(ServerId)
    }
}

/// When the lunch of [`Run::lunch`] begins: what was before it is only the way there.
pub const LUNCH_BEGINS: Micros = 130 * MILLISECOND;

/// The whole identity of a history: what was set up, and what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The set-up.
    pub scenario: Scenario,
    /// What is done to it, by a script and by the student, in the order of (time,
    /// ordinal). What is not due yet is still to come.
    pub actions: Vec<AnchoredAction>,
}

impl Run {
    /// A set-up to which nothing is done.
    pub fn new(scenario: Scenario) -> Self {
        Run { scenario, actions: Vec::new() }
    }

    /// The post's story: a cluster elects its leader, and then the team is asked
    /// what it wants.
    pub fn story(seed: u64, servers: u16) -> Self {
        let dishes = ["ramen", "tacos", "dal"].map(String::from).to_vec();
        let action = Action::Poll { client: ClientId(1), dishes };
        let poll = AnchoredAction { at: 450 * MILLISECOND, ordinal: 0, action };
        Run { scenario: Scenario::new(seed, servers), actions: vec![poll] }
    }

    /// The post's story, with somebody who holds the order sheet already: by
    /// [`LUNCH_BEGINS`] server 1 leads, and everyone knows. Then the team is asked.
    pub fn lunch(seed: u64, servers: u16) -> Self {
        let dishes = ["burger", "salad", "ramen"].map(String::from).to_vec();
        let stand = Action::ForceElectionTimeout { server: ServerId(1) };
        let poll = Action::Poll { client: ClientId(1), dishes };
        let at = LUNCH_BEGINS + 10 * MILLISECOND;
        let actions = vec![
            AnchoredAction { at: 0, ordinal: 0, action: stand },
            AnchoredAction { at, ordinal: 1, action: poll },
        ];
        Run { scenario: Scenario::new(seed, servers), actions }
    }
}
