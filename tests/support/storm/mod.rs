//! Random fault schedules. A storm does to a cluster, at random moments, what a
//! student can do; all of it follows from its number and its settings, which print
//! with a failure. The hunt (`examples/hunt`) and the tests share it.
#![allow(dead_code, unused_imports)] // each user needs its own part

use std::collections::VecDeque;

use oorandom::Rand64;
use raft_lunch::cluster::*;
use raft_lunch::raft::{self, Decision, Extensions, ServerId};

mod aimed;
mod faults;
mod moments;
mod watch;
mod weather;

pub use moments::{Aim, Moment, Moments};
pub use watch::{Finding, Watch};
pub use weather::Profile;

/// The first client.
const CLIENT: ClientId = ClientId(1);

/// Between two actions pass 2 to 90 ms.
const GAP: (u64, u64) = (2 * MILLISECOND, 90 * MILLISECOND);

/// The longest election timeout that any server can draw.
pub fn longest_election_timeout(scenario: &Scenario) -> Micros {
    let exceptions = scenario.exceptions.iter().filter_map(|exception| exception.election_timeout);
    let own = exceptions.map(|(_, longest)| longest);
    own.fold(scenario.timing.election_timeout_max, Micros::max)
}

/// What a storm is made of, beside its number.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How many servers; `None`: 1 to 9, by the number.
    pub servers: Option<u16>,
    /// Which protections are off. Extensions are drawn.
    pub protocol: Protocol,
    /// What kind of storm; `None`: drawn.
    pub profile: Option<Profile>,
}

/// A cluster in a storm.
pub struct Storm {
    /// The cluster.
    pub cluster: Cluster,
    /// What looks on at every step.
    pub watch: Watch,
    /// What was done.
    pub actions: Vec<AnchoredAction>,
    /// How many events there were.
    pub events: u64,
    /// How many elections were won.
    pub elections: u64,
    /// How many of the clients' commands were answered.
    pub answers: u64,
    /// What kind of storm it is.
    pub profile: Profile,
    /// Whether no profile waits for its moment any more.
    is_over: bool,
    dice: Rand64,
    /// How much clients have been given to write.
    written: u64,
    /// What an aimed profile is going to do, and when.
    planned: VecDeque<(Micros, Action)>,
    /// What has just happened that an aimed profile waits for.
    opening: Option<Opening>,
    /// Whose reign was cut short last.
    deposed: Option<ServerId>,
    /// Who is to overwrite an entry that is on a majority, once it is elected.
    usurper: Option<ServerId>,
}

/// A moment that chance would hardly hit.
#[derive(Copy, Clone, Debug)]
enum Opening {
    /// Someone was elected.
    Elected(ServerId),
    /// Someone's vote has just left.
    Voted(ServerId),
    /// An entry of an earlier term is on a majority, and somebody could still overwrite it.
    OnMajority { leader: ServerId, rival: ServerId },
    /// Answers are on their way to a leader that needs them for a read.
    Confirmed(ServerId),
}

impl Storm {
    /// Storm `number`. In one of two cases its network loses, doubles and holds up
    /// messages; in one of two its disks are slow, so that a crash finds something
    /// to lose; in one of four each extension is on.
    pub fn new(number: u64, settings: &Settings) -> Storm {
        let mut dice = Rand64::new(u128::from(number) ^ 0x5709_3a11_5eed);
        let sizes = [3, 5, 3, 4, 5, 7, 2, 5, 3, 6, 1, 5, 4, 8, 3, 9];
        let drawn = sizes[dice.rand_range(0..sizes.len() as u64) as usize];
        let servers = settings.servers.unwrap_or(drawn);
        let mut one_in = |n: u64| dice.rand_range(0..n) == 0;
        let (pre_vote, check_quorum) = (one_in(4), one_in(4));
        let extensions = Extensions { pre_vote, check_quorum, lease_read: false };
        let max_entries_per_message = if one_in(2) { 64 } else { if one_in(2) { 1 } else { 2 } };
        let core = raft::Settings { extensions, max_entries_per_message, ..settings.protocol.core };
        let protocol = Protocol { core, ..settings.protocol };
        let mut scenario = Scenario {
            protocol,
            clients: 3,
            requests_under_way: if one_in(4) { 4 } else { 1 },
            forwards: one_in(4),
            compact_every: one_in(8).then_some(6),
            ..Scenario::new(number, servers)
        };
        let profile = settings.profile.unwrap_or_else(|| Profile::draw(&mut dice));
        profile.prepare(&mut scenario, &mut dice);
        weather::make_exceptions(&mut scenario);
        let mut storm = Storm {
            cluster: Cluster::new(&scenario),
            watch: Watch::default(),
            actions: Vec::new(),
            events: 0,
            elections: 0,
            answers: 0,
            profile,
            is_over: false,
            dice,
            written: 0,
            planned: VecDeque::new(),
            opening: None,
            deposed: None,
            usurper: None,
        };
        storm.look();
        if profile == Profile::ByHand {
            storm.act(Action::SetDelivery(Delivery::Manual));
        }
        storm
    }

