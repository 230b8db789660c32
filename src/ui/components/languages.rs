//! The languages of the page.

use yew::prelude::*;

use crate::app::Msg;
use crate::ui::context::{use_dispatch, use_words};
use crate::words::LanguageTag;

/// The properties of [`Languages`].
#[derive(Properties, PartialEq)]
pub struct LanguagesProps {
    /// The one that the page is in.
    pub spoken: LanguageTag,
}

/// A button for each language, named in itself: who looks for theirs can't read the others.
#[component]
pub fn Languages(props: &LanguagesProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    html! {
        <div class="languages" role="group" aria-label={words.header.language}>
            for language in LanguageTag::ALL {
                <button key={language.name()} type="button" class="button button-quiet"
                    lang={language.html()}
                    aria-current={(language == props.spoken).then_some("true")}
                    onclick={dispatch.on(Msg::Speak(language))}>{language.own_name()}</button>
            }
        </div>
    }
}
