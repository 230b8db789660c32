//! A message on its way. Where it is, only the page's clock knows: no place is set here.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Anchor, Msg, Pane, Point, Target};
use crate::cluster::FlightId;
use crate::diagram::Tie;
use crate::screen::{
    FlightView, Format, LabelKind, Size, label_size, message_shape, note_fold, note_paper,
    short_label_size,
};
use crate::ui::context::{Dispatch, use_dispatch};

/// The properties of [`MessageToken`].
#[derive(Properties, PartialEq)]
pub struct MessageTokenProps {
    /// The message.
    pub flight: Rc<FlightView>,
    /// The picture.
    pub pane: Pane,
    /// The shape of the picture.
    pub format: Format,
    /// True where there are many servers: messages are short.
    pub is_short: bool,
    /// True if heartbeats are dots.
    pub has_dots: bool,
    /// True if its fields are being read.
    pub is_hot: bool,
    /// True if a lesson points at it.
    pub is_lit: bool,
    /// Its tie to the event that is pointed at.
    pub tie: Option<Tie>,
}

/// The label of a message; a heartbeat has none.
#[component]
pub fn MessageToken(props: &MessageTokenProps) -> Html {
    let dispatch = use_dispatch();
    let MessageTokenProps { flight, pane, format, is_short, has_dots, is_hot, is_lit, tie } = props;
    let (id, pane, format) = (flight.id, *pane, *format);
    let kind = LabelKind::of(flight.kind);
    let name = if pane == Pane::Lunch { "l-" } else { "c-" };
    let words = if pane == Pane::Lunch { &flight.lunch_tag } else { &flight.tag };
    let class = classes!(
        "msg",
        "message",
        kind.class(),
        flight.is_quiet.then_some("quiet"),
        is_hot.then_some("is-marked"),
        is_lit.then_some("is-lit"),
        tie.map(Tie::class)
    );
    // It moves on: waiting for the whole click would often miss it.
    let pressed = dispatch.clone();
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if event.pointer_type() == "mouse" && event.button() == 0 {
            event.stop_propagation();
            open(&event, id, (pane, format), &pressed);
        }
    });
    // The focus stays where it is.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let clicked = dispatch.clone();
    let onclick =
        Callback::from(move |event: MouseEvent| open(&event, id, (pane, format), &clicked));
    let short = || {
        let size = short_label_size(flight.sign.chars().count());
        html! { <g class="in-short">{label(pane, kind, size, &flight.sign, "9.5")}</g> }
    };
    html! {
        <g id={format!("{name}{}", flight.key)} {class}
            onpointerenter={dispatch.on(Msg::Inspect(Some(id)))}
            onpointerleave={dispatch.on(Msg::Inspect(None))}
            {onpointerdown} {onmousedown} {onclick}>
            <circle class="hit" r="24"/>
            if *is_lit { <path class="light" d="M-9-46H9V-36H17L0-20-17-36H-9z"/> }
            if flight.is_quiet && *has_dots {
                <circle class="dot" r="4.5"/>
            } else if flight.is_quiet {
                {label(pane, kind, Size { wide: 14.0, high: 8.0 }, "", "0")}
            } else if *is_short {
                {short()}
            } else {
                <g class="for-large">
                    <g class="in-words">
                        {label(pane, kind, label_size(words.chars().count()), words, "5.5")}
                    </g>
                </g>
                <g class="for-small">{short()}</g>
            }
        </g>
    }
}

/// What it is written on, and what is written on it.
fn label(pane: Pane, kind: LabelKind, size: Size, text: &str, y: &'static str) -> Html {
    let text = text.to_string();
    if pane == Pane::Lunch {
        return html! {
            <>
                <path class="note-paper" d={note_paper(size)}/>
                <path class="note-fold" d={note_fold(size)}/>
                <text class="note-text" {y}>{text}</text>
            </>
        };
    }
    html! {
        <>
            <path class="shape" d={message_shape(kind, size)}/>
            <text class="shape-text" {y}>{text}</text>
        </>
    }
}

/// Opens the menu of a message where it was hit.
fn open(event: &MouseEvent, id: FlightId, (pane, format): (Pane, Format), dispatch: &Dispatch) {
    let token = event.target_dyn_into::<Element>();
    let Some(stage) = token.and_then(|token| token.closest(".stage").ok().flatten()) else {
        return;
    };
    let stage = stage.get_bounding_client_rect();
    let at = Point {
        x: (f64::from(event.client_x()) - stage.left()) / stage.width().max(1.0) * format.width(),
        y: (f64::from(event.client_y()) - stage.top()) / stage.height().max(1.0) * format.height(),
    };
    dispatch.emit(Msg::OpenMenu(Target::Message(id), Anchor { pane, at }));
}
