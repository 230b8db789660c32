//! What happened, in sentences, newest first.

use std::rc::Rc;

use yew::prelude::*;

use super::marks::{AskerBadge, Badge};
use crate::cluster::Node;
use crate::view::{FeedRow, Msg};

/// Properties of [`Feed`].
#[derive(Properties, PartialEq)]
pub struct FeedProps {
    /// The sentences.
    pub rows: Rc<Vec<FeedRow>>,
    /// What is pointed at.
    pub marked: Option<Node>,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// The list of sentences.
#[component]
pub fn Feed(props: &FeedProps) -> Html {
    html! {
        <section class="feed">
            <h2>{ "What happened" }</h2>
            if props.rows.is_empty() {
                <p>{ "Nothing yet. Press Play." }</p>
            } else {
                <ol tabindex="0" aria-label="What happened, newest first">
                    { for props.rows.iter().map(|row| sentence(row, props)) }
                </ol>
            }
        </section>
    }
}

fn sentence(row: &FeedRow, props: &FeedProps) -> Html {
    let node = row.who.map(Node::Server);
    let is_marked = node.is_some() && node == props.marked;
    let enter = props.on.reform(move |_: PointerEvent| Msg::Mark(node));
    let leave = props.on.reform(|_: PointerEvent| Msg::Mark(None));
    html! {
        <li key={row.key.clone()} class={classes!(is_marked.then_some("is-marked"))}
            onpointerenter={enter} onpointerleave={leave}>
            if let Some(id) = row.who {
                <Badge {id} />
            } else {
                <AskerBadge />
            }
            <p>{ &row.lunch }<code>{ &row.raft }</code></p>
            <time>{ format!("{} ms", row.at / 1_000) }</time>
        </li>
    }
}
