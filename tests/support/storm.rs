//! Random fault schedules. A storm does to a cluster, at random moments, what a
//! student can do; all of it follows from its number, which prints with a failure.

use oorandom::Rand64;

use super::CLIENT;
use raft_lunch::check::SafetyChecker;
use raft_lunch::cluster::*;
use raft_lunch::raft::{Rules, ServerId};

/// What is done how often, of a total of 100. What cannot be done at the moment,
/// such as restarting when nobody is down, is left out.
const WEIGHTS: [(u64, Kind); 20] = [
    (21, Kind::Propose),
    (6, Kind::Crash),
    (2, Kind::PowerCut),
    (9, Kind::Restart),
    (4, Kind::Pause),
    (6, Kind::Resume),
    (4, Kind::CutOneWay),
    (2, Kind::CutBothWays),
    (5, Kind::Heal),
    (4, Kind::Isolate),
    (6, Kind::Rejoin),
    (3, Kind::Partition),
    (4, Kind::HealAll),
    (5, Kind::Drop),
    (5, Kind::Duplicate),
    (4, Kind::Delay),
    (4, Kind::ForceElectionTimeout),
    (2, Kind::Duel),
    (2, Kind::SetNetwork),
    (2, Kind::SetAnswer),
];

#[derive(Copy, Clone, Debug)]
enum Kind {
    Propose,
    Crash,
    /// All servers die at once and start again.
    PowerCut,
    Restart,
    Pause,
    Resume,
    CutOneWay,
    CutBothWays,
    Heal,
    Isolate,
    Rejoin,
    Partition,
    HealAll,
    Drop,
    Duplicate,
    Delay,
    ForceElectionTimeout,
    /// Several servers stand for election at once.
    Duel,
    SetNetwork,
    SetAnswer,
}

/// Between two actions pass 2 to 90 ms.
const GAP: (u64, u64) = (2 * MILLISECOND, 90 * MILLISECOND);

/// A cluster in a storm.
pub struct Storm {
    /// The cluster.
    pub cluster: Cluster,
    /// The checks, which look on at every step.
    pub checker: SafetyChecker,
    /// What was done.
    pub actions: Vec<AnchoredAction>,
    /// How many events there were.
    pub events: u64,
    /// How many elections were won.
    pub elections: u64,
    /// How many of the client's commands were answered.
    pub answers: u64,
    dice: Rand64,
}

impl Storm {
    /// Storm `number`: over 3, 5 or 7 servers in turn. In one of two cases its
    /// network loses, doubles and holds up messages; in one of two its disks are
    /// slow, so that a crash finds something to lose.
    pub fn new(number: u64, rules: Rules) -> Storm {
        let servers = [3, 5, 7][number as usize % 3];
        let mut dice = Rand64::new(u128::from(number) ^ 0x5709_3a11_5eed);
        let protocol = Protocol { rules, ..Protocol::default() };
        let mut scenario = Scenario { protocol, ..Scenario::new(number, servers) };
        if dice.rand_range(0..2) == 0 {
            scenario.network = bad_network(&mut dice);
        }
        if dice.rand_range(0..2) == 0 {
            scenario.timing.disk_write_max = dice.rand_range(10..80) * MILLISECOND;
        }
        let mut storm = Storm {
            cluster: Cluster::new(&scenario),
            checker: SafetyChecker::default(),
            actions: Vec::new(),
            events: 0,
            elections: 0,
            answers: 0,
            dice,
        };
        storm.look();
        storm
    }

    /// Lets it rage until `until`, or until a property is violated.
    pub fn rage(&mut self, until: Micros) {
        let mut next = self.cluster.now() + self.dice.rand_range(GAP.0..GAP.1);
        while next <= until && self.is_safe() {
            self.run_until(next);
            for action in self.invent() {
                if self.is_safe() && self.cluster.check_action(&action).is_ok() {
                    self.act(action);
                }
            }
            next = self.cluster.now() + self.dice.rand_range(GAP.0..GAP.1);
        }
        self.run_until(until);
    }

    /// Lets time pass without a fault.
    pub fn run_until(&mut self, until: Micros) {
        while self.is_safe() && self.cluster.next_time().is_some_and(|at| at <= until) {
            self.cluster.step();
            self.look();
        }
        if self.is_safe() {
            self.cluster.run_until(until);
        }
    }

    /// Everything is mended: links, network, servers.
    pub fn calm(&mut self) {
        let servers: Vec<ServerId> = self.cluster.scenario().server_ids().collect();
        let each = |action: fn(ServerId) -> Action| servers.iter().copied().map(action);
        let mending: Vec<Action> =
            [Action::HealAll, Action::SetNetwork(NetworkConditions::default())]
                .into_iter()
                .chain(each(|server| Action::Restart { server }))
                .chain(each(|server| Action::Resume { server }))
                .collect();
        for action in mending {
            if self.cluster.check_action(&action).is_ok() {
                self.act(action);
            }
        }
    }

    /// Does something, here and now.
    pub fn act(&mut self, action: Action) {
        let (at, ordinal) = (self.cluster.now(), self.actions.len() as u64);
        self.actions.push(AnchoredAction { at, ordinal, action: action.clone() });
        self.cluster.act(ordinal, action).expect("only what can be done is done");
        self.look();
    }

    /// Whether all properties have held.
    pub fn is_safe(&self) -> bool {
        self.checker.violations().is_empty()
    }

    /// What happened, as a run that can be played again.
    pub fn run(&self) -> Run {
        Run { scenario: self.cluster.scenario().clone(), actions: self.actions.clone() }
    }

