//! "Why?": a panel over the page with what led to something, what is still waited for and
//! what would help, and the lines of the core that decided it. The browser closes it on
//! Escape, on a click elsewhere, and when another answer opens.

use std::rc::Rc;

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::badge::badge;
use super::icon::{IconName, icon};
use crate::app::{Msg, WhyMsg};
use crate::screen::{CauseView, CodeView, HelpView, WhyView};
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::focus::{focus, focused};
use crate::why::Question;
use crate::words::{Chrome, Language};

/// The properties of [`WhyPanel`].
#[derive(Properties, PartialEq)]
pub struct WhyPanelProps {
    /// The answer, while it is open.
    pub why: Option<Rc<WhyView>>,
}

/// The panel, as long as there is an answer.
#[component]
pub fn WhyPanel(props: &WhyPanelProps) -> Html {
    html! {
        <div class="why-place">
            if let Some(why) = &props.why {
                <Answer key={key(why)} why={why.clone()}/>
            }
        </div>
    }
}

/// Another answer is another panel, though its question is in the same words. The same one
/// stays, though its words are others.
fn key(why: &WhyView) -> String {
    format!("{} {:?}", why.key, why.links.last().map(|link| link.number))
}

#[derive(Properties, PartialEq)]
struct AnswerProps {
    why: Rc<WhyView>,
}

#[component]
fn Answer(props: &AnswerProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = words.chrome();
    let place = use_node_ref();
    use_effect_with(place.clone(), |place| {
        let before = focused();
        let panel = place.cast::<HtmlElement>();
        if let Some(panel) = &panel {
            let _ = panel.show_popover();
            focus(Some(panel));
        }
        move || {
            // Who has moved on stays there.
            let is_inside =
                |has_it: &Element| panel.is_some_and(|panel| panel.contains(Some(has_it)));
            if focused().as_ref().is_none_or(is_inside) {
                focus(before.as_ref());
            }
        }
    });
    let closed = dispatch.clone();
    let ontoggle = Callback::from(move |event: Event| {
        let panel = event.target_dyn_into::<Element>();
        let is_open = |it: &Element| it.matches(":popover-open").unwrap_or(false);
        if panel.is_some_and(|it| it.class_list().contains("why-answer") && !is_open(&it)) {
            closed.emit(Msg::Why(WhyMsg::Close));
        }
    });
    let WhyView { lunch, raft, links, condition, waits_for, help, code, further, .. } = &*props.why;
    html! {
        <div ref={place} class="answer why-answer" popover="auto" role="dialog" tabindex="-1"
            aria-label={lunch.clone()} {ontoggle}>
            <h3>
                {lunch}
                <button type="button" class="close" onclick={dispatch.on(Msg::Why(WhyMsg::Close))}
                    aria-label={chrome.waiting.close}>{icon(IconName::Cross)}</button>
            </h3>
            if !raft.is_empty() {
                <p class="in-raft">{raft}</p>
            }
            {pair(condition)}
            if let Some(waits_for) = waits_for {
                <h4>{chrome.waiting.why}</h4>
                {pair(&Some(waits_for.clone()))}
            }
            if let Some(help) = help {
                {what_helps(help, &dispatch, words)}
            }
            <h4>{chrome.why.what_led}</h4>
            if links.is_empty() {
                <p>{chrome.why.nothing}</p>
            }
            <ol class="chain">
                {links.iter().map(|it| cause(it, &dispatch, words)).collect::<Html>()}
            </ol>
            if !further.is_empty() {
                <h4>{further_title(further, chrome)}</h4>
                <ul class="further">
                    for (label, question) in further {
                        <li key={&**label}>
                            <button type="button" class="button"
                                onclick={dispatch.on(Msg::Why(WhyMsg::Ask(*question)))}>{label}</button>
                        </li>
                    }
                </ul>
            }
            {code_lines(code, &dispatch, words)}
        </div>
    }
}

fn further_title(further: &[(String, Question)], chrome: &Chrome) -> &'static str {
    match further.first() {
        Some((_, Question::Removed(..))) => chrome.why.before,
        _ => chrome.why.lines,
    }
}

/// The same thing in the words of the table and of the paper.
fn pair(told: &Option<(String, String)>) -> Html {
    html! {
        if let Some((lunch, raft)) = told {
            <div class="both-words"><p>{lunch}</p><p class="in-raft">{raft}</p></div>
        }
    }
}

/// An event that led to it: a button that goes there.
fn cause(link: &CauseView, dispatch: &Dispatch, words: &dyn Language) -> Html {
    let chrome = &words.chrome().why;
    let CauseView { number, at, who, lunch, raft, is_counted, is_here, code } = link;
    html! {
        <li key={*number} class={classes!(is_here.then_some("is-here"))}>
            <button type="button" title={chrome.go} aria-current={is_here.then_some("step")}
                onclick={dispatch.on(Msg::Why(WhyMsg::Go(*number)))}>
                {badge(*who)}
                <span class="cause">
                    if !lunch.is_empty() {
                        <span class="in-lunch">{lunch}</span>
                    }
                    if !raft.is_empty() {
                        <code>{raft}</code>
                    }
                    <small>
                        {words.milliseconds(*at)}
                        if *is_counted {
                            {" · "}{chrome.counted}
                        }
                    </small>
                </span>
            </button>
            {code_lines(code, dispatch, words)}
        </li>
    }
}

/// What would help, with a button that tries it.
pub fn what_helps(help: &HelpView, dispatch: &Dispatch, words: &dyn Language) -> Html {
    let (chrome, gap) = (&words.chrome().why, words.between_sentences());
    let HelpView { by_itself, remedy } = help;
    html! {
        <div class="what-helps">
            if let Some(by_itself) = by_itself {
                <p>{by_itself}</p>
            }
            if let Some((lunch, raft)) = remedy {
                <h4>{chrome.what_helps}</h4>
                <button type="button" class="button try-it" onclick={dispatch.on(Msg::Why(WhyMsg::Try))}>
                    {lunch}
                </button>
                <p class="in-raft">{raft}{gap}{chrome.undo}</p>
            } else if by_itself.is_none() {
                <p>{chrome.no_remedy}</p>
            }
        </div>
    }
}

/// The lines of the core, fetched when somebody wants to see them.
pub fn code_lines(code: &CodeView, dispatch: &Dispatch, words: &dyn Language) -> Html {
    if *code == CodeView::Nothing {
        return Html::default();
    }
    let chrome = &words.chrome().why;
    let inside = match code {
        CodeView::Nothing | CodeView::Unasked => Html::default(),
        CodeView::Fetching => html! { <p>{words.chrome().one_moment}</p> },
        CodeView::Missing => html! { <p>{chrome.no_code}</p> },
        CodeView::Here(excerpts) => {
            let one = |(place, text): &(String, String)| {
                html! {
                    <figure key={&**place}>
                        <figcaption>{place}</figcaption>
                        <pre tabindex="0" role="region" aria-label={place.clone()}><code>{text}</code></pre>
                    </figure>
                }
            };
            excerpts.iter().map(one).collect::<Html>()
        }
    };
    html! {
        <details class="the-code" ontoggle={dispatch.on(Msg::Why(WhyMsg::ShowCode))}>
            <summary>{chrome.show_code}</summary>
            <div>{inside}</div>
        </details>
    }
}
