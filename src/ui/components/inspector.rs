//! The fields of the message that is pointed at, in a place that does not jump.

use std::rc::Rc;

use yew::prelude::*;

use super::fields::field_list;
use super::mark::mark;
use crate::diagram::mark_of;
use crate::screen::Inspected;
use crate::ui::context::use_words;

/// The properties of [`Inspector`].
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    /// The message, if one was pointed at.
    pub inspected: Option<Rc<Inspected>>,
}

/// A message's real fields, by the paper's names.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let words = use_words().chrome();
    html! {
        <div class="inspector" tabindex="0" role="group" aria-label={words.inspector.label}>
            if let Some(seen) = &props.inspected {
                <h3>
                    {mark(mark_of(seen.kind))}{&seen.title}<small>{seen.fate}</small>
                </h3>
                {field_list(&seen.fields)}
            } else {
                <p>{words.inspector.nothing}</p>
            }
        </div>
    }
}
