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
    /// The length of a step.
    pub stride: Stride,
    /// The controls beside the two buttons.
    #[prop_or_default]
    pub children: Html,
}

/// The buttons that let time pass.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let controls = &words.chrome().controls;
    let (sign, word) = match props.is_playing {
        true => (IconName::Pause, controls.pause),
        false => (IconName::Play, controls.play),
    };
    let stride = props.stride.label();
    html! {
        <div class="transport">
            <button class="main play" onclick={dispatch.on(Msg::PlayPause)}>
                {icon(sign)}{word}
            </button>
            <button class="big step" aria-label={words.one_forward(stride)}
                onclick={dispatch.on(Msg::Step)}>
                {icon(IconName::Step)}<span>{words.one(stride)}</span>
            </button>
            {props.children.clone()}
        </div>
    }
}
