//! How far one step goes, forward and back.

use crate::cluster::{Event, EventBody};
use crate::raft::Decision;
use crate::run::is_restart;
use crate::words::Language;

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
    /// The next election that somebody wins.
    Election,
    /// The next entry that is committed.
    Commit,
    /// The next log that is put right.
    Repair,
    /// The next crash or restart.
    Crash,
    /// The next thing that the reader or the script does.
    Action,
}

impl Stride {
    /// The strides that the page offers.
    pub const ALL: [Stride; 8] = [
        Stride::Event,
        Stride::Message,
        Stride::Decision,
        Stride::Election,
        Stride::Commit,
        Stride::Repair,
        Stride::Crash,
        Stride::Action,
    ];

    /// What it is called.
    pub fn label(self, words: &dyn Language) -> &'static str {
        words.chrome().timeline.strides[self as usize]
    }

    /// Whether a step stops after these events.
    pub fn stops_at(self, events: &[Event]) -> bool {
        events.iter().any(|event| match self {
            // Timers that start and writes that begin are passed over.
            Stride::Event => moves(&event.body) || crate::words::is_told(event),
            Stride::Message => moves(&event.body),
            Stride::Decision => [Stride::Election, Stride::Commit, Stride::Repair]
                .iter()
                .any(|stride| stride.stops_at(std::slice::from_ref(event))),
            Stride::Election => {
                matches!(event.body, EventBody::Decided(Decision::BecameLeader { .. }))
            }
            Stride::Commit => {
                matches!(event.body, EventBody::Decided(Decision::Committed { .. }))
            }
            Stride::Repair => {
                matches!(event.body, EventBody::Decided(Decision::Truncated { .. }))
            }
            Stride::Crash => matches!(event.body, EventBody::Crashed { .. }) || is_restart(event),
            Stride::Action => {
                matches!(event.body, EventBody::ActionTaken(_) | EventBody::ActionRefused { .. })
            }
        })
    }
}

fn moves(body: &EventBody) -> bool {
    matches!(body, EventBody::Sent(_) | EventBody::Received(_))
}
