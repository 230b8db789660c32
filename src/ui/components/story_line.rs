//! The story's own line: its chapters and acts by name, and what there is to try at the end
//! of each act.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::screen::StoryLine as Line;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`StoryLine`] and [`Invitation`].
#[derive(Properties, PartialEq)]
pub struct StoryLineProps {
    /// The story.
    pub story: Rc<Line>,
}

/// The chapters and acts; each is a button that goes there.
#[component]
pub fn StoryLine(props: &StoryLineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let story = &props.story;
    let list = use_node_ref();
    use_effect_with((list.clone(), story.now), |(list, now)| keep_in_sight(list, *now));
    let acts = story.acts.iter().enumerate().map(|(place, act)| (Msg::ToAct(place), act.as_str()));
    let chapters = story.chapters.iter().map(|(chapter, name)| (Msg::ToChapter(*chapter), *name));
    let stop = |(place, (msg, name)): (usize, (Msg, &str))| {
        let is_now = place == story.now;
        let class = classes!((place <= story.now).then_some("is-told"));
        html! {
            <li key={place} {class}>
                <button aria-current={is_now.then_some("step")} onclick={dispatch.on(msg)}>
                    {name.to_owned()}
                </button>
            </li>
        }
    };
    html! {
        <ol ref={list} class="chapters" aria-label={words.story.chapters}>
            {chapters.chain(acts).enumerate().map(stop).collect::<Html>()}
        </ol>
    }
}

/// Where there is little room the list is scrolled: what is told now stays in its middle.
fn keep_in_sight(list: &NodeRef, place: usize) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let stop = u32::try_from(place).ok().and_then(|place| list.children().item(place));
    if let Some(stop) = stop.and_then(|stop| stop.dyn_into::<HtmlElement>().ok()) {
        let middle = stop.offset_left() + stop.offset_width() / 2;
        list.set_scroll_left(middle - list.client_width() / 2);
    }
}

/// What the reader is asked to try, while it is their turn.
#[component]
pub fn Invitation(props: &StoryLineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let story = &props.story;
    let Some(invitation) = &story.invitation else {
        return html! { <section class="invitation" hidden=true/> };
    };
    let choice = |(choice, title, about): &(_, String, String)| {
        html! {
            <li key={title.clone()}>
                <button onclick={dispatch.on(Msg::Choose(Clone::clone(choice)))}>
                    <b>{title}</b><small>{about}</small>
                </button>
            </li>
        }
    };
    html! {
        <section class="invitation" aria-label={words.story.label}>
            <h2>{invitation}</h2>
            <ul>{story.choices.iter().map(choice).collect::<Html>()}</ul>
        </section>
    }
}
