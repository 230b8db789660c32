//! The ring of servers: the same run, as the cluster that it is.

use yew::prelude::*;

use super::actor::{Actor, Hit};
use super::choices::ChoiceLayer;
use super::link::Link;
use super::menu::MenuPopup;
use super::messages::MessageLayer;
use super::server::Server;
use super::stop::{TabStop, moves_by_arrows, use_tab_stop};
use super::tag::WaitingTags;
use super::{ASKER, StageProps, motto_text, shape};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::Node;
use crate::screen::{client, is_many, motto, wire_to_client};
use crate::ui::context::use_words;

/// The servers, the links between them, the client, and the messages.
#[component]
pub fn ClusterStage(props: &StageProps) -> Html {
    let words = use_words().chrome();
    let StageProps { scene, waiting, marked, hot, menu, is_still, causes } = props;
    let (n, format) = (scene.n, scene.format);
    let (stop, onkeydown) = (use_tab_stop(props), moves_by_arrows());
    let (class, view_box) = shape(format);
    html! {
        <ContextProvider<TabStop> context={stop}>
            <div {class}>
                <svg viewBox={view_box} class={classes!("drawing", is_many(n).then_some("many"))}
                    role="group" {onkeydown}
                    aria-label={format!("{}. {}", words.stage.cluster, words.stage.arrows)}>
                    <g>
                        for link in &scene.links {
                            <Link key={format!("{}-{}", link.a.0, link.b.0)} view={link.clone()} {format} {n}
                                is_used={scene.is_used(link)} is_dead={scene.is_dead(link)}/>
                        }
                    </g>
                    <path class="client-wire" d={scene.client.wire_to.map(|server| wire_to_client(format, server, n))}/>
                    <g>
                        for view in &scene.servers {
                            <Server key={view.id.0} view={view.clone()} {format} {n}
                                is_marked={*marked == Some(Node::Server(view.id))}/>
                        }
                    </g>
                    <g>
                        <Actor class="client" transform={format.client().translate()}
                            label={scene.client.label.clone()} node={ASKER} target={Target::Client}
                            anchor={Anchor { pane: Pane::Cluster, at: format.client() }}
                            is_marked={*marked == Some(ASKER)} hit={Hit::Server} scale={0.8}
                            picture={client(words.stage.client)}/>
                    </g>
                    {motto_text(motto(format, n), words.stage.cluster_motto)}
                    <ChoiceLayer {n} {format} hit={Hit::Server}/>
                    <MessageLayer scene={scene.clone()} pane={Pane::Cluster} hot={*hot}
                        is_still={*is_still} causes={causes.clone()}/>
                </svg>
                <div class="bubbles">
                    <WaitingTags scene={scene.clone()} tags={waiting.clone()} pane={Pane::Cluster}/>
                    if let Some((menu, anchor)) = menu {
                        <MenuPopup key={&*menu.title} menu={menu.clone()} at={anchor.at} {format}/>
                    }
                </div>
            </div>
        </ContextProvider<TabStop>>
    }
}
