//! The page's name, and the one sentence that stays in sight.

use yew::Html;

use crate::ui::markup::markup;

/// The head of the page.
pub fn header() -> Html {
    markup!(
        r##"<header class="top">
            <h1>
                <svg class="logo" viewBox="-26 -30 52 60" aria-hidden="true"><use href="#sheet"/></svg>
                Raft Lunch
            </h1>
            <p class="motto">At lunch you choose. In Raft you copy.</p>
        </header>"##
    )
}
