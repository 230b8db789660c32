//! Lessons: a run that is told in cards. A card says something, lets the run go on, asks what
//! will happen, and explains what did. `docs/lessons.md` teaches the format.
//!
//! A lesson is written as JSON, with a scenario in it, and *compiled*: its run is played, and
//! what its conditions mean is found out. So the build knows that each question has its
//! answer, and the page needs no JSON decoder to teach it. The one condition that the page
//! looks at itself is a goal: what the reader shall bring about.
//!
//! | file | what it holds |
//! |---|---|
//! | `file`, `read` | a lesson as its author writes it, and what is wrong with one |
//! | `compile`, `decide`, `playing` | from a file to a lesson: the run decides |
//! | `refute` | what shows that an answer is wrong, where its author doesn't say |
//! | `texts`, `holes`, `links` | what fills a text, and where its links lead |
//! | `goal`, `goal_of` | what the reader shall bring about |
//! | `compiled` | a lesson as the page has it |
//! | `shelf`, `glossary` | the lessons that there are, in groups; the words that are explained |
//! | `translation` | all of that in another language |
//! | `schema` | the published JSON Schema |

mod compile;
mod compiled;
mod decide;
mod file;
mod glossary;
mod goal;
mod goal_of;
mod holes;
mod links;
mod playing;
mod read;
mod refute;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod shelf;
mod texts;
mod translation;

pub use compile::compile_lesson;
pub use compiled::{
    AnswerOption, Card, FieldName, Leg, Lesson, LessonError, LookAt, OptionIs, Pace, PaneName,
    PickCount, Question, QuestionKind, Stop, Task,
};
pub use file::{
    Ask, AskFields, AskNumber, AskOption, AskedMessage, Branch, Do, EntryPlace, Explain,
    LessonFile, LessonStep, Play, Pointer, Say, Way,
};
pub use glossary::{Glossary, GlossaryEntry};
pub use goal::{
    Goal, GoalAnswer, GoalFact, GoalWatch, IsViolated, ServerFact, Standings, WhichServers,
};
pub use links::{TextPart, plain_text, text_parts};
pub use read::{MAX_LESSON_STEPS, MAX_OPTIONS, QUIZ_FAMILIES};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::lesson_schema;
pub use shelf::{Shelf, ShelfFile, ShelfGroup, ShelfLesson, is_lesson_name};
pub use translation::check_glossary;
