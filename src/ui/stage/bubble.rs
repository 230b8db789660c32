//! What is said at the table.

use yew::Html;

use crate::app::Point;
use crate::cluster::Node;
use crate::lunch::PersonState;
use crate::screen::{HEIGHT, Scene, Spot, WIDTH, spot};
use crate::ui::markup::markup;

/// Everything that is being said, each in a bubble by a head.
pub fn speech(scene: &Scene) -> Html {
    let bubbles = scene.bubbles.iter().map(|bubble| {
        let speaker = scene.servers.iter().find(|server| Node::Server(server.id) == bubble.who);
        let holds_sheet = speaker.is_some_and(|server| server.person == PersonState::Holder);
        let Spot { at, left, right, is_beside } = spot(bubble.who, scene.n, holds_sheet);
        let room = right - left;
        markup!(
            "<p key={} class={} style={}>{}</p>",
            bubble.who.to_string(),
            if is_beside { "bubble beside" } else { "bubble" },
            format!(
                "{};--a:{:.1};--w:{:.1}",
                place_style(at),
                (at.x - left) / room * 100.0,
                room / WIDTH * 100.0
            ),
            &bubble.text
        )
    });
    markup!("<div>{}</div>", bubbles.collect::<Vec<_>>())
}

/// A place of the drawing as parts of a hundred of the stage.
pub fn place_style(at: Point) -> String {
    let (x, y) = (at.x / WIDTH * 100.0, at.y / HEIGHT * 100.0);
    format!("--x:{x:.1};--y:{y:.1}")
}
