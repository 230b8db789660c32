//! The sandbox.

use yew::prelude::*;

use super::panes::Panes;
use super::{LiveRegion, PageProps};
use crate::app::{Pane, Panel};
use crate::ui::components::{
    About, Conditions, Controls, Diagram, Feed, Header, History, InFlight, Keys, Legend, Logs,
    NetworkTable, Notice, Scenarios, Share, Story, Switches, Timeline, Verdict, defs,
};

/// The sandbox: everything that can be done, in sight.
#[component]
pub fn SandboxPage(props: &PageProps) -> Html {
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
            <Story caption={screen.caption.clone()} violation={screen.violation.clone()}/>
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
