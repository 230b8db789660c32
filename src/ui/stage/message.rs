//! Messages on their way. Where they are, only the page's clock knows: no place is
//! set here.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::StageProps;
use super::link::towards;
use crate::cluster::{FlightId, Node};
use crate::view::{
    Anchor, FlightView, HEIGHT, Kind, Msg, Pane, Point, Target, WIDTH, path, token_at,
    wire_to_client,
};

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
    html! { <g class="l-msgs" aria-hidden="true"><g>{ for arrows }</g><g>{ for tokens }</g></g> }
}

fn token(flight: &FlightView, pane: Pane, is_tagged: bool, props: &StageProps) -> Html {
    let id = flight.id;
    let (name, mark) = match pane {
        Pane::Lunch => ("l-", "#l-"),
        Pane::Cluster => ("c-", "#"),
    };
    let (tag_class, y, tag) = match (pane, flight.kind) {
        (Pane::Lunch, _) => ("tag", "32", &flight.lunch_tag),
        (Pane::Cluster, Kind::Append) => ("ct", "7", &flight.tag),
        (Pane::Cluster, _) => ("tag", "24", &flight.tag),
    };
    let is_written = !flight.is_quiet && (is_tagged || tag_class == "ct");
    let tag = if is_written { tag.as_str() } else { "" };
    let class = match (flight.is_quiet, props.hot == Some(id)) {
        (false, false) => "msg",
        (true, false) => "msg quiet",
        (false, true) => "msg is-marked",
        (true, true) => "msg quiet is-marked",
    };
    let enter = props.on.reform(move |_: PointerEvent| Msg::Inspect(id));
    // It moves on: waiting for the whole click would often miss it.
    let on = props.on.clone();
    let press = move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && event.button() == 0 {
            event.stop_propagation();
            open(&event, id, pane, &on);
        }
    };
    let on = props.on.clone();
    let click = move |event: MouseEvent| open(&event, id, pane, &on);
    let keep_focus = |event: MouseEvent| event.prevent_default();
    html! {
        <g key={flight.key.clone()} id={[name, &flight.key].concat()} {class} onpointerenter={enter}
            onpointerdown={press} onmousedown={keep_focus} onclick={click}>
            <circle class="hit" r="24" />
            <g class="q"><use href={[mark, flight.kind.mark()].concat()} /></g>
            <text class={tag_class} {y}>{ tag }</text>
        </g>
    }
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
    html! {
        <g key={flight.key.clone()} class={["flight ", flight.kind.colour()].concat()}>
            <path d={way} />
            <path d="m-12-7 13 7-13 7" transform={towards(q, before, q)} />
        </g>
    }
}
