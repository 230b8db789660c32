//! Lists, counts and times.

use crate::cluster::{MILLISECOND, Micros};
use crate::lunch::teammate;
use crate::raft::{Count, Index, ServerId, Tally};

/// "1,842 s".
pub(super) fn seconds(at: Micros) -> String {
    let ms = at / MILLISECOND;
    format!("{},{:03} s", ms / 1_000, ms % 1_000)
}

/// "0,3 s".
pub(super) fn tenths_of_a_second(time: Micros) -> String {
    let tenths = time / (100 * MILLISECOND);
    format!("{},{} s", tenths / 10, tenths % 10)
}

/// "41,3 ms".
pub(super) fn milliseconds(at: Micros) -> String {
    let tenths = at / (MILLISECOND / 10);
    format!("{},{} ms", tenths / 10, tenths % 10)
}

/// "1 entrada", "4 entradas".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Small numbers as words, at the beginning of a sentence; `one` has the gender of what is
/// counted.
pub(super) fn number(count: usize, one: &str) -> String {
    match count {
        1 => one.into(),
        2 => "Dos".into(),
        3 => "Tres".into(),
        4 => "Cuatro".into(),
        5 => "Cinco".into(),
        6 => "Seis".into(),
        7 => "Siete".into(),
        8 => "Ocho".into(),
        9 => "Nueve".into(),
        other => other.to_string(),
    }
}

/// "y", but "e" before its own sound: "Ana e Inés", and "agua y hielo".
fn and_before(next: &str) -> &'static str {
    let next = next.to_lowercase();
    let is_glide = next.starts_with("hie") || next.starts_with("hia") || next.starts_with("io");
    let has_its_sound = ["i", "í", "hi", "hí"].iter().any(|start| next.starts_with(start));
    if has_its_sound && !is_glide { "e" } else { "y" }
}

/// "o", but "u" before its own sound: "tacos u omelette".
fn or_before(next: &str) -> &'static str {
    let next = next.to_lowercase();
    let has_its_sound = ["o", "ó", "ho", "hó", "8"].iter().any(|start| next.starts_with(start));
    if has_its_sound { "u" } else { "o" }
}

fn listed(parts: &[String], before_last: fn(&str) -> &'static str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), before_last(last)),
    }
}

/// "a, b y c".
pub(super) fn joined(parts: &[String]) -> String {
    listed(parts, and_before)
}

/// "a, b o c".
pub(super) fn either(parts: &[String]) -> String {
    listed(parts, or_before)
}

/// The names of these servers' teammates as a list in a sentence.
pub(super) fn names(servers: impl IntoIterator<Item = ServerId>) -> String {
    let names: Vec<String> =
        servers.into_iter().map(|server| teammate(server).name.to_string()).collect();
    if names.is_empty() { "nadie".into() } else { joined(&names) }
}

/// A server's short name: "S4".
pub(super) fn server(server: ServerId) -> String {
    format!("S{}", server.0)
}

/// Servers by their short names: "S1, S4".
pub(super) fn list(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().copied().map(server).collect();
    names.join(", ")
}

/// Servers by their short names in a sentence: "S1 y S4".
pub(super) fn list_said(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().copied().map(server).collect();
    joined(&names)
}

/// "la línea 3", or "las líneas 1 a 3".
pub(super) fn lines(from: Index, to: Index) -> String {
    if from >= to { format!("la línea {to}") } else { format!("las líneas {from} a {to}") }
}

/// How many; in a joint configuration, of each side. The list and the configuration are both
/// feminine.
pub(super) fn each_side(tally: Tally, words: fn(Count) -> String) -> String {
    let new = words(tally.voters);
    match tally.outgoing {
        None => new,
        Some(old) => format!("{new} en la nueva y {} en la anterior", words(old)),
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

    fn of(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).into()).collect()
    }

    #[test]
    fn a_list_ends_with_y_and_with_e_before_its_own_sound() {
        assert_eq!(joined(&of(&["Ana"])), "Ana");
        assert_eq!(joined(&of(&["Ana", "Bo", "Yeray"])), "Ana, Bo y Yeray");
        assert_eq!(joined(&of(&["Ana", "Inés"])), "Ana e Inés");
        assert_eq!(joined(&of(&["Ana", "Hilda"])), "Ana e Hilda");
        assert_eq!(joined(&of(&["agua", "hielo"])), "agua y hielo");
        assert_eq!(either(&of(&["ramen", "tacos"])), "ramen o tacos");
        assert_eq!(either(&of(&["ramen", "hojaldre"])), "ramen u hojaldre");
    }

    #[test]
    fn names_read_as_a_list() {
        let of = |servers: &[u16]| names(servers.iter().copied().map(ServerId));
        assert_eq!(of(&[]), "nadie");
        assert_eq!(of(&[1]), "Robin");
        assert_eq!(of(&[1, 3, 5]), "Robin, Noor y Deniz");
    }

    #[test]
    fn one_is_not_many_and_a_comma_parts_the_decimals() {
        assert_eq!(counted(1, "entrada", "entradas"), "1 entrada");
        assert_eq!(counted(2, "entrada", "entradas"), "2 entradas");
        assert_eq!(lines(3, 3), "la línea 3");
        assert_eq!(lines(1, 3), "las líneas 1 a 3");
        assert_eq!(seconds(1_842_000), "1,842 s");
        assert_eq!(milliseconds(41_300), "41,3 ms");
    }
}
