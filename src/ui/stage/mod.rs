//! The two pictures. What people and servers look like is text from `screen`; here
//! it gets its place, and what can happen to it.
//!
//! | file | what it holds |
//! |---|---|
//! | `lunch`, `teammate`, `notebook`, `speech` | the table |
//! | `cluster`, `server`, `link` | the ring |
//! | `actor`, `wire`, `messages`, `message`, `arrow` | what both are made of |
//! | `menu` | what can be done to the thing that was clicked |

mod actor;
mod arrow;
mod cluster;
mod link;
mod lunch;
mod menu;
mod message;
mod messages;
mod notebook;
mod server;
mod speech;
mod teammate;
mod wire;

use yew::{AttrValue, Html};

use crate::cluster::{ClientId, Node};

pub use cluster::ClusterStage;
pub use lunch::LunchStage;
pub use menu::MenuPopup;

/// The client, and the asker.
const ASKER: Node = Node::Client(ClientId(1));

/// SVG text as a node.
pub fn drawing(svg: impl Into<AttrValue>) -> Html {
    Html::from_html_unchecked(svg.into())
}
