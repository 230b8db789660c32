//! Something in a picture that stands for a server or the client: it can be
//! pointed at, and opened.

use yew::prelude::*;

use super::StageProps;
use crate::cluster::Node;
use crate::view::{Anchor, Msg, Target};

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
pub fn actor(actor: Actor, props: &StageProps) -> Html {
    let Actor { key, mut class, transform, label, node, target, anchor, inside } = actor;
    if props.marked == Some(node) {
        class.push_str(" is-marked");
    }
    let mark = |node: Option<Node>| {
        let on = props.on.clone();
        Callback::from(move |()| on.emit(Msg::Mark(node)))
    };
    let (come, go) = (mark(Some(node)), mark(None));
    let (enter, leave) = (come.reform(|_: PointerEvent| ()), go.reform(|_: PointerEvent| ()));
    let (focus, blur) = (come.reform(|_: FocusEvent| ()), go.reform(|_: FocusEvent| ()));
    let (click, press) = opening(&props.on, target, anchor);
    html! {
        <g {key} {class} {transform} tabindex="0" role="button" aria-haspopup="menu" aria-label={label}
            onpointerenter={enter} onpointerleave={leave} onfocus={focus} onblur={blur}
            onclick={click} onkeydown={press}>
            <g aria-hidden="true">{ inside }</g>
        </g>
    }
}

/// What opens a menu: a click, and the keys that press a button.
pub fn opening(
    on: &Callback<Msg>,
    target: Target,
    anchor: Anchor,
) -> (Callback<MouseEvent>, Callback<KeyboardEvent>) {
    let open = on.clone();
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            open.emit(Msg::OpenMenu(target, anchor));
        }
    };
    (on.reform(move |_| Msg::OpenMenu(target, anchor)), key.into())
}
