//! The space-time diagram: what a pointer does to the drawing, and the same as a list.
//!
//! | file | what it holds |
//! |---|---|
//! | `drawing` | the lanes and arrows |
//! | `pointer` | what a pointer does to them |
//! | `list` | the same, for keyboards and for people who do not see it |

mod drawing;
mod list;
mod pointer;

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Anchor, DiagramMsg, Menu, Msg};
use crate::diagram::Diagram as Shown;
use crate::ui::context::{use_dispatch, use_words};
use drawing::DiagramDrawing;
use list::DiagramLine;

/// The properties of [`Diagram`].
#[derive(Properties, PartialEq)]
pub struct DiagramProps {
    /// The diagram, while it is open.
    pub diagram: Option<Rc<Shown>>,
    /// The open menu, if it is in the diagram.
    pub menu: Option<(Rc<Menu>, Anchor)>,
}

/// The diagram, or the way to it.
#[component]
pub fn Diagram(props: &DiagramProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().diagram);
    let place = use_node_ref();
    let (section, toggled) = (place.clone(), dispatch.clone());
    // Shows or hides it, as wide as its place is.
    let toggle = Callback::from(move |_| {
        if let Some(section) = section.cast::<Element>() {
            let width = section.get_bounding_client_rect().width();
            toggled.emit(Msg::Diagram(DiagramMsg::Width(width as i64 - 24)));
        }
        toggled.emit(Msg::Diagram(DiagramMsg::Toggle));
    });
    let is_open = props.diagram.is_some();
    html! {
        <section ref={place} class="pane space" aria-label={words.label}>
            <div class="bar">
                <h2>{words.title}{" "}<small>{words.about}</small></h2>
                <button class="big" id="space-toggle" aria-expanded={is_open.to_string()}
                    onclick={toggle}>{if is_open { words.hide } else { words.show }}</button>
            </div>
            if let Some(diagram) = &props.diagram {
                <OpenDiagram diagram={diagram.clone()} menu={props.menu.clone()}/>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OpenDiagramProps {
    diagram: Rc<Shown>,
    menu: Option<(Rc<Menu>, Anchor)>,
}

#[component]
fn OpenDiagram(props: &OpenDiagramProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().diagram);
    let OpenDiagramProps { diagram, menu } = props;
    // A sign is named for those who don't see it; a word says itself what it is.
    let button = |about: &'static str, sign: &'static str, is_off: bool, msg: DiagramMsg| {
        let label = (sign.chars().count() == 1).then_some(about);
        html! {
            <button aria-label={label} title={about} disabled={is_off}
                onclick={dispatch.on(Msg::Diagram(msg))}>{sign}</button>
        }
    };
    let (can_widen, can_narrow) = diagram.can_zoom;
    html! {
        <div>
            <div class="bar">
                <div class="btns">
                    {button(words.earlier, "◂", false, DiagramMsg::Pan(false))}
                    {button(words.later, "▸", false, DiagramMsg::Pan(true))}
                    {button(words.more_time, "−", !can_widen, DiagramMsg::Zoom(false))}
                    {button(words.less_time, "+", !can_narrow, DiagramMsg::Zoom(true))}
                    {button(words.follow_about, words.follow, diagram.follows, DiagramMsg::Follow)}
                </div>
                <span class="range">{&diagram.words}</span>
            </div>
            <DiagramDrawing diagram={diagram.clone()} menu={menu.clone()}/>
            <p class="hint">{&diagram.hint}</p>
            <details class="st-list">
                <summary>{words.list}</summary>
                <ul>
                    for row in &diagram.rows {
                        <DiagramLine key={&*row.key} row={row.clone()}/>
                    }
                </ul>
            </details>
        </div>
    }
}
