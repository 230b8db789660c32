//! The languages of the page.

use yew::prelude::*;

use crate::app::Msg;
use crate::ui::context::{use_dispatch, use_locale};
use crate::ui::parts;
use crate::words::LanguageTag;

/// A button for each language, named in itself: who looks for theirs can't read the others. The
/// page in one file has one language, and nothing to choose.
#[component]
pub fn Languages() -> Html {
    let (dispatch, locale) = (use_dispatch(), use_locale());
    html! {
        <div class="languages" role="group" hidden={parts::is_one_file()}
            aria-label={locale.words().chrome().header.language}>
            for language in LanguageTag::ALL {
                <button key={language.name()} type="button" class="button button-quiet"
                    lang={language.html()}
                    aria-current={(language == locale.tag()).then_some("true")}
                    onclick={dispatch.on(Msg::Speak(language))}>{language.own_name()}</button>
            }
        </div>
    }
}
