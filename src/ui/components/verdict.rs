//! Is it still safe? The five properties of figure 3, live, and those they rest on.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{IconName, icon};
use crate::check::{Property, Standing};
use crate::ui::context::use_words;

/// The properties of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// Each property, and how it stands.
    pub properties: Rc<Vec<(Property, Standing)>>,
    /// The first thing that went wrong.
    pub violation: Option<AttrValue>,
}

/// The verdict, and a chip for each property.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let words = use_words();
    let chrome = &words.chrome().verdict;
    let VerdictProps { properties, violation } = props;
    let names = |standing: Standing| {
        let such = properties.iter().filter(|(_, is)| *is == standing);
        such.map(|(property, _)| property.name()).collect::<Vec<_>>().join(", ")
    };
    let broken = names(Standing::Violated);
    let is_safe = broken.is_empty();
    let (sign, said) = match is_safe {
        true => (IconName::Tick, words.still_safe(&names(Standing::Undecided))),
        false => (IconName::Cross, words.violated(&broken)),
    };
    let chip = |(property, standing): &(Property, Standing)| {
        let (class, sign, state) = match standing {
            Standing::Holds => (Some("good"), icon(IconName::Tick), chrome.holds),
            Standing::Violated => (Some("bad"), icon(IconName::Cross), chrome.is_violated),
            Standing::Undecided => (None, html! { {"? "} }, chrome.is_undecided),
        };
        html! {
            <li key={words.property_name(*property)} {class} title={words.property_promise(*property)}>
                {sign}{words.property_name(*property)}<span class="vh">{" "}{state}</span>
            </li>
        }
    };
    html! {
        <section class={classes!("verdict", (!is_safe).then_some("broken"))}
            aria-label={chrome.label}>
            <h2 id="verdict">{icon(sign)}{said}</h2>
            <ul class="chips">{properties.iter().map(chip).collect::<Html>()}</ul>
            <p>
                if let Some(violation) = violation {
                    {violation}<br/>
                }
                {chrome.about}
            </p>
        </section>
    }
}
