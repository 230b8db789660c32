//! Which events would not be what they are without some other.

use std::collections::{BTreeMap, BTreeSet};

use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;

/// The causal future of the events for which `is_root` holds, themselves included:
/// what they set off, what comes later on the same actor, what happens to messages
/// sent there, and the actions whose outcome depends on any of it.
pub fn future_of(events: &[Event], is_root: impl Fn(&Event) -> bool) -> BTreeSet<EventId> {
    let mut future = Future::default();
    for event in events {
        if is_root(event) || future.reaches(event) {
            future.add(event);
        }
    }
    future.events
}

/// Where two runs part that are alike but for some events: in each, the future of
/// `roots`, and of what they keep from happening in the other. An actor to whom
/// something happens in one run, and not in the other, is on its own way in both
/// from there on.
pub fn parting(runs: [&[Event]; 2], roots: &[EventId]) -> [BTreeSet<EventId>; 2] {
    let mut actions: BTreeSet<EventId> = BTreeSet::new();
    let mut from: BTreeMap<Actor, u64> = BTreeMap::new();
    let mut new: BTreeSet<EventId> = roots.iter().copied().collect();
    loop {
        let before = (actions.len(), from.clone());
        for id in new {
            if id.actor == Actor::Student {
                actions.insert(id);
            } else {
                let first = from.entry(id.actor).or_insert(id.number);
                *first = id.number.min(*first);
            }
        }
        let parted = |event: &Event| {
            actions.contains(&event.id)
                || from.get(&event.id.actor).is_some_and(|&first| event.id.number >= first)
        };
        let futures = runs.map(|events| future_of(events, parted));
        if before == (actions.len(), from.clone()) {
            return futures;
        }
        new = futures.into_iter().flatten().collect();
    }
}

#[derive(Default)]
struct Future {
    events: BTreeSet<EventId>,
    actors: BTreeSet<Actor>,
    messages: BTreeSet<MessageId>,
}

impl Future {
    /// Events come in an order in which causes are before what they cause.
    fn add(&mut self, event: &Event) {
        self.events.insert(event.id);
        // The student does what they do whatever happened before.
        if event.id.actor != Actor::Student {
            self.actors.insert(event.id.actor);
        }
        if let EventBody::Sent(envelope) = &event.body {
            self.messages.insert(envelope.id);
        }
    }

    fn reaches(&self, event: &Event) -> bool {
        event.trigger.is_some_and(|trigger| self.events.contains(&trigger))
            || self.actors.contains(&event.id.actor)
            || concerns(event).is_some_and(|flight| self.messages.contains(&flight.message))
            || reads(event).is_some_and(|server| self.actors.contains(&Actor::Server(server)))
    }
}

/// The copy of a message that an event is about.
pub fn concerns(event: &Event) -> Option<FlightId> {
    match &event.body {
        EventBody::Received(flight) | EventBody::Waiting(flight) => Some(*flight),
        EventBody::Lost { flight, .. }
        | EventBody::Duplicated { flight }
        | EventBody::Delivered { flight }
        | EventBody::Delayed { flight, .. } => Some(*flight),
        EventBody::ActionTaken(action) | EventBody::ActionRefused { action, .. } => match action {
            Action::Drop { flight } | Action::Duplicate { flight } | Action::Deliver { flight } => {
                Some(*flight)
            }
            Action::Delay { flight, .. } => Some(*flight),
            _ => None,
        },
        _ => None,
    }
}

/// The server whose state decides whether an action can be done at all.
fn reads(event: &Event) -> Option<ServerId> {
    match &event.body {
        EventBody::ActionTaken(Action::ForceElectionTimeout { server })
        | EventBody::ActionRefused { action: Action::ForceElectionTimeout { server }, .. } => {
            Some(*server)
        }
        _ => None,
    }
}
