//! What a question shows of a cluster, as values that a page can draw.

use serde::{Deserialize, Serialize};

use crate::cluster::{Cluster, Health, Machine};
use crate::raft::{
    Configuration, Entry, Index, PersistentState, RequestVote, RoleName, Round, Rules, Server,
    ServerId, Settings, Term, VoteDenial,
};

/// Longest log that a question shows.
const MOST_ENTRIES: usize = 9;

/// The servers as a question shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Who decides.
    pub configuration: Configuration,
    /// The servers, in order.
    pub servers: Vec<ServerView>,
}

/// One server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerView {
    /// Its name.
    pub id: ServerId,
    /// True if it runs. Of one that does not, everything here is what its disk holds.
    pub is_up: bool,
    /// What it is.
    pub role: RoleName,
    /// Its term.
    pub term: Term,
    /// Its vote in that term.
    pub voted_for: Option<ServerId>,
    /// Its log, from index 1 on.
    pub log: Vec<Entry>,
    /// How much of its log is on its disk.
    pub durable: Index,
    /// Its commit index; `None` where that is what is asked.
    pub commit_index: Option<Index>,
    /// What it knows of the others, if it leads.
    pub followers: Vec<FollowerView>,
}

/// What a leader knows of one other server.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowerView {
    /// Which.
    pub server: ServerId,
    /// Index of the next entry to send.
    pub next_index: Index,
    /// Highest index that it is known to have stored.
    pub match_index: Index,
    /// The latest round that it has answered.
    pub answered_round: Round,
}

impl Setting {
    /// A cluster now; `None` if that is too much to look at.
    pub(super) fn of(cluster: &Cluster) -> Option<Setting> {
        let servers: Vec<_> = cluster.machines().iter().map(ServerView::of).collect();
        let fits = |server: &ServerView| server.log.len() <= MOST_ENTRIES && server.term <= 20;
        let configuration = cluster.configuration().clone();
        servers.iter().all(fits).then_some(Setting { configuration, servers })
    }

    /// A server.
    pub fn server(&self, id: ServerId) -> Option<&ServerView> {
        self.servers.iter().find(|server| server.id == id)
    }

    /// The same without anybody's commit index.
    pub(super) fn without_commits(mut self) -> Setting {
        self.servers.iter_mut().for_each(|server| server.commit_index = None);
        self
    }

    /// The same if everybody ran.
    pub(super) fn all_up(&self) -> Setting {
        let mut all = self.clone();
        all.servers.iter_mut().for_each(|server| server.is_up = true);
        all
    }

    /// The configuration of those who run.
    pub(super) fn present(&self) -> Configuration {
        let voters = self.running().map(|server| server.id);
        Configuration::new(voters.filter(|&server| self.configuration.is_voter(server)))
    }

    /// Those that run.
    pub fn running(&self) -> impl Iterator<Item = &ServerView> {
        self.servers.iter().filter(|server| server.is_up)
    }

    /// Those that don't.
    pub fn down(&self) -> Vec<ServerId> {
        self.servers.iter().filter(|server| !server.is_up).map(|server| server.id).collect()
    }

    /// What `voter` says to this request, by the core, with these rules.
    pub(super) fn vote(
        &self,
        voter: &ServerView,
        candidate: ServerId,
        request: RequestVote,
        rules: Rules,
    ) -> Result<(), VoteDenial> {
        voter.core(&self.configuration, rules).vote_verdict(candidate, request)
    }
}

impl ServerView {
    /// A server of which only this is known.
    pub(super) fn plain(id: ServerId, is_up: bool) -> ServerView {
        ServerView {
            id,
            is_up,
            role: RoleName::Follower,
            term: 0,
            voted_for: None,
            log: Vec::new(),
            durable: 0,
            commit_index: None,
            followers: Vec::new(),
        }
    }

    fn of(machine: &Machine) -> ServerView {
        let durable = machine.disk().durable();
        let (log, is_up) = (machine.log().1.to_vec(), machine.health() == Health::Up);
        let progress = machine.raft().and_then(Server::progress);
        let followers = progress.into_iter().flat_map(|all| all.iter());
        ServerView {
            id: machine.id(),
            is_up,
            role: machine.raft().map_or(RoleName::Follower, |raft| raft.role().name()),
            term: machine.term(),
            voted_for: machine.raft().map_or(durable.voted_for, Server::voted_for),
            durable: machine.raft().map_or(durable.last_index(), Server::durable_index),
            commit_index: Some(machine.raft().map_or(0, Server::commit_index)),
            log,
            followers: followers
                .map(|(&server, progress)| FollowerView {
                    server,
                    next_index: progress.next_index,
                    match_index: progress.match_index,
                    answered_round: progress.answered_round,
                })
                .collect(),
        }
    }

    /// The index of its last entry.
    pub fn last_index(&self) -> Index {
        self.log.len() as Index
    }

    /// The term of its last entry; 0 if there is none.
    pub fn last_term(&self) -> Term {
        self.log.last().map_or(0, |entry| entry.term)
    }

    /// The entry at `index`.
    pub fn entry(&self, index: Index) -> Option<&Entry> {
        self.log.get(usize::try_from(index.checked_sub(1)?).ok()?)
    }

    /// How far a leader knows this voter to have its log: itself, as far as its disk goes.
    pub fn known_match(&self, voter: ServerId) -> Index {
        let known = self.followers.iter().find(|follower| follower.server == voter);
        if voter == self.id { self.durable } else { known.map_or(0, |known| known.match_index) }
    }

    /// How many entries from the first on are the same in both logs.
    pub fn shares_with(&self, other: &ServerView) -> Index {
        let pairs = self.log.iter().zip(&other.log);
        pairs.take_while(|(mine, theirs)| mine == theirs).count() as Index
    }

    /// The request with which it would stand in `term`.
    pub fn request(&self, term: Term) -> RequestVote {
        RequestVote {
            term,
            last_log_index: self.last_index(),
            last_log_term: self.last_term(),
            leadership_transfer: false,
        }
    }

    /// A Raft core with its term, its vote and its log.
    pub(super) fn core(&self, configuration: &Configuration, rules: Rules) -> Server {
        let disk = PersistentState {
            current_term: self.term,
            voted_for: self.voted_for,
            log: self.log.clone(),
            ..PersistentState::bootstrap(configuration.clone())
        };
        Server::start(self.id, Settings { rules, ..Settings::default() }, disk).0
    }
}
