//! What happens, for people who listen: one polite live region, and at most one
//! sentence in two seconds.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;

use super::page;

/// How long a sentence is left to be read out, in milliseconds.
const QUIET_MS: u32 = 2_000;

/// The id of the live region.
pub const REGION: &str = "said";

/// Says the newest sentence, once the one before has had its time.
#[derive(Default)]
pub struct Announcer(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    newest: String,
    pause: Option<Timeout>,
}

impl Announcer {
    /// This is the newest sentence.
    pub fn say(&self, sentence: &str) {
        let mut state = self.0.borrow_mut();
        if state.newest == sentence {
            return;
        }
        state.newest = sentence.into();
        if state.pause.is_some() {
            return;
        }
        show(sentence);
        let shared = self.0.clone();
        state.pause = Some(Timeout::new(QUIET_MS, move || {
            let mut state = shared.borrow_mut();
            state.pause = None;
            show(&state.newest);
        }));
    }
}

fn show(sentence: &str) {
    if let Some(region) = page::element(REGION) {
        region.set_text_content(Some(sentence));
    }
}
