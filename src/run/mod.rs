//! Time: a run that has been played up to its end so far, and a playhead in it that
//! can be anywhere. There are two ways to change the past. To act at the playhead is to
//! **branch**: what came later, of a script's steps too, is dropped from the run. To
//! **edit** is to move, change or take out one action: all others stay. The way that
//! the run was before is kept to return to.
//!
//! | file | what it holds |
//! |---|---|
//! | `playback` | a run being played forward |
//! | `keyframes` | moments that are kept whole |
//! | `watch`, `watcher` | who looks on: the checks, and a memory of what is worth finding again |
//! | `seek` | moving the playhead |
//! | `change` | acting, editing, and going back to other ways |
//! | `undo` | the ways that a history was before |
//! | `passage` | a stretch of a run with all its events |
//! | `link` | a run as text for an address |
//!
//! A run is played only forward. To go back is to take the last keyframe before, and
//! to play from there: the same run, the same events.
#![deny(clippy::float_arithmetic)]

mod change;
mod keyframes;
mod link;
mod passage;
mod playback;
mod seek;
mod undo;
mod watch;
mod watcher;

use crate::cluster::{AnchoredAction, Cluster, Event, EventHash, Micros, Run, Scenario};
pub use change::next_ordinal;
use keyframes::Keyframes;
pub use link::{ENGINE, LinkError, MAX_LINK_CHARS, MAX_WORDS, RunLink, RunLinkView};
pub use passage::Passage;
use playback::Playback;
use undo::Undo;
pub use watch::Watch;
pub use watcher::{Mark, MarkKind, Watcher, is_restart};

/// Most events that a history keeps. A longer run pauses and says so.
pub const MAX_EVENTS: usize = 1_000_000;

/// A run as far as it has been played, and a playhead in it. `W` looks on.
#[derive(Clone, Debug)]
pub struct History<W = ()> {
    run: Run,
    /// How far the run has been played.
    end: Playback,
    /// Has seen everything up to there.
    watch: W,
    /// The playhead, if it is not at the end.
    head: Option<Playback>,
    keyframes: Keyframes,
    /// How many events there were at the very beginning, before anything happened by
    /// itself.
    opening: usize,
    /// The last events before the playhead.
    recent: Vec<Event>,
    /// How many of them to keep.
    keep: usize,
    undo: Undo,
    /// How often the run was changed.
    changes: u64,
}

impl History {
    /// The beginning of a scenario, before anything happens by itself. One from
    /// outside is to be [validated](Scenario::validate) first. Nobody looks on, and all
    /// events are kept.
    pub fn new(scenario: Scenario) -> Self {
        History::watched(scenario, usize::MAX)
    }

    /// Plays a whole run again, up to and including the moment `until`. A run from
    /// outside is to be [validated](Run::validate) first.
    pub fn replay(run: &Run, until: Micros) -> Self {
        History::replayed(run, until, usize::MAX)
    }
}

impl<W: Watch> History<W> {
    /// The beginning of a scenario. Of the events only `keep` of the last ones are kept,
    /// or a few more; those of the last step always. The others can still be had: go there,
    /// and they will be the last ones.
    pub fn watched(scenario: Scenario, keep: usize) -> Self {
        History::open(Run::new(scenario), keep)
    }

    /// The beginning of a run, whose actions will be done when they are due. One from
    /// outside is to be [validated](Run::validate) first.
    pub fn open(run: Run, keep: usize) -> Self {
        let (end, recent) = Playback::start(&run.scenario);
        let mut watch = W::default();
        watch.see(&end.cluster, &recent);
        let (keyframes, opening) = (Keyframes::new(end.clone()), end.count);
        let (head, undo, changes) = (None, Undo::default(), 0);
        History { run, end, watch, head, keyframes, opening, recent, keep, undo, changes }
    }

