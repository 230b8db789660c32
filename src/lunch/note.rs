//! What a message says, as a note passed across the table.

use super::team::{dish_of, line_text, teammate};
use crate::cluster::{Content, Outcome};
use crate::raft::{AppendEntries, AppendOutcome, Message};

/// The note that a message is at the table.
pub fn note(content: &Content) -> String {
    match content {
        Content::Raft(message) => between_teammates(message),
        Content::Request(request) => format!("Please: {}", dish_of(&request.operation)),
        Content::Response { outcome: Outcome::Applied { index }, .. } => {
            format!("It is line {index}, final")
        }
        Content::Response { outcome: Outcome::NotLeader { leader: Some(leader) }, .. } => {
            format!("Ask {}", teammate(*leader).name)
        }
        Content::Response { outcome: Outcome::NotLeader { leader: None }, .. } => {
            "I don't hold the sheet".into()
        }
        Content::Response { outcome: Outcome::Value(Some(value)), .. } => format!("It is {value}"),
        Content::Response { outcome: Outcome::Value(None), .. } => "Nothing is final there".into(),
        Content::Forwarded { request, .. } => {
            format!("The asker wants: {}", dish_of(&request.operation))
        }
    }
}

fn between_teammates(message: &Message) -> String {
    match message {
        Message::RequestVote(m) => format!("May I hold the sheet? Round {}", m.term),
        Message::RequestVoteReply(m) if m.vote_granted => "Yes, you".into(),
        Message::RequestVoteReply(_) => "No".into(),
        Message::AppendEntries(m) => dictation(m),
        Message::AppendEntriesReply(m) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("Copied to line {match_index}"),
            AppendOutcome::Mismatch { hint, .. } if hint.first_index == 0 => {
                "My notebook is empty. Who is at the table?".into()
            }
            AppendOutcome::Mismatch { prev_log_index, .. } => {
                format!("My line {prev_log_index} is not yours")
            }
            AppendOutcome::StaleTerm => format!("That round is over: it is {}", m.term),
        },
        Message::InstallSnapshot(m) if m.snapshot.last_index == 0 => {
            "Who was at the table first".into()
        }
        Message::InstallSnapshot(m) => format!("Lines 1 to {} on one page", m.snapshot.last_index),
        Message::InstallSnapshotReply(m) => match m.match_index {
            Some(0) => "I know who is here".into(),
            Some(line) => format!("I have it, to line {line}"),
            None => format!("That round is over: it is {}", m.term),
        },
        Message::TimeoutNow(_) => "Ask for the sheet now".into(),
        Message::PreVote(m) => format!("Would you say yes? In round {}", m.term),
        Message::PreVoteReply(m) if m.vote_granted => "I would".into(),
        Message::PreVoteReply(_) => "I would not".into(),
    }
}

fn dictation(message: &AppendEntries) -> String {
    let first = message.prev_log_index + 1;
    match message.entries.as_slice() {
        [] if message.leader_commit > 0 => format!("Final through line {}", message.leader_commit),
        [] => "I still hold the sheet".into(),
        [entry] => format!("Line {first}: {}", line_text(entry)),
        entries => format!("Lines {first} to {}", message.prev_log_index + entries.len() as u64),
    }
}
