//! How kinds of messages look: the same in the diagram and in the pictures.

use crate::cluster::MessageKind;

/// The name of the mark that a message of this kind is drawn with.
pub fn mark_of(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote => "rv",
        MessageKind::VoteGranted => "rv-yes",
        MessageKind::VoteDenied => "rv-no",
        MessageKind::Append => "ae",
        MessageKind::Heartbeat => "hb",
        MessageKind::AppendOk => "ae-yes",
        MessageKind::AppendRefused => "ae-no",
        MessageKind::Snapshot => "is",
        MessageKind::SnapshotOk => "is-yes",
        MessageKind::TimeoutNow => "tn",
        MessageKind::PreVote => "pv",
        MessageKind::PreVoteGranted => "pv-yes",
        MessageKind::PreVoteDenied => "pv-no",
        MessageKind::Request => "req",
        MessageKind::Response => "res",
    }
}

/// The name of its colour in the style sheet.
pub fn colour_of(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote | MessageKind::VoteGranted | MessageKind::VoteDenied => "k-rv",
        MessageKind::PreVote | MessageKind::PreVoteGranted | MessageKind::PreVoteDenied => "k-rv",
        MessageKind::Append
        | MessageKind::Heartbeat
        | MessageKind::Snapshot
        | MessageKind::TimeoutNow => "k-ae",
        MessageKind::AppendOk | MessageKind::SnapshotOk => "k-ok",
        MessageKind::AppendRefused => "k-no",
        MessageKind::Request | MessageKind::Response => "k-cl",
    }
}
