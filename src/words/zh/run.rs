//! The run as a whole: where one is in it, and how it compares with another.

use super::numbers::{seconds, sentences, tenths_of_a_second};
use super::paper::entry;
use crate::raft::{ServerId, Term};
use crate::words::{Compared, Comparison, EntryChange, LeaderChange};

const PAST: &str = "You're looking at the past. Anything you do here starts a new branch. Undo brings the old one back.";

pub(super) fn compared(compared: Option<&Compared>, is_past: bool) -> Option<String> {
    let words = match compared {
        None => String::new(),
        Some(Compared::Behind { by }) => {
            format!("A new branch. It catches up with the old one in {}.", tenths_of_a_second(*by))
        }
        Some(Compared::Branch(now)) => comparison(now),
        Some(Compared::Edited { until, comparison: now }) => {
            format!("Edited; all other actions stay. By {}: {}", seconds(*until), comparison(now))
        }
    };
    let past = if is_past { PAST } else { "" };
    let words = sentences(&[&words, past]);
    (!words.is_empty()).then_some(words)
}

fn comparison(Comparison { entry, leader }: &Comparison) -> String {
    let entry = entry.as_ref().map(entry_change).unwrap_or_default();
    let leader = leader.map_or(String::new(), |LeaderChange { now, before }| {
        format!("Now {}; before, {}.", leads(now, "leads"), leads(before, "led"))
    });
    match sentences(&[&entry, &leader]) {
        same if same.is_empty() => {
            "It came out the same: the same leader, the same committed entries.".into()
        }
        differences => differences,
    }
}

/// Who leads, or once led.
fn leads(leader: Option<(ServerId, Term)>, leads: &str) -> String {
    match leader {
        Some((server, term)) => format!("{server} {leads} term {term}"),
        None => format!("nobody {leads}"),
    }
}

fn entry_change(EntryChange { index, now, before }: &EntryChange) -> String {
    match (now, before) {
        (Some(now), Some(before)) if entry(now) == entry(before) => format!(
            "Entry {index}, {}, is of term {} now; before it was of term {}.",
            entry(now),
            now.term,
            before.term
        ),
        (Some(now), Some(before)) => {
            format!("Entry {index} is {} now; before it was {}.", entry(now), entry(before))
        }
        (Some(now), None) => {
            format!("Entry {index}, {}, is committed now; before it wasn't.", entry(now))
        }
        (None, Some(before)) => {
            format!("Entry {index}, {}, is not committed now; before it was.", entry(before))
        }
        (None, None) => String::new(),
    }
}
