//! What could be tried to bring about what is waited for, the likeliest and smallest thing
//! first.

use super::waiting::{Waiting, absent, quorum, runs};
use crate::cluster::{
    Action, ClientId, Cluster, Content, Delivery, Flight, FlightId, Health, MessageKind,
    NetworkConditions, Node, Request,
};
use crate::raft::{AppendOutcome, Index, Message, ServerId, Term};

/// Most things that are tried.
const MOST: usize = 28;

/// Something that can be done, by what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Servers that are down or paused come back.
    BringBack(Vec<ServerId>),
    /// A link is healed, both ways.
    Reconnect(Node, Node),
    /// All links of a server are healed.
    Rejoin(ServerId),
    /// All links are healed.
    HealAll,
    /// A message in flight arrives now.
    Deliver {
        /// Which copy of which message.
        flight: FlightId,
        /// What kind of message it is.
        kind: MessageKind,
        /// The receiver.
        to: Node,
    },
    /// Messages arrive by themselves again.
    DeliverAll,
    /// A disk that has stopped goes on.
    StartDisk(ServerId),
    /// A server's election timer runs out now.
    ForceTimeout(ServerId),
    /// A leader sends a heartbeat now.
    Heartbeat(ServerId),
    /// A client proposes one more command, for an entry of this term (paper §5.4.2).
    Propose {
        /// The client.
        client: ClientId,
        /// The leader that it asks first.
        leader: ServerId,
        /// The leader's term.
        term: Term,
    },
    /// A server that was removed is switched off.
    SwitchOff(ServerId),
    /// The network loses, doubles and holds up nothing any more.
    CalmNetwork,
    /// Everyone comes back, all links are healed, disks work, messages arrive.
    MendAll,
}

impl Cure {
    /// What is done, in this order.
    pub fn actions(&self, cluster: &Cluster) -> Vec<Action> {
        let heal = |from, to| Action::Heal { from, to, both_ways: true };
        match self {
            Cure::BringBack(servers) => {
                servers.iter().filter_map(|&server| come_back(cluster, server)).collect()
            }
            Cure::Reconnect(from, to) => vec![heal(*from, *to)],
            Cure::Rejoin(server) => vec![Action::Rejoin { server: *server }],
            Cure::HealAll => vec![Action::HealAll],
            Cure::Deliver { flight, .. } => vec![Action::Deliver { flight: *flight }],
            Cure::DeliverAll => vec![Action::SetDelivery(Delivery::Automatic)],
            Cure::StartDisk(server) => vec![Action::StartDisk { server: *server }],
            Cure::ForceTimeout(server) => vec![Action::ForceElectionTimeout { server: *server }],
            Cure::Heartbeat(server) => vec![Action::ForceHeartbeat { server: *server }],
            Cure::Propose { client, leader, .. } => {
                let text = ONE_MORE.into();
                vec![Action::ProposeTo { client: *client, text, server: *leader }]
            }
            Cure::SwitchOff(server) => vec![Action::Crash { server: *server }],
            Cure::CalmNetwork => vec![Action::SetNetwork(calm(cluster))],
            Cure::MendAll => mend_all(cluster),
        }
    }
}

/// What is proposed for the sake of an entry of the leader's own term.
const ONE_MORE: &str = "SET B 1";

/// What may bring about what is waited for. Whether it does is for a fork to find out.
pub(super) fn cures(waiting: &Waiting, cluster: &Cluster) -> Vec<Cure> {
    let mut all = match waiting {
        Waiting::TooFewRun { absent, .. } => bring_back(cluster, absent),
        Waiting::NoLeader { .. } => who_could_win(cluster),
        Waiting::TooFewCopies { leader, index, .. } => copies(cluster, *leader, *index),
        Waiting::EarlierTerm { leader, current_term, .. } => {
            let own = own_entry(cluster, *leader, *current_term);
            let mut all = own.map_or_else(Vec::new, |index| copies(cluster, *leader, index));
            let one_more = cluster.clients().first().map(|client| Cure::Propose {
                client: client.id(),
                leader: *leader,
                term: *current_term,
            });
            // Where there is an entry of its own term already, one more adds nothing.
            let place = if own.is_some() { all.len() } else { 0 };
            all.splice(place..place, one_more);
            all
        }
        Waiting::Transfer { leader, to } => {
            let mut all = bring_back(cluster, &[*to]);
            all.extend(between(cluster, *leader, *to));
            all.push(Cure::ForceTimeout(*to));
            all
        }
        Waiting::Deposed { leader, newer, .. } => {
            let mut all = between(cluster, *newer, *leader);
            all.extend([Cure::Heartbeat(*newer), Cure::Rejoin(*leader)]);
            all
        }
        Waiting::Unheard { leader, voters, .. } => {
            let link =
                |&voter: &ServerId| Cure::Reconnect(Node::Server(voter), Node::Server(*leader));
            let mut all: Vec<Cure> = voters.iter().map(link).collect();
            all.push(Cure::Rejoin(*leader));
            all
        }
        Waiting::RemovedStands { server, .. } => vec![Cure::SwitchOff(*server)],
        Waiting::Answer { client, away, .. } => for_client(cluster, *client, *away),
    };
    all.extend(general(cluster));
    let mut once: Vec<Cure> = Vec::new();
    for cure in all {
        if !once.contains(&cure) && !cure.actions(cluster).is_empty() {
            once.push(cure);
        }
    }
    // The last one mends everything: it is always tried.
    if once.len() > MOST {
        let last = once.split_off(once.len() - 1);
        once.truncate(MOST - 1);
        once.extend(last);
    }
    once
}

