//! What a menu of the diagram offers.

use crate::cluster::Micros;

/// Something that can be done to a message or an action of a run that was played.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Make the message arrive so much later.
    ArriveLater(Micros),
    /// Make it arrive so much earlier.
    ArriveEarlier(Micros),
    /// Don't delay it at all.
    NoDelay,
    /// Go to where it arrives.
    GoToArrival,
    /// Go to where it is sent.
    GoToSending,
    /// Drop it.
    Drop,
    /// Don't drop it any more.
    DontDrop,
    /// Make a second copy.
    Duplicate,
    /// Do the action so much later.
    MoveLater(Micros),
    /// Do it so much earlier.
    MoveEarlier(Micros),
    /// Take it out of the run.
    TakeOut,
    /// Go to where it is done.
    GoThere,
}
