//! The help: every mark and every key, in a dialog.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::icon::{IconName, icon};
use super::keys::Keys;
use super::languages::Languages;
use super::legend::legend;
use crate::app::{Msg, Panel};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Help`].
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// True while it is open: what is in it is only there then.
    pub is_open: bool,
}

/// A button in the head of the page, and the dialog that it opens. The browser closes that on
/// Escape, and gives the focus back.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let place = use_node_ref();
    use_effect_with((place.clone(), props.is_open), |(place, is_open)| {
        let dialog = place.get().and_then(|node| node.dyn_into::<HtmlDialogElement>().ok());
        if let Some(dialog) = dialog.filter(|dialog| dialog.open() != *is_open) {
            match is_open {
                true => drop(dialog.show_modal()),
                false => dialog.close(),
            }
        }
    });
    let close = dispatch.on(Msg::Panel(Panel::Help, false));
    html! {
        <div class="help">
            <button type="button" class="button button-quiet" aria-label={words.help.title}
                title={words.help.title}
                onclick={dispatch.on(Msg::Panel(Panel::Help, true))}>{"?"}</button>
            <dialog ref={place} id="help" closedby="any" aria-label={words.help.title}
                onclose={dispatch.on(Msg::Panel(Panel::Help, false))}>
                <div class="help-head">
                    <h2>{words.help.title}</h2>
                    <button type="button" class="button button-quiet" aria-label={words.help.close}
                        onclick={close}>{icon(IconName::Cross)}</button>
                </div>
                <div class="help-body">
                    if props.is_open {
                        // On phones the head of the page has no room for them.
                        <Languages/>
                        <section class="help-about">
                            for line in words.help.about {
                                <p key={line}>{line}</p>
                            }
                            <h3>{words.help.same}</h3>
                            <ul class="help-same">
                                for (lunch, raft) in words.help.pairs {
                                    <li key={lunch}><b>{lunch}</b><span>{raft}</span></li>
                                }
                            </ul>
                        </section>
                        <Keys/>
                        {legend(&words.legend)}
                    }
                </div>
            </dialog>
        </div>
    }
}
