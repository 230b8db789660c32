//! Who looks on while the page plays a run: the checks, and a memory of what is worth
//! finding again.

use super::Watch;
use crate::check::{Property, SafetyChecker, Standing, Violation};
use crate::cluster::{Action, Actor, Cluster, Event, EventBody, Micros};
use crate::raft::{Decision, ServerId, Term};

/// Most marks that are remembered of each kind that may come with every command or every
/// click. Who led when, and who ran, is drawn from marks too: those are all remembered.
const MOST_MARKS: usize = 4_000;

/// What is known of a run up to a moment.
#[derive(Clone, Debug, Default)]
pub struct Watcher {
    checker: SafetyChecker,
    /// How many events there were when each violation was found.
    found: Vec<usize>,
    /// How many there were when Linearizability became undecided.
    undecided: Option<usize>,
    count: usize,
    /// What is worth finding again, in order.
    pub marks: Vec<Mark>,
    /// How many marks there are of commits, of repairs, and of actions.
    frequent: [usize; 3],
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
    /// A server was paused.
    Paused(ServerId),
    /// A paused server went on.
    Resumed(ServerId),
    /// A link was cut, or the network divided.
    Cut,
    /// The reader or the script did something else.
    Acted,
    /// A property was violated.
    Violated,
}

/// Whether a server starts again: also as a new one, because its disk was lost. A start
/// that is the first thing that ever happened to it is none.
pub fn is_restart(event: &Event) -> bool {
    match event.body {
        EventBody::Restarted { .. } => true,
        EventBody::Started => event.id.number > 0,
        _ => false,
    }
}

impl Watcher {
    /// What had gone wrong when there had been `count` events, the first thing first.
    pub fn violations(&self, count: usize) -> &[Violation] {
        let until_then = self.found.partition_point(|&found| found <= count);
        &self.checker.violations()[..until_then]
    }

    /// How `property` stood when there had been `count` events.
    pub fn standing(&self, property: Property, count: usize) -> Standing {
        let is_undecided = self.undecided.is_some_and(|since| since <= count);
        if self.violations(count).iter().any(|violation| violation.property == property) {
            Standing::Violated
        } else if property == Property::Linearizability && is_undecided {
            Standing::Undecided
        } else {
            Standing::Holds
        }
    }

    fn has_room(&mut self, kind: MarkKind) -> bool {
        let [commits, repairs, actions] = &mut self.frequent;
        let count = match kind {
            MarkKind::Committed => commits,
            MarkKind::Repaired(_) => repairs,
            MarkKind::Cut | MarkKind::Acted => actions,
            _ => return true,
        };
        *count += 1;
        *count <= MOST_MARKS
    }
}

impl Watch for Watcher {
    fn see(&mut self, cluster: &Cluster, events: &[Event]) {
        self.count += events.len();
        self.checker.observe(cluster, events);
        let known = self.found.len();
        self.found.resize(self.checker.violations().len(), self.count);
        if self.found.len() > known {
            self.marks.push(Mark { at: cluster.now(), kind: MarkKind::Violated });
        }
        if self.checker.standing(Property::Linearizability) == Standing::Undecided {
            self.undecided.get_or_insert(self.count);
        }
        for event in events {
            if let EventBody::ActionRefused { .. } = event.body {
                self.refused.push(event.id.number);
            }
            let Some(kind) = kind_of(event, cluster) else { continue };
            if self.has_room(kind) {
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
        EventBody::Paused => MarkKind::Paused(server?),
        EventBody::Resumed => MarkKind::Resumed(server?),
        _ if is_restart(event) => MarkKind::Restarted(server?),
        EventBody::ActionTaken(action) => match action {
            Action::Cut { .. } | Action::Partition { .. } => MarkKind::Cut,
            // These have a mark of their own.
            Action::Crash { .. }
            | Action::Restart { .. }
            | Action::Pause { .. }
            | Action::Resume { .. } => return None,
            _ => MarkKind::Acted,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{EventId, Scenario};

    #[test]
    fn after_thousands_of_commits_who_leads_and_who_runs_is_still_marked() {
        let cluster = Cluster::new(&Scenario::new(1, 3));
        let server = ServerId(1);
        let mut watcher = Watcher::default();
        let mut see = |body: EventBody, number: u64| {
            let id = EventId { actor: Actor::Server(server), number };
            watcher.see(&cluster, &[Event { id, at: number, trigger: None, body }]);
        };
        for number in 1..=6_000 {
            let acknowledged_by = Vec::new();
            let committed = Decision::Committed { from: number, to: number + 1, acknowledged_by };
            see(EventBody::Decided(committed), number);
        }
        see(EventBody::Crashed { lost_writes: 0 }, 6_001);
        see(EventBody::Started, 6_002);
        let kinds: Vec<MarkKind> = watcher.marks.iter().map(|mark| mark.kind).collect();
        let commits = kinds.iter().filter(|&&kind| kind == MarkKind::Committed).count();
        assert_eq!(commits, MOST_MARKS);
        assert_eq!(kinds[commits..], [MarkKind::Crashed(server), MarkKind::Restarted(server)]);
    }
}
