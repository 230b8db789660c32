//! What happens, for people who listen: one polite live region for the whole page, and at most
//! one sentence in two seconds.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::page;
use crate::app::{Announcements, Door, Phase, Weight};
use crate::lesson::plain_text;
use crate::screen::{LessonScreen, Screen};
use crate::words::Language;

/// The time that a sentence is left to be read out, in milliseconds.
const QUIET_MS: u32 = 2_000;

/// The id of the live region.
pub const REGION: &str = "said";

/// The things on a screen that are said when they change.
const SAID: usize = 10;

/// Says what matters on each screen.
#[derive(Default)]
pub struct Announcer {
    queue: Rc<RefCell<Queue>>,
    /// What stood there on the screen before.
    known: [Option<String>; SAID],
}

#[derive(Default)]
struct Queue {
    announcements: Announcements,
    pause: Option<Timeout>,
}

impl Announcer {
    /// Says what is new on this screen, and `unheard` before it; where the reader has taken a
    /// step, what it led to.
    pub fn follow(
        &mut self,
        screen: &Screen,
        unheard: &[(Weight, String)],
        is_step: bool,
        words: &dyn Language,
    ) {
        for (weight, sentence) in unheard {
            self.add(sentence, *weight);
        }
        let news = news(screen, words);
        for ((weight, sentence), known) in news.iter().zip(&self.known) {
            if let Some(sentence) = sentence.as_ref().filter(|_| sentence != known) {
                self.add(sentence, *weight);
            }
        }
        self.known = news.map(|(_, sentence)| sentence);
        if let Some(row) = screen.feed.first().filter(|_| is_step) {
            // The paper's words name the server themselves.
            let who = row.who.filter(|_| screen.shows_lunch);
            self.add(&words.heard(who, &row.lunch), Weight::Deciding);
        }
        say_next(&self.queue);
    }

    fn add(&self, sentence: &str, weight: Weight) {
        self.queue.borrow_mut().announcements.add(sentence, weight);
    }
}

/// What stands on this screen and is said when it changes, each at its place.
fn news(screen: &Screen, words: &dyn Language) -> [(Weight, Option<String>); SAID] {
    let chrome = words.chrome();
    let caption = screen.caption.as_ref().filter(|caption| !caption.topic.is_always_heard());
    let is_decisive = caption.is_some_and(|caption| caption.topic.is_decisive());
    let card = match &screen.lesson {
        LessonScreen::Card(card) => Some(card),
        _ => None,
    };
    let answer = card.and_then(|card| card.answer.clone()).map(|(answer, _)| answer);
    let hint = card.and_then(|card| card.task.as_ref()).map(|task| plain_text(&task.hint));
    let is_sandbox = screen.door == Door::Sandbox;
    let is_running = card.is_some_and(|card| card.phase == Phase::Running);
    [
        (Weight::News, Some(screen.about.title.clone())),
        (Weight::Alarming, screen.violation.clone()),
        (Weight::Alarming, screen.notice.clone()),
        (Weight::Alarming, screen.mistyped.as_ref().map(|mistyped| words.mistyped(mistyped))),
        (Weight::Deciding, answer),
        (Weight::News, screen.weakened.clone()),
        (Weight::News, screen.timeline.compared.clone().filter(|_| is_sandbox)),
        (Weight::News, is_running.then(|| chrome.lessons.running.into())),
        (Weight::News, hint),
        (
            if is_decisive { Weight::News } else { Weight::Passing },
            caption.map(|caption| words.heard(caption.server, &caption.lunch)),
        ),
    ]
}

/// Says the next sentence, and the one after it when that has had its time.
fn say_next(queue: &Rc<RefCell<Queue>>) {
    let mut state = queue.borrow_mut();
    if state.pause.is_some() {
        return;
    }
    let Some(sentence) = state.announcements.take_next() else { return };
    if let Some(region) = page::element(REGION) {
        region.set_text_content(Some(&sentence));
    }
    let shared = queue.clone();
    state.pause = Some(Timeout::new(QUIET_MS, move || {
        shared.borrow_mut().pause = None;
        say_next(&shared);
    }));
}