/// What helps against this or that.
fn general(cluster: &Cluster) -> Vec<Cure> {
    let network = cluster.network();
    let mut all = bring_back(cluster, &absent(cluster));
    if network.delivery() == Delivery::Manual {
        all.push(Cure::DeliverAll);
    }
    if !network.cuts().is_empty() {
        all.push(Cure::HealAll);
    }
    if *network.conditions() != calm(cluster) {
        all.push(Cure::CalmNetwork);
    }
    all.extend(stopped_disks(cluster).map(Cure::StartDisk));
    all.push(Cure::MendAll);
    all
}

/// One of them, each in turn; then more and more of them.
fn bring_back(cluster: &Cluster, absent: &[ServerId]) -> Vec<Cure> {
    let can_come = |server: &&ServerId| come_back(cluster, **server).is_some();
    let absent: Vec<ServerId> = absent.iter().filter(can_come).copied().collect();
    let missing = (1..=absent.len()).find(|&count| {
        let comes = |server| absent[..count].contains(&server);
        quorum(cluster).is_reached(|server| runs(cluster, server) || comes(server))
    });
    let singles = absent.iter().map(|&server| Cure::BringBack(vec![server]));
    let first = missing.unwrap_or(absent.len()).max(2);
    let more = (first..=absent.len()).map(|count| Cure::BringBack(absent[..count].to_vec()));
    match missing {
        // One alone does not make a quorum.
        Some(count) if count > 1 => more.collect(),
        _ => singles.chain(more).collect(),
    }
}

fn come_back(cluster: &Cluster, server: ServerId) -> Option<Action> {
    match cluster.machine(server)?.health() {
        Health::Up => None,
        Health::Paused => Some(Action::Resume { server }),
        Health::Crashed => Some(Action::Restart { server }),
    }
}

/// Voters that run, the most up-to-date log first: only that one can win for sure.
fn who_could_win(cluster: &Cluster) -> Vec<Cure> {
    let mut voters = cluster.configuration().all_voters();
    voters.retain(|&voter| runs(cluster, voter));
    let up_to_date = |voter: &ServerId| {
        let raft = cluster.machine(*voter).and_then(|machine| machine.raft());
        raft.map(|raft| (raft.log().last_term(), raft.log().last_index()))
    };
    voters.sort_by_key(|voter| std::cmp::Reverse(up_to_date(voter)));
    voters.into_iter().map(Cure::ForceTimeout).collect()
}

/// What gets an entry at `index` onto more disks, and the leader to hear of it.
fn copies(cluster: &Cluster, leader: ServerId, index: Index) -> Vec<Cure> {
    let knows = |server: ServerId| {
        let progress = cluster.machine(leader).and_then(|it| it.raft()?.progress());
        progress.is_some_and(|all| all.get(&server).is_some_and(|it| it.match_index >= index))
    };
    let mut lacking = cluster.configuration().all_voters();
    lacking.retain(|&voter| voter != leader && !knows(voter));
    let is_stopped =
        |server: ServerId| cluster.machine(server).is_some_and(|it| it.disk().is_stopped());
    let mut all = Vec::new();
    if is_stopped(leader) {
        all.push(Cure::StartDisk(leader));
    }
    all.extend(deliver(cluster, |from, to, content| match content {
        Content::Raft(Message::AppendEntries(m)) => {
            let reaches =
                m.prev_log_index < index && m.prev_log_index + m.entries.len() as Index >= index;
            from == Node::Server(leader) && reaches
        }
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => {
                to == Node::Server(leader) && match_index >= index
            }
            _ => false,
        },
        _ => false,
    }));
    let away: Vec<_> = lacking.iter().copied().filter(|&it| !runs(cluster, it)).collect();
    all.extend(bring_back(cluster, &away));
    let here = lacking.iter().copied().filter(|&it| runs(cluster, it));
    for voter in here {
        all.extend(cut_link(cluster, Node::Server(leader), Node::Server(voter)));
        if is_stopped(voter) {
            all.push(Cure::StartDisk(voter));
        }
    }
    all.push(Cure::Rejoin(leader));
    all
}

