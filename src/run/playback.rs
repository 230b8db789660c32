//! A run being played forward: the cluster at a moment, and what of the run is still
//! to come.

use crate::cluster::{AnchoredAction, Cluster, Event, Micros, Refusal, Run, Scenario};

/// The cluster at a moment of a run. A clone is a keyframe.
#[derive(Clone, Debug)]
pub(super) struct Playback {
    pub cluster: Cluster,
    /// How many of the run's actions are done.
    pub actions_done: usize,
    /// How many events there were so far.
    pub count: usize,
}

impl Playback {
    /// The beginning, and its first events.
    pub fn start(scenario: &Scenario) -> (Self, Vec<Event>) {
        let cluster = Cluster::new(scenario);
        let mut start = Playback { cluster, actions_done: 0, count: 0 };
        let events = start.collect();
        (start, events)
    }

    /// When the next thing happens: by itself, or because an action of the run is due.
    pub fn next_time(&self, run: &Run) -> Option<Micros> {
        let by_itself = self.cluster.next_time();
        let action = run.actions.get(self.actions_done).map(|action| action.at);
        by_itself.into_iter().chain(action).min()
    }

    /// Lets the next thing happen, and returns its events. An action comes after all
    /// that happens by itself at its moment, as it did the first time.
    pub fn step(&mut self, run: &Run) -> Vec<Event> {
        let by_itself = self.cluster.next_time();
        match run.actions.get(self.actions_done) {
            Some(action) if by_itself.is_none_or(|at| at > action.at) => {
                self.cluster.run_until(action.at);
                // A refusal is an event of the run, as it was the first time.
                self.act(action).1
            }
            _ => {
                self.cluster.step();
                self.collect()
            }
        }
    }

    /// Does the run's next action, now.
    pub fn act(&mut self, action: &AnchoredAction) -> (Result<(), Refusal>, Vec<Event>) {
        self.actions_done += 1;
        let verdict = self.cluster.act(action.ordinal, action.action.clone());
        (verdict, self.collect())
    }

    /// Moves the clock, as long as nothing happens before.
    pub fn wait_until(&mut self, run: &Run, until: Micros) {
        if self.next_time(run).is_none_or(|at| at > until) {
            self.cluster.run_until(until);
        }
    }

    /// Whether `run` comes through this moment: it begins with the actions that are
    /// done here, the first `common` of which it shares, and the next one is not due
    /// before.
    pub fn is_in(&self, run: &Run, common: usize) -> bool {
        let is_later = |next: &AnchoredAction| next.at >= self.cluster.now();
        self.actions_done <= common && run.actions.get(self.actions_done).is_none_or(is_later)
    }

    fn collect(&mut self) -> Vec<Event> {
        let events = self.cluster.take_events();
        self.count += events.len();
        events
    }
}
