//! "Why?" and "why not yet?": what caused something, what something waits for, and what
//! would bring it about. The answers are values, computed from the run and by the
//! predicates with which the core decides; `words` puts them into sentences.
//!
//! | file | what it holds |
//! |---|---|
//! | `waiting` | what has not happened yet, and what it waits for |
//! | `remedy` | what brings it about: tried on a fork of the run before it is offered |
//! | `cures` | what could be tried |
//! | `question` | what can be asked of a thing, as it is just now |
//! | `chain` | the events that led to something |
//! | `code` | the functions of the core that decided it |
//! | `excerpts` | their lines, cut while the page is built |
#![deny(clippy::float_arithmetic)]

mod chain;
mod code;
mod cures;
mod excerpts;
mod question;
mod remedy;
mod waiting;

pub use chain::{Chain, Link, MOST_LINKS, chain};
pub use code::{CodePlace, code_of, code_of_decision, code_of_event};
pub use cures::Cure;
pub use excerpts::{Excerpt, Excerpts, cut_function};
pub use question::{
    Question, question_of_client, question_of_entry, question_of_event, question_of_removed,
    question_of_server, questions_of_log,
};
pub use remedy::{Moment, NotYet, Remedy, is_over, not_yet};
pub use waiting::{Waiting, waiting};
