//! What is drawn. Each component is a function of its properties, and says what
//! happened to it as a message.

mod announcer;
mod bubble;
mod cluster_stage;
mod conditions;
mod controls;
mod embed;
mod feed;
mod header;
mod in_flight;
mod inspector;
mod keys;
mod link;
mod logs;
mod lunch_stage;
mod marks;
mod menu_popup;
mod network_table;
mod notebook;
mod notice;
mod person;
mod server_node;
mod story;
mod tally;
mod verdict;

pub use announcer::Announcer;
pub use cluster_stage::ClusterStage;
pub use controls::Controls;
pub use embed::EmbedControls;
pub use feed::Feed;
pub use header::Header;
pub use in_flight::InFlight;
pub use inspector::Inspector;
pub use keys::Keys;
pub use logs::Logs;
pub use lunch_stage::LunchStage;
pub use marks::{Defs, Legend};
pub use network_table::NetworkTable;
pub use notice::Notice;
pub use story::Story;
pub use tally::TallyBoard;
pub use verdict::Verdict;
