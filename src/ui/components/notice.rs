//! What could not be done, in a sentence.

use yew::{Callback, Html};

use super::marks::{IconName, icon};
use crate::app::Msg;
use crate::ui::markup::{markup, says};

/// A sentence that stays until it is read.
pub fn notice(text: Option<&str>, on: &Callback<Msg>) -> Html {
    let told = text.map(|text| {
        markup!(
            r#"<p class="told">
                {}
                <button aria-label="Close this notice" onclick={}>{}</button>
            </p>"#,
            text.to_string(),
            says(on, Msg::CloseNotice),
            icon(IconName::Cross)
        )
    });
    markup!(r#"<div role="alert">{}</div>"#, told)
}
