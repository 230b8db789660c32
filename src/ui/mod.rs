//! The page: thin yew components over the values of `view`.

use yew::prelude::*;

/// Mounts the page into its document.
pub fn mount() {
    yew::Renderer::<App>::new().render();
}

#[component]
fn App() -> Html {
    html! { <main id="app">{ "Raft Lunch" }</main> }
}