    /// How long it is to rage.
    pub fn length(&self) -> Micros {
        self.profile.length()
    }

    /// Lets it rage until `until`, or until something is wrong. Its last action, at that
    /// moment, says in its run how long it was.
    pub fn rage(&mut self, until: Micros) {
        let mut next = self.cluster.now() + self.dice.rand_range(GAP.0..GAP.1);
        while next <= until && self.is_safe() {
            if let Some(opening) = self.opening.take() {
                self.seize(opening);
            }
            let planned = self.planned.front().map(|(at, _)| *at).filter(|&at| at <= next);
            self.run_until(planned.unwrap_or(next));
            match planned {
                _ if self.opening.is_some() => {}
                Some(_) => self.try_planned(),
                None => {
                    for action in self.invent() {
                        self.try_to(action);
                    }
                    next = self.cluster.now() + self.dice.rand_range(GAP.0..GAP.1);
                }
            }
        }
        self.is_over = true;
        self.opening = None;
        self.run_until(until);
        self.act(Action::HealAll);
    }

    fn try_planned(&mut self) {
        if let Some((_, action)) = self.planned.pop_front() {
            self.try_to(action);
        }
    }

    /// Does something if it can be done.
    pub fn try_to(&mut self, action: Action) {
        self.run_until(self.cluster.now());
        if self.is_safe() && self.cluster.check_action(&action).is_ok() {
            self.act(action);
        }
    }

    /// Lets time pass without a fault.
    pub fn run_until(&mut self, until: Micros) {
        while self.is_safe()
            && self.opening.is_none()
            && self.cluster.next_time().is_some_and(|at| at <= until)
        {
            self.cluster.step();
            self.look();
        }
        if self.is_safe() && self.opening.is_none() {
            self.cluster.run_until(until);
        }
    }

    /// Everything is mended: links, network, clocks, servers.
    pub fn calm(&mut self) {
        self.planned.clear();
        self.is_over = true;
        self.opening = None;
        for action in mending(&self.cluster) {
            self.try_to(action);
        }
    }

    /// Does something, here and now: after all that happens by itself at this moment.
    pub fn act(&mut self, action: Action) {
        self.run_until(self.cluster.now());
        let (at, ordinal) = (self.cluster.now(), self.actions.len() as u64);
        self.actions.push(AnchoredAction { at, ordinal, action: action.clone() });
        self.cluster.act(ordinal, action).expect("only what can be done is done");
        self.look();
    }

    /// Whether nothing was wrong so far.
    pub fn is_safe(&self) -> bool {
        self.watch.is_content()
    }

    /// What happened, as a run that can be played again.
    pub fn run(&self) -> Run {
        Run { scenario: self.cluster.scenario().clone(), actions: self.actions.clone() }
    }

    /// What a failing test prints: enough to see it again.
    pub fn story(&self) -> String {
        let scenario = self.cluster.scenario();
        let mut story = format!(
            "seed {}, {} servers, {:?}, {} actions, {:?}\n",
            scenario.seed,
            scenario.servers,
            self.profile,
            self.actions.len(),
            scenario.network,
        );
        for action in &self.actions {
            story += &format!("{:>9} µs  {:?}\n", action.at, action.action);
        }
        for violation in self.watch.checker.violations() {
            story += &format!("{violation} ({:?})\n", violation.after);
        }
        story
    }

    fn look(&mut self) {
        let events = self.cluster.take_events();
        self.watch.look(&self.cluster, &events);
        self.events += events.len() as u64;
        for event in &events {
            self.opening = self.opening_of(event).or(self.opening);
            match &event.body {
                EventBody::Decided(Decision::BecameLeader { .. }) => self.elections += 1,
                EventBody::Answered { .. } => self.answers += 1,
                _ => {}
            }
        }
    }
}

/// What mends everything that can be mended. A network that takes no time stays one.
pub fn mending(cluster: &Cluster) -> Vec<Action> {
    let each = |action: fn(ServerId) -> Action| cluster.server_ids().map(action);
    let calm = NetworkConditions::default();
    let NetworkConditions { latency, jitter, .. } = cluster.scenario().network;
    let network = match (latency, jitter) {
        (0, 0) => NetworkConditions { latency, jitter, ..calm },
        _ => calm,
    };
    [Action::HealAll, Action::SetNetwork(network), Action::SetDelivery(Delivery::Automatic)]
        .into_iter()
        .chain(each(|server| Action::SetClock { server, rate_ppm: 1_000_000 }))
        .chain(each(|server| Action::Restart { server }))
        .chain(each(|server| Action::Resume { server }))
        .chain(each(|server| Action::StartDisk { server }))
        .chain(cluster.network().links().keys().map(|&(from, to)| Action::SetLink {
            from,
            to,
            conditions: LinkConditions::default(),
        }))
        .collect()
}
