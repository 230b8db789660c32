//! The fields of a message.

use yew::prelude::*;

/// Names of the paper and values, side by side.
pub fn field_list(fields: &[(&'static str, String)]) -> Html {
    html! {
        <dl class="fields">
            for (name, value) in fields {
                <div key={*name}><dt>{name}</dt><dd>{value}</dd></div>
            }
        </dl>
    }
}
