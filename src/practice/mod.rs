//! Practice: exam questions without end. A question is made from its family and a seed, and
//! the Raft core answers it.
//!
//! | file | what it holds |
//! |---|---|
//! | `family`, `belief` | the twelve families, and what wrong answers believe |
//! | `question`, `families` | a question, its options, how an answer is graded; and who makes which |
//! | `setting`, `play` | what it shows, and the run in which its answer is seen |
//! | `rough`, `dice` | runs in which things go wrong, and their dice |
//! | `votes`, `electable` | who gets a vote, and who can be elected |
//! | `committed`, `commit_index` | what is committed, what could be lost, and what a message changes |
//! | `fields`, `repair`, `crash` | what a leader sends, and what becomes of logs |
//! | `tolerance`, `reachable` | how many may fail, and what logs there can be |
//! | `client`, `read`, `linearizable` | what clients may rely on |
#![deny(clippy::float_arithmetic)]

mod belief;
mod client;
mod commit_index;
mod committed;
mod crash;
mod dice;
mod electable;
mod families;
mod family;
mod fields;
mod linearizable;
mod play;
mod question;
mod reachable;
mod read;
mod repair;
mod rough;
mod setting;
mod tolerance;
mod votes;

pub use belief::Belief;
pub use client::{Conclusion, Told};
pub use crash::Remains;
pub use family::Family;
pub use fields::News;
pub use linearizable::TimedOperation;
pub use play::{Off, Play};
pub use question::{Answer, Ask, Choice, Grade, Kind, MOST_CHOICES, Question, Why};
pub use read::WaitingRead;
pub use setting::{FollowerView, ServerView, Setting};
