//! Sending this run to others: as a link, or as a file.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::popup_panel::PopupPanel;
use crate::app::{Msg, Panel};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Share`].
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// True while the panel is open.
    pub is_open: bool,
    /// The words about the run.
    pub words: AttrValue,
    /// The last link that was made.
    pub link: Option<AttrValue>,
    /// True if it is in the clipboard.
    pub is_copied: bool,
    /// True if the run is no longer the one of its script.
    pub has_left_script: bool,
}

/// A panel for sending the run.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let words = &words.share;
    let said = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            said.emit(Msg::SetWords(field.value()));
        }
    });
    html! {
        <PopupPanel id="share" panel={Panel::Share} title={words.title} is_open={props.is_open}>
            <label class="row">
                {words.words}
                <input id="words" value={&props.words} maxlength="1500" autocomplete="off"
                    placeholder={words.words_example} {onchange}/>
            </label>
            <button class="big" onclick={dispatch.on(Msg::CopyLink)}>{words.copy}</button>
            if let Some(link) = &props.link {
                <label class="row">
                    {if props.is_copied { words.copied } else { words.link }}
                    <input readonly=true id="link" value={link}/>
                </label>
            }
            <button class="big" onclick={dispatch.on(Msg::Save)}>{words.download}</button>
            if props.has_left_script {
                <p><small>{words.left_script}</small></p>
            }
            <p><small>{words.about}</small></p>
        </PopupPanel>
    }
}
