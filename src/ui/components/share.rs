//! Sending what is on the screen to others: as a link, as a part of their own page, or as a
//! file.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::popup_panel::PopupPanel;
use crate::app::{Msg, Panel, Sent, SentKind, Shown};
use crate::ui::address;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Share`].
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// True while the panel is open.
    pub is_open: bool,
    /// The words about the run.
    pub words: AttrValue,
    /// What is on the screen.
    pub shown: Shown,
    /// What was last made for sending.
    pub sent: Option<Sent>,
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
    let is_practice = matches!(props.shown, Shown::Practice(_));
    html! {
        <PopupPanel id="share" panel={Panel::Share} title={words.title} is_open={props.is_open}>
            if !is_practice {
                <label class="row">
                    {words.words}
                    <input id="words" value={&props.words} maxlength="1500" autocomplete="off"
                        placeholder={words.words_example} {onchange}/>
                </label>
            }
            if props.shown == Shown::OwnLesson {
                <p>{words.no_link}</p>
            } else {
                <button type="button" class="big" onclick={dispatch.on(Msg::Send(SentKind::Link))}>
                    {words.copy}
                </button>
                <button type="button" class="big"
                    onclick={dispatch.on(Msg::Send(SentKind::EmbedCode))}>{words.copy_code}</button>
                <SentText sent={props.sent.clone()} is_copied={props.is_copied}/>
            }
            if is_practice {
                <p><small>{words.same_questions}</small></p>
            } else {
                <button type="button" class="big" onclick={dispatch.on(Msg::Save)}>
                    {words.download}
                </button>
                if props.has_left_script {
                    <p><small>{words.left_script}</small></p>
                }
                if props.shown != Shown::OwnLesson {
                    <p><small>{words.about}</small></p>
                }
            }
        </PopupPanel>
    }
}

#[derive(Properties, PartialEq)]
struct SentTextProps {
    sent: Option<Sent>,
    is_copied: bool,
}

/// What was made, to be looked at, and copied by hand where the browser can't; and that it is
/// copied, for those who listen too.
#[component]
fn SentText(props: &SentTextProps) -> Html {
    let words = &use_words().chrome().share;
    let by_hand = |sent: &Sent| match sent.kind {
        SentKind::EmbedCode => words.code,
        SentKind::Link | SentKind::FullPage => words.link,
    };
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlTextAreaElement>() {
            field.select();
        }
    });
    html! {
        <div class="sent">
            <p class="sent-news" role="status">{props.is_copied.then_some(words.copied)}</p>
            if let Some(sent) = &props.sent {
                <label class="row">
                    <span class={classes!(props.is_copied.then_some("vh"))}>{by_hand(sent)}</span>
                    <textarea readonly=true id="link" rows="3" value={sent.text.clone()} {onfocus}/>
                </label>
                if address::is_local() {
                    <p><small>{words.local}</small></p>
                }
            }
        </div>
    }
}
