//! Scenario files: a set-up, a script and what is expected of it, as JSON that teachers
//! write by hand. `docs/scenarios.md` teaches the format.
//!
//! ```
//! use raft_lunch::scenario::{ScenarioFile, compile};
//!
//! let file = ScenarioFile::from_json(
//!     r#"{
//!         "version": 1, "title": "One lunch", "seed": 7, "servers": 3,
//!         "steps": [
//!             { "until": { "leader": "any" } },
//!             { "propose": "SET A 1" },
//!             { "until": { "answer": "applied" } }
//!         ],
//!         "expect": [{ "server": "leader", "store": { "A": "1" } }]
//!     }"#,
//! )
//! .expect("it is a scenario");
//! let compiled = compile(&file).expect("it can be played");
//! assert_eq!(compiled.failures().count(), 0);
//! ```
//!
//! A file is *compiled*: it is played once, and every step that does something becomes an
//! action at its time. What comes out is a run like any other, with the same events.
//!
//! | room | what it holds |
//! |---|---|
//! | `format` | what a file is made of, as types |
//! | `read` | from a text to a file, and what is wrong with one |
//! | `play` | from a file to a run |
//! | `expect` | what a file expects, and what is so instead |
//! | `record` | runs, events and states as JSON |
//! | `translation` | a file in another language |
#![deny(clippy::float_arithmetic)]

mod expect;
mod format;
mod play;
mod read;
mod record;
mod translation;

pub use format::*;
pub use play::*;
pub use read::*;
pub use record::*;
pub(crate) use translation::{Check, HOLES, Shared};
pub use translation::{Translation, TranslationErrors};
