//! The diagram's messages, actions and marks as a list, with what can be done to each.

use yew::prelude::*;

use crate::app::{DiagramMsg, Edit, Msg, WhyMsg};
use crate::cluster::MILLISECOND;
use crate::diagram::{Row, RowOf};
use crate::ui::context::{use_dispatch, use_words};

/// The step by which a button makes something later or earlier.
const NUDGE: u64 = 10 * MILLISECOND;

/// The properties of [`DiagramLine`].
#[derive(Properties, PartialEq)]
pub struct DiagramLineProps {
    /// The line.
    pub row: Row,
}

/// One line, with its buttons.
#[component]
pub fn DiagramLine(props: &DiagramLineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let row = &props.row;
    let chrome = &words.chrome().diagram;
    let (trace, buttons) = match row.of {
        RowOf::Event(number) => {
            let ask = (words.chrome().feed.why, Msg::Why(WhyMsg::AskAbout(number)));
            (Some(number), vec![(chrome.go, Msg::SeekEvent(number)), ask])
        }
        RowOf::Action(ordinal) => {
            let (later, earlier) = (row.at + NUDGE, row.at.saturating_sub(NUDGE));
            let buttons = vec![
                (chrome.go, Msg::Seek(row.at)),
                (chrome.earlier, Msg::Edit(Edit::Move(ordinal, earlier))),
                (chrome.later, Msg::Edit(Edit::Move(ordinal, later))),
                (chrome.remove, Msg::Edit(Edit::Remove(ordinal))),
            ];
            (None, buttons)
        }
        RowOf::Message { flight, number, arrives, drop } => {
            let mut buttons = vec![(chrome.go, Msg::SeekEvent(number))];
            if let Some(at) = arrives {
                let earlier = at.saturating_sub(NUDGE);
                buttons.push((chrome.earlier, Msg::Edit(Edit::Arrive(flight, earlier))));
                buttons.push((chrome.later, Msg::Edit(Edit::Arrive(flight, at + NUDGE))));
            }
            if let Some(is_dropped) = drop {
                let drop = if is_dropped { chrome.dont_drop } else { chrome.drop };
                buttons.push((drop, Msg::Edit(Edit::Drop(flight))));
                buttons.push((chrome.duplicate, Msg::Edit(Edit::Duplicate(flight))));
            }
            (Some(number), buttons)
        }
    };
    let point = Msg::Diagram(DiagramMsg::Trace(trace));
    html! {
        <li onfocusin={dispatch.on(point.clone())} onpointerenter={dispatch.on(point)}>
            <time>{words.milliseconds(row.at)}</time>
            <span>{&row.words}</span>
            <div>
                for (word, msg) in buttons {
                    <button key={word} aria-label={words.button_of(word, &row.words)}
                        onclick={dispatch.on(msg)}>{word}</button>
                }
            </div>
        </li>
    }
}
