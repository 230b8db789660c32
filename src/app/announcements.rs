//! What is said to people who listen: one sentence after the other, with time between them.

use std::collections::VecDeque;

/// Most sentences that wait: where more happens than anybody can say, the oldest are old news.
const MOST: usize = 12;

/// Most of them that are news only.
const MOST_NEWS: usize = 3;

/// The weight of a sentence.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It is said if nothing else has happened since.
    Passing,
    /// It is said, unless too much else has happened since.
    News,
    /// It decides something: it is always said.
    Deciding,
}

/// Sentences that wait for their turn, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Announcements {
    waiting: VecDeque<(Weight, String)>,
    last: String,
}

impl Announcements {
    /// A sentence to be said.
    pub fn add(&mut self, sentence: &str, weight: Weight) {
        let newest = self.waiting.back().map_or(&self.last, |(_, newest)| newest);
        if sentence.is_empty() || newest == sentence {
            return;
        }
        // What is older and passing is old news by now.
        self.waiting.retain(|(older, _)| *older != Weight::Passing);
        self.waiting.push_back((weight, sentence.into()));
        let news = self.waiting.iter().filter(|(other, _)| *other == Weight::News).count();
        if news > MOST_NEWS {
            self.drop_first(Weight::News);
        }
        if self.waiting.len() > MOST {
            self.drop_first(Weight::Deciding);
        }
    }

    fn drop_first(&mut self, weight: Weight) {
        let place = self.waiting.iter().position(|(other, _)| *other == weight);
        if let Some(place) = place {
            self.waiting.remove(place);
        }
    }

    /// The sentence whose turn it is.
    pub fn take_next(&mut self) -> Option<String> {
        let (_, next) = self.waiting.pop_front()?;
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
    fn what_decides_is_all_said_and_of_what_passes_the_newest() {
        let mut announcements = Announcements::default();
        for (sentence, weight) in [
            ("Jun copies line 2.", Weight::Passing),
            ("Sasha holds the sheet.", Weight::Deciding),
            ("Noor copies line 2.", Weight::Passing),
            ("Deniz copies line 2.", Weight::Passing),
            ("Line 2 is final.", Weight::Deciding),
            ("Everyone knows.", Weight::Deciding),
            ("Jun says yes.", Weight::Passing),
        ] {
            announcements.add(sentence, weight);
        }
        let said =
            ["Sasha holds the sheet.", "Line 2 is final.", "Everyone knows.", "Jun says yes."];
        assert_eq!(all(announcements), said);
    }

    #[test]
    fn news_give_way_and_what_decides_does_not() {
        let mut announcements = Announcements::default();
        announcements.add("Sasha holds the sheet.", Weight::Deciding);
        for number in 1..=6 {
            announcements.add(&format!("Server {number} leaves."), Weight::News);
        }
        announcements.add("Line 2 is final.", Weight::Deciding);
        let said = [
            "Sasha holds the sheet.",
            "Server 4 leaves.",
            "Server 5 leaves.",
            "Server 6 leaves.",
            "Line 2 is final.",
        ];
        assert_eq!(all(announcements), said);
    }

    #[test]
    fn nothing_is_said_twice_in_a_row() {
        let mut announcements = Announcements::default();
        announcements.add("Line 2 is final.", Weight::Deciding);
        announcements.add("Line 2 is final.", Weight::Deciding);
        assert_eq!(announcements.take_next().as_deref(), Some("Line 2 is final."));
        announcements.add("Line 2 is final.", Weight::Deciding);
        assert_eq!(announcements.take_next(), None);
    }
}
