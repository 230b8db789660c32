//! What each client asked for, and what it was told.

use yew::{Callback, Html};

use super::panel::{inside, toggles};
use crate::app::{Msg, Panel};
use crate::screen::Screen;
use crate::ui::markup::markup;

/// The list of the clients' requests.
pub fn history(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="card" id="history" ontoggle={}>
            <summary>What the client was told</summary>
            {}
        </details>"#,
        toggles(Panel::History, on),
        inside(screen.panels, Panel::History, || told(screen))
    )
}

fn told(screen: &Screen) -> Html {
    let line = |(key, line): &(String, String)| markup!("<li key={}>{}</li>", key, line);
    let lines: Vec<_> = screen.history.iter().map(line).collect();
    match lines.is_empty() {
        true => markup!("<p>Nothing has been asked yet.</p>"),
        false => markup!("<ol>{}</ol>", lines),
    }
}
