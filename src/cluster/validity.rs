//! What a run from outside has to keep to. A link or a file may say anything:
//! whatever passes here can be played without a panic.

use std::fmt;

use super::action::{MAX_CLOCK_RATE_PPM, MIN_CLOCK_RATE_PPM};
use super::network::MAX_DELAY;
use super::node::Node;
use super::scenario::{
    LinkException, MAX_CLIENTS, MAX_REQUESTS, MAX_SERVERS, Run, SEED_LIMIT, Scenario,
    ServerException, Timing,
};
use super::start::BadStart;
use super::time::{MAX_TIME, MILLISECOND, Micros, SECOND};
use crate::raft::ServerId;

/// Most actions of a run, those of its script included.
pub const MAX_ACTIONS: usize = 10_000;

/// Ordinals of actions stay below this.
pub const ORDINAL_LIMIT: u64 = 1 << 32;

/// Why a run cannot be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// There are no servers, or too many.
    Servers(u16),
    /// There are no clients, or too many.
    Clients(u16),
    /// JavaScript could not hold the seed.
    Seed(u64),
    /// A time is out of its range.
    TimeOutOfRange {
        /// What it is for.
        what: &'static str,
        /// How long it is.
        is: Micros,
        /// Shortest.
        min: Micros,
        /// Longest.
        max: Micros,
    },
    /// The shortest time of something is longer than the longest.
    MinAboveMax {
        /// What it is for.
        what: &'static str,
    },
    /// An AppendEntries could carry nothing.
    Batch,
    /// A value of the network is out of its range.
    Network,
    /// There are more actions than [`MAX_ACTIONS`].
    TooManyActions(usize),
    /// An action is later than [`MAX_TIME`].
    TooLate(Micros),
    /// Actions are not in the order of (time, ordinal), or two have one ordinal.
    Ordinal(u64),
    /// The servers cannot start like this.
    Start(BadStart),
    /// Something is different on a server that is not there, or twice on one; or a value
    /// of it is out of its range.
    Exception(ServerId),
    /// Something is different on a link that is not there, or twice on one; or a value of
    /// it is out of its range.
    Link {
        /// The sender's end.
        from: Node,
        /// The receiver's end.
        to: Node,
    },
    /// No log can be compacted after every 0 entries.
    CompactEvery,
    /// A client has no request under way, or too many.
    RequestsUnderWay(u16),
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Invalid::Start(ref bad) => bad.fmt(f),
            Invalid::Servers(servers) => {
                write!(f, "A cluster has 1 to {MAX_SERVERS} servers. This one has {servers}.")
            }
            Invalid::Clients(clients) => {
                write!(f, "A cluster has 1 to {MAX_CLIENTS} clients. This one has {clients}.")
            }
            Invalid::Seed(seed) => write!(f, "The seed {seed} is not below {SEED_LIMIT}."),
            Invalid::TimeOutOfRange { what, is, min, max } => {
                write!(f, "The {what} is {is} µs. It can be {min} to {max} µs.")
            }
            Invalid::MinAboveMax { what } => {
                write!(f, "The shortest {what} is longer than the longest.")
            }
            Invalid::Batch => write!(f, "A message has to have room for one entry at least."),
            Invalid::Exception(server) => write!(
                f,
                "What is different on {server} can't be so: the server isn't there, it is named twice, or a value is out of its range."
            ),
            Invalid::Link { from, to } => write!(
                f,
                "What is different on the link from {from} to {to} can't be so: there is no such link, it is named twice, or a value is out of its range."
            ),
            Invalid::CompactEvery => write!(f, "A log is compacted after 1 entry or more."),
            Invalid::RequestsUnderWay(requests) => {
                write!(f, "A client has 1 to {MAX_REQUESTS} requests under way, not {requests}.")
            }
            Invalid::Network => write!(
                f,
                "The network's times go up to {} s, its probabilities up to 1,000,000 ppm.",
                MAX_DELAY / SECOND
            ),
            Invalid::TooManyActions(count) => {
                write!(f, "There are {count} actions. {MAX_ACTIONS} fit into a run.")
            }
            Invalid::TooLate(at) => {
                write!(f, "An action at {} s is too late: time ends at {} s.", at / SECOND, {
                    MAX_TIME / SECOND
                })
            }
            Invalid::Ordinal(ordinal) => {
                write!(f, "The action with the number {ordinal} is not where it belongs.")
            }
        }
    }
}

