//! Moving the playhead.

use super::History;
use super::keyframes::Keyframe;
use super::playback::Playback;
use super::watch::Watch;
use crate::cluster::{Event, Micros};

impl<W: Watch> History<W> {
    /// Moves the playhead to where this many events have happened, and to the end of
    /// the step in which they did: nothing is half done.
    pub fn seek(&mut self, count: usize) {
        let count = count.min(self.end.count);
        let is_on_the_way = match &self.head {
            Some(head) => (self.before(count).bare().count..=count).contains(&head.count),
            None => count == self.end.count,
        };
        if !is_on_the_way {
            self.start_from(count);
        }
        self.play_until(count);
    }

    pub(super) fn play_until(&mut self, count: usize) {
        while !self.is_at_end() && self.count() < count {
            self.step();
        }
    }

    /// Moves the playhead to a moment, after all that happens then.
    pub fn seek_time(&mut self, at: Micros) {
        let at = at.min(self.end_time());
        let near = self.keyframes.last(|keyframe| keyframe.cluster.now() <= at).bare().count;
        self.start_from(near);
        while !self.is_at_end() && self.next_time().is_some_and(|next| next <= at) {
            self.step();
        }
        self.wait_until(at);
    }

    /// Moves the playhead back to the end of the last step before it that `is_worth` a
    /// stop, or else to the beginning. Where there is none as late as `earliest`, it goes
    /// no further than there, and returns false: to look for it would be to play all of
    /// a long run again.
    pub fn step_back(&mut self, earliest: Micros, is_worth: impl Fn(&[Event]) -> bool) -> bool {
        let (mut until, mut from) = (self.count(), self.count());
        loop {
            let start = self.keyframes.last(|keyframe| keyframe.count < from);
            let (mut at, mut found) = (start.restored(), None);
            while at.count < until {
                let events = at.step(&self.run);
                if at.count < until && is_worth(&events) {
                    found = Some(at.count);
                }
            }
            if found.is_some() || start.bare().count <= self.opening {
                self.seek(found.unwrap_or(self.opening));
                return true;
            }
            if start.bare().cluster.now() < earliest {
                self.seek_time(earliest);
                return false;
            }
            // The keyframe itself may be a stop, for the step that led there.
            (until, from) = (start.bare().count + 1, start.bare().count);
        }
    }

    /// The keyframe from which the last events before `count` can be had.
    fn before(&self, count: usize) -> &Keyframe {
        self.keyframes.last(|frame| frame.count.saturating_add(self.keep) <= count)
    }

    /// Puts the playhead onto the keyframe from which the last events before `count`
    /// can be had.
    pub(super) fn start_from(&mut self, count: usize) {
        let start = self.before(count).restored();
        let is_end = start.count >= self.end.count;
        self.recent = Vec::new();
        if start.count <= self.opening {
            (_, self.recent) = Playback::start(&self.run.scenario);
        }
        self.head = (!is_end).then_some(start);
    }
}
