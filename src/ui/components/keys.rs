//! The keys.

use yew::prelude::*;

const KEYS: [(&str, &str); 6] = [
    ("Space", "play or pause"),
    (". or →", "one event forward"),
    ("u", "take the last action back"),
    ("Enter", "open the menu of what has focus"),
    ("Esc", "close a menu"),
    ("?", "this list"),
];

/// The list of keys.
#[component]
pub fn Keys() -> Html {
    html! {
        <details class="card keys" id="keys">
            <summary>{ "Keys" }</summary>
            <dl>
                { for KEYS.iter().map(|(key, what)| html! {
                    <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                }) }
            </dl>
        </details>
    }
}
