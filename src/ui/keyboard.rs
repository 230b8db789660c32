//! The keys of the page. Those that are a letter or a sign are heard only on the pictures, or
//! where nothing has the focus, and can be switched off: who speaks to a computer types them
//! without meaning to.

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::context::Dispatch;
use super::page;
use crate::app::{Msg, Panel};

/// True while the keys that are a letter or a sign are heard.
static SINGLE_KEYS: AtomicBool = AtomicBool::new(true);

/// What the arrow keys lead on in. The part of the page that is skipped to is none of them.
const USES_ARROWS: &str = "[role=button], [tabindex]:not(main)";

/// Whether the keys that are a letter or a sign are heard.
pub fn has_single_keys() -> bool {
    SINGLE_KEYS.load(Ordering::Relaxed)
}

/// Switches the keys that are a letter or a sign on or off.
pub fn switch_single_keys(is_on: bool) {
    SINGLE_KEYS.store(is_on, Ordering::Relaxed);
}

/// Listens for keys as long as it is kept.
pub fn listen(dispatch: &Dispatch) -> Option<EventListener> {
    let dispatch = dispatch.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let document = page::document()?;
    Some(EventListener::new_with_options(&document, "keydown", options, move |event| {
        if let Some(msg) = event.dyn_ref::<KeyboardEvent>().and_then(message) {
            event.prevent_default();
            dispatch.emit(msg);
        }
    }))
}

/// The message of a key, unless the thing that has the focus uses it itself.
fn message(event: &KeyboardEvent) -> Option<Msg> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let uses_keys = |selector: &str| target.closest(selector).is_ok_and(|found| found.is_some());
    let key = event.key();
    if event.alt_key() || uses_keys("input, select, textarea, dialog, .menu") {
        return None;
    }
    if event.ctrl_key() || event.meta_key() {
        // With the command key, Shift leaves the letter small.
        return match key.as_str() {
            "z" | "Z" if !event.shift_key() => Some(Msg::Undo),
            "z" | "Z" | "y" => Some(Msg::Redo),
            _ => None,
        };
    }
    let is_single = matches!(key.as_str(), "." | "," | "u" | "?");
    // What is clicked and takes no focus leaves it to the part of the page around it.
    let is_on_stage = uses_keys(".stage") || matches!(&*target.tag_name(), "BODY" | "MAIN");
    if is_single && !(is_on_stage && has_single_keys()) {
        return None;
    }
    let (step, back) = match event.shift_key() {
        true => (Msg::StepFar, Msg::BackFar),
        false => (Msg::Step, Msg::Back),
    };
    match key.as_str() {
        " " if !uses_keys("button, summary, a, [role=button]") => Some(Msg::PlayPause),
        "." => Some(Msg::Step),
        "," => Some(Msg::Back),
        "ArrowLeft" if !uses_keys(USES_ARROWS) => Some(back),
        "ArrowRight" if !uses_keys(USES_ARROWS) => Some(step),
        "u" => Some(Msg::Undo),
        "?" => Some(Msg::Panel(Panel::Help, true)),
        _ => None,
    }
}
