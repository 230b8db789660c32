//! The ring of servers: the same run, as the cluster that it is.

use yew::Html;

use super::actor::{Actor, actor};
use super::link::link;
use super::message::messages;
use super::{ASKER, StageProps, drawing, popup};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::{Health, Node};
use crate::raft::RoleName;
use crate::screen::{
    CLIENT, CLIENT_DRAWING, ServerView, place_and_scale, seat, server, wire_to_client,
};
use crate::ui::markup::markup;

/// The servers, the links between them, the client, and the messages.
pub fn cluster_stage(props: &StageProps) -> Html {
    let scene = &props.scene;
    let n = scene.n;
    let links = scene.links.iter().enumerate();
    let wire = scene.client.wire_to.map(|server| wire_to_client(server, n));
    markup!(
        r#"<div class="stage">
            <svg viewBox="0 0 640 540" class={} role="group" aria-label="The cluster">
                <g>{}</g>
                <path class="cwire" d={}/>
                <g>{}</g>
                {}
                {}
            </svg>
            <div class="bubbles">{}</div>
        </div>"#,
        if n > 6 { "cluster-svg many" } else { "cluster-svg" },
        links.map(|(i, view)| link(view, i, props)).collect::<Vec<_>>(),
        wire,
        scene.servers.iter().map(|server| node(server, props)).collect::<Vec<_>>(),
        client(props),
        messages(props, Pane::Cluster),
        popup(props)
    )
}

fn node(view: &ServerView, props: &StageProps) -> Html {
    let (id, n) = (view.id, props.scene.n);
    let at = seat(id, n).at;
    let role = match view.role {
        RoleName::Leader => "server is-leader ",
        RoleName::Candidate | RoleName::PreCandidate => "server is-candidate ",
        RoleName::Follower => "server is-follower ",
    };
    let health = match view.health {
        Health::Up => "is-up",
        Health::Paused => "is-paused",
        Health::Crashed => "is-down",
    };
    let server = Actor {
        key: id.0,
        class: [role, health].concat(),
        transform: place_and_scale(at, n),
        label: view.label.clone(),
        node: Node::Server(id),
        target: Target::Server(id),
        anchor: Anchor { pane: Pane::Cluster, at },
        inside: drawing(server(view, n)),
    };
    actor(server, props)
}

fn client(props: &StageProps) -> Html {
    let client = Actor {
        key: 0,
        class: "client".into(),
        transform: CLIENT.translate(),
        label: props.scene.client.label.clone(),
        node: ASKER,
        target: Target::Client,
        anchor: Anchor { pane: Pane::Cluster, at: CLIENT },
        inside: drawing(CLIENT_DRAWING),
    };
    markup!("<g>{}</g>", actor(client, props))
}
