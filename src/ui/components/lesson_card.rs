//! A card of a lesson: what it says and asks, and what came of the answer.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use crate::app::{LessonMsg, Msg, Phase};
use crate::lesson::QuestionKind;
use crate::screen::{CardView, OptionMark, OptionView, QuestionView};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::{focus, focused};

/// The properties of [`LessonCard`].
#[derive(Properties, PartialEq)]
pub struct LessonCardProps {
    /// The card.
    pub card: Rc<CardView>,
}

/// The card beside the pictures.
#[component]
pub fn LessonCard(props: &LessonCardProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let card = &props.card;
    let is_explained = card.phase == Phase::Explained;
    let place = use_node_ref();
    use_focus_on_news(&place, card);
    let (now, all) = card.place;
    let dot = |place: usize| {
        let class = match place.cmp(&now) {
            std::cmp::Ordering::Less => "is-done",
            std::cmp::Ordering::Equal => "is-now",
            std::cmp::Ordering::Greater => "",
        };
        html! { <li key={place} {class}/> }
    };
    html! {
        <aside class="lesson-card" aria-label={words.card} ref={place}>
            <div class="lesson-top">
                <button class="as-link" onclick={dispatch.on(Msg::Lesson(LessonMsg::ToShelf))}>
                    {words.to_shelf}
                </button>
                <ol class="step-dots" aria-hidden="true">{(0..all).map(dot).collect::<Html>()}</ol>
                <span>{&card.place_words}</span>
            </div>
            <div class="lesson-body">
                <h2 tabindex="-1" class="lesson-news">
                    {if is_explained { words.what_happened.into() } else { card.title.clone() }}
                </h2>
                if !is_explained {
                    {paragraphs(&card.text)}
                }
                // Always there, so that what comes into it is heard.
                <p class={classes!("lesson-running", is_explained.then_some("vh"))} role="status">
                    if card.phase == Phase::Running { {words.running} }
                    if let Some((answer, _)) = &card.answer { {answer} }
                </p>
                if let Some(question) = &card.question {
                    <Asked question={question.clone()} phase={card.phase}/>
                }
                if is_explained {
                    if let Some((answer, is_right)) = &card.answer {
                        {verdict(answer, *is_right)}
                    }
                    if let Some(question) = &card.question {
                        {reasons(question)}
                    }
                    {paragraphs(&card.explanation)}
                }
            </div>
            <Ways card={card.clone()}/>
        </aside>
    }
}

/// When there is another card, or it is told what happened, the focus goes to the heading of
/// that, if it was in the card: what had it is gone. When the run goes on, its pictures are
/// brought into sight.
#[hook]
fn use_focus_on_news(place: &NodeRef, card: &CardView) {
    let is_first = use_mut_ref(|| true);
    let news = (card.place.0, card.phase);
    use_effect_with((place.clone(), news), move |(place, (_, phase))| {
        let was_first = is_first.replace(false);
        let Some(card) = place.cast::<Element>().filter(|_| !was_first) else { return };
        let is_inside = focused().is_none_or(|has_it| card.contains(Some(&has_it)));
        let target = if *phase == Phase::Running { ".lesson-main" } else { ".lesson-news" };
        if is_inside {
            focus(card.query_selector(target).ok().flatten().as_ref());
        }
        let pictures = card.parent_element().filter(|_| *phase == Phase::Running);
        if let Some(room) = pictures.filter(|room| room.get_bounding_client_rect().top() < 0.0) {
            room.scroll_into_view();
        }
    });
}

fn paragraphs(texts: &[String]) -> Html {
    let one = |(place, text): (usize, &String)| html! { <p key={place}>{text}</p> };
    html! { <div class="lesson-text">{texts.iter().enumerate().map(one).collect::<Html>()}</div> }
}

/// What came of the answer.
fn verdict(answer: &str, is_right: Option<bool>) -> Html {
    let (class, sign) = match is_right {
        Some(true) => ("is-right", Some(IconName::Tick)),
        Some(false) => ("is-wrong", Some(IconName::Cross)),
        None => ("is-shown", None),
    };
    html! {
        <p class={classes!("verdict-line", class)}>
            {sign.map(icon).unwrap_or_default()}<span>{answer}</span>
        </p>
    }
}

