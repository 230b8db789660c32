//! What led to an event, and what followed from it.
//!
//! An event's causes are its trigger, what happened before on the same actor, and for
//! what happens to a message the event in which it was sent; and theirs in turn.

use crate::cluster::{Actor, Event, EventBody, EventId, FlightId, MessageId};
use crate::run::Passage;

/// The causal past and future of one event, as far as a passage shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// The number of the event itself.
    pub of: usize,
    /// The number of the first event that was looked at.
    first: usize,
    /// For each event of the passage, how it is tied to the one asked about.
    ties: Vec<Option<Tie>>,
    /// The messages that were sent in its past, and in its future.
    messages: Vec<(MessageId, Tie)>,
}

/// How an event is tied to another.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It led to it.
    Past,
    /// It is it.
    Itself,
    /// It followed from it.
    Future,
}

impl Tie {
    /// The name of this tie in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Tie::Past => " t-past",
            Tie::Itself => " t-self",
            Tie::Future => " t-future",
        }
    }
}

impl Causes {
    /// The ties of the event with this number; `None` if it is not in the passage.
    pub fn of(passage: &Passage, number: usize) -> Option<Causes> {
        let place = number.checked_sub(passage.first)?;
        let events = &passage.events;
        events.get(place)?;
        let mut ties = vec![None; events.len()];
        ties[place] = Some(Tie::Itself);
        look_back(events, place, &mut ties);
        look_ahead(events, place, &mut ties);
        let mut messages = Vec::new();
        for (event, tie) in events.iter().zip(&ties) {
            if let (EventBody::Sent(envelope), Some(tie)) = (&event.body, tie) {
                messages.push((envelope.id, *tie));
            }
        }
        Some(Causes { of: number, first: passage.first, ties, messages })
    }

    /// How the event with this number is tied to the one asked about.
    pub fn tie(&self, number: usize) -> Option<Tie> {
        self.ties.get(number.checked_sub(self.first)?).copied().flatten()
    }

    /// How a message is: it was sent in the past of the event, or in its future.
    pub fn message_tie(&self, message: MessageId) -> Option<Tie> {
        self.messages.iter().find(|(id, _)| *id == message).map(|(_, tie)| *tie)
    }

    /// How many events are tied so.
    pub fn count(&self, tie: Tie) -> usize {
        self.ties.iter().filter(|other| **other == Some(tie)).count()
    }
}

fn look_back(events: &[Event], place: usize, ties: &mut [Option<Tie>]) {
    // Whose earlier events are causes, and which events are.
    let mut actors: Vec<Actor> = Vec::new();
    let mut wanted: Vec<EventId> = Vec::new();
    let mut sent: Vec<MessageId> = Vec::new();
    for (at, event) in events[..=place].iter().enumerate().rev() {
        let is_sending =
            matches!(&event.body, EventBody::Sent(envelope) if sent.contains(&envelope.id));
        let is_cause = at == place
            || actors.contains(&event.id.actor)
            || wanted.contains(&event.id)
            || is_sending;
        if !is_cause {
            continue;
        }
        if at < place {
            ties[at] = Some(Tie::Past);
        }
        // Actions have no order of their own: one is not the cause of the next.
        if event.id.actor != Actor::Student && !actors.contains(&event.id.actor) {
            actors.push(event.id.actor);
        }
        wanted.extend(event.trigger);
        sent.extend(flight_of(event).map(|flight| flight.message));
    }
}

fn look_ahead(events: &[Event], place: usize, ties: &mut [Option<Tie>]) {
    let mut actors: Vec<Actor> = Vec::new();
    let mut known: Vec<EventId> = Vec::new();
    let mut sent: Vec<MessageId> = Vec::new();
    for (at, event) in events.iter().enumerate().skip(place) {
        let arrives = flight_of(event).is_some_and(|flight| sent.contains(&flight.message));
        let follows = at == place
            || actors.contains(&event.id.actor)
            || event.trigger.is_some_and(|trigger| known.contains(&trigger))
            || arrives;
        if !follows {
            continue;
        }
        if at > place {
            ties[at] = Some(Tie::Future);
        }
        if event.id.actor != Actor::Student && !actors.contains(&event.id.actor) {
            actors.push(event.id.actor);
        }
        known.push(event.id);
        if let EventBody::Sent(envelope) = &event.body {
            sent.push(envelope.id);
        }
    }
}

/// The copy of a message that an event is about, but for its sending.
fn flight_of(event: &Event) -> Option<FlightId> {
    match event.body {
        EventBody::Received(flight) | EventBody::Waiting(flight) => Some(flight),
        EventBody::Delivered { flight } => Some(flight),
        EventBody::Lost { flight, .. }
        | EventBody::Duplicated { flight }
        | EventBody::Delayed { flight, .. } => Some(flight),
        _ => None,
    }
}
