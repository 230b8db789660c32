//! The story.

use yew::prelude::*;

use super::panes::{Panes, weakened};
use super::{CONTENT, LiveRegion, PageProps, page_head};
use crate::app::{Msg, Stride};
use crate::ui::components::{
    IconName, Invitation, Notice, Story, StoryLine, Transport, defs, icon,
};
use crate::ui::context::{use_dispatch, use_words};

/// The story: the two pictures, what is said, and the way through it.
#[component]
pub fn StoryPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let is_told = screen.story.invitation.is_some();
    html! {
        <div class={classes!("app", "story-page", is_told.then_some("is-over"))}>
            {defs()}
            {page_head(screen, true)}
            <main class="story-content" id={CONTENT} tabindex="-1">
                <Notice text={screen.notice.clone()}/>
                {weakened(screen)}
                <Panes screen={screen.clone()} is_still={*is_still}/>
                <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                <div class="telling">
                    <button class="big" aria-label={words.story.back_about}
                        onclick={dispatch.on(Msg::Back)}>
                        {icon(IconName::Back)}<span>{words.timeline.back}</span>
                    </button>
                    <Transport is_playing={screen.is_playing} stride={None::<Stride>} is_over={is_told}/>
                    <StoryLine story={screen.story.clone()}/>
                </div>
                <Invitation story={screen.story.clone()}/>
            </main>
            <LiveRegion/>
        </div>
    }
}
