//! An event as it is told, at the table and in the paper.

use super::Language;
use crate::cluster::{Action, Event, EventBody};
use crate::lunch::beat;
use crate::raft::ServerId;

/// What is said about an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The server it is about; `None`: the asker, or you.
    pub who: Option<ServerId>,
    /// In the words of the table.
    pub lunch: String,
    /// In the words of the paper.
    pub raft: String,
}

/// True if there is something to say about it.
pub fn is_told(event: &Event) -> bool {
    match &event.body {
        EventBody::ActionRefused { .. } | EventBody::ActionTaken(Action::Say { .. }) => true,
        _ => beat(event).is_some(),
    }
}

/// The event, as the table and the paper tell it.
pub fn told(event: &Event, words: &dyn Language) -> Option<Told> {
    match &event.body {
        EventBody::ActionRefused { reason, .. } => {
            let (lunch, raft) = (words.refusal(reason), words.nothing_changed());
            return Some(Told { who: None, lunch, raft });
        }
        EventBody::ActionTaken(Action::Say { text }) => {
            return Some(Told { who: None, lunch: text.clone(), raft: String::new() });
        }
        _ => {}
    }
    let who = beat(event)?.who;
    let lunch = words.beat(event).unwrap_or_default();
    let raft = words.raft_event(event).unwrap_or_default();
    Some(Told { who, lunch, raft })
}
