//! Messages: the names of their kinds, tags, fields, and what becomes of them.

use super::numbers::{milliseconds, server as short_name};
use super::paper::{configuration, entry, node};
use crate::cluster::{Content, LossReason, MessageKind, Micros, Node, Operation, Outcome};
use crate::raft::{AppendOutcome, Entry, Index, Message};
use crate::words::{Fate, WayEnd};

/// The core's round: how often a leader has turned to everyone in its term. At the table a
/// round is something else.
const BROADCAST: &str = "广播";

pub(super) fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote => "RequestVote",
        MessageKind::VoteGranted => "RequestVoteReply（投票）",
        MessageKind::VoteDenied => "RequestVoteReply（不投）",
        MessageKind::Append => "AppendEntries",
        MessageKind::Heartbeat => "AppendEntries（心跳）",
        MessageKind::AppendOk => "AppendEntriesReply（成功）",
        MessageKind::AppendRefused => "AppendEntriesReply（拒绝）",
        MessageKind::Snapshot => "InstallSnapshot",
        MessageKind::SnapshotOk => "InstallSnapshotReply",
        MessageKind::TimeoutNow => "TimeoutNow",
        MessageKind::PreVote => "PreVote",
        MessageKind::PreVoteGranted => "PreVoteReply（会投）",
        MessageKind::PreVoteDenied => "PreVoteReply（不会投）",
        MessageKind::Request => "客户端请求",
        MessageKind::Response => "给客户端的答复",
    }
}

pub(super) fn title(from: Node, to: Node, content: &Content) -> String {
    format!("{}，{} → {}", kind(MessageKind::of(content)), node(from), node(to))
}

/// What is written on a message in the ring.
pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "投我？".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "投你".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "不投".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.len() as Index {
            0 => format!("提交 {}", m.leader_commit),
            1 => format!("追加 {}", m.prev_log_index + 1),
            more => format!("{}-{}", m.prev_log_index + 1, m.prev_log_index + more),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("确认 {match_index}"),
            AppendOutcome::Mismatch { .. } => "对不上".into(),
            AppendOutcome::StaleTerm => "过期".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) => format!("到 {}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(index) => format!("确认 {index}"),
            None => "过期".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "快参选".into(),
        Content::Raft(Message::PreVote(_)) => "会投我？".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "会投".into(),
        Content::Raft(Message::PreVoteReply(_)) => "不会投".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => match request.operation {
            Operation::Set { .. } => "SET".into(),
            Operation::Get { .. } => "GET".into(),
        },
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index, .. } => format!("完成 {index}"),
            Outcome::Value(_) => "值".into(),
            Outcome::NotLeader { .. } => "不是我".into(),
        },
    }
}

pub(super) fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::InFlight => "还在路上",
        Fate::Arrived => "已到达",
        Fate::Waits => "在暂停的服务器那里等着",
        Fate::Lost(LossReason::Network) => "在网络里丢了",
        Fate::Lost(LossReason::Cut) => "丢了：链路是断的",
        Fate::Lost(LossReason::ReceiverDown) => "丢了：接收方已经崩溃",
        Fate::Lost(LossReason::Dropped) => "手动丢弃了",
        Fate::Gone => "不在了",
    }
}

pub(super) fn arrow(kind: MessageKind, from: Node, to: Node, end: WayEnd) -> String {
    let end = match end {
        WayEnd::Flying => "还在路上".into(),
        WayEnd::WillArrive(at) => format!("将在 {}到达", milliseconds(at)),
        WayEnd::Arrived(at) => format!("在 {}到达", milliseconds(at)),
        WayEnd::Lost(at) => format!("在 {}丢失", milliseconds(at)),
    };
    format!("{}，{} → {}，{end}", self::kind(kind), short(from), short(to))
}

pub(super) fn arrow_title(kind: MessageKind, sent: Micros) -> String {
    format!("{}，在 {}发出", self::kind(kind), milliseconds(sent))
}

/// "S3", or "客户端".
pub(super) fn short(of: Node) -> String {
    match of {
        Node::Server(server) => short_name(server),
        Node::Client(_) => node(of),
    }
}

pub(super) fn fields(from: Node, content: &Content) -> Vec<(&'static str, String)> {
    let sender = || short(from);
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
            ("data", format!("{} 字节", m.snapshot.state.bytes().len())),
            (BROADCAST, m.round.to_string()),
        ],
        Content::Raft(Message::InstallSnapshotReply(m)) => vec![
            ("term", m.term.to_string()),
            ("match_index", m.match_index.map_or("无：任期过期".into(), |i| i.to_string())),
            (BROADCAST, m.round.to_string()),
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
            (BROADCAST, m.round.to_string()),
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
                    let term = hint.term.map_or("无".into(), |term| term.to_string());
                    fields.push(("conflict_term", term));
                    fields.push(("first_index", hint.first_index.to_string()));
                }
                AppendOutcome::StaleTerm => fields.push(("success", "false".into())),
            }
            fields.push((BROADCAST, m.round.to_string()));
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
                Outcome::Value(value) => ("value", value.clone().unwrap_or_else(|| "无".into())),
                Outcome::NotLeader { leader } => (
                    "not_leader",
                    leader.map_or("不知道谁是领导者".into(), |leader| {
                        format!("去问 {}", short_name(leader))
                    }),
                ),
            };
            vec![("sequence", sequence.to_string()), outcome]
        }
    }
}

fn entries(first: Index, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return "无".into();
    }
    let all: Vec<_> = (first..)
        .zip(entries)
        .map(|(index, one)| format!("{index}：{}（任期 {}）", entry(one), one.term))
        .collect();
    all.join("，")
}
