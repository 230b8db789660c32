//! Events as beats: what of a run somebody at a table would mention. The sentences are in
//! `words`.

use crate::cluster::{Actor, Event, EventBody};
use crate::raft::{Decision, ServerId};

/// An event as the lunch tells it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    /// The teammate it is about; `None`: the asker.
    pub who: Option<ServerId>,
    /// What kind of thing it is.
    pub kind: BeatKind,
}

/// A kind of beat.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum BeatKind {
    /// Somebody comes, goes, dozes off or wakes up.
    Attendance,
    /// It is about who holds the sheet.
    Sheet,
    /// Something happens to a notebook.
    Notebook,
    /// A line becomes final, is known to be, or is acted on.
    Final,
    /// It is about who belongs to the table.
    GuestList,
    /// A question is answered from a notebook.
    Question,
    /// Something happens to a note on its way.
    Note,
    /// The asker asks, counts or hears something.
    Asker,
}

/// How the lunch tells `event`; `None` for what nobody at a table would mention:
/// timers, disks that work, and messages that travel as they should.
pub fn beat(event: &Event) -> Option<Beat> {
    let actor = match event.id.actor {
        Actor::Server(server) => Some(server),
        _ => None,
    };
    let kind = match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started
        | EventBody::Crashed { .. }
        | EventBody::Restarted { .. }
        | EventBody::Paused
        | EventBody::Resumed => BeatKind::Attendance,
        EventBody::Abstained => BeatKind::Sheet,
        EventBody::DiskLost
        | EventBody::DiskTorn { .. }
        | EventBody::DiskStopped
        | EventBody::DiskStarted
        | EventBody::Restored { .. } => BeatKind::Notebook,
        EventBody::Applied { request: Some(_), .. } => BeatKind::Final,
        EventBody::ReadServed { .. } => BeatKind::Question,
        EventBody::Decided(decision) => decided(actor, decision)?,
        EventBody::Lost { flight, .. }
        | EventBody::Duplicated { flight }
        | EventBody::Delayed { flight, .. }
        | EventBody::Delivered { flight }
        | EventBody::Waiting(flight) => {
            let who = match event.body {
                EventBody::Waiting(_) => actor,
                _ => flight.message.from.server(),
            };
            return Some(Beat { who, kind: BeatKind::Note });
        }
        EventBody::RequestKnown { .. } => BeatKind::Question,
        EventBody::Forwarded { .. }
        | EventBody::Proposed { .. }
        | EventBody::TimedOut { .. }
        | EventBody::Redirected { .. }
        | EventBody::Answered { .. }
        | EventBody::ReadAnswered { .. }
        | EventBody::PollOpened { .. }
        | EventBody::PollPreference { .. }
        | EventBody::PollSilence { .. }
        | EventBody::PollTallied { .. }
        | EventBody::PollEmpty => BeatKind::Asker,
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { .. }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::Applied { request: None, .. }
        | EventBody::PollAsked { .. } => return None,
    };
    Some(Beat { who: actor, kind })
}

fn decided(actor: Option<ServerId>, decision: &Decision) -> Option<BeatKind> {
    Some(match decision {
        Decision::VoteCounted { voter, .. } if Some(*voter) == actor => BeatKind::Sheet,
        Decision::BecameCandidate { .. }
        | Decision::VoteGranted { .. }
        | Decision::VoteRepeated { .. }
        | Decision::VoteDenied { .. }
        | Decision::BecameLeader { .. }
        | Decision::BecameFollower { .. }
        | Decision::LeaderRecognised { .. }
        | Decision::RequestRefused { .. }
        | Decision::BecamePreCandidate { .. }
        | Decision::PreVoteGranted { .. }
        | Decision::PreVoteDenied { .. }
        | Decision::TransferBegun { .. }
        | Decision::TransferReady { .. }
        | Decision::TransferAborted { .. }
        | Decision::TransferRedirected { .. }
        | Decision::TransferOver { .. }
        | Decision::TimeoutNowIgnored { .. }
        | Decision::VoteRefused { .. }
        | Decision::PreVoteRefused { .. }
        | Decision::AskedAgain { .. }
        | Decision::LeaseHeld { .. }
        | Decision::LeaseEnded { .. }
        | Decision::ImpossibleMessage { .. } => BeatKind::Sheet,
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::EntryAppended { .. }
        | Decision::AppendAccepted { .. }
        | Decision::AppendRejected { .. }
        | Decision::Truncated { .. }
        | Decision::NextIndexBackedUp { .. }
        | Decision::Compacted { .. }
        | Decision::SnapshotInstalled { .. }
        | Decision::SnapshotIgnored { .. } => BeatKind::Notebook,
        Decision::Committed { .. } | Decision::CommitLearned { .. } => BeatKind::Final,
        Decision::ConfigurationInForce { .. } | Decision::ConfigurationTakenBack { .. } => {
            BeatKind::GuestList
        }
        Decision::ReadTaken { .. }
        | Decision::ReadConfirmed { .. }
        | Decision::ReadUnderLease { .. }
        | Decision::ReadDropped { .. } => BeatKind::Question,
        Decision::TermAdopted { .. }
        | Decision::VoteCounted { .. }
        | Decision::PreVoteCounted { .. }
        | Decision::QuorumHeard { .. }
        | Decision::MatchAdvanced { .. }
        | Decision::StaysFollower { .. }
        | Decision::StoppedProtectingLeader
        | Decision::ReplyIgnored { .. } => return None,
    })
}
