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
    use crate::raft::{Index, MembershipChange};

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

    /// A cluster of three, a second after its start.
    fn settled() -> Cluster {
        let mut cluster = Cluster::new(&Scenario::new(3, 3));
        cluster.run_until(SECOND);
        assert_eq!(liveness_verdict(&cluster), Ok(()));
        cluster
    }

    fn step_until(cluster: &mut Cluster, reached: impl Fn(&Cluster) -> bool) {
        while !reached(cluster) {
            assert!(cluster.now() < 10 * SECOND && cluster.step(), "not reached");
        }
    }

    fn least(cluster: &Cluster, of: impl Fn(&Server) -> Index) -> Option<Index> {
        cluster.machines().iter().filter_map(Machine::raft).map(of).min()
    }

    #[test]
    fn whoever_has_the_entries_and_has_not_applied_them_is_behind() {
        let mut cluster = settled();
        let client = ClientId(1);
        assert_eq!(cluster.act(1, Action::Propose { client, text: "SET A 1".into() }), Ok(()));
        let last = least(&cluster, |raft| raft.log().last_index());
        step_until(&mut cluster, |cluster| least(cluster, |raft| raft.log().last_index()) > last);
        assert!(matches!(liveness_verdict(&cluster), Err(NotLive::Behind(_))));
        cluster.run_until(cluster.now() + SECOND);
        assert_eq!(liveness_verdict(&cluster), Ok(()));
    }

    #[test]
    fn a_change_is_under_way_until_it_is_committed() {
        let mut cluster = settled();
        assert_eq!(cluster.act(1, Action::AddServer), Ok(()));
        let server = cluster.leader().expect("somebody leads");
        let change = MembershipChange::AddLearner(ServerId(4));
        assert_eq!(cluster.act(2, Action::ChangeMembership { server, change }), Ok(()));
        let changed = |cluster: &Cluster| cluster.configuration().is_member(ServerId(4));
        step_until(&mut cluster, changed);
        assert_eq!(liveness_verdict(&cluster), Err(NotLive::ChangeUnderWay));
        cluster.run_until(cluster.now() + SECOND);
        assert_eq!(liveness_verdict(&cluster), Ok(()), "though it is the last entry");
    }

    #[test]
    fn each_reason_has_a_sentence_of_its_own() {
        let reasons = [
            (NotLive::NoLeader, "Nobody leads."),
            (NotLive::SeveralLeaders(vec![ServerId(1), ServerId(2)]), "2 servers lead."),
            (NotLive::Behind(ServerId(3)), "Server 3 does not catch up."),
            (NotLive::ChangeUnderWay, "A change of membership does not come to its end."),
            (NotLive::OtherStore(ServerId(3)), "Server 3 has another store than the leader."),
            (NotLive::Unanswered(ClientId(1)), "Client 1 gets no answer."),
        ];
        for (reason, sentence) in reasons {
            assert_eq!(reason.to_string().to_lowercase(), sentence.to_lowercase());
        }
    }
}
