//! The marks of messages.

use yew::prelude::*;

use crate::ui::stage::drawing;

/// Everything that drawings name: patterns, and the marks of messages and things.
/// Once per page.
#[component]
pub fn Defs() -> Html {
    drawing(include_str!("../../../static/marks.svg").trim_ascii())
}

/// The properties of [`Mark`].
#[derive(Properties, PartialEq)]
pub struct MarkProps {
    /// Its name among the definitions.
    pub name: AttrValue,
}

/// The mark of a kind of message, in a line of text.
#[component]
pub fn Mark(props: &MarkProps) -> Html {
    html! {
        <svg class="mk" viewBox="-20 -20 40 40" aria-hidden="true">
            <use href={format!("#{}", props.name)}/>
        </svg>
    }
}
