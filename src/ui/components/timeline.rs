//! The run as a line: drag along it, and step back and forth.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::choice_field::ChoiceField;
use super::icon::{IconName, icon};
use crate::app::{Msg, Stride};
use crate::cluster::MILLISECOND;
use crate::raft::Term;
use crate::screen::{TIMELINE_WIDTH, Timeline as Line};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::style::use_style;

/// The properties of [`Timeline`].
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    /// The line.
    pub line: Rc<Line>,
    /// The length of a step.
    pub stride: Stride,
    /// True while time passes.
    pub is_playing: bool,
}

/// The line with its marks, and the steps.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().timeline);
    let TimelineProps { line, stride, is_playing } = props;
    let dragged = dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        let ms: u64 = field.and_then(|field| field.value().parse().ok()).unwrap_or(0);
        dragged.emit(Msg::Seek(ms * MILLISECOND));
    });
    let pressed = dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(msg) = step_of(&event.key()) {
            event.prevent_default();
            event.stop_propagation();
            pressed.emit(msg);
        }
    });
    let strides: Vec<AttrValue> = Stride::ALL.map(|stride| stride.label().into()).to_vec();
    let on_stride = use_callback(dispatch.clone(), |place, dispatch| {
        dispatch.emit(Msg::SetStride(Stride::ALL.get(place).copied().unwrap_or_default()));
    });
    html! {
        <section class={classes!("timeline", (!line.is_at_end).then_some("is-past"))}
            aria-label={words.label}>
            <button class="big" aria-label={words.back_about} title={words.back_about}
                onclick={dispatch.on(Msg::Back)}>
                {icon(IconName::Back)}<span>{words.back}</span>
            </button>
            <ChoiceField name={words.step_by} choices={strides} on_choose={on_stride}
                chosen={Stride::ALL.iter().position(|other| other == stride)}/>
            <div class="run-line">
                <svg viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
                    <g>{line.terms.iter().enumerate().map(era).collect::<Html>()}</g>
                    <g>{line.marks.iter().enumerate().map(mark).collect::<Html>()}</g>
                </svg>
                <div aria-hidden="true">
                    for (place, (from, term, room)) in line.terms.iter().filter_map(label).enumerate() {
                        <TermLabel key={place} {term} {from} {room}/>
                    }
                </div>
                <p id="where">{&line.words}</p>
                <input type="range" id="playhead" min="0" max={line.end_ms.to_string()}
                    value={line.now_ms.to_string()} aria-label={words.playhead}
                    aria-valuetext={line.words.clone()} {oninput} {onkeydown}/>
            </div>
            <button class="big" disabled={line.is_at_end && *is_playing}
                onclick={dispatch.on(Msg::FollowLive)} title={words.follow_live_about}>
                {words.follow_live}
            </button>
            <button class="big" disabled={!line.can_redo} onclick={dispatch.on(Msg::Redo)}>
                {words.redo}
            </button>
            <p class="compared" role="status">{line.compared.clone()}</p>
        </section>
    }
}

// The line grows to the right, and what is on it moves: its place in the list is what stays.
fn era((place, (from, until, term)): (usize, &(u64, u64, Term))) -> Html {
    let class = classes!("era", term.is_multiple_of(2).then_some("even"));
    html! { <path key={place} {class} d={format!("M{from} 0H{until}V20H{from}z")}/> }
}

fn mark((place, (x, class)): (usize, &(u64, &'static str))) -> Html {
    let shape = match *class {
        "m-elected" => "v20",
        "m-committed" => "m0 14v6",
        "m-crashed" => "m-3 3 6 6m0-6-6 6",
        _ => "m0 4v5",
    };
    html! { <path key={place} class={*class} d={format!("M{x} 0{shape}")}/> }
}

/// A term's label, if there is room for it.
fn label((from, until, term): &(u64, u64, Term)) -> Option<(u64, Term, Room)> {
    Some((*from, *term, Room::of(until - from)?))
}

/// The part of a term's name that fits.
#[derive(Copy, Clone, PartialEq)]
enum Room {
    ForNumber,
    ForWords,
}

impl Room {
    fn of(width: u64) -> Option<Room> {
        match width {
            0..=45 => None,
            46..=150 => Some(Room::ForNumber),
            _ => Some(Room::ForWords),
        }
    }
}

#[derive(Properties, PartialEq)]
struct TermLabelProps {
    term: Term,
    from: u64,
    room: Room,
}

#[component]
fn TermLabel(props: &TermLabelProps) -> Html {
    let words = use_words();
    let place = use_style([("--left", props.from as f64 / TIMELINE_WIDTH as f64 * 100.0)]);
    let said = match props.room {
        Room::ForNumber => props.term.to_string(),
        Room::ForWords => words.term(props.term),
    };
    html! { <span ref={place}>{said}</span> }
}

/// On the line the arrow keys step; by the millisecond nobody would get anywhere.
fn step_of(key: &str) -> Option<Msg> {
    match key {
        "ArrowLeft" | "ArrowDown" => Some(Msg::Back),
        "ArrowRight" | "ArrowUp" => Some(Msg::Step),
        "End" => Some(Msg::SeekEnd),
        _ => None,
    }
}
