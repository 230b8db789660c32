//! The diagram's messages, actions and marks as a list, with what can be done to each.

use yew::{Callback, Html};

use crate::app::{DiagramMsg, Edit, Msg};
use crate::cluster::MILLISECOND;
use crate::diagram::{Row, RowOf};
use crate::ui::markup::{markup, says};
use crate::words::Language;

/// How much later or earlier a button makes something.
const NUDGE: u64 = 10 * MILLISECOND;

/// One line.
pub fn line(row: &Row, words: &dyn Language, on: &Callback<Msg>) -> Html {
    let button = |label: &'static str, msg: Msg| {
        markup!(
            "<button aria-label={} onclick={}>{}</button>",
            [label, ": ", &row.words].concat(),
            says(on, msg),
            label
        )
    };
    let (trace, buttons) = match row.of {
        RowOf::Event(number) => (Some(number), vec![button("Go", Msg::SeekEvent(number))]),
        RowOf::Action(ordinal) => {
            let (later, earlier) = (row.at + NUDGE, row.at.saturating_sub(NUDGE));
            let buttons = vec![
                button("Go", Msg::Seek(row.at)),
                button("Earlier", Msg::Edit(Edit::Move(ordinal, earlier))),
                button("Later", Msg::Edit(Edit::Move(ordinal, later))),
                button("Remove", Msg::Edit(Edit::Remove(ordinal))),
            ];
            (None, buttons)
        }
        RowOf::Message { flight, number, arrives, drop } => {
            let mut buttons = vec![button("Go", Msg::SeekEvent(number))];
            if let Some(at) = arrives {
                let earlier = at.saturating_sub(NUDGE);
                buttons.push(button("Earlier", Msg::Edit(Edit::Arrive(flight, earlier))));
                buttons.push(button("Later", Msg::Edit(Edit::Arrive(flight, at + NUDGE))));
            }
            if let Some(is_dropped) = drop {
                let drop = if is_dropped { "Don't drop" } else { "Drop" };
                buttons.push(button(drop, Msg::Edit(Edit::Drop(flight))));
                buttons.push(button("Duplicate", Msg::Edit(Edit::Duplicate(flight))));
            }
            (Some(number), buttons)
        }
    };
    let point = || says(on, Msg::Diagram(DiagramMsg::Trace(trace)));
    markup!(
        "<li key={} onfocusin={} onpointerenter={}><time>{}</time><span>{}</span><div>{}</div></li>",
        &row.key,
        point(),
        point(),
        words.milliseconds(row.at),
        &row.words,
        buttons
    )
}
