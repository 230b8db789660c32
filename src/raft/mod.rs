//! The Raft protocol: one server as a pure state machine.
//!
//! There is no clock here, no randomness and no I/O. A timeout is an input; what
//! must become durable, what may then be sent, and which timer to start are
//! outputs. The names are those of "In Search of an Understandable Consensus
//! Algorithm" (extended version; "the paper") and of Ongaro's thesis.
//!
//! ```
//! use raft_lunch::raft::*;
//!
//! let alone = Configuration::new([ServerId(1)]);
//! let (mut server, outputs) =
//!     Server::start(ServerId(1), alone, Rules::default(), PersistentState::default());
//! assert_eq!(outputs, [Output::StartTimer(Timer::Election)]);
//!
//! // Its timeout passes: it votes for itself, and must store that first.
//! let outputs = server.step(Input::ElectionTimeout);
//! let write = outputs.iter().find_map(|output| match output {
//!     Output::Persist(write) => Some(write.id),
//!     _ => None,
//! });
//! assert!(!server.is_leader());
//!
//! // The vote is durable: a majority of one leads, and appends its no-op.
//! server.step(Input::Persisted(write.expect("a vote is always stored")));
//! assert!(server.is_leader());
//! assert_eq!((server.log().last_index(), server.commit_index()), (1, 0));
//!
//! // The no-op is durable: it is committed.
//! server.step(Input::Persisted(2));
//! assert_eq!(server.commit_index(), 1);
//! ```
//!
//! | file | what it holds |
//! |---|---|
//! | `types`, `message`, `io` | the nouns: entries, messages, inputs and outputs |
//! | `server` | the state of figure 2, terms, what a step has in common |
//! | `election` | RequestVote, both sides |
//! | `leading`, `following` | AppendEntries, both sides |
//! | `commit` | when an entry is committed, and why it is not yet |
//! | `log`, `progress`, `configuration` | pure parts, tested alone |
//! | `durability` | what of the state is on disk already |
//! | `decision` | every choice, with its reason |
//! | `rules` | the protections, as switches |
#![deny(clippy::float_arithmetic)]

mod commit;
mod configuration;
mod decision;
mod durability;
mod election;
mod following;
mod io;
mod leading;
mod log;
mod message;
mod progress;
mod rules;
mod server;
mod types;

pub use commit::CommitStatus;
pub use configuration::Configuration;
pub use decision::{
    AppendRejection, Decision, IgnoredReply, Impossible, RoleName, StepDown, VoteDenial,
};
pub use io::{Input, LogWrite, Output, PersistentState, Timer, Write, WriteId};
pub use log::{Log, MAX_ENTRIES_PER_MESSAGE};
pub use message::{
    AppendEntries, AppendEntriesReply, AppendOutcome, ConflictHint, Message, RequestVote,
    RequestVoteReply,
};
pub use progress::{Pace, Progress};
pub use rules::{Rule, Rules};
pub use server::{Role, Server};
pub use types::{Command, Entry, Index, Payload, ServerId, Term};
