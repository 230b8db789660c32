//! Messages: the names of their kinds, tags, fields, and what becomes of them.

use super::numbers::{counted, milliseconds, server as short_server};
use super::paper::{configuration, entry, node};
use crate::cluster::{Content, LossReason, MessageKind, Micros, Node, Operation, Outcome};
use crate::raft::{AppendOutcome, Entry, Index, Message};
use crate::words::{Fate, WayEnd};

/// The core's round: how often a leader has turned to everyone in its term. At the table a
/// round is something else.
const EXCHANGE: &str = "intercambio";

pub(super) fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote => "RequestVote",
        MessageKind::VoteGranted => "RequestVoteReply (voto dado)",
        MessageKind::VoteDenied => "RequestVoteReply (voto negado)",
        MessageKind::Append => "AppendEntries",
        MessageKind::Heartbeat => "AppendEntries (latido)",
        MessageKind::AppendOk => "AppendEntriesReply (guardado)",
        MessageKind::AppendRefused => "AppendEntriesReply (rechazado)",
        MessageKind::Snapshot => "InstallSnapshot",
        MessageKind::SnapshotOk => "InstallSnapshotReply",
        MessageKind::TimeoutNow => "TimeoutNow",
        MessageKind::PreVote => "PreVote",
        MessageKind::PreVoteGranted => "PreVoteReply (sí)",
        MessageKind::PreVoteDenied => "PreVoteReply (no)",
        MessageKind::Request => "Petición del cliente",
        MessageKind::Response => "Respuesta al cliente",
    }
}

pub(super) fn title(from: Node, to: Node, content: &Content) -> String {
    format!("{}, {} → {}", kind(MessageKind::of(content)), node(from), node(to))
}

/// What is written on a message in the ring.
pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "¿voto?".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "voto".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "no".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.len() as Index {
            0 => format!("confirma {}", m.leader_commit),
            1 => format!("añade {}", m.prev_log_index + 1),
            more => format!("{}-{}", m.prev_log_index + 1, m.prev_log_index + more),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("ack {match_index}"),
            AppendOutcome::Mismatch { .. } => "no encaja".into(),
            AppendOutcome::StaleTerm => "caduco".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) => format!("hasta {}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(index) => format!("ack {index}"),
            None => "caduco".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "preséntate".into(),
        Content::Raft(Message::PreVote(_)) => "¿prevoto?".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "sí".into(),
        Content::Raft(Message::PreVoteReply(_)) => "no".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => match request.operation {
            Operation::Set { .. } => "SET".into(),
            Operation::Get { .. } => "GET".into(),
        },
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index, .. } => format!("hecho {index}"),
            Outcome::Value(_) => "valor".into(),
            Outcome::NotLeader { .. } => "no soy yo".into(),
        },
    }
}

pub(super) fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::InFlight => "de camino",
        Fate::Arrived => "llegó",
        Fate::Waits => "espera en un servidor en pausa",
        Fate::Lost(LossReason::Network) => "perdido en la red",
        Fate::Lost(LossReason::Cut) => "perdido: el enlace está cortado",
        Fate::Lost(LossReason::ReceiverDown) => "perdido: el destinatario está caído",
        Fate::Lost(LossReason::Dropped) => "descartado a mano",
        Fate::Gone => "ya no está",
    }
}

pub(super) fn arrow(kind: MessageKind, from: Node, to: Node, end: WayEnd) -> String {
    let end = match end {
        WayEnd::Flying => "aún de camino".into(),
        WayEnd::WillArrive(at) => format!("llegará a los {}", milliseconds(at)),
        WayEnd::Arrived(at) => format!("llega a los {}", milliseconds(at)),
        WayEnd::Lost(at) => format!("perdido a los {}", milliseconds(at)),
    };
    format!("{} {} → {}, {end}", self::kind(kind), short(from), short(to))
}

pub(super) fn arrow_title(kind: MessageKind, sent: Micros) -> String {
    format!("{}, enviado a los {}", self::kind(kind), milliseconds(sent))
}

/// "S3", or "cliente".
pub(super) fn short(of: Node) -> String {
    match of {
        Node::Server(server) => short_server(server),
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
            ("data", counted(m.snapshot.state.bytes().len() as u64, "byte", "bytes")),
            (EXCHANGE, m.round.to_string()),
        ],
        Content::Raft(Message::InstallSnapshotReply(m)) => vec![
            ("term", m.term.to_string()),
            (
                "match_index",
                m.match_index.map_or("ninguno: mandato caduco".into(), |i| i.to_string()),
            ),
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
                    let term = hint.term.map_or("ninguno".into(), |term| term.to_string());
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
                Outcome::Value(value) => {
                    ("value", value.clone().unwrap_or_else(|| "ninguno".into()))
                }
                Outcome::NotLeader { leader } => (
                    "not_leader",
                    leader.map_or("líder desconocido".into(), |leader| {
                        format!("prueba con {}", short_server(leader))
                    }),
                ),
            };
            vec![("sequence", sequence.to_string()), outcome]
        }
    }
}

fn entries(first: Index, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return "ninguna".into();
    }
    let all: Vec<_> = (first..)
        .zip(entries)
        .map(|(index, one)| format!("{index}: {} (mandato {})", entry(one), one.term))
        .collect();
    all.join(", ")
}
