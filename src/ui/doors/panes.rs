//! The two pictures, side by side.

use yew::prelude::*;

use super::PageProps;
use crate::app::Pane;
use crate::lesson::PaneName;
use crate::screen::Screen;
use crate::ui::components::Tally;
use crate::ui::context::use_words;
use crate::ui::stage::{Choices, ClusterStage, LunchStage};

/// The two pictures, side by side.
#[component]
pub fn Panes(props: &PageProps) -> Html {
    let words = &use_words().chrome().panes;
    let PageProps { screen, is_still } = props;
    let hot = screen.inspected.as_ref().map(|(flight, _)| *flight);
    let scene = &screen.scene;
    let choices = use_context::<Choices>().unwrap_or_default();
    html! {
        <div class="panes">
            <section class={classes!("pane", "lunch", choices.pane_light(PaneName::Lunch))}>
                <h2 class="vh">{words.lunch}</h2>
                <LunchStage scene={scene.clone()} waiting={screen.waiting.clone()}
                    marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Lunch)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
                // The count is there while it is taken.
                if scene.tally.is_some() && screen.story.is_counting() {
                    <Tally tally={scene.tally.clone()}/>
                }
            </section>
            <section class={classes!("pane", "cluster", choices.pane_light(PaneName::Cluster))}>
                <h2 class="vh">{words.cluster}</h2>
                <p id="clock"></p>
                <ClusterStage scene={scene.clone()} waiting={screen.waiting.clone()}
                    marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Cluster)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
            </section>
        </div>
    }
}

/// Said over the pictures while a protection is off.
pub fn weakened(screen: &Screen) -> Html {
    html! {
        if let Some(weakened) = &screen.weakened {
            <p class="weakened">{weakened}</p>
        }
    }
}
