//! Runs that others made: the scenarios that come with the page, and other ways to open
//! one.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

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
    let read = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            files::open_chosen(field, &read.callback());
        }
    });
    let text = use_node_ref();
    let pasted = text.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = pasted.cast::<HtmlTextAreaElement>() {
            files::open_text(field.value(), &dispatch.callback());
        }
    });
    html! {
        <div class="ways">
            <p>{words.about}</p>
            <Catalogue/>
            <label class="row">
                {words.file}
                <input type="file" accept=".json,application/json" {onchange}/>
            </label>
            <form {onsubmit}>
                <label class="row">
                    {words.paste}
                    <textarea ref={text} rows="3" spellcheck="false"/>
                </label>
                <button>{words.open}</button>
            </form>
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
    let lines = match &*listed {
        None => html! { <li>{words.one_moment}</li> },
        Some(Err(why_not)) => html! { <li>{why_not}</li> },
        Some(Ok(scenarios)) => scenarios
            .iter()
            .map(|scenario| html! { <Line key={scenario.file.clone()} scenario={scenario.clone()}/> })
            .collect(),
    };
    html! { <ul id="catalogue">{lines}</ul> }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    scenario: Published,
}

/// A scenario that can be opened.
#[component]
fn Line(props: &LineProps) -> Html {
    let (dispatch, scenario) = (use_dispatch(), &props.scenario);
    let file = scenario.file.clone();
    let onclick = Callback::from(move |_| {
        files::open_published(file.clone(), &dispatch.callback());
    });
    html! {
        <li>
            <button data-scenario={scenario.file.clone()} {onclick}>{&scenario.title}</button>
            <small>{&scenario.about}</small>
        </li>
    }
}
