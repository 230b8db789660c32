//! Raft Lunch: a team decides its lunch beside a real Raft cluster, and both are
//! drawn from one stream of events.
//!
//! | module | what it is |
//! |---|---|
//! | [`raft`] | the protocol: one pure state machine per server |
//! | [`cluster`] | a virtual cluster on a virtual clock: actions in, events out |
//! | [`history`] | a run, and how far it has been played |
//! | [`check`] | is it still safe? |
//! | [`lunch`] | the events, as the table tells them |
//! | [`why`] | what is waited for |
//! | [`scenario`] | set-ups and scripts as JSON files, and their play |
//! | [`link`] | a run as text for an address |
//! | [`view`] | what is on the screen, as values |
//! | `ui` | the yew app; for wasm32 only |
//!
//! Dependencies point up this list and never back. ARCHITECTURE.md says why.

pub mod check;
pub mod cluster;
pub mod history;
pub mod link;
pub mod lunch;
pub mod raft;
pub mod scenario;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod view;
pub mod why;
