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
//! | file | what it holds |
//! |---|---|
//! | `file`, `step`, `claim` | the parts of a file |
//! | `step_form`, `several` | how steps and lists stand in it |
//! | `quantity`, `name`, `who`, `rules` | the words in it: times, shares, names, servers |
//! | `schema` | its JSON Schema; native only |
//! | `decode`, `shape`, `sentences`, `place` | reading it, and what is wrong with its text, and where |
//! | `hints` | what is allowed, and perhaps not meant |
//! | `check`, `limits` | what is wrong with what it says |
//! | `setup`, `moment`, `doing`, `picking` | what it sets up, what its words mean then, and what its steps do |
//! | `play` | playing it |
//! | `judge`, `facts`, `predicates`, `traffic`, `logs`, `words` | what it expects, and what is so, as sentences |
//! | `write` | a run as a file |
//! | `record` | events and states as JSON for others' tools |
#![deny(clippy::float_arithmetic)]

mod check;
mod claim;
mod decode;
mod doing;
mod facts;
mod file;
mod hints;
mod judge;
mod limits;
mod logs;
mod moment;
mod name;
mod picking;
mod place;
mod play;
mod predicates;
mod quantity;
mod record;
mod rules;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod sentences;
mod setup;
mod several;
mod shape;
mod step;
mod step_form;
mod traffic;
mod who;
mod words;
mod write;

pub use check::{MAX_ABOUT_CHARS, MAX_EXPECTATIONS, MAX_STEPS, MAX_TITLE_CHARS};
pub use claim::{AnswerClaim, Claim, InFlight, LogEntry};
pub use decode::{FileError, MAX_FILE_BYTES};
pub use file::{RulesPart, ScenarioFile, ServerPart, Servers, StartServer, TimingPart, Version};
pub use hints::Hint;
pub use limits::MAX_TIMES;
pub use name::{DiskState, Extension, Kind, Name, Named};
pub use place::{line_of, place_words};
pub use play::{Compiled, Expected, MAX_EVENTS, MAX_FAILURES, compile};
pub use quantity::{Duration, Share, Span};
pub use record::{RECORD_VERSION, event_record, state_record};
pub use rules::AnyRule;
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use several::Several;
pub use step::{
    Change, Clock, Compact, Delay, Link, LinkPart, Membership, NetworkPart, Pick, Poll, Propose,
    ProtocolPart, Repeat, Step, TearDisk, Through, Transfer, Verb,
};
pub use traffic::Count;
pub use who::{End, Label, Leader, MAX_NAME_CHARS, ServerKey, ServerRef, Which};
pub use write::{saved, saved_script};
