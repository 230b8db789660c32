//! What a pointer does to the drawing. What it is over says so in an attribute.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};
use yew::{Callback, TargetCast};

use crate::view::{
    Anchor, DiagramMsg, Grip, HEIGHT, Msg, Pane, Point, Target, WIDTH, flight_of_key, number,
};

/// What an attribute of what is under the pointer says.
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
pub fn point(on: &Callback<Msg>) -> impl Fn(&Event) + 'static {
    let on = on.clone();
    move |event| {
        if let Some(number) = under(event, "data-e").and_then(|text| number(&text)) {
            on.emit(Msg::Diagram(DiagramMsg::Trace(Some(number))));
        } else if let Some(number) = under(event, "data-s").and_then(|text| number(&text)) {
            on.emit(Msg::Diagram(DiagramMsg::Trace(Some(number))));
        }
    }
}

/// Remembers in the drawing itself what is held: it moves under the pointer.
pub fn grab(event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
    let Some(svg) = drawing(event) else {
        return;
    };
    if let Some(held) = under(event, "data-h").or_else(|| under(event, "data-o"))
        && pointer.button() == 0
    {
        let _ = svg.set_attribute("data-held", &held);
        let _ = svg.set_attribute("data-from", &pointer.client_x().to_string());
        let _ = svg.set_pointer_capture(pointer.pointer_id());
        event.prevent_default();
    }
}

/// How far a pointer has to move to drag.
const DEAD_ZONE: i32 = 4;

fn held(svg: &Element) -> Option<Grip> {
    let held = svg.get_attribute("data-held")?;
    match number(&held) {
        Some(ordinal) => Some(Grip::Action(ordinal)),
        None => flight_of_key(&held).map(Grip::Head),
    }
}

/// Drags what is held, once it has really moved.
pub fn drag(on: &Callback<Msg>) -> impl Fn(&Event) + 'static {
    let on = on.clone();
    move |event| {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
        let svg = drawing(event);
        let Some((svg, grip)) = svg.and_then(|svg| held(&svg).map(|grip| (svg, grip))) else {
            return;
        };
        let from = svg.get_attribute("data-from").and_then(|x| x.parse::<i32>().ok());
        if from.is_some_and(|from| (pointer.client_x() - from).abs() < DEAD_ZONE) {
            return;
        }
        let _ = svg.remove_attribute("data-from");
        on.emit(Msg::Diagram(DiagramMsg::Drag(grip, place(pointer, &svg))));
    }
}

/// Lets go of what was dragged.
pub fn release(on: &Callback<Msg>) -> impl Fn(&Event) + 'static {
    let on = on.clone();
    move |event| {
        let svg = drawing(event);
        let Some(svg) = svg.filter(|svg| svg.has_attribute("data-held")) else { return };
        let _ = svg.remove_attribute("data-held");
        // What did not move was clicked.
        if svg.has_attribute("data-from") {
            return;
        }
        let _ = svg.set_attribute("data-dragged", "");
        on.emit(Msg::Diagram(DiagramMsg::Release));
    }
}

/// A click opens the menu of a message or an action, and goes to any other event.
pub fn click(on: &Callback<Msg>) -> impl Fn(&Event) + 'static {
    let on = on.clone();
    move |event| {
        let Some(pointer) = event.dyn_ref::<MouseEvent>() else { return };
        let svg = drawing(event);
        let Some(svg) = svg else { return };
        if svg.has_attribute("data-dragged") {
            let _ = svg.remove_attribute("data-dragged");
            return;
        }
        let area = svg.get_bounding_client_rect();
        let at = Point {
            x: (f64::from(pointer.client_x()) - area.left()) / area.width().max(1.0) * WIDTH,
            y: (f64::from(pointer.client_y()) - area.top()) / area.height().max(1.0) * HEIGHT,
        };
        let open = |target| Msg::OpenMenu(target, Anchor { pane: Pane::Diagram, at });
        if let Some(flight) = under(event, "data-a").and_then(|key| flight_of_key(&key)) {
            on.emit(open(Target::Arrow(flight)));
        } else if let Some(ordinal) = under(event, "data-o").and_then(|text| number(&text)) {
            on.emit(open(Target::Action(ordinal)));
        } else if let Some(number) = under(event, "data-e").and_then(|text| number(&text)) {
            on.emit(Msg::SeekEvent(number));
        }
    }
}

/// How far from the left of the drawing a pointer is.
fn place(pointer: &MouseEvent, svg: &Element) -> i64 {
    let area = svg.get_bounding_client_rect();
    let view = svg.get_attribute("viewBox").unwrap_or_default();
    let width = view.split(' ').nth(2).and_then(|n| n.parse::<i32>().ok()).unwrap_or(1);
    let part = (f64::from(pointer.client_x()) - area.left()) / area.width().max(1.0);
    (part * f64::from(width)) as i64
}
