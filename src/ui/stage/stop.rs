//! A picture is one stop for the Tab key: it leads to the leader, or to what had the focus
//! last, and the arrow keys lead to the others, to the links too.

use web_sys::Element;
use yew::prelude::*;

use super::choices::Choices;
use super::{ASKER, StageProps};
use crate::cluster::Node;
use crate::raft::RoleName;
use crate::screen::Scene;
use crate::ui::focus::{elements_in, focus_next};

/// Who in a picture the Tab key leads to: a context of everybody in it.
#[derive(Clone, Debug, PartialEq)]
pub struct TabStop {
    at: Option<Node>,
    /// Called with who has the focus now.
    pub on_focus: Callback<Node>,
}

impl TabStop {
    /// The `tabindex` of a node that can be pressed.
    pub fn index_of(&self, node: Node) -> &'static str {
        if self.at == Some(node) { "0" } else { "-1" }
    }
}

/// The stop of a picture.
#[hook]
pub fn use_tab_stop(props: &StageProps) -> TabStop {
    let last = use_state(|| None::<Node>);
    let choices = use_context::<Choices>();
    let on_focus = use_callback((), {
        let last = last.setter();
        move |node: Node, ()| last.set(Some(node))
    });
    let can_be =
        |node: &Node| choices.as_ref().is_none_or(|choices| choices.purpose_of(*node).is_button());
    let at = (*last).filter(|node| is_there(*node, &props.scene)).filter(can_be);
    let others = props.scene.servers.iter();
    let leader = others.clone().filter(|view| view.role == RoleName::Leader);
    let mut first = leader.chain(others).map(|view| Node::Server(view.id)).chain([ASKER]);
    TabStop { at: at.or_else(|| first.find(can_be)), on_focus }
}

fn is_there(node: Node, scene: &Scene) -> bool {
    node == ASKER || scene.servers.iter().any(|view| Node::Server(view.id) == node)
}

/// Moves the focus by the arrow keys, Home and End among all that can be pressed in a picture:
/// the servers by their numbers, the client, and the links.
pub fn moves_by_arrows() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let Some(here) = event.target_dyn_into::<Element>() else { return };
        let Some(picture) = here.closest(".drawing").ok().flatten() else { return };
        let mut all = elements_in(&picture, "[role=button]");
        all.sort_by_key(number_of);
        if focus_next(&all, &here, &event.key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

/// The number of a server, or of its teammate; what has none comes after them.
fn number_of(element: &Element) -> u16 {
    let number = element.get_attribute("data-number");
    number.and_then(|number| number.parse().ok()).unwrap_or(u16::MAX)
}
