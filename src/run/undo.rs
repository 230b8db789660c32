//! The ways that a history was before somebody changed it, to go back to.

use crate::cluster::{AnchoredAction, Micros};

/// How many are kept.
const MOST: usize = 64;

/// What had been done, how far the run had been played, and where the playhead was. Of
/// the actions only those are here that the changed run has not: a long run has many.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    pub actions: Vec<AnchoredAction>,
    /// How many of the changed run's actions came before them.
    pub common: usize,
    /// Its number of events.
    pub count: usize,
    /// Its last moment.
    pub end: Micros,
    /// The number of events before the playhead.
    pub playhead: usize,
    /// The playhead's moment.
    pub at: Micros,
}

/// What can be taken back, and what can be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct Undo {
    before: Vec<Saved>,
    after: Vec<Saved>,
}

impl Undo {
    /// Something is about to change; what had been taken back is gone then.
    pub fn remember(&mut self, now: Saved) {
        self.after.clear();
        if self.before.len() == MOST {
            self.before.remove(0);
        }
        self.before.push(now);
    }

    /// What was before the last change. What is `now`, seen from there, can be had again.
    pub fn back(&mut self, now: impl FnOnce(usize) -> Saved) -> Option<Saved> {
        let before = self.before.pop()?;
        self.after.push(now(before.common));
        Some(before)
    }

    /// What was taken back last.
    pub fn forward(&mut self, now: impl FnOnce(usize) -> Saved) -> Option<Saved> {
        let after = self.after.pop()?;
        self.before.push(now(after.common));
        Some(after)
    }

    /// What was before the last change.
    pub fn last(&self) -> Option<&Saved> {
        self.before.last()
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
