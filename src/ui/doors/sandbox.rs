//! The sandbox: everything that can be done, where one looks for it.

use std::rc::Rc;

use yew::prelude::*;

use super::panes::Panes;
use super::{CONTENT, LiveRegion, PageProps, page_head};
use crate::app::{Msg, Pane, Panel, Stride, Tab};
use crate::cluster::Action;
use crate::screen::Screen;
use crate::ui::components::{
    About, ChoiceField, Conditions, Diagram, Drawer, Feed, History, InFlight, Inspector, Logs,
    NetworkTable, NewRun, Notice, PlayerBar, PlayerTools, ProposeForm, Scenarios, Story, Switches,
    TableFields, Tally, Verdict, defs,
};
use crate::ui::context::{use_dispatch, use_words};

/// The sandbox: the player with the drawer beside it, and below the logs, the verdict and what
/// happened.
#[component]
pub fn SandboxPage(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let view = if screen.diagram.is_some() { "is-space-time" } else { "is-pictures" };
    let tab = match screen.tab {
        Tab::Do => html! { <DoTab screen={screen.clone()}/> },
        Tab::Break => html! { <BreakTab screen={screen.clone()}/> },
        Tab::Rules => html! { <Switches protocol={screen.protocol}/> },
        Tab::Runs => html! { <RunsTab screen={screen.clone()}/> },
    };
    html! {
        <div class={classes!("app", "sandbox-page", view)}>
            {defs()}
            {page_head(screen, true)}
            <main class="sandbox" id={CONTENT} tabindex="-1">
                <About about={screen.about.clone()} is_opening={screen.is_opening}
                    stage={screen.script} is_weakened={screen.is_weakened_from_start}/>
                <Player screen={screen.clone()} is_still={*is_still}/>
                <Drawer tab={screen.tab}>{tab}</Drawer>
                <Logs key={screen.names.clone()} table={screen.table.clone()}
                    marked={screen.marked}/>
                <div class="side">
                    <Verdict properties={screen.properties.clone()}
                        violation={screen.violation.clone()} weakened={screen.weakened.clone()}/>
                    <Feed rows={screen.feed.clone()} is_playing={screen.is_playing}
                        marked={screen.marked} causes={screen.causes.clone()}/>
                </div>
            </main>
            <LiveRegion/>
        </div>
    }
}

/// The stage, what is said, and the way through the run.
#[component]
fn Player(props: &PageProps) -> Html {
    let PageProps { screen, is_still } = props;
    let words = use_words().chrome();
    let inspected = screen.inspected.as_ref().map(|(_, seen)| seen.clone());
    html! {
        <section class="player" aria-label={words.view.player}>
            <div class="player-stage">
                if let Some(diagram) = &screen.diagram {
                    <Diagram diagram={diagram.clone()} menu={screen.menu_in(Pane::Diagram)}/>
                }
                <Panes screen={screen.clone()} is_still={*is_still}/>
            </div>
            // What is said back covers what is told, until it is read: nothing moves for it.
            <div class="player-caption">
                <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
                if let Some(seen) = inspected {
                    <Inspector {seen}/>
                }
                <Notice text={screen.notice.clone()}/>
            </div>
            <PlayerBar line={screen.timeline.clone()} is_playing={screen.is_playing}
                stride={screen.stride}/>
            <PlayerTools screen={screen.clone()}/>
            <p class="compared">{screen.timeline.compared.clone()}</p>
        </section>
    }
}

#[derive(Properties)]
struct TabProps {
    screen: Rc<Screen>,
}

impl PartialEq for TabProps {
    fn eq(&self, other: &TabProps) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
    }
}

/// What a client and the team can do.
#[component]
fn DoTab(props: &TabProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let screen = &props.screen;
    let drawer = &words.drawer;
    html! {
        <>
            <ProposeForm mistyped={screen.mistyped.clone()}/>
            <div class="wide-buttons">
                {wide_button(drawer.ask_everyone, drawer.ask_everyone_about, dispatch.on(Msg::Poll))}
                {wide_button(drawer.add_server, drawer.add_server_about, dispatch.on(Msg::AddServer))}
                <NewRun servers={screen.scene.n as u16} seed={screen.seed}
                    timing={screen.timing.clone()}/>
            </div>
            <Tally tally={screen.scene.tally.clone()}/>
            <TableFields dishes={screen.dishes.clone()} names={screen.names.clone()}
                mistyped={screen.mistyped.clone()}/>
            <p class="hint">{drawer.hint}</p>
        </>
    }
}

/// What can go wrong.
#[component]
fn BreakTab(props: &TabProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let screen = &props.screen;
    let drawer = &words.drawer;
    let cut = Msg::Act(Action::Partition { groups: screen.halves.clone() });
    html! {
        <>
            <div class="wide-buttons">
                {wide_button(drawer.cut_in_two, drawer.cut_in_two_about, dispatch.on(cut))}
            </div>
            <InFlight is_open={screen.panels.has(Panel::InFlight)} scene={screen.scene.clone()}/>
            <NetworkTable is_open={screen.panels.has(Panel::Network)} scene={screen.scene.clone()}/>
            <Conditions answer={screen.answer} delivery={screen.delivery} network={screen.network}
                timing={screen.timing.clone()}/>
        </>
    }
}

/// Runs that others made, and this one.
#[component]
fn RunsTab(props: &TabProps) -> Html {
    let (dispatch, all_words) = (use_dispatch(), use_words());
    let words = all_words.chrome();
    let screen = &props.screen;
    let strides = Stride::ALL.map(|stride| stride.label(all_words).into()).to_vec();
    let on_stride = use_callback(dispatch.clone(), |place, dispatch| {
        dispatch.emit(Msg::SetStride(Stride::ALL.get(place).copied().unwrap_or_default()));
    });
    html! {
        <>
            <section class="this-run">
                <h2>{words.drawer.this_run}</h2>
                <div class="wide-buttons two-buttons">
                    <button type="button" class="button" popovertarget="share-panel">
                        {words.share.title}
                    </button>
                    <button type="button" class="button" onclick={dispatch.on(Msg::Save)}>
                        {words.drawer.save}
                    </button>
                </div>
                <History is_open={screen.panels.has(Panel::History)} lines={screen.history.clone()}/>
                <ChoiceField name={words.timeline.step_by} choices={strides} on_choose={on_stride}
                    chosen={Stride::ALL.iter().position(|stride| *stride == screen.stride)}/>
            </section>
            <Scenarios/>
        </>
    }
}

/// A button as wide as the drawer, with what it does beside its name.
fn wide_button(name: &'static str, about: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="button wide-button" {onclick}>
            {name}{" "}<small>{about}</small>
        </button>
    }
}
