//! The least that a frame in a post needs.

use yew::prelude::*;

use super::controls::transport;
use crate::view::{Caption, Msg};

/// Properties of [`EmbedControls`].
#[derive(Properties, PartialEq)]
pub struct EmbedControlsProps {
    /// Whether time passes.
    pub is_playing: bool,
    /// The run's seed.
    pub seed: u64,
    /// How many servers.
    pub servers: u16,
    /// What is said right now.
    pub caption: Option<Caption>,
    /// What could not be done.
    pub notice: Option<String>,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// Play, step, what is said, and the way to the whole page.
#[component]
pub fn EmbedControls(props: &EmbedControlsProps) -> Html {
    let said = props
        .notice
        .clone()
        .or_else(|| props.caption.as_ref().map(|caption| caption.lunch.clone()))
        .unwrap_or_default();
    let href = format!("?seed={}&servers={}", props.seed, props.servers);
    html! {
        <div class="controls">
            { transport(props.is_playing, &props.on) }
            <p class="said">{ said }</p>
            <a class="full" {href} target="_blank" rel="noopener">{ "Open the full page" }</a>
        </div>
    }
}
