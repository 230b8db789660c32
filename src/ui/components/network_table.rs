//! Who can reach whom, as a table of switches.

use yew::prelude::*;

use super::marks::{IconName, badge, icon};
use crate::cluster::{Action, Node};
use crate::raft::ServerId;
use crate::view::{LinkCut, Msg, Scene};

/// A switch for each direction of each link.
pub fn network_table(scene: &Scene, on: &Callback<Msg>) -> Html {
    let ids: Vec<_> = scene.servers.iter().map(|server| server.id).collect();
    let is_any_cut = scene.links.iter().any(|link| link.cut != LinkCut::None);
    let heal = on.reform(|_: MouseEvent| Msg::Act(Action::HealAll));
    html! {
        <details class="card" id="network">
            <summary>{ "Network: who can reach whom" }</summary>
            <div class="scroll">
                <table class="net">
                    <caption class="vh">{ "Each row sends, each column receives" }</caption>
                    <thead>
                        <tr>
                            <th key="corner">{ "from \\ to" }</th>
                            { for ids.iter().map(|&id| html! {
                                <th scope="col" key={id.0}>{ badge(Some(id)) }</th>
                            }) }
                        </tr>
                    </thead>
                    <tbody>{ for ids.iter().map(|&from| row(from, &ids, scene, on)) }</tbody>
                </table>
            </div>
            <button disabled={!is_any_cut} onclick={heal}>{ "Heal all links" }</button>
        </details>
    }
}

fn row(from: ServerId, ids: &[ServerId], scene: &Scene, on: &Callback<Msg>) -> Html {
    html! {
        <tr key={from.0}>
            <th scope="row" key="from">{ badge(Some(from)) }</th>
            { for ids.iter().map(|&to| html! { <td key={to.0}>{ switch(from, to, scene, on) }</td> }) }
        </tr>
    }
}

fn switch(from: ServerId, to: ServerId, scene: &Scene, on: &Callback<Msg>) -> Html {
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
    let toggle = on.reform(move |_: MouseEvent| Msg::Act(action.clone()));
    html! {
        <button aria-pressed={reaches.to_string()} aria-label={format!("{from} reaches {to}")}
            onclick={toggle}>
            { icon(if reaches { IconName::Tick } else { IconName::Cross }) }
        </button>
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
