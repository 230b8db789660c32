//! Where the focus is, and where it goes when what had it disappears.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::page;

/// What can have the focus in a line of a list.
const USABLE: &str = "button, a[href], input";

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

/// Moves the focus from `here` among `all` by the arrow keys, Home and End, round and round.
/// True if `key` was one of them.
pub fn focus_next(all: &[Element], here: &Element, key: &str) -> bool {
    let count = all.len();
    let Some(place) = all.iter().position(|element| element == here) else { return false };
    let next = match key {
        "ArrowDown" | "ArrowRight" => (place + 1) % count,
        "ArrowUp" | "ArrowLeft" => (place + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return false,
    };
    focus(all.get(next));
    true
}

/// Keeps the focus on the page when the element that had it disappears or can no longer
/// be used: it goes to what took its place in a list, else to the panel around it, else to
/// the heading of the lesson that has opened, else to what had it before, else to Play.
pub struct FocusKeeper {
    kept: Rc<RefCell<Kept>>,
    _listener: Option<EventListener>,
}

/// What is known of where the focus was.
#[derive(Default)]
struct Kept {
    /// The element that last got the focus, and everything around it.
    trail: Vec<Element>,
    /// Its place, if it was in a list: the list, which line, and which button of it.
    place: Option<(Element, usize, usize)>,
    /// What had the focus before.
    before: Option<Element>,
}

impl Kept {
    fn note(&mut self, target: Option<Element>) {
        let before = self.trail.first().cloned().filter(|was| Some(was) != target.as_ref());
        self.before = before.or(self.before.take());
        self.place = target.as_ref().and_then(place_of);
        self.trail = std::iter::successors(target, |inner| inner.parent_element()).collect();
    }

    /// What takes the place of an element that is gone.
    fn heir(&self) -> Option<Element> {
        let in_list = self.place.as_ref().and_then(|(list, line, button)| {
            let lines = children(list);
            let line = lines.get((*line).min(lines.len().checked_sub(1)?))?;
            let buttons = elements_in(line, USABLE);
            buttons.get(*button).or(buttons.first()).cloned()
        });
        let in_list = in_list.filter(|element| element.is_connected());
        let panel = || {
            self.trail
                .iter()
                .filter(|element| element.is_connected() && element.tag_name() == "DETAILS")
                .find_map(|panel| panel.query_selector("summary").ok().flatten())
        };
        let before = || self.before.clone().filter(|element| element.is_connected());
        let play = || page::document()?.query_selector(".play").ok().flatten();
        // A lesson that has just opened is read from its heading.
        let heading = || page::document()?.query_selector(".lesson-news").ok().flatten();
        in_list.or_else(panel).or_else(heading).or_else(before).or_else(play)
    }
}

/// The list that an element is in, its line there, and which of the line's buttons it is.
fn place_of(element: &Element) -> Option<(Element, usize, usize)> {
    let line = element.closest("li").ok().flatten()?;
    let list = line.parent_element()?;
    let place = children(&list).iter().position(|other| *other == line)?;
    let button = elements_in(&line, USABLE).iter().position(|other| other == element).unwrap_or(0);
    Some((list, place, button))
}

fn children(element: &Element) -> Vec<Element> {
    std::iter::successors(element.first_element_child(), Element::next_element_sibling).collect()
}

/// The elements inside that `selector` finds.
pub fn elements_in(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    let all = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok());
    all.collect()
}

impl FocusKeeper {
    /// Watches where the focus goes.
    pub fn new() -> FocusKeeper {
        let kept = Rc::new(RefCell::new(Kept::default()));
        let noted = kept.clone();
        let listener = page::document().map(|document| {
            EventListener::new(&document, "focusin", move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                // A menu gives the focus back by itself, and is nothing to come back to.
                if let Ok(mut kept) = noted.try_borrow_mut() {
                    kept.note(target);
                }
            })
        });
        FocusKeeper { kept, _listener: listener }
    }

    /// To be called after each drawing.
    pub fn follow(&self) {
        let is_usable = focused().map(|has_it| !has_it.matches(":disabled").unwrap_or(false));
        if is_usable == Some(true) {
            return;
        }
        // Taken out: to give the focus is heard at once.
        let kept = self.kept.take();
        let is_lost =
            is_usable.is_some() || kept.trail.first().is_some_and(|was| !was.is_connected());
        let is_menu = |element: &Element| element.class_list().contains("menu");
        if is_lost && !kept.trail.iter().any(is_menu) {
            focus(kept.heir().as_ref());
        }
    }
}
