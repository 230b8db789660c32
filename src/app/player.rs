//! Plays a run: the reader's milliseconds in, virtual time out. How fast it plays
//! changes no event.

use super::announcements::{Weight, drop_least};
use super::narrator::{Entrance, Narrator};
use super::news::is_quiet;
use super::story::{ChapterMark, Story, chapter_begun_by};
use super::stride::Stride;
use super::task::PlayerGoal;
use crate::check::{Property, Standing, Violation};
use crate::cluster::{Action, Cluster, Event, LUNCH_BEGINS, Micros, Refusal, Run, SECOND};
use crate::lunch::{Chapter, Choice, can_decide};
use crate::run::{History, Watcher};
use crate::words::{Caption, Language, Locale, Topic, caption};

/// Most milliseconds that one frame makes up for: after a longer gap the page has
/// been away, and time has stood still for it.
const LONGEST_FRAME_MS: f64 = 100.0;

/// Most things that happen in one frame.
const MOST_STEPS: usize = 4_000;

/// Most frames that the chapters of a story are looked for in: five minutes of telling.
const MOST_FRAMES: usize = 3_000;

/// Most sentences that wait for somebody who listens.
const MOST_UNHEARD: usize = 12;

/// How far a step looks for a stop.
pub(crate) const LONGEST_STRIDE: Micros = 2 * SECOND;

/// How many of the last events are kept at hand.
const KEEP: usize = 8_192;

/// Virtual microseconds per millisecond while something is said that matters, and
/// while only heartbeats pass, for [`Speed::Auto`].
const AUTO_NEWS: f64 = 8.0;
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
    pub fn label(self, words: &dyn Language) -> String {
        match self {
            Speed::Auto => words.chrome().controls.auto.into(),
            Speed::Slower(1) => "1×".into(),
            Speed::Slower(times) => format!("1/{times}"),
            Speed::Faster(times) => format!("{times}×"),
        }
    }
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
    pub(crate) narrator: Narrator,
    /// What is to be heard whatever else happens, until somebody takes it.
    unheard: Vec<Caption>,
    /// The story of this run; it is told in its own door only.
    pub(crate) story: Story,
    /// True while the story is told.
    pub(crate) tells: bool,
    /// When what is shown begins; what was before it is only the way there.
    pub(crate) begins: Micros,
    /// Where a script ends: time stops there, and goes on when it is asked to.
    pub(crate) ends: Option<Micros>,
    /// True from when that moment is reached until all is read that was said by then.
    pub(crate) is_ending: bool,
    /// How many events there are where a lesson lets the run stop.
    pub(crate) stops_at: Option<usize>,
    /// What the reader shall bring about in a lesson: the run stops when it is so.
    pub(crate) goal: Option<PlayerGoal>,
    /// Virtual time that has passed, but is less than a microsecond.
    pub(crate) owed: f64,
}

impl Player {
    /// The beginning of the lunch: somebody holds the order sheet already.
    pub fn lunch(run: Run, locale: Locale) -> Player {
        let mut player = Player::of(run, locale);
        player.history.run_until(LUNCH_BEGINS);
        player.history.wait_until(LUNCH_BEGINS);
        player.begins = LUNCH_BEGINS;
        player.narrator.clear();
        player.story = Story::lunch();
        player.tells = true;
        player.say(Caption::opening(player.cluster(), locale.words()));
        player
    }

    /// The beginning of a run that tells no story: somebody made it, and knows why.
    pub fn of(run: Run, locale: Locale) -> Player {
        let mut player = Player {
            history: History::open(run, KEEP),
            locale,
            is_playing: false,
            speed: Speed::Auto,
            narrator: Narrator::default(),
            unheard: Vec::new(),
            story: Story::of_another_run(),
            tells: false,
            begins: 0,
            ends: None,
            is_ending: false,
            stops_at: None,
            goal: None,
            owed: 0.0,
        };
        player.narrator.say(Caption::opening(player.cluster(), locale.words()), Entrance::Passing);
        player
    }

    /// Where the chapters of a lunch begin: it is told once, in no time.
    pub fn chapters(run: &Run, locale: Locale) -> Vec<ChapterMark> {
        let mut player = Player::lunch(run.clone(), locale);
        player.is_playing = true;
        let mut marks: Vec<ChapterMark> = Vec::new();
        for _ in 0..MOST_FRAMES {
            if let Some(chapter) = player.caption().and_then(|c| chapter_begun_by(c.topic))
                && !marks.iter().any(|mark| mark.chapter == chapter)
            {
                let (count, at) = (player.history.count(), player.cluster().now());
                marks.push(ChapterMark { chapter, count, at });
            }
            if !player.is_playing {
                break;
            }
            player.tick(LONGEST_FRAME_MS);
        }
        marks
    }

