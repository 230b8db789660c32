//! What happened, in sentences, newest first.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::badge::badge;
use crate::app::{Msg, WhyMsg};
use crate::cluster::{MILLISECOND, Node};
use crate::diagram::{Causes, Tie};
use crate::screen::FeedRow;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::{elements_in, focus_next};

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
    // The Tab key leads to the newest line; the arrow keys lead to the others.
    let first = rows.iter().find(|row| row.can_be_asked).map(|row| row.number);
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
                <div>
                    <time>
                        {words.moment(row.at / MILLISECOND)}
                        if row.times > 1 {
                            <br/>{words.times(row.times)}
                        }
                    </time>
                    if row.can_be_asked {
                        <button type="button" class="ask-why"
                            tabindex={if first == Some(row.number) { "0" } else { "-1" }}
                            aria-label={words.button_of(chrome.why, &row.lunch)}
                            onclick={dispatch.on(Msg::Why(WhyMsg::AskAbout(row.number)))}>
                            {chrome.why}
                        </button>
                    }
                </div>
            </li>
        }
    };
    html! {
        <section class="card feed">
            <h2>{chrome.title}</h2>
            if rows.is_empty() {
                <p>{if *is_playing { chrome.nothing } else { chrome.press_play }}</p>
            } else {
                <ol tabindex="0" aria-label={chrome.label} onkeydown={moves_by_arrows()}>
                    {rows.iter().map(sentence).collect::<Html>()}
                </ol>
            }
        </section>
    }
}

/// Moves the focus from line to line.
fn moves_by_arrows() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let Some(here) = event.target_dyn_into::<Element>() else { return };
        let Some(list) = here.closest("ol").ok().flatten() else { return };
        if focus_next(&elements_in(&list, ".ask-why"), &here, &event.key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}
