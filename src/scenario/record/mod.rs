//! Back to JSON.
//!
//! | file | what it holds |
//! |---|---|
//! | `events` | events and states for others' tools |
//! | `saved` | a run as a scenario file |

pub(super) mod events;
pub(super) mod saved;

pub use events::{RECORD_VERSION, event_record, state_record};
pub use saved::{saved, saved_script};
