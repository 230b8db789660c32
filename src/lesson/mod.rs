//! Lessons: a run that is told in cards. A card says something, lets the run go on, asks what
//! will happen, and explains what did. `docs/lessons.md` teaches the format.
//!
//! A lesson is written as JSON, with a scenario in it, and *compiled*: its run is played, and
//! what its conditions mean is found out. So the build knows that each question has its
//! answer, and the page needs no conditions and no JSON decoder to teach it.
//!
//! | file | what it holds |
//! |---|---|
//! | `file`, `read` | a lesson as its author writes it, and what is wrong with one |
//! | `compile`, `playing`, `holes` | from a file to a lesson: the run decides |
//! | `compiled` | a lesson as the page has it |
//! | `shelf` | the lessons that there are, in groups |
//! | `schema` | the published JSON Schema |

mod compile;
mod compiled;
mod file;
mod holes;
mod playing;
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod shelf;

pub use compile::compile_lesson;
pub use compiled::{AnswerOption, Card, Lesson, LessonError, PickCount, Question, Stop};
pub use file::{Ask, AskOption, Explain, LessonFile, LessonStep, Play, Say};
pub use read::{MAX_LESSON_STEPS, MAX_OPTIONS};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::lesson_schema;
pub use shelf::{Shelf, ShelfFile, ShelfGroup, ShelfLesson, is_lesson_name};
