//! What a server is or does, as one word would say it.

use super::Cluster;
use super::machine::{Health, Machine};
use crate::raft::RoleName;

/// What a server is or does.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ServerState {
    /// Its process has died, and its disk is lost.
    DiskLost,
    /// Its process has died.
    Crashed,
    /// Its process stands still.
    Paused,
    /// It leads.
    Leader,
    /// It believes that it leads, but another one leads a later term.
    OldLeader,
    /// It stands for election.
    Candidate,
    /// It asks whether it would win an election.
    PreCandidate,
    /// It receives the log, and has no vote.
    Learner,
    /// It runs, and doesn't belong to the cluster.
    NotAMember,
    /// It follows.
    Follower,
}

impl Cluster {
    /// What the server of this machine is or does.
    pub fn state_of(&self, machine: &Machine) -> ServerState {
        match machine.health() {
            Health::Crashed if machine.is_disk_lost() => return ServerState::DiskLost,
            Health::Crashed => return ServerState::Crashed,
            Health::Paused => return ServerState::Paused,
            Health::Up => {}
        }
        let (id, configuration) = (machine.id(), self.configuration());
        match machine.raft().map_or(RoleName::Follower, |raft| raft.role().name()) {
            RoleName::Leader if self.leader() == Some(id) => ServerState::Leader,
            RoleName::Leader => ServerState::OldLeader,
            RoleName::Candidate => ServerState::Candidate,
            RoleName::PreCandidate => ServerState::PreCandidate,
            RoleName::Follower if configuration.is_learner(id) => ServerState::Learner,
            RoleName::Follower if !configuration.is_member(id) => ServerState::NotAMember,
            RoleName::Follower => ServerState::Follower,
        }
    }
}
