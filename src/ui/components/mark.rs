//! The marks of messages.

use yew::prelude::*;

use crate::ui::stage::drawing;

/// Everything that drawings name: patterns, and the marks of messages and things.
/// Once per page.
pub fn defs() -> Html {
    drawing(include_str!("../../../static/marks.svg").trim_ascii())
}

/// The mark with this name among the definitions, in a line of text.
pub fn mark(name: &str) -> Html {
    html! {
        <svg class="mk" viewBox="-20 -20 40 40" aria-hidden="true">
            <use href={format!("#{name}")}/>
        </svg>
    }
}
