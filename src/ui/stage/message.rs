//! Messages on their way. Where they are, only the page's clock knows: no place is
//! set here.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};
use yew::{Callback, Html};

use super::StageProps;
use super::link::towards;
use crate::app::{Anchor, Msg, Pane, Point, Target};
use crate::cluster::{FlightId, MessageKind, Node};
use crate::diagram::{Tie, colour_of, mark_of};
use crate::screen::{FlightView, HEIGHT, WIDTH, path, token_at, wire_to_client};
use crate::ui::markup::{hears, markup, says};

/// The messages, each as a mark that moves; on its arrow, if nothing may.
pub fn messages(props: &StageProps, pane: Pane) -> Html {
    let flights = &props.scene.flights;
    let n = props.scene.n;
    let arrows = flights.iter().filter(|_| props.still).map(|flight| arrow(flight, n));
    let tokens = flights.iter().enumerate().map(|(i, flight)| {
        // What is sent to everyone leaves as a heap: one of the heap says it.
        let is_said = flights[i + 1..]
            .iter()
            .any(|other| other.from == flight.from && other.lunch_tag == flight.lunch_tag);
        token(flight, pane, !is_said, props)
    });
    markup!(
        r#"<g class="l-msgs" aria-hidden="true"><g>{}</g><g>{}</g></g>"#,
        arrows.collect::<Vec<_>>(),
        tokens.collect::<Vec<_>>()
    )
}

fn token(flight: &FlightView, pane: Pane, is_tagged: bool, props: &StageProps) -> Html {
    let id = flight.id;
    let (name, mark) = match pane {
        Pane::Lunch => ("l-", "#l-"),
        Pane::Cluster | Pane::Diagram => ("c-", "#"),
    };
    let (tag_class, y, tag) = match (pane, flight.kind) {
        (Pane::Lunch, _) => ("tag", "32", &flight.lunch_tag),
        (_, MessageKind::Append) => ("ct", "7", &flight.tag),
        _ => ("tag", "24", &flight.tag),
    };
    let is_written = !flight.is_quiet && (is_tagged || tag_class == "ct");
    let tag = if is_written { tag.as_str() } else { "" };
    let class = match (flight.is_quiet, props.hot == Some(id)) {
        (false, false) => "msg",
        (true, false) => "msg quiet",
        (false, true) => "msg is-marked",
        (true, true) => "msg quiet is-marked",
    };
    let tie = props.causes.as_ref().and_then(|causes| causes.message_tie(id.message));
    // It moves on: waiting for the whole click would often miss it.
    let on = props.on.clone();
    let press = move |event: &Event| {
        let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
        if pointer.pointer_type() == "mouse" && pointer.button() == 0 {
            event.stop_propagation();
            open(pointer, id, pane, &on);
        }
    };
    let on = props.on.clone();
    let click = move |event: &Event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            open(event, id, pane, &on);
        }
    };
    markup!(
        r#"<g key={} id={} class={} onpointerenter={} onpointerdown={} onmousedown={} onclick={}>
            <circle class="hit" r="24"/>
            <g class="q"><use href={}/></g>
            <text class={} y={}>{}</text>
        </g>"#,
        &flight.key,
        [name, &flight.key].concat(),
        [class, tie.map_or("", Tie::class)].concat(),
        says(&props.on, Msg::Inspect(id)),
        hears(press),
        // The focus stays where it is.
        hears(|event| event.prevent_default()),
        hears(click),
        [mark, mark_of(flight.kind)].concat(),
        tag_class,
        y,
        tag.to_string()
    )
}

/// Opens the menu of a message where it was hit.
fn open(event: &MouseEvent, id: FlightId, pane: Pane, on: &Callback<Msg>) {
    let token = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(stage) = token.and_then(|token| token.closest(".stage").ok().flatten()) else {
        return;
    };
    let stage = stage.get_bounding_client_rect();
    let at = Point {
        x: (f64::from(event.client_x()) - stage.left()) / stage.width().max(1.0) * WIDTH,
        y: (f64::from(event.client_y()) - stage.top()) / stage.height().max(1.0) * HEIGHT,
    };
    on.emit(Msg::OpenMenu(Target::Message(id), Anchor { pane, at }));
}

/// The way of a message as an arrow, where nothing may travel.
fn arrow(flight: &FlightView, n: usize) -> Html {
    let at = |t| token_at(flight.from, flight.to, n, t);
    let (p, before, q) = (at(0.0), at(0.9), at(1.0));
    let way = match (flight.from, flight.to) {
        (Node::Server(server), Node::Client(_)) | (Node::Client(_), Node::Server(server)) => {
            wire_to_client(server, n)
        }
        _ => path(&['M', 'L'], &[p, q]),
    };
    markup!(
        r#"<g key={} class={}><path d={}/><path d="m-12-7 13 7-13 7" transform={}/></g>"#,
        &flight.key,
        ["flight ", colour_of(flight.kind)].concat(),
        way,
        towards(q, before, q)
    )
}
