//! A message's fields, by the paper's names.

use super::paper::{configuration_words, entry_words, term_words};
use crate::cluster::{Content, Node, Outcome};
use crate::raft::{AppendOutcome, Entry, Message};

/// A message's fields, by the paper's names.
/// The paper's candidateId and leaderId are the sender.
pub fn fields(from: Node, content: &Content) -> Vec<(&'static str, String)> {
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
            ("configuration", configuration_words(&m.snapshot.configuration)),
            ("data", format!("{} bytes", m.snapshot.state.bytes().len())),
            ("round", m.round.to_string()),
        ],
        Content::Raft(Message::InstallSnapshotReply(m)) => vec![
            ("term", m.term.to_string()),
            ("match_index", m.match_index.map_or("none: stale term".into(), |i| i.to_string())),
            ("round", m.round.to_string()),
        ],
        Content::Raft(Message::RequestVoteReply(m)) => {
            vec![
                ("term", m.term.to_string()),
                ("request_term", m.request_term.to_string()),
                ("vote_granted", m.vote_granted.to_string()),
            ]
        }
        Content::Raft(Message::AppendEntries(m)) => vec![
            ("term", m.term.to_string()),
            ("leader_id", sender()),
            ("prev_log_index", m.prev_log_index.to_string()),
            ("prev_log_term", m.prev_log_term.to_string()),
            ("entries", list_entries(m.prev_log_index + 1, &m.entries)),
            ("leader_commit", m.leader_commit.to_string()),
            ("round", m.round.to_string()),
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
                    fields.push(("conflict_term", hint.term.map_or("none".into(), term_words)));
                    fields.push(("first_index", hint.first_index.to_string()));
                }
                AppendOutcome::StaleTerm => fields.push(("success", "false".into())),
            }
            fields.push(("round", m.round.to_string()));
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
            let mut fields = vec![("sequence", sequence.to_string())];
            match outcome {
                Outcome::Applied { index } => fields.push(("applied_at", index.to_string())),
                Outcome::Value(value) => {
                    fields.push(("value", value.clone().unwrap_or_else(|| "none".into())));
                }
                Outcome::NotLeader { leader } => fields.push((
                    "not_leader",
                    leader.map_or("leader unknown".into(), |leader| format!("try {leader}")),
                )),
            }
            fields
        }
    }
}

fn list_entries(first: u64, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return "none".into();
    }
    let all: Vec<_> = (first..)
        .zip(entries)
        .map(|(index, entry)| format!("{index}: {} (term {})", entry_words(entry), entry.term))
        .collect();
    all.join(", ")
}
