//! Changing the past: to act is to branch, to edit is to keep everything else; and
//! going back to the ways that a history was before.

use super::History;
use super::playback::Playback;
use super::undo::Saved;
use super::watch::Watch;
use crate::cluster::{Action, AnchoredAction, Micros, ORDINAL_LIMIT, Refusal};

impl<W: Watch> History<W> {
    /// Does something at the playhead, after all that happens by itself at this
    /// moment: an action is anchored at a time, so a replay must find the same moment.
    /// A refused action is an event too, and part of the run. Where the playhead is in
    /// the past, what the run had later is gone from it, and [`History::undo`] brings it
    /// back; at its end, what a script has still to do stays.
    pub fn act(&mut self, action: Action) -> Result<(), Refusal> {
        // An action keeps its number when one before it is taken out of the run: else
        // every later one would look like another action.
        let so_far = match &self.head {
            Some(head) => &self.run.actions[..head.actions_done],
            None => &self.run.actions,
        };
        let ordinal = next_ordinal(so_far, self.cluster().now()).ok_or(Refusal::OutOfRange)?;
        self.changes += 1;
        let now = self.saved(self.at_playhead().actions_done);
        self.undo.remember(now);
        if !self.is_at_end() {
            self.branch();
        }
        let at = self.cluster().now();
        self.run_until(at);
        let anchored = AnchoredAction { at, ordinal, action };
        self.run.actions.insert(self.end.actions_done, anchored.clone());
        let (verdict, events) = self.end.act(&anchored);
        self.remember(events);
        verdict
    }

    /// Makes the playhead the end of the run.
    fn branch(&mut self) {
        let Some(head) = self.head.take() else { return };
        self.run.actions.truncate(head.actions_done);
        self.keyframes.retain(|keyframe| keyframe.count <= head.count);
        let at = head.cluster.now();
        self.play_from_start(|_, so_far| so_far < head.count);
        self.end.wait_until(&self.run, at);
    }

    /// Another list of actions for the same scenario: one moved, changed or taken out.
    /// Played as far as before; an action that no longer fits is refused, as an event.
    pub fn edit(&mut self, actions: Vec<AnchoredAction>) {
        let pairs = self.run.actions.iter().zip(&actions);
        let common = pairs.take_while(|(before, after)| before == after).count();
        let now = self.saved(common);
        let (end, at) = (now.end, now.at);
        self.undo.remember(now);
        self.changes += 1;
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
        self.changes += 1;
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

/// A number for another action at the moment `at`, which none of these has: the next one,
/// or, where there is none within the limit, one that was left free. `None` where not
/// even that comes after the others of this moment.
pub fn next_ordinal(actions: &[AnchoredAction], at: Micros) -> Option<u64> {
    let after = |anchored: &AnchoredAction| anchored.ordinal.saturating_add(1);
    let next = actions.iter().map(after).max().unwrap_or(0);
    if next < ORDINAL_LIMIT {
        return Some(next);
    }
    let of_this_moment = actions.iter().filter(|anchored| anchored.at == at);
    let first = of_this_moment.map(after).max().unwrap_or(0);
    let is_free = |number: &u64| actions.iter().all(|anchored| anchored.ordinal != *number);
    (first..ORDINAL_LIMIT).find(is_free)
}
