//! An event as it is told, at the table and in the paper.

use super::Language;
use crate::cluster::{Action, Actor, Event, EventBody};
use crate::lunch::{beat, is_yes_again};
use crate::raft::{Decision, ServerId};

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

/// The event at this place, as the table and the paper tell it. Those right after it say
/// whether a yes is a new one.
pub fn told(events: &[Event], at: usize, words: &dyn Language) -> Option<Told> {
    let event = events.get(at)?;
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
    let (lunch, raft) = match (&event.body, event.id.actor) {
        (EventBody::Decided(Decision::VoteGranted { candidate }), Actor::Server(voter))
            if is_yes_again(events, at) =>
        {
            words.yes_again(voter, *candidate)
        }
        _ => (words.beat(event).unwrap_or_default(), words.raft_event(event).unwrap_or_default()),
    };
    Some(Told { who, lunch, raft })
}
