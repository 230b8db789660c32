//! Messages in flight as a list: the way to them for keyboards, and for whoever
//! does not like to chase moving targets.

use yew::{Callback, Html};

use super::marks::mark;
use crate::cluster::{Action, MILLISECOND, Node};
use crate::ui::markup::{markup, says};
use crate::view::{FlightView, Msg, Scene};

/// The list of messages, each with what can be done to it.
pub fn in_flight(scene: &Scene, on: &Callback<Msg>) -> Html {
    let lines: Vec<_> = scene.flights.iter().map(|flight| line(flight, on)).collect();
    let count = lines.len() as u64;
    let list = match lines.is_empty() {
        true => markup!("<p>No message is on its way right now.</p>"),
        false => markup!(r#"<ul class="flying">{}</ul>"#, lines),
    };
    markup!(
        r#"<details class="card" id="in-flight">
            <summary>In flight <b>{}</b></summary>
            {}
        </details>"#,
        count,
        list
    )
}

fn line(flight: &FlightView, on: &Callback<Msg>) -> Html {
    let id = flight.id;
    let button = |word: &'static str, action: Action| {
        markup!(
            "<button aria-label={} onclick={}>{}</button>",
            [word, ": ", &flight.label].concat(),
            says(on, Msg::Act(action)),
            word
        )
    };
    markup!(
        "<li key={} onfocusin={} onpointerenter={}>
            {}<span>{} → {}</span>
            <div>{}{}{}{}</div>
        </li>",
        &flight.key,
        says(on, Msg::Inspect(id)),
        says(on, Msg::Inspect(id)),
        mark(flight.kind.mark()),
        short(flight.from),
        short(flight.to),
        button("Deliver", Action::Deliver { flight: id }),
        button("Drop", Action::Drop { flight: id }),
        button("Duplicate", Action::Duplicate { flight: id }),
        button("Delay", Action::Delay { flight: id, by: 50 * MILLISECOND })
    )
}

fn short(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{}", server.0),
        Node::Client(_) => "client".into(),
    }
}
