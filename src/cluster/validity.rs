//! What a run from outside has to keep to. A link or a file may say anything:
//! whatever passes here can be played without a panic.

use std::fmt;

use super::network::MAX_DELAY;
use super::scenario::{MAX_CLIENTS, MAX_SERVERS, Run, SEED_LIMIT, Scenario, Timing};
use super::start::BadStart;
use super::time::{MAX_TIME, MILLISECOND, Micros, SECOND};

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
        self.validate_start().map_err(Invalid::Start)
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
