//! What is on the screen, as far as a link leads there.

use super::{App, Door};

/// What is on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A run. The link holds it.
    Run,
    /// A lesson: its name in an address, and the place of its card.
    Lesson(String, usize),
    /// A lesson of the reader's own. It has no name, so no link leads there.
    OwnLesson,
    /// A round of practice, as an address says it: with its seed, so that everybody who opens it
    /// gets the same questions.
    Practice(String),
    /// The shelf of lessons.
    Shelf,
}

impl App {
    /// What is on the screen.
    pub fn shown(&self) -> Shown {
        if let Some((name, place)) = self.lesson_shown() {
            return match name {
                "" => Shown::OwnLesson,
                name => Shown::Lesson(name.into(), place),
            };
        }
        match self.practice_round() {
            Some(round) => Shown::Practice(round.plan.set.to_query()),
            None if self.door == Door::Lessons => Shown::Shelf,
            None => Shown::Run,
        }
    }
}
