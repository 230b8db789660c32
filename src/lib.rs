//! Raft Lunch: a team decides its lunch beside a real Raft cluster, and both are
//! drawn from one stream of events.
//!
//! | module | what it is |
//! |---|---|
//! | [`raft`] | the protocol: one pure state machine per server |
//! | [`cluster`] | a virtual cluster on a virtual clock: actions in, events out |
//! | [`check`] | is it still safe? |
//! | [`run`] | a run, how far it has been played, and the same as text for an address |
//! | [`lunch`] | the events, as the table tells them |
//! | [`why`] | what is waited for |
//! | [`scenario`] | set-ups and scripts as JSON files, and their play |
//! | [`lesson`] | lessons: a run told in cards, with questions that the run decides |
//! | [`practice`] | questions without end, which the core answers |
//! | [`words`] | every sentence that a reader sees |
//! | [`diagram`] | the run in space and time, as values |
//! | [`app`] | what can happen to the page, and what happens then |
//! | [`screen`] | what is shown, as values |
//! | `ui` | the yew app; for wasm32 only, but for the first picture |
//!
//! Dependencies point up this list and never back. ARCHITECTURE.md says why.

pub mod app;
pub mod check;
pub mod cluster;
pub mod diagram;
pub mod lesson;
pub mod lunch;
pub mod practice;
pub mod raft;
pub mod run;
pub mod scenario;
pub mod screen;
#[cfg(any(target_arch = "wasm32", feature = "first-picture"))]
pub mod ui;
pub mod why;
pub mod words;
