//! The table: the run as a team that decides its lunch.

use std::rc::Rc;

use yew::prelude::*;

use super::bubble::SpeechBubble;
use super::link::{DeafPair, Token};
use super::menu_popup::MenuPopup;
use super::notebook::Book;
use super::person::{Asker, Person, PersonProps};
use crate::cluster::{ClientId, FlightId, Node};
use crate::view::{Anchor, LinkCut, Menu, Msg, Pane, PersonState, Scene, ServerView, Target, seat};

/// The client, and the asker.
pub(super) const ASKER: Node = Node::Client(ClientId(1));

/// Properties of [`LunchStage`] and of the cluster's stage.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// What is drawn.
    pub scene: Rc<Scene>,
    /// Who is pointed at, in either pane.
    pub marked: Option<Node>,
    /// The message that is being read.
    pub hot: Option<FlightId>,
    /// The open menu, if it is in this pane: what it is for, and where it is.
    pub menu: Option<(Target, Menu, Anchor)>,
    /// Whether nothing may travel: messages lie half-way, on an arrow.
    pub still: bool,
    /// Where messages go.
    pub on: Callback<Msg>,
}

impl StageProps {
    /// The messages, each as a mark that moves.
    pub(super) fn tokens(&self, pane: Pane) -> Html {
        let token = |flight| Token::of(flight, pane, self.hot, &self.on);
        html! { <g class="l-msgs" aria-hidden="true">{ for self.scene.flights.iter().map(token) }</g> }
    }

    /// The open menu, or nothing.
    pub(super) fn popup(&self) -> Html {
        html! {
            if let Some((target, menu, anchor)) = &self.menu {
                <MenuPopup target={*target} menu={menu.clone()} at={anchor.at} on={self.on.clone()} />
            }
        }
    }
}

/// The table with everyone around it.
#[component]
pub fn LunchStage(props: &StageProps) -> Html {
    let Scene { n, servers, .. } = &*props.scene;
    let n = *n;
    let people = |is_back: bool| {
        let people = servers.iter().filter(|server| seat(server.id, n).is_back == is_back);
        let person = |server: &ServerView| {
            let is_marked = props.marked == Some(Node::Server(server.id));
            let person = PersonProps::new(server, n, is_marked, &props.on);
            html! { <Person key={server.id.0} ..person /> }
        };
        html! { <g>{ for people.map(person) }</g> }
    };
    let books = servers.iter().map(|server| {
        html! {
            <Book key={server.id.0} id={server.id} {n} lines={server.lines.clone()}
                is_closed={server.person == PersonState::Away} />
        }
    });
    let cuts = props.scene.links.iter().filter(|link| link.cut != LinkCut::None).map(|link| {
        html! { <DeafPair key={format!("{}-{}", link.a.0, link.b.0)} link={*link} {n} /> }
    });
    html! {
        <div class="stage">
            <svg viewBox="0 0 640 540" class={classes!("lunch-svg", (n > 5).then_some("many"))}
                role="group" aria-label="The lunch table">
                <ellipse class="floor" cx="320" cy="302" rx="316" ry="222" />
                { people(false) }
                { table() }
                <g aria-hidden="true">{ for cuts }</g>
                <g>{ for books }</g>
                { people(true) }
                <Asker client={props.scene.client.clone()} is_marked={props.marked == Some(ASKER)}
                    on={props.on.clone()} />
                { props.tokens(Pane::Lunch) }
            </svg>
            <div class="bubbles">
                { speech(&props.scene) }
                { props.popup() }
            </div>
        </div>
    }
}

fn table() -> Html {
    html! {
        <g>
            <ellipse class="leg" cx="320" cy="303" rx="210" ry="150" />
            <ellipse class="top" cx="320" cy="287" rx="210" ry="150" />
            <ellipse class="grain" cx="320" cy="287" rx="193" ry="135" />
            <use href="#bowl" x="286" y="280" />
            <use href="#bowl" x="346" y="266" />
            <use href="#bowl" x="338" y="306" />
            <path class="chop" d="M268 306 304 318M270 299 306 312" />
        </g>
    }
}

fn speech(scene: &Scene) -> Html {
    let bubbles = scene.bubbles.iter().map(|bubble| {
        let speaker = scene.servers.iter().find(|server| Node::Server(server.id) == bubble.who);
        let holds_sheet = speaker.is_some_and(|server| server.person == PersonState::Holder);
        html! {
            <SpeechBubble key={format!("{} {}", bubble.who, bubble.text)} who={bubble.who}
                text={bubble.text.clone()} n={scene.n} {holds_sheet} />
        }
    });
    html! { <div>{ for bubbles }</div> }
}

/// Something on a stage that stands for a server or the client: it can be pointed
/// at, and opened.
pub(super) struct Actor<'a> {
    pub class: Classes,
    pub transform: String,
    pub label: &'a AttrValue,
    pub node: Node,
    pub target: Target,
    pub anchor: Anchor,
    pub on: &'a Callback<Msg>,
}

impl Actor<'_> {
    /// The group of `inside`, with all that can happen to it.
    pub fn draw(self, inside: Html) -> Html {
        let Actor { class, transform, label, node, target, anchor, on } = self;
        let enter = on.reform(move |_: PointerEvent| Msg::Mark(Some(node)));
        let leave = on.reform(|_: PointerEvent| Msg::Mark(None));
        let focus = on.reform(move |_: FocusEvent| Msg::Mark(Some(node)));
        let blur = on.reform(|_: FocusEvent| Msg::Mark(None));
        let (click, key) = opening(on, target, anchor);
        html! {
            <g {class} {transform} tabindex="0" role="button" aria-haspopup="menu"
                aria-label={label} onpointerenter={enter} onpointerleave={leave}
                onfocus={focus} onblur={blur} onclick={click} onkeydown={key}>
                { inside }
            </g>
        }
    }
}

/// What opens a menu: a click, and the keys that press a button.
pub(super) fn opening(
    on: &Callback<Msg>,
    target: Target,
    anchor: Anchor,
) -> (Callback<MouseEvent>, Callback<KeyboardEvent>) {
    let open = on.clone();
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            event.stop_propagation();
            open.emit(Msg::OpenMenu(target, anchor));
        }
    };
    (on.reform(move |_| Msg::OpenMenu(target, anchor)), key.into())
}
