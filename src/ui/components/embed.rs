//! What a frame in a post needs around its pictures.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{IconName, icon};
use super::story_line::StoryLine;
use super::timeline::TimelineTrack;
use crate::app::{LessonMsg, Msg, Phase, Sent, SentKind};
use crate::screen::{LessonScreen, Screen};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`EmbedControls`].
#[derive(Properties)]
pub struct EmbedControlsProps {
    /// The screen.
    pub screen: Rc<Screen>,
    /// The lesson that is open, or was last.
    pub lesson: Option<String>,
    /// What stands between the way through the run and the way out.
    #[prop_or_default]
    pub children: Html,
}

impl PartialEq for EmbedControlsProps {
    fn eq(&self, other: &EmbedControlsProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
            && self.lesson == other.lesson
            && self.children == other.children
    }
}

/// Back, Play, Forward, Start over, the line, and the way to the whole page.
#[component]
pub fn EmbedControls(props: &EmbedControlsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = words.chrome();
    let screen = &props.screen;
    let story = &screen.story;
    let start_over = match &props.lesson {
        Some(lesson) => Msg::Lesson(LessonMsg::Take(lesson.clone(), 0)),
        None => Msg::Reset,
    };
    let is_explained = match &screen.lesson {
        LessonScreen::Card(card) => card.phase == Phase::Explained && !card.is_own_run,
        _ => false,
    };
    let is_told = story.invitation.is_some() || is_explained;
    let (sign, word) = match (screen.is_playing, is_told) {
        (true, _) => (IconName::Pause, chrome.controls.pause),
        (false, true) => (IconName::Reset, chrome.story.again),
        (false, false) => (IconName::Play, chrome.controls.play),
    };
    let is_story = !story.chapters.is_empty();
    let step_about = match is_story || !matches!(screen.lesson, LessonScreen::Closed) {
        true => chrome.story.next_about.into(),
        false => words.one_forward(screen.stride.label(words)),
    };
    let can_undo = screen.can_undo;
    html! {
        <div class="embed-controls">
            <button type="button" class="back" aria-label={chrome.timeline.back}
                title={chrome.timeline.back} onclick={dispatch.on(Msg::Back)}>
                {icon(IconName::Back)}
            </button>
            <button type="button" class="play" aria-label={word} title={word}
                onclick={dispatch.on(Msg::PlayPause)}>{icon(sign)}</button>
            <button type="button" class="step" aria-label={step_about.clone()} title={step_about}
                aria-disabled={is_told.then_some("true")}
                onclick={dispatch.on(Msg::Step)}>{icon(IconName::Step)}</button>
            <button type="button" class="start-over" aria-label={chrome.embed.start_over}
                title={chrome.embed.start_over} onclick={dispatch.on(start_over)}>
                {icon(IconName::Reset)}
            </button>
            <button type="button" class="undo" aria-label={chrome.controls.undo}
                title={chrome.controls.undo_about} aria-disabled={(!can_undo).then_some("true")}
                onclick={dispatch.on(Msg::Undo)}>{icon(IconName::Undo)}</button>
            <div class="embed-line">
                if is_story {
                    <StoryLine story={story.clone()}/>
                } else if matches!(screen.lesson, LessonScreen::Closed) {
                    <TimelineTrack line={screen.timeline.clone()}/>
                }
            </div>
            {props.children.clone()}
            <button type="button" class="full" aria-label={chrome.embed.full_page}
                title={chrome.embed.full_page} onclick={dispatch.on(Msg::Send(SentKind::FullPage))}>
                <span>{chrome.embed.full_page_short}</span><i aria-hidden="true">{"↗"}</i>
            </button>
        </div>
    }
}

/// The properties of [`PictureSwitch`].
#[derive(Properties, PartialEq)]
pub struct PictureSwitchProps {
    /// True if the cluster is shown, where there is room for one picture.
    pub shows_cluster: bool,
    /// Called with what shall be shown.
    pub on_show: Callback<bool>,
}

/// Lunch or Cluster, where there is room for one picture.
#[component]
pub fn PictureSwitch(props: &PictureSwitchProps) -> Html {
    let words = use_words().chrome();
    let which = |is_cluster: bool, name: &'static str| {
        let is_shown = is_cluster == props.shows_cluster;
        html! {
            <button type="button" aria-pressed={is_shown.to_string()}
                onclick={props.on_show.reform(move |_: MouseEvent| is_cluster)}>{name}</button>
        }
    };
    html! {
        <div class="embed-switch" role="group" aria-label={words.lessons.pictures}>
            {which(false, words.panes.lunch)}
            {which(true, words.panes.cluster)}
        </div>
    }
}

/// The properties of [`SentAddress`].
#[derive(Properties, PartialEq)]
pub struct SentAddressProps {
    /// What was last made for sending.
    pub sent: Option<Sent>,
    /// True if it is in the clipboard.
    pub is_copied: bool,
}

/// The address of the whole page, where it could not be opened.
#[component]
pub fn SentAddress(props: &SentAddressProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let Some(sent) = props.sent.as_ref().filter(|sent| sent.kind == SentKind::Link) else {
        return html! { <div class="embed-sent" hidden=true/> };
    };
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            field.select();
        }
    });
    html! {
        <div class="embed-sent" role="status">
            <label>
                {words.embed.no_popup}
                <input readonly=true value={sent.text.clone()} {onfocus}/>
            </label>
            <button type="button" class="button" onclick={dispatch.on(Msg::Send(SentKind::Link))}>
                {if props.is_copied { words.share.copied } else { words.share.copy }}
            </button>
        </div>
    }
}
