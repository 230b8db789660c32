//! The menu of whatever was clicked.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::bubble::place_style;
use crate::ui::components::fields;
use crate::ui::page;
use crate::view::{Menu, MenuItem, Msg, Point};

/// A menu over a picture. [`MenuFocus`] brings the focus here and back.
pub fn menu_popup(menu: &Menu, at: Point, on: &Callback<Msg>) -> Html {
    let close = on.clone();
    let onkeydown = move |event: KeyboardEvent| {
        event.stop_propagation();
        let key = event.key();
        if key == "Escape" {
            close.emit(Msg::CloseMenu);
        }
        let item = event.target_dyn_into::<Element>();
        if item.is_some_and(|item| item.tag_name() == "BUTTON" && focus_sibling(&item, &key)) {
            event.prevent_default();
        }
    };
    let close = on.clone();
    let onfocusout = move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
        if next.is_some_and(|next| next.closest(".menu").is_ok_and(|menu| menu.is_none())) {
            close.emit(Msg::CloseMenu);
        }
    };
    let Menu { title, fields: all, items } = menu;
    html! {
        <div class="menu" tabindex="-1" style={place_style(at)} {onkeydown} {onfocusout}>
            <h3>{ title }</h3>
            { fields(all) }
            <div class="items" role="menu" aria-label={title.clone()}>
                { for items.iter().map(|item| button(item, on)) }
            </div>
        </div>
    }
}

/// Who had the focus before a menu took it.
#[derive(Default)]
pub struct MenuFocus {
    is_open: bool,
    before: Option<Element>,
}

impl MenuFocus {
    /// To be told after each drawing whether a menu is open: it brings the focus
    /// into a menu that has just opened, and back when it is gone, unless it has
    /// moved on by itself.
    pub fn follow(&mut self, is_open: bool) {
        if is_open && !self.is_open {
            self.before = focused();
            focus_first();
        }
        if !is_open && self.is_open {
            let before = self.before.take();
            if focused().is_none_or(|element| element.tag_name() == "BODY") {
                focus(before.as_ref());
            }
        }
        self.is_open = is_open;
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
    page::document()?.active_element()
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
fn focus_first() {
    let Some(document) = page::document() else { return };
    let find = |selector| document.query_selector(selector).ok().flatten();
    focus(find(".menu button:not([aria-disabled])").or_else(|| find(".menu button")).as_ref());
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
