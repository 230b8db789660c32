//! The two pictures, side by side.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Pane;
use crate::screen::Screen;
use crate::ui::components::{Inspector, Tally};
use crate::ui::context::use_words;
use crate::ui::stage::{ClusterStage, LunchStage};

/// The properties of [`Panes`].
#[derive(Properties)]
pub struct PanesProps {
    /// The screen.
    pub screen: Rc<Screen>,
    /// True if nothing may travel.
    pub is_still: bool,
    /// True if there is something under each picture.
    pub is_full: bool,
}

impl PartialEq for PanesProps {
    fn eq(&self, other: &PanesProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
            && (self.is_still, self.is_full) == (other.is_still, other.is_full)
    }
}

/// The two pictures, side by side.
#[component]
pub fn Panes(props: &PanesProps) -> Html {
    let words = &use_words().chrome().panes;
    let PanesProps { screen, is_still, is_full } = props;
    let hot = screen.inspected.as_ref().map(|(flight, _)| *flight);
    let inspected = screen.inspected.as_ref().map(|(_, seen)| seen.clone());
    html! {
        <main class="panes">
            if let Some(weakened) = &screen.weakened {
                <p class="weakened" role="status">{weakened}</p>
            }
            <section class="pane lunch">
                <h2 class="vh">{words.lunch}</h2>
                <LunchStage scene={screen.scene.clone()} waiting={screen.waiting.clone()}
                    marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Lunch)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
                // In the story the count is there while it is taken.
                if *is_full || screen.scene.tally.is_some() && screen.story.is_counting() {
                    <Tally tally={screen.scene.tally.clone()}/>
                }
            </section>
            <section class="pane cluster">
                <h2 class="vh">{words.cluster}</h2>
                <p id="clock"></p>
                <ClusterStage scene={screen.scene.clone()} waiting={screen.waiting.clone()}
                    marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Cluster)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
                if *is_full {
                    <Inspector {inspected}/>
                }
            </section>
        </main>
    }
}
