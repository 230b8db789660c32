//! What will happen when, in an order that depends on no insertion order.

use super::node::{ClientId, FlightId};
use super::time::{MAX_TIME, Micros};
use crate::raft::{ServerId, Timer, WriteId};

/// Something that will happen by itself. The order of the variants, then of
/// their fields, decides ties in time.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Occurrence {
    /// A process that went on after a pause deals with the next thing that it found.
    CatchesUp(ServerId),
    /// A server compacts its log by itself.
    Compacts(ServerId),
    /// A write becomes durable, in this life of the server.
    WriteDone { server: ServerId, write: WriteId },
    /// A copy of a message arrives, or is lost.
    FlightEnds(FlightId),
    /// A timer runs out.
    TimerFires { server: ServerId, timer: Timer },
    /// A client's patience with a request, or its wait before the next try, is over. The
    /// request is named by its place in the client's history.
    ClientWakes(ClientId, usize),
    /// A client's poll goes on.
    PollGoesOn(ClientId),
}

/// The event queue of the virtual clock: a sorted list, the next thing last. There
/// are a few hundred entries, and a few thousand where clients ask for a lot at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    planned: Vec<(Micros, Occurrence)>,
}

impl Agenda {
    /// Plans something. What is later than the end of time never happens.
    pub fn plan(&mut self, at: Micros, occurrence: Occurrence) {
        if at <= MAX_TIME {
            let place = self.place(at, occurrence);
            if self.planned.get(place) != Some(&(at, occurrence)) {
                self.planned.insert(place, (at, occurrence));
            }
        }
    }

    /// Where this stands, or would.
    fn place(&self, at: Micros, occurrence: Occurrence) -> usize {
        self.planned.partition_point(|&planned| planned > (at, occurrence))
    }

    pub fn cancel(&mut self, at: Micros, occurrence: Occurrence) {
        let place = self.place(at, occurrence);
        if self.planned.get(place) == Some(&(at, occurrence)) {
            self.planned.remove(place);
        }
    }

    pub fn next_time(&self) -> Option<Micros> {
        self.planned.last().map(|&(at, _)| at)
    }

    pub fn take_next(&mut self) -> Option<(Micros, Occurrence)> {
        self.planned.pop()
    }

    /// Forgets all that `is_void` picks.
    pub fn cancel_where(&mut self, is_void: impl Fn(&Occurrence) -> bool) {
        self.planned.retain(|(_, occurrence)| !is_void(occurrence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_in_time_are_broken_by_name_not_by_who_planned_first() {
        let wakes = |client| Occurrence::ClientWakes(ClientId(client), 0);
        let done = Occurrence::WriteDone { server: ServerId(9), write: 1 };
        let mut agenda = Agenda::default();
        agenda.plan(5, wakes(2));
        agenda.plan(5, done);
        agenda.plan(4, wakes(3));
        agenda.plan(5, wakes(1));
        let order: Vec<_> = std::iter::from_fn(|| agenda.take_next()).collect();
        assert_eq!(order, [(4, wakes(3)), (5, done), (5, wakes(1)), (5, wakes(2))]);
    }
}
