//! A machine's disk: what is durable, and what is being written.

use std::collections::VecDeque;

use super::node::EventId;
use super::time::Micros;
use crate::raft::{Entry, Index, PersistentState, Write, WriteId};

/// Writes become durable one after the other, in the order in which they were
/// asked for.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    durable: PersistentState,
    under_way: VecDeque<UnderWay>,
    is_stopped: bool,
}

#[derive(Clone, Debug)]
struct UnderWay {
    due: Micros,
    write: Write,
    cause: EventId,
}

impl Disk {
    /// A disk with this on it.
    pub(super) fn new(durable: PersistentState) -> Self {
        Disk { durable, ..Disk::default() }
    }

    /// Forgets the vote: what a disk must not do.
    pub(super) fn forget_vote(&mut self) {
        self.durable.voted_for = None;
    }

    /// The log on it, with the index of the first entry, to be taken out and put back.
    pub(super) fn log_mut(&mut self) -> (Index, &mut Vec<Entry>) {
        (self.durable.snapshot.last_index + 1, &mut self.durable.log)
    }

    /// What a crash now would leave.
    pub fn durable(&self) -> &PersistentState {
        &self.durable
    }

    /// Loses the last `entries` of the log: what a disk must not do.
    pub(super) fn tear(&mut self, entries: u64) {
        let left = (self.durable.log.len() as u64).saturating_sub(entries);
        self.durable.log.truncate(usize::try_from(left).unwrap_or(usize::MAX));
    }

    /// Whether it has stopped: no write becomes durable until it goes on.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    pub(super) fn set_stopped(&mut self, is_stopped: bool) {
        self.is_stopped = is_stopped;
    }

    /// The writes under way, each with the moment at which it would be durable.
    pub(super) fn pending(&self) -> impl Iterator<Item = (WriteId, Micros)> {
        self.under_way.iter().map(|under_way| (under_way.write.id, under_way.due))
    }

    /// How many writes are under way.
    pub fn writes_under_way(&self) -> usize {
        self.under_way.len()
    }

    /// When a write that takes until `due` by itself will be durable: not before
    /// the one ahead of it.
    pub(super) fn due(&self, due: Micros) -> Micros {
        self.under_way.back().map_or(due, |before| before.due.max(due))
    }

    /// Begins a write. `cause` is the event that says so.
    pub(super) fn begin(&mut self, write: Write, due: Micros, cause: EventId) {
        self.under_way.push_back(UnderWay { due, write, cause });
    }

    /// The oldest write under way is done. Returns it with the event of its
    /// beginning.
    pub(super) fn complete(&mut self) -> Option<(WriteId, EventId)> {
        let UnderWay { write, cause, .. } = self.under_way.pop_front()?;
        let id = write.id;
        self.durable.store(write);
        Some((id, cause))
    }

    /// The machine crashes: what is under way is lost. Returns how many writes
    /// that are.
    pub(super) fn crash(&mut self) -> u64 {
        let lost = self.under_way.len() as u64;
        self.under_way.clear();
        lost
    }
}
