//! Writing a run back as a file.

use crate::cluster::{Action, AnchoredAction, Cluster, FlightId, Micros, Node, Run};
use crate::raft::{MembershipChange, ServerId};
use crate::scenario::format::claim::is_default;
use crate::scenario::format::file::ScenarioFile;
use crate::scenario::format::name::Name;
use crate::scenario::format::quantity::{Duration, Share};
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{
    Clock, Compact, Delay, LinkStep, Members, MembershipStep, MembershipStepChange, Pick, PollStep,
    Propose, TearDisk, Through, Transfer, Verb,
};
use crate::scenario::format::who::ServerRef;
use crate::scenario::play::script::{MAX_SCRIPT_EVENTS, compile};
use crate::scenario::read::setup::{link_part, network_part, protocol_part};

impl ScenarioFile {
    /// The run as a file: what was done and what is still to come, each thing at its time,
    /// each message by its exact name, and what could not be done as refused. It ends at the
    /// moment `until`, or with the last thing that is done. Played again, it gives the same
    /// run, if it is within the limits of a file. A longer title is cut.
    pub fn from_run(title: &str, run: &Run, until: Micros) -> ScenarioFile {
        let mut file = ScenarioFile::set_up(title, &run.scenario);
        let (mut now, mut replay) = (0, Replay::of(run));
        for anchored in &run.actions {
            if anchored.at != now {
                file.steps.push(Verb::At(Duration(anchored.at)).into());
                now = anchored.at;
            }
            let verb = verb(&anchored.action);
            let is_refused = replay.refuses(anchored);
            let refused = |verb: Verb| Verb::Refused(Box::new(verb.into()));
            file.steps.push(if is_refused { refused(verb).into() } else { verb.into() });
        }
        if until > now {
            file.steps.push(Verb::At(Duration(until)).into());
        }
        file
    }
}

/// The file from which a run was made, with everything in it: its waiting, its names, what
/// it expects. `None`: the run is another by now.
pub fn saved_script(source: &str, title: &str, about: &str, run: &Run) -> Option<String> {
    let mut file = ScenarioFile::from_json(source).ok()?;
    if compile(&file).ok()?.run != *run {
        return None;
    }
    if file.title == title && file.about == about {
        return Some(source.into());
    }
    (file.title, file.about) = (title.into(), about.into());
    let text = file.to_json();
    ScenarioFile::from_json(&text).is_ok().then_some(text)
}

/// The run as the text of a file that can be opened again. An error: it is longer than a
/// file can be, and in which way.
pub fn saved(title: &str, about: &str, run: &Run, until: Micros) -> Result<String, String> {
    let title = if title.trim().is_empty() { "A run of Raft Lunch" } else { title };
    let mut file = ScenarioFile::from_run(title, run, until);
    file.about = about.into();
    let text = file.to_json();
    let opened = ScenarioFile::from_json(&text).and_then(|file| compile(&file));
    let told = |error| format!("This run does not fit into a scenario. {error}");
    opened.map(|_| text).map_err(told)
}

/// Plays a run, to see what cannot be done in it.
struct Replay {
    cluster: Cluster,
    events: usize,
}

impl Replay {
    fn of(run: &Run) -> Replay {
        Replay { cluster: Cluster::new(&run.scenario), events: 0 }
    }

    /// Whether this is refused. A run with more events than a file can have is not played
    /// to its end: it cannot be opened again whatever is written.
    fn refuses(&mut self, anchored: &AnchoredAction) -> bool {
        let AnchoredAction { at, ordinal, action } = anchored;
        while self.events <= MAX_SCRIPT_EVENTS
            && self.cluster.next_time().is_some_and(|next| next <= *at)
        {
            self.cluster.step();
            self.events += self.cluster.take_events().len();
        }
        if self.events > MAX_SCRIPT_EVENTS {
            return false;
        }
        self.cluster.run_until(*at);
        let verdict = self.cluster.act(*ordinal, action.clone());
        self.events += self.cluster.take_events().len();
        verdict.is_err()
    }
}

