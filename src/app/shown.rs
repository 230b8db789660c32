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
    /// The shelf of lessons.
    Shelf,
}

impl App {
    /// What is on the screen.
    pub fn shown(&self) -> Shown {
        match self.lesson_shown() {
            Some(("", _)) => Shown::OwnLesson,
            Some((name, place)) => Shown::Lesson(name.into(), place),
            None if self.door == Door::Lessons => Shown::Shelf,
            None => Shown::Run,
        }
    }
}