    /// What a failing test prints: enough to see it again.
    pub fn story(&self) -> String {
        let scenario = self.cluster.scenario();
        let mut story = format!(
            "seed {}, {} servers, {} actions, {:?}\n",
            scenario.seed,
            scenario.servers,
            self.actions.len(),
            scenario.network,
        );
        for action in &self.actions {
            story += &format!("{:>9} µs  {:?}\n", action.at, action.action);
        }
        for violation in self.checker.violations() {
            story += &format!("{violation} ({:?})\n", violation.after);
        }
        story
    }

    fn look(&mut self) {
        let events = self.cluster.take_events();
        self.checker.observe(&self.cluster, &events);
        self.events += events.len() as u64;
        self.elections += super::count(&events, super::is_election_won) as u64;
        self.answers +=
            super::count(&events, |body| matches!(body, EventBody::Answered { .. })) as u64;
    }

    /// Something to do, by the weights. It may turn out that it cannot be done now.
    fn invent(&mut self) -> Vec<Action> {
        let total = WEIGHTS.iter().map(|(weight, _)| weight).sum();
        let mut pick = self.dice.rand_range(0..total);
        let kind = WEIGHTS.iter().find(|(weight, _)| {
            let is_it = pick < *weight;
            pick = pick.saturating_sub(*weight);
            is_it
        });
        let servers: Vec<_> = self.cluster.scenario().server_ids().collect();
        match kind.expect("the weights add up").1 {
            Kind::PowerCut => {
                let crashes = servers.iter().map(|&server| Action::Crash { server });
                crashes.chain(servers.iter().map(|&server| Action::Restart { server })).collect()
            }
            Kind::Duel => {
                let stands = |server: &ServerId| Action::ForceElectionTimeout { server: *server };
                let first = self.dice.rand_range(0..servers.len() as u64 - 1) as usize;
                servers[first..].iter().map(stands).collect()
            }
            kind => self.action(kind).into_iter().collect(),
        }
    }

    fn action(&mut self, kind: Kind) -> Option<Action> {
        let number = self.actions.len();
        let server = self.any_server();
        Some(match kind {
            Kind::Propose => {
                let key = ["A", "B", "C"][number % 3];
                Action::Propose { client: CLIENT, text: format!("SET {key} {number}") }
            }
            Kind::Crash | Kind::PowerCut => Action::Crash { server },
            Kind::Restart => Action::Restart { server: self.one_that_is(Health::Crashed)? },
            Kind::Pause => Action::Pause { server },
            Kind::Resume => Action::Resume { server: self.one_that_is(Health::Paused)? },
            Kind::CutOneWay | Kind::CutBothWays => {
                let both_ways = matches!(kind, Kind::CutBothWays);
                let to = match self.dice.rand_range(0..4) {
                    0 => Node::Client(CLIENT),
                    _ => Node::Server(self.any_server()),
                };
                Action::Cut { from: Node::Server(server), to, both_ways }
            }
            Kind::Heal => {
                let cuts: Vec<_> = self.cluster.network().cuts().to_vec();
                let (from, to) = *self.one_of(&cuts)?;
                Action::Heal { from, to, both_ways: false }
            }
            Kind::Isolate => Action::Isolate { server },
            Kind::Rejoin => Action::Rejoin { server },
            Kind::Partition => {
                let size = self.dice.rand_range(1..u64::from(self.cluster.scenario().servers));
                Action::Partition { groups: vec![(1..=size as u16).map(ServerId).collect()] }
            }
            Kind::HealAll => Action::HealAll,
            Kind::Drop => Action::Drop { flight: self.any_flight()? },
            Kind::Duplicate => Action::Duplicate { flight: self.any_flight()? },
            Kind::Delay => {
                let by = self.dice.rand_range(MILLISECOND..600 * MILLISECOND);
                Action::Delay { flight: self.any_flight()?, by }
            }
            Kind::ForceElectionTimeout | Kind::Duel => Action::ForceElectionTimeout { server },
            Kind::SetNetwork if self.dice.rand_range(0..2) == 0 => {
                Action::SetNetwork(NetworkConditions::default())
            }
            Kind::SetNetwork => Action::SetNetwork(bad_network(&mut self.dice)),
            Kind::SetAnswer => Action::SetAnswer(match self.cluster.answer_when() {
                AnswerWhen::Applied => AnswerWhen::MajorityTold,
                AnswerWhen::MajorityTold => AnswerWhen::Applied,
            }),
        })
    }

    fn any_server(&mut self) -> ServerId {
        ServerId(1 + self.dice.rand_range(0..u64::from(self.cluster.scenario().servers)) as u16)
    }

    fn one_that_is(&mut self, health: Health) -> Option<ServerId> {
        let machines = self.cluster.machines().iter();
        let those: Vec<_> = machines.filter(|m| m.health() == health).map(Machine::id).collect();
        self.one_of(&those).copied()
    }

    fn any_flight(&mut self) -> Option<FlightId> {
        let flights: Vec<_> = self.cluster.network().flights().keys().copied().collect();
        self.one_of(&flights).copied()
    }

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let count = choices.len().max(1) as u64;
        choices.get(self.dice.rand_range(0..count) as usize)
    }
}

/// A network that loses up to 10 %, doubles up to 10 %, and holds up to 20 % of
/// the messages up by up to 150 ms.
fn bad_network(dice: &mut Rand64) -> NetworkConditions {
    NetworkConditions {
        latency: dice.rand_range(MILLISECOND..20 * MILLISECOND),
        jitter: dice.rand_range(0..20 * MILLISECOND),
        loss_ppm: dice.rand_range(0..100_000) as u32,
        duplicate_ppm: dice.rand_range(0..100_000) as u32,
        spike_ppm: dice.rand_range(0..200_000) as u32,
        spike: dice.rand_range(0..150 * MILLISECOND),
    }
}
