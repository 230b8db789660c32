//! A card that is closed at first.

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Msg, Panel};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Disclosure`].
#[derive(Properties, PartialEq)]
pub struct DisclosureProps {
    /// Its name on the page.
    pub id: &'static str,
    /// The panel.
    pub panel: Panel,
    /// The line that is seen while it is closed.
    pub summary: Html,
    /// True while it is open: what is in it is only there then.
    pub is_open: bool,
    /// The content.
    pub children: Html,
}

/// A card that tells the root when it is opened and closed.
#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let panel = props.panel;
    let ontoggle = Callback::from(move |event: Event| {
        if let Some(details) = event.target_dyn_into::<Element>() {
            dispatch.emit(Msg::Panel(panel, details.has_attribute("open")));
        }
    });
    html! {
        <details class="card" id={props.id} {ontoggle}>
            <summary>{props.summary.clone()}</summary>
            if props.is_open {
                {props.children.clone()}
            } else {
                <p>{words.one_moment}</p>
            }
        </details>
    }
}
