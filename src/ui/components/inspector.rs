//! The fields of the message that is pointed at, in a place that does not jump.

use yew::prelude::*;

use super::marks::mark;
use crate::view::Inspected;

/// A message's real fields, by the paper's names.
pub fn inspector(inspected: Option<&Inspected>) -> Html {
    html! {
        <div class="inspector" tabindex="0" role="group" aria-label="The message pointed at">
            if let Some(seen) = inspected {
                <h3>{ mark(seen.kind.mark()) }{ &seen.title }<small>{ seen.fate }</small></h3>
                { fields(&seen.fields) }
            } else {
                <p>{ "Point at a message, or tap it, to read its fields here." }</p>
            }
        </div>
    }
}

/// Names and values, side by side.
pub fn fields(fields: &[(&'static str, String)]) -> Html {
    html! {
        <dl class="fields">
            { for fields.iter().map(|(name, value)| html! {
                <div key={*name}><dt>{ *name }</dt><dd>{ value }</dd></div>
            }) }
        </dl>
    }
}
