//! What may be relied on in the stream of events, whatever happens: names, order,
//! triggers, and what becomes of every message, timer and write.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use raft_lunch::cluster::*;
use raft_lunch::run::History;
use support::causality::concerns;
use support::parallel::each;
use support::storm::{Settings, Storm};

const STORMS: u64 = 200;

/// Lets this look at the events of two hundred storms, and at the cluster at their
/// end.
fn in_all_storms(look: impl Fn(&Stream) + Sync) {
    each(STORMS, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(2 * SECOND);
        let history = History::replay(&storm.run(), 2 * SECOND);
        let events = history.events();
        let by_id = events.iter().map(|event| (event.id, event)).collect();
        look(&Stream { number, cluster: history.cluster(), events, by_id });
    });
}

struct Stream<'a> {
    number: u64,
    cluster: &'a Cluster,
    events: &'a [Event],
    by_id: BTreeMap<EventId, &'a Event>,
}

impl Stream<'_> {
    /// The event that set this one off.
    fn trigger(&self, event: &Event) -> &Event {
        let trigger = event.trigger.unwrap_or_else(|| panic!("nothing triggers {event:?}"));
        self.by_id[&trigger]
    }
}

fn is_action(body: &EventBody) -> bool {
    matches!(body, EventBody::ActionTaken(_))
}

#[test]
fn every_event_has_a_name_of_its_own_counted_by_its_actor() {
    in_all_storms(|stream| {
        let mut counts: BTreeMap<Actor, u64> = BTreeMap::new();
        for event in stream.events {
            let count = counts.entry(event.id.actor).or_default();
            assert_eq!(event.id.number, *count, "storm {}: {event:?}", stream.number);
            *count += 1;
        }
        assert_eq!(stream.by_id.len(), stream.events.len());
    });
}

#[test]
fn every_message_is_counted_by_its_sender_even_across_its_crashes() {
    in_all_storms(|stream| {
        let mut counts: BTreeMap<Node, u64> = BTreeMap::new();
        for event in stream.events {
            if let EventBody::Sent(envelope) = &event.body {
                let count = counts.entry(envelope.id.from).or_default();
                *count += 1;
                assert_eq!(envelope.id.number, *count, "storm {}", stream.number);
                assert_eq!(event.id.actor, Actor::from(envelope.id.from));
            }
        }
    });
}

#[test]
fn time_only_goes_on_and_causes_come_first() {
    in_all_storms(|stream| {
        let (mut now, mut seen) = (0, BTreeSet::new());
        for event in stream.events {
            assert!(event.at >= now, "storm {}: back in time: {event:?}", stream.number);
            now = event.at;
            let happens_by_itself = event.id.actor == Actor::Student
                || (event.body == EventBody::Started && event.at == 0);
            match event.trigger {
                Some(trigger) => assert!(seen.contains(&trigger), "{event:?} before its cause"),
                None => assert!(happens_by_itself, "storm {}: {event:?}", stream.number),
            }
            seen.insert(event.id);
        }
    });
}

#[test]
fn every_copy_of_a_message_ends_once_or_is_still_under_way() {
    in_all_storms(|stream| {
        let mut under_way: BTreeSet<FlightId> = BTreeSet::new();
        let mut waiting: BTreeSet<FlightId> = BTreeSet::new();
        for event in stream.events {
            match &event.body {
                EventBody::Sent(envelope) => {
                    assert!(under_way.insert(FlightId { message: envelope.id, copy: 0 }));
                }
                EventBody::Duplicated { flight } => assert!(under_way.insert(*flight)),
                EventBody::Delayed { flight, .. } | EventBody::Delivered { flight } => {
                    assert!(under_way.contains(flight))
                }
                EventBody::Waiting(flight) => {
                    assert!(under_way.remove(flight) && waiting.insert(*flight), "{event:?}");
                }
                EventBody::Received(flight) | EventBody::Lost { flight, .. } => {
                    assert!(under_way.remove(flight) || waiting.remove(flight), "{event:?}");
                }
                _ => {}
            }
        }
        let in_flight: BTreeSet<_> = stream.cluster.network().flights().keys().copied().collect();
        assert_eq!(under_way, in_flight, "storm {}", stream.number);
        let at_paused: usize =
            stream.cluster.machines().iter().map(Machine::messages_waiting).sum();
        assert_eq!(waiting.len(), at_paused, "storm {}", stream.number);
    });
}

#[test]
fn what_happens_to_a_message_is_triggered_by_what_happened_to_it_before_or_by_the_student() {
    in_all_storms(|stream| {
        for event in stream.events.iter().filter(|event| event.id.actor != Actor::Student) {
            let Some(flight) = concerns(event) else { continue };
            let trigger = stream.trigger(event);
            let fits = match &trigger.body {
                EventBody::Sent(envelope) => envelope.id == flight.message,
                EventBody::Duplicated { flight: other }
                | EventBody::Delivered { flight: other }
                | EventBody::Delayed { flight: other, .. } => other.message == flight.message,
                EventBody::Crashed { .. } => matches!(event.body, EventBody::Lost { .. }),
                body if is_action(body) => !matches!(event.body, EventBody::Received(_)),
                _ => false,
            };
            assert!(fits, "storm {}: {event:?} because of {trigger:?}", stream.number);
        }
    });
}

