//! The least that a frame in a post needs.

use yew::{Callback, Html};

use super::controls::transport;
use crate::app::Msg;
use crate::screen::Screen;
use crate::ui::address;
use crate::ui::markup::markup;

/// Play, step, what is said, and the way to the whole page.
pub fn embed_controls(screen: &Screen, on: &Callback<Msg>) -> Html {
    let caption = screen.caption.as_ref().map(|caption| &caption.lunch);
    markup!(
        r#"<div class="controls">
            {}
            <p class="said">{}</p>
            <a class="full" href={} target="_blank" rel="noopener">Open the full page</a>
        </div>"#,
        transport(screen, on),
        screen.notice.as_ref().or(caption),
        full_page(screen)
    )
}

/// The address of the whole page, with the same run.
fn full_page(screen: &Screen) -> String {
    let story = format!("?seed={}&servers={}", screen.seed, screen.servers);
    match address::text() {
        Some(run) => format!("{story}#run={run}"),
        None => story,
    }
}
