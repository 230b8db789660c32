//! The fields of the message that is pointed at, in a place that does not jump.

use yew::Html;

use super::marks::mark;
use crate::diagram::mark_of;
use crate::screen::Inspected;
use crate::ui::markup::markup;

/// A message's real fields, by the paper's names.
pub fn inspector(inspected: Option<&Inspected>) -> Html {
    let inside = match inspected {
        Some(seen) => told(seen),
        None => markup!("<p>Point at a message, or tap it, to read its fields here.</p>"),
    };
    markup!(
        r#"<div class="inspector" tabindex="0" role="group" aria-label="The message pointed at">
            {}
        </div>"#,
        inside
    )
}

fn told(seen: &Inspected) -> Html {
    markup!(
        "<h3>{}{}<small>{}</small></h3>{}",
        mark(mark_of(seen.kind)),
        &seen.title,
        seen.fate,
        fields(&seen.fields)
    )
}

/// Names and values, side by side.
pub fn fields(fields: &[(&'static str, String)]) -> Html {
    let field = |(name, value): &(&'static str, String)| {
        markup!("<div key={}><dt>{}</dt><dd>{}</dd></div>", *name, *name, value)
    };
    let all: Vec<_> = fields.iter().map(field).collect();
    markup!(r#"<dl class="fields">{}</dl>"#, all)
}
