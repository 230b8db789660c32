//! The two pictures, side by side.

use yew::prelude::*;

use super::PageProps;
use crate::app::{Msg, Pane};
use crate::lesson::PaneName;
use crate::screen::Screen;
use crate::ui::components::Tally;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::stage::{Choices, ClusterStage, LunchStage};

/// The two pictures, side by side, and the switch that fades the lunch out.
#[component]
pub fn Panes(props: &PageProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().panes);
    let PageProps { screen, is_still } = props;
    let hot = screen.inspected.as_ref().map(|(flight, _)| *flight);
    let (scene, is_alone) = (&screen.scene, !screen.shows_lunch);
    let choices = use_context::<Choices>().unwrap_or_default();
    html! {
        <div class={classes!("panes", is_alone.then_some("is-raft-only"))}>
            if !is_alone {
                <section key="lunch"
                    class={classes!("pane", "lunch", choices.pane_light(PaneName::Lunch))}>
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
            }
            <section key="cluster" class={classes!("pane", "cluster", choices.pane_light(PaneName::Cluster))}>
                <h2 class="vh">{words.cluster}</h2>
                <p id="clock"></p>
                <button type="button" class="raft-only" title={words.raft_only_about}
                    aria-pressed={is_alone.to_string()}
                    onclick={dispatch.on(Msg::ShowLunch(is_alone))}>{words.raft_only}</button>
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
