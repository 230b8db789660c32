//! Playing a file: its steps become a run.
//!
//! | file | what it holds |
//! |---|---|
//! | `script` | step after step |
//! | `actions` | what a step does to the cluster |
//! | `selection` | which messages a step means |
//! | `moment`, `traffic` | what the words of a script mean at a moment |
//! | `witness` | whether a claim is so, while the run is played again |

pub(super) mod actions;
pub(super) mod moment;
pub(super) mod script;
pub(super) mod selection;
pub(super) mod traffic;
pub(super) mod witness;

pub use script::{
    Compiled, Expected, Fork, MAX_FAILURES, MAX_SCRIPT_EVENTS, compile, compile_fork,
};
pub use traffic::MessageCount;
pub use witness::Witness;
