//! Messages delivered by hand: while the student does it, nothing arrives by itself.

use serde::{Deserialize, Serialize};

use super::Cluster;
use super::action::{Action, Refusal};
use super::agenda::Occurrence;
use super::event::{EventBody, LossReason};
use super::network::Flight;
use super::node::{Actor, EventId, FlightId};

/// How messages get to their receivers.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// By themselves, when they have travelled their way.
    #[default]
    Automatic,
    /// By the student's hand. Until then they are held where their way ends.
    Manual,
}

/// Most messages that are held. What is sent beyond that is lost: a cluster whose
/// messages nobody delivers would fill the memory with heartbeats.
pub const MAX_HELD: usize = 2_000;

impl Cluster {
    pub(super) fn check_delivery_action(&self, action: &Action) -> Result<(), Refusal> {
        match action {
            Action::SetDelivery(delivery) if self.network.delivery == *delivery => {
                Err(Refusal::DeliveredSoAlready(*delivery))
            }
            Action::Deliver { flight } => {
                let flight = self.network.flights().get(flight).ok_or(Refusal::MessageGone)?;
                let is_on_cut = matches!(flight.lost, Some((_, LossReason::Cut)));
                if is_on_cut { Err(Refusal::SentOnCutLink) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    pub(super) fn set_delivery(&mut self, delivery: Delivery) {
        self.network.delivery = delivery;
        let all: Vec<FlightId> = self.network.flights().keys().copied().collect();
        for id in all {
            match delivery {
                Delivery::Manual => self.hold(id),
                Delivery::Automatic => self.let_go(id),
            }
        }
    }

    /// From now on this copy waits for the student.
    fn hold(&mut self, id: FlightId) {
        let Some(flight) = self.network.flight_mut(id).filter(|flight| flight.can_be_held()) else {
            return;
        };
        flight.held = true;
        let due = flight.due();
        self.agenda.cancel(due, Occurrence::FlightEnds(id));
    }

    /// A copy that was held travels on by itself: it takes as long as it was to take.
    fn let_go(&mut self, id: FlightId) {
        let now = self.now;
        let Some(flight) = self.network.flight_mut(id).filter(|flight| flight.held) else {
            return;
        };
        flight.held = false;
        flight.leg_began_ppm = flight.progress_ppm(now);
        flight.leg_began_at = now;
        flight.arrives_at = now.saturating_add(flight.travel);
        flight.lost = flight.lost.map(|(_, reason)| (now + flight.travel / 2, reason));
        let due = flight.due();
        self.agenda.plan(due, Occurrence::FlightEnds(id));
    }

    /// A copy arrives now. What the dice would have lost arrives too: it is in the
    /// student's hand.
    pub(super) fn deliver(&mut self, id: FlightId, cause: EventId) {
        let body = EventBody::Delivered { flight: id };
        let cause = self.emit(Actor::Message(id.message), Some(cause), body);
        let Some(flight) = self.network.flight_mut(id) else {
            return;
        };
        let due = flight.due();
        flight.lost = None;
        flight.cause = cause;
        self.agenda.cancel(due, Occurrence::FlightEnds(id));
        self.flight_ends(id);
    }
}

impl Flight {
    /// Whether the student can take it in hand: not if it travels on a cut link.
    pub(super) fn can_be_held(&self) -> bool {
        !matches!(self.lost, Some((_, LossReason::Cut)))
    }
}
