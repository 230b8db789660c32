//! Writing a run back as a file.

use super::claim::is_default;
use super::file::ScenarioFile;
use super::name::Name;
use super::quantity::{Duration, Share};
use super::setup::{network_part, protocol_part};
use super::step::{
    Change, Clock, Compact, Delay, Link, Membership, Pick, Poll, Propose, Step, Transfer,
};
use crate::cluster::{Action, FlightId, Micros, Run};
use crate::raft::{MembershipChange, ServerId};

impl ScenarioFile {
    /// The run as a file: what was done up to the moment `until`, each thing at its time,
    /// each message by its exact name. Played again, it gives the same run, if it is within
    /// the limits of a file. A longer title is cut.
    pub fn from_run(title: &str, run: &Run, until: Micros) -> ScenarioFile {
        let mut file = ScenarioFile::set_up(title, &run.scenario);
        let mut now = 0;
        for anchored in run.actions.iter().filter(|action| action.at <= until) {
            if anchored.at != now {
                file.steps.push(Step::At(Duration(anchored.at)));
                now = anchored.at;
            }
            file.steps.push(step(&anchored.action));
        }
        if until > now {
            file.steps.push(Step::At(Duration(until)));
        }
        file
    }
}

fn step(action: &Action) -> Step {
    match action {
        Action::Propose { client, text } => {
            Step::Propose(Propose { client: client.0, text: text.clone() })
        }
        Action::Poll { client, dishes } => {
            Step::Poll(Poll { client: client.0, dishes: dishes.clone() })
        }
        Action::Crash { server } => Step::Crash((*server).into()),
        Action::Restart { server } => Step::Restart((*server).into()),
        Action::Pause { server } => Step::Pause((*server).into()),
        Action::Resume { server } => Step::Resume((*server).into()),
        &Action::Cut { from, to, both_ways } => {
            Step::Cut(Link { from: from.into(), to: to.into(), both_ways })
        }
        &Action::Heal { from, to, both_ways } => {
            Step::Heal(Link { from: from.into(), to: to.into(), both_ways })
        }
        Action::Isolate { server } => Step::Isolate((*server).into()),
        Action::Rejoin { server } => Step::Rejoin((*server).into()),
        Action::Partition { groups } => {
            let group = |group: &Vec<ServerId>| group.iter().map(|&one| one.into()).collect();
            Step::Partition(groups.iter().map(group).collect())
        }
        Action::HealAll => Step::HealAll,
        Action::Drop { flight } => Step::Drop(exactly(flight)),
        Action::Duplicate { flight } => Step::Duplicate(exactly(flight)),
        Action::Delay { flight, by } => {
            Step::Delay(Delay { message: exactly(flight), by: Duration(*by) })
        }
        Action::ForceElectionTimeout { server } => Step::ForceTimeout((*server).into()),
        Action::SetNetwork(conditions) => Step::Network(network_part(conditions)),
        Action::SetAnswer(when) => Step::Answer(Name(*when)),
        Action::SetProtocol(protocol) => Step::Protocol(protocol_part(protocol)),
        Action::AddServer => Step::AddServer,
        Action::ChangeMembership { server, change } => {
            Step::Membership(Membership { server: (*server).into(), change: change_of(change) })
        }
        Action::TransferLeadership { server, to } => {
            Step::Transfer(Transfer { server: (*server).into(), to: to.0 })
        }
        Action::Compact { server, through } => {
            Step::Compact(Compact { server: (*server).into(), through: *through })
        }
        Action::LoseDisk { server } => Step::LoseDisk((*server).into()),
        Action::SetClock { server, rate_ppm } => {
            Step::Clock(Clock { server: (*server).into(), rate: Share(*rate_ppm) })
        }
        Action::SetDelivery(delivery) => Step::Delivery(Name(*delivery)),
        Action::Deliver { flight } => Step::Deliver(exactly(flight)),
    }
}

fn exactly(flight: &FlightId) -> Pick {
    let FlightId { message, copy } = *flight;
    Pick {
        from: Some(message.from.into()),
        number: Some(message.number),
        copy: (!is_default(&copy)).then_some(copy),
        ..Pick::default()
    }
}

fn change_of(change: &MembershipChange) -> Change {
    let numbers = |servers: &[ServerId]| servers.iter().map(|server| server.0).collect();
    match change {
        MembershipChange::AddLearner(server) => Change::AddLearner(server.0),
        MembershipChange::AddVoter(server) => Change::AddVoter(server.0),
        MembershipChange::Promote(server) => Change::Promote(server.0),
        MembershipChange::Remove(server) => Change::Remove(server.0),
        MembershipChange::Joint { voters, learners } => {
            Change::Joint { voters: numbers(voters), learners: numbers(learners) }
        }
    }
}
