//! The table: the run as a team that decides its lunch.

use std::rc::Rc;

use yew::prelude::*;

use super::actor::{Actor, Hit};
use super::menu::MenuPopup;
use super::messages::MessageLayer;
use super::notebook::Notebook;
use super::speech::Speech;
use super::teammate::Teammate;
use super::wire::wire;
use super::{ASKER, drawing};
use crate::app::{Anchor, Menu, Pane, Target};
use crate::cluster::{FlightId, LinkCut, Node};
use crate::diagram::Causes;
use crate::screen::{CLIENT, Format, Scene, asker, floor, is_many, plates, seat, table};
use crate::ui::context::use_words;

/// The properties of [`LunchStage`].
#[derive(Properties, PartialEq)]
pub struct LunchStageProps {
    /// The picture.
    pub scene: Rc<Scene>,
    /// The server or client that is pointed at, in either picture.
    pub marked: Option<Node>,
    /// The message that is being read.
    pub hot: Option<FlightId>,
    /// The open menu, if it is in this picture.
    pub menu: Option<(Rc<Menu>, Anchor)>,
    /// True if nothing may travel: messages lie on an arrow.
    pub is_still: bool,
    /// The past and the future of the event that is pointed at.
    pub causes: Option<Rc<Causes>>,
}

/// The table with everyone around it.
#[component]
pub fn LunchStage(props: &LunchStageProps) -> Html {
    let words = use_words();
    let LunchStageProps { scene, marked, hot, menu, is_still, causes } = props;
    let n = scene.n;
    let people = |is_back: bool| {
        html! {
            <g>
                for view in scene.servers.iter().filter(|view| seat(view.id, n).is_back == is_back) {
                    <Teammate key={view.id.0} view={view.clone()} {n}
                        is_marked={*marked == Some(Node::Server(view.id))}/>
                }
            </g>
        }
    };
    html! {
        <div class="stage">
            <svg viewBox="0 0 720 600" class={classes!("drawing", is_many(n).then_some("many"))}
                role="group" aria-label={words.chrome().stage.lunch}>
                <g>{drawing(floor(Format::Wide))}</g>
                {people(false)}
                <g>{drawing(table(Format::Wide))}</g>
                <g>{drawing(plates(Format::Wide, n, scene.served))}</g>
                <g aria-hidden="true">
                    for link in scene.links.iter().filter(|link| link.cut != LinkCut::None) {
                        <g key={format!("{}-{}", link.a.0, link.b.0)} class="deaf">
                            {wire(link, n)}
                        </g>
                    }
                </g>
                <g>
                    for view in &scene.servers {
                        <Notebook key={view.id.0} view={view.clone()} {n}/>
                    }
                </g>
                {people(true)}
                <g>
                    <Actor class={classes!("person", "asker")} transform={CLIENT.translate()}
                        label={words.asker_label(&scene.client.waiting)} node={ASKER}
                        target={Target::Client} anchor={Anchor { pane: Pane::Lunch, at: CLIENT }}
                        is_marked={*marked == Some(ASKER)} hit={Hit::Person} scale={1.0}
                        picture={asker(scene.asker_mood())}/>
                </g>
                <MessageLayer scene={scene.clone()} pane={Pane::Lunch} hot={*hot}
                    is_still={*is_still} causes={causes.clone()}/>
            </svg>
            <div class="bubbles">
                <Speech scene={scene.clone()}/>
                if let Some((menu, anchor)) = menu {
                    <MenuPopup key={&*menu.title} menu={menu.clone()} at={anchor.at}/>
                }
            </div>
        </div>
    }
}
