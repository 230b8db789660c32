//! "Why not yet?": what the cluster waits for, read off the same predicates by
//! which it decides.

use crate::cluster::{ClientId, Cluster, Health, Machine, MachineRule, Node, Operation};
use crate::raft::{CommitStatus, Entry, Index, Quorum, Role, Rule, Server, ServerId, Tally, Term};

/// With one of these off, an election won says nothing about an earlier term.
const ELECTS: [Rule; 5] = [
    Rule::Majority,
    Rule::JointMajorities,
    Rule::OneVotePerTerm,
    Rule::OneChangeAtATime,
    Rule::NoopFirst,
];

/// Nor with one of these: a vote that is forgotten frees its server for the earlier term.
const REMEMBERS: [MachineRule; 2] =
    [MachineRule::VoteKeptAcrossCrash, MachineRule::AcknowledgeAfterDurable];

/// Something that has not happened yet, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Too few servers run for an election to be won, or for anything new to commit.
    TooFewRun {
        /// Whether somebody leads.
        has_leader: bool,
        /// Those with a vote that don't run.
        absent: Vec<ServerId>,
        /// Those with a vote that run, but abstain from elections: their disks were lost,
        /// and they have not caught up yet. Empty while somebody leads.
        abstaining: Vec<ServerId>,
        /// How many can take part, against how many are needed.
        running: Tally,
    },
    /// Nobody leads yet.
    NoLeader {
        /// Candidates, each with the votes it has so far against those it needs.
        candidates: Vec<(ServerId, Tally)>,
        /// Those with a vote that run, but abstain.
        abstaining: Vec<ServerId>,
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
        /// True if the leader's own copy would count, and is not on its disk yet. One that is
        /// being removed has no copy that counts, wherever it is (§6).
        is_being_written: bool,
        /// How they stand against what is needed.
        tally: Tally,
        /// Those with a vote that don't run, if so few are left that it cannot commit before
        /// one comes back; otherwise empty.
        absent: Vec<ServerId>,
    },
    /// A leader hands over, and takes nothing on until it is done.
    Transfer {
        /// The leader.
        leader: ServerId,
        /// To whom.
        to: ServerId,
    },
    /// A leader has not heard yet that another one was elected in a later term. A
    /// majority voted for that one: what the old one appends now cannot commit (§5.4).
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
    /// A leader is heard by these voters, so none of them stands; but their answers are cut
    /// off, and it hears too few for anything to commit.
    Unheard {
        /// The leader.
        leader: ServerId,
        /// Those that hear it and can't answer.
        voters: Vec<ServerId>,
        /// Those whose answers can reach it, itself among them, against how many are needed.
        heard: Tally,
        /// True if CheckQuorum will make it step down (thesis §6.2).
        steps_down: bool,
    },
    /// A server was removed and does not know it: it stands again and again, each time in a
    /// higher term (paper §6).
    RemovedStands {
        /// The removed server.
        server: ServerId,
        /// The term in which it stands.
        term: Term,
    },
    /// A client has no answer yet.
    Answer {
        /// The client.
        client: ClientId,
        /// The client's number for what it asked.
        sequence: u64,
        /// What it asked for.
        operation: Operation,
        /// How often it has asked.
        attempts: u64,
        /// The server that it asked last, if that one doesn't run.
        away: Option<ServerId>,
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
    let elects = |rule: &Rule| cluster.protocol().core.rules.keeps(*rule);
    let votes_count = ELECTS.iter().all(elects)
        && REMEMBERS.iter().all(|&rule| cluster.protocol().machine_rules.keeps(rule));
    let newest = cluster.machines().iter().filter(|m| leads(m)).filter_map(|m| m.raft());
    let newest = newest.max_by_key(|leader| leader.current_term());
    if let Some(newest) = newest {
        let first = first_uncommitted(cluster, newest);
        if first.is_none() {
            all.extend(too_few_run(cluster, true));
        }
        all.extend(first);
        if let Some(to) = newest.leadership().and_then(|leadership| leadership.transfer) {
            all.push(Waiting::Transfer { leader: newest.id(), to });
        }
        let others = cluster.machines().iter().filter(|m| leads(m)).filter_map(|m| m.raft());
        let older =
            others.filter(|leader| votes_count && leader.current_term() < newest.current_term());
        all.extend(older.map(|leader| Waiting::Deposed {
            leader: leader.id(),
            term: leader.current_term(),
            newer: newest.id(),
            newer_term: newest.current_term(),
        }));
    }
    all.extend(newest.and_then(|newest| unheard(cluster, newest)));
    all.extend(cluster.machines().iter().filter_map(|machine| removed_stands(cluster, machine)));
    for client in cluster.clients() {
        all.extend(client.waiting_for().map(|request| Waiting::Answer {
            client: client.id(),
            sequence: request.sequence,
            operation: (*request.operation).clone(),
            attempts: request.attempts,
            away: client.talks_to().filter(|&server| !runs(cluster, server)),
        }));
    }
    all
}

