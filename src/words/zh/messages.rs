//! Messages: the names of their kinds, tags, fields, and what becomes of them.

use super::numbers::{counted, milliseconds};
use super::paper::{configuration, entry, node};
use crate::cluster::{Content, LossReason, MessageKind, Micros, Node, Operation, Outcome};
use crate::raft::{AppendOutcome, Entry, Index, Message};
use crate::words::{Fate, WayEnd};

/// The core's round: how often a leader has turned to everyone in its term. At the table a
/// round is something else.
const EXCHANGE: &str = "exchange";

pub(super) fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote => "RequestVote",
        MessageKind::VoteGranted => "RequestVoteReply (granted)",
        MessageKind::VoteDenied => "RequestVoteReply (denied)",
        MessageKind::Append => "AppendEntries",
        MessageKind::Heartbeat => "AppendEntries (heartbeat)",
        MessageKind::AppendOk => "AppendEntriesReply (success)",
        MessageKind::AppendRefused => "AppendEntriesReply (refused)",
        MessageKind::Snapshot => "InstallSnapshot",
        MessageKind::SnapshotOk => "InstallSnapshotReply",
        MessageKind::TimeoutNow => "TimeoutNow",
        MessageKind::PreVote => "PreVote",
        MessageKind::PreVoteGranted => "PreVoteReply (granted)",
        MessageKind::PreVoteDenied => "PreVoteReply (denied)",
        MessageKind::Request => "Client request",
        MessageKind::Response => "Answer to the client",
    }
}

pub(super) fn title(from: Node, to: Node, content: &Content) -> String {
    format!("{}, {} → {}", kind(MessageKind::of(content)), node(from), node(to))
}

/// What is written on a message in the ring.
pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "vote?".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "vote".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "no".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.len() as Index {
            0 => format!("commit {}", m.leader_commit),
            1 => format!("append {}", m.prev_log_index + 1),
            more => format!("{}-{}", m.prev_log_index + 1, m.prev_log_index + more),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("ack {match_index}"),
            AppendOutcome::Mismatch { .. } => "mismatch".into(),
            AppendOutcome::StaleTerm => "stale".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) => format!("to {}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(index) => format!("ack {index}"),
            None => "stale".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "stand now".into(),
        Content::Raft(Message::PreVote(_)) => "pre-vote?".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "yes".into(),
        Content::Raft(Message::PreVoteReply(_)) => "no".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => match request.operation {
            Operation::Set { .. } => "SET".into(),
            Operation::Get { .. } => "GET".into(),
        },
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index, .. } => format!("done {index}"),
            Outcome::Value(_) => "value".into(),
            Outcome::NotLeader { .. } => "not me".into(),
        },
    }
}

pub(super) fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::InFlight => "in flight",
        Fate::Arrived => "arrived",
        Fate::Waits => "waits at a paused server",
        Fate::Lost(LossReason::Network) => "lost by the network",
        Fate::Lost(LossReason::Cut) => "lost: the link is cut",
        Fate::Lost(LossReason::ReceiverDown) => "lost: the receiver has crashed",
        Fate::Lost(LossReason::Dropped) => "dropped by hand",
        Fate::Gone => "gone",
    }
}

pub(super) fn arrow(kind: MessageKind, from: Node, to: Node, end: WayEnd) -> String {
    let end = match end {
        WayEnd::Flying => "still on its way".into(),
        WayEnd::WillArrive(at) => format!("will arrive at {}", milliseconds(at)),
        WayEnd::Arrived(at) => format!("arrives at {}", milliseconds(at)),
        WayEnd::Lost(at) => format!("lost at {}", milliseconds(at)),
    };
    format!("{} {} → {}, {end}", self::kind(kind), short(from), short(to))
}

pub(super) fn arrow_title(kind: MessageKind, sent: Micros) -> String {
    format!("{}, sent at {}", self::kind(kind), milliseconds(sent))
}

/// "S3", or "client".
pub(super) fn short(of: Node) -> String {
    match of {
        Node::Server(server) => format!("S{}", server.0),
        Node::Client(_) => node(of),
    }
}

