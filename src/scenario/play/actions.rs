//! From a step of a file to what is done to the cluster.

use super::moment::Moment;
use super::selection::picked;
use crate::cluster::{
    Action, ClientId, FlightId, LinkConditions, NetworkConditions, Node, Protocol,
};
use crate::raft::{Extensions, MembershipChange, ServerId};
use crate::scenario::format::name::{Extension, Name};
use crate::scenario::format::quantity::Share;
use crate::scenario::format::rules::AnyRule;
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{
    Delay, LinkPart, LinkStep, Members, MembershipStepChange, NetworkPart, Pick, ProtocolPart,
    Through, Verb,
};
use crate::scenario::format::who::{End, ServerRef};

/// What a step does, one thing after the other: each is looked up when it is its turn.
/// Steps that only wait or look do nothing. A step can have more parts than there is
/// memory for: they come one at a time.
pub(crate) fn parts(verb: &Verb) -> Box<dyn Iterator<Item = Part<'_>> + '_> {
    fn picks<'a>(
        picks: &'a Several<Pick>,
        part: fn(&'a Pick) -> Part<'a>,
    ) -> Box<dyn Iterator<Item = Part<'a>> + 'a> {
        Box::new(picks.iter().map(part))
    }
    match verb {
        Verb::Run(_)
        | Verb::At(_)
        | Verb::Until(_)
        | Verb::Expect(_)
        | Verb::Refused(_)
        | Verb::Mark(_)
        | Verb::Repeat(_) => Box::new(std::iter::empty()),
        Verb::Cut(links) => Box::new(links.iter().flat_map(|link| {
            pairs(&link.from, &link.to).map(move |(from, to)| Part::Cut(link, from, to))
        })),
        Verb::Heal(links) => Box::new(links.iter().flat_map(|link| {
            pairs(&link.from, &link.to).map(move |(from, to)| Part::Heal(link, from, to))
        })),
        Verb::Link(links) => Box::new(links.iter().flat_map(|link| {
            pairs(&link.from, &link.to).map(move |(from, to)| Part::Link(link, from, to))
        })),
        Verb::Deliver(several) => picks(several, Part::Deliver),
        Verb::Drop(several) => picks(several, Part::Drop),
        Verb::Duplicate(several) => picks(several, Part::Duplicate),
        Verb::Delay(delay) => Box::new(std::iter::once(Part::Delay(delay))),
        verb => Box::new(std::iter::once(Part::Whole(verb))),
    }
}

/// Each end of one group with each of the other.
pub(crate) fn pairs<'a>(
    from: &'a Several<End>,
    to: &'a Several<End>,
) -> impl Iterator<Item = (&'a End, &'a End)> {
    from.iter().flat_map(move |from| to.iter().map(move |to| (from, to)))
}

