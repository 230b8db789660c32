//! From a step of a file to what is done to the cluster.

use super::name::{Extension, Name};
use super::picking::{pick_words, picked};
use super::quantity::Share;
use super::rules::AnyRule;
use super::step::{Change, NetworkPart, Pick, ProtocolPart, Step};
use super::who::ServerRef;
use crate::cluster::{Action, ClientId, Cluster, FlightId, NetworkConditions, Protocol};
use crate::raft::{Extensions, MembershipChange, ServerId};

/// What a step does now. An error: nothing can be done, and why. Steps that only wait or
/// look do nothing.
pub(super) fn actions(step: &Step, cluster: &Cluster) -> Result<Vec<Action>, String> {
    let of = |server: &ServerRef| server.resolve(cluster).ok_or_else(nobody);
    let action = match step {
        Step::Run(_) | Step::At(_) | Step::Until(_) | Step::Expect(_) | Step::Refused(_) => {
            return Ok(Vec::new());
        }
        Step::Propose(propose) => {
            Action::Propose { client: ClientId(propose.client), text: propose.text.clone() }
        }
        Step::Poll(poll) => {
            Action::Poll { client: ClientId(poll.client), dishes: poll.dishes.clone() }
        }
        Step::Crash(server) => Action::Crash { server: of(server)? },
        Step::Restart(server) => Action::Restart { server: of(server)? },
        Step::Pause(server) => Action::Pause { server: of(server)? },
        Step::Resume(server) => Action::Resume { server: of(server)? },
        Step::ForceTimeout(server) => Action::ForceElectionTimeout { server: of(server)? },
        Step::Isolate(server) => Action::Isolate { server: of(server)? },
        Step::Rejoin(server) => Action::Rejoin { server: of(server)? },
        Step::LoseDisk(server) => Action::LoseDisk { server: of(server)? },
        Step::Cut(link) | Step::Heal(link) => {
            let from = link.from.resolve(cluster).ok_or_else(nobody)?;
            let to = link.to.resolve(cluster).ok_or_else(nobody)?;
            let both_ways = link.both_ways;
            match step {
                Step::Cut(_) => Action::Cut { from, to, both_ways },
                _ => Action::Heal { from, to, both_ways },
            }
        }
        Step::Partition(groups) => {
            let group = |group: &Vec<ServerRef>| group.iter().map(of).collect();
            Action::Partition { groups: groups.iter().map(group).collect::<Result<_, _>>()? }
        }
        Step::HealAll => Action::HealAll,
        Step::AddServer => Action::AddServer,
        Step::Network(part) => Action::SetNetwork(network(part, *cluster.network().conditions())),
        Step::Answer(when) => Action::SetAnswer(when.0),
        Step::Protocol(part) => Action::SetProtocol(protocol(part, *cluster.protocol())),
        Step::Membership(asked) => Action::ChangeMembership {
            server: of(&asked.server)?,
            change: membership_change(&asked.change),
        },
        Step::Transfer(asked) => {
            Action::TransferLeadership { server: of(&asked.server)?, to: ServerId(asked.to) }
        }
        Step::Compact(asked) => {
            Action::Compact { server: of(&asked.server)?, through: asked.through }
        }
        Step::Clock(clock) => {
            Action::SetClock { server: of(&clock.server)?, rate_ppm: clock.rate.0 }
        }
        Step::Delivery(delivery) => Action::SetDelivery(delivery.0),
        Step::Deliver(pick) => return each(pick, cluster, |flight| Action::Deliver { flight }),
        Step::Drop(pick) => return each(pick, cluster, |flight| Action::Drop { flight }),
        Step::Duplicate(pick) => {
            return each(pick, cluster, |flight| Action::Duplicate { flight });
        }
        Step::Delay(delay) => {
            let by = delay.by.0;
            return each(&delay.message, cluster, |flight| Action::Delay { flight, by });
        }
    };
    Ok(vec![action])
}

fn nobody() -> String {
    "Nobody leads.".into()
}

fn each(
    pick: &Pick,
    cluster: &Cluster,
    action: impl Fn(FlightId) -> Action,
) -> Result<Vec<Action>, String> {
    let flights = picked(pick, cluster)?;
    if flights.is_empty() && !pick.all {
        return Err(format!("{} is not in flight.", pick_words(pick)));
    }
    Ok(flights.into_iter().map(action).collect())
}

/// What the network is like when these parts of it change.
pub(super) fn network(part: &NetworkPart, before: NetworkConditions) -> NetworkConditions {
    let ppm = |share: Option<Share>, before| share.map_or(before, |share| share.0);
    NetworkConditions {
        latency: part.latency.map_or(before.latency, |time| time.0),
        jitter: part.jitter.map_or(before.jitter, |time| time.0),
        loss_ppm: ppm(part.loss, before.loss_ppm),
        duplicate_ppm: ppm(part.duplicate, before.duplicate_ppm),
        spike_ppm: ppm(part.spike_chance, before.spike_ppm),
        spike: part.spike.map_or(before.spike, |time| time.0),
    }
}

/// Which rules are off and which extensions on when these parts of it change.
pub(super) fn protocol(part: &ProtocolPart, before: Protocol) -> Protocol {
    let mut protocol = before;
    if let Some(without) = &part.without {
        let all = AnyRule::all().fold(before, |protocol, rule| rule.on_in(protocol));
        protocol = without.iter().fold(all, |protocol, rule| rule.0.off_in(protocol));
    }
    if let Some(extensions) = &part.extensions {
        let is_on = |extension| extensions.contains(&Name(extension));
        protocol.core.extensions = Extensions {
            pre_vote: is_on(Extension::PreVote),
            check_quorum: is_on(Extension::CheckQuorum),
            lease_read: is_on(Extension::LeaseRead),
        };
    }
    if let Some(most) = part.entries_per_message {
        protocol.core.max_entries_per_message = most;
    }
    protocol
}

fn membership_change(change: &Change) -> MembershipChange {
    let ids = |servers: &[u16]| servers.iter().copied().map(ServerId).collect();
    match change {
        Change::AddLearner(server) => MembershipChange::AddLearner(ServerId(*server)),
        Change::AddVoter(server) => MembershipChange::AddVoter(ServerId(*server)),
        Change::Promote(server) => MembershipChange::Promote(ServerId(*server)),
        Change::Remove(server) => MembershipChange::Remove(ServerId(*server)),
        Change::Joint { voters, learners } => {
            MembershipChange::Joint { voters: ids(voters), learners: ids(learners) }
        }
    }
}