/// A leader whose voters hear it and can't answer, if it hears too few without them.
pub(super) fn unheard(cluster: &Cluster, newest: &Server) -> Option<Waiting> {
    let leader = newest.id();
    let is_cut = |from, to| cluster.network().is_cut(Node::Server(from), Node::Server(to));
    let mut voters = cluster.configuration().all_voters();
    voters.retain(|&voter| {
        voter != leader && runs(cluster, voter) && is_cut(voter, leader) && !is_cut(leader, voter)
    });
    let heard = quorum(cluster)
        .tally(|server| server == leader || (runs(cluster, server) && !is_cut(server, leader)));
    let steps_down = cluster
        .machine(leader)
        .and_then(Machine::extensions)
        .unwrap_or(cluster.protocol().core.extensions)
        .check_quorum;
    (!voters.is_empty() && !heard.is_reached()).then_some(Waiting::Unheard {
        leader,
        voters,
        heard,
        steps_down,
    })
}

/// A candidate that has no vote any more, and has not heard of it.
pub(super) fn removed_stands(cluster: &Cluster, machine: &Machine) -> Option<Waiting> {
    let raft = machine.raft().filter(|_| machine.health() == Health::Up)?;
    let stands = matches!(raft.role(), Role::Candidate { .. });
    let is_removed = !cluster.configuration().is_member(machine.id());
    (stands && is_removed)
        .then(|| Waiting::RemovedStands { server: machine.id(), term: raft.current_term() })
}

/// The first entry of a leader that is not committed, and why.
fn first_uncommitted(cluster: &Cluster, leader: &Server) -> Option<Waiting> {
    let index = leader.commit_index() + 1;
    let entry = leader.log().get(index)?.clone();
    match leader.commit_status(index) {
        CommitStatus::TooFewCopies { acknowledged_by, tally } => {
            let own = leader.id();
            let is_being_written =
                leader.configuration().is_voter(own) && !acknowledged_by.contains(&own);
            let is_hopeless = !quorum(cluster).is_reached(|server| runs(cluster, server));
            Some(Waiting::TooFewCopies {
                leader: leader.id(),
                index,
                entry,
                acknowledged_by,
                is_being_written,
                tally,
                absent: if is_hopeless { absent(cluster) } else { Vec::new() },
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
    if let Some(too_few) = too_few_run(cluster, false) {
        return Some(too_few);
    }
    let votes = |machine: &Machine| {
        let raft = machine.raft()?;
        let Role::Candidate { votes, .. } = raft.role() else {
            return None;
        };
        let quorum = Quorum::new(raft.configuration(), raft.rules());
        Some((machine.id(), quorum.tally(|server| votes.contains(&server))))
    };
    let running = cluster.machines().iter().filter(|machine| machine.health() == Health::Up);
    let candidates = running.filter_map(votes).collect();
    Some(Waiting::NoLeader { candidates, abstaining: abstaining(cluster) })
}

/// Too few run for any decision. One that abstains has no say in an election; copies
/// on it count.
pub(super) fn too_few_run(cluster: &Cluster, has_leader: bool) -> Option<Waiting> {
    let abstaining = if has_leader { Vec::new() } else { abstaining(cluster) };
    let takes_part = |server| runs(cluster, server) && !abstaining.contains(&server);
    let running = quorum(cluster).tally(takes_part);
    let absent = absent(cluster);
    (!running.is_reached()).then_some(Waiting::TooFewRun {
        has_leader,
        absent,
        abstaining,
        running,
    })
}

/// Who runs and has a vote, but does not use it.
fn abstaining(cluster: &Cluster) -> Vec<ServerId> {
    let mut voters = cluster.configuration().all_voters();
    voters.retain(|&voter| {
        runs(cluster, voter) && cluster.machine(voter).is_some_and(Machine::abstains)
    });
    voters
}

/// Whether a machine runs and leads. A paused leader leads nobody for now.
pub(super) fn leads(machine: &Machine) -> bool {
    machine.health() == Health::Up && machine.is_leader()
}

pub(super) fn absent(cluster: &Cluster) -> Vec<ServerId> {
    let mut voters = cluster.configuration().all_voters();
    voters.retain(|&voter| !runs(cluster, voter));
    voters
}

pub(super) fn runs(cluster: &Cluster, server: ServerId) -> bool {
    cluster.machine(server).is_some_and(|machine| machine.health() == Health::Up)
}

/// What it takes for a decision now, by the configuration in force.
pub(super) fn quorum(cluster: &Cluster) -> Quorum<'_> {
    Quorum::new(cluster.configuration(), cluster.protocol().core.rules)
}
