//! What stands under the sandbox's stage: the way through the run, and what the stage shows.

use std::rc::Rc;

use yew::prelude::*;

use super::choice_field::ChoiceField;
use super::icon::{IconName, icon};
use super::timeline::TimelineTrack;
use super::verdict::VerdictChip;
use crate::app::{DiagramMsg, Msg, Speed, Stride};
use crate::screen::{Screen, Timeline};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`PlayerBar`].
#[derive(Properties, PartialEq)]
pub struct PlayerBarProps {
    /// The run as a line.
    pub line: Rc<Timeline>,
    /// True while time passes.
    pub is_playing: bool,
    /// The length of a step.
    pub stride: Stride,
}

/// Back, Play, Forward, the line, and where one is.
#[component]
pub fn PlayerBar(props: &PlayerBarProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let (controls, timeline) = (&words.chrome().controls, &words.chrome().timeline);
    let PlayerBarProps { line, is_playing, stride } = props;
    let (sign, word) = match is_playing {
        true => (IconName::Pause, controls.pause),
        false => (IconName::Play, controls.play),
    };
    let with_shift = |near: Msg, far: Msg| {
        let dispatch = dispatch.clone();
        Callback::from(move |event: MouseEvent| {
            let msg = if event.shift_key() { &far } else { &near };
            dispatch.emit(msg.clone());
        })
    };
    let [moment, term, event] = &line.place;
    html! {
        <div class={classes!("player-bar", (!line.is_at_end).then_some("is-past"))}>
            <div class="player-buttons">
                <button type="button" class="back" aria-label={timeline.back_about}
                    title={timeline.back_title} onclick={with_shift(Msg::Back, Msg::BackFar)}>
                    {icon(IconName::Back)}
                </button>
                <button type="button" class="play" aria-label={word} title={word}
                    onclick={dispatch.on(Msg::PlayPause)}>{icon(sign)}</button>
                <button type="button" class="step" aria-label={words.one_forward(stride.label(words))}
                    title={timeline.forward_title} onclick={with_shift(Msg::Step, Msg::StepFar)}>
                    {icon(IconName::Step)}
                </button>
            </div>
            <TimelineTrack line={line.clone()}/>
            <p class="where" id="where" aria-hidden="true">
                <b>{moment}</b>{" "}<span>{term}</span><small>{event}</small>
            </p>
        </div>
    }
}

/// The properties of [`PlayerTools`].
#[derive(Properties)]
pub struct PlayerToolsProps {
    /// The screen.
    pub screen: Rc<Screen>,
}

impl PartialEq for PlayerToolsProps {
    fn eq(&self, other: &PlayerToolsProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
    }
}

/// Undo and Redo, back to the end of the run, the verdict, what the stage shows, how fast
/// time passes.
#[component]
pub fn PlayerTools(props: &PlayerToolsProps) -> Html {
    let (dispatch, all_words) = (use_dispatch(), use_words());
    let words = all_words.chrome();
    let screen = &props.screen;
    let line = &screen.timeline;
    let speeds: Vec<AttrValue> = Speed::ALL.map(|speed| speed.label(all_words).into()).to_vec();
    let on_speed = use_callback(dispatch.clone(), |place, dispatch| {
        dispatch.emit(Msg::SetSpeed(Speed::ALL.get(place).copied().unwrap_or(Speed::Auto)));
    });
    // What cannot be done keeps the focus, and says why when it is pressed.
    let tool =
        |word: &'static str, about: &'static str, sign: Option<IconName>, can: bool, msg: Msg| {
            html! {
                <button type="button" class="button button-quiet" title={about}
                    aria-disabled={(!can).then_some("true")} onclick={dispatch.on(msg)}>
                    {sign.map(icon)}<span>{word}</span>
                </button>
            }
        };
    let is_space_time = screen.diagram.is_some();
    let view = |name: &'static str, shows: bool| {
        html! {
            <button type="button" aria-pressed={(shows == is_space_time).to_string()}
                onclick={dispatch.on(Msg::Diagram(DiagramMsg::Show(shows)))}>{name}</button>
        }
    };
    let (controls, timeline) = (&words.controls, &words.timeline);
    html! {
        <div class="player-tools">
            <div class="view-switch" role="group" aria-label={words.view.label}>
                {view(words.view.pictures, false)}
                {view(words.view.space_time, true)}
            </div>
            {tool(controls.undo, controls.undo_about, Some(IconName::Undo), screen.can_undo, Msg::Undo)}
            {tool(timeline.redo, timeline.redo_about, Some(IconName::Redo), line.can_redo, Msg::Redo)}
            {tool(timeline.follow_live, timeline.follow_live_about, None, !line.is_at_end, Msg::FollowLive)}
            <VerdictChip properties={screen.properties.clone()} is_weakened={screen.weakened.is_some()}/>
            <ChoiceField name={controls.speed} choices={speeds} on_choose={on_speed}
                chosen={Speed::ALL.iter().position(|speed| *speed == screen.speed)}/>
        </div>
    }
}
