//! Plays a run: the reader's milliseconds in, virtual time out. How fast it plays
//! changes no event.

use super::news::is_quiet;
use super::stride::Stride;
use crate::check::{Property, Standing, Violation};
use crate::cluster::{Action, Cluster, Event, Micros, Refusal, Run, SECOND};
use crate::run::{History, Watcher};
use crate::words::{Caption, Locale, Topic, caption};

/// Most milliseconds that one frame makes up for: after a longer gap the page has
/// been away, and time has stood still for it.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Most things that happen in one frame.
const MOST_STEPS: usize = 4_000;

/// How far a step looks for a stop.
pub(crate) const LONGEST_STRIDE: Micros = 2 * SECOND;

/// How many of the last events are kept at hand.
const KEEP: usize = 8_192;

/// Virtual microseconds per millisecond while something is said that matters, and
/// while only heartbeats pass, for [`Speed::Auto`].
const AUTO_NEWS: f64 = 10.0;
const AUTO_QUIET: f64 = 50.0;

/// How fast a run plays.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Speed {
    /// Slowly while something is said, faster while nothing is.
    Auto,
    /// One second of virtual time takes this many seconds.
    Slower(u32),
    /// This many seconds of virtual time take one.
    Faster(u32),
}

impl Speed {
    /// The speeds that the page offers.
    pub const ALL: [Speed; 11] = [
        Speed::Auto,
        Speed::Slower(1_000),
        Speed::Slower(200),
        Speed::Slower(100),
        Speed::Slower(50),
        Speed::Slower(20),
        Speed::Slower(10),
        Speed::Slower(2),
        Speed::Slower(1),
        Speed::Faster(10),
        Speed::Faster(100),
    ];

    /// How it is written.
    pub fn label(self) -> String {
        match self {
            Speed::Auto => "Auto".into(),
            Speed::Slower(1) => "1×".into(),
            Speed::Slower(times) => format!("1/{times}"),
            Speed::Faster(times) => format!("{times}×"),
        }
    }
}

/// Where the page is in telling its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Story {
    /// It tells, and has told these topics.
    Telling(Vec<Topic>),
    /// It has told everything, and invites the reader to act.
    Invites,
    /// The reader has acted, or asked for another run.
    Over,
}

/// A run being played.
#[derive(Clone, Debug)]
pub struct Player {
    pub(crate) history: History<Watcher>,
    /// The language of its captions.
    pub(crate) locale: Locale,
    /// Whether time passes.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    pub(crate) story: Story,
    pub(crate) captions: Vec<Caption>,
    /// How much longer the first caption holds time still.
    pub(crate) hold_ms: f64,
    /// Virtual time that has passed, but is less than a microsecond.
    pub(crate) owed: f64,
}

impl Player {
    /// The beginning of the story.
    pub fn story(run: Run, locale: Locale) -> Player {
        let opening = Caption::opening(usize::from(run.scenario.servers), locale.words());
        let hold_ms = opening.reading_ms();
        Player {
            history: History::open(run, KEEP),
            locale,
            is_playing: false,
            speed: Speed::Auto,
            story: Story::Telling(Vec::new()),
            captions: vec![opening],
            hold_ms,
            owed: 0.0,
        }
    }

    /// The beginning of a run that tells no story: somebody made it, and knows why.
    pub fn of(run: Run, locale: Locale) -> Player {
        let mut player = Player::story(run, locale);
        player.story = Story::Over;
        player.hold_ms = 0.0;
        player
    }

    /// The run so far.
    pub fn history(&self) -> &History<Watcher> {
        &self.history
    }

    /// The cluster right now.
    pub fn cluster(&self) -> &Cluster {
        self.history.cluster()
    }

    /// What had gone wrong by the playhead, the first thing first.
    pub fn violations(&self) -> &[Violation] {
        self.history.watch().violations(self.history.count())
    }

    /// How `property` stands at the playhead.
    pub fn standing(&self, property: Property) -> Standing {
        self.history.watch().standing(property, self.history.count())
    }

    /// Where the story is.
    pub fn story_so_far(&self) -> &Story {
        &self.story
    }

    /// What is said right now.
    pub fn caption(&self) -> Option<&Caption> {
        self.captions.first()
    }

    /// The virtual moment to draw, in microseconds.
    pub fn now(&self) -> f64 {
        self.cluster().now() as f64 + self.owed
    }

    /// Whether the caption holds time still, so that it can be read.
    pub fn is_reading(&self) -> bool {
        self.hold_ms > 0.0
    }

    /// Lets `ms` milliseconds of the reader's time pass. True if something
    /// happened: then everything is to be drawn anew, else only what moves.
    pub fn tick(&mut self, ms: f64) -> bool {
        let mut ms = ms.clamp(0.0, LONGEST_FRAME_MS);
        let mut has_changed = false;
        for _ in 0..MOST_STEPS {
            if !self.is_playing || ms <= 0.0 {
                break;
            }
            if self.hold_ms > 0.0 {
                let held = self.hold_ms.min(ms);
                self.hold_ms -= held;
                ms -= held;
                has_changed |= self.hold_ms <= 0.0 && self.next_caption();
                continue;
            }
            let Some(next) = self.history.next_time().filter(|_| !self.history.is_full()) else {
                self.is_playing = false;
                return true;
            };
            let rate = self.rate();
            let until_next = ((next as f64 - self.now()) / rate).max(0.0);
            if until_next > ms {
                self.pass(ms * rate);
                break;
            }
            ms -= until_next;
            self.step_once();
            self.invite();
            has_changed = true;
        }
        has_changed
    }

