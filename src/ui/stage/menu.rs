//! The menu of whatever was clicked.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::bubble::place_style;
use crate::ui::components::fields;
use crate::view::{Menu, MenuItem, Msg, Point, Target};

/// Properties of [`MenuPopup`].
#[derive(Properties, PartialEq)]
pub struct MenuPopupProps {
    /// What it is for.
    pub target: Target,
    /// What can be done.
    pub menu: Menu,
    /// Where it opens.
    pub at: Point,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// A menu over a picture. It takes the focus, and gives it back when it goes.
#[component]
pub fn MenuPopup(props: &MenuPopupProps) -> Html {
    let place = use_node_ref();
    let gives_back = use_memo((), |()| Cell::new(true));
    {
        let (place, gives_back) = (place.clone(), gives_back.clone());
        use_effect_with(props.target, move |_| {
            let before = focused();
            gives_back.set(true);
            focus_first(&place);
            move || {
                if gives_back.replace(false) {
                    focus(before.as_ref());
                }
            }
        });
    }
    let on = props.on.clone();
    let onkeydown = move |event: KeyboardEvent| {
        event.stop_propagation();
        let key = event.key();
        if key == "Escape" {
            on.emit(Msg::CloseMenu);
        }
        let item = event.target_dyn_into::<Element>();
        if item.is_some_and(|item| item.tag_name() == "BUTTON" && focus_sibling(&item, &key)) {
            event.prevent_default();
        }
    };
    let (on, here) = (props.on.clone(), place.clone());
    let onfocusout = move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let is_outside =
            next.zip(here.get()).is_some_and(|(next, here)| !here.contains(Some(&next)));
        if is_outside && gives_back.replace(false) {
            on.emit(Msg::CloseMenu);
        }
    };
    let Menu { title, fields: all, items } = &props.menu;
    html! {
        <div class="menu" tabindex="-1" ref={place} style={place_style(props.at)} {onkeydown}
            {onfocusout}>
            <h3>{ title }</h3>
            if !all.is_empty() {
                { fields(all) }
            }
            <div class="items" role="menu" aria-label={title.clone()}>
                { for items.iter().map(|item| button(item, &props.on)) }
            </div>
        </div>
    }
}

fn button(item: &MenuItem, on: &Callback<Msg>) -> Html {
    let MenuItem { label, action, why_not } = item;
    let key = label.clone();
    match why_not {
        Some(why_not) => html! {
            <button {key} type="button" role="menuitem" tabindex="-1" aria-disabled="true"
                title={why_not.clone()}>
                { label }<small>{ why_not }</small>
            </button>
        },
        None => {
            let (on, action) = (on.clone(), action.clone());
            let act = move |event: MouseEvent| {
                // The second click of a double click was not meant for what has just
                // opened under the pointer.
                if event.detail() < 2 {
                    on.emit(Msg::Act(action.clone()));
                }
            };
            html! {
                <button {key} type="button" role="menuitem" tabindex="-1" onclick={act}>{ label }</button>
            }
        }
    }
}

/// What has the focus.
fn focused() -> Option<Element> {
    web_sys::window()?.document()?.active_element()
}

/// Gives the focus to `element`, if it is still there.
fn focus(element: Option<&Element>) {
    if let Some(element) = element.filter(|element| element.is_connected()) {
        // An element of a drawing can have the focus too, by the same function.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Gives the focus to the first thing in the menu that can be done, else to the
/// first thing.
fn focus_first(place: &NodeRef) {
    let Some(menu) = place.cast::<Element>() else { return };
    let find = |selector| menu.query_selector(selector).ok().flatten();
    focus(find("button:not([aria-disabled])").or_else(|| find("button")).as_ref());
}

/// Moves the focus among `element` and its siblings by the arrow keys, Home and
/// End, round and round. Whether `key` was one of them.
pub fn focus_sibling(element: &Element, key: &str) -> bool {
    let Some(parent) = element.parent_element() else { return false };
    let next = match key {
        "ArrowDown" | "ArrowRight" => {
            element.next_element_sibling().or_else(|| parent.first_element_child())
        }
        "ArrowUp" | "ArrowLeft" => {
            element.previous_element_sibling().or_else(|| parent.last_element_child())
        }
        "Home" => parent.first_element_child(),
        "End" => parent.last_element_child(),
        _ => return false,
    };
    focus(next.as_ref());
    true
}
