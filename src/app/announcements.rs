//! What is said to people who listen: one sentence after the other, with time between them.

use std::collections::VecDeque;

/// Most sentences that wait: where more happens than anybody can say, the oldest are old news.
const MOST: usize = 12;

/// Sentences that wait for their turn. What is important is said in any case, in order; of
/// the rest only the newest, once nothing important waits.
#[derive(Clone, Debug, Default)]
pub struct Announcements {
    important: VecDeque<String>,
    passing: Option<String>,
    last: String,
}

impl Announcements {
    /// A sentence to be said.
    pub fn add(&mut self, sentence: &str, is_important: bool) {
        let newest = self.passing.as_ref().or(self.important.back()).unwrap_or(&self.last);
        if sentence.is_empty() || newest == sentence {
            return;
        }
        if is_important {
            // What is older and passing is old news by now.
            self.passing = None;
            self.important.push_back(sentence.into());
            if self.important.len() > MOST {
                self.important.pop_front();
            }
        } else {
            self.passing = Some(sentence.into());
        }
    }

    /// The sentence whose turn it is.
    pub fn take_next(&mut self) -> Option<String> {
        let next = self.important.pop_front().or_else(|| self.passing.take())?;
        self.last.clone_from(&next);
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut announcements: Announcements) -> Vec<String> {
        std::iter::from_fn(|| announcements.take_next()).collect()
    }

    #[test]
    fn the_important_ones_are_all_said_and_of_the_rest_the_newest() {
        let mut announcements = Announcements::default();
        for (sentence, is_important) in [
            ("Jun copies line 2.", false),
            ("Sasha holds the sheet.", true),
            ("Noor copies line 2.", false),
            ("Deniz copies line 2.", false),
            ("Line 2 is final.", true),
            ("Everyone knows.", true),
            ("Jun says yes.", false),
        ] {
            announcements.add(sentence, is_important);
        }
        let said =
            ["Sasha holds the sheet.", "Line 2 is final.", "Everyone knows.", "Jun says yes."];
        assert_eq!(all(announcements), said);
    }

    #[test]
    fn nothing_is_said_twice_in_a_row() {
        let mut announcements = Announcements::default();
        announcements.add("Line 2 is final.", true);
        announcements.add("Line 2 is final.", true);
        assert_eq!(announcements.take_next().as_deref(), Some("Line 2 is final."));
        announcements.add("Line 2 is final.", true);
        assert_eq!(announcements.take_next(), None);
    }
}
