//! Every sentence that a reader sees.
//!
//! | file | what it holds |
//! |---|---|
//! | `language` | what a language has to say |
//! | `chrome`, `help` | the words around what is told, and those of the help |
//! | `en`, `zh`, `es` | English, Chinese, Spanish |
//! | `locale` | which languages there are |
//! | `captions` | what is said over the pictures |
//! | `told` | an event as it is told twice |
//! | `notices`, `offers`, `comparison`, `fate` | what else there is to be said, as values |
//! | `tag` | the words on the tag of what waits |
//! | `practice` | what a language has to say about practice questions |
//! | `sentences` | sentences that were made in English, in another language |
//! | `shorten` | how wide a text is, and texts cut short |

mod captions;
mod chrome;
mod comparison;
mod en;
mod es;
mod fate;
mod help;
mod language;
mod locale;
mod notices;
mod offers;
mod practice;
mod sentences;
mod shorten;
mod tag;
mod told;
mod zh;

pub use captions::{Caption, Enough, Highlight, Share, Topic, caption};
pub use chrome::{Chrome, FileWords, LessonWords, OwnWords};
pub use comparison::{Compared, Comparison, EntryChange, LeaderChange};
pub use fate::{Fate, WayEnd};
pub use help::{KeyWords, LegendWords, Pair};
pub use language::Language;
pub use locale::{LanguageTag, Locale};
pub use notices::{BadAddress, HostError, Mistyped, NoEdit, Notice, Wanted};
pub use offers::Offer;
pub use practice::{BeliefWords, PracticeLanguage, PracticeWords};
pub use shorten::{letters, shorten};
pub use tag::TagWords;
pub use told::{Told, is_told, told};
