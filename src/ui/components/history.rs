//! What each client asked for, and what it was told.

use yew::prelude::*;

use crate::view::Screen;

/// The list of the clients' requests.
pub fn history(screen: &Screen) -> Html {
    html! {
        <details class="card" id="history">
            <summary>{ "What the client was told" }</summary>
            if screen.history.is_empty() {
                <p>{ "Nothing has been asked yet." }</p>
            } else {
                <ol>{ for screen.history.iter().map(|line| html! { <li key={line.0.clone()}>{ &line.1 }</li> }) }</ol>
            }
        </details>
    }
}
