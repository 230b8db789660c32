//! Moving the playhead of a run that is being played, and changing its past.

use super::narrator::Entrance;
use super::player::{LONGEST_STRIDE, Player};
use super::stride::Stride;
use crate::cluster::{AnchoredAction, MILLISECOND, Micros};
use crate::words::Caption;

/// How many events before the playhead a caption is looked for, first, and if none is
/// there.
const RECENT: [usize; 2] = [300, 20_000];

impl Player {
    /// Plays on until there have been this many events, and the moment is `end`; at most
    /// this many steps. Whether it is there.
    pub fn catch_up(&mut self, events: u64, end: Micros, steps: usize) -> bool {
        for _ in 0..steps {
            let is_there = self.history.len() as u64 >= events
                || self.history.next_time().is_none_or(|at| at > end)
                || self.history.is_full();
            if is_there {
                self.history.wait_until(end);
                return true;
            }
            self.history.step();
        }
        false
    }

    /// Goes to where there have been this many events, and to this moment.
    pub fn go_to(&mut self, events: u64, at: Micros) {
        self.history.seek(usize::try_from(events).unwrap_or(usize::MAX));
        self.history.wait_until(at);
        self.arrived();
    }

    /// Goes to where what is shown begins.
    pub fn go_to_start(&mut self) {
        self.history.seek_time(self.begins);
        self.arrived();
    }

    /// Goes back to the last stop before. False if there was no
    /// stop for [a while](LONGEST_STRIDE): then it is that much earlier.
    pub fn step_back(&mut self, stride: Stride) -> bool {
        let earliest = self.cluster().now().saturating_sub(LONGEST_STRIDE);
        let is_there = self.history.step_back(earliest, |events| stride.stops_at(events));
        let steps = self.arrived();
        if is_there {
            self.say_stop(stride, steps);
        }
        is_there
    }

    /// Goes to a moment of what has been played. Where it is already, nothing changes.
    pub fn seek_time(&mut self, at: Micros) {
        if self.history.is_at_end() && at >= self.cluster().now() / MILLISECOND * MILLISECOND {
            return;
        }
        self.history.seek_time(at);
        self.arrived();
    }

    /// Goes to right after the event with this number.
    pub fn seek_event(&mut self, number: usize) {
        self.history.seek(number + 1);
        self.arrived();
    }

    /// Plays another list of actions, as far as before. The playhead stays.
    pub fn edit(&mut self, actions: Vec<AnchoredAction>) {
        self.history.edit(actions);
        self.arrived();
    }

    /// Goes to the end of what has been played.
    pub fn seek_end(&mut self) {
        self.history.seek(usize::MAX);
        self.arrived();
    }

    /// Says what was last said before the playhead, which has jumped. Returns how many
    /// events the last step before it had.
    fn arrived(&mut self) -> usize {
        let mut steps = 0;
        let (count, at) = (self.history.count(), self.cluster().now());
        let tells = std::mem::take(&mut self.tells);
        self.narrator.clear();
        self.owed = 0.0;
        self.is_ending = false;
        // What was before the beginning is not told.
        let looked_for = if at > self.begins { &RECENT[..] } else { &[] };
        for recent in looked_for {
            self.history.seek(count.saturating_sub(*recent));
            while self.history.count() < count {
                steps = self.step_once();
                // Whoever goes somewhere has nothing to read on the way.
                self.narrator.settle();
            }
            if self.narrator.caption().is_some() {
                break;
            }
        }
        self.history.wait_until(at);
        if at <= self.begins {
            self.narrator
                .say(Caption::opening(self.cluster(), self.locale.words()), Entrance::Passing);
        }
        self.story.retell();
        self.tells = tells;
        self.invite();
        steps
    }

    /// Goes back to right before the last change; false if there is none.
    pub fn undo(&mut self) -> bool {
        let has_changed = self.history.undo();
        if has_changed {
            self.arrived();
        }
        has_changed
    }

    /// Does again what was taken back last; false if there is nothing.
    pub fn redo(&mut self) -> bool {
        let has_changed = self.history.redo();
        if has_changed {
            self.arrived();
        }
        has_changed
    }
}
