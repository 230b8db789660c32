//! All messages on their way, and what is done to them.

use std::rc::Rc;

use web_sys::{Element, Event};
use yew::prelude::*;

use super::arrow::FlightArrow;
use super::choices::Choices;
use super::message::{TokenLook, TokenMark, message_token, token_id};
use crate::app::{Anchor, Msg, Pane, Point, Target};
use crate::cluster::FlightId;
use crate::diagram::Causes;
use crate::lesson::LookAt;
use crate::screen::{FlightView, Format, Scene, are_dots, is_many};
use crate::ui::context::{Dispatch, use_dispatch};

/// The properties of [`MessageLayer`].
#[derive(Properties, PartialEq)]
pub struct MessageLayerProps {
    /// The messages are in here.
    pub scene: Rc<Scene>,
    /// The picture.
    pub pane: Pane,
    /// The message that is being read.
    pub hot: Option<FlightId>,
    /// True if nothing may travel.
    pub is_still: bool,
    /// The past and the future of the event that is pointed at.
    pub causes: Option<Rc<Causes>>,
}

/// The messages, each on a label that moves; on its arrow, if nothing may.
#[component]
pub fn MessageLayer(props: &MessageLayerProps) -> Html {
    let dispatch = use_dispatch();
    let choices = use_context::<Choices>().unwrap_or_default();
    let MessageLayerProps { scene, pane, hot, is_still, causes } = props;
    let (pane, format) = (*pane, scene.format);
    let flights = &scene.flights;
    let look = TokenLook { pane, is_short: is_many(scene.n), has_dots: are_dots(flights.len()) };
    // It moves on while the button is down: what was pressed is meant, wherever it is by then.
    // Its menu opens with the click: what opens before, the browser closes when the button is
    // let go.
    let pressed = use_mut_ref(|| None::<FlightId>);
    let (shown, meant) = (scene.clone(), pressed.clone());
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        let id = message_under(&event, &shown, pane);
        if id.is_some() && event.button() == 0 {
            event.stop_propagation();
            keep_pointer(&event);
        }
        *meant.borrow_mut() = id;
    });
    // The focus stays where it is.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let (shown, clicked) = (scene.clone(), dispatch.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        let meant = pressed.borrow_mut().take();
        if let Some(id) = meant.or_else(|| message_under(&event, &shown, pane)) {
            open(&event, id, (pane, format), &clicked);
        }
    });
    let (shown, pointed) = (scene.clone(), dispatch.clone());
    let onpointerover = Callback::from(move |event: PointerEvent| {
        pointed.emit(Msg::Inspect(message_under(&event, &shown, pane)));
    });
    let token = |flight: &Rc<FlightView>| {
        let mark = TokenMark {
            is_hot: *hot == Some(flight.id),
            is_lit: choices.light(LookAt::Message(flight.from, flight.to)).is_some(),
            tie: causes.as_ref().and_then(|causes| causes.message_tie(flight.id.message)),
        };
        message_token(flight, look, mark)
    };
    html! {
        <g class="l-msgs" aria-hidden="true" {onpointerdown} {onmousedown} {onclick} {onpointerover}
            onpointerleave={dispatch.on(Msg::Inspect(None))}>
            <g>
                for flight in flights.iter().filter(|_| *is_still) {
                    <FlightArrow key={&*flight.key} from={flight.from} to={flight.to}
                        kind={flight.kind} {pane} {format} n={scene.n}/>
                }
            </g>
            <g>{flights.iter().map(token).collect::<Html>()}</g>
        </g>
    }
}

/// The click goes to the layer, though the token under the pointer may be another one by then.
fn keep_pointer(event: &PointerEvent) {
    let token = event.target_dyn_into::<Element>();
    if let Some(layer) = token.and_then(|token| token.closest(".l-msgs").ok().flatten()) {
        let _ = layer.set_pointer_capture(event.pointer_id());
    }
}

/// The message whose token is under the pointer.
fn message_under(event: &Event, scene: &Scene, pane: Pane) -> Option<FlightId> {
    let target = event.target_dyn_into::<Element>()?;
    let id = target.closest(".msg").ok().flatten()?.id();
    scene.flights.iter().find(|flight| token_id(pane, &flight.key) == id).map(|flight| flight.id)
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
