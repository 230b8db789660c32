//! What the reader has done in lessons, as it is kept from visit to visit.

use crate::lesson::is_lesson_name;

/// Most lessons that are remembered.
const MOST: usize = 100;

/// What separates a lesson's name from how far it is.
const SEPARATOR: char = ':';

/// What is written of a lesson that was brought to its end.
const DONE: &str = "done";

/// What the reader has done in lessons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The lessons by name; where the reader was last is last.
    lessons: Vec<(String, Reached)>,
}

/// How far the reader has come in a lesson.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// At the card with this place.
    Card(usize),
    /// To its end.
    End,
}

impl Progress {
    /// How far the reader has come in a lesson; `None`: they haven't begun it.
    pub fn of(&self, name: &str) -> Option<Reached> {
        self.lessons.iter().find(|(other, _)| other == name).map(|(_, reached)| *reached)
    }

    /// The lesson that the reader was in last and did not finish.
    pub fn current(&self) -> Option<(&str, usize)> {
        self.lessons.iter().rev().find_map(|(name, reached)| match reached {
            Reached::Card(place) => Some((&**name, *place)),
            Reached::End => None,
        })
    }

    /// The reader is at this card. What is done stays done.
    pub(crate) fn reach(&mut self, name: &str, place: usize) {
        if self.of(name) != Some(Reached::End) {
            self.set(name, Reached::Card(place));
        }
    }

    /// The reader has come to the end of a lesson.
    pub(crate) fn finish(&mut self, name: &str) {
        self.set(name, Reached::End);
    }

    /// Only what comes with the page is kept.
    fn set(&mut self, name: &str, reached: Reached) {
        if !is_lesson_name(name) {
            return;
        }
        self.lessons.retain(|(other, _)| other != name);
        self.lessons.push((name.to_owned(), reached));
    }

    /// As text: `the-holder-leaves:3 two-tables:done`.
    pub fn to_text(&self) -> String {
        let one = |(name, reached): &(String, Reached)| match reached {
            Reached::Card(place) => format!("{name}{SEPARATOR}{place}"),
            Reached::End => format!("{name}{SEPARATOR}{DONE}"),
        };
        self.lessons.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    /// Reads such a text. What is not understood is left out: others may have written it.
    pub fn from_text(text: &str) -> Progress {
        let one = |word: &str| {
            let (name, reached) = word.split_once(SEPARATOR)?;
            let reached = match reached {
                DONE => Reached::End,
                place => Reached::Card(place.parse().ok()?),
            };
            is_lesson_name(name).then(|| (name.to_owned(), reached))
        };
        Progress { lessons: text.split(' ').filter_map(one).take(MOST).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_what_is_none_is_left_out() {
        let mut progress = Progress::default();
        progress.reach("one", 2);
        progress.reach("two", 0);
        progress.finish("three");
        // The reader's own has no name, or the address that it came from.
        progress.reach("", 1);
        progress.finish("https://a-host/mine.json");
        assert_eq!(progress.to_text(), "one:2 two:0 three:done");
        assert_eq!(Progress::from_text(&progress.to_text()), progress);
        let odd = "one:2 ../x:1 two three:-1 \u{1F35C}:done four:done";
        assert_eq!(Progress::from_text(odd).to_text(), "one:2 four:done");
    }

    #[test]
    fn the_current_lesson_is_the_last_one_that_is_not_done() {
        let mut progress = Progress::default();
        progress.reach("one", 2);
        progress.reach("two", 1);
        progress.reach("one", 3);
        assert_eq!(progress.current(), Some(("one", 3)));
        progress.finish("one");
        assert_eq!(progress.current(), Some(("two", 1)));
        progress.reach("one", 0);
        assert_eq!(progress.of("one"), Some(Reached::End), "what is done stays done");
    }
}
