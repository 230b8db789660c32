//! Something in a picture that stands for a server or the client: it can be
//! pointed at, and opened.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::{Callback, Html};

use super::StageProps;
use crate::app::{Anchor, Msg, Target};
use crate::cluster::Node;
use crate::ui::markup::{Hole, hears, markup, says};

/// Who is drawn, and where.
pub struct Actor {
    /// A name for the page.
    pub key: u16,
    /// Its classes.
    pub class: String,
    /// Its place.
    pub transform: String,
    /// Its name for people who do not see it.
    pub label: String,
    /// Who it is.
    pub node: Node,
    /// What its menu is for.
    pub target: Target,
    /// Where its menu opens.
    pub anchor: Anchor,
    /// What it looks like.
    pub inside: Html,
}

/// The group of an actor, with all that can happen to it.
///
/// What is hit is a shape of its own, over the drawing: a drawing is replaced when
/// something changes, and a button that was pressed on what is gone when it is let go
/// is no click.
pub fn actor(actor: Actor, props: &StageProps) -> Html {
    let Actor { key, mut class, transform, label, node, target, anchor, inside } = actor;
    if props.marked == Some(node) {
        class.push_str(" is-marked");
    }
    let mark = |node: Option<Node>| says(&props.on, Msg::Mark(node));
    let (click, press) = opening(&props.on, target, anchor);
    markup!(
        r#"<g key={} class={} transform={} tabindex="0" role="button" aria-haspopup="menu"
            aria-label={} onpointerenter={} onpointerleave={} onfocus={} onblur={}
            onclick={} onkeydown={}>
            <g aria-hidden="true">{}</g>
            <rect class="hit" x="-38" y="-42" width="76" height="86"/>
        </g>"#,
        key,
        class,
        transform,
        label,
        mark(Some(node)),
        mark(None),
        mark(Some(node)),
        mark(None),
        click,
        hears(press),
        inside
    )
}

/// What opens a menu: a click, and the keys that press a button.
pub fn opening(
    on: &Callback<Msg>,
    target: Target,
    anchor: Anchor,
) -> (Hole, impl Fn(&Event) + 'static) {
    let open = on.clone();
    let press = move |event: &Event| {
        if matches!(key_of(event).as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            open.emit(Msg::OpenMenu(target, anchor));
        }
    };
    (says(on, Msg::OpenMenu(target, anchor)), press)
}

/// The key that was pressed; nothing, if it was something else.
pub fn key_of(event: &Event) -> String {
    event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default()
}
