//! What is said over both pictures, and what is waited for.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::context::use_words;
use crate::words::Caption;

/// The properties of [`Story`].
#[derive(Properties, PartialEq)]
pub struct StoryProps {
    /// The newest event that matters, in words.
    pub caption: Option<Caption>,
    /// The first thing that went wrong: nothing else is as urgent.
    pub violation: Option<AttrValue>,
    /// The reasons why it is not further yet: in the words of the table, and of the paper.
    pub waiting: Rc<Vec<(String, String)>>,
}

/// The caption, and beside it why it is not further yet. Always there, so that
/// nothing jumps.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let words = use_words().chrome();
    let StoryProps { caption, violation, waiting } = props;
    html! {
        <section class="story" aria-label={words.story.label}>
            <div class={classes!("caption", violation.as_ref().map(|_| "is-broken"))}>
                if let Some(violation) = violation {
                    <p class="violated" role="alert">{violation}</p>
                }
                <p class="say-l">{caption.as_ref().map(|caption| caption.lunch.clone())}</p>
                <p class="say-r">{caption.as_ref().map(|caption| caption.raft.clone())}</p>
            </div>
            <div class={classes!("why", waiting.is_empty().then_some("is-quiet"))}>
                <h2>{words.story.why}</h2>
                <p id="waiting">
                    if let Some((lunch, raft)) = waiting.first() {
                        {lunch}<small>{raft}</small>
                    } else {
                        {words.story.all_quiet}
                    }
                </p>
            </div>
        </section>
    }
}
