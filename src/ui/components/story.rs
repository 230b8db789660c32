//! What is said over both pictures, and what is waited for.

use yew::prelude::*;

use crate::view::Screen;

/// The caption, and beside it why it is not further yet. Always there, so that
/// nothing jumps.
pub fn story(screen: &Screen) -> Html {
    let waiting = screen.waiting.first();
    let (lunch, raft) = match &screen.caption {
        Some(caption) => (&*caption.lunch, &*caption.raft),
        None => ("", ""),
    };
    html! {
        <section class="story" aria-label="The story">
            <div class="caption">
                <p class="say-l">{ lunch }</p>
                <p class="say-r">{ raft }</p>
                if let Some(invitation) = &screen.invitation {
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
