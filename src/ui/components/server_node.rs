//! A server in the ring, and the client beside it.

use yew::prelude::*;

use super::lunch_stage::{ASKER, Actor};
use super::marks::pattern;
use crate::cluster::{Health, Node};
use crate::raft::{RoleName, ServerId, Term};
use crate::view::{Anchor, CLIENT, ClientView, Msg, Pane, ServerView, Target, scale, seat};

/// The upper half of a server's box.
const FACE: &str = "M-36 4v-29q0-7 7-7h58q7 0 7 7V4z";

/// Properties of [`ServerNode`].
#[derive(Properties, PartialEq)]
pub struct ServerNodeProps {
    /// Which.
    pub id: ServerId,
    /// Its letter.
    pub letter: &'static str,
    /// Its role.
    pub role: RoleName,
    /// How its process is doing.
    pub health: Health,
    /// Its term.
    pub term: Term,
    /// Whether its election timer runs.
    pub has_timer: bool,
    /// Its name for people who do not see it.
    pub label: AttrValue,
    /// How many servers there are.
    pub n: usize,
    /// Whether it is pointed at.
    pub is_marked: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

impl ServerNodeProps {
    /// What is drawn of `server` among `n`.
    pub(super) fn new(server: &ServerView, n: usize, is_marked: bool, on: &Callback<Msg>) -> Self {
        let &ServerView { id, letter, role, health, term, timer, .. } = server;
        let may_ask = health == Health::Up && role != RoleName::Leader;
        ServerNodeProps {
            id,
            letter,
            role,
            health,
            term,
            has_timer: may_ask && timer.is_some(),
            label: server.label.clone().into(),
            n,
            is_marked,
            on: on.clone(),
        }
    }
}

/// A server: its role by shape and word, its term, its election timer.
#[component]
pub fn ServerNode(props: &ServerNodeProps) -> Html {
    let ServerNodeProps { id, role, health, n, .. } = *props;
    let at = seat(id, n).at;
    let (role_class, role_word) = match role {
        RoleName::Leader => ("is-leader", "leader"),
        RoleName::Candidate => ("is-candidate", "candidate"),
        RoleName::Follower => ("is-follower", "follower"),
    };
    let (health_class, word) = match health {
        Health::Up => ("is-up", role_word),
        Health::Paused => ("is-paused", "paused"),
        Health::Crashed => ("is-down", "crashed"),
    };
    let is_marked = props.is_marked.then_some("is-marked");
    let inside = html! {
        <>
            <circle class="halo" r="60" />
            <circle class="track" r="51" />
            if props.has_timer {
                <circle class="timer" id={format!("t-{}", id.0)} r="51" pathLength="100"
                    transform="rotate(-90)" />
            }
            <rect class="box" x="-37" y="-33" width="74" height="66" rx="7" />
            <path class="face" fill={pattern(id)} d={FACE} />
            <circle class="disc" cy="-14" r="14" />
            <text class="lt" y="-7">{ props.letter }</text>
            <text class="tm" y="25">{ "t" }<tspan class="wd">{ "erm " }</tspan>{ props.term }</text>
            if health == Health::Crashed {
                <path class="hatch" fill="url(#off)" d={FACE} />
            }
            { sign(role, health) }
            <text class="nm" y="74">{ format!("{id} {word}") }</text>
        </>
    };
    Actor {
        class: classes!("server", role_class, health_class, is_marked),
        transform: format!("{} scale({})", at.translate(), scale(n)),
        label: &props.label,
        node: Node::Server(id),
        target: Target::Server(id),
        anchor: Anchor { pane: Pane::Cluster, at },
        on: &props.on,
    }
    .draw(inside)
}

/// The sign at the corner of the box: the sheet, a hand, a cross, a pause.
fn sign(role: RoleName, health: Health) -> Html {
    let (class, path) = match (health, role) {
        (Health::Crashed, _) => ("bdg b-down", "M-6-6 6 6M-6 6 6-6"),
        (Health::Paused, _) => ("bdg b-paused", "M-4-6V6M4-6V6"),
        (Health::Up, RoleName::Candidate) => {
            ("bdg b-candidate", "M-6 3v-7M-2 2v-11M2 2v-11M6 3v-9M-6 3q6 7 12 0")
        }
        (Health::Up, RoleName::Leader) => {
            return html! { <use href="#sheet" transform="translate(35 -31) scale(.72)" /> };
        }
        (Health::Up, RoleName::Follower) => return html! { <g></g> },
    };
    html! { <g {class} transform="translate(36 -32)"><circle r="15" /><path d={path} /></g> }
}

/// Properties of [`ClientNode`].
#[derive(Properties, PartialEq)]
pub struct ClientNodeProps {
    /// What is known of it.
    pub client: ClientView,
    /// Whether it is pointed at.
    pub is_marked: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// The client: not a server, and outside the ring.
#[component]
pub fn ClientNode(props: &ClientNodeProps) -> Html {
    let inside = html! {
        <>
            <circle class="halo" r="50" />
            <rect class="box" x="-32" y="-28" width="64" height="44" rx="6" />
            <path class="base" d="M-42 18h84l-6 10h-72z" />
            <path class="x" d="m-18-14 9 8-9 8M-2 4h14" />
            <text class="nm" y="54">{ "client" }</text>
        </>
    };
    Actor {
        class: classes!("client", props.is_marked.then_some("is-marked")),
        transform: CLIENT.translate(),
        label: &props.client.label.clone().into(),
        node: ASKER,
        target: Target::Client,
        anchor: Anchor { pane: Pane::Cluster, at: CLIENT },
        on: &props.on,
    }
    .draw(inside)
}
