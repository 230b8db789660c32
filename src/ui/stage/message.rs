//! A message on its way. Where it is, only the page's clock knows: no place is set here.
//!
//! There may be dozens, and each lives for a moment: a token is drawn by a function, and it is
//! their layer that listens.

use yew::prelude::*;

use crate::app::Pane;
use crate::diagram::Tie;
use crate::screen::{
    FlightView, LabelKind, Size, label_size, message_shape, note_fold, note_paper, short_label_size,
};
use crate::words::letters;

/// How tokens look just now, all of them.
#[derive(Copy, Clone)]
pub struct TokenLook {
    /// The picture.
    pub pane: Pane,
    /// True where there are many servers: messages are short.
    pub is_short: bool,
    /// True if heartbeats are dots.
    pub has_dots: bool,
}

/// What is special about one of them.
#[derive(Copy, Clone)]
pub struct TokenMark {
    /// True if its fields are being read.
    pub is_hot: bool,
    /// True if a lesson points at it.
    pub is_lit: bool,
    /// Its tie to the event that is pointed at.
    pub tie: Option<Tie>,
}

/// The name of a message's element in this picture.
pub fn token_id(pane: Pane, key: &str) -> String {
    let name = if pane == Pane::Lunch { "l-" } else { "c-" };
    format!("{name}{key}")
}

/// The label of a message; a heartbeat has none.
pub fn message_token(flight: &FlightView, look: TokenLook, mark: TokenMark) -> Html {
    let TokenLook { pane, is_short, has_dots } = look;
    let TokenMark { is_hot, is_lit, tie } = mark;
    let kind = LabelKind::of(flight.kind);
    let words = if pane == Pane::Lunch { &flight.lunch_tag } else { &flight.tag };
    let class = classes!(
        "msg",
        "message",
        kind.class(),
        flight.is_quiet.then_some("quiet"),
        is_hot.then_some("is-marked"),
        is_lit.then_some("is-lit"),
        tie.map(Tie::class)
    );
    let short = || {
        let size = short_label_size(letters(&flight.sign));
        html! { <g class="in-short">{label(pane, kind, size, &flight.sign, "9.5")}</g> }
    };
    html! {
        <g key={&*flight.key} id={token_id(pane, &flight.key)} {class}>
            <circle class="hit" r="24"/>
            if is_lit { <path class="light" d="M-9-46H9V-36H17L0-20-17-36H-9z"/> }
            if flight.is_quiet && has_dots {
                <circle class="dot" r="4.5"/>
            } else if flight.is_quiet {
                {label(pane, kind, Size { wide: 14.0, high: 8.0 }, "", "0")}
            } else if is_short {
                {short()}
            } else {
                <g class="for-large">
                    <g class="in-words">
                        {label(pane, kind, label_size(letters(words)), words, "5.5")}
                    </g>
                </g>
                <g class="for-small">{short()}</g>
            }
        </g>
    }
}

/// What it is written on, and what is written on it.
fn label(pane: Pane, kind: LabelKind, size: Size, text: &str, y: &'static str) -> Html {
    let text = text.to_string();
    if pane == Pane::Lunch {
        return html! {
            <>
                <path class="note-paper" d={note_paper(size)}/>
                <path class="note-fold" d={note_fold(size)}/>
                <text class="note-text" {y}>{text}</text>
            </>
        };
    }
    html! {
        <>
            <path class="shape" d={message_shape(kind, size)}/>
            <text class="shape-text" {y}>{text}</text>
        </>
    }
}
