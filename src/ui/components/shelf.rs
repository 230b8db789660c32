//! The lessons that there are.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{IconName, icon};
use super::own_file::OwnFile;
use super::practice_pages::PracticeShelf;
use crate::app::{LessonMsg, Msg, Reached};
use crate::screen::{GroupView, ShelfLine, ShelfView};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::lessons;
use crate::ui::style::use_style;

/// The properties of [`Shelf`].
#[derive(Properties, PartialEq)]
pub struct ShelfProps {
    /// The lessons; `None` until they are fetched.
    pub shelf: Option<Rc<ShelfView>>,
}

/// The shelf: what there is to learn, and where the reader was.
#[component]
pub fn Shelf(props: &ShelfProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let on = Callback::from(move |own| lessons::open_own(own, &dispatch.callback()));
    let group = |group: &GroupView| {
        html! {
            <section key={group.title.clone()} class="shelf-group">
                <div><h3>{&group.title}</h3><p>{&group.about}</p></div>
                <ul>
                    for line in &group.lessons {
                        <Line key={line.name.clone()} line={line.clone()}/>
                    }
                </ul>
            </section>
        }
    };
    html! {
        <div class="shelf">
            <div class="shelf-head">
                <div><h2>{words.lessons.title}</h2><p>{words.lessons.about}</p></div>
                if let Some(shelf) = &props.shelf {
                    <Done shelf={shelf.clone()}/>
                }
            </div>
            if let Some(shelf) = &props.shelf {
                if let Some(line) = &shelf.go_on {
                    <GoOn line={line.clone()}/>
                }
                <div>{shelf.groups.iter().map(group).collect::<Html>()}</div>
            } else {
                <p role="status">{words.one_moment}</p>
            }
            <PracticeShelf/>
            <details class="shelf-own">
                <summary><b>{words.lessons.own_title}</b></summary>
                <p>{words.lessons.own_about}</p>
                <OwnFile words={&words.lessons.own} {on}/>
            </details>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DoneProps {
    shelf: Rc<ShelfView>,
}

/// How many lessons are done.
#[component]
fn Done(props: &DoneProps) -> Html {
    let (done, all) = props.shelf.done;
    let bar = use_style([("--done", done as f64 / all.max(1) as f64 * 100.0)]);
    html! {
        <p class="shelf-done" ref={bar}>{&props.shelf.done_words}<i aria-hidden="true"/></p>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    line: ShelfLine,
}

/// The lesson that the reader was in last.
#[component]
fn GoOn(props: &LineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let ShelfLine { name, number, title, question, lang, card: (now, all), .. } = &props.line;
    let class = |place: usize| match place.cmp(now) {
        std::cmp::Ordering::Less => "is-done",
        std::cmp::Ordering::Equal => "is-now",
        std::cmp::Ordering::Greater => "",
    };
    html! {
        <button class="shelf-go-on" onclick={dispatch.on(take(name, *now))}>
            <i class="shelf-number is-current" aria-hidden="true">{number}</i>
            <span>
                <small>{words.go_on_where}</small>
                <b lang={*lang}>{title}</b>
                <span lang={*lang}>{question}</span>
            </span>
            <span class="step-dots" aria-hidden="true">
                for place in 0..*all {
                    <i key={place} class={class(place)}/>
                }
            </span>
        </button>
    }
}

/// A lesson of a group.
#[component]
fn Line(props: &LineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().lessons);
    let line = &props.line;
    let (class, sign) = match line.reached {
        Some(Reached::End) => ("is-done", icon(IconName::Tick)),
        Some(Reached::Card(_)) => ("is-current", html! { {line.number} }),
        None => ("", html! { {line.number} }),
    };
    html! {
        <li>
            <button class={classes!("shelf-line", class)}
                onclick={dispatch.on(take(&line.name, line.card.0))}>
                <i class={classes!("shelf-number", class)} aria-hidden="true">{sign}</i>
                <span>
                    <b lang={line.lang}>{&line.title}</b>
                    <span lang={line.lang}>{&line.question}</span>
                    if line.lang.is_some() { <em class="shelf-foreign">{words.in_english}</em> }
                </span>
                <small>{&line.minutes}</small>
                <small class="shelf-reached">{&line.reached_words}</small>
            </button>
        </li>
    }
}

fn take(name: &str, card: usize) -> Msg {
    Msg::Lesson(LessonMsg::Take(name.to_owned(), card))
}
