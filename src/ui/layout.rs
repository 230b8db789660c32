//! What stands where, on the full page and in a frame. A new panel is one line here.

use std::rc::Rc;

use yew::prelude::*;

use super::announcer::REGION;
use super::components::{
    About, Conditions, Controls, Diagram, EmbedControls, Feed, Header, History, IconName, InFlight,
    Inspector, Invitation, Keys, Legend, Logs, NetworkTable, Notice, Scenarios, Share, Story,
    StoryLine, Switches, Tally, Timeline, Transport, Verdict, defs, icon,
};
use super::context::{use_dispatch, use_words};
use super::stage::{ClusterStage, LunchStage};
use crate::app::{Door, Msg, Pane, Panel, Stride};
use crate::screen::Screen;

/// The properties of a page. Every drawing makes a new screen.
#[derive(Properties)]
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
        Door::Sandbox => html! { <SandboxPage screen={screen.clone()} is_still={*is_still}/> },
    }
}

/// The story: the two pictures, what is said, and the way through it.
#[component]
fn StoryPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let is_told = screen.story.invitation.is_some();
    html! {
        <div class={classes!("app", "story-page", is_told.then_some("is-over"))}>
            {defs()}
            <Header door={screen.door}>
                <Share is_open={screen.panels.has(Panel::Share)} words={screen.about.words.clone()}
                    link={screen.sent.clone()} has_left_script={screen.has_left_script}/>
            </Header>
            <Notice text={screen.notice.clone()}/>
            <Panes screen={screen.clone()} is_still={*is_still} is_full=false/>
            <Story caption={screen.caption.clone()} violation={screen.violation.clone()}
                waiting={screen.waiting.clone()}/>
            <div class="telling">
                <button class="big" aria-label={words.story.back_about}
                    onclick={dispatch.on(Msg::Back)}>
                    {icon(IconName::Back)}<span>{words.timeline.back}</span>
                </button>
                <Transport is_playing={screen.is_playing} stride={None::<Stride>} is_over={is_told}/>
                <StoryLine story={screen.story.clone()}/>
            </div>
            <Invitation story={screen.story.clone()}/>
            <LiveRegion/>
        </div>
    }
}

/// The sandbox: everything that can be done, in sight.
#[component]
fn SandboxPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let is_open = |panel| screen.panels.has(panel);
    html! {
        <div class="app">
            {defs()}
            <Header door={screen.door}/>
            <Controls is_playing={screen.is_playing} stride={screen.stride} speed={screen.speed}
                can_undo={screen.can_undo} input_error={screen.input_error.clone()}
                servers={screen.scene.n as u16} seed={screen.seed}>
                <Scenarios is_open={is_open(Panel::Scenarios)}/>
                <Share is_open={is_open(Panel::Share)} words={screen.about.words.clone()}
                    link={screen.sent.clone()} has_left_script={screen.has_left_script}/>
                <Switches is_open={is_open(Panel::Switches)} protocol={screen.protocol}/>
                <Conditions is_open={is_open(Panel::Conditions)} answer={screen.answer}
                    delivery={screen.delivery} network={screen.network}
                    dishes={screen.dishes.clone()}/>
            </Controls>
            <Notice text={screen.notice.clone()}/>
            <About about={screen.about.clone()} is_opening={screen.is_opening}/>
            <Story caption={screen.caption.clone()} violation={screen.violation.clone()}
                waiting={screen.waiting.clone()}/>
            <Timeline line={screen.timeline.clone()} stride={screen.stride}
                is_playing={screen.is_playing}/>
            <Panes screen={screen.clone()} is_still={*is_still} is_full=true/>
            <Diagram diagram={screen.diagram.clone()} menu={screen.menu_in(Pane::Diagram)}/>
            <Legend/>
            <div class="below">
                <Logs table={screen.table.clone()} marked={screen.marked}/>
                <div class="side">
                    <Verdict properties={screen.properties.clone()}
                        violation={screen.violation.clone()}/>
                    <Feed rows={screen.feed.clone()} is_playing={screen.is_playing}
                        marked={screen.marked} causes={screen.causes.clone()}/>
                </div>
                <div class="tools">
                    <InFlight is_open={is_open(Panel::InFlight)} scene={screen.scene.clone()}/>
                    <NetworkTable is_open={is_open(Panel::Network)} scene={screen.scene.clone()}/>
                    <History is_open={is_open(Panel::History)} lines={screen.history.clone()}/>
                    <Keys/>
                </div>
            </div>
            <LiveRegion/>
        </div>
    }
}

/// A frame in somebody's post: the two pictures and the least around them.
#[component]
pub fn EmbeddedPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let caption = screen.caption.as_ref().map(|caption| caption.lunch.clone());
    html! {
        <div class="app">
            {defs()}
            <About about={screen.about.clone()} is_opening={screen.is_opening}/>
            <Panes screen={screen.clone()} is_still={*is_still} is_full=false/>
            <EmbedControls is_playing={screen.is_playing}
                stride={(screen.door == Door::Sandbox).then_some(screen.stride)}
                is_over={screen.story.invitation.is_some()}
                said={screen.notice.clone().or(caption)} seed={screen.seed}
                servers={screen.servers}/>
            <LiveRegion/>
        </div>
    }
}

#[derive(Properties)]
struct PanesProps {
    screen: Rc<Screen>,
    is_still: bool,
    /// True if there is something under each picture.
    is_full: bool,
}

impl PartialEq for PanesProps {
    fn eq(&self, other: &PanesProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
            && (self.is_still, self.is_full) == (other.is_still, other.is_full)
    }
}

/// The two pictures, side by side.
#[component]
fn Panes(props: &PanesProps) -> Html {
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
                <h2>{words.lunch}{" "}<small>{words.lunch_about}</small></h2>
                <LunchStage scene={screen.scene.clone()} marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Lunch)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
                // In the story the count is there while it is taken.
                if *is_full || screen.scene.tally.is_some() && screen.story.is_counting() {
                    <Tally tally={screen.scene.tally.clone()}/>
                }
            </section>
            <section class="pane cluster">
                <h2>
                    {words.cluster}{" "}<small>{words.cluster_about}{" "}<b id="clock"></b></small>
                </h2>
                <ClusterStage scene={screen.scene.clone()} marked={screen.marked} {hot}
                    menu={screen.menu_in(Pane::Cluster)} is_still={*is_still}
                    causes={screen.causes.clone()}/>
                if *is_full {
                    <Inspector {inspected}/>
                }
            </section>
        </main>
    }
}

/// Where the announcer says what happens.
#[component]
fn LiveRegion() -> Html {
    html! { <p class="vh" role="status" aria-live="polite" id={REGION}></p> }
}
