//! What a pointer does to the drawing. What it is over says so in an attribute.

use gloo_timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;

use crate::app::{Anchor, DiagramMsg, Msg, Pane, Point, Target};
use crate::cluster::FlightId;
use crate::diagram::Grip;
use crate::screen::Format;
use crate::ui::context::Dispatch;

/// The value of this attribute of the thing under the pointer.
fn under(event: &Event, name: &str) -> Option<String> {
    let element = event.target_dyn_into::<Element>()?;
    let found = element.closest(&format!("[{name}]")).ok().flatten()?;
    found.get_attribute(name)
}

/// The drawing that an event happened in. (yew listens at the page's root: that, and not
/// the drawing, is an event's own `current_target`.)
fn drawing(event: &Event) -> Option<Element> {
    event.target_dyn_into::<Element>()?.closest(".st svg").ok().flatten()
}

/// Points at the event under the pointer: where a message arrived, or else was sent.
pub fn point(dispatch: &Dispatch) -> Callback<PointerEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: PointerEvent| {
        if let Some(number) = under(&event, "data-e").and_then(|text| text.parse().ok()) {
            dispatch.emit(Msg::Diagram(DiagramMsg::Trace(Some(number))));
        } else if let Some(number) = under(&event, "data-s").and_then(|text| text.parse().ok()) {
            dispatch.emit(Msg::Diagram(DiagramMsg::Trace(Some(number))));
        }
    })
}

/// Remembers in the drawing itself what was pressed: its content may be replaced before
/// the button is let go, and what can be held moves under the pointer.
pub fn grab(event: PointerEvent) {
    let Some(svg) = drawing(&event) else {
        return;
    };
    forget(&svg);
    if event.button() != 0 {
        return;
    }
    let keep = |name: &str, text: &str| {
        let _ = svg.set_attribute(name, text);
    };
    keep("data-x", &event.client_x().to_string());
    keep("data-y", &event.client_y().to_string());
    for name in CLICKED {
        if let Some(what) = under(&event, name) {
            keep(PRESSED, &[name, " ", &what].concat());
            break;
        }
    }
    if let Some(held) = under(&event, "data-h").or_else(|| under(&event, "data-o")) {
        keep("data-held", &held);
        let _ = svg.set_pointer_capture(event.pointer_id());
        event.prevent_default();
    }
}

/// Things that can be clicked have one of these: a message, an action, an event.
const CLICKED: [&str; 3] = ["data-a", "data-o", "data-e"];
/// Where the drawing remembers what was pressed.
const PRESSED: &str = "data-pressed";

/// Nothing is pressed any more.
fn forget(svg: &Element) {
    for name in [PRESSED, "data-held", "data-x", "data-y", "data-moved"] {
        let _ = svg.remove_attribute(name);
    }
}

/// True if a pointer has left the place where it was pressed.
fn has_moved(pointer: &MouseEvent, svg: &Element) -> bool {
    let far = |name: &str, now: i32| {
        let then = svg.get_attribute(name).and_then(|text| text.parse::<i32>().ok());
        then.is_none_or(|then| (now - then).abs() >= DEAD_ZONE)
    };
    svg.has_attribute("data-moved")
        || far("data-x", pointer.client_x())
        || far("data-y", pointer.client_y())
}

/// The distance that a pointer has to move to drag.
const DEAD_ZONE: i32 = 4;

fn held(svg: &Element) -> Option<Grip> {
    let held = svg.get_attribute("data-held")?;
    match held.parse().ok() {
        Some(ordinal) => Some(Grip::Action(ordinal)),
        None => FlightId::from_key(&held).map(Grip::Head),
    }
}

/// Drags what is held, once it has really moved.
pub fn drag(dispatch: &Dispatch) -> Callback<PointerEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: PointerEvent| {
        let svg = drawing(&event);
        let Some((svg, grip)) = svg.and_then(|svg| held(&svg).map(|grip| (svg, grip))) else {
            return;
        };
        if !has_moved(&event, &svg) {
            return;
        }
        let _ = svg.set_attribute("data-moved", "");
        dispatch.emit(Msg::Diagram(DiagramMsg::Drag(grip, place(&event, &svg))));
    })
}

/// Lets go of what was dragged. What did not move was clicked: that opens the menu of a
/// message or an action, and goes to any other event.
pub fn release(dispatch: &Dispatch) -> Callback<PointerEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: PointerEvent| {
        let Some(svg) = drawing(&event) else { return };
        let (pressed, is_held) = (svg.get_attribute(PRESSED), svg.has_attribute("data-held"));
        let (has_moved, was_dragged) =
            (has_moved(&event, &svg), is_held && svg.has_attribute("data-moved"));
        forget(&svg);
        if was_dragged {
            dispatch.emit(Msg::Diagram(DiagramMsg::Release));
        } else if let Some(pressed) = pressed.filter(|_| !has_moved)
            && let Some(msg) = clicked(&pressed, &event, &svg)
        {
            // A menu that opened at once would be closed again: the browser takes this very
            // event for a click outside of it.
            let dispatch = dispatch.clone();
            Timeout::new(0, move || dispatch.emit(msg)).forget();
        }
    })
}

/// The hold is lost: another finger, a page that scrolls.
pub fn cancel(dispatch: &Dispatch) -> Callback<PointerEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: PointerEvent| {
        if let Some(svg) = drawing(&event) {
            forget(&svg);
        }
        dispatch.emit(Msg::Diagram(DiagramMsg::Release));
    })
}

/// The message of a click on the thing that was `pressed`.
fn clicked(pressed: &str, pointer: &MouseEvent, svg: &Element) -> Option<Msg> {
    let area = svg.get_bounding_client_rect();
    let at = Point {
        x: (f64::from(pointer.client_x()) - area.left()) / area.width().max(1.0)
            * Format::Wide.width(),
        y: (f64::from(pointer.client_y()) - area.top()) / area.height().max(1.0)
            * Format::Wide.height(),
    };
    let open = |target| Msg::OpenMenu(target, Anchor { pane: Pane::Diagram, at });
    let (name, what) = pressed.split_once(' ')?;
    match name {
        "data-a" => FlightId::from_key(what).map(|flight| open(Target::Arrow(flight))),
        "data-o" => what.parse().ok().map(|ordinal| open(Target::Action(ordinal))),
        _ => what.parse().ok().map(Msg::SeekEvent),
    }
}

/// The distance of a pointer from the left of the drawing.
fn place(pointer: &MouseEvent, svg: &Element) -> i64 {
    let area = svg.get_bounding_client_rect();
    let view = svg.get_attribute("viewBox").unwrap_or_default();
    let width = view.split(' ').nth(2).and_then(|n| n.parse::<i32>().ok()).unwrap_or(1);
    let part = (f64::from(pointer.client_x()) - area.left()) / area.width().max(1.0);
    (part * f64::from(width)) as i64
}
