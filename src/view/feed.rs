//! What happened, in sentences, newest first.

use super::words::{raft_words, refusal_words};
use crate::cluster::{Actor, Event, EventBody, Micros};
use crate::lunch::beat;
use crate::raft::ServerId;

/// How many sentences are shown.
const MOST_ROWS: usize = 60;

/// How many events are looked through for them.
const MOST_EVENTS: usize = 6_000;

/// One sentence, told twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// A name for the page: no other row has it.
    pub key: String,
    /// When.
    pub at: Micros,
    /// Whom it is about.
    pub who: Option<ServerId>,
    /// In the words of the table.
    pub lunch: String,
    /// In the words of the paper.
    pub raft: String,
}

/// The last things that happened, newest first.
pub fn feed(events: &[Event], team: u16) -> Vec<FeedRow> {
    let recent = &events[events.len().saturating_sub(MOST_EVENTS)..];
    let rows = recent.iter().enumerate().rev().filter_map(|(position, event)| {
        let (who, lunch, raft) = told(event, team)?;
        let number = events.len() - recent.len() + position;
        Some(FeedRow { key: number.to_string(), at: event.at, who, lunch, raft })
    });
    rows.take(MOST_ROWS).collect()
}

fn told(event: &Event, team: u16) -> Option<(Option<ServerId>, String, String)> {
    match &event.body {
        EventBody::ActionRefused { reason, .. } => {
            return Some((None, refusal_words(reason), "Nothing has changed.".into()));
        }
        EventBody::ActionTaken(_) => return None,
        _ => {}
    }
    let beat = beat(event, team)?;
    let words = raft_words(event).unwrap_or_default();
    let raft = match event.id.actor {
        Actor::Server(server) => format!("S{} {words}", server.0),
        _ => words,
    };
    Some((beat.who, beat.text, raft))
}
