//! The way of a message as an arrow, where nothing may travel.

use yew::prelude::*;

use super::wire::towards;
use crate::app::Pane;
use crate::cluster::{MessageKind, Node};
use crate::diagram::colour_of;
use crate::screen::{Format, way};

/// The properties of [`FlightArrow`].
#[derive(Properties, PartialEq)]
pub struct FlightArrowProps {
    /// The sender.
    pub from: Node,
    /// The receiver.
    pub to: Node,
    /// The kind of message.
    pub kind: MessageKind,
    /// The picture.
    pub pane: Pane,
    /// The shape of the picture.
    pub format: Format,
    /// The number of servers.
    pub n: usize,
}

/// An arrow from the sender to the receiver.
#[component]
pub fn FlightArrow(props: &FlightArrowProps) -> Html {
    let FlightArrowProps { from, to, kind, pane, format, n } = *props;
    let way = way(format, pane, from, to, n);
    let (before, end) = (way.at(0.9), way.at(1.0));
    html! {
        <g class={classes!("flight", colour_of(kind))}>
            <path d={way.to_path()}/>
            <path d="m-12-7 13 7-13 7" transform={towards(end, before, end)}/>
        </g>
    }
}
