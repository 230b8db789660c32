//! What became of a message.

use crate::cluster::{LossReason, Micros};

/// What became of one copy of a message.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way.
    InFlight,
    /// It arrived.
    Arrived,
    /// It waits at a paused server.
    Waits,
    /// It was lost.
    Lost(LossReason),
    /// It is gone, and nobody remembers how.
    Gone,
}

/// How the way of a message ends in the diagram.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum WayEnd {
    /// Nobody knows yet.
    Flying,
    /// It will arrive at this moment.
    WillArrive(Micros),
    /// It arrived at this moment.
    Arrived(Micros),
    /// It was lost at this moment.
    Lost(Micros),
}