pub(super) fn fields(from: Node, content: &Content) -> Vec<(&'static str, String)> {
    let sender = || from.to_string();
    match content {
        Content::Raft(Message::RequestVote(m)) => vec![
            ("term", m.term.to_string()),
            ("candidate_id", sender()),
            ("last_log_index", m.last_log_index.to_string()),
            ("last_log_term", m.last_log_term.to_string()),
            ("leadership_transfer", m.leadership_transfer.to_string()),
        ],
        Content::Raft(Message::PreVote(m)) => vec![
            ("term", m.term.to_string()),
            ("candidate_id", sender()),
            ("last_log_index", m.last_log_index.to_string()),
            ("last_log_term", m.last_log_term.to_string()),
        ],
        Content::Raft(Message::PreVoteReply(m)) => {
            vec![("term", m.term.to_string()), ("vote_granted", m.vote_granted.to_string())]
        }
        Content::Raft(Message::TimeoutNow(m)) => {
            vec![("term", m.term.to_string()), ("leader_id", sender())]
        }
        Content::Raft(Message::InstallSnapshot(m)) => vec![
            ("term", m.term.to_string()),
            ("leader_id", sender()),
            ("last_included_index", m.snapshot.last_index.to_string()),
            ("last_included_term", m.snapshot.last_term.to_string()),
            ("configuration", configuration(&m.snapshot.configuration)),
            ("data", counted(m.snapshot.state.bytes().len() as u64, "byte", "bytes")),
            (EXCHANGE, m.round.to_string()),
        ],
        Content::Raft(Message::InstallSnapshotReply(m)) => vec![
            ("term", m.term.to_string()),
            ("match_index", m.match_index.map_or("none: stale term".into(), |i| i.to_string())),
            (EXCHANGE, m.round.to_string()),
        ],
        Content::Raft(Message::RequestVoteReply(m)) => vec![
            ("term", m.term.to_string()),
            ("request_term", m.request_term.to_string()),
            ("vote_granted", m.vote_granted.to_string()),
        ],
        Content::Raft(Message::AppendEntries(m)) => vec![
            ("term", m.term.to_string()),
            ("leader_id", sender()),
            ("prev_log_index", m.prev_log_index.to_string()),
            ("prev_log_term", m.prev_log_term.to_string()),
            ("entries", entries(m.prev_log_index + 1, &m.entries)),
            ("leader_commit", m.leader_commit.to_string()),
            (EXCHANGE, m.round.to_string()),
        ],
        Content::Raft(Message::AppendEntriesReply(m)) => {
            let mut fields = vec![("term", m.term.to_string())];
            match m.outcome {
                AppendOutcome::Success { match_index } => {
                    fields.push(("success", "true".into()));
                    fields.push(("match_index", match_index.to_string()));
                }
                AppendOutcome::Mismatch { prev_log_index, hint } => {
                    fields.push(("success", "false".into()));
                    fields.push(("prev_log_index", prev_log_index.to_string()));
                    let term = hint.term.map_or("none".into(), |term| term.to_string());
                    fields.push(("conflict_term", term));
                    fields.push(("first_index", hint.first_index.to_string()));
                }
                AppendOutcome::StaleTerm => fields.push(("success", "false".into())),
            }
            fields.push((EXCHANGE, m.round.to_string()));
            fields
        }
        Content::Request(request) => vec![
            ("command", request.operation.to_string()),
            ("client", request.client.0.to_string()),
            ("sequence", request.sequence.to_string()),
        ],
        Content::Forwarded { request, .. } => vec![
            ("command", request.operation.to_string()),
            ("client", request.client.0.to_string()),
            ("sequence", request.sequence.to_string()),
            ("forwarded_by", sender()),
        ],
        Content::Response { sequence, outcome } => {
            let outcome = match outcome {
                Outcome::Applied { index } => ("applied_at", index.to_string()),
                Outcome::Value(value) => ("value", value.clone().unwrap_or_else(|| "none".into())),
                Outcome::NotLeader { leader } => (
                    "not_leader",
                    leader.map_or("leader unknown".into(), |leader| format!("try {leader}")),
                ),
            };
            vec![("sequence", sequence.to_string()), outcome]
        }
    }
}

fn entries(first: Index, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return "none".into();
    }
    let all: Vec<_> = (first..)
        .zip(entries)
        .map(|(index, one)| format!("{index}: {} (term {})", entry(one), one.term))
        .collect();
    all.join(", ")
}
