//! A lesson on paper. It is only there while the page is printed.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use crate::screen::{LessonSoFar, Scene, StoryboardCard, storyboard};
use crate::ui::context::use_words;
use crate::ui::stage::{ClusterStage, LunchStage};

/// The properties of [`Storyboard`].
#[derive(Properties, PartialEq)]
pub struct StoryboardProps {
    /// The lesson.
    pub so_far: LessonSoFar,
}

/// The cards so far, one after the other, each with its pictures.
#[component]
pub fn Storyboard(props: &StoryboardProps) -> Html {
    let words = use_words();
    let is_printed = use_state_eq(|| false);
    let setter = is_printed.setter();
    use_effect_with((), move |()| {
        let listeners = web_sys::window().map(|window| {
            [("beforeprint", true), ("afterprint", false)].map(|(event, is_printed)| {
                let setter = setter.clone();
                EventListener::new(&window, event, move |_| setter.set(is_printed))
            })
        });
        move || drop(listeners)
    });
    if !*is_printed {
        return html! { <div class="storyboard" hidden=true/> };
    }
    let cards = storyboard(&props.so_far, words);
    html! {
        <div class="storyboard">
            <h2>{&props.so_far.lesson.title}</h2>
            <p>{&props.so_far.lesson.question}</p>
            <ol>{cards.into_iter().enumerate().map(card).collect::<Html>()}</ol>
        </div>
    }
}

fn card((place, card): (usize, StoryboardCard)) -> Html {
    let paragraphs = |texts: Vec<String>| {
        texts.into_iter().map(|text| html! { <p>{text}</p> }).collect::<Html>()
    };
    html! {
        <li key={place}>
            <h3>{format!("{} · {}", place + 1, card.title)}</h3>
            <div>{paragraphs(card.text)}</div>
            if !card.question.is_empty() {
                <p class="storyboard-question">{card.question}</p>
            }
            {pictures(card.scene)}
            <div>{paragraphs(card.explanation)}</div>
        </li>
    }
}

fn pictures(scene: Rc<Scene>) -> Html {
    html! {
        <div class="panes">
            <div class="pane lunch">
                <LunchStage scene={scene.clone()} is_still=true/>
            </div>
            <div class="pane cluster">
                <ClusterStage {scene} is_still=true/>
            </div>
        </div>
    }
}
