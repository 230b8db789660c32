//! Who can reach whom, as a table of switches.

use std::rc::Rc;

use yew::prelude::*;

use super::badge::badge;
use super::disclosure::Disclosure;
use super::icon::{IconName, icon};
use crate::app::{Msg, Panel};
use crate::cluster::{Action, LinkCut, Node};
use crate::raft::ServerId;
use crate::screen::Scene;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`NetworkTable`].
#[derive(Properties, PartialEq)]
pub struct NetworkTableProps {
    /// True while the table is open.
    pub is_open: bool,
    /// The links are in here.
    pub scene: Rc<Scene>,
}

/// A switch for each direction of each link.
#[component]
pub fn NetworkTable(props: &NetworkTableProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let scene = &props.scene;
    let chrome = &words.chrome().network;
    let ids: Vec<_> = scene.servers.iter().map(|server| server.id).collect();
    let is_any_cut = scene.links.iter().any(|link| link.cut != LinkCut::None);
    let switch = |from: ServerId, to: ServerId| {
        if from == to {
            return html! { <span></span> };
        }
        let reaches = !is_cut(from, to, scene);
        let (from_node, to_node) = (Node::Server(from), Node::Server(to));
        let action = if reaches {
            Action::Cut { from: from_node, to: to_node, both_ways: false }
        } else {
            Action::Heal { from: from_node, to: to_node, both_ways: false }
        };
        html! {
            <button aria-pressed={reaches.to_string()} aria-label={words.reaches(from, to)}
                onclick={dispatch.on(Msg::Act(action))}>
                {icon(if reaches { IconName::Tick } else { IconName::Cross })}
            </button>
        }
    };
    html! {
        <Disclosure id="network" panel={Panel::Network} is_open={props.is_open}
            summary={html! { {chrome.title} }}>
            <div class="net-scroll">
                <table class="net">
                    <caption class="vh">{chrome.about}</caption>
                    <thead>
                        <tr>
                            <th key="corner">{chrome.corner}</th>
                            for &id in &ids {
                                <th scope="col" key={id.0}>{badge(Some(id))}</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for &from in &ids {
                            <tr key={from.0}>
                                <th key="sender" scope="row">{badge(Some(from))}</th>
                                for &to in &ids {
                                    <td key={to.0}>{switch(from, to)}</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <button disabled={!is_any_cut} onclick={dispatch.on(Msg::Act(Action::HealAll))}>
                {chrome.heal_all}
            </button>
        </Disclosure>
    }
}

fn is_cut(from: ServerId, to: ServerId, scene: &Scene) -> bool {
    scene.links.iter().any(|link| match link.cut {
        LinkCut::None => false,
        LinkCut::Both => (link.a, link.b) == (from, to) || (link.b, link.a) == (from, to),
        LinkCut::AToB => (link.a, link.b) == (from, to),
        LinkCut::BToA => (link.b, link.a) == (from, to),
    })
}
