//! The lunch: the same events, told as a team's decision. There is no simulation
//! here, no timer and no state, so the lunch cannot disagree with the run.

mod beat;
mod note;
mod team;

pub use beat::{Beat, beat, final_lines};
pub use note::note;
pub use team::{ASKER, Teammate, dish_of, guest_list, join_names, line_text, teammate};
