//! The page's name, and the one sentence that stays in sight.

use yew::prelude::*;

use crate::ui::context::use_words;

/// The head of the page.
#[component]
pub fn Header() -> Html {
    let words = use_words().chrome();
    html! {
        <header class="top">
            <h1>
                <svg class="logo" viewBox="-26 -30 52 60" aria-hidden="true"><use href="#sheet"/></svg>
                {words.title}
            </h1>
            <p class="motto">{words.header.motto}</p>
        </header>
    }
}
