//! What could not be done, in a sentence.

use yew::prelude::*;

use super::marks::{IconName, icon};
use crate::view::Msg;

/// A sentence that stays until it is read.
pub fn notice(text: Option<&str>, on: &Callback<Msg>) -> Html {
    let close = on.reform(|_| Msg::CloseNotice);
    html! {
        <div role="alert">
            if let Some(text) = text {
                <p class="told">
                    { text }
                    <button aria-label="Close this notice" onclick={close}>
                        { icon(IconName::Cross) }
                    </button>
                </p>
            }
        </div>
    }
}
