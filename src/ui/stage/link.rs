//! The link between two servers, with its menu.

use web_sys::Element;
use yew::prelude::*;

use super::actor::opens_by_key;
use super::wire::{ends, wire};
use crate::app::{Anchor, Msg, Pane, Target};
use crate::cluster::LinkCut;
use crate::screen::{Format, LinkView, path};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::focus_sibling;

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
    /// True for one of all links; the arrow keys lead to the others.
    pub is_tab_stop: bool,
}

/// A wire that can be clicked.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().stage);
    let LinkProps { view, format, n, is_used, is_dead, is_tab_stop } = props;
    let (p, middle, q) = ends(view, *format, *n);
    let (target, anchor) =
        (Target::Link(view.a, view.b), Anchor { pane: Pane::Cluster, at: middle });
    let open = opens_by_key(&dispatch, target, anchor);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let here = event.target_dyn_into::<Element>();
        if here.is_some_and(|here| focus_sibling(&here, &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
        open.emit(event);
    });
    // One stop for all of them, and it says how to get to the others.
    let label = match is_tab_stop {
        true => format!("{}. {}", view.label, words.other_links),
        false => view.label.clone(),
    };
    let class = match view.cut {
        LinkCut::None => "link cut-none",
        LinkCut::Both => "link cut-both",
        LinkCut::AToB => "link cut-ab",
        LinkCut::BToA => "link cut-ba",
    };
    html! {
        <g class={classes!(class, is_used.then_some("is-used"), is_dead.then_some("is-dead"))}
            tabindex={if *is_tab_stop { "0" } else { "-1" }} role="button"
            aria-haspopup="menu" aria-label={label}
            onclick={dispatch.on(Msg::OpenMenu(target, anchor))} {onkeydown}>
            <path class="hit" d={path(&['M', 'L'], &[p, q])}/>
            {wire(view, *format, *n)}
        </g>
    }
}
