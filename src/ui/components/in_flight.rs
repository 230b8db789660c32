//! Messages in flight as a list: the way to them for keyboards, and for whoever
//! does not like to chase moving targets.

use yew::prelude::*;

use super::marks::mark;
use crate::cluster::{Action, MILLISECOND, Node};
use crate::view::{FlightView, Msg, Scene};

/// The list of messages, each with what can be done to it.
pub fn in_flight(scene: &Scene, on: &Callback<Msg>) -> Html {
    let flights = &scene.flights;
    html! {
        <details class="card" id="in-flight">
            <summary>{ "In flight " }<b>{ flights.len() }</b></summary>
            if flights.is_empty() {
                <p>{ "No message is on its way right now." }</p>
            } else {
                <ul class="flying">{ for flights.iter().map(|flight| line(flight, on)) }</ul>
            }
        </details>
    }
}

fn line(flight: &FlightView, on: &Callback<Msg>) -> Html {
    let id = flight.id;
    let act = |action: Action| on.reform(move |_: MouseEvent| Msg::Act(action.clone()));
    let look = on.reform(move |_: FocusEvent| Msg::Inspect(id));
    let hover = on.reform(move |_: PointerEvent| Msg::Inspect(id));
    let button = |word: &'static str, action: Action| {
        html! {
            <button key={word} aria-label={format!("{word}: {}", flight.label)} onclick={act(action)}>
                { word }
            </button>
        }
    };
    html! {
        <li key={flight.key.clone()} onfocusin={look} onpointerenter={hover}>
            { mark(flight.kind.mark()) }
            <span>{ format!("{} → {}", short(flight.from), short(flight.to)) }</span>
            <div>
                { button("Drop", Action::Drop { flight: id }) }
                { button("Duplicate", Action::Duplicate { flight: id }) }
                { button("Delay", Action::Delay { flight: id, by: 50 * MILLISECOND }) }
            </div>
        </li>
    }
}

fn short(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{}", server.0),
        Node::Client(_) => "client".into(),
    }
}
