//! The keys.

use yew::Html;

use crate::ui::markup::{hears, markup};
use crate::ui::page;

/// The list of keys. It is fetched when it is opened.
pub fn keys() -> Html {
    markup!(
        r#"<details class="card keys" id="keys" ontoggle={}>
            <summary>Keys</summary>
            <div id="key-rows"><p>One moment.</p></div>
        </details>"#,
        hears(|_| page::fetch_into("keys.html", "key-rows"))
    )
}
