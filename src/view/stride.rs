//! How far one step goes, forward and back.

use crate::cluster::{Event, EventBody};
use crate::raft::Decision;

/// What a step goes to.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Stride {
    /// The next thing that can be seen.
    #[default]
    Event,
    /// The next message that leaves or arrives.
    Message,
    /// The next decision: an election won, an entry committed, a log put right.
    Decision,
}

impl Stride {
    /// The strides that the page offers.
    pub const ALL: [Stride; 3] = [Stride::Event, Stride::Message, Stride::Decision];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Stride::Event => "event",
            Stride::Message => "message",
            Stride::Decision => "decision",
        }
    }

    /// Whether a step stops after these events.
    pub fn stops_at(self, events: &[Event]) -> bool {
        events.iter().any(|event| match self {
            // Timers that start and writes that begin are passed over.
            Stride::Event => moves(&event.body) || super::feed::is_told(event),
            Stride::Message => moves(&event.body),
            Stride::Decision => matches!(
                event.body,
                EventBody::Decided(
                    Decision::BecameLeader { .. }
                        | Decision::Committed { .. }
                        | Decision::Truncated { .. }
                )
            ),
        })
    }
}

fn moves(body: &EventBody) -> bool {
    matches!(body, EventBody::Sent(_) | EventBody::Received(_))
}