    /// A whole run, played up to and including the moment `until`.
    pub fn replayed(run: &Run, until: Micros, keep: usize) -> Self {
        let mut history = History::open(run.clone(), keep);
        history.run_until(until);
        history
    }

    /// Lets the next thing happen, at the playhead, and returns the events of it. Empty
    /// when the history is full.
    pub fn step(&mut self) -> &[Event] {
        let is_full = self.is_full();
        let events = match &mut self.head {
            Some(head) => head.step(&self.run),
            None if is_full => Vec::new(),
            None => self.end.step(&self.run),
        };
        let count = events.len();
        self.remember(events);
        if self.head.as_ref().is_some_and(|head| head.count >= self.end.count) {
            self.head = None;
        }
        &self.recent[self.recent.len() - count..]
    }

    fn remember(&mut self, events: Vec<Event>) {
        if self.head.is_none() {
            self.watch.see(&self.end.cluster, &events);
            self.keyframes.offer(&mut self.end);
        }
        // However many there are in one step: whoever took it is to see them all.
        let keep = self.keep.max(events.len());
        self.recent.extend(events);
        let most = self.keep.saturating_mul(2);
        if self.recent.len() > most {
            self.recent.drain(..self.recent.len() - keep);
        }
    }

    /// Lets everything happen up to and including the moment `until`.
    pub fn run_until(&mut self, until: Micros) {
        while self.next_time().is_some_and(|at| at <= until) && !self.is_full() {
            self.step();
        }
        self.wait_until(until);
    }

    /// Moves the clock, as long as nothing happens before.
    pub fn wait_until(&mut self, until: Micros) {
        let run = &self.run;
        let until = if self.head.is_some() { until.min(self.end.cluster.now()) } else { until };
        self.head.as_mut().unwrap_or(&mut self.end).wait_until(run, until);
    }

    /// When the next thing happens, after the playhead.
    pub fn next_time(&self) -> Option<Micros> {
        self.at_playhead().next_time(&self.run)
    }

    /// Whether no more events fit after the playhead.
    pub fn is_full(&self) -> bool {
        self.head.is_none() && self.end.count >= MAX_EVENTS
    }

    /// How often the run was changed: what was derived from it before is of another run.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// What makes this history what it is.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The actions of the run that are still to come after the playhead.
    pub fn upcoming(&self) -> &[AnchoredAction] {
        self.run.actions.get(self.at_playhead().actions_done..).unwrap_or_default()
    }

    fn at_playhead(&self) -> &Playback {
        self.head.as_ref().unwrap_or(&self.end)
    }

    /// The cluster at the playhead.
    pub fn cluster(&self) -> &Cluster {
        &self.at_playhead().cluster
    }

    /// The cluster at the end of what has been played.
    pub fn cluster_at_end(&self) -> &Cluster {
        &self.end.cluster
    }

    /// What the onlooker knows, who has seen everything up to the end.
    pub fn watch(&self) -> &W {
        &self.watch
    }

    /// Whether the playhead is at the end of what has been played.
    pub fn is_at_end(&self) -> bool {
        self.head.is_none()
    }

    /// How many events there were up to the playhead.
    pub fn count(&self) -> usize {
        self.at_playhead().count
    }

    /// How many events have been played.
    pub fn len(&self) -> usize {
        self.end.count
    }

    /// Whether nothing has happened: never, for servers start at once.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The moment up to which the run has been played.
    pub fn end_time(&self) -> Micros {
        self.end.cluster.now()
    }

    /// The last events up to the playhead, in order; all of them, if all are kept.
    pub fn events(&self) -> &[Event] {
        &self.recent
    }

    /// How many events there were before [`History::events`].
    pub fn first_kept(&self) -> usize {
        self.count() - self.recent.len().min(self.count())
    }

    /// A hash of the events that are kept.
    pub fn hash(&self) -> EventHash {
        let mut hash = EventHash::default();
        self.recent.iter().for_each(|event| hash.add(event));
        hash
    }
}
