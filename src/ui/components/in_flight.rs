//! Messages in flight as a list: the way to them for keyboards, and for whoever
//! does not like to chase moving targets.

use yew::{Callback, Html};

use super::marks::mark;
use super::panel::{inside, toggles};
use crate::app::{Msg, Panel};
use crate::cluster::{Action, MILLISECOND};
use crate::diagram::mark_of;
use crate::screen::{FlightView, Screen};
use crate::ui::markup::{markup, says};

/// The list of messages, each with what can be done to it.
pub fn in_flight(screen: &Screen, on: &Callback<Msg>) -> Html {
    let flights = &screen.scene.flights;
    markup!(
        r#"<details class="card" id="in-flight" ontoggle={}>
            <summary>In flight <b>{}</b></summary>
            {}
        </details>"#,
        toggles(Panel::InFlight, on),
        flights.len() as u64,
        inside(screen.panels, Panel::InFlight, || list(flights, on))
    )
}

fn list(flights: &[FlightView], on: &Callback<Msg>) -> Html {
    let lines: Vec<_> = flights.iter().map(|flight| line(flight, on)).collect();
    match lines.is_empty() {
        true => markup!("<p>No message is on its way right now.</p>"),
        false => markup!(r#"<ul class="flying">{}</ul>"#, lines),
    }
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
            {}<span>{}</span>
            <div>{}{}{}{}</div>
        </li>",
        &flight.key,
        says(on, Msg::Inspect(id)),
        says(on, Msg::Inspect(id)),
        mark(mark_of(flight.kind)),
        &flight.label,
        button("Deliver", Action::Deliver { flight: id }),
        button("Drop", Action::Drop { flight: id }),
        button("Duplicate", Action::Duplicate { flight: id }),
        button("Delay", Action::Delay { flight: id, by: 50 * MILLISECOND })
    )
}
