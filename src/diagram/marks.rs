//! What happens on the lanes themselves: elections, commits, repairs, crashes.

use crate::cluster::{Actor, Event, EventBody, Micros, Node};
use crate::raft::{Decision, ServerId, Timer};
use crate::run::{Passage, is_restart};

/// Something worth a mark on a lane.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LaneMark {
    /// The number of its event.
    pub number: usize,
    /// When.
    pub at: Micros,
    /// On whose lane.
    pub on: Node,
    /// What.
    pub kind: LaneMarkKind,
}

/// What is worth a mark on a lane.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum LaneMarkKind {
    /// Its election timer ran out.
    TimedOut,
    /// It won an election.
    Elected,
    /// It committed entries, as the leader.
    Committed,
    /// It learned that entries are committed.
    Learned,
    /// Entries of its log were taken out: they contradict the leader's.
    Repaired,
    /// Its process died.
    Crashed,
    /// Its process started again.
    Restarted,
    /// A client asks for something.
    Asked,
    /// A client was told the answer.
    Answered,
}

impl LaneMarkKind {
    /// All of them, in the order of their names in [`crate::words::Chrome`].
    pub const ALL: [LaneMarkKind; 9] = [
        LaneMarkKind::TimedOut,
        LaneMarkKind::Elected,
        LaneMarkKind::Committed,
        LaneMarkKind::Learned,
        LaneMarkKind::Repaired,
        LaneMarkKind::Crashed,
        LaneMarkKind::Restarted,
        LaneMarkKind::Asked,
        LaneMarkKind::Answered,
    ];

    /// Its shape, as a path around the origin.
    pub fn shape(self) -> &'static str {
        match self {
            LaneMarkKind::TimedOut => "M-4-6h8L-4 6h8z",
            LaneMarkKind::Elected => "M-9 6v-12l5 5 4-7 4 7 5-5v12z",
            LaneMarkKind::Committed => "M-7 0l5 6L8-8",
            LaneMarkKind::Learned => "M-4 0l3 4L5-5",
            LaneMarkKind::Repaired => "M-6 5 5-6M-5-4h6M-1 5h6",
            LaneMarkKind::Crashed => "M-6-6 6 6M-6 6 6-6",
            LaneMarkKind::Restarted => "M-5-6v12L6 0z",
            LaneMarkKind::Asked => "M-6-6h12v8H1l-4 5v-5h-3z",
            LaneMarkKind::Answered => "M-7-5H7V5H-7zl7 6 7-6",
        }
    }

    /// The name of its look.
    pub fn class(self) -> &'static str {
        match self {
            LaneMarkKind::TimedOut => "m-timeout",
            LaneMarkKind::Elected => "m-elected",
            LaneMarkKind::Committed => "m-committed",
            LaneMarkKind::Learned => "m-learned",
            LaneMarkKind::Repaired => "m-repaired",
            LaneMarkKind::Crashed => "m-crashed",
            LaneMarkKind::Restarted => "m-restarted",
            LaneMarkKind::Asked => "m-asked",
            LaneMarkKind::Answered => "m-answered",
        }
    }
}

/// The marks of a passage, in order.
pub fn marks(passage: &Passage) -> Vec<LaneMark> {
    let numbered = (passage.first..).zip(&passage.events);
    numbered.filter_map(|(number, event)| mark(number, event)).collect()
}

fn mark(number: usize, event: &Event) -> Option<LaneMark> {
    let kind = match &event.body {
        EventBody::TimerFired { timer: Timer::Election } => LaneMarkKind::TimedOut,
        EventBody::Decided(Decision::BecameLeader { .. }) => LaneMarkKind::Elected,
        EventBody::Decided(Decision::Committed { .. }) => LaneMarkKind::Committed,
        EventBody::Decided(Decision::CommitLearned { .. }) => LaneMarkKind::Learned,
        EventBody::Decided(Decision::Truncated { .. }) => LaneMarkKind::Repaired,
        EventBody::Crashed { .. } => LaneMarkKind::Crashed,
        EventBody::Proposed { .. } => LaneMarkKind::Asked,
        EventBody::Answered { .. } | EventBody::ReadAnswered { .. } => LaneMarkKind::Answered,
        _ if is_restart(event) => LaneMarkKind::Restarted,
        _ => return None,
    };
    let on = match event.id.actor {
        Actor::Server(server) => Node::Server(server),
        Actor::Client(client) => Node::Client(client),
        Actor::Student | Actor::Message(_) => return None,
    };
    Some(LaneMark { number, at: event.at, on, kind })
}

/// A time in which a server does not run.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose.
    pub server: ServerId,
    /// From when; `None`: since before the passage.
    pub from: Option<Micros>,
    /// Until when; `None`: it lasts.
    pub until: Option<Micros>,
    /// Whether it is paused, and not dead.
    pub is_pause: bool,
}

/// The gaps that begin or end in a passage.
pub fn gaps(passage: &Passage) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for event in &passage.events {
        let Actor::Server(server) = event.id.actor else { continue };
        let (begins, is_pause) = match event.body {
            EventBody::Crashed { .. } => (true, false),
            EventBody::Paused => (true, true),
            EventBody::Resumed => (false, true),
            _ if is_restart(event) => (false, false),
            _ => continue,
        };
        let open = gaps.iter_mut().rev().find(|gap| gap.server == server && gap.until.is_none());
        // Whoever crashes while paused is dead from then on.
        match open {
            Some(gap) => gap.until = Some(event.at),
            None if !begins => {
                gaps.push(Gap { server, from: None, until: Some(event.at), is_pause });
            }
            None => {}
        }
        if begins {
            gaps.push(Gap { server, from: Some(event.at), until: None, is_pause });
        }
    }
    gaps
}
