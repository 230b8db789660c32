//! Is it alive? What has to be so some time after every fault has been mended,
//! provided that a majority still has its disks: one leader, equal logs, equal
//! stores, and answers for the clients.

use std::fmt;

use crate::cluster::{ClientId, Cluster, Health, Machine};
use crate::raft::{Quorum, Rules, Server, ServerId};

/// Why a cluster is not back to normal yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLive {
    /// Nobody leads.
    NoLeader,
    /// Several lead.
    SeveralLeaders(Vec<ServerId>),
    /// A member lacks something of the leader's log, or has not applied it.
    Behind(ServerId),
    /// A change of membership is not finished.
    ChangeUnderWay,
    /// A member has applied the same and has another store.
    OtherStore(ServerId),
    /// A client waits for an answer.
    Unanswered(ClientId),
}

impl fmt::Display for NotLive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotLive::NoLeader => write!(f, "Nobody leads."),
            NotLive::SeveralLeaders(leaders) => write!(f, "{} servers lead.", leaders.len()),
            NotLive::Behind(server) => write!(f, "{server} does not catch up."),
            NotLive::ChangeUnderWay => {
                write!(f, "A change of membership does not come to its end.")
            }
            NotLive::OtherStore(server) => write!(f, "{server} has another store than the leader."),
            NotLive::Unanswered(client) => write!(f, "{client} gets no answer."),
        }
    }
}

/// Whether enough voters run to expect anything: by the configuration of whoever
/// runs, for nobody knows whose log will win, and on both sides of a joint one. One that
/// abstains, because its disk was lost and it has not caught up yet, does not count.
pub fn can_be_live(cluster: &Cluster) -> bool {
    let runs = |server: ServerId| {
        let machine = cluster.machine(server);
        machine.is_some_and(|m| m.health() == Health::Up && !m.abstains())
    };
    let running = cluster.machines().iter().filter(|m| m.health() == Health::Up);
    let known = running.filter_map(Machine::raft).map(Server::configuration);
    let known = known.filter(|known| !known.is_empty());
    let mut known = known.chain([cluster.configuration()]);
    known.all(|known| Quorum::new(known, Rules::default()).is_reached(runs))
}

/// Whether the cluster is back to normal.
pub fn liveness_verdict(cluster: &Cluster) -> Result<(), NotLive> {
    let running = || cluster.machines().iter().filter(|m| m.health() == Health::Up);
    let leaders: Vec<_> = running().filter(|m| m.is_leader()).collect();
    let [leader] = leaders.as_slice() else {
        return Err(match leaders.as_slice() {
            [] => NotLive::NoLeader,
            several => NotLive::SeveralLeaders(several.iter().map(|m| m.id()).collect()),
        });
    };
    let Some(ahead) = leader.raft() else {
        return Err(NotLive::NoLeader);
    };
    let configuration = ahead.configuration();
    if configuration.is_joint() || ahead.configuration_index() > ahead.commit_index() {
        return Err(NotLive::ChangeUnderWay);
    }
    for member in running().filter(|m| configuration.is_member(m.id())) {
        let is_there = member.raft().is_some_and(|raft| has_caught_up(raft, ahead));
        if !is_there {
            return Err(NotLive::Behind(member.id()));
        }
        if member.store() != leader.store() {
            return Err(NotLive::OtherStore(member.id()));
        }
    }
    let waits = cluster.clients().iter().find(|client| client.waiting_for().is_some());
    waits.map_or(Ok(()), |client| Err(NotLive::Unanswered(client.id())))
}

fn has_caught_up(raft: &Server, leader: &Server) -> bool {
    let (log, theirs) = (raft.log(), leader.log());
    let overlap = log.first_index().max(theirs.first_index());
    raft.last_applied() == theirs.last_index()
        && log.last_index() == theirs.last_index()
        && log.from(overlap) == theirs.from(overlap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Action, SECOND, Scenario};

    #[test]
    fn a_healthy_cluster_is_live_and_one_without_a_majority_cannot_be() {
        let mut cluster = Cluster::new(&Scenario::new(3, 3));
        assert_eq!(liveness_verdict(&cluster), Err(NotLive::NoLeader));
        cluster.run_until(SECOND);
        assert_eq!(liveness_verdict(&cluster), Ok(()));
        for server in [1, 2].map(ServerId) {
            assert!(can_be_live(&cluster));
            assert_eq!(cluster.act(u64::from(server.0), Action::Crash { server }), Ok(()));
        }
        assert!(!can_be_live(&cluster));
    }
}
