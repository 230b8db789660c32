//! Runs that others made: the scenarios that come with the page, and other ways to open
//! one.

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::popup_panel::{PopupPanel, close_around};
use crate::app::Panel;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::files;

/// The properties of [`Scenarios`].
#[derive(Properties, PartialEq)]
pub struct ScenariosProps {
    /// True while it is open.
    pub is_open: bool,
}

/// A panel with the scenarios, and ways to open others.
#[component]
pub fn Scenarios(props: &ScenariosProps) -> Html {
    let words = use_words().chrome();
    html! {
        <PopupPanel id="scenarios" panel={Panel::Scenarios} title={words.scenarios.title}
            is_open={props.is_open} is_wide=true>
            <WaysToOpen/>
        </PopupPanel>
    }
}

#[component]
fn WaysToOpen() -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let words = &words.scenarios;
    let read = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<Element>() {
            close_around(&field);
            files::open("read", JsValue::from(field), &read.callback());
        }
    });
    let text = use_node_ref();
    let pasted = text.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = pasted.cast::<HtmlTextAreaElement>() {
            close_around(&field);
            files::open("open", field.value().into(), &dispatch.callback());
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

/// The scenarios that come with the page. Who fetches the list fills this in.
#[component]
fn Catalogue() -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let place = use_node_ref();
    use_effect_with(place.clone(), |place| {
        if let Some(place) = place.cast::<HtmlElement>() {
            let lacks = place.clone();
            files::ask("list", place.into(), move |listed| {
                if let Err(why_not) = listed {
                    lacks.set_text_content(Some(&why_not));
                }
            });
        }
    });
    let onclick = Callback::from(move |event: MouseEvent| {
        let button = event.target_dyn_into::<Element>();
        let button = button.and_then(|at| at.closest("[data-scenario]").ok().flatten());
        let name = button.as_ref().and_then(|button| button.get_attribute("data-scenario"));
        if let Some((button, name)) = button.zip(name) {
            close_around(&button);
            files::open("fetch", name.into(), &dispatch.callback());
        }
    });
    html! { <ul ref={place} id="catalogue" {onclick}><li>{words.one_moment}</li></ul> }
}
