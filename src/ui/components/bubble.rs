//! What somebody at the table says.

use yew::prelude::*;

use crate::cluster::Node;
use crate::view::{CLIENT, HEIGHT, Point, Seat, WIDTH, seat};

/// Properties of [`SpeechBubble`].
#[derive(Properties, PartialEq)]
pub struct SpeechBubbleProps {
    /// Who says it.
    pub who: Node,
    /// What.
    pub text: AttrValue,
    /// How many sit at the table.
    pub n: usize,
    /// Whether the one who speaks holds the sheet, which takes some room.
    pub holds_sheet: bool,
}

/// A speech bubble beside somebody's head.
#[component]
pub fn SpeechBubble(props: &SpeechBubbleProps) -> Html {
    let (side, at) = match props.who {
        Node::Client(_) => ("b-up b-guest", Point { x: CLIENT.x, y: CLIENT.y - 54.0 }),
        Node::Server(id) => beside(seat(id, props.n), props.holds_sheet),
    };
    html! { <p class={classes!("bubble", side)} style={place_style(at)}>{ &props.text }</p> }
}

/// On which side of a head the bubble is, and where it points.
fn beside(seat: Seat, holds_sheet: bool) -> (&'static str, Point) {
    let Point { x, y } = seat.at;
    let to_edge = if x > 320.0 { WIDTH - x } else { x };
    let is_left = if y < 130.0 { x <= 330.0 } else { x < 319.9 };
    let gap = |is_sheet_there: bool| if holds_sheet && is_sheet_there { 76.0 } else { 44.0 };
    if y >= 130.0 && !(seat.is_back && to_edge > 164.0) {
        ("b-up", Point { x, y: y - if seat.is_back { 54.0 } else { 76.0 } })
    } else if is_left {
        ("b-left", Point { x: x - gap(seat.side < 0.0), y: y - 24.0 })
    } else {
        ("b-right", Point { x: x + gap(true), y: y - 24.0 })
    }
}

/// A place of the drawing as parts of a hundred of the stage.
pub(super) fn place_style(at: Point) -> String {
    format!("--x:{:.1};--y:{:.1}", at.x / WIDTH * 100.0, at.y / HEIGHT * 100.0)
}
