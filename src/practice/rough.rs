//! Runs in which things go wrong: where the settings of questions come from. Each is an
//! ordinary run, so whatever it shows can come about, and can be played on.

use std::sync::Arc;

use super::dice::Dice;
use crate::cluster::{
    Action, AnchoredAction, ClientId, Cluster, Envelope, Event, FlightId, Health, MILLISECOND,
    Machine, Micros, Run, SECOND, Scenario, Timing,
};
use crate::raft::ServerId;

/// A run that is being made up.
pub(super) struct RoughRun {
    /// The cluster now.
    pub cluster: Cluster,
    /// Everything that has happened so far.
    pub events: Vec<Event>,
    run: Run,
    /// How many commands were proposed.
    written: u64,
}

impl RoughRun {
    /// The beginning of a run with so many servers, changed by `prepare`.
    pub fn new(dice: &mut Dice, servers: u16, prepare: impl FnOnce(&mut Scenario)) -> Self {
        // Clients that ask again would put the same command into a log twice: that is
        // for the questions about clients.
        let timing = Timing { client_timeout: 10 * SECOND, ..Timing::default() };
        let mut scenario = Scenario {
            timing,
            clients: 3,
            requests_under_way: 9,
            ..Scenario::new(dice.below(1 << 48), servers)
        };
        prepare(&mut scenario);
        let cluster = Cluster::new(&scenario);
        RoughRun { cluster, events: Vec::new(), run: Run::new(scenario), written: 0 }
    }

    /// The run so far.
    pub fn run(&self) -> Run {
        self.run.clone()
    }

    /// Does this if it can be done.
    pub fn act(&mut self, action: Action) {
        self.cluster.run_until(self.cluster.now());
        if self.cluster.check_action(&action).is_ok() {
            let (at, ordinal) = (self.cluster.now(), self.run.actions.len() as u64);
            self.run.actions.push(AnchoredAction { at, ordinal, action: action.clone() });
            // It was checked just now.
            let _ = self.cluster.act(ordinal, action);
        }
    }

    /// Lets time pass.
    pub fn wait(&mut self, time: Micros) {
        self.cluster.run_until(self.cluster.now() + time);
        self.events.extend(self.cluster.take_events());
    }

    /// Lets time pass until this holds, for two seconds at most. False if it never did.
    pub fn wait_for(&mut self, mut reached: impl FnMut(&Cluster, &[Event]) -> bool) -> bool {
        let end = self.cluster.now() + 2 * SECOND;
        while self.cluster.now() < end {
            let Some(next) = self.cluster.next_time() else { return false };
            self.cluster.run_until(next);
            let before = self.events.len();
            self.events.extend(self.cluster.take_events());
            if reached(&self.cluster, &self.events[before..]) {
                return true;
            }
        }
        false
    }

    /// Lets things go wrong: cuts, crashes, elections, and commands that reach some.
    pub fn rage(&mut self, dice: &mut Dice, acts: u64) {
        for _ in 0..acts {
            self.trouble(dice);
            self.elect(dice);
            self.wait(dice.within(15, 45) * MILLISECOND);
            self.propose(dice);
            self.wait(dice.within(4, 40) * MILLISECOND);
        }
    }

    fn trouble(&mut self, dice: &mut Dice) {
        let servers: Vec<ServerId> = self.cluster.server_ids().collect();
        match dice.below(10) {
            0..4 => {
                let apart = servers.iter().copied().filter(|_| dice.one_in(2)).collect();
                self.act(Action::Partition { groups: vec![apart] });
            }
            4..6 => self.act(Action::HealAll),
            6 | 7 => {
                let running = self.running();
                let may_crash = 2 * running.len() > servers.len();
                if let Some(server) = dice.pick(&running).filter(|_| may_crash) {
                    self.act(Action::Crash { server });
                }
            }
            8 => {
                let crashed = of(&self.cluster, |machine| machine.health() == Health::Crashed);
                if let Some(server) = dice.pick(&crashed) {
                    self.act(Action::Restart { server });
                }
            }
            _ => {}
        }
    }

    fn elect(&mut self, dice: &mut Dice) {
        let nobody_leads = self.cluster.leader().is_none();
        if nobody_leads || dice.one_in(2) {
            let others = of(&self.cluster, |m| m.health() == Health::Up && !m.is_leader());
            if let Some(server) = dice.pick(&others) {
                self.act(Action::ForceElectionTimeout { server });
            }
        }
    }

    /// Gives each server that believes it leads a command or two.
    fn propose(&mut self, dice: &mut Dice) {
        for server in of(&self.cluster, |m| m.health() == Health::Up && m.is_leader()) {
            for _ in 0..dice.below(3) {
                self.propose_to(dice, server);
            }
        }
    }

    /// Gives a server a command that no other is like.
    pub fn propose_to(&mut self, dice: &mut Dice, server: ServerId) {
        self.written += 1;
        let key = dice.pick(&["A", "B"]).unwrap_or_default();
        let client = ClientId(1 + (self.written % 3) as u16);
        let text = format!("SET {key} {}", self.written);
        self.act(Action::ProposeTo { client, text, server });
    }

    /// Makes this server stand until it leads, if that is within a few elections.
    pub fn lead(&mut self, server: ServerId) -> Option<()> {
        for _ in 0..5 {
            self.act(Action::ForceElectionTimeout { server });
            let end = self.cluster.now() + 40 * MILLISECOND;
            // An old leader has to hear of the new one first.
            let leads = |cluster: &Cluster| cluster.leader() == Some(server);
            if self.wait_for(|cluster, _| leads(cluster) || cluster.now() > end)
                && leads(&self.cluster)
            {
                return Some(());
            }
        }
        None
    }

    /// The paper's figure 8, with other servers: a leader brings an entry to one more server;
    /// another is elected without it, and is cut off with its first entry; the first one
    /// leads again, and goes on with the old entry.
    pub fn figure_8(&mut self, dice: &mut Dice) -> Option<()> {
        let mut servers: Vec<ServerId> = self.cluster.server_ids().collect();
        dice.shuffle(&mut servers);
        let [first, friend, .., other] = *servers else { return None };
        self.lead(first)?;
        self.wait(dice.within(30, 60) * MILLISECOND);
        self.act(Action::Partition { groups: vec![vec![first, friend]] });
        for _ in 0..dice.within(1, 2) {
            self.propose_to(dice, first);
        }
        self.wait(dice.within(30, 50) * MILLISECOND);
        self.lead(other)?;
        self.act(Action::Partition { groups: vec![vec![other]] });
        self.lead(first)
    }

    /// Who runs.
    pub fn running(&self) -> Vec<ServerId> {
        of(&self.cluster, |machine| machine.health() == Health::Up)
    }
}

/// The messages that will arrive, with their flights.
pub(super) fn under_way(cluster: &Cluster) -> Vec<(FlightId, Arc<Envelope>)> {
    let flights = cluster.network().flights().iter();
    let arriving = flights.filter(|(_, flight)| flight.lost.is_none());
    arriving.map(|(&id, flight)| (id, flight.envelope.clone())).collect()
}

/// The servers of the machines for which this holds.
pub(super) fn of(cluster: &Cluster, holds: impl Fn(&Machine) -> bool) -> Vec<ServerId> {
    cluster.machines().iter().filter(|machine| holds(machine)).map(Machine::id).collect()
}
