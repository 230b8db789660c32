//! A stretch of a run with all its events, wherever the playhead is.

use super::History;
use super::keyframes::Keyframe;
use super::playback::Playback;
use super::watch::Watch;
use crate::cluster::{AnchoredAction, Event, Micros, Run};

/// Most events that are played to get at a stretch of a run that is no more.
const LONGEST_WAY: usize = 40_000;

/// The events of a stretch of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// How many events the run has before these.
    pub first: usize,
    /// All events of the stretch, in order.
    pub events: Vec<Event>,
}

impl<W: Watch> History<W> {
    /// What has been played of the run from the moment `from` up to and including `to`:
    /// the first `most` events of it, to the end of a step. The playhead stays.
    pub fn passage(&self, from: Micros, to: Micros, most: usize) -> Passage {
        let start = self.keyframes.last(|keyframe| keyframe.cluster.now() < from);
        let to = to.min(self.end_time());
        let goes_on = |count| count < self.end.count;
        collect(start, &self.run, from..=to, most, goes_on)
    }

    /// The events that were played right before the one of number `end`: at least `most` of
    /// them, or all. The playhead stays.
    pub fn passage_up_to(&self, end: usize, most: usize) -> Passage {
        let end = end.min(self.end.count);
        let mut at = self.keyframes.last(|frame| frame.count + most <= end).restored();
        let mut passage = Passage { first: at.count, events: Vec::new() };
        if at.count == self.opening {
            let (_, opening) = Playback::start(&self.run.scenario);
            passage = Passage { first: 0, events: opening };
        }
        while at.count < end && at.next_time(&self.run).is_some() {
            passage.events.extend(at.step(&self.run));
        }
        passage.events.truncate(end.saturating_sub(passage.first));
        passage
    }

    /// The same stretch of the run as it was before its last change. `None` if there
    /// was none, or the way there is too long to be played at once.
    pub fn passage_before(&self, from: Micros, to: Micros, most: usize) -> Option<Passage> {
        let before = self.undo.last()?;
        let common = before.common.min(self.run.actions.len());
        let kept = self.run.actions[..common].iter();
        let actions: Vec<AnchoredAction> = kept.chain(&before.actions).cloned().collect();
        let run = Run { scenario: self.run.scenario.clone(), actions };
        let start = self.keyframes.last(|keyframe| {
            keyframe.cluster.now() < from
                && keyframe.count <= before.count
                && keyframe.is_in(&run, common)
        });
        let furthest = start.bare().count + LONGEST_WAY;
        let passage = collect(start, &run, from..=to.min(before.end), most, |count| {
            count < before.count.min(furthest)
        });
        let is_whole = passage.first + passage.events.len() < furthest;
        is_whole.then_some(passage)
    }
}

/// Plays `run` on from `start`, while it `goes_on` with so many events, and collects
/// those of the stretch.
fn collect(
    start: &Keyframe,
    run: &Run,
    stretch: std::ops::RangeInclusive<Micros>,
    most: usize,
    goes_on: impl Fn(usize) -> bool,
) -> Passage {
    let mut at = start.restored();
    let mut passage = Passage { first: at.count, events: Vec::new() };
    if *stretch.start() == 0 {
        let (_, opening) = Playback::start(&run.scenario);
        passage = Passage { first: 0, events: opening };
    }
    while goes_on(at.count) && passage.events.len() < most {
        if at.next_time(run).is_none_or(|next| next > *stretch.end()) {
            break;
        }
        let events = at.step(run);
        if events.first().is_some_and(|event| event.at >= *stretch.start()) {
            passage.events.extend(events);
        } else if passage.events.is_empty() {
            passage.first = at.count;
        }
    }
    passage
}
