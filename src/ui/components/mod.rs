//! What is around the pictures. Each component is a function of its properties, and says
//! what happened to it as a message.
//!
//! | file | what it holds |
//! |---|---|
//! | `header`, `notice`, `story`, `about` | what is said over the pictures |
//! | `story_line` | the story's chapters, and what there is to try |
//! | `controls`, `transport`, `propose_form`, `embed` | what the reader acts with |
//! | `scenarios`, `share`, `switches`, `conditions` | panels that open from the controls |
//! | `timeline`, `diagram` | the run in time |
//! | `tally`, `inspector` | what lies under each picture |
//! | `logs`, `verdict`, `feed` | what is below |
//! | `in_flight`, `network_table`, `history`, `keys`, `legend` | cards that are closed at first |
//! | `popup_panel`, `disclosure`, `choice_field`, `slider`, `fields` | what others are made of |
//! | `icon`, `badge`, `mark` | small pictures |

mod about;
mod badge;
mod choice_field;
mod conditions;
mod controls;
mod diagram;
mod disclosure;
mod embed;
mod feed;
mod fields;
mod header;
mod history;
mod icon;
mod in_flight;
mod inspector;
mod keys;
mod legend;
mod logs;
mod mark;
mod network_table;
mod notice;
mod popup_panel;
mod propose_form;
mod scenarios;
mod share;
mod slider;
mod story;
mod story_line;
mod switches;
mod tally;
mod timeline;
mod transport;
mod verdict;

pub use about::About;
pub use badge::badge;
pub use conditions::Conditions;
pub use controls::Controls;
pub use diagram::Diagram;
pub use embed::EmbedControls;
pub use feed::Feed;
pub use fields::field_list;
pub use header::Header;
pub use history::History;
pub use icon::{IconName, icon};
pub use in_flight::InFlight;
pub use inspector::Inspector;
pub use keys::{Keys, open_keys};
pub use legend::Legend;
pub use logs::Logs;
pub use mark::defs;
pub use network_table::NetworkTable;
pub use notice::Notice;
pub use scenarios::Scenarios;
pub use share::Share;
pub use story::Story;
pub use story_line::{Invitation, StoryLine};
pub use switches::Switches;
pub use tally::Tally;
pub use timeline::Timeline;
pub use transport::Transport;
pub use verdict::Verdict;
