//! Who can reach whom, as a table of switches.

use yew::{Callback, Html};

use super::marks::{IconName, badge, icon};
use super::panel::{inside, toggles};
use crate::app::{Msg, Panel};
use crate::cluster::LinkCut;
use crate::cluster::{Action, Node};
use crate::raft::ServerId;
use crate::screen::{Scene, Screen};
use crate::ui::markup::{markup, says};

/// A switch for each direction of each link.
pub fn network_table(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="card" id="network" ontoggle={}>
            <summary>Network: who can reach whom</summary>
            {}
        </details>"#,
        toggles(Panel::Network, on),
        inside(screen.panels, Panel::Network, || table(&screen.scene, on))
    )
}

fn table(scene: &Scene, on: &Callback<Msg>) -> Html {
    let ids: Vec<_> = scene.servers.iter().map(|server| server.id).collect();
    let is_any_cut = scene.links.iter().any(|link| link.cut != LinkCut::None);
    let receiver =
        |&id: &ServerId| markup!(r#"<th scope="col" key={}>{}</th>"#, id.0, badge(Some(id)));
    markup!(
        r#"<div class="scroll">
            <table class="net">
                <caption class="vh">Each row sends, each column receives</caption>
                <thead><tr><th>from \ to</th>{}</tr></thead>
                <tbody>{}</tbody>
            </table>
        </div>
        <button disabled={} onclick={}>Heal all links</button>"#,
        ids.iter().map(receiver).collect::<Vec<_>>(),
        ids.iter().map(|&from| row(from, &ids, scene, on)).collect::<Vec<_>>(),
        !is_any_cut,
        says(on, Msg::Act(Action::HealAll))
    )
}

fn row(from: ServerId, ids: &[ServerId], scene: &Scene, on: &Callback<Msg>) -> Html {
    let cell = |&to: &ServerId| markup!("<td key={}>{}</td>", to.0, switch(from, to, scene, on));
    markup!(
        r#"<tr key={}><th scope="row">{}</th>{}</tr>"#,
        from.0,
        badge(Some(from)),
        ids.iter().map(cell).collect::<Vec<_>>()
    )
}

fn switch(from: ServerId, to: ServerId, scene: &Scene, on: &Callback<Msg>) -> Html {
    if from == to {
        return markup!("<span></span>");
    }
    let reaches = !is_cut(from, to, scene);
    let (from_node, to_node) = (Node::Server(from), Node::Server(to));
    let action = if reaches {
        Action::Cut { from: from_node, to: to_node, both_ways: false }
    } else {
        Action::Heal { from: from_node, to: to_node, both_ways: false }
    };
    markup!(
        "<button aria-pressed={} aria-label={} onclick={}>{}</button>",
        if reaches { "true" } else { "false" },
        format!("{from} reaches {to}"),
        says(on, Msg::Act(action)),
        icon(if reaches { IconName::Tick } else { IconName::Cross })
    )
}

fn is_cut(from: ServerId, to: ServerId, scene: &Scene) -> bool {
    scene.links.iter().any(|link| match link.cut {
        LinkCut::None => false,
        LinkCut::Both => (link.a, link.b) == (from, to) || (link.b, link.a) == (from, to),
        LinkCut::AToB => (link.a, link.b) == (from, to),
        LinkCut::BToA => (link.b, link.a) == (from, to),
    })
}