/// The first entry of a leader's own term that is in its log, beyond what is committed.
fn own_entry(cluster: &Cluster, leader: ServerId, term: Term) -> Option<Index> {
    let raft = cluster.machine(leader)?.raft()?;
    raft.log().first_index_of_term(term).filter(|&index| index > raft.commit_index())
}

fn between(cluster: &Cluster, from: ServerId, to: ServerId) -> Vec<Cure> {
    let (from, to) = (Node::Server(from), Node::Server(to));
    let mut all = deliver(cluster, |sender, receiver, content| {
        (sender, receiver) == (from, to) && matches!(content, Content::Raft(_))
    });
    all.extend(cut_link(cluster, from, to));
    all.extend(
        to.server().filter(|&to| stopped_disks(cluster).any(|it| it == to)).map(Cure::StartDisk),
    );
    all
}

fn for_client(cluster: &Cluster, client: ClientId, away: Option<ServerId>) -> Vec<Cure> {
    let asker = Node::Client(client);
    let mut all = deliver(cluster, |from, to, content| match content {
        Content::Forwarded { request: Request { client: of, .. }, .. } => *of == client,
        Content::Request(_) | Content::Response { .. } => from == asker || to == asker,
        Content::Raft(_) => false,
    });
    let asked = cluster.client(client).and_then(|client| client.talks_to());
    for server in asked.into_iter().chain(cluster.leader()) {
        all.extend(cut_link(cluster, asker, Node::Server(server)));
    }
    all.extend(bring_back(cluster, &Vec::from_iter(away)));
    // It waits for what the servers wait for.
    let others = super::waiting(cluster).into_iter();
    let other = others.filter(|other| !matches!(other, Waiting::Answer { .. })).take(1);
    all.extend(other.flat_map(|other| cures(&other, cluster)));
    all
}

fn cut_link(cluster: &Cluster, a: Node, b: Node) -> Option<Cure> {
    let network = cluster.network();
    (network.is_cut(a, b) || network.is_cut(b, a)).then_some(Cure::Reconnect(a, b))
}

/// Messages in flight that are like this.
fn deliver(cluster: &Cluster, is_it: impl Fn(Node, Node, &Content) -> bool) -> Vec<Cure> {
    let flights = cluster.network().flights().iter();
    let fitting = flights.filter(|(id, flight)| {
        is_it(id.message.from, flight.envelope.to, &flight.envelope.content)
    });
    let deliver = |(&flight, it): (&FlightId, &Flight)| Cure::Deliver {
        flight,
        kind: MessageKind::of(&it.envelope.content),
        to: it.envelope.to,
    };
    fitting.map(deliver).take(8).collect()
}

fn stopped_disks(cluster: &Cluster) -> impl Iterator<Item = ServerId> {
    let stopped = cluster.machines().iter().filter(|machine| machine.disk().is_stopped());
    stopped.map(|machine| machine.id())
}

fn calm(cluster: &Cluster) -> NetworkConditions {
    let now = *cluster.network().conditions();
    NetworkConditions { loss_ppm: 0, duplicate_ppm: 0, spike_ppm: 0, ..now }
}

fn mend_all(cluster: &Cluster) -> Vec<Action> {
    let mut actions = Vec::new();
    let network = cluster.network();
    if !network.cuts().is_empty() {
        actions.push(Action::HealAll);
    }
    if network.delivery() == Delivery::Manual {
        actions.push(Action::SetDelivery(Delivery::Automatic));
    }
    if *network.conditions() != calm(cluster) {
        actions.push(Action::SetNetwork(calm(cluster)));
    }
    actions.extend(stopped_disks(cluster).map(|server| Action::StartDisk { server }));
    let voters = cluster.configuration().all_voters();
    let mut back: Vec<Action> =
        voters.into_iter().filter_map(|server| come_back(cluster, server)).collect();
    // A disk that is lost stays lost.
    back.retain(|action| cluster.check_action(action).is_ok());
    actions.extend(back);
    actions
}
