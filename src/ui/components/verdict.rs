//! Is it still safe? The five properties, live.

use yew::prelude::*;

use super::marks::{Icon, IconName};
use crate::check::Property;

/// Properties of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// Each property, and whether it has held so far.
    pub properties: Vec<(Property, bool)>,
    /// The first thing that went wrong.
    pub violation: Option<String>,
}

/// The verdict, and a chip for each property.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let all = props.properties.len();
    let holding = props.properties.iter().filter(|(_, holds)| *holds).count();
    let is_safe = holding == all;
    let chip = |(property, holds): &(Property, bool)| {
        let (class, icon, state) = if *holds {
            ("good", IconName::Tick, "holds")
        } else {
            ("bad", IconName::Cross, "is violated")
        };
        html! {
            <li key={property.name()} {class} title={property.promise()}>
                <Icon name={icon} />{ property.name() }<span class="vh">{ " " }{ state }</span>
            </li>
        }
    };
    html! {
        <section class={classes!("verdict", (!is_safe).then_some("broken"))} aria-label="Is it still safe?">
            <h2 id="verdict">
                <Icon name={if is_safe { IconName::Tick } else { IconName::Cross }} />
                { if is_safe { "still safe: " } else { "not safe: " } }
                { format!("{holding} of {all} properties hold") }
            </h2>
            <ul class="chips">{ for props.properties.iter().map(chip) }</ul>
            <p>{ props.violation.clone().unwrap_or_default() }</p>
        </section>
    }
}
