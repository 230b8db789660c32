//! Where the focus is, and where it goes when what had it disappears.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::page;

/// The element that has the focus, unless it is only the page as a whole.
pub fn focused() -> Option<Element> {
    page::document()?.active_element().filter(|element| element.tag_name() != "BODY")
}

/// Gives the focus to `element`, if it is still there.
pub fn focus(element: Option<&Element>) {
    if let Some(element) = element.filter(|element| element.is_connected()) {
        // An element of a drawing can have the focus too, by the same function.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Moves the focus among `element` and its siblings by the arrow keys, Home and
/// End, round and round. True if `key` was one of them.
pub fn focus_sibling(element: &Element, key: &str) -> bool {
    let Some(parent) = element.parent_element() else { return false };
    let next = match key {
        "ArrowDown" | "ArrowRight" => {
            element.next_element_sibling().or_else(|| parent.first_element_child())
        }
        "ArrowUp" | "ArrowLeft" => {
            element.previous_element_sibling().or_else(|| parent.last_element_child())
        }
        "Home" => parent.first_element_child(),
        "End" => parent.last_element_child(),
        _ => return false,
    };
    focus(next.as_ref());
    true
}

/// Keeps the focus on the page when the element that had it disappears or can no longer
/// be used: it goes to the panel around that, else to Play.
pub struct FocusKeeper {
    /// The element that last got the focus, and everything around it.
    trail: Rc<RefCell<Vec<Element>>>,
    _listener: Option<EventListener>,
}

impl FocusKeeper {
    /// Watches where the focus goes.
    pub fn new() -> FocusKeeper {
        let trail = Rc::new(RefCell::new(Vec::new()));
        let kept = trail.clone();
        let listener = page::document().map(|document| {
            EventListener::new(&document, "focusin", move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                kept.replace(
                    std::iter::successors(target, |inner| inner.parent_element()).collect(),
                );
            })
        });
        FocusKeeper { trail, _listener: listener }
    }

    /// To be called after each drawing.
    pub fn follow(&self) {
        let is_usable = focused().map(|has_it| !has_it.matches(":disabled").unwrap_or(false));
        if is_usable == Some(true) {
            return;
        }
        // Taken out: to give the focus is heard at once.
        let trail = self.trail.take();
        let is_lost = is_usable.is_some() || trail.first().is_some_and(|was| !was.is_connected());
        // A menu gives the focus back by itself.
        let is_menu = |element: &Element| element.class_list().contains("menu");
        if !is_lost || trail.iter().any(is_menu) {
            return;
        }
        let panel = trail
            .iter()
            .filter(|element| element.is_connected() && element.tag_name() == "DETAILS")
            .find_map(|panel| panel.query_selector("summary").ok().flatten());
        let play = || page::document()?.query_selector(".play").ok().flatten();
        focus(panel.or_else(play).as_ref());
    }
}
