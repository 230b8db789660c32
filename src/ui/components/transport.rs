//! Play or pause, and one step forward.

use yew::prelude::*;

use super::icon::{IconName, icon};
use crate::app::{Msg, Stride};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Transport`].
#[derive(Properties, PartialEq)]
pub struct TransportProps {
    /// True while time passes.
    pub is_playing: bool,
    /// The length of a step; in the story a step goes to what is said next.
    pub stride: Option<Stride>,
    /// True while the story waits for the reader to choose.
    #[prop_or_default]
    pub is_over: bool,
    /// The controls beside the two buttons.
    #[prop_or_default]
    pub children: Html,
}

/// The buttons that let time pass.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let controls = &words.chrome().controls;
    let story = &words.chrome().story;
    let (sign, word) = match (props.is_playing, props.is_over) {
        (true, _) => (IconName::Pause, controls.pause),
        (false, true) => (IconName::Reset, story.again),
        (false, false) => (IconName::Play, controls.play),
    };
    let (step, step_about) = match props.stride.map(|stride| stride.label(words)) {
        Some(stride) => (words.one(stride), words.one_forward(stride)),
        None => (story.next.into(), story.next_about.into()),
    };
    html! {
        <div class="transport">
            <button class="main play" onclick={dispatch.on(Msg::PlayPause)}>
                {icon(sign)}{word}
            </button>
            <button class="big step" aria-label={step_about} disabled={props.is_over}
                onclick={dispatch.on(Msg::Step)}>
                {icon(IconName::Step)}<span>{step}</span>
            </button>
            {props.children.clone()}
        </div>
    }
}
