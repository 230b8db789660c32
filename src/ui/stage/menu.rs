//! The menu of whatever was clicked.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::{Menu, MenuGroup, MenuItem, Msg, Point};
use crate::screen::Format;
use crate::ui::components::{IconName, badge, field_list, icon};
use crate::ui::context::{Dispatch, use_dispatch};
use crate::ui::focus::{focus, focus_sibling, focused};
use crate::ui::style::set_properties;

/// How far a server or a person, and how far anything else reaches from its middle, in
/// units of the drawing space.
const SERVER_REACH: f64 = 72.0;
const MESSAGE_REACH: f64 = 22.0;

/// The least distance from the edge of the window, in pixels.
const MARGIN: f64 = 8.0;

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
    // The group that is unfolded.
    let unfolded = use_state_eq(|| None::<usize>);
    let opened = dispatch.clone();
    use_effect_with(place.clone(), move |place| {
        let close = place.cast::<HtmlElement>().map(|menu| open(menu, opened));
        move || {
            if let Some(close) = close {
                close();
            }
        }
    });
    // How far the thing that was clicked reaches: what stands beside it hides nothing of it.
    let reach = if props.menu.server.is_some() { SERVER_REACH } else { MESSAGE_REACH };
    use_effect_with(
        (place.clone(), props.at, props.format, *unfolded),
        move |(place, at, format, _)| {
            if let Some(menu) = place.cast::<HtmlElement>() {
                move_to(&menu, *at, *format, reach);
            }
        },
    );
    let (menu, pressed) = (props.menu.clone(), dispatch.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        let has_key = |item: &&MenuItem| item.key.is_some_and(|key| event.key() == key.to_string());
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let chosen = menu.items.iter().filter(|item| item.why_not.is_none()).find(has_key);
        if let Some(item) = chosen.filter(|_| is_plain) {
            event.prevent_default();
            pressed.emit(item.msg.clone());
            return;
        }
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
    let Menu { title, about, server, fields, asks, items, groups } = &*props.menu;
    let group = |(place, group): (usize, &MenuGroup)| {
        let is_open = *unfolded == Some(place);
        let unfolds = unfolded.clone();
        let toggle = Callback::from(move |_: MouseEvent| unfolds.set((!is_open).then_some(place)));
        let toggle = html! {
            <button key={group.label} type="button" role="menuitem" tabindex="-1"
                class="unfolds" aria-expanded={is_open.to_string()} onclick={toggle}>
                <span>{group.label}</span>{icon(IconName::Down)}
            </button>
        };
        let inside = group.items.iter().filter(|_| is_open).map(|item| button(item, &dispatch));
        std::iter::once(toggle).chain(inside).collect::<Vec<Html>>()
    };
    html! {
        <div ref={place} class="menu" popover="auto" tabindex="-1" {onkeydown} {onfocusout}>
            <h3>
                if server.is_some() {
                    {badge(*server)}
                }
                {title}{" "}<small>{about}</small>
            </h3>
            {field_list(fields)}
            <div class="items" role="menu" aria-label={title.clone()}>
                {items.iter().chain(asks).map(|item| button(item, &dispatch)).collect::<Html>()}
                {groups.iter().enumerate().flat_map(group).collect::<Html>()}
            </div>
        </div>
    }
}

fn button(item: &MenuItem, dispatch: &Dispatch) -> Html {
    let MenuItem { label, msg, why_not, key } = item;
    let is_danger = *key == Some('c');
    if let Some(why_not) = why_not {
        return html! {
            <button key={&**label} type="button" role="menuitem" tabindex="-1"
                aria-disabled="true" title={why_not.clone()}>
                <span>{label}<small>{why_not}</small></span>
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
    let shortcut = key.map(String::from);
    html! {
        <button key={&**label} type="button" role="menuitem" tabindex="-1" {onclick}
            class={is_danger.then_some("is-danger")} aria-keyshortcuts={shortcut.clone()}>
            <span>{label}</span>
            if let Some(key) = shortcut {
                <kbd aria-hidden="true">{key}</kbd>
            }
        </button>
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

/// Puts the menu beside what was clicked, where there is room; on a phone the style sheet
/// makes it a sheet at the bottom.
fn move_to(menu: &HtmlElement, at: Point, format: Format, reach: f64) {
    let (Some(picture), Some(window)) = (menu.parent_element(), web_sys::window()) else { return };
    let picture = picture.get_bounding_client_rect();
    let length = |value: Result<JsValue, JsValue>| value.ok().and_then(|it| it.as_f64());
    let room = (length(window.inner_width()), length(window.inner_height()));
    let (Some(wide), Some(high)) = room else { return };
    let (scroll_x, scroll_y) = (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0));
    let x = picture.left() + at.x / format.width() * picture.width();
    let y = picture.top() + at.y / format.height() * picture.height();
    let gap = reach / format.width() * picture.width();
    let size = menu.get_bounding_client_rect();
    let (left, right) = (x - gap - size.width(), x + gap);
    let fits = |left: f64| left >= MARGIN && left + size.width() <= wide - MARGIN;
    // Outwards, away from the middle of the picture, if there is room.
    let sides = if at.x >= format.width() / 2.0 { [right, left] } else { [left, right] };
    let left = sides.into_iter().find(|&side| fits(side)).unwrap_or(right);
    let left = left.clamp(MARGIN, (wide - size.width() - MARGIN).max(MARGIN));
    let top = (y - gap / 2.0).clamp(MARGIN, (high - size.height() - MARGIN).max(MARGIN));
    set_properties(menu, &[("--left", scroll_x + left), ("--top", scroll_y + top)]);
}
