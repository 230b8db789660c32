//! A run that shows what was asked: played on from the moment of the question.

use serde::{Deserialize, Serialize};

use crate::cluster::{
    Action, AnchoredAction, Cluster, Event, FlightId, MachineRule, Micros, Protocol, Run,
};
use crate::raft::{Rule, Rules};
use crate::run::History;

/// A run that comes through the moment of a question, and shows its answer afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    /// The run. Its actions up to `at` led to the question; those that follow are in
    /// `shows`.
    pub run: Run,
    /// The moment of the question, after all that happens then.
    pub at: Micros,
    /// What is done at that moment to show the answer.
    pub shows: Vec<Action>,
    /// The moment at which the answer can be seen.
    pub until: Micros,
}

/// A protection that is switched off.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Off {
    /// One of the core's.
    Core(Rule),
    /// One of the machine's.
    Machine(MachineRule),
}

impl Off {
    /// The protocol without it.
    pub(super) fn from(self, protocol: Protocol) -> Protocol {
        let Protocol { mut core, mut machine_rules } = protocol;
        match self {
            Off::Core(rule) => core.rules = core.rules.without(rule),
            Off::Machine(rule) => machine_rules = machine_rules.without(rule),
        }
        Protocol { core, machine_rules }
    }
}

/// All rules but this one, if one is named.
pub(super) fn rules_without(rule: Option<Rule>) -> Rules {
    rule.map_or(Rules::default(), |rule| Rules::default().without(rule))
}

impl Play {
    /// The cluster at the moment of the question.
    pub fn cluster(&self) -> Cluster {
        History::replay(&self.run, self.at).cluster().clone()
    }

    /// The whole run: what led to the question, and what shows the answer. With a
    /// protection off from the moment of the question on, it is the run of those who
    /// don't know what that is for.
    pub fn whole(&self, without: Option<Off>) -> Run {
        let mut run = self.run.clone();
        let first = run.actions.last().map_or(0, |last| last.ordinal + 1);
        let actions = self.actions(without, run.scenario.protocol);
        let anchored = (first..).zip(actions);
        let anchored =
            anchored.map(|(ordinal, action)| AnchoredAction { at: self.at, ordinal, action });
        run.actions.extend(anchored);
        run
    }

    fn actions(&self, without: Option<Off>, protocol: Protocol) -> Vec<Action> {
        let switch = without.map(|off| Action::SetProtocol(off.from(protocol)));
        switch.into_iter().chain(self.shows.iter().cloned()).collect()
    }

    /// What happens from the moment of the question on, and the cluster in which it has:
    /// `cluster` is as it was at that moment.
    pub(super) fn on(&self, cluster: &Cluster, without: Option<Off>) -> (Cluster, Vec<Event>) {
        self.on_until(cluster, without, |_| false)
    }

    /// The same, no further than to the first step after which this holds.
    pub(super) fn on_until(
        &self,
        cluster: &Cluster,
        without: Option<Off>,
        is_reached: impl Fn(&Cluster) -> bool,
    ) -> (Cluster, Vec<Event>) {
        let mut cluster = cluster.clone();
        cluster.take_events();
        let first = self.run.actions.last().map_or(0, |last| last.ordinal + 1);
        for (ordinal, action) in (first..).zip(self.actions(without, *cluster.protocol())) {
            // What is refused does nothing, here as in the run.
            let _ = cluster.act(ordinal, action);
        }
        while !is_reached(&cluster) {
            match cluster.next_time().filter(|&next| next <= self.until) {
                Some(_) => cluster.step(),
                None => break,
            };
        }
        let events = cluster.take_events();
        (cluster, events)
    }

    /// The copy of a message that this play delivers, if it delivers one.
    pub fn delivers(&self) -> Option<FlightId> {
        self.shows.iter().find_map(|action| match action {
            Action::Deliver { flight } => Some(*flight),
            _ => None,
        })
    }
}
