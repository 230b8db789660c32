//! What is said at the table.

use std::rc::Rc;

use yew::prelude::*;

use crate::cluster::Node;
use crate::lunch::PersonState;
use crate::screen::{Format, Scene, Spot};
use crate::ui::style::use_style;

/// The properties of [`Speech`].
#[derive(Properties, PartialEq)]
pub struct SpeechProps {
    /// The scene with the bubbles.
    pub scene: Rc<Scene>,
}

/// Everything that is being said, each in a bubble by a head.
#[component]
pub fn Speech(props: &SpeechProps) -> Html {
    let scene = &props.scene;
    let holds_sheet = |who: Node| {
        let speaker = scene.servers.iter().find(|server| Node::Server(server.id) == who);
        speaker.is_some_and(|server| server.person == PersonState::Holder)
    };
    html! {
        <div>
            for bubble in &scene.bubbles {
                <SpeechBubble key={bubble.who.to_string()} text={bubble.text.clone()}
                    format={scene.format}
                    spot={scene.format.spot(bubble.who, scene.n, holds_sheet(bubble.who))}/>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SpeechBubbleProps {
    text: AttrValue,
    spot: Spot,
    format: Format,
}

#[component]
fn SpeechBubble(props: &SpeechBubbleProps) -> Html {
    let Spot { at, left, right, is_beside } = props.spot;
    let (room, format) = (right - left, props.format);
    // Where its tail is and how wide it may be, as parts of a hundred.
    let place = use_style([
        ("--x", at.x / format.width() * 100.0),
        ("--y", at.y / format.height() * 100.0),
        ("--a", (at.x - left) / room * 100.0),
        ("--w", room / format.width() * 100.0),
    ]);
    html! {
        <p ref={place} class={classes!("bubble", is_beside.then_some("beside"))}>{&props.text}</p>
    }
}
