//! A card of a lesson: what it says and asks, and what came of the answer.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::glossary_word::linked_paragraphs;
use super::icon::{IconName, icon};
use super::lesson_question::{lesson_question, lesson_reasons};
use super::lesson_task::LessonTask;
use crate::app::{LessonMsg, Msg, Phase, PracticeMsg, PracticePlan};
use crate::practice::{Family, PracticeSet};
use crate::screen::CardView;
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::focus::{focus, focused};
use crate::ui::page::fresh_seed;

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
    use_pictures_in_sight(&place, card);
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
                <h2 tabindex="-1" class="lesson-news" lang={card.lang.filter(|_| !is_explained)}>
                    {if is_explained { words.what_happened.into() } else { card.title.clone() }}
                </h2>
                if !card.note.is_empty() && !is_explained {
                    <p class="lesson-note">{icon(IconName::Back)}<span>{&card.note}</span></p>
                }
                if !is_explained {
                    {linked_paragraphs(&card.text, "text", card.lang, &card.glossary)}
                }
                if let Some(task) = &card.task {
                    <LessonTask task={task.clone()} phase={card.phase} lang={card.lang} place={card.place.0}
                        glossary={card.glossary.clone()}/>
                }
                <p class="lesson-running">
                    if card.phase == Phase::Running { {words.running} }
                </p>
                if let Some(question) = &card.question {
                    {lesson_question(question, card.phase, card.lang, &dispatch, words)}
                }
                if is_explained {
                    if let Some((answer, is_right)) = &card.answer {
                        {verdict(answer, *is_right)}
                    }
                    if let Some(question) = &card.question {
                        {lesson_reasons(question, card.lang, &card.glossary, &dispatch, words)}
                    }
                    {linked_paragraphs(&card.explanation, "told", card.lang, &card.glossary)}
                }
            </div>
            <Ways card={card.clone()}/>
        </aside>
    }
}

/// When there is another card, or it is told what happened, the focus goes to the heading of
/// that, if it was in the card: what had it is gone.
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
    });
}

/// When the run goes on, or goes to what refutes an answer, its pictures are brought into sight.
#[hook]
fn use_pictures_in_sight(place: &NodeRef, card: &CardView) {
    let is_running = card.phase == Phase::Running;
    let mut options = card.question.iter().flat_map(|question| &question.options);
    let refuted = options.position(|option| option.refutation == Some(true));
    let watched = (card.place.0, is_running, refuted);
    use_effect_with((place.clone(), watched), |(place, (_, is_running, refuted))| {
        let room = place.cast::<Element>().and_then(|card| card.parent_element());
        let is_above = |room: &Element| room.get_bounding_client_rect().top() < 0.0;
        if let Some(room) = room.filter(is_above).filter(|_| *is_running || refuted.is_some()) {
            room.scroll_into_view();
        }
    });
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

/// Begins a few questions of these families.
fn quiz(families: Vec<Family>, dispatch: &Dispatch) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| {
        let set = PracticeSet::after_lesson(families.clone(), fresh_seed());
        let plan = PracticePlan { set, is_in_turn: true };
        dispatch.emit(Msg::Practice(PracticeMsg::Begin(plan)));
    })
}

/// What can be done with the card.
#[component]
fn Ways(props: &LessonCardProps) -> Html {
    let (dispatch, chrome) = (use_dispatch(), use_words().chrome());
    let words = &chrome.lessons;
    let card = &props.card;
    let say = |msg: LessonMsg| dispatch.on(Msg::Lesson(msg));
    let is_last = card.place.0 + 1 == card.place.1;
    let onward = if is_last { words.finish } else { words.go_on };
    let (main, word) = match card.phase {
        Phase::Reading if card.is_only_read => (LessonMsg::GoOn, onward),
        Phase::Reading if card.question.is_some() => (LessonMsg::Run, words.run),
        Phase::Reading if card.task.is_some() => (LessonMsg::ShowMe, words.show_task),
        Phase::Reading => (LessonMsg::Run, words.watch),
        Phase::Running => (LessonMsg::Skip, words.skip),
        Phase::Explained => (LessonMsg::GoOn, onward),
    };
    // Whoever has something to do there does it in the pictures.
    let is_open_task = card.task.is_some() && card.phase == Phase::Reading;
    let main_class = if is_open_task { "big" } else { "main" };
    let families: Vec<_> = card.quiz.iter().filter_map(|name| Family::named(name)).collect();
    html! {
        <div class="lesson-actions">
            if !families.is_empty() {
                <button class="big lesson-quiz" onclick={quiz(families, &dispatch)}>
                    {chrome.practice.quiz}
                </button>
            }
            if card.place.0 > 0 {
                <button class="big" aria-label={words.back} title={words.back}
                    onclick={say(LessonMsg::GoBack)}>
                    {icon(IconName::Back)}
                </button>
            }
            if card.phase == Phase::Explained && card.question.is_some() {
                <button class="big" onclick={say(LessonMsg::TryAgain)}>{words.try_again}</button>
            }
            if card.task.is_some() && card.phase != Phase::Running {
                <button class="big" onclick={say(LessonMsg::TryAgain)}>{words.start_over}</button>
            }
            <button class={classes!("lesson-main", main_class)} onclick={say(main)}>{word}</button>
        </div>
    }
}
