//! What the reader shall bring about, as the page has it: a condition of the scenario format
//! whose names are numbers already, to be looked at while they act.
//!
//! It has no sentences about what is so instead: the build has said them. `tests/lessons.rs`
//! holds that it means what the condition means.

use serde::{Deserialize, Serialize};

use crate::check::{Property, Standing};
use crate::cluster::{Answer, ClientId, Cluster, Health, Machine, Micros};
use crate::raft::{RoleName, Server, ServerId};

/// All of this has to be so, for so long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// What has to be so.
    pub facts: Vec<GoalFact>,
    /// For how long without a break; 0: for a moment.
    pub lasts: Micros,
}

/// Something that is so or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GoalFact {
    /// This server leads the highest term.
    Leads(ServerId),
    /// Somebody leads, or nobody.
    HasLeader(bool),
    /// One of these leads, as far as it knows.
    LeaderAmong(Vec<ServerId>),
    /// All of this is so of the servers that are meant.
    Servers(WhichServers, Vec<ServerFact>),
    /// What a client was told about a request, the last one if it is `None`.
    Answer(ClientId, Option<u64>, GoalAnswer),
    /// How a property stands.
    Stands(Property, IsViolated),
    /// Not all of this is so.
    Not(Vec<GoalFact>),
}

/// True for a property that is violated, false for one that holds. Undecided is neither.
pub type IsViolated = bool;

/// The servers that are meant.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhichServers {
    /// This one.
    One(ServerId),
    /// The leader of the highest term.
    Leader,
    /// Somebody who leads while another leads a later term.
    StaleLeader,
    /// One of those that lead, as far as they know.
    AnyLeader,
    /// One at least of those that run.
    Any,
    /// Each of those that run.
    All,
}

/// Something that is so of a server or not. Numbers have to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServerFact {
    /// Its process is up.
    Up,
    /// Its process is paused.
    Paused,
    /// Its process has died.
    Crashed,
    /// Its role.
    Role(RoleName),
    /// Its term.
    Term(u64),
    /// Its vote in that term.
    VotedFor(Option<ServerId>),
    /// The index of its last entry.
    Last(u64),
    /// Its commit index.
    Committed(u64),
    /// How far it has applied its log.
    Applied(u64),
    /// How far its snapshot reaches.
    Snapshot(u64),
    /// The terms of its entries, all of them.
    Terms(Vec<u64>),
    /// What its state machine holds under a key.
    Stores(String, Option<String>),
    /// Who has a vote, as far as it knows; in order.
    Voters(Vec<ServerId>),
    /// Who receives the log without a vote, as far as it knows; in order.
    Learners(Vec<ServerId>),
}

/// What a client was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GoalAnswer {
    /// Its command is applied.
    Applied,
    /// Nothing yet.
    Unknown,
    /// Anything.
    Any,
    /// This value.
    Value(Option<String>),
}

/// How the properties stand at a moment.
pub type Standings<'a> = &'a dyn Fn(Property) -> Standing;

impl Goal {
    /// True if all that has to be so is so at this moment, however long it lasts.
    pub fn is_so(&self, cluster: &Cluster, standing: Standings) -> bool {
        all_so(&self.facts, cluster, standing)
    }
}

fn all_so(facts: &[GoalFact], cluster: &Cluster, standing: Standings) -> bool {
    facts.iter().all(|fact| fact.is_so(cluster, standing))
}

impl GoalFact {
    fn is_so(&self, cluster: &Cluster, standing: Standings) -> bool {
        match self {
            GoalFact::Leads(server) => cluster.leader() == Some(*server),
            GoalFact::HasLeader(has_one) => cluster.leader().is_some() == *has_one,
            GoalFact::LeaderAmong(servers) => {
                let mut leaders = cluster.machines().iter().filter(|machine| machine.is_leader());
                leaders.any(|machine| servers.contains(&machine.id()))
            }
            GoalFact::Servers(which, facts) => which.are(cluster, facts),
            GoalFact::Answer(client, request, wanted) => wanted.is_so(cluster, *client, *request),
            GoalFact::Stands(property, is_violated) => match standing(*property) {
                Standing::Holds => !is_violated,
                Standing::Violated => *is_violated,
                Standing::Undecided => false,
            },
            GoalFact::Not(facts) => !all_so(facts, cluster, standing),
        }
    }
}

impl WhichServers {
    fn are(self, cluster: &Cluster, facts: &[ServerFact]) -> bool {
        let is = |machine: &Machine| facts.iter().all(|fact| fact.is_so(machine));
        let one = |server: Option<ServerId>| server.and_then(|server| cluster.machine(server));
        // Whoever asks for the state of processes means all servers, whatever theirs is.
        let is_about_health = facts
            .iter()
            .any(|it| matches!(it, ServerFact::Up | ServerFact::Paused | ServerFact::Crashed));
        let mut meant = cluster
            .machines()
            .iter()
            .filter(|machine| is_about_health || machine.raft().is_some())
            .peekable();
        match self {
            WhichServers::One(server) => one(Some(server)).is_some_and(is),
            WhichServers::Leader => one(cluster.leader()).is_some_and(is),
            WhichServers::StaleLeader => stale_leader(cluster).is_some_and(is),
            WhichServers::AnyLeader => {
                cluster.machines().iter().filter(|machine| machine.is_leader()).any(is)
            }
            WhichServers::Any => meant.any(is),
            WhichServers::All => meant.peek().is_some() && meant.all(is),
        }
    }
}

