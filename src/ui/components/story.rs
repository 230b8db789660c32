//! What is said over both pictures, and what is waited for.

use yew::Html;

use crate::screen::Screen;
use crate::ui::markup::markup;

/// The caption, and beside it why it is not further yet. Always there, so that
/// nothing jumps.
pub fn story(screen: &Screen) -> Html {
    let caption = screen.caption.as_ref();
    let invitation = screen.invitation.as_ref();
    let waiting = match screen.waiting.first() {
        Some((lunch, raft)) => {
            markup!(r#"<p id="waiting">{}<small>{}</small></p>"#, lunch, raft)
        }
        None => markup!(r#"<p id="waiting">Nothing is waited for.</p>"#),
    };
    markup!(
        r#"<section class="story" aria-label="The story">
            <div class="caption">
                <p class="say-l">{}</p>
                <p class="say-r">{}</p>
                {}
            </div>
            <div class="why"><h2>Why not yet?</h2>{}</div>
        </section>"#,
        caption.map(|caption| &caption.lunch),
        caption.map(|caption| &caption.raft),
        invitation.map(|invitation| markup!(r#"<p class="invite">{}</p>"#, invitation)),
        waiting
    )
}
