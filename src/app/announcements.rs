//! What is said to people who listen: one sentence after the other, with time between them.

use crate::words::Topic;

/// Most sentences that wait: where more happens than anybody can say, what matters least goes
/// unsaid.
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
    /// It decides something: it is said, unless more that matters as much waits than anybody
    /// could say.
    Deciding,
    /// Somebody leads from now on.
    Leading,
    /// Something is violated, or was refused: it is always said.
    Alarming,
}

impl Weight {
    /// The weight of a caption that is heard whatever else happens.
    pub(super) fn of_caption(topic: Topic) -> Weight {
        match topic {
            Topic::Leader => Weight::Leading,
            _ => Weight::Deciding,
        }
    }
}

/// Drops the oldest of what matters least.
pub(super) fn drop_least<T>(waiting: &mut Vec<T>, weight: impl Fn(&T) -> Weight) {
    if let Some(place) = (0..waiting.len()).min_by_key(|&place| weight(&waiting[place])) {
        waiting.remove(place);
    }
}

/// Sentences that wait for their turn, in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Announcements {
    waiting: Vec<(Weight, String)>,
    last: String,
}

impl Announcements {
    /// A sentence to be said.
    pub fn add(&mut self, sentence: &str, weight: Weight) {
        let newest = self.waiting.last().map_or(&self.last, |(_, newest)| newest);
        if sentence.is_empty() || newest == sentence {
            return;
        }
        // What is older and passing is old news by now.
        self.waiting.retain(|(older, _)| *older != Weight::Passing);
        self.waiting.push((weight, sentence.into()));
        let news = self.waiting.iter().filter(|(other, _)| *other == Weight::News).count();
        if news > MOST_NEWS {
            let oldest = self.waiting.iter().position(|(other, _)| *other == Weight::News);
            oldest.map(|place| self.waiting.remove(place));
        }
        if self.waiting.len() > MOST {
            drop_least(&mut self.waiting, |(weight, _)| *weight);
        }
    }

    /// The sentence whose turn it is.
    pub fn take_next(&mut self) -> Option<String> {
        if self.waiting.is_empty() {
            return None;
        }
        let (_, next) = self.waiting.remove(0);
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
    fn what_is_violated_and_who_leads_outlast_what_else_decides() {
        let mut announcements = Announcements::default();
        announcements.add("Two leaders in term 3.", Weight::Alarming);
        announcements.add("Sasha holds the sheet.", Weight::Leading);
        for line in 1..=40 {
            announcements.add(&format!("Line {line} is final."), Weight::Deciding);
        }
        let said = all(announcements);
        assert_eq!(said.len(), MOST);
        assert_eq!(said[..2], ["Two leaders in term 3.", "Sasha holds the sheet."]);
        assert_eq!(
            said[2..],
            [31, 32, 33, 34, 35, 36, 37, 38, 39, 40].map(|line| format!("Line {line} is final."))
        );
    }

    #[test]
    fn nothing_that_alarms_gives_way_to_who_leads() {
        let mut announcements = Announcements::default();
        announcements.add("Two leaders in term 3.", Weight::Alarming);
        for term in 1..=40 {
            announcements.add(&format!("Term {term} has a leader."), Weight::Leading);
        }
        assert_eq!(all(announcements)[0], "Two leaders in term 3.");
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
