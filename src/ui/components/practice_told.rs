//! What came of an answer: the belief behind a wrong one, what is right, and the ways to see it.

use yew::prelude::*;

use crate::app::{Msg, PracticeMsg};
use crate::screen::ToldView;
use crate::ui::context::Dispatch;
use crate::words::PracticeWords;

/// What came of the answer to a question.
pub fn practice_told(
    told: &ToldView,
    lang: Option<&'static str>,
    dispatch: &Dispatch,
    words: &PracticeWords,
) -> Html {
    let watch = |belief| dispatch.on(Msg::Practice(PracticeMsg::Watch(belief)));
    html! {
        <div class="practice-told">
            if let Some((would_be_so, truth)) = &told.belief {
                <p class="practice-belief" {lang}><b>{would_be_so}</b>{told.gap}{truth}</p>
            }
            if !told.apart.is_empty() {
                <ul class="practice-apart" {lang}>
                    {told.apart.iter().map(|it| html! { <li key={&**it}>{it}</li> }).collect::<Html>()}
                </ul>
            }
            <p><b>{words.right_is}</b>{told.gap}<span {lang}>{&told.right}</span></p>
            <h3>{words.why}</h3>
            <p {lang}>{&told.why}</p>
            <div class="practice-ways">
                if told.can_watch {
                    <button class="big" onclick={watch(None)}>{words.watch}</button>
                }
                if let Some(belief) = told.without {
                    <button class="big" onclick={watch(Some(belief))}>{words.watch_without}</button>
                }
                if let Some(name) = told.scenario {
                    <a href={format!("?door=sandbox&scenario={name}")} target="_blank">
                        {words.scenario}
                    </a>
                }
            </div>
        </div>
    }
}
