//! What happened, in sentences, newest first.

use yew::{Callback, Html};

use super::marks::badge;
use crate::app::Msg;
use crate::cluster::Node;
use crate::diagram::Tie;
use crate::screen::{FeedRow, Screen};
use crate::ui::markup::{markup, says};

/// The list of sentences.
pub fn feed(screen: &Screen, on: &Callback<Msg>) -> Html {
    let rows: Vec<_> = screen.feed.iter().map(|row| sentence(row, screen, on)).collect();
    let list = match rows.is_empty() {
        true => {
            markup!("<p>Nothing yet.{}</p>", if screen.is_playing { "" } else { " Press Play." })
        }
        false => {
            markup!(r#"<ol tabindex="0" aria-label="What happened, newest first">{}</ol>"#, rows)
        }
    };
    markup!(r#"<section class="feed"><h2>What happened</h2>{}</section>"#, list)
}

fn sentence(row: &FeedRow, screen: &Screen, on: &Callback<Msg>) -> Html {
    let node = row.who.map(Node::Server);
    let is_marked = node.is_some() && node == screen.marked;
    let tie = screen.causes.as_ref().and_then(|causes| causes.tie(row.number));
    let times = (row.times > 1).then(|| markup!("<br/>{} times", u64::from(row.times)));
    markup!(
        "<li key={} class={} onpointerenter={} onpointerleave={}>
            {}
            <p>{}<code>{}</code></p>
            <time>{} ms{}</time>
        </li>",
        &row.key,
        [if is_marked { "is-marked" } else { "" }, tie.map_or("", Tie::class)].concat(),
        says(on, Msg::Mark(node)),
        says(on, Msg::Mark(None)),
        badge(row.who),
        &row.lunch,
        &row.raft,
        row.at / 1_000,
        times
    )
}
