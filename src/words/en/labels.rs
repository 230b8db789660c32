//! Labels with a number or a name in them, in English.

use crate::cluster::{MILLISECOND, Timing};
use crate::raft::{Index, ServerId};

/// A step of this stride: "One event".
pub fn one(what: &str) -> String {
    format!("One {what}")
}

/// A step forward of this stride.
pub fn one_forward(what: &str) -> String {
    format!("One {what} forward")
}

/// A button `word` for one thing of several.
pub fn button_of(word: &str, what: &str) -> String {
    format!("{word}: {what}")
}

/// How many milliseconds a message travels.
pub fn travel_time(from: u64, until: u64) -> String {
    format!("{from} to {until} ms")
}

/// At most this many milliseconds.
pub fn at_most(ms: u64) -> String {
    format!("up to {ms} ms")
}

/// So many of a hundred.
pub fn percent(share: u64) -> String {
    format!("{share} %")
}

/// A moment of the run, in whole milliseconds.
pub fn moment(ms: u64) -> String {
    format!("{ms} ms")
}

/// How often something happened in a row.
pub fn heard(server: Option<ServerId>, lunch: &str) -> String {
    match server {
        Some(server) => format!("Server {}: {lunch}", server.0),
        None => lunch.into(),
    }
}

pub fn times(times: u32) -> String {
    format!("{times} times")
}

/// Who belongs to the cluster.
pub fn members(members: &str) -> String {
    format!("Configuration: {members}")
}

/// Nothing that can be opened came from this address.
pub fn nothing_came_from(address: &str) -> String {
    format!(
        "Nothing came from {}. It may be gone, or its host lets only its own pages read it: CORS has to allow this page.",
        super::paper::typed(address)
    )
}

/// What stands before the followers in a leader's row.
pub fn copied_up_to(leader: &str) -> String {
    format!("As far as {leader} knows, copied up to")
}

/// What a leader knows of this server, and what it sends it next.
pub fn progress_of(server: ServerId, match_index: Index, next_index: Index) -> String {
    format!("{server}: match_index {match_index}, next_index {next_index}")
}

/// Why a server cannot take over the leadership.
pub fn cannot_take_over(name: &str, server: ServerId) -> String {
    format!("{name} is away: {server} doesn't run, so it can't lead.")
}

/// Up to where a server has applied its log, if that is behind its commit index.
pub fn applied_through(index: Index) -> String {
    format!("through {index}")
}

/// A switch of the network.
pub fn reaches(from: ServerId, to: ServerId) -> String {
    format!("{from} reaches {to}")
}

/// These properties do not hold.
pub fn violated(properties: &str) -> String {
    format!("Violated: {properties}")
}

/// The diagram of this stretch of time, for people who do not see it.
pub fn diagram_label(stretch: &str) -> String {
    format!("Space-time diagram, {stretch}. The list below says the same.")
}

/// Said after a crash of the page.
pub fn running_seed(seed: u64) -> String {
    format!("It was running seed {seed}.")
}

/// Why there is no link, and what to do instead.
pub fn too_long_a_link(why: &str) -> String {
    format!("{why} Download the run as a scenario instead.")
}

/// The caption of the table of logs.
pub fn logs_caption(hidden: u64) -> String {
    match hidden {
        0 => "The log of each server".into(),
        1 => "The log of each server, without its first entry".into(),
        hidden => format!("The log of each server, without its first {hidden} entries"),
    }
}

/// All properties hold, but for these, which are undecided.
pub fn still_safe(undecided: &str) -> String {
    match undecided {
        "" => "Still safe".into(),
        undecided => format!("Still safe (undecided: {undecided})"),
    }
}

/// How many of all checks hold.
pub fn checks_hold(holding: usize, all: usize) -> String {
    format!("{holding} of {all} checks hold after every step")
}

/// The run that is at hand: its size and its seed.
pub fn servers_and_seed(servers: u16, seed: u64) -> String {
    format!("{servers} servers, seed {seed}")
}

/// How patient the servers are in this run, and where to change that.
pub fn timing(timing: &Timing) -> String {
    let [shortest, longest, heartbeat] =
        [timing.election_timeout_min, timing.election_timeout_max, timing.heartbeat]
            .map(|time| time / MILLISECOND);
    format!(
        "An election timeout is {shortest} to {longest} ms, a heartbeat comes every {heartbeat} ms. Choose others for a new run."
    )
}

/// What a protection is for, and where it was once missing.
pub fn protects(property: &str, shipped: &str) -> String {
    match shipped {
        "" => format!("Protects: {property}."),
        shipped => format!("Protects: {property}. Got it wrong once: {shipped}."),
    }
}

/// How long something plays.
pub fn playing_time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        _ => format!("{} min", (seconds + 30) / 60),
    }
}

/// How many of a script's expectations hold.
pub fn expectations(count: usize, failed: usize) -> String {
    match failed {
        0 => format!("Played as scripted: {count} of {count} expectations hold"),
        _ => format!("Played as scripted: {failed} of {count} expectations fail"),
    }
}

/// The asker, for people who do not see them.
pub fn asker_label(waiting: &str) -> String {
    match waiting {
        "" => "The asker, waits for nothing".into(),
        waiting => format!("The asker, {waiting}"),
    }
}