/// The leader of the earliest term, if somebody leads in a later one.
fn stale_leader(cluster: &Cluster) -> Option<&Machine> {
    let term = |machine: &Machine| machine.raft().map_or(0, Server::current_term);
    let newest = term(cluster.machine(cluster.leader()?)?);
    let leaders = cluster.machines().iter().filter(|machine| machine.is_leader());
    leaders.filter(|machine| term(machine) < newest).min_by_key(|machine| term(machine))
}

impl ServerFact {
    fn is_so(&self, machine: &Machine) -> bool {
        let raft = machine.raft();
        let durable = machine.disk().durable();
        match self {
            ServerFact::Up => machine.health() == Health::Up,
            ServerFact::Paused => machine.health() == Health::Paused,
            ServerFact::Crashed => machine.health() == Health::Crashed,
            ServerFact::Role(role) => raft.is_some_and(|raft| raft.role().name() == *role),
            ServerFact::Term(term) => {
                raft.map_or(durable.current_term, Server::current_term) >= *term
            }
            ServerFact::VotedFor(server) => {
                raft.map_or(durable.voted_for, Server::voted_for) == *server
            }
            ServerFact::Last(index) => {
                let (first, entries) = machine.log();
                first.saturating_sub(1) + entries.len() as u64 >= *index
            }
            ServerFact::Committed(index) => raft.is_some_and(|raft| raft.commit_index() >= *index),
            ServerFact::Applied(index) => raft.is_some_and(|raft| raft.last_applied() >= *index),
            ServerFact::Snapshot(index) => machine.log().0.saturating_sub(1) >= *index,
            ServerFact::Terms(terms) => {
                machine.log().1.iter().map(|entry| entry.term).eq(terms.iter().copied())
            }
            ServerFact::Stores(key, value) => {
                raft.is_some() && machine.store().get(key) == value.as_deref()
            }
            ServerFact::Voters(servers) => {
                raft.is_some_and(|raft| are_those(raft.configuration().voters(), servers))
            }
            ServerFact::Learners(servers) => {
                raft.is_some_and(|raft| are_those(raft.configuration().learners(), servers))
            }
        }
    }
}

fn are_those<'a>(servers: impl IntoIterator<Item = &'a ServerId>, wanted: &[ServerId]) -> bool {
    let mut servers: Vec<ServerId> = servers.into_iter().copied().collect();
    servers.sort_unstable();
    servers == wanted
}

impl GoalAnswer {
    fn is_so(&self, cluster: &Cluster, client: ClientId, request: Option<u64>) -> bool {
        let history = cluster.client(client).map(|client| client.history()).unwrap_or_default();
        let number = request.unwrap_or(history.len() as u64);
        let place = number.checked_sub(1).and_then(|place| usize::try_from(place).ok());
        let Some(request) = place.and_then(|place| history.get(place)) else { return false };
        match (self, &request.answer) {
            (GoalAnswer::Applied, Some(Answer::Applied { .. }))
            | (GoalAnswer::Unknown, None)
            | (GoalAnswer::Any, Some(_)) => true,
            (GoalAnswer::Value(wanted), Some(Answer::Value(value))) => wanted == value,
            _ => false,
        }
    }
}

/// A goal that is looked at while the run goes on.
#[derive(Clone, Debug)]
pub struct GoalWatch {
    goal: Goal,
    /// Since when it has been so without a break.
    since: Option<Micros>,
}

impl GoalWatch {
    /// Begins to look.
    pub fn new(goal: Goal) -> GoalWatch {
        GoalWatch { goal, since: None }
    }

    /// True if it was so when it was last looked at, and only has to last.
    pub fn has_begun(&self) -> bool {
        self.since.is_some()
    }

    /// Looks at the cluster, after each thing that happens. True once it has been so for long
    /// enough.
    pub fn is_reached(&mut self, cluster: &Cluster, standing: Standings) -> bool {
        let has_lasted = |since: Option<Micros>| {
            since.is_some_and(|since| cluster.now() >= since.saturating_add(self.goal.lasts))
        };
        // What ends it now may come after long enough.
        if self.goal.lasts > 0 && has_lasted(self.since) {
            return true;
        }
        self.since = match self.goal.is_so(cluster, standing) {
            true => self.since.or(Some(cluster.now())),
            false => None,
        };
        has_lasted(self.since)
    }
}