impl Scenario {
    /// Whether this can be played.
    pub fn validate(&self) -> Result<(), Invalid> {
        if self.servers == 0 || self.servers > MAX_SERVERS {
            return Err(Invalid::Servers(self.servers));
        }
        if self.clients == 0 || self.clients > MAX_CLIENTS {
            return Err(Invalid::Clients(self.clients));
        }
        if self.seed >= SEED_LIMIT {
            return Err(Invalid::Seed(self.seed));
        }
        self.timing.validate()?;
        if !self.protocol.is_valid() {
            return Err(Invalid::Batch);
        }
        if !self.network.is_valid() {
            return Err(Invalid::Network);
        }
        self.validate_exceptions()?;
        if self.compact_every == Some(0) {
            return Err(Invalid::CompactEvery);
        }
        if !(1..=MAX_REQUESTS).contains(&self.requests_under_way) {
            return Err(Invalid::RequestsUnderWay(self.requests_under_way));
        }
        self.validate_start().map_err(Invalid::Start)
    }

    fn validate_exceptions(&self) -> Result<(), Invalid> {
        let mut before = ServerId(0);
        for exception in &self.exceptions {
            let server = exception.server;
            let is_there = before < server && server.0 <= self.servers;
            if !is_there || !exception.is_valid() {
                return Err(Invalid::Exception(server));
            }
            before = server;
        }
        let mut before = None;
        for &LinkException { from, to, conditions } in &self.links {
            let is_there = |node| match node {
                Node::Server(server) => (1..=self.servers).contains(&server.0),
                Node::Client(client) => (1..=self.clients).contains(&client.0),
            };
            let joins = from != to && (from.server().is_some() || to.server().is_some());
            let is_new = before < Some((from, to));
            if !(is_there(from) && is_there(to) && joins && is_new && conditions.is_valid()) {
                return Err(Invalid::Link { from, to });
            }
            before = Some((from, to));
        }
        Ok(())
    }
}

impl ServerException {
    fn is_valid(&self) -> bool {
        let is_in = |least: Micros, (min, max): (Micros, Micros)| {
            least <= min && min <= max && max <= MAX_DELAY
        };
        let rate = self.clock_rate_ppm.unwrap_or(MIN_CLOCK_RATE_PPM);
        self.election_timeout.is_none_or(|range| is_in(MILLISECOND, range))
            && self.disk_write.is_none_or(|range| is_in(0, range))
            && (MIN_CLOCK_RATE_PPM..=MAX_CLOCK_RATE_PPM).contains(&rate)
    }
}

impl Timing {
    fn validate(&self) -> Result<(), Invalid> {
        let Timing { election_timeout_min, election_timeout_max, heartbeat, .. } = *self;
        let Timing { disk_write_min, disk_write_max, .. } = *self;
        let Timing { client_timeout, client_backoff, poll_answer, .. } = *self;
        // What repeats itself takes time: else a moment would never end.
        let times = [
            ("election timeout", election_timeout_min, MILLISECOND),
            ("election timeout", election_timeout_max, MILLISECOND),
            ("time between heartbeats", heartbeat, MILLISECOND),
            ("time to write", disk_write_min, 0),
            ("time to write", disk_write_max, 0),
            ("patience of a client", client_timeout, MILLISECOND),
            ("wait of a client", client_backoff, MILLISECOND),
            ("time to think about lunch", poll_answer, 0),
        ];
        for (what, is, min) in times {
            if !(min..=MAX_DELAY).contains(&is) {
                return Err(Invalid::TimeOutOfRange { what, is, min, max: MAX_DELAY });
            }
        }
        if election_timeout_min > election_timeout_max {
            return Err(Invalid::MinAboveMax { what: "election timeout" });
        }
        if disk_write_min > disk_write_max {
            return Err(Invalid::MinAboveMax { what: "time to write" });
        }
        Ok(())
    }
}

impl Run {
    /// Whether this can be played.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.scenario.validate()?;
        if self.actions.len() > MAX_ACTIONS {
            return Err(Invalid::TooManyActions(self.actions.len()));
        }
        let mut seen = Vec::new();
        let mut before = (0, 0);
        for action in &self.actions {
            if action.at > MAX_TIME {
                return Err(Invalid::TooLate(action.at));
            }
            let place = (action.at, action.ordinal);
            let fits = action.ordinal < ORDINAL_LIMIT && before <= place;
            match seen.binary_search(&action.ordinal) {
                Err(new) if fits => seen.insert(new, action.ordinal),
                _ => return Err(Invalid::Ordinal(action.ordinal)),
            }
            before = place;
        }
        Ok(())
    }
}
