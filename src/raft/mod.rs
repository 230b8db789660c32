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
//! let alone = PersistentState::bootstrap(Configuration::new([ServerId(1)]));
//! let (mut server, outputs) =
//!     Server::start(ServerId(1), Settings::default(), alone);
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
//! | `types`, `message`, `io`, `request` | the nouns: entries, messages, inputs and outputs, what can be asked |
//! | `server` | the state of figure 2, terms, what a step has in common |
//! | `election`, `prevote` | RequestVote and PreVote, both sides |
//! | `leading`, `following` | AppendEntries, both sides |
//! | `commit` | when an entry is committed, and why it is not yet |
//! | `changing` | changes of membership |
//! | `snapshot` | compaction, and InstallSnapshot, both sides |
//! | `reading`, `transfer`, `lease` | ReadIndex, TimeoutNow, CheckQuorum |
//! | `log`, `progress`, `configuration`, `membership`, `quorum` | pure parts, tested alone |
//! | `durability` | what of the state is on disk already |
//! | `decision` | every choice, with its reason |
//! | `rules` | the protections, as switches, and the extensions |
#![deny(clippy::float_arithmetic)]

mod changing;
mod commit;
mod configuration;
mod decision;
mod durability;
mod election;
mod following;
mod io;
mod leading;
mod lease;
mod log;
mod membership;
mod message;
mod prevote;
mod progress;
mod quorum;
mod reading;
mod request;
mod rules;
mod server;
mod snapshot;
mod transfer;
mod types;

pub use commit::CommitStatus;
pub use configuration::Configuration;
pub use decision::{
    AppendRejection, Decision, IgnoredReply, Impossible, NotStanding, RoleName, SnapshotNotNeeded,
    StepDown, VoteDenial,
};
pub use io::{Input, LogWrite, Output, PersistentState, Timer, Write, WriteId};
pub use lease::Lease;
pub use log::Log;
pub use message::{
    AppendEntries, AppendEntriesReply, AppendOutcome, ConflictHint, InstallSnapshot,
    InstallSnapshotReply, Message, PreVote, PreVoteReply, RequestVote, RequestVoteReply,
    TimeoutNow,
};
pub use progress::{Pace, Progress};
pub use quorum::{Count, Quorum, Tally};
pub use reading::PendingRead;
pub use request::{MembershipChange, Request, RequestRefusal};
pub use rules::{Extensions, Rule, Rules, Settings};
pub use server::{Leadership, Role, Server};
pub use snapshot::Snapshot;
pub use types::{Command, Entry, Index, Payload, ReadId, Round, ServerId, Term};
