//! The story's chapters, and what there is to try, in Chinese.

use super::numbers::names;
use crate::lunch::{Chapter, Choice, teammate};
use crate::raft::ServerId;

pub(super) fn chapter(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Start => "Start",
        Chapter::Ask => "Ask",
        Chapter::Tally => "Tally",
        Chapter::Write => "Write",
        Chapter::Copy => "Copy",
        Chapter::Final => "Final",
        Chapter::Answer => "Answer",
        Chapter::Tell => "Tell",
    }
}

pub(super) fn choice(choice: &Choice) -> (String, String) {
    let name = |server: &ServerId| teammate(*server).name;
    match choice {
        Choice::SendHolderHome(server) => {
            (format!("Send {} home", name(server)), format!("Crash {server}, which leads"))
        }
        Choice::WriteLine(text) => ("Write down a number".into(), format!("Propose {text}")),
        Choice::LoseNote(text) => {
            ("Lose a note on the way".into(), format!("Propose {text}, and drop a message"))
        }
        Choice::BringBack(server) => {
            (format!("Bring {} back", name(server)), format!("Restart {server}"))
        }
        Choice::SendMoreHome(servers) => {
            let all: Vec<_> = servers.iter().map(ToString::to_string).collect();
            (
                format!("Send {} home too", names(servers.iter().copied())),
                format!("Crash {}: then too few are left", all.join(" and ")),
            )
        }
        Choice::CutTable(_) => {
            ("Cut the table in two".into(), "Part the leader from the majority".into())
        }
        Choice::JoinTables => ("Push the tables together".into(), "Heal every link".into()),
        Choice::MissRule(_) => {
            ("Leave out a rule".into(), "See what happens if nobody compares logs".into())
        }
    }
}