/// Why each option is right or wrong.
fn reasons(question: &QuestionView) -> Html {
    let one = |(place, option): (usize, &OptionView)| {
        let (lunch, raft) = &option.why;
        if lunch.is_empty() && raft.is_empty() {
            return Html::default();
        }
        html! {
            <li key={place}>
                {sign_of(option)}
                <div>
                    if option.server.is_none() { <b>{&option.words}</b> }
                    <p>{lunch}</p>
                    if !raft.is_empty() { <code>{raft}</code> }
                </div>
            </li>
        }
    };
    html! { <ul class="reasons">{question.options.iter().enumerate().map(one).collect::<Html>()}</ul> }
}

fn sign_of(option: &OptionView) -> Html {
    match (option.server, option.mark) {
        (Some(server), _) => badge(Some(server)),
        (None, OptionMark::Right) => icon(IconName::Tick),
        (None, _) => icon(IconName::Cross),
    }
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    question: Rc<QuestionView>,
    phase: Phase,
}

/// The question, while it waits for its answer, and what was picked while the run decides.
#[component]
fn Asked(props: &AskedProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let AskedProps { question, phase } = props;
    if *phase == Phase::Explained {
        return html! { <fieldset class="question" hidden=true/> };
    }
    let hint = match (question.kind, question.is_in_pictures) {
        (QuestionKind::Several, true) => words.pick_several,
        (QuestionKind::Several, false) => words.pick_several_here,
        (_, true) => words.pick_one,
        (_, false) => words.pick_one_here,
    };
    let option = |(place, option): (usize, &OptionView)| {
        let is_picked = option.mark == OptionMark::Picked;
        html! {
            <button key={place} class="option" disabled={*phase == Phase::Running && !is_picked}
                aria-pressed={if is_picked { "true" } else { "false" }}
                onclick={dispatch.on(Msg::Lesson(LessonMsg::Pick(place)))}>
                if let Some(server) = option.server {
                    // The name stands beside it.
                    <i aria-hidden="true">{badge(Some(server))}</i>
                }
                <span>{&option.words}</span>
                <i class="option-mark" aria-hidden="true">
                    if is_picked { {icon(IconName::Tick)} }
                </i>
            </button>
        }
    };
    html! {
        <fieldset class="question">
            <legend>
                {&question.words}
                if *phase == Phase::Reading { <small>{hint}</small> }
            </legend>
            <div class="options">
                {question.options.iter().enumerate().map(option).collect::<Html>()}
            </div>
            if *phase == Phase::Reading {
                <button class="option is-quiet"
                    onclick={dispatch.on(Msg::Lesson(LessonMsg::ShowMe))}>
                    <span>{words.show_me}</span>
                </button>
            }
        </fieldset>
    }
}

/// What can be done with the card.
#[component]
fn Ways(props: &LessonCardProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let card = &props.card;
    let say = |msg: LessonMsg| dispatch.on(Msg::Lesson(msg));
    let is_last = card.place.0 + 1 == card.place.1;
    let onward = if is_last { words.finish } else { words.go_on };
    let (main, word) = match card.phase {
        Phase::Reading if card.is_only_read => (LessonMsg::GoOn, onward),
        Phase::Reading if card.question.is_some() => (LessonMsg::Run, words.run),
        Phase::Reading => (LessonMsg::Run, words.watch),
        Phase::Running => (LessonMsg::Skip, words.skip),
        Phase::Explained => (LessonMsg::GoOn, onward),
    };
    html! {
        <div class="lesson-actions">
            if card.place.0 > 0 {
                <button class="big" aria-label={words.back} title={words.back}
                    onclick={say(LessonMsg::GoBack)}>
                    {icon(IconName::Back)}
                </button>
            }
            if card.phase == Phase::Explained && card.question.is_some() {
                <button class="big" onclick={say(LessonMsg::TryAgain)}>{words.try_again}</button>
            }
            <button class="main lesson-main" onclick={say(main)}>{word}</button>
        </div>
    }
}
