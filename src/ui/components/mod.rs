//! What is drawn. Each component is a function of its properties, and says what
//! happened to it as a message.

mod conditions;
mod controls;
mod diagram;
mod embed;
mod feed;
mod header;
mod history;
mod in_flight;
mod inspector;
mod keys;
mod logs;
mod marks;
mod network_table;
mod notice;
mod panel;
mod sharing;
mod story;
mod switches;
mod tally;
mod timeline;
mod verdict;

pub use controls::controls;
pub use diagram::diagram;
pub use embed::embed_controls;
pub use feed::feed;
pub use header::header;
pub use history::history;
pub use in_flight::in_flight;
pub use inspector::{fields, inspector};
pub use keys::keys;
pub use logs::logs;
pub use marks::{defs, legend};
pub use network_table::network_table;
pub use notice::notice;
pub use sharing::{about, list};
pub use story::story;
pub use tally::tally_board;
pub use timeline::timeline;
pub use verdict::verdict;
