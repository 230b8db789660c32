//! "Why not yet?": what the cluster waits for, read off the same predicates by
//! which it decides. The answers are values; `view` puts them into words.
#![deny(clippy::float_arithmetic)]

use crate::cluster::{Cluster, Health, Machine, Operation};
use crate::raft::{CommitStatus, Entry, Index, Role, Server, ServerId, Term};

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
    /// Nobody leads yet.
    NoLeader {
        /// Candidates, each with the votes it has so far.
        candidates: Vec<(ServerId, Vec<ServerId>)>,
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
    /// A leader has not heard yet that another one was elected in a later term: a
    /// majority follows that one, so nothing of its own can commit any more.
    Deposed {
        /// The old leader.
        leader: ServerId,
        /// Its term.
        term: Term,
        /// The newest leader.
        newer: ServerId,
        /// The newest leader's term.
        newer_term: Term,
    },
    /// A client has no answer yet.
    Answer {
        /// What it asked for.
        operation: Operation,
        /// How often it has asked.
        attempts: u64,
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

/// What holds things up right now; empty when nothing is waited for. What the
/// newest leader waits for comes before what older ones do.
pub fn waiting(cluster: &Cluster) -> Vec<Waiting> {
    let mut all: Vec<Waiting> = no_leader(cluster).into_iter().collect();
    let newest = cluster.machines().iter().filter(|m| leads(m)).filter_map(|m| m.raft());
    let newest = newest.max_by_key(|leader| leader.current_term());
    if let Some(newest) = newest {
        all.extend(first_uncommitted(cluster, newest));
        let others = cluster.machines().iter().filter(|m| leads(m)).filter_map(|m| m.raft());
        let older = others.filter(|leader| leader.current_term() < newest.current_term());
        all.extend(older.map(|leader| Waiting::Deposed {
            leader: leader.id(),
            term: leader.current_term(),
            newer: newest.id(),
            newer_term: newest.current_term(),
        }));
    }
    for client in cluster.clients() {
        all.extend(client.waiting_for().map(|request| Waiting::Answer {
            operation: request.operation.clone(),
            attempts: request.attempts,
        }));
    }
    all
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

/// Nobody leads: for want of votes, or because too few servers run.
fn no_leader(cluster: &Cluster) -> Option<Waiting> {
    if cluster.machines().iter().any(leads) {
        return None;
    }
    let servers = cluster.machines().len();
    let majority = cluster.configuration().majority();
    let absent = absent(cluster);
    if servers - absent.len() < majority {
        return Some(Waiting::NoElectionPossible { absent, servers, majority });
    }
    let votes = |machine: &Machine| match machine.raft()?.role() {
        Role::Candidate { votes } => Some((machine.id(), votes.clone())),
        _ => None,
    };
    let running = cluster.machines().iter().filter(|machine| machine.health() == Health::Up);
    Some(Waiting::NoLeader { candidates: running.filter_map(votes).collect(), majority })
}

/// Whether a machine runs and leads. A paused leader leads nobody for now.
fn leads(machine: &Machine) -> bool {
    machine.health() == Health::Up && machine.is_leader()
}

fn absent(cluster: &Cluster) -> Vec<ServerId> {
    cluster.machines().iter().filter(|m| m.health() != Health::Up).map(Machine::id).collect()
}
