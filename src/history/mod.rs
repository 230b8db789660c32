//! A run and how far it has been played: its events so far, and the cluster at
//! that moment.
#![deny(clippy::float_arithmetic)]

use crate::cluster::{
    Action, AnchoredAction, Cluster, Event, EventHash, Micros, Refusal, Run, Scenario,
};

/// Most events that a history keeps. A longer run pauses and says so.
pub const MAX_EVENTS: usize = 1_000_000;

/// A run, its events up to a moment, and the cluster at that moment.
#[derive(Clone, Debug)]
pub struct History {
    run: Run,
    cluster: Cluster,
    events: Vec<Event>,
}

impl History {
    /// The beginning of a scenario, before anything happens by itself. One from
    /// outside is to be [validated](Scenario::validate) first.
    pub fn new(scenario: Scenario) -> Self {
        let cluster = Cluster::new(&scenario);
        let run = Run { scenario, actions: Vec::new() };
        let mut history = History { run, cluster, events: Vec::new() };
        history.collect();
        history
    }

    /// Plays a whole run again, up to and including the moment `until`. A run from
    /// outside is to be [validated](Run::validate) first.
    pub fn replay(run: &Run, until: Micros) -> Self {
        let mut history = History::new(run.scenario.clone());
        for anchored in run.actions.iter().filter(|anchored| anchored.at <= until) {
            history.run_until(anchored.at);
            // A refusal is an event of the run, as it was the first time.
            let _ = history.act_as(anchored.ordinal, anchored.action.clone());
        }
        history.run_until(until);
        history
    }

    /// Does something now, after all that happens by itself at this moment: an
    /// action is anchored at a time, so a replay must find the same moment. A
    /// refused action is an event too, and part of the run.
    pub fn act(&mut self, action: Action) -> Result<(), Refusal> {
        self.run_until(self.cluster.now());
        let after = |anchored: &AnchoredAction| anchored.ordinal.saturating_add(1);
        let script = self.run.scenario.script.len() as u64;
        let ordinal = self.run.actions.iter().map(after).max().unwrap_or(script);
        self.act_as(ordinal, action)
    }

    /// An action keeps its number when one before it is taken out of the run:
    /// else every later one would look like another action.
    fn act_as(&mut self, ordinal: u64, action: Action) -> Result<(), Refusal> {
        let at = self.cluster.now();
        self.run.actions.push(AnchoredAction { at, ordinal, action: action.clone() });
        let verdict = self.cluster.act(ordinal, action);
        self.collect();
        verdict
    }

    /// Lets the next thing happen that happens by itself, and returns the events
    /// of it. Empty when the history is full.
    pub fn step(&mut self) -> &[Event] {
        let before = self.events.len();
        if !self.is_full() && self.cluster.step() {
            self.collect();
        }
        &self.events[before..]
    }

    /// Lets everything happen up to and including the moment `until`.
    pub fn run_until(&mut self, until: Micros) {
        while self.cluster.next_time().is_some_and(|at| at <= until) && !self.is_full() {
            self.step();
        }
        self.wait_until(until);
    }

    /// Moves the clock, as long as nothing happens before.
    pub fn wait_until(&mut self, until: Micros) {
        if self.cluster.next_time().is_none_or(|at| at > until) {
            self.cluster.run_until(until);
        }
    }

    /// Whether no more events fit.
    pub fn is_full(&self) -> bool {
        self.events.len() >= MAX_EVENTS
    }

    /// What makes this history what it is.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The cluster at the end of the history.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Everything that happened so far, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// A hash of everything that happened so far.
    pub fn hash(&self) -> EventHash {
        let mut hash = EventHash::default();
        self.events.iter().for_each(|event| hash.add(event));
        hash
    }

    fn collect(&mut self) {
        self.events.extend(self.cluster.take_events());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{MILLISECOND, SECOND};
    use crate::raft::ServerId;

    #[test]
    fn a_run_played_again_is_the_same_history() {
        let mut history = History::new(Scenario::story(3, 5));
        history.run_until(500 * MILLISECOND);
        history.act(Action::Crash { server: ServerId(2) }).expect("it runs");
        assert!(history.act(Action::Crash { server: ServerId(2) }).is_err(), "it is down");
        history.run_until(2 * SECOND);
        let again = History::replay(history.run(), 2 * SECOND);
        assert_eq!(again.events(), history.events());
        assert_eq!(again.run(), history.run());
    }
}