    /// The run so far.
    pub fn history(&self) -> &History<Watcher> {
        &self.history
    }

    /// The moment at which its script ends, if it has one.
    pub fn ends(&self) -> Option<Micros> {
        self.ends
    }

    /// The cluster right now.
    pub fn cluster(&self) -> &Cluster {
        self.history.cluster()
    }

    /// When what is shown begins.
    pub fn begins(&self) -> Micros {
        self.begins
    }

    /// What had gone wrong by the playhead, the first thing first.
    pub fn violations(&self) -> &[Violation] {
        self.history.watch().violations(self.history.count())
    }

    /// How `property` stands at the playhead.
    pub fn standing(&self, property: Property) -> Standing {
        self.history.watch().standing(property, self.history.count())
    }

    /// True where a lesson lets the run stop, and beyond.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stops_at.is_some_and(|stop| self.history.count() >= stop) || self.has_reached_goal()
    }

    /// The story, while it is told.
    pub fn story(&self) -> Option<&Story> {
        self.tells.then_some(&self.story)
    }

    /// Tells the story from now on, or leaves it.
    pub fn tell(&mut self, tells: bool) {
        if tells && !self.tells {
            self.story.retell();
        }
        if tells != self.tells {
            self.narrator.settle();
        }
        self.tells = tells;
    }

    /// What is said right now.
    pub fn caption(&self) -> Option<&Caption> {
        self.narrator.caption()
    }

    /// What a reader who listens has to hear of what has happened since this was last asked.
    pub fn take_unheard(&mut self) -> Vec<Caption> {
        std::mem::take(&mut self.unheard)
    }

    /// The virtual moment to draw, in microseconds.
    pub fn now(&self) -> f64 {
        self.cluster().now() as f64 + self.owed
    }

    /// Whether the caption holds time still, so that it can be read.
    pub fn is_reading(&self) -> bool {
        self.narrator.is_holding()
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
            if self.narrator.is_busy() {
                let (left, is_read) = self.narrator.hold(ms);
                ms = left;
                // Another caption, or the invitation.
                has_changed |= is_read;
                self.invite();
                continue;
            }
            if self.has_stopped() {
                self.is_playing = false;
                return true;
            }
            let Some(next) = self.history.next_time().filter(|_| !self.history.is_full()) else {
                self.is_playing = false;
                return true;
            };
            if std::mem::take(&mut self.is_ending) {
                self.is_playing = false;
                return true;
            }
            let end = self.ends.filter(|&end| self.cluster().now() < end && end < next);
            let next = end.unwrap_or(next);
            let rate = self.rate();
            let until_next = ((next as f64 - self.now()) / rate).max(0.0);
            let passed = until_next.min(ms);
            self.narrator.pass(passed);
            if until_next > ms {
                self.pass(ms * rate);
                break;
            }
            ms -= until_next;
            has_changed = true;
            if let Some(end) = end {
                self.owed = 0.0;
                self.history.wait_until(end);
                self.is_ending = true;
                continue;
            }
            self.step_once();
            self.run_errand();
            self.invite();
            let is_last = self.history.next_time().is_none_or(|later| later > next);
            self.is_ending = is_last && self.ends == Some(next);
        }
        has_changed
    }

    /// Goes on to the next stop, without waiting for it; in the story, to what is said next.
    /// What is still to be said comes first. False if there was no stop for
    /// [a while](LONGEST_STRIDE).
    pub fn step(&mut self, stride: Stride) -> bool {
        let until = self.cluster().now() + LONGEST_STRIDE;
        self.is_ending = false;
        let is_told = self.tells || self.caption().is_some_and(|c| c.topic == Topic::Said);
        if is_told && self.narrator.next() {
            self.narrator.release();
            return true;
        }
        self.narrator.settle();
        while self.cluster().now() < until {
            if self.has_stopped() {
                return true;
            }
            let steps = self.step_once();
            self.run_errand();
            let has_word = self.tells && self.narrator.is_holding();
            match self.tells {
                true => self.narrator.release(),
                false => self.narrator.settle(),
            }
            let is_stop = match self.tells {
                true => has_word,
                false => stride.stops_at(self.last(steps)),
            };
            if steps == 0 || is_stop {
                self.say_stop(stride, steps);
                self.invite();
                return true;
            }
            if self.invite() {
                return true;
            }
        }
        false
    }

    /// Does something, now: in a story that is another act. What the run had later is
    /// another branch from here on.
    pub fn act(&mut self, action: Action) -> Result<(), Refusal> {
        // All that happens by itself at this moment comes first, as in a replay.
        let now = self.cluster().now();
        while self.history.next_time().is_some_and(|at| at <= now) && !self.history.is_full() {
            self.step_once();
        }
        let before = self.history.count();
        let verdict = self.history.act(action);
        if verdict.is_ok() {
            self.narrator.release();
            self.story.act(now, before);
        }
        self.look_at(self.history.count() - before);
        self.look_for_goal();
        verdict
    }

    /// The acts of the story so far, each with how many events there were when it began.
    pub fn acts(&self) -> impl Iterator<Item = &(Choice, usize)> {
        self.story.acts(self.history.len())
    }

    /// The reader has chosen this in the story, and it is done.
    pub(crate) fn choose(&mut self, choice: Choice) {
        self.story.choose(choice, self.history.count());
    }

    /// Goes to where a chapter of the lunch begins, and tells it.
    pub fn go_to_chapter(&mut self, mark: ChapterMark) {
        match mark.count <= self.history.len() {
            true => self.go_to(mark.count as u64, mark.at),
            false => self.skip_to(mark.chapter),
        }
    }

    /// Goes back to where an act began.
    pub fn go_to_act(&mut self, place: usize) {
        let count = self.acts().nth(place).map(|(_, count)| *count);
        if let Some(count) = count {
            self.go_to(count as u64, 0);
        }
    }

    /// Goes on to where the lunch's story comes to this chapter.
    pub fn skip_to(&mut self, chapter: Chapter) {
        let was_playing = std::mem::replace(&mut self.is_playing, true);
        for _ in 0..MOST_FRAMES {
            let now = self.caption().and_then(|caption| chapter_begun_by(caption.topic));
            if !self.is_playing || now.is_some_and(|now| now >= chapter) {
                break;
            }
            self.tick(LONGEST_FRAME_MS);
        }
        self.is_playing = was_playing;
        self.unheard.clear();
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
        self.look_for_goal();
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

    /// Of what happened last, what a step went to is what is said: what decides something
    /// before what does not. A story has its own order.
    pub(crate) fn say_stop(&mut self, stride: Stride, steps: usize) {
        if self.tells {
            return;
        }
        let events = self.last(steps);
        let stops = |at: &usize| stride.stops_at(&events[*at..=*at]);
        let stops = (0..events.len()).rev().filter(stops);
        let said: Vec<_> = stops.filter_map(|at| self.caption_of(events, at)).collect();
        let decisive = said.iter().find(|caption| caption.topic.is_decisive());
        if let Some(caption) = decisive.or(said.first()).cloned() {
            self.narrator.clear();
            self.narrator.say(caption, Entrance::AtOnce);
        }
    }

    fn say(&mut self, caption: Caption) {
        if self.is_playing && caption.topic.is_always_heard() {
            self.unheard.push(caption.clone());
            if self.unheard.len() > MOST_UNHEARD {
                drop_least(&mut self.unheard, |other| Weight::of_caption(other.topic));
            }
        }
        let is_paced = self.speed == Speed::Auto;
        let is_decisive = caption.topic.is_decisive();
        let entrance = match caption.topic {
            // What somebody put there is read in peace, one after the other.
            Topic::Said => Entrance::Held,
            topic if self.tells => match self.story.tells(topic) {
                true => Entrance::Held,
                false => return,
            },
            _ if is_decisive && is_paced => Entrance::Held,
            _ if is_decisive => Entrance::AtOnce,
            _ => Entrance::Passing,
        };
        self.narrator.say(caption, entrance);
    }

    /// Does what the story has promised to do by itself.
    fn run_errand(&mut self) {
        let cluster = self.history.cluster();
        let errand = self.story.errand(cluster);
        if let Some(action) = errand {
            let before = self.history.count();
            // Refused, it stands in the run as an event that says so.
            let _ = self.history.act(action);
            self.look_at(self.history.count() - before);
        }
    }

    /// An act is over when nothing more comes of it, and all is said.
    pub(super) fn invite(&mut self) -> bool {
        let is_silent = !self.narrator.is_busy();
        let cluster = self.history.cluster();
        let mut is_over = self.tells && is_silent && self.story.is_over(cluster);
        // That nothing comes of it is what is to be seen then: it is said first.
        if is_over && !can_decide(cluster) && self.story.tells_once(Topic::Stuck) {
            let why = Caption::stuck(cluster, self.locale.words());
            is_over = why.is_none();
            if let Some(why) = why {
                self.narrator.say(why, Entrance::Held);
            }
        }
        if is_over {
            self.story.invite();
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
