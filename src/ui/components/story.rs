//! What is said over both pictures.

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
}

/// The caption. Always there, so that nothing jumps.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let words = use_words().chrome();
    let StoryProps { caption, violation } = props;
    html! {
        <section class="story" aria-label={words.story.label}>
            <div class={classes!("caption", violation.as_ref().map(|_| "is-broken"))}>
                if let Some(violation) = violation {
                    <p class="violated">{violation}</p>
                }
                <p class="say-l">{caption.as_ref().map(|caption| caption.lunch.clone())}</p>
                <p class="say-r">{caption.as_ref().map(|caption| caption.raft.clone())}</p>
            </div>
        </section>
    }
}
