//! The kinds of messages.

use super::network::Content;
use crate::raft::{AppendOutcome, Message};

/// A kind of message, as the page tells them apart: each has a shape and a colour of its own.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// RequestVote.
    RequestVote,
    /// RequestVoteReply, granted.
    VoteGranted,
    /// RequestVoteReply, denied.
    VoteDenied,
    /// AppendEntries with entries.
    Append,
    /// AppendEntries without entries.
    Heartbeat,
    /// AppendEntriesReply, success.
    AppendOk,
    /// AppendEntriesReply, mismatch or stale term.
    AppendRefused,
    /// InstallSnapshot.
    Snapshot,
    /// InstallSnapshotReply.
    SnapshotOk,
    /// TimeoutNow.
    TimeoutNow,
    /// PreVote.
    PreVote,
    /// PreVoteReply, granted.
    PreVoteGranted,
    /// PreVoteReply, denied.
    PreVoteDenied,
    /// A client's request.
    Request,
    /// A server's answer to a client.
    Response,
}

impl MessageKind {
    /// The kind of a message that says this.
    pub fn of(content: &Content) -> MessageKind {
        match content {
            Content::Raft(Message::RequestVote(_)) => MessageKind::RequestVote,
            Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => {
                MessageKind::VoteGranted
            }
            Content::Raft(Message::RequestVoteReply(_)) => MessageKind::VoteDenied,
            Content::Raft(Message::AppendEntries(m)) if m.entries.is_empty() => {
                MessageKind::Heartbeat
            }
            Content::Raft(Message::AppendEntries(_)) => MessageKind::Append,
            Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
                AppendOutcome::Success { .. } => MessageKind::AppendOk,
                AppendOutcome::Mismatch { .. } | AppendOutcome::StaleTerm => {
                    MessageKind::AppendRefused
                }
            },
            Content::Raft(Message::InstallSnapshot(_)) => MessageKind::Snapshot,
            Content::Raft(Message::InstallSnapshotReply(_)) => MessageKind::SnapshotOk,
            Content::Raft(Message::TimeoutNow(_)) => MessageKind::TimeoutNow,
            Content::Raft(Message::PreVote(_)) => MessageKind::PreVote,
            Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => {
                MessageKind::PreVoteGranted
            }
            Content::Raft(Message::PreVoteReply(_)) => MessageKind::PreVoteDenied,
            Content::Request(_) | Content::Forwarded { .. } => MessageKind::Request,
            Content::Response { .. } => MessageKind::Response,
        }
    }
}
