//! The way of a message as an arrow, where nothing may travel.

use yew::prelude::*;

use super::wire::towards;
use crate::cluster::{MessageKind, Node};
use crate::diagram::colour_of;
use crate::screen::{path, token_at, wire_to_client};

/// The properties of [`FlightArrow`].
#[derive(Properties, PartialEq)]
pub struct FlightArrowProps {
    /// The sender.
    pub from: Node,
    /// The receiver.
    pub to: Node,
    /// The kind of message.
    pub kind: MessageKind,
    /// The number of servers.
    pub n: usize,
}

/// An arrow from the sender to the receiver.
#[component]
pub fn FlightArrow(props: &FlightArrowProps) -> Html {
    let FlightArrowProps { from, to, kind, n } = *props;
    let at = |t| token_at(from, to, n, t);
    let (p, before, q) = (at(0.0), at(0.9), at(1.0));
    let way = match (from, to) {
        (Node::Server(server), Node::Client(_)) | (Node::Client(_), Node::Server(server)) => {
            wire_to_client(server, n)
        }
        _ => path(&['M', 'L'], &[p, q]),
    };
    html! {
        <g class={classes!("flight", colour_of(kind))}>
            <path d={way}/>
            <path d="m-12-7 13 7-13 7" transform={towards(q, before, q)}/>
        </g>
    }
}
