//! Runs that others made: the scenarios that come with the page, and other ways to open
//! one.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::own_file::OwnFile;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::files::{self, Published};

/// The scenarios, and ways to open others.
#[component]
pub fn Scenarios() -> Html {
    let words = use_words().chrome();
    html! {
        <section class="scenarios" id="scenarios">
            <h2>{words.scenarios.title}</h2>
            <WaysToOpen/>
        </section>
    }
}

#[component]
fn WaysToOpen() -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let words = &words.scenarios;
    let on = Callback::from(move |own| files::open_own(own, &dispatch.callback()));
    html! {
        <div class="ways">
            <p>{words.about}</p>
            <Catalogue/>
            <OwnFile words={&words.own} {on}/>
        </div>
    }
}

/// The scenarios that come with the page, fetched when this is first shown.
#[component]
fn Catalogue() -> Html {
    let words = use_words().chrome();
    let listed = use_state(|| None);
    let found = listed.clone();
    use_effect_with((), move |()| {
        spawn_local(async move { found.set(Some(files::published().await)) });
    });
    let levels = words.scenarios.levels.iter().copied();
    let inside = match &*listed {
        None => html! { <p>{words.one_moment}</p> },
        Some(Err(why_not)) => html! { <p role="alert">{why_not}</p> },
        Some(Ok(scenarios)) => html! {
            <>
                for (place, (level, name, about)) in levels.enumerate() {
                    <details key={level} open={place == 0}>
                        <summary><b>{name}</b>{" "}<small>{about}</small></summary>
                        <ul>
                            for scenario in scenarios.iter().filter(|one| one.level == level) {
                                <Line key={scenario.file.clone()} scenario={scenario.clone()}/>
                            }
                        </ul>
                    </details>
                }
            </>
        },
    };
    html! { <div id="catalogue">{inside}</div> }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    scenario: Published,
}

/// A scenario that can be opened.
#[component]
fn Line(props: &LineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let Published { file, title, about, seconds, .. } = &props.scenario;
    let opened = file.clone();
    let onclick = Callback::from(move |_| {
        files::open_published(opened.clone(), &dispatch.callback());
    });
    html! {
        <li>
            <button type="button" data-scenario={file.clone()} {onclick}>
                <b>{title}</b>{" "}<span class="time">{words.playing_time(*seconds)}</span>
                <small>{about}</small>
            </button>
        </li>
    }
}
