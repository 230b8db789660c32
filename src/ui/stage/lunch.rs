//! The table: the run as a team that decides its lunch.

use yew::prelude::*;

use super::actor::{Actor, Hit};
use super::choices::ChoiceLayer;
use super::menu::MenuPopup;
use super::messages::MessageLayer;
use super::notebook::Notebook;
use super::speech::Speech;
use super::stop::{TabStop, moves_by_arrows, use_tab_stop};
use super::tag::WaitingTags;
use super::teammate::Teammate;
use super::wire::wire;
use super::{ASKER, StageProps, drawing, motto_text, shape};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::{LinkCut, Node};
use crate::screen::{asker, floor, is_many, motto, plates, table};
use crate::ui::context::use_words;

/// The table with everyone around it.
#[component]
pub fn LunchStage(props: &StageProps) -> Html {
    let words = use_words();
    let StageProps { scene, waiting, marked, hot, menu, is_still, causes } = props;
    let (n, format) = (scene.n, scene.format);
    let (stop, onkeydown) = (use_tab_stop(props), moves_by_arrows());
    let (class, view_box) = shape(format);
    let dishes: Vec<_> = scene.servers.iter().map(|view| view.plate).collect();
    let people = |is_back: bool| {
        html! {
            <g>
                for view in scene.servers.iter().filter(|view| format.seat(view.id, n).is_back == is_back) {
                    <Teammate key={view.id.0} view={view.clone()} {format} {n}
                        is_marked={*marked == Some(Node::Server(view.id))}/>
                }
            </g>
        }
    };
    html! {
        <ContextProvider<TabStop> context={stop}>
            <div {class}>
                <svg viewBox={view_box} class={classes!("drawing", is_many(n).then_some("many"))}
                    role="group" {onkeydown}
                    aria-label={format!("{}. {}", words.chrome().stage.lunch, words.chrome().stage.arrows)}>
                    <g>{drawing(floor(format))}</g>
                    {people(false)}
                    <g>{drawing(table(format))}</g>
                    <g>{drawing(plates(format, &dishes))}</g>
                    <g aria-hidden="true">
                        for link in scene.links.iter().filter(|link| link.cut != LinkCut::None) {
                            <g key={format!("{}-{}", link.a.0, link.b.0)} class="deaf">
                                {wire(link, format, n)}
                            </g>
                        }
                    </g>
                    <g>
                        for view in &scene.servers {
                            <Notebook key={view.id.0} view={view.clone()} {format} {n}/>
                        }
                    </g>
                    {people(true)}
                    <g>
                        <Actor class={classes!("person", "asker")} transform={format.client().translate()}
                            label={words.asker_label(&scene.client.waiting)} node={ASKER}
                            target={Target::Client} anchor={Anchor { pane: Pane::Lunch, at: format.client() }}
                            is_marked={*marked == Some(ASKER)} hit={Hit::Person} scale={1.0}
                            picture={asker(words.chrome().stage.asker, scene.asker_mood())}/>
                    </g>
                    {motto_text(motto(format, n), words.chrome().stage.lunch_motto)}
                    <ChoiceLayer {n} {format} hit={Hit::Person}/>
                    <MessageLayer scene={scene.clone()} pane={Pane::Lunch} hot={*hot}
                        is_still={*is_still} causes={causes.clone()}/>
                </svg>
                <div class="bubbles">
                    <Speech scene={scene.clone()}/>
                    <WaitingTags scene={scene.clone()} tags={waiting.clone()} pane={Pane::Lunch}/>
                    if let Some((menu, anchor)) = menu {
                        <MenuPopup key={&*menu.title} menu={menu.clone()} at={anchor.at} {format}/>
                    }
                </div>
            </div>
        </ContextProvider<TabStop>>
    }
}
