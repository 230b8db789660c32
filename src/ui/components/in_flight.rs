//! Messages in flight as a list: the way to them for keyboards, and for readers who
//! do not like to chase moving targets.

use std::rc::Rc;

use yew::prelude::*;

use super::disclosure::Disclosure;
use super::mark::mark;
use crate::app::{Msg, Panel};
use crate::cluster::{Action, MILLISECOND};
use crate::diagram::mark_of;
use crate::screen::{FlightView, Scene};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`InFlight`].
#[derive(Properties, PartialEq)]
pub struct InFlightProps {
    /// True while the list is open.
    pub is_open: bool,
    /// The messages are in here.
    pub scene: Rc<Scene>,
}

/// The list of messages, each with what can be done to it.
#[component]
pub fn InFlight(props: &InFlightProps) -> Html {
    let words = use_words().chrome();
    let flights = &props.scene.flights;
    html! {
        <Disclosure id="in-flight" panel={Panel::InFlight} is_open={props.is_open}
            summary={html! { <>{words.flights.title}{" "}<b>{flights.len()}</b></> }}>
            if flights.is_empty() {
                <p>{words.flights.none}</p>
            } else {
                <ul class="flying">
                    for flight in flights {
                        <FlightLine key={&*flight.key} flight={flight.clone()}/>
                    }
                </ul>
            }
        </Disclosure>
    }
}

#[derive(Properties, PartialEq)]
struct FlightLineProps {
    flight: Rc<FlightView>,
}

#[component]
fn FlightLine(props: &FlightLineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let flight = &props.flight;
    let id = flight.id;
    let button = |word: &'static str, action: Action| {
        html! {
            <button aria-label={words.button_of(word, &flight.label)}
                onclick={dispatch.on(Msg::Act(action))}>{word}</button>
        }
    };
    let chrome = &words.chrome().flights;
    html! {
        <li onfocusin={dispatch.on(Msg::Inspect(Some(id)))} onfocusout={dispatch.on(Msg::Inspect(None))}
            onpointerenter={dispatch.on(Msg::Inspect(Some(id)))}
            onpointerleave={dispatch.on(Msg::Inspect(None))}>
            {mark(mark_of(flight.kind))}<span>{&flight.label}</span>
            <div>
                {button(chrome.deliver, Action::Deliver { flight: id })}
                {button(chrome.drop, Action::Drop { flight: id })}
                {button(chrome.duplicate, Action::Duplicate { flight: id })}
                {button(chrome.delay, Action::Delay { flight: id, by: 50 * MILLISECOND })}
            </div>
        </li>
    }
}
