//! The lunch: the same events, told as a team's decision, and what there is to try next.
//! There is no simulation here, no timer and no state, so the lunch cannot disagree with the
//! run. What is said is in `words`.

mod beat;
mod chapter;
mod choices;
mod person;
mod team;

pub use beat::{Beat, BeatKind, beat};
pub use chapter::Chapter;
pub use choices::{Choice, can_decide, is_settled, two_tables};
pub use person::PersonState;
pub use team::{
    ASKER, DISHES, MAX_NAME_CHARS, Team, TeamComplaint, Teammate, in_their_names, teammate,
};
