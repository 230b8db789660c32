//! What is said at the table.

use yew::Html;

use crate::cluster::Node;
use crate::ui::markup::markup;
use crate::view::{CLIENT, HEIGHT, PersonState, Point, Scene, Seat, Tenths, WIDTH, seat};

/// How much room a bubble beside a head needs on a small stage.
const LEAST_ROOM: f64 = 120.0;

/// Everything that is being said, each in a bubble beside a head.
pub fn speech(scene: &Scene) -> Html {
    let bubbles = scene.bubbles.iter().map(|bubble| {
        let speaker = scene.servers.iter().find(|server| Node::Server(server.id) == bubble.who);
        let holds_sheet = speaker.is_some_and(|server| server.person == PersonState::Holder);
        let (side, at) = match bubble.who {
            Node::Client(_) => ("b-up b-guest", Point { x: CLIENT.x, y: CLIENT.y - 54.0 }),
            Node::Server(id) => beside(seat(id, scene.n), holds_sheet),
        };
        markup!(
            "<p key={} class={} style={}>{}</p>",
            &bubble.text,
            ["bubble ", side].concat(),
            place_style(at),
            &bubble.text
        )
    });
    markup!("<div>{}</div>", bubbles.collect::<Vec<_>>())
}

/// On which side of a head the bubble is, and where it points.
fn beside(seat: Seat, holds_sheet: bool) -> (&'static str, Point) {
    let Point { x, y } = seat.at;
    let is_high = y < 130.0;
    let is_left = if is_high { x <= 330.0 } else { x < 319.9 };
    let to_edge = if is_left { x } else { WIDTH - x };
    let is_beside = is_high || (seat.is_back && to_edge > 164.0);
    if !is_beside {
        return ("b-up", Point { x, y: y - if seat.is_back { 54.0 } else { 76.0 } });
    }
    let is_sheet_between = holds_sheet && is_left == (seat.side < 0.0);
    let gap = if is_sheet_between { 76.0 } else { 44.0 };
    // Where the stage is small there is no room for words beside the sheet.
    let is_tight = to_edge - gap < LEAST_ROOM;
    match (is_left, is_tight) {
        (true, false) => ("b-left", Point { x: x - gap, y: y - 24.0 }),
        (true, true) => ("b-left b-tight", Point { x: x - gap, y: y - 24.0 }),
        (false, false) => ("b-right", Point { x: x + gap, y: y - 24.0 }),
        (false, true) => ("b-right b-tight", Point { x: x + gap, y: y - 24.0 }),
    }
}

/// A place of the drawing as parts of a hundred of the stage.
pub fn place_style(at: Point) -> String {
    let (x, y) = (at.x / WIDTH * 100.0, at.y / HEIGHT * 100.0);
    format!("--x:{};--y:{}", Tenths(x), Tenths(y))
}
