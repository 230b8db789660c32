//! The load of the benches as wasm, for `cargo xtask perf`. Time is taken outside, by
//! the page's own clock.
#![cfg(target_arch = "wasm32")]

#[path = "../../benches/support/cluster_load.rs"]
mod cluster_load;
#[path = "../../benches/support/history_load.rs"]
mod history_load;

use raft_lunch::run::History;
use wasm_bindgen::prelude::wasm_bindgen;

/// Plays a cluster of five servers under load until so many events have happened.
#[wasm_bindgen]
pub fn play(events: u32) {
    cluster_load::play(5, events as usize, |_, _| {});
}

/// Plays a history until it is full.
#[wasm_bindgen]
pub fn full_history() -> LongRun {
    LongRun { history: history_load::full_history().0 }
}

/// A history that is full.
#[wasm_bindgen]
pub struct LongRun {
    history: History,
}

#[wasm_bindgen]
impl LongRun {
    /// How many events it has.
    pub fn events(&self) -> u32 {
        u32::try_from(self.history.len()).unwrap_or(u32::MAX)
    }

    /// How many places there are to go to.
    pub fn seeks(&self) -> u32 {
        u32::try_from(history_load::SEEKS).unwrap_or(u32::MAX)
    }

    /// Goes to one of them.
    pub fn seek(&mut self, seek: u32) {
        self.history.seek(history_load::place(seek as usize));
    }
}
