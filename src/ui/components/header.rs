//! The page's name, and its doors.

use yew::prelude::*;

use crate::app::{Door, Msg};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The door that the reader has come through.
    pub door: Door,
    /// What stands at the right.
    #[prop_or_default]
    pub children: Html,
}

/// The head of the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let way_in = |door: Door| {
        let name = match door {
            Door::Story => words.header.story,
            Door::Sandbox => words.header.sandbox,
        };
        let current = (door == props.door).then_some("page");
        html! {
            <button key={door.name()} aria-current={current} onclick={dispatch.on(Msg::GoTo(door))}>
                {name}
            </button>
        }
    };
    html! {
        <header class="top">
            <h1>
                <svg class="logo" viewBox="-26 -30 52 60" aria-hidden="true"><use href="#sheet"/></svg>
                <span>{words.title}</span>
            </h1>
            <nav class="doors" aria-label={words.header.doors}>
                {Door::ALL.into_iter().map(way_in).collect::<Html>()}
            </nav>
            <div class="aside">
                {props.children.clone()}
            </div>
        </header>
    }
}
