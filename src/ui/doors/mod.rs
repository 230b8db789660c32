//! What stands where: a file for each way into the page. A new panel is one line in its door.
//!
//! | file | what it holds |
//! |---|---|
//! | `story` | the story |
//! | `lessons` | the shelf of lessons, and a lesson |
//! | `sandbox` | the sandbox |
//! | `embedded` | a frame in somebody's post |
//! | `panes` | the two pictures, side by side, which all of them have |

mod embedded;
mod lessons;
mod panes;
mod sandbox;
mod story;

pub use embedded::EmbeddedPage;

use std::rc::Rc;

use yew::prelude::*;

use super::announcer::REGION;
use super::components::{Header, Help, Languages, Share, WhyPanel};
use crate::app::{Door, Panel, ScriptStage};
use crate::screen::Screen;
use lessons::LessonsPage;
use sandbox::SandboxPage;
use story::StoryPage;

/// The id of what a page is about: all but its head.
const CONTENT: &str = "content";

/// The properties of a page. Every drawing makes a new screen.
#[derive(Clone, Properties)]
pub struct PageProps {
    /// The screen.
    pub screen: Rc<Screen>,
    /// True if nothing may travel.
    pub is_still: bool,
}

impl PartialEq for PageProps {
    fn eq(&self, other: &PageProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen) && self.is_still == other.is_still
    }
}

/// The whole page, as it is behind the door that the reader has come through.
#[component]
pub fn FullPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    match screen.door {
        Door::Story => html! { <StoryPage screen={screen.clone()} is_still={*is_still}/> },
        Door::Lessons => html! { <LessonsPage screen={screen.clone()} is_still={*is_still}/> },
        Door::Sandbox => html! { <SandboxPage screen={screen.clone()} is_still={*is_still}/> },
    }
}

/// Where the announcer says what happens.
#[component]
fn LiveRegion() -> Html {
    html! { <p class="vh" role="status" aria-live="polite" id={REGION}></p> }
}

/// The head of the page: the doors, sending the run that is in hand, the help, the languages,
/// and the panel of a "why?", which is shown over everything.
fn page_head(screen: &Screen, can_be_shared: bool) -> Html {
    html! {
        <Header door={screen.door} content={CONTENT}>
            if can_be_shared {
                <Share is_open={screen.panels.has(Panel::Share)} words={screen.about.words.clone()}
                    shown={screen.shown.clone()} sent={screen.sent.clone()} is_copied={screen.is_copied}
                    has_left_script={screen.script == ScriptStage::Left}/>
            }
            <Help is_open={screen.panels.has(Panel::Help)}/>
            <Languages/>
            <WhyPanel why={screen.why.clone()}/>
        </Header>
    }
}
