//! The run as a line: drag along it, or walk along it with the arrow keys.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::cluster::MILLISECOND;
use crate::raft::Term;
use crate::screen::{Sign, TIMELINE_WIDTH, Timeline};
use crate::ui::context::{use_dispatch, use_words};
use crate::words::Language;

/// The properties of [`TimelineTrack`].
#[derive(Properties, PartialEq)]
pub struct TimelineTrackProps {
    /// The line.
    pub line: Rc<Timeline>,
}

/// The line with its terms and signs, and the playhead.
#[component]
pub fn TimelineTrack(props: &TimelineTrackProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let line = &props.line;
    let dragged = dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        let ms: u64 = field.and_then(|field| field.value().parse().ok()).unwrap_or(0);
        dragged.emit(Msg::Seek(ms * MILLISECOND));
    });
    let pressed = dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(msg) = step_of(&event.key(), event.shift_key()) {
            event.prevent_default();
            event.stop_propagation();
            pressed.emit(msg);
        }
    });
    html! {
        <div class="track">
            <svg aria-hidden="true">
                <rect class="whole" width="100%" y="22" height="10" rx="5"/>
                <g>{line.terms.iter().enumerate().map(era).collect::<Html>()}</g>
                <rect class="played" y="22" height="10" rx="5" width={percent(line.now)}/>
                <g>{line.marks.iter().enumerate().map(sign).collect::<Html>()}</g>
                <g>{labels(line, words).collect::<Html>()}</g>
            </svg>
            <input type="range" id="playhead" min="0" max={line.scale_ms.to_string()}
                value={line.now_ms.to_string()} aria-label={words.chrome().timeline.playhead}
                aria-valuetext={line.words.clone()} {oninput} {onkeydown}/>
        </div>
    }
}

fn percent(place: u64) -> String {
    format!("{:.1}%", place as f64 * 100.0 / TIMELINE_WIDTH as f64)
}

// The line grows to the right, and what is on it moves: its place in the list is what stays.
fn era((place, (from, until, term)): (usize, &(u64, u64, Term))) -> Html {
    let class = classes!("era", term.is_multiple_of(2).then_some("even"));
    let width = percent(until.saturating_sub(*from));
    html! { <rect key={place} {class} x={percent(*from)} {width} y="22" height="10"/> }
}

fn sign((place, (x, sign)): (usize, &(u64, Sign))) -> Html {
    let (class, shape) = match sign {
        Sign::Violated => ("is-violated", "M0-7 8 7H-8zM0-2v4M0 4.5v.1"),
        Sign::Elected => ("is-elected", "M-5 8V-7H6L3.5-3 6 1H-5"),
        Sign::Acted => ("is-acted", "M1-8-5 1h4l-1 7 6-9h-4z"),
        Sign::Repaired => ("is-repaired", "M-6 3 5-5M-5-4h6M-1 5h6"),
        Sign::Restarted => ("is-restarted", "M-3-5v10L5 0z"),
        Sign::Committed => ("is-committed", "M-6 0l4 5L7-6"),
    };
    html! {
        <svg key={place} class={classes!("sign", class)} x={percent(*x)} y="10" overflow="visible">
            <path d={shape}/>
        </svg>
    }
}

/// The names of the terms that have room for them.
fn labels<'l>(line: &'l Timeline, words: &'l dyn Language) -> impl Iterator<Item = Html> + 'l {
    let mut free_from = 0;
    line.terms.iter().enumerate().filter_map(move |(place, (from, until, term))| {
        let room = (until - from).max(if *until == line.end { TIMELINE_WIDTH - from } else { 0 });
        let said = match room {
            0..=45 => return None,
            46..=150 => term.to_string(),
            _ => words.term(*term),
        };
        if *from < free_from {
            return None;
        }
        free_from = from + 46;
        Some(html! { <text key={place} x={percent(*from)} y="46">{said}</text> })
    })
}

/// On the line the arrow keys step; by the millisecond nobody would get anywhere.
fn step_of(key: &str, has_shift: bool) -> Option<Msg> {
    Some(match (key, has_shift) {
        ("ArrowLeft" | "ArrowDown", false) => Msg::Back,
        ("ArrowLeft" | "ArrowDown", true) => Msg::BackFar,
        ("ArrowRight" | "ArrowUp", false) => Msg::Step,
        ("ArrowRight" | "ArrowUp", true) => Msg::StepFar,
        ("End", _) => Msg::SeekEnd,
        _ => return None,
    })
}
