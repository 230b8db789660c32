//! The two pictures. What people and servers look like is text from `view`; here
//! it gets its place, and what can happen to it.

mod actor;
mod bubble;
mod cluster;
mod link;
mod lunch;
mod menu;
mod message;
mod notebook;

use std::rc::Rc;

use yew::{AttrValue, Callback, Html};

use crate::app::{Anchor, Menu, Msg};
use crate::cluster::{ClientId, FlightId, Node};
use crate::diagram::Causes;
use crate::screen::Scene;

pub use cluster::cluster_stage;
pub use lunch::lunch_stage;
pub use menu::{MenuFocus, menu_popup};

/// The client, and the asker.
const ASKER: Node = Node::Client(ClientId(1));

/// What a picture is drawn from.
pub struct StageProps {
    /// What is drawn.
    pub scene: Rc<Scene>,
    /// Who is pointed at, in either picture.
    pub marked: Option<Node>,
    /// The message that is being read.
    pub hot: Option<FlightId>,
    /// The open menu, if it is in this picture, and where it is.
    pub menu: Option<(Menu, Anchor)>,
    /// Whether nothing may travel: messages lie half-way, on an arrow.
    pub still: bool,
    /// What led to the event that is pointed at, and what followed.
    pub causes: Option<Rc<Causes>>,
    /// Where messages go.
    pub on: Callback<Msg>,
}

/// The open menu over a picture, or nothing.
fn popup(props: &StageProps) -> Option<Html> {
    let (menu, anchor) = props.menu.as_ref()?;
    Some(menu_popup(menu, anchor.at, &props.on))
}

/// SVG text as a node.
pub fn drawing(svg: impl Into<AttrValue>) -> Html {
    Html::from_html_unchecked(svg.into())
}
