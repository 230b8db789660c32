//! The pages around practice questions: the section on the shelf, the end of a round, and what
//! the reader knows.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::{AnswerFile, Msg, PracticeMsg, PracticePlan};
use crate::practice::{BeliefStanding, Family, PracticeSet};
use crate::screen::{KnownBelief, KnownView, PracticeEnd as End};
use crate::ui::context::{use_dispatch, use_locale, use_words};
use crate::ui::focus::focus;
use crate::ui::page::fresh_seed;
use crate::words::LanguageTag;

/// Practice on the shelf.
#[component]
pub fn PracticeShelf() -> Html {
    let (dispatch, language) = (use_dispatch(), use_words());
    let words = &language.chrome().practice;
    let chosen = use_state(Vec::<Family>::new);
    let begin = |families: Vec<Family>| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let (families, seed) = (families.clone(), fresh_seed());
            let set = PracticeSet { families, seed, ..PracticeSet::default() };
            let plan = PracticePlan { set, is_in_turn: false };
            dispatch.emit(Msg::Practice(PracticeMsg::Begin(plan)));
        })
    };
    let family = |family: Family| {
        let is_chosen = chosen.contains(&family);
        let choice = chosen.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            let others = Family::ALL.into_iter();
            let is_in = |other: &Family| choice.contains(other) != (*other == family);
            choice.set(others.filter(is_in).collect());
        });
        html! {
            <li key={family.name()}>
                <button class="practice-family" aria-pressed={if is_chosen { "true" } else { "false" }}
                    {onclick}>
                    {language.practice_family(family)}
                </button>
            </li>
        }
    };
    html! {
        <section class="practice-shelf">
            <div><h3>{words.title}</h3><p>{words.about}</p></div>
            <div>
                <div class="practice-begin">
                    <button class="main big" onclick={begin(Family::ALL.to_vec())}>{words.ten}</button>
                    <span>{words.ten_about}</span>
                    <button class="as-link" onclick={dispatch.on(Msg::Practice(PracticeMsg::ToKnown))}>
                        {words.known}
                    </button>
                </div>
                <h4>{words.choose}</h4>
                <ul class="practice-families">{Family::ALL.into_iter().map(family).collect::<Html>()}</ul>
                if !chosen.is_empty() {
                    <button class="main big" onclick={begin(chosen.to_vec())}>{words.begin}</button>
                }
            </div>
        </section>
    }
}

/// The heading of a page that is new: it gets the focus.
#[hook]
fn use_new_heading() -> NodeRef {
    let heading = use_node_ref();
    use_effect_with(heading.clone(), |heading| {
        focus(heading.cast::<HtmlElement>().as_deref());
    });
    heading
}

/// The properties of [`PracticeEnd`].
#[derive(Properties, PartialEq)]
pub struct PracticeEndProps {
    /// How it went.
    pub end: Rc<End>,
}

/// The end of a round.
#[component]
pub fn PracticeEnd(props: &PracticeEndProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().practice);
    let (heading, end) = (use_new_heading(), &props.end);
    let lang = use_locale().tag().borrows_practice().map(LanguageTag::html);
    let on = |msg: PracticeMsg| dispatch.on::<MouseEvent>(Msg::Practice(msg));
    let again = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Msg::Practice(PracticeMsg::Again(fresh_seed())));
        })
    };
    html! {
        <div class="shelf practice-page">
            <button class="as-link" onclick={on(PracticeMsg::ToShelf)}>{words.to_shelf}</button>
            <h2 ref={heading} tabindex="-1">{words.end}</h2>
            <p class="practice-result">{&end.result}</p>
            if end.beliefs.is_empty() {
                <p>{words.nothing_came_up}</p>
            } else {
                <h3>{words.came_up}</h3>
                <ul class="practice-beliefs">
                    for (believed, truth) in &end.beliefs {
                        <li key={&**believed} {lang}><b>{believed}</b><p>{truth}</p></li>
                    }
                </ul>
            }
            <div class="practice-ways">
                <button class="main big" onclick={again}>{words.again}</button>
                <button class="big" onclick={on(PracticeMsg::ToKnown)}>{words.known}</button>
            </div>
            <h3>{words.download}</h3>
            <div class="practice-ways">
                <button class="big" onclick={on(PracticeMsg::Download(AnswerFile::Csv))}>{"CSV"}</button>
                <button class="big" onclick={on(PracticeMsg::Download(AnswerFile::Json))}>{"JSON"}</button>
            </div>
        </div>
    }
}

/// The properties of [`PracticeKnown`].
#[derive(Properties, PartialEq)]
pub struct PracticeKnownProps {
    /// What the reader knows.
    pub known: Rc<KnownView>,
}

/// What the reader knows.
#[component]
pub fn PracticeKnown(props: &PracticeKnownProps) -> Html {
    let (dispatch, chrome) = (use_dispatch(), use_words().chrome());
    let words = &chrome.practice;
    let (heading, known) = (use_new_heading(), &props.known);
    let lang = use_locale().tag().borrows_practice().map(LanguageTag::html);
    let on = |msg: PracticeMsg| dispatch.on::<MouseEvent>(Msg::Practice(msg));
    let belief = |belief: &KnownBelief| {
        html! {
            <li key={&*belief.believed}>
                <b {lang}>{&belief.believed}</b>
                <p {lang}>{&belief.truth}</p>
                <small>{&belief.count}</small>
            </li>
        }
    };
    let group = |(standing, beliefs): &(BeliefStanding, Vec<KnownBelief>)| {
        let title = match standing {
            BeliefStanding::Held => words.held,
            BeliefStanding::Overcome => words.overcome,
            BeliefStanding::Met => words.met,
        };
        html! {
            <section key={title}>
                <h3>{title}</h3>
                <ul class="practice-beliefs">{beliefs.iter().map(belief).collect::<Html>()}</ul>
            </section>
        }
    };
    html! {
        <div class="shelf practice-page">
            <button class="as-link" onclick={on(PracticeMsg::ToShelf)}>{words.to_shelf}</button>
            <h2 ref={heading} tabindex="-1">{words.known}</h2>
            <p>{words.known_about}</p>
            if !known.is_there {
                <p role="status">{chrome.one_moment}</p>
            } else if known.groups.is_empty() {
                <p>{words.known_nothing}</p>
            }
            <div>{known.groups.iter().map(group).collect::<Html>()}</div>
            if known.asks_to_forget {
                <div class="practice-ways" role="group" aria-label={words.forget_sure}>
                    <b>{words.forget_sure}</b>
                    <button key="yes" class="big" onclick={on(PracticeMsg::Forget)}>{words.forget_yes}</button>
                    <button key="no" class="main big" onclick={on(PracticeMsg::AskToForget(false))}>
                        {words.forget_no}
                    </button>
                </div>
            } else if !known.groups.is_empty() {
                <div class="practice-ways">
                    <button key="ask" class="big" onclick={on(PracticeMsg::AskToForget(true))}>
                        {words.forget}
                    </button>
                </div>
            }
        </div>
    }
}
