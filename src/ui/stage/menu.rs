//! The menu of whatever was clicked.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::{Menu, MenuItem, Msg, Point};
use crate::screen::Format;
use crate::ui::components::field_list;
use crate::ui::context::{Dispatch, use_dispatch};
use crate::ui::focus::{focus, focus_sibling, focused};
use crate::ui::style::set_properties;

/// The properties of [`MenuPopup`].
#[derive(Properties, PartialEq)]
pub struct MenuPopupProps {
    /// The menu.
    pub menu: Rc<Menu>,
    /// The place in the picture where it opens.
    pub at: Point,
    /// The shape of the picture.
    pub format: Format,
}

/// A menu over a picture. It takes the focus when it opens, and gives it back when it is
/// gone. The browser closes it on Escape and on a click elsewhere.
#[component]
pub fn MenuPopup(props: &MenuPopupProps) -> Html {
    let dispatch = use_dispatch();
    let place = use_node_ref();
    use_effect_with((place.clone(), props.at, props.format), |(place, at, format)| {
        if let Some(menu) = place.cast::<HtmlElement>() {
            move_to(&menu, *at, *format);
        }
    });
    let opened = dispatch.clone();
    use_effect_with(place.clone(), move |place| {
        let close = place.cast::<HtmlElement>().map(|menu| open(menu, opened));
        move || {
            if let Some(close) = close {
                close();
            }
        }
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        event.stop_propagation();
        let item = event.target_dyn_into::<Element>();
        let is_item = |item: &Element| item.tag_name() == "BUTTON";
        if item.filter(is_item).is_some_and(|item| focus_sibling(&item, &event.key())) {
            event.prevent_default();
        }
    });
    let left = dispatch.clone();
    let onfocusout = Callback::from(move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
        if next.is_some_and(|next| next.closest(".menu").is_ok_and(|menu| menu.is_none())) {
            left.emit(Msg::CloseMenu);
        }
    });
    let Menu { title, fields, items } = &*props.menu;
    html! {
        <div ref={place} class="menu" popover="auto" tabindex="-1" {onkeydown} {onfocusout}>
            <h3>{title}</h3>
            {field_list(fields)}
            <div class="items" role="menu" aria-label={title.clone()}>
                {items.iter().map(|item| button(item, &dispatch)).collect::<Html>()}
            </div>
        </div>
    }
}

fn button(item: &MenuItem, dispatch: &Dispatch) -> Html {
    let MenuItem { label, msg, why_not } = item;
    if let Some(why_not) = why_not {
        return html! {
            <button key={&**label} type="button" role="menuitem" tabindex="-1"
                aria-disabled="true" title={why_not.clone()}>
                {label}<small>{why_not}</small>
            </button>
        };
    }
    let (dispatch, msg) = (dispatch.clone(), msg.clone());
    let onclick = Callback::from(move |event: MouseEvent| {
        // The second click of a double click was not meant for what has just opened
        // under the pointer.
        if event.detail() < 2 {
            dispatch.emit(msg.clone());
        }
    });
    html! {
        <button key={&**label} type="button" role="menuitem" tabindex="-1" {onclick}>{label}</button>
    }
}

/// Shows the menu over everything else, and gives the focus to the first thing in it that
/// can be done. What is returned gives the focus back.
fn open(menu: HtmlElement, dispatch: Dispatch) -> impl FnOnce() {
    let before = focused();
    let _ = menu.show_popover();
    let find = |selector| menu.query_selector(selector).ok().flatten();
    focus(find("button:not([aria-disabled])").or_else(|| find("button")).as_ref());
    // From now on this means that the browser closes it.
    let closes = EventListener::new(&menu, "beforetoggle", move |_| dispatch.emit(Msg::CloseMenu));
    move || {
        drop(closes);
        // Who has moved on stays there.
        if focused().is_none_or(|has_it| menu.contains(Some(&has_it))) {
            focus(before.as_ref());
        }
    }
}

/// Puts the menu where its picture is on the page.
fn move_to(menu: &HtmlElement, at: Point, format: Format) {
    let (Some(picture), Some(window)) = (menu.parent_element(), web_sys::window()) else { return };
    let picture = picture.get_bounding_client_rect();
    let scrolled = (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0));
    let (x, y) = (at.x / format.width(), at.y / format.height());
    set_properties(
        menu,
        &[
            ("--x", x * 100.0),
            ("--y", y * 100.0),
            ("--left", scrolled.0 + picture.left() + x * picture.width()),
            ("--top", scrolled.1 + picture.top() + y * picture.height()),
            ("--room", picture.width()),
        ],
    );
}
