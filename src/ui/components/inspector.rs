//! The fields of the message that is pointed at, for as long as it is.

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
    /// The message.
    pub seen: Rc<Inspected>,
}

/// A message's real fields, by the paper's names.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let words = use_words().chrome();
    let seen = &props.seen;
    html! {
        <div class="inspector" role="group" aria-label={words.inspector.label}>
            <h3>{mark(mark_of(seen.kind))}{&seen.title}<small>{seen.fate}</small></h3>
            {field_list(&seen.fields)}
        </div>
    }
}
