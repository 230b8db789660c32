//! Moving the playhead, and going back to the ways that a history was before.

use super::History;
use super::keyframes::Keyframe;
use super::playback::Playback;
use super::undo::Saved;
use super::watch::Watch;
use crate::cluster::{AnchoredAction, Event, Micros};

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

    fn play_until(&mut self, count: usize) {
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
    /// stop, or else to the beginning.
    pub fn step_back(&mut self, is_worth: impl Fn(&[Event]) -> bool) {
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
                return self.seek(found.unwrap_or(self.opening));
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
    fn start_from(&mut self, count: usize) {
        let start = self.before(count).restored();
        let is_end = start.count >= self.end.count;
        self.recent = Vec::new();
        if start.count <= self.opening {
            (_, self.recent) = Playback::start(&self.run.scenario);
        }
        self.head = (!is_end).then_some(start);
    }

    /// Another list of actions for the same scenario: one moved, changed or taken out.
    /// Played as far as before; an action that no longer fits is refused, as an event.
    pub fn edit(&mut self, actions: Vec<AnchoredAction>) {
        let pairs = self.run.actions.iter().zip(&actions);
        let common = pairs.take_while(|(before, after)| before == after).count();
        let now = self.saved(common);
        let (end, at) = (now.end, now.at);
        self.undo.remember(now);
        self.play_again(actions, common, |next, _| next.is_some_and(|next| next <= end), end);
        self.seek_time(at);
    }

    /// Takes the last change back. What came of it can be had again. False if there is
    /// none.
    pub fn undo(&mut self) -> bool {
        let mut undo = std::mem::take(&mut self.undo);
        let before = undo.back(|common| self.saved(common));
        self.undo = undo;
        self.restore(before)
    }

    /// Does again what was taken back last. False if there is nothing.
    pub fn redo(&mut self) -> bool {
        let mut undo = std::mem::take(&mut self.undo);
        let after = undo.forward(|common| self.saved(common));
        self.undo = undo;
        self.restore(after)
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        self.undo.can_undo()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_redo()
    }

    /// What is now, for a run that shares `common` actions with this one.
    pub(super) fn saved(&self, common: usize) -> Saved {
        let (count, end) = (self.end.count, self.end.cluster.now());
        let (playhead, at) = (self.count(), self.cluster().now());
        let actions = self.run.actions[common..].to_vec();
        Saved { actions, common, count, end, playhead, at }
    }

    fn restore(&mut self, saved: Option<Saved>) -> bool {
        let Some(Saved { actions, common, count, end, playhead, at }) = saved else {
            return false;
        };
        let before = self.run.actions[..common].iter().cloned();
        let actions = before.chain(actions).collect();
        self.play_again(actions, common, |_, so_far| so_far < count, end);
        self.start_from(playhead);
        self.play_until(playhead);
        self.wait_until(at);
        true
    }

    /// Plays the scenario with other actions, of which the first `common` are as before,
    /// while `goes_on`, and then waits until the moment `end`.
    fn play_again(
        &mut self,
        actions: Vec<AnchoredAction>,
        common: usize,
        goes_on: impl Fn(Option<Micros>, usize) -> bool,
        end: Micros,
    ) {
        self.run.actions = actions;
        let run = &self.run;
        self.keyframes.retain(|keyframe| keyframe.is_in(run, common));
        self.head = None;
        self.play_from_start(goes_on);
        self.end.wait_until(&self.run, end);
    }

    /// Plays the run from its start, for its onlooker, while `goes_on` for the time of
    /// the next step and the number of events so far.
    pub(super) fn play_from_start(&mut self, goes_on: impl Fn(Option<Micros>, usize) -> bool) {
        let opening;
        (self.end, opening) = Playback::start(&self.run.scenario);
        self.watch = W::default();
        self.watch.see(&self.end.cluster, &opening);
        loop {
            let next = self.end.next_time(&self.run);
            if next.is_none() || self.is_full() || !goes_on(next, self.end.count) {
                return;
            }
            let events = self.end.step(&self.run);
            self.watch.see(&self.end.cluster, &events);
            self.keyframes.offer(&mut self.end);
        }
    }
}
