//! The least that a frame in a post needs.

use yew::prelude::*;

use super::controls::transport;
use crate::view::{Msg, Screen};

/// Play, step, what is said, and the way to the whole page.
pub fn embed_controls(screen: &Screen, on: &Callback<Msg>) -> Html {
    let caption = screen.caption.as_ref().map(|caption| &caption.lunch);
    let said = screen.notice.as_ref().or(caption).map_or("", |said| said.as_str());
    let href = format!("?seed={}&servers={}", screen.seed, screen.servers);
    html! {
        <div class="controls">
            { transport(screen.is_playing, on) }
            <p class="said">{ said }</p>
            <a class="full" {href} target="_blank" rel="noopener">{ "Open the full page" }</a>
        </div>
    }
}
