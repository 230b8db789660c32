//! What messages say, as notes passed across the table.

use super::numbers::lines;
use super::things::{dish, line, short_line};
use crate::cluster::{Content, Operation, Outcome};
use crate::lunch::{ASKER, teammate};
use crate::raft::{AppendEntries, AppendOutcome, Message};
use crate::words::shorten;

/// Most letters of a dish beside a note.
const TAG_LETTERS: usize = 8;

pub(super) fn note(content: &Content) -> String {
    match content {
        Content::Raft(message) => between_teammates(message),
        Content::Request(request) => match &request.operation {
            Operation::Set { .. } => format!("Please: {}", dish(&request.operation)),
            Operation::Get { key } => format!("What does {key} say?"),
        },
        Content::Forwarded { request, .. } => {
            format!("{ASKER} wants: {}", dish(&request.operation))
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index } => format!("It's line {index}, and it's final"),
            Outcome::NotLeader { leader: Some(leader) } => {
                format!("Ask {}", teammate(*leader).name)
            }
            Outcome::NotLeader { leader: None } => "I don't hold the sheet".into(),
            Outcome::Value(Some(value)) => format!("It's {value}"),
            Outcome::Value(None) => "There's nothing".into(),
        },
    }
}

fn between_teammates(message: &Message) -> String {
    match message {
        Message::RequestVote(m) => format!("May I hold the sheet? It's round {}", m.term),
        Message::RequestVoteReply(m) if m.vote_granted => "Yes, you".into(),
        Message::RequestVoteReply(_) => "No".into(),
        Message::AppendEntries(m) => dictation(m),
        Message::AppendEntriesReply(m) => match m.outcome {
            AppendOutcome::Success { match_index: 0 } => "I'm listening".into(),
            AppendOutcome::Success { match_index } => format!("Copied, up to line {match_index}"),
            AppendOutcome::Mismatch { hint, .. } if hint.first_index == 0 => {
                "My notebook is empty. Who was at the table first?".into()
            }
            AppendOutcome::Mismatch { prev_log_index, hint } => match hint.term {
                None => format!("I have no line {prev_log_index}"),
                Some(_) => format!("Our line {prev_log_index}s differ"),
            },
            AppendOutcome::StaleTerm => over(m.term),
        },
        Message::InstallSnapshot(m) if m.snapshot.last_index == 0 => {
            "This is who was at the table first".into()
        }
        Message::InstallSnapshot(m) => {
            format!("One page for {}", lines(1, m.snapshot.last_index))
        }
        Message::InstallSnapshotReply(m) => match m.match_index {
            Some(0) => "Now I know who is here".into(),
            Some(line) => format!("I have it, up to line {line}"),
            None => over(m.term),
        },
        Message::TimeoutNow(_) => "Ask for the sheet now".into(),
        Message::PreVote(m) => format!("Would you say yes? It would be round {}", m.term),
        Message::PreVoteReply(m) if m.vote_granted => "I would".into(),
        Message::PreVoteReply(_) => "I wouldn't".into(),
    }
}

fn over(term: u64) -> String {
    format!("That round is over: it's round {term} now")
}

fn dictation(message: &AppendEntries) -> String {
    let first = message.prev_log_index + 1;
    match message.entries.as_slice() {
        [] if message.leader_commit > 0 => {
            format!("Final up to line {}", message.leader_commit)
        }
        [] => "I'm still holding the sheet".into(),
        [entry] => format!("Line {first}: {}", line(entry)),
        entries => format!("Lines {first} to {}", message.prev_log_index + entries.len() as u64),
    }
}

pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "may I?".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "yes".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "no".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.as_slice() {
            [] => format!("final: {}", m.leader_commit),
            [entry] => {
                format!("{} {}", m.prev_log_index + 1, shorten(&short_line(entry), TAG_LETTERS))
            }
            more => format!("{} lines", more.len()),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("copied {match_index}"),
            AppendOutcome::Mismatch { .. } => "can't yet".into(),
            AppendOutcome::StaleTerm => "too late".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) if m.snapshot.last_index == 0 => {
            "who's here".into()
        }
        Content::Raft(Message::InstallSnapshot(m)) => format!("1-{}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(_) => "have it".into(),
            None => "too late".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "you now".into(),
        Content::Raft(Message::PreVote(_)) => "would you?".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "I would".into(),
        Content::Raft(Message::PreVoteReply(_)) => "no".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => {
            shorten(&dish(&request.operation), TAG_LETTERS)
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { .. } => "final!".into(),
            Outcome::Value(Some(value)) => shorten(value, TAG_LETTERS),
            Outcome::Value(None) => "nothing".into(),
            Outcome::NotLeader { .. } => "not me".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::{AppendEntriesReply, ConflictHint};

    #[test]
    fn a_line_that_differs_is_not_one_that_is_missing() {
        let says = |term, first_index| {
            let hint = ConflictHint { term, first_index };
            let outcome = AppendOutcome::Mismatch { prev_log_index: 8, hint };
            let reply = AppendEntriesReply { term: 3, round: 1, outcome };
            note(&Content::Raft(Message::AppendEntriesReply(reply)))
        };
        assert_eq!(says(Some(2), 7), "Our line 8s differ");
        assert_eq!(says(None, 5), "I have no line 8");
        assert_eq!(says(None, 0), "My notebook is empty. Who was at the table first?");
    }
}