    /// Goes on to the next stop, without waiting for it. In a run that is being played
    /// for the first time, what is still to be said comes first. False if there was no
    /// stop for [a while](LONGEST_STRIDE).
    pub fn step(&mut self, stride: Stride) -> bool {
        self.hold_ms = 0.0;
        let until = self.cluster().now() + LONGEST_STRIDE;
        while self.cluster().now() < until {
            if self.captions.len() > 1 {
                self.next_caption();
                self.hold_ms = 0.0;
                return true;
            }
            let steps = self.step_once();
            self.hold_ms = 0.0;
            if steps == 0 || stride.stops_at(self.last(steps)) {
                self.say_stop(stride, steps);
                return true;
            }
        }
        false
    }

    /// Does something, now. The story is over then: the reader has taken over. What the
    /// run had later is another branch from here on.
    pub fn act(&mut self, action: Action) -> Result<(), Refusal> {
        // All that happens by itself at this moment comes first, as in a replay.
        let now = self.cluster().now();
        while self.history.next_time().is_some_and(|at| at <= now) && !self.history.is_full() {
            self.step_once();
        }
        let before = self.history.count();
        let verdict = self.history.act(action);
        if verdict.is_ok() {
            self.story = Story::Over;
            self.hold_ms = 0.0;
        }
        self.look_at(self.history.count() - before);
        verdict
    }

    /// The last so many events.
    fn last(&self, count: usize) -> &[Event] {
        let events = self.history.events();
        &events[events.len().saturating_sub(count)..]
    }

    /// Lets the next thing happen. Returns how many events it had.
    pub(crate) fn step_once(&mut self) -> usize {
        let count = self.history.step().len();
        self.owed = 0.0;
        self.look_at(count);
        count
    }

    /// Says what there is to say about the last events.
    fn look_at(&mut self, count: usize) {
        let events = self.last(count);
        let said: Vec<_> = (0..events.len()).filter_map(|at| self.caption_of(events, at)).collect();
        for caption in said {
            self.say(caption);
        }
    }

    /// What there is to say about the event at this place among these, which belong
    /// together.
    fn caption_of(&self, events: &[Event], at: usize) -> Option<Caption> {
        caption(events, at, self.history.cluster(), self.locale.words())
    }

    /// Of what happened last, what a step went to is what is said. A story has its own
    /// order.
    pub(crate) fn say_stop(&mut self, stride: Stride, steps: usize) {
        let events = self.last(steps);
        let stops = |at: &usize| stride.stops_at(&events[*at..=*at]);
        let mut stops = (0..events.len()).rev().filter(stops);
        let caption = stops.find_map(|at| self.caption_of(events, at));
        if let (Story::Over, Some(caption)) = (&self.story, caption) {
            self.say(caption);
        }
    }

    fn say(&mut self, caption: Caption) {
        // What somebody put there is read in peace, one after the other.
        if caption.is_told() {
            if !self.is_reading() {
                self.captions.clear();
                self.hold_ms = caption.reading_ms();
            }
            return self.captions.push(caption);
        }
        let Story::Telling(told) = &mut self.story else {
            if self.is_reading() {
                return;
            }
            // The last word stands; nothing waits for it to be read.
            self.captions.clear();
            self.captions.push(caption);
            return;
        };
        // An election that has to be repeated is told again.
        let is_election = matches!(caption.topic, Topic::Candidate | Topic::Leader | Topic::Denied);
        let is_known = told.contains(&caption.topic);
        if is_known && !is_election {
            return;
        }
        if !is_known {
            told.push(caption.topic);
        }
        if !self.is_reading() && self.captions.len() <= 1 {
            self.captions.clear();
            self.hold_ms = caption.reading_ms();
        }
        self.captions.push(caption);
    }

    /// Goes on to the next caption, or, after the last one, to the invitation.
    fn next_caption(&mut self) -> bool {
        if self.captions.len() > 1 {
            self.captions.remove(0);
            self.hold_ms = self.captions.first().map_or(0.0, Caption::reading_ms);
            return true;
        }
        self.invite()
    }

    /// The story is over when all know, all is said, and the asker has the answer.
    fn invite(&mut self) -> bool {
        let has_told_all =
            matches!(&self.story, Story::Telling(told) if told.contains(&Topic::AllKnow));
        let is_answered = self.cluster().clients().iter().all(|c| c.waiting_for().is_none());
        let is_over = has_told_all && is_answered && self.captions.len() <= 1 && !self.is_reading();
        if is_over {
            self.story = Story::Invites;
            self.is_playing = false;
        }
        is_over
    }

    fn pass(&mut self, virtual_time: f64) {
        let owed = self.owed + virtual_time;
        let whole = owed.floor();
        self.owed = owed - whole;
        let until = self.cluster().now() + whole as Micros;
        self.history.wait_until(until);
    }

    /// Virtual microseconds per millisecond.
    fn rate(&self) -> f64 {
        match self.speed {
            Speed::Slower(times) => 1_000.0 / f64::from(times.max(1)),
            Speed::Faster(times) => 1_000.0 * f64::from(times),
            Speed::Auto if self.has_news() => AUTO_NEWS,
            Speed::Auto => AUTO_QUIET,
        }
    }

    /// Whether something is under way that is worth watching.
    fn has_news(&self) -> bool {
        let cluster = self.cluster();
        let is_polling = cluster.clients().iter().any(|client| client.is_polling());
        let mut flights = cluster.network().flights().iter();
        is_polling || flights.any(|(&id, flight)| !is_quiet(id, flight, cluster))
    }
}
