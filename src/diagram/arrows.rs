//! The messages of a stretch of a run, each with where it began and how it ended.

use crate::cluster::{
    Cluster, Envelope, Event, EventBody, FlightId, LossReason, MessageKind, Micros, Node,
};
use crate::run::Passage;

/// One copy of a message, from its sending to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Which.
    pub flight: FlightId,
    /// The sender.
    pub from: Node,
    /// The receiver.
    pub to: Node,
    /// How it looks.
    pub kind: MessageKind,
    /// Whether it only says that somebody is alive, or answers that.
    pub is_quiet: bool,
    /// The number of the event in which it was sent, and its moment.
    pub sent: (usize, Micros),
    /// How it ended.
    pub end: ArrowEnd,
    /// Whether somebody dropped it.
    pub is_dropped: bool,
}

/// How a copy of a message ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ArrowEnd {
    /// It is on its way as far as the run has been played, and arrives at this moment, if
    /// it will.
    Flying(Option<Micros>),
    /// It arrived: the number of that event, and its moment.
    Arrived(usize, Micros),
    /// It was lost: the number of that event, and its moment.
    Lost(usize, Micros),
}

impl Arrow {
    fn new(flight: FlightId, envelope: &Envelope, sent: (usize, Micros)) -> Arrow {
        Arrow {
            flight,
            from: envelope.id.from,
            to: envelope.to,
            kind: MessageKind::of(&envelope.content),
            is_quiet: false,
            sent,
            end: ArrowEnd::Flying(None),
            is_dropped: false,
        }
    }

    /// Whether it was dropped by hand; `None`: it was lost by itself, and there is nothing
    /// to drop.
    pub fn drop(&self) -> Option<bool> {
        let is_lost = matches!(self.end, ArrowEnd::Lost(..));
        (self.is_dropped || !is_lost).then_some(self.is_dropped)
    }

    /// When it arrives, or will.
    pub fn arrives(&self) -> Option<Micros> {
        match self.end {
            ArrowEnd::Arrived(_, at) | ArrowEnd::Flying(Some(at)) => Some(at),
            ArrowEnd::Lost(..) | ArrowEnd::Flying(None) => None,
        }
    }

    /// Where it ended: the number of that event, and its moment.
    pub fn ended(&self) -> Option<(usize, Micros)> {
        match self.end {
            ArrowEnd::Flying(_) => None,
            ArrowEnd::Arrived(number, at) | ArrowEnd::Lost(number, at) => Some((number, at)),
        }
    }
}

/// The arrows of a passage, in the order of their sending; what is still on its way at
/// the end of the run is looked up in `end`.
pub fn arrows_until(passage: &Passage, end: &Cluster) -> Vec<Arrow> {
    let mut arrows = arrows(passage);
    for arrow in &mut arrows {
        if arrow.end == ArrowEnd::Flying(None) {
            let flight = end.network().flights().get(&arrow.flight);
            let due = flight.filter(|f| f.lost.is_none() && !f.held).map(|f| f.arrives_at);
            arrow.end = ArrowEnd::Flying(due);
        }
    }
    arrows
}

/// The arrows of a passage, in the order of their sending.
pub fn arrows(passage: &Passage) -> Vec<Arrow> {
    let mut arrows: Vec<Arrow> = Vec::new();
    for (number, event) in (passage.first..).zip(&passage.events) {
        match &event.body {
            EventBody::Sent(envelope) => {
                let flight = FlightId { message: envelope.id, copy: 0 };
                let mut arrow = Arrow::new(flight, envelope, (number, event.at));
                let answered = envelope.in_reply_to.and_then(|request| {
                    arrows.iter().rev().find(|other| other.flight.message == request)
                });
                arrow.is_quiet = arrow.kind == MessageKind::Heartbeat
                    || arrow.kind == MessageKind::AppendOk
                        && answered.is_some_and(|request| request.kind == MessageKind::Heartbeat);
                arrows.push(arrow);
            }
            EventBody::Duplicated { flight } => {
                let original =
                    arrows.iter().rev().find(|arrow| arrow.flight.message == flight.message);
                if let Some(original) = original {
                    let copy =
                        Arrow { flight: *flight, end: ArrowEnd::Flying(None), ..original.clone() };
                    arrows.push(copy);
                }
            }
            _ => {
                let Some((flight, end)) = end_of(event, number) else { continue };
                let arrow = arrows.iter_mut().rev().find(|arrow| arrow.flight == flight);
                // What waited at a paused server arrived already.
                if let Some(arrow) = arrow.filter(|arrow| matches!(arrow.end, ArrowEnd::Flying(_)))
                {
                    arrow.end = end;
                    let dropped = LossReason::Dropped;
                    arrow.is_dropped = matches!(
                        event.body, EventBody::Lost { reason, .. } if reason == dropped
                    );
                }
            }
        }
    }
    arrows
}

fn end_of(event: &Event, number: usize) -> Option<(FlightId, ArrowEnd)> {
    match event.body {
        EventBody::Received(flight) | EventBody::Waiting(flight) => {
            Some((flight, ArrowEnd::Arrived(number, event.at)))
        }
        EventBody::Lost { flight, .. } => Some((flight, ArrowEnd::Lost(number, event.at))),
        _ => None,
    }
}
