//! Every sentence that a reader sees.
//!
//! | file | what it holds |
//! |---|---|
//! | `language` | what a language has to say |
//! | `chrome` | the words around what is told |
//! | `en` | English |
//! | `paper` | events and decisions in the paper's words |
//! | `fields` | the fields of a message |
//! | `captions` | what is said over the pictures |
//! | `refusals` | why something could not be done |
//! | `waiting` | why not yet |
//! | `numbers` | numbers, times, and texts cut short |

mod captions;
mod chrome;
mod en;
mod fields;
mod language;
mod numbers;
mod paper;
mod refusals;
mod waiting;

pub use captions::{Caption, Topic, caption};
pub use chrome::Chrome;
pub use fields::fields;
pub use language::{Language, Locale};
pub use numbers::{milliseconds, seconds, shorten};
pub use paper::{
    configuration_words, decision_words, entry_words, is_told, kind_title, list, message_title,
    raft_words, short, told,
};
pub use refusals::refusal_words;
pub use waiting::{status_words, waiting_words};