fn verb(action: &Action) -> Verb {
    match action {
        Action::Propose { client, text } => {
            Verb::Propose(Propose { client: client.0, text: text.clone(), server: None })
        }
        Action::ProposeTo { client, text, server } => {
            let server = Some((*server).into());
            Verb::Propose(Propose { client: client.0, text: text.clone(), server })
        }
        Action::Poll { client, dishes } => {
            Verb::Poll(PollStep { client: client.0, dishes: dishes.clone() })
        }
        Action::Crash { server } => Verb::Crash((*server).into()),
        Action::Restart { server } => Verb::Restart((*server).into()),
        Action::Pause { server } => Verb::Pause((*server).into()),
        Action::Resume { server } => Verb::Resume((*server).into()),
        &Action::Cut { from, to, both_ways } => Verb::Cut(Several::One(link(from, to, both_ways))),
        &Action::Heal { from, to, both_ways } => {
            Verb::Heal(Several::One(link(from, to, both_ways)))
        }
        Action::Isolate { server } => Verb::Isolate((*server).into()),
        Action::Rejoin { server } => Verb::Rejoin((*server).into()),
        Action::Partition { groups } => {
            let group = |group: &Vec<ServerId>| group.iter().map(|&one| one.into()).collect();
            Verb::Partition(groups.iter().map(group).collect())
        }
        Action::HealAll => Verb::HealAll,
        Action::Drop { flight } => Verb::Drop(Several::One(exactly(flight))),
        Action::Duplicate { flight } => Verb::Duplicate(Several::One(exactly(flight))),
        Action::Delay { flight, by } => {
            Verb::Delay(Delay { message: exactly(flight), by: Duration(*by) })
        }
        Action::ForceElectionTimeout { server } => Verb::ForceTimeout((*server).into()),
        Action::SetNetwork(conditions) => Verb::Network(network_part(conditions)),
        Action::SetAnswer(when) => Verb::Answer(Name(*when)),
        Action::SetProtocol(protocol) => Verb::Protocol(protocol_part(protocol)),
        Action::AddServer => Verb::AddServer,
        Action::ChangeMembership { server, change } => {
            Verb::Membership(MembershipStep { server: (*server).into(), change: change_of(change) })
        }
        Action::TransferLeadership { server, to } => {
            Verb::Transfer(Transfer { server: (*server).into(), to: (*to).into() })
        }
        Action::Compact { server, through } => {
            Verb::Compact(Compact { server: (*server).into(), through: Through::Index(*through) })
        }
        Action::ForceHeartbeat { server } => Verb::Heartbeat((*server).into()),
        Action::LoseDisk { server } => Verb::LoseDisk((*server).into()),
        Action::TearDisk { server, entries } => {
            Verb::TearDisk(TearDisk { server: (*server).into(), entries: *entries })
        }
        Action::StopDisk { server } => Verb::StopDisk((*server).into()),
        Action::StartDisk { server } => Verb::StartDisk((*server).into()),
        &Action::SetLink { from, to, conditions } => {
            Verb::Link(Several::One(link_part(from, to, conditions)))
        }
        Action::SetClock { server, rate_ppm } => {
            Verb::Clock(Clock { server: (*server).into(), rate: Share(*rate_ppm) })
        }
        Action::SetDelivery(delivery) => Verb::Delivery(Name(*delivery)),
        Action::Deliver { flight } => Verb::Deliver(Several::One(exactly(flight))),
        Action::Say { text } => Verb::Say(text.clone()),
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

fn link(from: Node, to: Node, both_ways: bool) -> LinkStep {
    LinkStep { from: Several::One(from.into()), to: Several::One(to.into()), both_ways }
}

fn change_of(change: &MembershipChange) -> MembershipStepChange {
    // In a file each server stands once. The core takes a voter for a voter, and each once, too.
    let numbers = |servers: &[ServerId], others: &[ServerId]| {
        let mut numbers: Vec<ServerRef> = Vec::new();
        for &server in servers.iter().filter(|server| !others.contains(server)) {
            if !numbers.contains(&server.into()) {
                numbers.push(server.into());
            }
        }
        numbers
    };
    match change {
        MembershipChange::AddLearner(server) => MembershipStepChange::AddLearner((*server).into()),
        MembershipChange::AddVoter(server) => MembershipStepChange::AddVoter((*server).into()),
        MembershipChange::Promote(server) => MembershipStepChange::Promote((*server).into()),
        MembershipChange::Remove(server) => MembershipStepChange::Remove((*server).into()),
        MembershipChange::Joint { voters, learners } => {
            let (voters, learners) = (numbers(voters, &[]), numbers(learners, voters));
            MembershipStepChange::Joint(Members { voters, learners })
        }
    }
}
