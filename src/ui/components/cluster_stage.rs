//! The ring of servers: the same run, as the cluster that it is.

use yew::prelude::*;

use super::link::{LinkLine, arrow};
use super::lunch_stage::{ASKER, StageProps};
use super::server_node::{ClientNode, ServerNode, ServerNodeProps};
use crate::cluster::Node;
use crate::view::{Pane, Scene, wire_to_client};

/// The servers, the links between them, the client, and the messages.
#[component]
pub fn ClusterStage(props: &StageProps) -> Html {
    let link_with_tab = use_state_eq(|| 0);
    let on_focus = {
        let link_with_tab = link_with_tab.setter();
        use_callback((), move |position: usize, ()| link_with_tab.set(position))
    };
    let scene: &Scene = &props.scene;
    let n = scene.n;
    let tab_stop = if *link_with_tab < scene.links.len() { *link_with_tab } else { 0 };
    let links = scene.links.iter().enumerate().map(|(position, link)| {
        html! {
            <LinkLine key={format!("{}-{}", link.a.0, link.b.0)} link={*link} {position} {n}
                is_tab_stop={position == tab_stop} on_focus={on_focus.clone()}
                on={props.on.clone()} />
        }
    });
    let servers = scene.servers.iter().map(|server| {
        let is_marked = props.marked == Some(Node::Server(server.id));
        let node = ServerNodeProps::new(server, n, is_marked, &props.on);
        html! { <ServerNode key={server.id.0} ..node /> }
    });
    let is_still = props.still;
    let arrows = scene.flights.iter().filter(|_| is_still).map(|flight| arrow(flight, n));
    html! {
        <div class="stage">
            <svg viewBox="0 0 640 540" class={classes!("cluster-svg", (n > 6).then_some("many"))}
                role="group" aria-label="The cluster">
                <g>{ for links }</g>
                <path class="cwire" d={scene.client.wire_to.map(|server| wire_to_client(server, n))} />
                <g>{ for servers }</g>
                <ClientNode client={scene.client.clone()} is_marked={props.marked == Some(ASKER)}
                    on={props.on.clone()} />
                <g aria-hidden="true">{ for arrows }</g>
                { props.tokens(Pane::Cluster) }
            </svg>
            <div class="bubbles">{ props.popup() }</div>
        </div>
    }
}
