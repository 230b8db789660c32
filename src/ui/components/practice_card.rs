//! A practice question: what it asks, what can be picked, and what came of the answer.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use super::practice_told::practice_told;
use crate::app::{Msg, PracticeMsg};
use crate::practice::Kind;
use crate::screen::{OptionMark, PickView, PracticeCard as Card};
use crate::ui::context::{Dispatch, use_dispatch, use_locale, use_words};
use crate::ui::focus::{focus, focus_sibling};
use crate::ui::practice::today;
use crate::words::{LanguageTag, LessonWords};

/// The properties of [`PracticeCard`].
#[derive(Properties, PartialEq)]
pub struct PracticeCardProps {
    /// The question.
    pub card: Rc<Card>,
}

/// The card with a question.
#[component]
pub fn PracticeCard(props: &PracticeCardProps) -> Html {
    let (dispatch, chrome) = (use_dispatch(), use_words().chrome());
    let words = &chrome.practice;
    let lang = use_locale().tag().borrows_practice().map(LanguageTag::html);
    let card = &props.card;
    let place = use_node_ref();
    let news = (card.number, card.told.is_some());
    use_effect_with((place.clone(), news), |(place, _)| focus_on_news(place));
    let is_watched = card.told.as_ref().is_some_and(|told| told.is_watched);
    use_effect_with((place.clone(), is_watched), |(place, is_watched)| {
        show_pictures(place.cast::<Element>().filter(|_| *is_watched));
    });
    let heading = match &card.told {
        None => card.title,
        Some(told) => match told.is_right {
            Some(true) => words.right,
            Some(false) => words.wrong,
            None => words.shown,
        },
    };
    let said = card.told.as_ref().and_then(|told| told.belief.as_ref());
    let gap = card.told.as_ref().map(|told| told.gap);
    html! {
        <aside class="lesson-card practice-card" aria-label={words.card} ref={place}>
            <div class="lesson-top">
                <button class="as-link" onclick={dispatch.on(Msg::Practice(PracticeMsg::ToShelf))}>
                    {words.to_shelf}
                </button>
                <span class="practice-place">{&card.place_words}</span>
            </div>
            <div class="lesson-body">
                <h2 tabindex="-1" class={classes!("lesson-news", verdict_class(card))}>
                    if let Some(Some(is_right)) = card.told.as_ref().map(|told| told.is_right) {
                        {icon(if is_right { IconName::Tick } else { IconName::Cross })}
                    }
                    {heading}
                </h2>
                // Always there, so that what comes into it is heard.
                <p class="vh" role="status">
                    if card.told.is_some() { {heading} }
                    if let Some((would_be_so, _)) = said { {gap}{would_be_so} }
                </p>
                <div>
                    if let Some(told) = &card.told {
                        {practice_told(told, lang, &dispatch, words)}
                    }
                </div>
                {question(card, lang, &dispatch, &chrome.lessons)}
                if card.told.is_none() {
                    <button class="option is-quiet" onclick={say(&dispatch, || PracticeMsg::ShowMe(today()))}>
                        <span>{chrome.lessons.show_me}</span>
                    </button>
                }
            </div>
            <div class="lesson-actions">
                if let Some(told) = &card.told {
                    <button class="lesson-main main" onclick={say(&dispatch, || PracticeMsg::Next)}>
                        {if told.is_last { words.to_end } else { words.next }}
                    </button>
                } else {
                    <button class="lesson-main main"
                        onclick={say(&dispatch, || PracticeMsg::Answer(today()))}>
                        {words.answer}
                    </button>
                }
            </div>
        </aside>
    }
}

/// The focus goes to the heading of a new question, and of what came of its answer.
fn focus_on_news(card: &NodeRef) {
    let Some(card) = card.cast::<Element>() else { return };
    let heading = card.query_selector(".lesson-news").ok().flatten();
    focus(heading.as_ref());
    if let Some(heading) = heading.filter(|_| card.get_bounding_client_rect().top() < 0.0) {
        heading.scroll_into_view();
    }
}

/// What is watched is brought into sight.
fn show_pictures(card: Option<Element>) {
    let room = card.and_then(|card| card.parent_element());
    if let Some(room) = room.filter(|room| room.get_bounding_client_rect().top() < 0.0) {
        room.scroll_into_view();
    }
}

fn verdict_class(card: &Card) -> Option<&'static str> {
    Some(match card.told.as_ref()?.is_right? {
        true => "is-right",
        false => "is-wrong",
    })
}

/// A handler that says what `msg` makes when it is called.
fn say<E: 'static>(dispatch: &Dispatch, msg: fn() -> PracticeMsg) -> Callback<E> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.emit(Msg::Practice(msg())))
}

/// The question with what can be picked; once it is answered, with what is right of that.
fn question(
    card: &Card,
    lang: Option<&'static str>,
    dispatch: &Dispatch,
    words: &LessonWords,
) -> Html {
    let hint = match card.kind {
        Kind::Servers => words.pick_several_here,
        Kind::Number => words.pick_number,
        Kind::One | Kind::YesNo => words.pick_one_here,
    };
    let layout = match card.kind {
        Kind::Number => Some("is-numbers"),
        Kind::Servers => Some("is-servers"),
        Kind::One | Kind::YesNo => None,
    };
    let is_open = card.told.is_none();
    let picks = (0..).zip(&card.picks);
    let button = |(place, pick)| pick_button(place, pick, is_open, lang, dispatch);
    html! {
        <fieldset class="question">
            <legend>
                <span {lang}>{&card.words}</span>
                if is_open { <small>{hint}</small> }
            </legend>
            <div class={classes!("options", layout)}>{picks.map(button).collect::<Html>()}</div>
        </fieldset>
    }
}

fn pick_button(
    place: u16,
    pick: &PickView,
    is_open: bool,
    lang: Option<&'static str>,
    dispatch: &Dispatch,
) -> Html {
    let is_picked = pick.mark == OptionMark::Picked;
    let sign = match pick.mark {
        OptionMark::Picked | OptionMark::Right => Some(IconName::Tick),
        OptionMark::Wrong => Some(IconName::Cross),
        OptionMark::Open | OptionMark::LeftOut => None,
    };
    let inside = html! {
        <>
            if let Some(server) = pick.server {
                // The name stands beside it.
                <i aria-hidden="true">{badge(Some(server))}</i>
            }
            <span {lang}>{&pick.words}</span>
            <i class="option-mark" aria-hidden="true">{sign.map(icon).unwrap_or_default()}</i>
        </>
    };
    if !is_open {
        return html! {
            <div key={place} class={classes!("option", "is-told", pick.mark.class())}>{inside}</div>
        };
    }
    let on = dispatch.clone();
    // Enter on what is picked gives the answer; arrows lead from one to the next.
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let is_answer = is_picked && event.key() == "Enter";
        if is_answer {
            on.emit(Msg::Practice(PracticeMsg::Answer(today())));
        }
        let target = event.target_dyn_into::<Element>();
        if is_answer || target.is_some_and(|target| focus_sibling(&target, &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    html! {
        <button key={place} class="option" {onkeydown}
            aria-pressed={if is_picked { "true" } else { "false" }}
            onclick={dispatch.on(Msg::Practice(PracticeMsg::Pick(place)))}>
            {inside}
        </button>
    }
}
