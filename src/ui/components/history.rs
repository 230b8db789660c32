//! What each client asked for, and what it was told.

use yew::Html;

use crate::ui::markup::markup;
use crate::view::Screen;

/// The list of the clients' requests.
pub fn history(screen: &Screen) -> Html {
    let line = |(key, line): &(String, String)| markup!("<li key={}>{}</li>", key, line);
    let lines: Vec<_> = screen.history.iter().map(line).collect();
    let told = match lines.is_empty() {
        true => markup!("<p>Nothing has been asked yet.</p>"),
        false => markup!("<ol>{}</ol>", lines),
    };
    markup!(
        r#"<details class="card" id="history">
            <summary>What the client was told</summary>
            {}
        </details>"#,
        told
    )
}
