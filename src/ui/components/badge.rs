//! A server or its teammate in a line of text.

use yew::prelude::*;

use crate::lunch::{ASKER, teammate};
use crate::raft::ServerId;
use crate::screen::pattern;

/// Colour, pattern and letter of a teammate and their server; of the asker, if it is nobody
/// at the table.
pub fn badge(id: Option<ServerId>) -> Html {
    let (name, letter) = match id.map(teammate) {
        Some(teammate) => (teammate.name, teammate.letter),
        None => (ASKER.into(), "?".into()),
    };
    html! {
        <svg class="badge" viewBox="-12 -12 24 24" role="img" aria-label={AttrValue::from(name)}>
            <rect class={id.is_none().then_some("coat")} x="-11" y="-11" width="22" height="22"
                rx="6" fill={id.map(pattern)}/>
            <circle class="disc" r="8"/>
            <text class="lt" y="4.5">{letter}</text>
        </svg>
    }
}
