//! What messages say, as notes passed across the table.

use super::numbers::{lines, spaced};
use super::things::{ASKER, dish, dish_name, key_name, line, short_line};
use crate::cluster::{Content, Operation, Outcome};
use crate::lunch::teammate;
use crate::raft::{AppendEntries, AppendOutcome, Message};
use crate::words::shorten;

/// Most letters of a dish beside a note.
const TAG_LETTERS: usize = 8;

/// Most characters of it, if they are Chinese: those are wider.
const TAG_CHARACTERS: usize = 5;

pub(super) fn note(content: &Content) -> String {
    match content {
        Content::Raft(message) => between_teammates(message),
        Content::Request(request) => match &request.operation {
            Operation::Set { .. } => format!("请记下：{}", dish(&request.operation)),
            Operation::Get { key } => spaced(&[key_name(key), "那里写的是什么？"]),
        },
        Content::Forwarded { request, .. } => {
            format!("{ASKER}想要：{}", dish(&request.operation))
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { index } => format!("说定了，在第 {index} 行"),
            Outcome::NotLeader { leader: Some(leader) } => {
                format!("去问 {}", teammate(*leader).name)
            }
            Outcome::NotLeader { leader: None } => "点餐单不在我这儿".into(),
            Outcome::Value(Some(value)) => format!("写的是：{}", dish_name(value)),
            Outcome::Value(None) => "什么也没写".into(),
        },
    }
}

fn between_teammates(message: &Message) -> String {
    match message {
        Message::RequestVote(m) => format!("我来拿点餐单，行吗？现在是第 {} 轮", m.term),
        Message::RequestVoteReply(m) if m.vote_granted => "同意，你来".into(),
        Message::RequestVoteReply(_) => "不同意".into(),
        Message::AppendEntries(m) => dictation(m),
        Message::AppendEntriesReply(m) => match m.outcome {
            AppendOutcome::Success { match_index: 0 } => "我听着呢".into(),
            AppendOutcome::Success { match_index } => format!("抄好了，到第 {match_index} 行"),
            AppendOutcome::Mismatch { hint, .. } if hint.first_index == 0 => {
                "我的小本子是空的。一开始桌边有谁？".into()
            }
            AppendOutcome::Mismatch { prev_log_index, hint } => match hint.term {
                None => format!("我没有第 {prev_log_index} 行"),
                Some(_) => format!("我们的第 {prev_log_index} 行不一样"),
            },
            AppendOutcome::StaleTerm => over(m.term),
        },
        Message::InstallSnapshot(m) if m.snapshot.last_index == 0 => "一开始桌边有这些人".into(),
        Message::InstallSnapshot(m) => {
            format!("{}都在这一页上", lines(1, m.snapshot.last_index))
        }
        Message::InstallSnapshotReply(m) => match m.match_index {
            Some(0) => "现在我知道有谁了".into(),
            Some(line) => format!("我有了，到第 {line} 行"),
            None => over(m.term),
        },
        Message::TimeoutNow(_) => "你现在就来要点餐单吧".into(),
        Message::PreVote(m) => format!("我要是来要，你会同意吗？那会是第 {} 轮", m.term),
        Message::PreVoteReply(m) if m.vote_granted => "我会同意".into(),
        Message::PreVoteReply(_) => "我不会同意".into(),
    }
}

fn over(term: u64) -> String {
    format!("那一轮已经过了，现在是第 {term} 轮")
}

fn dictation(message: &AppendEntries) -> String {
    let first = message.prev_log_index + 1;
    match message.entries.as_slice() {
        [] if message.leader_commit > 0 => {
            format!("到第 {} 行都说定了", message.leader_commit)
        }
        [] => "点餐单还在我这儿".into(),
        [entry] => format!("第 {first} 行：{}", line(entry)),
        entries => lines(first, message.prev_log_index + entries.len() as u64),
    }
}

pub(super) fn tag(content: &Content) -> String {
    match content {
        Content::Raft(Message::RequestVote(_)) => "行吗？".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "同意".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "不同意".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.as_slice() {
            [] => format!("定到 {}", m.leader_commit),
            [entry] => format!("{} {}", m.prev_log_index + 1, cut_short(&short_line(entry))),
            more => format!("{} 行", more.len()),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => format!("抄到 {match_index}"),
            AppendOutcome::Mismatch { .. } => "还不行".into(),
            AppendOutcome::StaleTerm => "太晚了".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) if m.snapshot.last_index == 0 => {
            "有这些人".into()
        }
        Content::Raft(Message::InstallSnapshot(m)) => format!("1-{}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(m)) => match m.match_index {
            Some(_) => "有了".into(),
            None => "太晚了".into(),
        },
        Content::Raft(Message::TimeoutNow(_)) => "你来吧".into(),
        Content::Raft(Message::PreVote(_)) => "会吗？".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "会".into(),
        Content::Raft(Message::PreVoteReply(_)) => "不会".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => {
            cut_short(&dish(&request.operation))
        }
        Content::Response { outcome, .. } => match outcome {
            Outcome::Applied { .. } => "说定了！".into(),
            Outcome::Value(Some(value)) => cut_short(dish_name(value)),
            Outcome::Value(None) => "没写".into(),
            Outcome::NotLeader { .. } => "不是我".into(),
        },
    }
}

/// As much of a dish as has room beside a note.
fn cut_short(dish: &str) -> String {
    shorten(dish, if dish.is_ascii() { TAG_LETTERS } else { TAG_CHARACTERS })
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
        assert_eq!(says(Some(2), 7), "我们的第 8 行不一样");
        assert_eq!(says(None, 5), "我没有第 8 行");
        assert_eq!(says(None, 0), "我的小本子是空的。一开始桌边有谁？");
    }
}
