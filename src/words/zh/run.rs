//! The run as a whole: where one is in it, and how it compares with another.

use super::numbers::{seconds, sentences, server, tenths_of_a_second};
use super::paper::entry;
use crate::raft::{ServerId, Term};
use crate::words::{Compared, Comparison, EntryChange, LeaderChange};

const PAST: &str =
    "你看到的是过去。在这里不管做什么，都会开出一条新分支。按“撤销”，旧的那条就回来。";

pub(super) fn compared(compared: Option<&Compared>, is_past: bool) -> Option<String> {
    let words = match compared {
        None => String::new(),
        Some(Compared::Behind { by }) => {
            format!("这是一条新分支，再过 {}就赶上旧的那条。", tenths_of_a_second(*by))
        }
        Some(Compared::Branch(now)) => comparison(now),
        Some(Compared::Edited { until, comparison: now }) => {
            format!("改好了，别的操作都没动。到 {}时：{}", seconds(*until), comparison(now))
        }
    };
    let past = if is_past { PAST } else { "" };
    let words = sentences(&[&words, past]);
    (!words.is_empty()).then_some(words)
}

fn comparison(Comparison { entry, leader }: &Comparison) -> String {
    let entry = entry.as_ref().map(entry_change).unwrap_or_default();
    let leader = leader.map_or(String::new(), |LeaderChange { now, before }| {
        format!("现在{}；原来{}。", leads(now), leads(before))
    });
    match sentences(&[&entry, &leader]) {
        same if same.is_empty() => "结果一样：领导者相同，已提交的条目也相同。".into(),
        differences => differences,
    }
}

/// Who leads, or once led.
fn leads(leader: Option<(ServerId, Term)>) -> String {
    match leader {
        Some((id, term)) => format!("任期 {term} 的领导者是 {}", server(id)),
        None => "没有领导者".into(),
    }
}

fn entry_change(EntryChange { index, now, before }: &EntryChange) -> String {
    match (now, before) {
        (Some(now), Some(before)) if entry(now) == entry(before) => format!(
            "条目 {index}（{}）现在属于任期 {}；原来属于任期 {}。",
            entry(now),
            now.term,
            before.term
        ),
        (Some(now), Some(before)) => {
            format!("条目 {index} 现在是 {}；原来是 {}。", entry(now), entry(before))
        }
        (Some(now), None) => {
            format!("条目 {index}（{}）现在提交了；原来没有。", entry(now))
        }
        (None, Some(before)) => {
            format!("条目 {index}（{}）现在没有提交；原来提交了。", entry(before))
        }
        (None, None) => String::new(),
    }
}
