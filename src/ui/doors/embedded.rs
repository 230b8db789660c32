//! A frame in somebody's post.

use yew::prelude::*;

use super::panes::{Panes, weakened};
use super::{LiveRegion, PageProps};
use crate::app::Door;
use crate::ui::components::{About, EmbedControls, defs};

/// A frame in somebody's post: the two pictures and the least around them.
#[component]
pub fn EmbeddedPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let caption = screen.caption.as_ref().map(|caption| caption.lunch.clone());
    html! {
        <div class="app">
            {defs()}
            <About about={screen.about.clone()} is_opening={screen.is_opening}
                stage={screen.script} is_weakened={screen.is_weakened_from_start}/>
            {weakened(screen)}
            <Panes screen={screen.clone()} is_still={*is_still}/>
            <EmbedControls is_playing={screen.is_playing}
                stride={(screen.door == Door::Sandbox).then_some(screen.stride)}
                is_over={screen.story.invitation.is_some()}
                said={screen.notice.clone().or(caption)} seed={screen.seed}
                servers={screen.servers}/>
            <LiveRegion/>
        </div>
    }
}
