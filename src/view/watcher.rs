//! Who looks on while the page plays a run: the checks, and a memory of what is worth
//! finding again.

use crate::check::{SafetyChecker, Violation};
use crate::cluster::{Action, Actor, Cluster, Event, EventBody, Micros};
use crate::history::Watch;
use crate::raft::{Decision, ServerId, Term};

/// Most marks that are remembered.
const MOST_MARKS: usize = 4_000;

/// What is known of a run up to a moment.
#[derive(Clone, Debug, Default)]
pub struct Watcher {
    checker: SafetyChecker,
    /// How many events there were when each violation was found.
    found: Vec<usize>,
    count: usize,
    /// What is worth finding again, in order.
    pub marks: Vec<Mark>,
    /// The ordinals of the actions that could not be done when their time came.
    pub refused: Vec<u64>,
}

/// Something on the timeline.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Micros,
    /// What.
    pub kind: MarkKind,
}

/// What is worth a mark.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A server won an election.
    Elected(ServerId, Term),
    /// An entry was committed.
    Committed,
    /// A log that had gone wrong was put right.
    Repaired(ServerId),
    /// A server crashed.
    Crashed(ServerId),
    /// A server came back.
    Restarted(ServerId),
    /// A link was cut, or the network divided.
    Cut,
    /// The reader or the script did something else.
    Acted,
}

impl Watcher {
    /// What had gone wrong when there had been `count` events, the first thing first.
    pub fn violations(&self, count: usize) -> &[Violation] {
        let until_then = self.found.partition_point(|&found| found <= count);
        &self.checker.violations()[..until_then]
    }
}

impl Watch for Watcher {
    fn see(&mut self, cluster: &Cluster, events: &[Event]) {
        self.count += events.len();
        self.checker.observe(cluster, events);
        self.found.resize(self.checker.violations().len(), self.count);
        for event in events {
            if let EventBody::ActionRefused { .. } = event.body {
                self.refused.push(event.id.number);
            }
            let Some(kind) = kind_of(event, cluster) else { continue };
            if self.marks.len() < MOST_MARKS {
                self.marks.push(Mark { at: event.at, kind });
            }
        }
    }
}

fn kind_of(event: &Event, cluster: &Cluster) -> Option<MarkKind> {
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        _ => None,
    };
    Some(match &event.body {
        EventBody::Decided(Decision::BecameLeader { .. }) => {
            MarkKind::Elected(server?, cluster.machine(server?)?.raft()?.current_term())
        }
        EventBody::Decided(Decision::Committed { .. }) => MarkKind::Committed,
        EventBody::Decided(Decision::Truncated { .. }) => MarkKind::Repaired(server?),
        EventBody::Crashed { .. } => MarkKind::Crashed(server?),
        EventBody::Restarted { .. } => MarkKind::Restarted(server?),
        EventBody::ActionTaken(action) => match action {
            Action::Cut { .. } | Action::Partition { .. } => MarkKind::Cut,
            // These have a mark of their own.
            Action::Crash { .. } | Action::Restart { .. } => return None,
            _ => MarkKind::Acted,
        },
        _ => return None,
    })
}
