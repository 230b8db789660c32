//! What happened, in sentences, newest first.

use std::rc::Rc;

use yew::prelude::*;

use super::badge::badge;
use crate::app::Msg;
use crate::cluster::{MILLISECOND, Node};
use crate::diagram::{Causes, Tie};
use crate::screen::FeedRow;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Feed`].
#[derive(Properties, PartialEq)]
pub struct FeedProps {
    /// The sentences.
    pub rows: Rc<Vec<FeedRow>>,
    /// True while time passes.
    pub is_playing: bool,
    /// The server or client that is pointed at.
    pub marked: Option<Node>,
    /// The past and the future of the event that is pointed at.
    pub causes: Option<Rc<Causes>>,
}

/// The list of sentences.
#[component]
pub fn Feed(props: &FeedProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let FeedProps { rows, is_playing, marked, causes } = props;
    let chrome = &words.chrome().feed;
    let sentence = |row: &FeedRow| {
        let node = row.who.map(Node::Server);
        let is_marked = node.is_some() && node == *marked;
        let tie = causes.as_ref().and_then(|causes| causes.tie(row.number));
        html! {
            <li key={&*row.key}
                class={classes!(is_marked.then_some("is-marked"), tie.map(Tie::class))}
                onpointerenter={dispatch.on(Msg::Mark(node))}
                onpointerleave={dispatch.on(Msg::Mark(None))}>
                {badge(row.who)}
                <p>{&row.lunch}<code>{&row.raft}</code></p>
                <time>
                    {words.moment(row.at / MILLISECOND)}
                    if row.times > 1 {
                        <br/>{words.times(row.times)}
                    }
                </time>
            </li>
        }
    };
    html! {
        <section class="card feed">
            <h2>{chrome.title}</h2>
            if rows.is_empty() {
                <p>{if *is_playing { chrome.nothing } else { chrome.press_play }}</p>
            } else {
                <ol tabindex="0" aria-label={chrome.label}>{rows.iter().map(sentence).collect::<Html>()}</ol>
            }
        </section>
    }
}
