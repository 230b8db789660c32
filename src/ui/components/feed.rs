//! What happened, in sentences, newest first.

use yew::prelude::*;

use super::marks::badge;
use crate::cluster::Node;
use crate::view::{FeedRow, Msg, Screen};

/// The list of sentences.
pub fn feed(screen: &Screen, on: &Callback<Msg>) -> Html {
    html! {
        <section class="feed">
            <h2>{ "What happened" }</h2>
            if screen.feed.is_empty() {
                <p>{ "Nothing yet. Press Play." }</p>
            } else {
                <ol tabindex="0" aria-label="What happened, newest first">
                    { for screen.feed.iter().map(|row| sentence(row, screen.marked, on)) }
                </ol>
            }
        </section>
    }
}

fn sentence(row: &FeedRow, marked: Option<Node>, on: &Callback<Msg>) -> Html {
    let node = row.who.map(Node::Server);
    let is_marked = node.is_some() && node == marked;
    let enter = on.reform(move |_: PointerEvent| Msg::Mark(node));
    let leave = on.reform(|_: PointerEvent| Msg::Mark(None));
    html! {
        <li key={row.key.clone()} class={if is_marked { "is-marked" } else { "" }}
            onpointerenter={enter} onpointerleave={leave}>
            { badge(row.who) }
            <p>{ &row.lunch }<code>{ &row.raft }</code></p>
            <time>
                { format!("{} ms", row.at / 1_000) }
                if row.times > 1 {
                    <br />{ format!("{} times", row.times) }
                }
            </time>
        </li>
    }
}
