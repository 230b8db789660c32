//! What happened, in sentences, newest first.

use crate::cluster::{Actor, Event, EventBody, Micros};
use crate::raft::ServerId;
use crate::words::{Language, Told, told};

/// How many sentences are shown.
const MOST_ROWS: usize = 60;

/// How many events are looked through for them.
const MOST_EVENTS: usize = 6_000;

/// One sentence, told twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// A name for the page: no other row has it.
    pub key: String,
    /// The number of its event.
    pub number: usize,
    /// When, the last time.
    pub at: Micros,
    /// Whom it is about.
    pub who: Option<ServerId>,
    /// In the words of the table, and in those of the paper.
    pub told: (String, String),
    /// What is shown: the words of the table, or those of the paper where they stand alone.
    pub lunch: String,
    /// What is shown below: the words of the paper.
    pub raft: String,
    /// How often in a row.
    pub times: u32,
    /// True if it can be asked why: the reader's own acts have no cause in the run.
    pub can_be_asked: bool,
}

/// The last things that happened, newest first. What happens several times in a
/// row, such as notes that get lost, is one sentence with a count.
///
/// `before` is how many events there were before these.
pub fn feed(before: usize, events: &[Event], words: &dyn Language) -> Vec<FeedRow> {
    let first = events.len().saturating_sub(MOST_EVENTS);
    let mut rows: Vec<FeedRow> = Vec::new();
    for (place, event) in events.iter().enumerate().skip(first).rev() {
        let number = before + place;
        let Some(Told { who, lunch, raft }) = told(event, words) else { continue };
        // Losses on several links take turns.
        let near = if matches!(event.body, EventBody::Lost { .. }) { 4 } else { 1 };
        let mut last = rows.iter_mut().rev().take(near);
        if let Some(row) = last.find(|row| row.lunch == lunch && row.raft == raft) {
            row.key = number.to_string();
            row.times += 1;
            continue;
        }
        if rows.len() == MOST_ROWS {
            break;
        }
        let key = number.to_string();
        let can_be_asked = event.id.actor != Actor::Student;
        rows.push(FeedRow {
            key,
            number,
            at: event.at,
            who,
            told: (lunch.clone(), raft.clone()),
            lunch,
            raft,
            times: 1,
            can_be_asked,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Action, LossReason, SECOND, Scenario};
    use crate::raft::ServerId;
    use crate::run::History;
    use crate::words::Locale;

    #[test]
    fn what_happens_again_and_again_is_one_sentence_with_a_count() {
        let mut history = History::new(Scenario::new(3, 3));
        for server in [1, 2, 3].map(ServerId) {
            history.act(Action::Isolate { server }).expect("it is there");
        }
        history.run_until(2 * SECOND);
        let lost =
            |event: &&Event| matches!(event.body, EventBody::Lost { reason: LossReason::Cut, .. });
        let losses = history.events().iter().filter(lost).count();
        let rows = feed(0, history.events(), Locale::ENGLISH.words());
        let told: u32 =
            rows.iter().filter(|row| row.raft.contains("cut")).map(|row| row.times).sum();
        assert!(losses > 4);
        assert!(rows.iter().any(|row| row.times > 1));
        assert!(told as usize <= losses && rows.len() <= MOST_ROWS);
        let again =
            |pair: &[FeedRow]| pair[0].lunch == pair[1].lunch && pair[0].raft == pair[1].raft;
        assert!(!rows.windows(2).any(again), "no sentence stands beside itself");
    }
}
