//! The link between two servers, with its menu. The arrow keys lead to it from the servers.

use yew::prelude::*;

use super::actor::opens_by_key;
use super::wire::{ends, wire};
use crate::app::{Anchor, Msg, Pane, Target};
use crate::cluster::LinkCut;
use crate::screen::{Format, LinkView, path};
use crate::ui::context::use_dispatch;

/// The properties of [`Link`].
#[derive(Properties, PartialEq)]
pub struct LinkProps {
    /// The link.
    pub view: LinkView,
    /// The shape of the picture.
    pub format: Format,
    /// The number of servers.
    pub n: usize,
    /// True if the leader is at one of its ends.
    pub is_used: bool,
    /// True if a server at one of its ends is down.
    pub is_dead: bool,
}

/// A wire that can be clicked.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let dispatch = use_dispatch();
    let LinkProps { view, format, n, is_used, is_dead } = props;
    let (p, middle, q) = ends(view, *format, *n);
    let (target, anchor) =
        (Target::Link(view.a, view.b), Anchor { pane: Pane::Cluster, at: middle });
    let class = match view.cut {
        LinkCut::None => "link cut-none",
        LinkCut::Both => "link cut-both",
        LinkCut::AToB => "link cut-ab",
        LinkCut::BToA => "link cut-ba",
    };
    html! {
        <g class={classes!(class, is_used.then_some("is-used"), is_dead.then_some("is-dead"))}
            tabindex="-1" role="button" aria-haspopup="menu" aria-label={view.label.clone()}
            onclick={dispatch.on(Msg::OpenMenu(target, anchor))}
            onkeydown={opens_by_key(&dispatch, target, anchor)}>
            <path class="hit" d={path(&['M', 'L'], &[p, q])}/>
            {wire(view, *format, *n)}
        </g>
    }
}
