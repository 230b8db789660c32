//! The fields of a message.

use yew::prelude::*;

/// The properties of [`Fields`].
#[derive(Properties, PartialEq)]
pub struct FieldsProps {
    /// Each by its name in the paper, with its value.
    pub fields: Vec<(&'static str, String)>,
}

/// Names and values, side by side.
#[component]
pub fn Fields(props: &FieldsProps) -> Html {
    html! {
        <dl class="fields">
            for (name, value) in &props.fields {
                <div key={*name}><dt>{name}</dt><dd>{value}</dd></div>
            }
        </dl>
    }
}
