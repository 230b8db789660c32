//! What could not be done, in a sentence. The announcer says it to people who listen.

use yew::prelude::*;

use super::icon::{IconName, icon};
use crate::app::Msg;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// The sentence, if there is one.
    pub text: Option<AttrValue>,
}

/// A sentence that stays until it is read.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    html! {
        <div>
            if let Some(text) = &props.text {
                <p class="told">
                    {text}
                    <button aria-label={words.notice.close} onclick={dispatch.on(Msg::CloseNotice)}>
                        {icon(IconName::Cross)}
                    </button>
                </p>
            }
        </div>
    }
}
