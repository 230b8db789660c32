//! The diagram's drawing, and the menu over it.

use std::rc::Rc;

use yew::prelude::*;

use super::pointer::{cancel, drag, grab, point, release};
use crate::app::{Anchor, DiagramMsg, Menu, Msg};
use crate::diagram::Diagram;
use crate::screen::Format;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::stage::{MenuPopup, drawing};

/// The properties of [`DiagramDrawing`].
#[derive(Properties, PartialEq)]
pub struct DiagramDrawingProps {
    /// The diagram.
    pub diagram: Rc<Diagram>,
    /// The open menu, if it is here.
    pub menu: Option<(Rc<Menu>, Anchor)>,
}

/// Lanes, arrows and marks.
#[component]
pub fn DiagramDrawing(props: &DiagramDrawingProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let DiagramDrawingProps { diagram, menu } = props;
    let (width, height) = diagram.size;
    html! {
        <div class="st">
            <svg viewBox={format!("0 0 {width} {height}")} width={width.to_string()} role="img"
                aria-label={words.diagram_label(&diagram.words)}
                onpointerover={point(&dispatch)}
                onpointerleave={dispatch.on(Msg::Diagram(DiagramMsg::Trace(None)))}
                onpointerdown={grab} onpointermove={drag(&dispatch)}
                onpointerup={release(&dispatch)} onpointercancel={cancel(&dispatch)}>
                {drawing(diagram.svg.clone())}
            </svg>
            <div class="bubbles">
                if let Some((menu, anchor)) = menu {
                    <MenuPopup key={&*menu.title} menu={menu.clone()} at={anchor.at}
                        format={Format::Wide}/>
                }
            </div>
        </div>
    }
}
