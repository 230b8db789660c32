//! A server in the ring.

use std::rc::Rc;

use yew::prelude::*;

use super::actor::{Actor, Hit};
use crate::app::{Anchor, Pane, Target};
use crate::cluster::{Health, Node};
use crate::raft::RoleName;
use crate::screen::{Format, ServerView, is_many, scale, server};

/// The properties of [`Server`].
#[derive(Properties, PartialEq)]
pub struct ServerProps {
    /// The server.
    pub view: Rc<ServerView>,
    /// The shape of the picture.
    pub format: Format,
    /// The number of servers.
    pub n: usize,
    /// True if it is pointed at.
    pub is_marked: bool,
}

/// A server, as its role and its health make it look.
#[component]
pub fn Server(props: &ServerProps) -> Html {
    let ServerProps { view, format, n, is_marked } = props;
    let role = match view.role {
        RoleName::Leader => "is-leader",
        RoleName::Candidate | RoleName::PreCandidate => "is-candidate",
        RoleName::Follower => "is-follower",
    };
    let health = match view.health {
        Health::Up => "is-up",
        Health::Paused => "is-paused",
        Health::Crashed => "is-down",
    };
    let at = format.seat(view.id, *n).at;
    html! {
        <Actor class={classes!("server", role, health)} transform={at.translate()}
            label={view.label.clone()} node={Node::Server(view.id)}
            target={Target::Server(view.id)} anchor={Anchor { pane: Pane::Cluster, at }}
            is_marked={*is_marked} hit={Hit::Server} scale={scale(*n)}
            picture={server(view, *format, *n)}>
            if !is_many(*n) {
                <text class="server-value for-large" x="54" y="41">{&view.value}</text>
            }
        </Actor>
    }
}