/// One thing that a step does.
#[derive(Copy, Clone)]
pub(crate) enum Part<'a> {
    Cut(&'a LinkStep, &'a End, &'a End),
    Heal(&'a LinkStep, &'a End, &'a End),
    Link(&'a LinkPart, &'a End, &'a End),
    Deliver(&'a Pick),
    Drop(&'a Pick),
    Duplicate(&'a Pick),
    Delay(&'a Delay),
    Whole(&'a Verb),
}

/// What a part of a step does now. An error: nothing can be done, and why.
pub(crate) fn actions(part: Part, now: &Moment) -> Result<Vec<Action>, String> {
    match part {
        Part::Cut(link, from, to) => {
            let (from, to, both_ways) = (from.found(now)?, to.found(now)?, link.both_ways);
            Ok(vec![Action::Cut { from, to, both_ways }])
        }
        Part::Heal(link, from, to) => {
            let (from, to, both_ways) = (from.found(now)?, to.found(now)?, link.both_ways);
            Ok(vec![Action::Heal { from, to, both_ways }])
        }
        Part::Link(link, from, to) => {
            let (from, to) = (from.found(now)?, to.found(now)?);
            let conditions = link_conditions(link);
            let change = |(from, to)| Action::SetLink { from, to, conditions };
            Ok(directions(from, to, link.both_ways).map(change).collect())
        }
        Part::Deliver(pick) => each(pick, now, |flight| Action::Deliver { flight }),
        Part::Drop(pick) => each(pick, now, |flight| Action::Drop { flight }),
        Part::Duplicate(pick) => each(pick, now, |flight| Action::Duplicate { flight }),
        Part::Delay(delay) => {
            let by = delay.by.0;
            each(&delay.message, now, |flight| Action::Delay { flight, by })
        }
        Part::Whole(verb) => Ok(action(verb, now)?.into_iter().collect()),
    }
}

fn action(verb: &Verb, now: &Moment) -> Result<Option<Action>, String> {
    let of = |server: &ServerRef| server.found(now);
    let cluster = now.cluster;
    Ok(Some(match verb {
        Verb::Propose(propose) => {
            let (client, text) = (ClientId(propose.client), propose.text.clone());
            match &propose.server {
                None => Action::Propose { client, text },
                Some(server) => Action::ProposeTo { client, text, server: of(server)? },
            }
        }
        Verb::Poll(poll) => {
            Action::Poll { client: ClientId(poll.client), dishes: poll.dishes.clone() }
        }
        Verb::Crash(server) => Action::Crash { server: of(server)? },
        Verb::Restart(server) => Action::Restart { server: of(server)? },
        Verb::Pause(server) => Action::Pause { server: of(server)? },
        Verb::Resume(server) => Action::Resume { server: of(server)? },
        Verb::ForceTimeout(server) => Action::ForceElectionTimeout { server: of(server)? },
        Verb::Isolate(server) => Action::Isolate { server: of(server)? },
        Verb::Rejoin(server) => Action::Rejoin { server: of(server)? },
        Verb::Heartbeat(server) => Action::ForceHeartbeat { server: of(server)? },
        Verb::LoseDisk(server) => Action::LoseDisk { server: of(server)? },
        Verb::TearDisk(torn) => {
            Action::TearDisk { server: of(&torn.server)?, entries: torn.entries }
        }
        Verb::StopDisk(server) => Action::StopDisk { server: of(server)? },
        Verb::StartDisk(server) => Action::StartDisk { server: of(server)? },
        Verb::Partition(groups) => {
            let group = |group: &Vec<ServerRef>| group.iter().map(of).collect();
            Action::Partition { groups: groups.iter().map(group).collect::<Result<_, _>>()? }
        }
        Verb::HealAll => Action::HealAll,
        Verb::AddServer => Action::AddServer,
        Verb::Network(part) => Action::SetNetwork(network(part, *cluster.network().conditions())),
        Verb::Answer(when) => Action::SetAnswer(when.0),
        Verb::Protocol(part) => Action::SetProtocol(protocol(part, *cluster.protocol())),
        Verb::Membership(asked) => Action::ChangeMembership {
            server: of(&asked.server)?,
            change: membership_change(&asked.change, now)?,
        },
        Verb::Transfer(asked) => {
            Action::TransferLeadership { server: of(&asked.server)?, to: of(&asked.to)? }
        }
        Verb::Compact(asked) => {
            let server = of(&asked.server)?;
            let raft = cluster.machine(server).and_then(|machine| machine.raft());
            let through = match asked.through {
                Through::Index(index) => index,
                Through::Applied => raft.map_or(0, |raft| raft.last_applied()),
            };
            Action::Compact { server, through }
        }
        Verb::Clock(clock) => {
            Action::SetClock { server: of(&clock.server)?, rate_ppm: clock.rate.0 }
        }
        Verb::Delivery(delivery) => Action::SetDelivery(delivery.0),
        Verb::Say(text) => Action::Say { text: text.clone() },
        // These are taken apart, or do nothing.
        Verb::Cut(_)
        | Verb::Heal(_)
        | Verb::Link(_)
        | Verb::Deliver(_)
        | Verb::Drop(_)
        | Verb::Duplicate(_)
        | Verb::Delay(_)
        | Verb::Run(_)
        | Verb::At(_)
        | Verb::Until(_)
        | Verb::Expect(_)
        | Verb::Refused(_)
        | Verb::Mark(_)
        | Verb::Repeat(_) => return Ok(None),
    }))
}

/// The one server that a step does something to, if it does so to just one.
pub(crate) fn subject(verb: &Verb) -> Option<&ServerRef> {
    match verb {
        Verb::Crash(server)
        | Verb::Restart(server)
        | Verb::Pause(server)
        | Verb::Resume(server)
        | Verb::ForceTimeout(server)
        | Verb::Isolate(server)
        | Verb::Rejoin(server)
        | Verb::Heartbeat(server)
        | Verb::LoseDisk(server)
        | Verb::StopDisk(server)
        | Verb::StartDisk(server) => Some(server),
        Verb::TearDisk(torn) => Some(&torn.server),
        Verb::Membership(asked) => Some(&asked.server),
        Verb::Transfer(asked) => Some(&asked.server),
        Verb::Compact(asked) => Some(&asked.server),
        Verb::Clock(clock) => Some(&clock.server),
        _ => None,
    }
}

/// All servers that a step names.
pub(crate) fn servers(verb: &Verb) -> Vec<&ServerRef> {
    fn of_ends<'a>(ends: impl IntoIterator<Item = &'a End>) -> impl Iterator<Item = &'a ServerRef> {
        ends.into_iter().filter_map(|end| match end {
            End::Server(server) => Some(server),
            End::Client(_) => None,
        })
    }
    let mut all: Vec<&ServerRef> = subject(verb).into_iter().collect();
    match verb {
        Verb::Cut(links) | Verb::Heal(links) => {
            all.extend(of_ends(
                links.iter().flat_map(|link| link.from.iter().chain(link.to.iter())),
            ));
        }
        Verb::Link(links) => {
            all.extend(of_ends(
                links.iter().flat_map(|link| link.from.iter().chain(link.to.iter())),
            ));
        }
        Verb::Propose(propose) => all.extend(&propose.server),
        Verb::Deliver(picks) | Verb::Drop(picks) | Verb::Duplicate(picks) => {
            all.extend(of_ends(picks.iter().flat_map(|pick| pick.from.iter().chain(&pick.to))));
        }
        Verb::Delay(delay) => {
            all.extend(of_ends(delay.message.from.iter().chain(&delay.message.to)));
        }
        Verb::Partition(groups) => all.extend(groups.iter().flatten()),
        Verb::Transfer(asked) => all.push(&asked.to),
        Verb::Membership(asked) => match &asked.change {
            MembershipStepChange::AddLearner(server)
            | MembershipStepChange::AddVoter(server)
            | MembershipStepChange::Promote(server)
            | MembershipStepChange::Remove(server) => all.push(server),
            MembershipStepChange::Joint(members) => {
                all.extend(members.voters.iter().chain(&members.learners));
            }
        },
        _ => {}
    }
    all
}

fn each(
    pick: &Pick,
    now: &Moment,
    action: impl Fn(FlightId) -> Action,
) -> Result<Vec<Action>, String> {
    let flights = picked(pick, now)?;
    if flights.is_empty() && !pick.all {
        return Err("None is in flight.".into());
    }
    Ok(flights.into_iter().map(action).collect())
}

/// What the network is like when these parts of it change.
pub(crate) fn network(part: &NetworkPart, before: NetworkConditions) -> NetworkConditions {
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

/// What is different on a link that is like this.
pub(crate) fn link_conditions(link: &LinkPart) -> LinkConditions {
    LinkConditions {
        latency: link.latency.map(|time| time.0),
        jitter: link.jitter.map(|time| time.0),
        loss_ppm: link.loss.map(|share| share.0),
    }
}

/// The directions of a link that are meant.
pub(crate) fn directions(
    from: Node,
    to: Node,
    both_ways: bool,
) -> impl Iterator<Item = (Node, Node)> {
    [(from, to)].into_iter().chain(both_ways.then_some((to, from)))
}

/// These extensions, and no others.
pub(crate) fn extensions(on: &[Name<Extension>]) -> Extensions {
    let is_on = |extension| on.contains(&Name(extension));
    Extensions {
        pre_vote: is_on(Extension::PreVote),
        check_quorum: is_on(Extension::CheckQuorum),
        lease_read: is_on(Extension::LeaseRead),
    }
}

/// Which rules are off and which extensions on when these parts of it change.
pub(crate) fn protocol(part: &ProtocolPart, before: Protocol) -> Protocol {
    let mut protocol = before;
    if let Some(without) = &part.without {
        let all = AnyRule::all().fold(before, |protocol, rule| rule.on_in(protocol));
        protocol = without.iter().fold(all, |protocol, rule| rule.0.off_in(protocol));
    }
    if let Some(on) = &part.extensions {
        protocol.core.extensions = extensions(on);
    }
    if let Some(most) = part.entries_per_message {
        protocol.core.max_entries_per_message = most;
    }
    protocol
}

fn membership_change(
    change: &MembershipStepChange,
    now: &Moment,
) -> Result<MembershipChange, String> {
    let ids = |servers: &[ServerRef]| -> Result<Vec<ServerId>, String> {
        servers.iter().map(|server| server.found(now)).collect()
    };
    Ok(match change {
        MembershipStepChange::AddLearner(server) => {
            MembershipChange::AddLearner(server.found(now)?)
        }
        MembershipStepChange::AddVoter(server) => MembershipChange::AddVoter(server.found(now)?),
        MembershipStepChange::Promote(server) => MembershipChange::Promote(server.found(now)?),
        MembershipStepChange::Remove(server) => MembershipChange::Remove(server.found(now)?),
        MembershipStepChange::Joint(Members { voters, learners }) => {
            MembershipChange::Joint { voters: ids(voters)?, learners: ids(learners)? }
        }
    })
}
