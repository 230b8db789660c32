//! The page's name, and its doors.

use yew::prelude::*;

use crate::app::{Door, LessonMsg, Msg};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::focus;
use crate::ui::page;

/// The properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The door that the reader has come through.
    pub door: Door,
    /// The id of what comes after the head.
    pub content: &'static str,
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
            Door::Lessons => words.header.lessons,
            Door::Sandbox => words.header.sandbox,
        };
        let current = (door == props.door).then_some("page");
        // Whoever is in a lesson goes back to all of them.
        let msg = match (door, props.door) {
            (Door::Lessons, Door::Lessons) => Msg::Lesson(LessonMsg::ToShelf),
            _ => Msg::GoTo(door),
        };
        html! {
            <button key={door.name()} aria-current={current} onclick={dispatch.on(msg)}>
                {name}
            </button>
        }
    };
    // The address has the run in its fragment: the link only moves the focus.
    let content = props.content;
    let skip = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        focus(page::element(content).as_ref());
    });
    html! {
        <header class="top">
            <a class="skip" href={format!("#{content}")} onclick={skip}>{words.header.skip}</a>
            <h1>
                <svg class="logo" viewBox="-26 -30 52 60" aria-hidden="true"><use href="#sheet"/></svg>
                <span>{words.title}</span>
            </h1>
            <nav class="doors" aria-label={words.header.doors}>
                {Door::ALL.into_iter().map(way_in).collect::<Html>()}
            </nav>
            <div class="header-tools">{props.children.clone()}</div>
        </header>
    }
}
