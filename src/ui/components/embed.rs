//! The least that a frame in a post needs.

use yew::prelude::*;

use super::transport::Transport;
use crate::app::Stride;
use crate::ui::address;
use crate::ui::context::use_words;

/// The properties of [`EmbedControls`].
#[derive(Properties, PartialEq)]
pub struct EmbedControlsProps {
    /// True while time passes.
    pub is_playing: bool,
    /// The length of a step; in the story a step goes to what is said next.
    pub stride: Option<Stride>,
    /// True while the story waits for the reader to choose.
    pub is_over: bool,
    /// The sentence over the pictures.
    pub said: Option<AttrValue>,
    /// The run's seed.
    pub seed: u64,
    /// The number of servers at its start.
    pub servers: u16,
}

/// Play, step, what is said, and the way to the whole page.
#[component]
pub fn EmbedControls(props: &EmbedControlsProps) -> Html {
    let words = use_words().chrome();
    let EmbedControlsProps { is_playing, stride, is_over, said, seed, servers } = props;
    html! {
        <div class="controls">
            <Transport is_playing={*is_playing} stride={*stride} is_over={*is_over}/>
            <p class="said">{said.clone()}</p>
            <a class="full" href={full_page(*seed, *servers)} target="_blank" rel="noopener">
                {words.embed.full_page}
            </a>
        </div>
    }
}

/// The address of the whole page, with the same run.
fn full_page(seed: u64, servers: u16) -> String {
    let story = format!("?door=story&seed={seed}&servers={servers}");
    match address::text() {
        Some(run) => format!("{story}#run={run}"),
        None => story,
    }
}
