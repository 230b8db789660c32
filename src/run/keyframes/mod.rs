//! Moments that are kept whole, so that any other is not far from one.
//!
//! | file | what it holds |
//! |---|---|
//! | `keyframe` | one such moment |
//! | `chunks` | how it shares its long lists with the others |

mod chunks;
mod keyframe;
#[cfg(test)]
mod tests;

use super::playback::Playback;
pub(super) use keyframe::Keyframe;

/// How many there are at most: then every other one goes, and they come half as often.
const MOST: usize = 256;

/// Events between two of them, at first.
const CLOSEST: usize = 512;

/// The keyframes of a run, in order. The first is its beginning, and always there.
#[derive(Clone, Debug)]
pub(super) struct Keyframes {
    first: Keyframe,
    later: Vec<Keyframe>,
    every: usize,
}

impl Keyframes {
    pub fn new(mut first: Playback) -> Self {
        let first = Keyframe::of(&mut first, None);
        Keyframes { first, later: Vec::new(), every: CLOSEST }
    }

    /// Keeps this moment, if none is near it. It is lent, and comes back unchanged.
    pub fn offer(&mut self, moment: &mut Playback) {
        let last = self.later.last().unwrap_or(&self.first);
        if moment.count < last.bare().count + self.every {
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
        let keyframe = Keyframe::of(moment, Some(last));
        self.later.push(keyframe);
    }

    /// The last one of those that are `early` enough: they are shown without their logs
    /// and other long lists.
    pub fn last(&self, early: impl Fn(&Playback) -> bool) -> &Keyframe {
        self.later.iter().rev().find(|frame| early(frame.bare())).unwrap_or(&self.first)
    }

    /// Forgets all but those that still belong to the run.
    pub fn retain(&mut self, mut belongs: impl FnMut(&Playback) -> bool) {
        self.later.retain(|frame| belongs(frame.bare()));
    }
}
