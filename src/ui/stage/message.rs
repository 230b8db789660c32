//! A message on its way. Where it is, only the page's clock knows: no place is set here.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Anchor, Msg, Pane, Point, Target};
use crate::cluster::{FlightId, MessageKind};
use crate::diagram::{Tie, mark_of};
use crate::screen::{FlightView, HEIGHT, WIDTH};
use crate::ui::context::{Dispatch, use_dispatch};

/// The properties of [`MessageToken`].
#[derive(Properties, PartialEq)]
pub struct MessageTokenProps {
    /// The message.
    pub flight: Rc<FlightView>,
    /// The picture.
    pub pane: Pane,
    /// True if it says in letters what it is; one of a heap does.
    pub is_tagged: bool,
    /// True if its fields are being read.
    pub is_hot: bool,
    /// Its tie to the event that is pointed at.
    pub tie: Option<Tie>,
}

/// The mark of a message.
#[component]
pub fn MessageToken(props: &MessageTokenProps) -> Html {
    let dispatch = use_dispatch();
    let MessageTokenProps { flight, pane, is_tagged, is_hot, tie } = props;
    let (id, pane) = (flight.id, *pane);
    let (name, mark) = match pane {
        Pane::Lunch => ("l-", "#l-"),
        Pane::Cluster | Pane::Diagram => ("c-", "#"),
    };
    let (tag_class, y, tag) = match (pane, flight.kind) {
        (Pane::Lunch, _) => ("tag", "32", &flight.lunch_tag),
        (_, MessageKind::Append) => ("ct", "7", &flight.tag),
        _ => ("tag", "24", &flight.tag),
    };
    let is_written = !flight.is_quiet && (*is_tagged || tag_class == "ct");
    let class = classes!(
        "msg",
        flight.is_quiet.then_some("quiet"),
        is_hot.then_some("is-marked"),
        tie.map(Tie::class)
    );
    // It moves on: waiting for the whole click would often miss it.
    let pressed = dispatch.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && event.button() == 0 {
            event.stop_propagation();
            open(&event, id, pane, &pressed);
        }
    });
    // The focus stays where it is.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let clicked = dispatch.clone();
    let onclick = Callback::from(move |event: MouseEvent| open(&event, id, pane, &clicked));
    html! {
        <g id={format!("{name}{}", flight.key)} {class}
            onpointerenter={dispatch.on(Msg::Inspect(id))}
            {onpointerdown} {onmousedown} {onclick}>
            <circle class="hit" r="24"/>
            <g class="q"><use href={format!("{mark}{}", mark_of(flight.kind))}/></g>
            <text class={tag_class} {y}>{if is_written { tag.as_str() } else { "" }}</text>
        </g>
    }
}

/// Opens the menu of a message where it was hit.
fn open(event: &MouseEvent, id: FlightId, pane: Pane, dispatch: &Dispatch) {
    let token = event.target_dyn_into::<Element>();
    let Some(stage) = token.and_then(|token| token.closest(".stage").ok().flatten()) else {
        return;
    };
    let stage = stage.get_bounding_client_rect();
    let at = Point {
        x: (f64::from(event.client_x()) - stage.left()) / stage.width().max(1.0) * WIDTH,
        y: (f64::from(event.client_y()) - stage.top()) / stage.height().max(1.0) * HEIGHT,
    };
    dispatch.emit(Msg::OpenMenu(Target::Message(id), Anchor { pane, at }));
}
