//! The menu of whatever was clicked.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, MouseEvent};
use yew::{Callback, Html, TargetCast};

use super::actor::key_of;
use super::bubble::place_style;
use crate::app::{Menu, MenuItem, Msg, Point};

use crate::ui::components::fields;
use crate::ui::markup::{hears, markup};
use crate::ui::page;

/// A menu over a picture. [`MenuFocus`] brings the focus here and back.
pub fn menu_popup(menu: &Menu, at: Point, on: &Callback<Msg>) -> Html {
    let close = on.clone();
    let press = move |event: &Event| {
        event.stop_propagation();
        let key = key_of(event);
        if key == "Escape" {
            close.emit(Msg::CloseMenu);
        }
        let item = event.target_dyn_into::<Element>();
        if item.is_some_and(|item| item.tag_name() == "BUTTON" && focus_sibling(&item, &key)) {
            event.prevent_default();
        }
    };
    let close = on.clone();
    let leave = move |event: &Event| {
        let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
        let next = next.and_then(|next| next.dyn_into::<Element>().ok());
        if next.is_some_and(|next| next.closest(".menu").is_ok_and(|menu| menu.is_none())) {
            close.emit(Msg::CloseMenu);
        }
    };
    let Menu { title, fields: all, items } = menu;
    markup!(
        r#"<div class="menu" tabindex="-1" style={} onkeydown={} onfocusout={}>
            <h3>{}</h3>
            {}
            <div class="items" role="menu" aria-label={}>{}</div>
        </div>"#,
        place_style(at),
        hears(press),
        hears(leave),
        title,
        fields(all),
        title,
        items.iter().map(|item| button(item, on)).collect::<Vec<_>>()
    )
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
    let MenuItem { label, msg, why_not } = item;
    if let Some(why_not) = why_not {
        return markup!(
            r#"<button key={} type="button" role="menuitem" tabindex="-1" aria-disabled="true" title={}>
                {}<small>{}</small>
            </button>"#,
            label,
            why_not,
            label,
            why_not
        );
    }
    let (on, msg) = (on.clone(), msg.clone());
    let act = move |event: &Event| {
        // The second click of a double click was not meant for what has just opened
        // under the pointer.
        if event.dyn_ref::<MouseEvent>().is_none_or(|click| click.detail() < 2) {
            on.emit(msg.clone());
        }
    };
    markup!(
        r#"<button key={} type="button" role="menuitem" tabindex="-1" onclick={}>{}</button>"#,
        label,
        hears(act),
        label
    )
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
