//! All messages on their way.

use std::rc::Rc;

use yew::prelude::*;

use super::arrow::FlightArrow;
use super::choices::Choices;
use super::message::MessageToken;
use crate::app::Pane;
use crate::cluster::FlightId;
use crate::diagram::Causes;
use crate::lesson::LookAt;
use crate::screen::{Scene, are_dots, is_many};

/// The properties of [`MessageLayer`].
#[derive(Properties, PartialEq)]
pub struct MessageLayerProps {
    /// The messages are in here.
    pub scene: Rc<Scene>,
    /// The picture.
    pub pane: Pane,
    /// The message that is being read.
    pub hot: Option<FlightId>,
    /// True if nothing may travel.
    pub is_still: bool,
    /// The past and the future of the event that is pointed at.
    pub causes: Option<Rc<Causes>>,
}

/// The messages, each on a label that moves; on its arrow, if nothing may.
#[component]
pub fn MessageLayer(props: &MessageLayerProps) -> Html {
    let MessageLayerProps { scene, pane, hot, is_still, causes } = props;
    let flights = &scene.flights;
    let choices = use_context::<Choices>().unwrap_or_default();
    let has_dots = are_dots(flights.len());
    html! {
        <g class="l-msgs" aria-hidden="true">
            <g>
                for flight in flights.iter().filter(|_| *is_still) {
                    <FlightArrow key={&*flight.key} from={flight.from} to={flight.to}
                        kind={flight.kind} pane={*pane} format={scene.format} n={scene.n}/>
                }
            </g>
            <g>
                for flight in flights {
                    <MessageToken key={&*flight.key} flight={flight.clone()} pane={*pane}
                        format={scene.format} is_short={is_many(scene.n)} {has_dots} is_hot={*hot == Some(flight.id)}
                        is_lit={choices.light(LookAt::Message(flight.from, flight.to)).is_some()}
                        tie={causes.as_ref().and_then(|causes| causes.message_tie(flight.id.message))}/>
                }
            </g>
        </g>
    }
}
