//! What the story goes on with: two or three things to try, chosen by what the run is in.

use crate::cluster::{Action, ClientId, Cluster, Health, Machine, Node};
use crate::raft::{Server, ServerId};

/// Something that the story offers to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Crash the server that leads.
    SendHolderHome(ServerId),
    /// Let the client propose this.
    WriteLine(String),
    /// Let the client propose this, and lose the note that carries it to one follower.
    LoseNote(String),
    /// Restart a server that has crashed.
    BringBack(ServerId),
    /// Crash these too: then a majority is away.
    SendMoreHome(Vec<ServerId>),
    /// Cut the leader and all but a majority off from the others.
    CutTable(Vec<Vec<ServerId>>),
    /// Heal every link.
    JoinTables,
    /// See a run in which one of Raft's protections is missing: a scenario file that ships.
    MissRule(&'static str),
}

/// The run in which a missing protection is easiest to see.
const WITHOUT_RULE: &str = "without-log-check-on-votes.json";

/// Most choices at once.
const MOST: usize = 3;

impl Choice {
    /// What there is to try now, the most telling first. What was tried already in this
    /// story comes last.
    pub fn offered(cluster: &Cluster, tried: &[Choice]) -> Vec<Choice> {
        let mut all = candidates(cluster);
        let is_new = |choice: &Choice| !tried.iter().any(|other| other.is_like(choice));
        all.sort_by_key(|choice| !is_new(choice));
        all.truncate(MOST);
        all
    }

    /// What is done to the cluster at once; a lost note is dropped later, when it is on
    /// its way.
    pub fn actions(&self) -> Vec<Action> {
        match self {
            Choice::SendHolderHome(server) => vec![Action::Crash { server: *server }],
            Choice::WriteLine(text) | Choice::LoseNote(text) => {
                vec![Action::Propose { client: ClientId(1), text: text.clone() }]
            }
            Choice::BringBack(server) => vec![Action::Restart { server: *server }],
            Choice::SendMoreHome(servers) => {
                servers.iter().map(|&server| Action::Crash { server }).collect()
            }
            Choice::CutTable(groups) => {
                vec![Action::Partition { groups: groups.clone() }]
            }
            Choice::JoinTables => vec![Action::HealAll],
            Choice::MissRule(_) => Vec::new(),
        }
    }

    /// True if both are the same thing to try, whoever it is done to.
    fn is_like(&self, other: &Choice) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

fn candidates(cluster: &Cluster) -> Vec<Choice> {
    let away = servers(cluster, Health::Crashed);
    let up = servers(cluster, Health::Up);
    let need = cluster.configuration().voters().len() / 2 + 1;
    let line = Choice::WriteLine(next_command(cluster));
    if !cluster.network().cuts().is_empty() {
        return vec![Choice::JoinTables, line];
    }
    if let Some(&first) = away.first() {
        let mut all = vec![Choice::BringBack(first)];
        // With a majority away nothing more is to be learned from crashing the rest.
        let spare = (up.len() + 1).saturating_sub(need);
        let followers: Vec<_> =
            up.iter().copied().filter(|&server| Some(server) != cluster.leader()).collect();
        if up.len() >= need && followers.len() >= spare {
            all.push(Choice::SendMoreHome(followers[..spare].to_vec()));
        }
        all.push(line);
        return all;
    }
    let Some(leader) = cluster.leader() else { return vec![line] };
    vec![
        Choice::SendHolderHome(leader),
        line,
        Choice::LoseNote(next_command(cluster)),
        Choice::CutTable(tables(&up, leader, need)),
        Choice::MissRule(WITHOUT_RULE),
    ]
}

fn servers(cluster: &Cluster, health: Health) -> Vec<ServerId> {
    cluster.machines().iter().filter(|m| m.health() == health).map(Machine::id).collect()
}

/// The leader with as many others as are no majority, and all the rest.
fn tables(up: &[ServerId], leader: ServerId, need: usize) -> Vec<Vec<ServerId>> {
    let others = up.iter().copied().filter(|&server| server != leader);
    let with_leader = up.len().saturating_sub(need).saturating_sub(1);
    let (few, many) = others.enumerate().partition::<Vec<_>, _>(|(place, _)| *place < with_leader);
    let names = |list: Vec<(usize, ServerId)>| list.into_iter().map(|(_, server)| server);
    vec![std::iter::once(leader).chain(names(few)).collect(), names(many).collect()]
}

/// All servers at two tables: the leader, or else the first, with as many others as are no
/// majority, and all the rest.
pub fn two_tables(cluster: &Cluster) -> Vec<Vec<ServerId>> {
    let all: Vec<ServerId> = cluster.machines().iter().map(Machine::id).collect();
    let need = cluster.configuration().voters().len() / 2 + 1;
    let holder = cluster.leader().or(all.first().copied());
    holder.map(|holder| tables(&all, holder, need)).unwrap_or_default()
}

/// `SET A 1` first, as in the post; then the next letter and number.
fn next_command(cluster: &Cluster) -> String {
    let asked = cluster.clients().first().map_or(0, |client| client.history().len());
    // The lunch itself was the first request.
    let number = asked.max(1);
    let letter = (b'A'..=b'Z').cycle().nth(number - 1).unwrap_or(b'A');
    format!("SET {} {number}", char::from(letter))
}

/// True if some server that is up can reach a majority, itself included.
pub fn can_decide(cluster: &Cluster) -> bool {
    let configuration = cluster.configuration();
    servers(cluster, Health::Up).into_iter().any(|server| {
        let reached = reached_by(cluster, server);
        let voters = reached.iter().filter(|other| configuration.is_voter(other.id())).count();
        voters > configuration.voters().len() / 2
    })
}

/// The members that are up and to whom, and from whom, messages get through.
fn reached_by(cluster: &Cluster, server: ServerId) -> Vec<&Server> {
    let is_cut = |a, b| cluster.network().is_cut(Node::Server(a), Node::Server(b));
    let members = cluster.machines().iter().filter(|machine| {
        let id = machine.id();
        machine.health() == Health::Up
            && cluster.configuration().is_member(id)
            && !is_cut(server, id)
            && !is_cut(id, server)
    });
    members.filter_map(Machine::raft).collect()
}

/// True if nothing more comes of what was done last: somebody leads a majority, everyone
/// who can be reached has applied all of that log, and no client waits.
pub fn is_settled(cluster: &Cluster) -> bool {
    let Some(leader) = cluster.leader() else { return false };
    let Some(raft) = cluster.machine(leader).and_then(Machine::raft) else { return false };
    let configuration = cluster.configuration();
    let reached = reached_by(cluster, leader);
    let voters = reached.iter().filter(|server| configuration.is_voter(server.id())).count();
    voters > configuration.voters().len() / 2
        && reached.iter().all(|server| server.last_applied() == raft.log().last_index())
        && cluster
            .clients()
            .iter()
            .all(|client| client.waiting_for().is_none() && client.queued() == 0)
}
