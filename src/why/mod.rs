//! "Why not yet?": what the cluster waits for, read off the same predicates by
//! which it decides. The answers are values; `view` puts them into words.
#![deny(clippy::float_arithmetic)]

use crate::cluster::{Cluster, Health, Machine};
use crate::raft::{CommitStatus, Entry, Index, Server, ServerId, Term};

/// Something that has not happened yet, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Too few servers run for any election to be won.
    NoElectionPossible {
        /// Those that don't run.
        absent: Vec<ServerId>,
        /// How many servers there are.
        servers: usize,
        /// How many votes are needed.
        majority: usize,
    },
    /// A leader's first uncommitted entry is known on too few servers.
    TooFewCopies {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
        /// The entry.
        entry: Entry,
        /// Those that are known to have stored it.
        acknowledged_by: Vec<ServerId>,
        /// How many servers there are.
        servers: usize,
        /// How many of them are needed.
        majority: usize,
        /// Those that don't run, if so few are left that it cannot commit before
        /// one comes back; otherwise empty.
        absent: Vec<ServerId>,
    },
    /// A leader's first uncommitted entry is of an earlier term: counting copies
    /// does not commit it (paper §5.4.2).
    EarlierTerm {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
        /// The entry.
        entry: Entry,
        /// The leader's term.
        current_term: Term,
    },
}

/// What holds things up right now; empty when nothing is waited for.
pub fn waiting(cluster: &Cluster) -> Vec<Waiting> {
    let leaders = cluster.machines().iter().filter(|machine| machine.is_leader());
    let uncommitted = leaders.filter_map(|machine| first_uncommitted(cluster, machine.raft()?));
    no_election_possible(cluster).into_iter().chain(uncommitted).collect()
}

/// The first entry of a leader that is not committed, and why.
fn first_uncommitted(cluster: &Cluster, leader: &Server) -> Option<Waiting> {
    let index = leader.commit_index() + 1;
    let entry = leader.log().get(index)?.clone();
    match leader.commit_status(index) {
        CommitStatus::TooFewCopies { acknowledged_by, majority } => {
            let majority = usize::from(majority);
            let servers = cluster.machines().len();
            let absent = absent(cluster);
            let is_hopeless = servers - absent.len() < majority;
            Some(Waiting::TooFewCopies {
                leader: leader.id(),
                index,
                entry,
                acknowledged_by,
                servers,
                majority,
                absent: if is_hopeless { absent } else { Vec::new() },
            })
        }
        CommitStatus::EarlierTerm { current_term, .. } => {
            Some(Waiting::EarlierTerm { leader: leader.id(), index, entry, current_term })
        }
        CommitStatus::Committed
        | CommitStatus::Ready { .. }
        | CommitStatus::NotLeader { .. }
        | CommitStatus::NotInLog => None,
    }
}

/// Nobody leads, and no patience will help: too few servers run.
fn no_election_possible(cluster: &Cluster) -> Option<Waiting> {
    let servers = cluster.machines().len();
    let majority = cluster.configuration().majority();
    let absent = absent(cluster);
    let is_led = cluster.machines().iter().any(Machine::is_leader);
    let is_possible = servers - absent.len() >= majority;
    (!is_led && !is_possible).then_some(Waiting::NoElectionPossible { absent, servers, majority })
}

fn absent(cluster: &Cluster) -> Vec<ServerId> {
    cluster.machines().iter().filter(|m| m.health() != Health::Up).map(Machine::id).collect()
}
