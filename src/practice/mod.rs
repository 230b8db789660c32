//! Practice: exam questions without end. A question is made from its family and a seed, and
//! the Raft core answers it.
//!
//! ```
//! use raft_lunch::practice::{Family, Grade, Question};
//!
//! let question = Question::new(Family::Votes, 7);
//! assert_eq!(question, Question::new(Family::Votes, 7));
//! let right = question.right().answer.clone();
//! assert_eq!(question.grade(&right), Grade::Right);
//! assert!(question.options.iter().filter(|option| !option.is_right()).count() >= 2);
//! ```
//!
//! A [`Question`] has all that a page needs: the servers as values to draw ([`Setting`]; what is asked
//! about is not in it), what is asked ([`Ask`]) and how ([`Kind`]), the options in the order in
//! which they are offered, why the right one is right ([`Why`]), and, but for logs that cannot
//! come about and for histories, the run in which it is seen ([`Play`]): show it at
//! `play.at`, and after the answer play `play.whole(None)` on to `play.until`; with
//! `belief.off()` instead of `None` it is the run of a Raft that works as the belief has it.
//! A client's question shows no servers, so neither should its run before the answer. Where
//! servers are picked or a number is given, an answer need not be among the options:
//! `grade` knows. `words::LanguageTag::practice` says all of it. A module that is fetched with
//! practice makes the questions, and hands them to the page as a [`QuestionSheet`].
//!
//! A wrong option is right by a [`Belief`]: the same core with one rule off, or asked about
//! what somebody sees who misreads the rule. [`Question::answer_of`] finds that out anew.
//! A [`Record`] keeps what a learner has shown; it says what to ask next.
//!
//! | file | what it holds |
//! |---|---|
//! | `family`, `belief` | the twelve families, and what wrong answers believe |
//! | `question`, `families` | a question, its options, how an answer is graded; and who makes which |
//! | `apart` | what sets an answer apart from the right one, where no belief leads to it |
//! | `setting`, `play` | what it shows, and the run in which its answer is seen |
//! | `rough`, `dice` | runs in which things go wrong, and their dice |
//! | `votes`, `electable` | who gets a vote, and who can be elected |
//! | `committed`, `commit_index` | what is committed, what could be lost, and what a message changes |
//! | `fields`, `repair`, `crash` | what a leader sends, and what becomes of logs |
//! | `tolerance`, `reachable` | how many may fail, and what logs there can be |
//! | `client`, `read`, `linearizable` | what clients may rely on |
//! | `record` | what a learner has shown, and what to ask next |
//! | `set`, `export` | a teacher's set, and answers as files |
//! | `sheet` | a question as it is handed to a page, and what a page hands back |
#![deny(clippy::float_arithmetic)]

mod apart;
mod belief;
mod client;
mod commit_index;
mod committed;
mod crash;
mod dice;
mod electable;
mod export;
mod families;
mod family;
mod fields;
mod linearizable;
mod play;
mod question;
mod reachable;
mod read;
mod record;
mod repair;
mod rough;
mod set;
mod setting;
mod sheet;
mod tolerance;
mod votes;

pub use apart::Apart;
pub use belief::Belief;
pub use client::{Conclusion, Told};
pub use crash::Remains;
pub use export::{Answered, Outcome, to_csv, to_json};
pub use family::Family;
pub use fields::News;
pub use linearizable::TimedOperation;
pub use play::{Off, Play};
pub use question::{Answer, Ask, Choice, Grade, Kind, MOST_CHOICES, Question, Why};
pub use read::WaitingRead;
pub use record::{BeliefRecord, BeliefStanding, Day, ENOUGH, Record};
pub use set::{MOST_QUESTIONS, PracticeSet, SetComplaint};
pub use setting::{FollowerView, ServerView, Setting};
pub use sheet::{
    BeliefText, GivenAnswer, Pick, PracticeTexts, QuestionSheet, QuestionWanted, SheetOption,
};
