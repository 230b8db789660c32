//! The space-time diagram: what a pointer does to the drawing, and the same as a list.

mod list;
mod pointer;

use web_sys::{Element, Event};
use yew::{Callback, Html, TargetCast};

use crate::app::{DiagramMsg, Msg, Pane};
use crate::diagram::Diagram;
use crate::screen::Screen;
use crate::ui::markup::{hears, markup, says};
use crate::ui::stage::{drawing, menu_popup};
use list::line;
use pointer::{cancel, drag, grab, point, release};

/// The diagram, or the way to it.
pub fn diagram(screen: &Screen, on: &Callback<Msg>) -> Html {
    let shown = screen.diagram.as_ref().map(|diagram| opened(diagram, screen, on));
    markup!(
        r#"<section class="pane space" aria-label="Space-time diagram">
            <div class="bar">
                <h2>Space-time <small>every message of the run, from lane to lane</small></h2>
                <button class="big" id="space-toggle" aria-expanded={} onclick={}>{}</button>
            </div>
            {}
        </section>"#,
        if shown.is_some() { "true" } else { "false" },
        hears(toggle(on)),
        if shown.is_some() { "Hide it" } else { "Show the space-time diagram" },
        shown
    )
}

/// Shows or hides it, as wide as its place is.
fn toggle(on: &Callback<Msg>) -> impl Fn(&Event) + 'static {
    let on = on.clone();
    move |event| {
        let button = event.target_dyn_into::<Element>();
        let section = button.and_then(|button| button.closest(".space").ok().flatten());
        if let Some(section) = section {
            let width = section.get_bounding_client_rect().width();
            on.emit(Msg::Diagram(DiagramMsg::Width(width as i64 - 24)));
        }
        on.emit(Msg::Diagram(DiagramMsg::Toggle));
    }
}

fn opened(diagram: &Diagram, screen: &Screen, on: &Callback<Msg>) -> Html {
    let button = |label: &'static str, words: &'static str, is_off: bool, msg: DiagramMsg| {
        markup!(
            r#"<button aria-label={} title={} disabled={} onclick={}>{}</button>"#,
            label,
            label,
            is_off,
            says(on, Msg::Diagram(msg)),
            words
        )
    };
    let (width, height) = diagram.size;
    let (can_widen, can_narrow) = diagram.can_zoom;
    let menu = screen.menu.as_ref().filter(|(_, anchor)| anchor.pane == Pane::Diagram);
    let said = screen.locale.words();
    let rows = diagram.rows.iter().map(|row| line(row, said, on)).collect::<Vec<_>>();
    markup!(
        r#"<div>
            <div class="bar">
                <div class="btns">{}{}{}{}{}</div>
                <span class="range">{}</span>
            </div>
            <div class="st">
                <svg viewBox={} style={} role="img" aria-label={} onpointerover={}
                    onpointerleave={} onpointerdown={} onpointermove={} onpointerup={}
                    onpointercancel={}>{}</svg>
                <div class="bubbles">{}</div>
            </div>
            <p class="hint">{}</p>
            <details class="st-list">
                <summary>The same as a list: go there, change it</summary>
                <ul>{}</ul>
            </details>
        </div>"#,
        button("Earlier", "◂", false, DiagramMsg::Pan(false)),
        button("Later", "▸", false, DiagramMsg::Pan(true)),
        button("Show more time", "−", !can_widen, DiagramMsg::Zoom(false)),
        button("Show less time", "+", !can_narrow, DiagramMsg::Zoom(true)),
        button("Keep the playhead in view", "Follow", diagram.follows, DiagramMsg::Follow),
        &diagram.words,
        format!("0 0 {width} {height}"),
        format!("max-width:{width}px"),
        format!("Space-time diagram, {}. The list below says the same.", diagram.words),
        hears(point(on)),
        says(on, Msg::Diagram(DiagramMsg::Trace(None))),
        hears(grab),
        hears(drag(on)),
        hears(release(on)),
        hears(cancel(on)),
        drawing(diagram.svg.clone()),
        menu.map(|(menu, anchor)| menu_popup(menu, anchor.at, on)),
        &diagram.hint,
        rows
    )
}
