//! Raft Lunch: a team decides its lunch beside a real Raft cluster.

pub mod check;
pub mod cluster;
pub mod history;
pub mod lunch;
pub mod raft;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod view;
pub mod why;
