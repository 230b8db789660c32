//! What could not be done, in a sentence.

use yew::prelude::*;

use super::marks::{Icon, IconName};
use crate::view::Msg;

/// Properties of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// The sentence, if there is one.
    pub text: Option<String>,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// A sentence that stays until it is read.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let close = props.on.reform(|_| Msg::CloseNotice);
    html! {
        <div role="alert">
            if let Some(text) = &props.text {
                <p class="told">
                    { text }
                    <button aria-label="Close this notice" onclick={close}>
                        <Icon name={IconName::Cross} />
                    </button>
                </p>
            }
        </div>
    }
}
