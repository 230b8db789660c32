//! The space-time diagram: what a pointer does to the drawing, and the same as a list.
//!
//! | file | what it holds |
//! |---|---|
//! | `drawing` | the lanes and arrows |
//! | `pointer` | what a pointer does to them |
//! | `key` | what its arrows and marks stand for |
//! | `list` | the same, for keyboards and for people who do not see it |

mod drawing;
mod key;
mod list;
mod pointer;

use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Element, window};
use yew::prelude::*;

use crate::app::{Anchor, DiagramMsg, Menu, Msg};
use crate::diagram::Diagram as Shown;
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use drawing::DiagramDrawing;
use key::DiagramKey;
use list::DiagramLine;

/// The properties of [`Diagram`].
#[derive(Properties, PartialEq)]
pub struct DiagramProps {
    /// The diagram.
    pub diagram: Rc<Shown>,
    /// The open menu, if it is in the diagram.
    pub menu: Option<(Rc<Menu>, Anchor)>,
}

/// The diagram, as wide as its place is.
#[component]
pub fn Diagram(props: &DiagramProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().diagram);
    let DiagramProps { diagram, menu } = props;
    let place = use_node_ref();
    let measured = dispatch.clone();
    use_effect_with(place.clone(), move |place| {
        let measure = measures(place.clone(), measured);
        measure();
        let resized =
            window().map(|window| EventListener::new(&window, "resize", move |_| measure()));
        move || drop(resized)
    });
    // A sign is named for those who don't see it; a word says itself what it is.
    let button = |about: &'static str, sign: &'static str, is_off: bool, msg: DiagramMsg| {
        let label = (sign.chars().count() == 1).then_some(about);
        html! {
            <button type="button" class="button" aria-label={label} title={about}
                aria-disabled={is_off.then_some("true")}
                onclick={dispatch.on(Msg::Diagram(msg))}>{sign}</button>
        }
    };
    let (can_widen, can_narrow) = diagram.can_zoom;
    html! {
        <section ref={place} class="space" aria-label={words.label}>
            <div class="bar">
                <div class="btns">
                    {button(words.earlier, "◂", false, DiagramMsg::Pan(false))}
                    {button(words.later, "▸", false, DiagramMsg::Pan(true))}
                    {button(words.more_time, "−", !can_widen, DiagramMsg::Zoom(false))}
                    {button(words.less_time, "+", !can_narrow, DiagramMsg::Zoom(true))}
                    <button type="button" class="button" title={words.follow_about}
                        aria-pressed={diagram.follows.to_string()}
                        onclick={dispatch.on(Msg::Diagram(DiagramMsg::Follow))}>{words.follow}</button>
                </div>
                <span class="range">{&diagram.words}</span>
            </div>
            <DiagramDrawing diagram={diagram.clone()} menu={menu.clone()}/>
            <p class="hint">{&diagram.hint}</p>
            <DiagramKey/>
            <details class="st-list">
                <summary>{words.list}</summary>
                <ul>
                    for row in &diagram.rows {
                        <DiagramLine key={&*row.key} row={row.clone()}/>
                    }
                </ul>
            </details>
        </section>
    }
}

/// Says how wide the drawing in `place` can be.
fn measures(place: NodeRef, dispatch: Dispatch) -> impl Fn() {
    move || {
        let drawing = place.cast::<Element>();
        let drawing = drawing.and_then(|section| section.query_selector(".st").ok().flatten());
        if let Some(drawing) = drawing {
            let width = drawing.get_bounding_client_rect().width();
            dispatch.emit(Msg::Diagram(DiagramMsg::Width(width as i64)));
        }
    }
}
