//! What the reader shall do on a lesson's card: the task as a line to be ticked, and a hint.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::glossary_word::linked_text;
use super::icon::{IconName, icon};
use crate::app::{LessonMsg, Msg, Phase};
use crate::screen::{GlossaryView, TaskView};
use crate::ui::context::{use_dispatch, use_words};

/// How long the reader thinks before the hint is shown, in milliseconds.
const HINT_MS: u32 = 20_000;

/// The properties of [`LessonTask`].
#[derive(Properties, PartialEq)]
pub struct LessonTaskProps {
    /// The task.
    pub task: Rc<TaskView>,
    /// How far the reader is with its card.
    pub phase: Phase,
    /// The language of the task, if it is not the page's.
    pub lang: Option<&'static str>,
    /// The card's place.
    pub place: usize,
    /// The glossary, as far as it is known.
    pub glossary: GlossaryView,
}

/// The task with its box, and the hint once it helps.
#[component]
pub fn LessonTask(props: &LessonTaskProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let LessonTaskProps { task, phase, lang, place, glossary } = props;
    use_effect_with((*place, *phase), move |(_, phase)| {
        let is_open = *phase == Phase::Reading;
        let hint = move || dispatch.emit(Msg::Lesson(LessonMsg::Hint));
        let timer = is_open.then(|| Timeout::new(HINT_MS, hint));
        move || drop(timer)
    });
    let class = if task.is_done { "is-done" } else { "is-open" };
    html! {
        <div class={classes!("task", class)}>
            <p class="task-line">
                <i class="task-box" aria-hidden="true">
                    if task.is_done { {icon(IconName::Tick)} }
                </i>
                <span><small>{words.your_turn}</small><b lang={*lang}>{&task.words}</b></span>
            </p>
            if *phase == Phase::Reading { <p class="task-how">{words.act_here}</p> }
            if !task.taken.is_empty() { <p class="task-how">{&task.taken}</p> }
            <div>
                if !task.hint.is_empty() {
                    <p class="task-hint">
                        <b>{words.hint}</b>{" "}
                        <span lang={*lang}>{linked_text(&task.hint, "hint", glossary)}</span>
                    </p>
                }
            </div>
        </div>
    }
}
