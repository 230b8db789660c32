//! What happens, for people who listen: one polite live region, and at most one
//! sentence in two seconds.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::page;
use crate::app::Announcements;
use crate::screen::Screen;
use crate::words::Caption;

/// How long a sentence is left to be read out, in milliseconds.
const QUIET_MS: u32 = 2_000;

/// The id of the live region.
pub const REGION: &str = "said";

/// Says what matters on each screen.
#[derive(Default)]
pub struct Announcer {
    queue: Rc<RefCell<Queue>>,
    /// The name of the run, what went wrong, and the caption: said when they change.
    known: (String, Option<String>, Option<Caption>),
}

#[derive(Default)]
struct Queue {
    announcements: Announcements,
    pause: Option<Timeout>,
}

impl Announcer {
    /// Says what is new on this screen; where the reader has taken a step, what it led to.
    pub fn follow(&mut self, screen: &Screen, is_step: bool) {
        let Screen { about, violation, caption, .. } = screen;
        let (title, wrong, said) = std::mem::replace(
            &mut self.known,
            (about.title.clone(), violation.clone(), caption.clone()),
        );
        if about.title != title {
            self.add(&about.title, true);
        }
        if let Some(violation) = violation.as_ref().filter(|_| *violation != wrong) {
            self.add(violation, true);
        }
        if let Some(caption) = caption.as_ref().filter(|_| *caption != said) {
            self.add(&caption.lunch, caption.topic.is_decisive());
        }
        if let Some(row) = screen.feed.first().filter(|_| is_step) {
            self.add(&row.lunch, true);
        }
        say_next(&self.queue);
    }

    fn add(&self, sentence: &str, is_important: bool) {
        self.queue.borrow_mut().announcements.add(sentence, is_important);
    }
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