#[test]
fn a_timer_runs_out_when_it_said_so_unless_paused_or_forced() {
    in_all_storms(|stream| {
        for event in stream.events {
            let EventBody::TimerFired { timer } = event.body else { continue };
            let trigger = stream.trigger(event);
            let fits = match trigger.body {
                EventBody::TimerStarted { timer: started, due } => {
                    started == timer && due == event.at && trigger.id.actor == event.id.actor
                }
                EventBody::Resumed => trigger.id.actor == event.id.actor,
                EventBody::ActionTaken(Action::ForceElectionTimeout { server }) => {
                    event.id.actor == Actor::Server(server)
                }
                _ => false,
            };
            assert!(fits, "storm {}: {event:?} because of {trigger:?}", stream.number);
        }
    });
}

#[test]
fn a_write_is_durable_when_it_said_so_and_in_order() {
    in_all_storms(|stream| {
        let mut next: BTreeMap<Actor, u64> = BTreeMap::new();
        let mut stopped_once: BTreeSet<Actor> = BTreeSet::new();
        for event in stream.events {
            let next = next.entry(event.id.actor).or_insert(1);
            match event.body {
                EventBody::DiskStopped => drop(stopped_once.insert(event.id.actor)),
                EventBody::WriteDurable { write } => {
                    let trigger = stream.trigger(event);
                    let EventBody::WriteBegun { write: begun, due } = trigger.body else {
                        panic!("storm {}: {trigger:?}", stream.number);
                    };
                    let is_late = due < event.at && stopped_once.contains(&event.id.actor);
                    assert!(begun == write && (due == event.at || is_late), "{event:?}");
                    assert_eq!(write, *next, "storm {}: {event:?}", stream.number);
                    *next += 1;
                }
                // A new life counts anew.
                EventBody::Crashed { .. } => *next = 1,
                _ => {}
            }
        }
    });
}

#[test]
fn what_a_server_was_about_to_say_dies_with_it() {
    in_all_storms(|stream| {
        let mut heard: BTreeMap<Actor, BTreeSet<MessageId>> = BTreeMap::new();
        // What a server passes on is answered as if the client had sent it there.
        let mut forwarded: BTreeMap<MessageId, MessageId> = BTreeMap::new();
        for event in stream.events {
            let heard = heard.entry(event.id.actor).or_default();
            match &event.body {
                EventBody::Crashed { .. } => heard.clear(),
                EventBody::Received(flight) => {
                    heard.insert(*forwarded.get(&flight.message).unwrap_or(&flight.message));
                }
                EventBody::Sent(envelope) => {
                    if let Content::Forwarded { message, .. } = &envelope.content {
                        forwarded.insert(envelope.id, *message);
                    }
                    let is_heard = |request| heard.contains(&request);
                    let is_fine = envelope.in_reply_to.is_none_or(is_heard);
                    assert!(is_fine, "storm {}: {event:?}", stream.number);
                }
                _ => {}
            }
        }
    });
}

#[test]
fn what_a_server_decides_applies_or_begins_follows_at_once_from_what_came_in() {
    in_all_storms(|stream| {
        for event in stream.events {
            let needs_input = matches!(
                event.body,
                EventBody::Decided(_)
                    | EventBody::Applied { .. }
                    | EventBody::TimerStarted { .. }
                    | EventBody::TimerStopped { .. }
                    | EventBody::WriteBegun { .. }
            );
            if !needs_input {
                continue;
            }
            let input = stream.trigger(event);
            let is_input = matches!(
                input.body,
                EventBody::Received(_)
                    | EventBody::TimerFired { .. }
                    | EventBody::WriteDurable { .. }
                    | EventBody::Started
                    | EventBody::Restarted { .. }
            );
            let is_here = input.id.actor == event.id.actor;
            // Or from an operator, who asks a server directly.
            let is_asked = matches!(
                input.body,
                EventBody::ActionTaken(
                    Action::ChangeMembership { .. }
                        | Action::TransferLeadership { .. }
                        | Action::Compact { .. }
                        | Action::SetProtocol(_)
                )
            );
            assert!(
                is_input && is_here || is_asked,
                "storm {}: {event:?} of {input:?}",
                stream.number
            );
            // A paused server learns late that its disk is done.
            let is_now =
                input.at == event.at || matches!(input.body, EventBody::WriteDurable { .. });
            assert!(is_now, "storm {}: {event:?} of {input:?}", stream.number);
        }
    });
}

#[test]
fn a_crashed_or_paused_server_does_nothing() {
    in_all_storms(|stream| {
        let mut health: BTreeMap<Actor, Health> = BTreeMap::new();
        for event in stream.events {
            let health = health.entry(event.id.actor).or_insert(Health::Up);
            match event.body {
                EventBody::Crashed { .. } => *health = Health::Crashed,
                EventBody::Paused => *health = Health::Paused,
                EventBody::Restarted { .. } | EventBody::Started | EventBody::Resumed => {
                    *health = Health::Up
                }
                _ => {
                    let goes_on_alone = match *health {
                        Health::Up => true,
                        // What waited for its process is lost with it.
                        Health::Crashed => {
                            matches!(
                                event.body,
                                EventBody::Lost { .. }
                                    | EventBody::DiskLost
                                    | EventBody::DiskStopped
                                    | EventBody::DiskStarted
                            )
                        }
                        Health::Paused => match event.body {
                            EventBody::Waiting(_)
                            | EventBody::WriteDurable { .. }
                            | EventBody::DiskStopped
                            | EventBody::DiskStarted => true,
                            // Extensions are switched on all servers, and with them timers.
                            EventBody::TimerStarted { .. } | EventBody::TimerStopped { .. } => {
                                event.trigger.is_some_and(|id| id.actor == Actor::Student)
                            }
                            _ => false,
                        },
                    };
                    assert!(goes_on_alone, "storm {}: {health:?}: {event:?}", stream.number);
                }
            }
        }
    });
}
