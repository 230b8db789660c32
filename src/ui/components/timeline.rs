//! The run as a line: drag along it, and step back and forth.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};
use yew::{Callback, Html};

use super::controls::{choice_field, typed};
use super::marks::{IconName, icon};
use crate::app::{Msg, Stride};
use crate::cluster::MILLISECOND;
use crate::screen::Screen;
use crate::ui::markup::{hears, markup, says};

/// The line with its marks, and the steps.
pub fn timeline(screen: &Screen, on: &Callback<Msg>) -> Html {
    let line = &screen.timeline;
    let (dragged, pressed) = (on.clone(), on.clone());
    let drag = hears(move |event| {
        let ms: u64 = typed(event).parse().unwrap_or(0);
        dragged.emit(Msg::Seek(ms * MILLISECOND));
    });
    let press = hears(move |event| {
        if let Some(msg) = step_of(event) {
            event.prevent_default();
            event.stop_propagation();
            pressed.emit(msg);
        }
    });
    let term = |(from, until, term): &(u64, u64, u64)| {
        markup!(
            "<path class={} d={}/>",
            if term % 2 == 0 { "era even" } else { "era" },
            format!("M{from} 0H{until}V20H{from}z")
        )
    };
    // Where there is little room, there is only the number of the term, or nothing.
    let is_wide = |(from, until, _): &&(u64, u64, u64)| until - from > 45;
    let label = |(from, until, term): &(u64, u64, u64)| {
        let word = if until - from > 150 { "term " } else { "" };
        markup!("<span style={}>{}{}</span>", format!("left:{}%", from / 10), word, *term)
    };
    let mark = |(x, class): &(u64, &'static str)| {
        let shape = match *class {
            "m-elected" => "v20",
            "m-committed" => "m0 14v6",
            "m-crashed" => "m-3 3 6 6m0-6-6 6",
            _ => "m0 4v5",
        };
        markup!("<path class={} d={}/>", *class, format!("M{x} 0{shape}"))
    };
    let strides = Stride::ALL.map(|stride| (stride.label().to_string(), stride == screen.stride));
    markup!(
        r#"<section class={} aria-label="Timeline">
            <button class="big" aria-label="One step back" title="One step back" onclick={}>
                {}<span>Back</span>
            </button>
            {}
            <div class="run-line">
                <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
                    <g>{}</g>
                    <g>{}</g>
                </svg>
                <div aria-hidden="true">{}</div>
                <p id="where">{}</p>
                <input type="range" id="playhead" min="0" max={} value={} aria-label="Playhead"
                    aria-valuetext={} oninput={} onkeydown={}/>
            </div>
            <button class="big" disabled={} onclick={} title="Go to the end of the run, and play on">Follow live</button>
            <button class="big" disabled={} onclick={}>Redo</button>
            <p class="compared" role="status">{}</p>
        </section>"#,
        if line.is_at_end { "timeline" } else { "timeline is-past" },
        says(on, Msg::Back),
        icon(IconName::Back),
        choice_field("Step by", strides, on, |position| {
            Msg::SetStride(Stride::ALL.get(position).copied().unwrap_or_default())
        }),
        line.terms.iter().map(term).collect::<Vec<_>>(),
        line.marks.iter().map(mark).collect::<Vec<_>>(),
        line.terms.iter().filter(is_wide).map(label).collect::<Vec<_>>(),
        &line.words,
        line.end_ms,
        line.now_ms,
        &line.words,
        drag,
        press,
        line.is_at_end && screen.is_playing,
        says(on, Msg::FollowLive),
        !line.can_redo,
        says(on, Msg::Redo),
        line.compared.as_ref()
    )
}

/// On the line the arrow keys step; by the millisecond nobody would get anywhere.
fn step_of(event: &Event) -> Option<Msg> {
    match event.dyn_ref::<KeyboardEvent>()?.key().as_str() {
        "ArrowLeft" | "ArrowDown" => Some(Msg::Back),
        "ArrowRight" | "ArrowUp" => Some(Msg::Step),
        "End" => Some(Msg::SeekEnd),
        _ => None,
    }
}
