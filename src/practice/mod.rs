//! Practice: exam questions without end. A question is made from its family and a seed, and
//! the Raft core answers it.
//!
//! | file | what it holds |
//! |---|---|
//! | `family`, `belief` | the twelve families, and what wrong answers believe |
//! | `question` | a question, its options, and how an answer is graded |
//! | `setting`, `play` | what it shows, and the run in which its answer is seen |
//! | `rough`, `dice` | runs in which things go wrong, and their dice |
//! | `votes`, `electable` | who gets a vote, and who can be elected |
//! | `committed` | what is committed, and what could be lost |
#![deny(clippy::float_arithmetic)]

mod belief;
mod committed;
mod dice;
mod electable;
mod family;
mod play;
mod question;
mod rough;
mod setting;
mod votes;

pub use belief::Belief;
pub use family::Family;
pub use play::{Off, Play};
pub use question::{Answer, Ask, Choice, Grade, Kind, MOST_CHOICES, Question, Why};
pub use setting::{FollowerView, ServerView, Setting};
