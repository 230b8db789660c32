//! Lists, counts and times.

use crate::cluster::{MILLISECOND, Micros};
use crate::lunch::teammate;
use crate::raft::{Count, Index, ServerId, Tally};

/// "1.842 s".
pub(super) fn seconds(at: Micros) -> String {
    let ms = at / MILLISECOND;
    format!("{}.{:03} s", ms / 1_000, ms % 1_000)
}

/// "0.3 s".
pub(super) fn tenths_of_a_second(time: Micros) -> String {
    let tenths = time / (100 * MILLISECOND);
    format!("{}.{} s", tenths / 10, tenths % 10)
}

/// "41.3 ms".
pub(super) fn milliseconds(at: Micros) -> String {
    let tenths = at / (MILLISECOND / 10);
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

/// "1 line", "4 lines".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Small numbers as words, at the beginning of a sentence.
pub(super) fn number(count: usize) -> String {
    match count {
        1 => "One".into(),
        2 => "Two".into(),
        3 => "Three".into(),
        4 => "Four".into(),
        5 => "Five".into(),
        6 => "Six".into(),
        7 => "Seven".into(),
        8 => "Eight".into(),
        9 => "Nine".into(),
        other => other.to_string(),
    }
}

/// "a, b and c".
pub(super) fn joined(parts: &[String], and: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// The names of these servers' teammates as a list in a sentence.
pub(super) fn names(servers: impl IntoIterator<Item = ServerId>) -> String {
    let names: Vec<String> =
        servers.into_iter().map(|server| teammate(server).name.into()).collect();
    if names.is_empty() { "nobody".into() } else { joined(&names, "and") }
}

/// Servers by their short names: "S1, S4".
pub(super) fn list(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().map(|server| format!("S{}", server.0)).collect();
    names.join(", ")
}

/// "line 3", or "lines 1 to 3".
pub(super) fn lines(from: Index, to: Index) -> String {
    if from >= to { format!("line {to}") } else { format!("lines {from} to {to}") }
}

/// How many; in a joint configuration, of each side.
pub(super) fn each_side(tally: Tally, words: fn(Count) -> String) -> String {
    let new = words(tally.voters);
    match tally.outgoing {
        None => new,
        Some(old) => format!("{new} new and {} old", words(old)),
    }
}

/// Sentences one after the other; those that say nothing are left out.
pub(super) fn sentences(sentences: &[&str]) -> String {
    let said: Vec<&str> = sentences.iter().copied().filter(|said| !said.is_empty()).collect();
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_a_list() {
        let of = |servers: &[u16]| names(servers.iter().copied().map(ServerId));
        assert_eq!(of(&[]), "nobody");
        assert_eq!(of(&[1]), "Robin");
        assert_eq!(of(&[1, 3, 5]), "Robin, Noor and Deniz");
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(1, "entry", "entries"), "1 entry");
        assert_eq!(counted(2, "entry", "entries"), "2 entries");
        assert_eq!(lines(3, 3), "line 3");
        assert_eq!(lines(1, 3), "lines 1 to 3");
    }
}
