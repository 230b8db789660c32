//! The two pictures. What people and servers look like is text from `screen`; here
//! it gets its place, and what can happen to it.
//!
//! | file | what it holds |
//! |---|---|
//! | `lunch`, `teammate`, `notebook`, `speech` | the table |
//! | `cluster`, `server`, `link` | the ring |
//! | `actor`, `wire`, `messages`, `message`, `arrow` | what both are made of |
//! | `choices` | what a lesson asks about, in the pictures |
//! | `stop` | one stop for the Tab key, and the arrow keys |
//! | `menu` | what can be done to the thing that was clicked |
//! | `tag` | why something is not done yet |

mod actor;
mod arrow;
mod choices;
mod cluster;
mod link;
mod lunch;
mod menu;
mod message;
mod messages;
mod notebook;
mod server;
mod speech;
mod stop;
mod tag;
mod teammate;
mod wire;

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, html};

use crate::app::{Anchor, Menu, Point};
use crate::cluster::{ClientId, FlightId, Node};
use crate::diagram::Causes;
use crate::screen::{Format, Scene, WaitingTag};

pub use choices::Choices;
pub use cluster::ClusterStage;
pub use lunch::LunchStage;
pub use menu::MenuPopup;

/// The client, and the asker.
const ASKER: Node = Node::Client(ClientId(1));

/// The properties of a picture.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// The picture.
    pub scene: Rc<Scene>,
    /// What waits.
    #[prop_or_default]
    pub waiting: Rc<Vec<Rc<WaitingTag>>>,
    /// The server or client that is pointed at, in either picture.
    #[prop_or_default]
    pub marked: Option<Node>,
    /// The message that is being read.
    #[prop_or_default]
    pub hot: Option<FlightId>,
    /// The open menu, if it is in this picture.
    #[prop_or_default]
    pub menu: Option<(Rc<Menu>, Anchor)>,
    /// True if nothing may travel: messages lie on an arrow.
    pub is_still: bool,
    /// The past and the future of the event that is pointed at.
    #[prop_or_default]
    pub causes: Option<Rc<Causes>>,
}

/// The classes of a picture of this shape, and its drawing space.
fn shape(format: Format) -> (&'static str, String) {
    let class = match format {
        Format::Wide => "stage",
        Format::Tall => "stage tall",
    };
    (class, format!("0 0 {} {}", format.width(), format.height()))
}

/// What a picture says, where it has a place for that.
fn motto_text(place: Option<Point>, words: &'static str) -> Html {
    html! {
        if let Some(Point { x, y }) = place {
            <text class="motto" x={x.to_string()} y={y.to_string()}>{words}</text>
        }
    }
}

/// SVG text as a node.
pub fn drawing(svg: impl Into<AttrValue>) -> Html {
    Html::from_html_unchecked(svg.into())
}
