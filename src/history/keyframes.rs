//! Moments that are kept whole, so that any other is not far from one.

use super::playback::Playback;

/// How many there are at most: then every other one goes, and they come half as often.
const MOST: usize = 64;

/// Events between two of them, at first.
const CLOSEST: usize = 512;

/// The keyframes of a run, in order. The first is its beginning, and always there.
#[derive(Clone, Debug)]
pub(super) struct Keyframes {
    first: Playback,
    later: Vec<Playback>,
    every: usize,
}

impl Keyframes {
    pub fn new(first: Playback) -> Self {
        Keyframes { first, later: Vec::new(), every: CLOSEST }
    }

    /// Keeps this moment, if none is near it.
    pub fn offer(&mut self, moment: &Playback) {
        let last = self.later.last().unwrap_or(&self.first);
        if moment.count < last.count + self.every {
            return;
        }
        if self.later.len() + 1 >= MOST {
            let mut is_odd = false;
            self.later.retain(|_| {
                is_odd = !is_odd;
                !is_odd
            });
            self.every *= 2;
            return self.offer(moment);
        }
        self.later.push(moment.clone());
    }

    /// The last one of those that are `early` enough.
    pub fn last(&self, early: impl Fn(&Playback) -> bool) -> &Playback {
        self.later.iter().rev().find(|moment| early(moment)).unwrap_or(&self.first)
    }

    /// Forgets all but those that still belong to the run.
    pub fn retain(&mut self, belongs: impl FnMut(&Playback) -> bool) {
        self.later.retain(belongs);
    }
}
