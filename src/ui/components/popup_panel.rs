//! A panel that opens over the page from a button. The browser closes it on Escape, on a
//! click elsewhere, and when another one opens; then the focus goes back to the button. It
//! closes too when the focus goes elsewhere: it would cover what has it.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::{Msg, Panel};
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::style::set_properties;

/// The properties of [`PopupPanel`].
#[derive(Properties, PartialEq)]
pub struct PopupPanelProps {
    /// Its name on the page.
    pub id: &'static str,
    /// The panel.
    pub panel: Panel,
    /// The words on its button.
    pub title: AttrValue,
    /// True while it is open: what is in it is only there then.
    pub is_open: bool,
    /// The content.
    pub children: Html,
}

/// A button, and the panel that it opens.
#[component]
pub fn PopupPanel(props: &PopupPanelProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let place = use_node_ref();
    let panel = props.panel;
    let opened = dispatch.clone();
    use_effect_with(place.clone(), move |place| {
        let listener = place.cast::<HtmlElement>().map(|pop| opens(pop, panel, opened));
        move || drop(listener)
    });
    let ontoggle = Callback::from(move |event: Event| {
        if !is_shown(event.target_dyn_into::<Element>().as_ref()) {
            dispatch.emit(Msg::Panel(panel, false));
        }
    });
    let left = place.clone();
    let onfocusout = Callback::from(move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
        let Some(pop) = left.cast::<HtmlElement>().filter(|pop| is_shown(Some(pop))) else {
            return;
        };
        // Its own buttons close it themselves: closed before the click, it would open again.
        let is_elsewhere = |next: Element| {
            let opens_it = next.get_attribute("popovertarget").is_some_and(|id| id == pop.id());
            !opens_it && !pop.contains(Some(&next))
        };
        if next.is_some_and(is_elsewhere) {
            let _ = pop.hide_popover();
        }
    });
    let pop = format!("{}-panel", props.id);
    html! {
        <div class="more" id={props.id}>
            <button class="big" type="button" popovertarget={pop.clone()}>{&props.title}</button>
            <div ref={place} class="pop" id={pop}
                popover="auto" role="group" aria-label={&props.title} {ontoggle} {onfocusout}>
                if props.is_open {
                    {props.children.clone()}
                } else {
                    <p>{words.one_moment}</p>
                }
            </div>
        </div>
    }
}

/// Right before the panel is shown it is filled, and put below its button.
fn opens(pop: HtmlElement, panel: Panel, dispatch: Dispatch) -> EventListener {
    EventListener::new(&pop.clone(), "beforetoggle", move |_| {
        let button = pop.previous_element_sibling();
        if is_shown(Some(&pop)) {
            return;
        }
        if let Some(button) = button.map(|button| button.get_bounding_client_rect()) {
            let wide = pop.owner_document().and_then(|document| document.document_element());
            let wide = wide.map_or(0, |root| root.client_width());
            let right = (f64::from(wide) - button.right()).max(0.0);
            set_properties(&pop, &[("--top", button.bottom()), ("--right", right)]);
        }
        dispatch.emit(Msg::Panel(panel, true));
    })
}

fn is_shown(pop: Option<&Element>) -> bool {
    pop.is_some_and(|pop| pop.matches(":popover-open").unwrap_or(false))
}
