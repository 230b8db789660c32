//! Is it still safe? Raft's properties, checked after every step.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{IconName, icon};
use crate::check::{Property, Standing};
use crate::ui::context::use_words;
use crate::ui::{focus, page};
use crate::words::Language;

/// The properties of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// Each property, and how it stands.
    pub properties: Rc<Vec<(Property, Standing)>>,
    /// The first thing that went wrong.
    pub violation: Option<AttrValue>,
    /// Said while a protection is off.
    pub weakened: Option<AttrValue>,
}

/// The verdict, and a chip for each property.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let words = use_words();
    let chrome = &words.chrome().verdict;
    let VerdictProps { properties, violation, weakened } = props;
    let (class, sign, said) = verdict(properties, weakened.is_some(), words);
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
    let holding = properties.iter().filter(|(_, is)| *is == Standing::Holds).count();
    html! {
        <section class={classes!("card", "verdict", class)} aria-label={chrome.label}>
            <h2 id="verdict" tabindex="-1">{icon(sign)}{said}</h2>
            if let Some(violation) = violation {
                <p class="violation">{violation}</p>
            }
            if let Some(weakened) = weakened {
                <p class="weakened">{weakened}</p>
            }
            <details>
                <summary>{words.checks_hold(holding, properties.len())}</summary>
                <ul class="chips">{properties.iter().map(chip).collect::<Html>()}</ul>
                <p>{chrome.about}</p>
            </details>
        </section>
    }
}

/// The properties of [`VerdictChip`].
#[derive(Properties, PartialEq)]
pub struct VerdictChipProps {
    /// Each property, and how it stands.
    pub properties: Rc<Vec<(Property, Standing)>>,
    /// True while a protection is off.
    pub is_weakened: bool,
}

/// The verdict in a word, where it is always in sight. It leads to the whole of it.
#[component]
pub fn VerdictChip(props: &VerdictChipProps) -> Html {
    let (class, sign, said) = verdict(&props.properties, props.is_weakened, use_words());
    html! {
        <button type="button" class={classes!("verdict-chip", class)} onclick={|_| show_verdict()}>
            {icon(sign)}{said}
        </button>
    }
}

fn show_verdict() {
    if let Some(verdict) = page::element("verdict") {
        verdict.scroll_into_view();
        focus::focus(Some(&verdict));
    }
}

/// Its class, its sign, and the verdict in words.
fn verdict(
    properties: &[(Property, Standing)],
    is_weakened: bool,
    words: &dyn Language,
) -> (&'static str, IconName, String) {
    let names = |standing: Standing| {
        let such = properties.iter().filter(|(_, is)| *is == standing);
        such.map(|(property, _)| words.property_name(*property))
            .collect::<Vec<_>>()
            .join(words.chrome().verdict.comma)
    };
    let broken = names(Standing::Violated);
    match broken.is_empty() {
        false => ("is-broken", IconName::Cross, words.violated(&broken)),
        true if is_weakened => {
            ("is-weakened", IconName::Tick, words.chrome().verdict.is_weakened.into())
        }
        true => ("is-safe", IconName::Tick, words.still_safe(&names(Standing::Undecided))),
    }
}
