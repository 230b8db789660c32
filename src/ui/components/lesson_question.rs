//! The question of a lesson's card, while it waits for its answer, and what came of it.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::badge::badge;
use super::glossary_word::linked_text;
use super::icon::{IconName, icon};
use crate::app::{LessonMsg, Msg, Phase};
use crate::lesson::{OptionIs, QuestionKind};
use crate::screen::{FieldView, GlossaryView, OptionMark, OptionView, QuestionView};
use crate::ui::context::Dispatch;
use crate::words::LessonWords;

/// The question, while it waits for its answer, and what was picked while the run decides.
pub fn lesson_question(
    question: &QuestionView,
    phase: Phase,
    lang: Option<&'static str>,
    dispatch: &Dispatch,
    words: &LessonWords,
) -> Html {
    if phase == Phase::Explained {
        return html! { <fieldset class="question" hidden=true/> };
    }
    let answers = match question.kind {
        QuestionKind::Fields => html! {
            <div class="fields">
                for field in &question.fields {
                    {field_choice(field, phase, dispatch, words)}
                }
            </div>
        },
        kind => {
            let layout = (kind == QuestionKind::Number).then_some("is-numbers");
            let options = question.options.iter().enumerate();
            let button = |(place, option)| option_button(place, option, phase, lang, dispatch);
            html! { <div class={classes!("options", layout)}>{options.map(button).collect::<Html>()}</div> }
        }
    };
    html! {
        <fieldset class="question">
            <legend>
                <span {lang}>{&question.words}</span>
                if phase == Phase::Reading { <small>{hint(question, words)}</small> }
            </legend>
            {answers}
            if phase == Phase::Reading {
                <button class="option is-quiet"
                    onclick={dispatch.on(Msg::Lesson(LessonMsg::ShowMe))}>
                    <span>{words.show_me}</span>
                </button>
            }
        </fieldset>
    }
}

/// How the question is answered.
fn hint(question: &QuestionView, words: &LessonWords) -> &'static str {
    let has_entries = question.options.iter().any(|it| matches!(it.is, OptionIs::Entry(..)));
    match (question.kind, question.is_in_pictures) {
        (QuestionKind::Number, _) => words.pick_number,
        (QuestionKind::Fields, _) => words.fill_in,
        _ if has_entries => words.pick_entry,
        (QuestionKind::Several, true) => words.pick_several,
        (QuestionKind::Several, false) => words.pick_several_here,
        (QuestionKind::One, true) => words.pick_one,
        (QuestionKind::One, false) => words.pick_one_here,
    }
}

fn option_button(
    place: usize,
    option: &OptionView,
    phase: Phase,
    lang: Option<&'static str>,
    dispatch: &Dispatch,
) -> Html {
    let is_picked = option.mark == OptionMark::Picked;
    html! {
        <button key={place} class="option" disabled={phase == Phase::Running && !is_picked}
            aria-pressed={if is_picked { "true" } else { "false" }}
            onclick={dispatch.on(Msg::Lesson(LessonMsg::Pick(place)))}>
            if let Some(server) = option.server() {
                // The name stands beside it.
                <i aria-hidden="true">{badge(Some(server))}</i>
            }
            <span {lang}>{&option.words}</span>
            <i class="option-mark" aria-hidden="true">
                if is_picked { {icon(IconName::Tick)} }
            </i>
        </button>
    }
}

/// A field of a message, and the values that it could have.
fn field_choice(field: &FieldView, phase: Phase, dispatch: &Dispatch, words: &LessonWords) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(place) = chosen.and_then(|select| select.value().parse().ok()) {
            dispatch.emit(Msg::Lesson(LessonMsg::Pick(place)));
        }
    });
    let name = field.name.name();
    html! {
        <label key={name}>
            <code>{name}</code>
            <select {onchange} disabled={phase == Phase::Running}>
                <option key="none" value="" disabled=true selected={field.picked.is_none()}>
                    {words.no_value}
                </option>
                for (place, value) in &field.values {
                    <option key={*place} value={place.to_string()}
                        selected={field.picked == Some(*place)}>
                        {value}
                    </option>
                }
            </select>
        </label>
    }
}

/// Why each option is right or wrong, and the way to the moment that shows it.
pub fn lesson_reasons(
    question: &QuestionView,
    lang: Option<&'static str>,
    glossary: &GlossaryView,
    dispatch: &Dispatch,
    words: &LessonWords,
) -> Html {
    let reason = |(lunch, raft): &(String, String), id: &str| {
        html! {
            <>
                if !lunch.is_empty() { <p {lang}>{linked_text(lunch, id, glossary)}</p> }
                if !raft.is_empty() { <code {lang}>{linked_text(raft, &format!("{id}-raft"), glossary)}</code> }
            </>
        }
    };
    let one = |(place, option): (usize, &OptionView)| {
        if option.why.0.is_empty() && option.why.1.is_empty() && option.refutation.is_none() {
            return Html::default();
        }
        html! {
            <li key={place}>
                {sign_of(option)}
                <div>
                    if let OptionIs::Field(field, _) = option.is { <code>{field.name()}</code> }
                    if option.server().is_none() { <b {lang}>{&option.words}</b> }
                    {reason(&option.why, &format!("why-{place}"))}
                    if let Some(is_seen) = option.refutation {
                        <button class="show-why" aria-pressed={if is_seen { "true" } else { "false" }}
                            onclick={dispatch.on(Msg::Lesson(LessonMsg::ShowWhy(place)))}>
                            {if is_seen { words.back_to_end } else { words.show_why }}
                        </button>
                    }
                </div>
            </li>
        }
    };
    let is_told_once = !question.why.0.is_empty() || !question.why.1.is_empty();
    html! {
        <>
            if !question.fields.is_empty() {
                {message_told(&question.fields, words)}
            }
            <ul class="reasons">
                if is_told_once {
                    <li key="all">{icon(IconName::Tick)}<div>{reason(&question.why, "why")}</div></li>
                }
                {question.options.iter().enumerate().map(one).collect::<Html>()}
            </ul>
        </>
    }
}

/// The fields of the message as they are, beside what the reader said.
fn message_told(fields: &[FieldView], words: &LessonWords) -> Html {
    let row = |field: &FieldView| {
        let name = field.name.name();
        let picked = field.values.iter().find(|(place, _)| field.picked == Some(*place));
        let sign = match picked {
            Some(_) if field.is_right => icon(IconName::Tick),
            Some(_) => icon(IconName::Cross),
            None => Html::default(),
        };
        html! {
            <tr key={name}>
                <th scope="row"><code>{name}</code></th>
                <td>{picked.map_or("–", |(_, value)| value)}{sign}</td>
                <td><b>{&field.right}</b></td>
            </tr>
        }
    };
    html! {
        <table class="fields-told">
            <thead>
                <tr>
                    <th scope="col">{words.field}</th>
                    <th scope="col">{words.your_value}</th>
                    <th scope="col">{words.right_value}</th>
                </tr>
            </thead>
            <tbody>{fields.iter().map(row).collect::<Html>()}</tbody>
        </table>
    }
}

fn sign_of(option: &OptionView) -> Html {
    match (option.server(), option.mark) {
        (Some(server), _) => badge(Some(server)),
        (None, OptionMark::Right) => icon(IconName::Tick),
        (None, _) => icon(IconName::Cross),
    }
}
