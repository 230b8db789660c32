//! Something in a picture that stands for a server or the client: it can be
//! pointed at, and opened.

use yew::prelude::*;

use super::choices::{Choices, Purpose};
use super::drawing;
use super::stop::TabStop;
use crate::app::{Anchor, Msg, Target};
use crate::cluster::Node;
use crate::ui::context::{Dispatch, use_dispatch};

/// The shape that can be hit.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A person, from head to lap.
    Person,
    /// A machine's box.
    Server,
}

/// The properties of [`Actor`].
#[derive(Properties, PartialEq)]
pub struct ActorProps {
    /// Its classes.
    pub class: Classes,
    /// Its place.
    pub transform: AttrValue,
    /// Its name for people who do not see it.
    pub label: AttrValue,
    /// The server or client that it stands for.
    pub node: Node,
    /// The target of its menu.
    pub target: Target,
    /// The place where its menu opens.
    pub anchor: Anchor,
    /// True if it is pointed at, in either picture.
    pub is_marked: bool,
    /// The shape that can be hit.
    pub hit: Hit,
    /// How large it is drawn.
    pub scale: f64,
    /// Its looks, as SVG text.
    pub picture: AttrValue,
    /// What is written on it that somebody typed.
    #[prop_or_default]
    pub children: Children,
}

/// The group of an actor, with all that can happen to it.
///
/// What is hit is a shape of its own, over the drawing: a drawing is replaced when
/// something changes, and a button that was pressed on what is gone when it is let go
/// is no click.
#[component]
pub fn Actor(props: &ActorProps) -> Html {
    let dispatch = use_dispatch();
    let purpose = use_context::<Choices>().map_or(Purpose::Menu, |it| it.purpose_of(props.node));
    let stop = use_context::<TabStop>();
    let ActorProps { node, target, anchor, .. } = *props;
    let index = stop.as_ref().map_or("0", |stop| stop.index_of(node));
    let number = match node {
        Node::Server(server) => server.0.to_string(),
        // After all servers.
        Node::Client(_) => "100".into(),
    };
    let (marks, marked) = (dispatch.clone(), Msg::Mark(Some(node)));
    let onfocus = Callback::from(move |_: FocusEvent| {
        marks.emit(marked.clone());
        if let Some(stop) = &stop {
            stop.on_focus.emit(node);
        }
    });
    let mark = Msg::Mark(Some(node));
    let hit = match props.hit {
        Hit::Person => "M-42-46H42V58H-42z",
        Hit::Server => "M-62-46H62V48H-62z",
    };
    html! {
        <g class={classes!(props.class.clone(), props.is_marked.then_some("is-marked"))}
            transform={&props.transform} tabindex={purpose.is_button().then_some(index)} data-number={number}
            role={if purpose.is_button() { "button" } else { "img" }}
            aria-haspopup={(purpose == Purpose::Menu).then_some("menu")}
            aria-pressed={purpose.pressed()} aria-label={&props.label}
            onpointerenter={dispatch.on(mark)} onpointerleave={dispatch.on(Msg::Mark(None))}
            {onfocus} onblur={dispatch.on(Msg::Mark(None))}
            onclick={dispatch.on(Msg::OpenMenu(target, anchor))}
            onkeydown={opens_by_key(&dispatch, target, anchor)}>
            <g aria-hidden="true">{drawing(props.picture.clone())}{props.children.clone()}</g>
            <path class="hit" d={hit} transform={format!("scale({:.2})", props.scale)}/>
        </g>
    }
}

/// Opens a menu by the keys that press a button.
pub fn opens_by_key(
    dispatch: &Dispatch,
    target: Target,
    anchor: Anchor,
) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            dispatch.emit(Msg::OpenMenu(target, anchor));
        }
    })
}
