//! A panel that is closed at first.

use web_sys::{Element, Event};
use yew::{Callback, Html, TargetCast};

use crate::app::{Msg, Panel, Panels};
use crate::ui::markup::{Hole, hears, markup};

/// What is in a panel: nothing while it is closed.
pub fn inside(panels: Panels, panel: Panel, make: impl FnOnce() -> Html) -> Html {
    match panels.has(panel) {
        true => make(),
        false => markup!("<p>One moment.</p>"),
    }
}

/// Says whether the panel that hears it is open now.
pub fn toggles(panel: Panel, on: &Callback<Msg>) -> Hole {
    let on = on.clone();
    hears(move |event: &Event| {
        if let Some(details) = event.target_dyn_into::<Element>() {
            on.emit(Msg::Panel(panel, details.has_attribute("open")));
        }
    })
}
