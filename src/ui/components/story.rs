//! What is said over both pictures, and what is waited for.

use yew::prelude::*;

use crate::view::Caption;

/// Properties of [`Story`].
#[derive(Properties, PartialEq)]
pub struct StoryProps {
    /// What is said right now.
    pub caption: Option<Caption>,
    /// What the reader is asked to do.
    pub invitation: Option<String>,
    /// What is waited for: in the words of the table, and of the paper.
    pub waiting: Vec<(String, String)>,
}

/// The caption, and beside it why it is not further yet. Always there, so that
/// nothing jumps.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let waiting = props.waiting.first();
    let (lunch, raft) =
        props.caption.as_ref().map(|c| (c.lunch.clone(), c.raft.clone())).unwrap_or_default();
    html! {
        <section class="story" aria-label="The story">
            <div class="caption">
                <p class="say-l">{ lunch }</p>
                <p class="say-r">{ raft }</p>
                if let Some(invitation) = &props.invitation {
                    <p class="invite">{ invitation }</p>
                }
            </div>
            <div class="why">
                <h2>{ "Why not yet?" }</h2>
                if let Some((lunch, raft)) = waiting {
                    <p id="waiting">{ lunch }<small>{ raft }</small></p>
                } else {
                    <p id="waiting">{ "Nothing is waited for." }</p>
                }
            </div>
        </section>
    }
}
