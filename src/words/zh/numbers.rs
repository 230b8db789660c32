//! Lists, counts and times.

use crate::cluster::{MILLISECOND, Micros};
use crate::lunch::teammate;
use crate::raft::{Count, Index, ServerId, Tally};

/// "1.842 秒".
pub(super) fn seconds(at: Micros) -> String {
    let ms = at / MILLISECOND;
    format!("{}.{:03} 秒", ms / 1_000, ms % 1_000)
}

/// "0.3 秒".
pub(super) fn tenths_of_a_second(time: Micros) -> String {
    let tenths = time / (100 * MILLISECOND);
    format!("{}.{} 秒", tenths / 10, tenths % 10)
}

/// "41.3 毫秒".
pub(super) fn milliseconds(at: Micros) -> String {
    let tenths = at / (MILLISECOND / 10);
    format!("{}.{} 毫秒", tenths / 10, tenths % 10)
}

/// Small numbers as words, before what is counted: "两", as in "两个人".
pub(super) fn number(count: usize) -> String {
    match count {
        1 => "一".into(),
        2 => "两".into(),
        3 => "三".into(),
        4 => "四".into(),
        5 => "五".into(),
        6 => "六".into(),
        7 => "七".into(),
        8 => "八".into(),
        9 => "九".into(),
        other => format!("{other} "),
    }
}

/// One text of several, with a space wherever Chinese meets Latin letters or digits. For
/// texts of which only the run knows what they are.
pub(super) fn spaced(parts: &[&str]) -> String {
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let meet = |a: char, b: char| {
        (is_chinese(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_chinese(b))
    };
    let mut text = String::new();
    for part in parts {
        if let (Some(last), Some(first)) = (text.chars().last(), part.chars().next())
            && meet(last, first)
        {
            text.push(' ');
        }
        text.push_str(part);
    }
    text
}

/// "a、b 和 c".
pub(super) fn joined(parts: &[String], and: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => spaced(&[&first.join("、"), and, last]),
    }
}

/// The names of these servers' teammates as a list in a sentence.
pub(super) fn names(servers: impl IntoIterator<Item = ServerId>) -> String {
    let names: Vec<String> =
        servers.into_iter().map(|server| teammate(server).name.to_string()).collect();
    if names.is_empty() { "没有人".into() } else { joined(&names, "和") }
}

/// A server's short name: "S3".
pub(super) fn server(server: ServerId) -> String {
    format!("S{}", server.0)
}

/// Servers by their short names: "S1、S4".
pub(super) fn list(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().map(|&id| server(id)).collect();
    names.join("、")
}

/// "第 3 行", or "第 1 到 3 行".
pub(super) fn lines(from: Index, to: Index) -> String {
    if from >= to { format!("第 {to} 行") } else { format!("第 {from} 到 {to} 行") }
}

/// How many; in a joint configuration, of each side.
pub(super) fn each_side(tally: Tally, words: fn(Count) -> String) -> String {
    let new = words(tally.voters);
    match tally.outgoing {
        None => new,
        Some(old) => spaced(&["新成员", &new, "；旧成员", &words(old)]),
    }
}

/// Sentences one after the other; those that say nothing are left out.
pub(super) fn sentences(sentences: &[&str]) -> String {
    sentences.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_a_list() {
        let of = |servers: &[u16]| names(servers.iter().copied().map(ServerId));
        assert_eq!(of(&[]), "没有人");
        assert_eq!(of(&[1]), "Robin");
        assert_eq!(of(&[1, 3, 5]), "Robin、Noor 和 Deniz");
    }

    #[test]
    fn a_space_stands_only_between_chinese_and_latin() {
        let dishes = |dishes: &[&str]| {
            joined(&dishes.iter().map(|&dish| dish.into()).collect::<Vec<_>>(), "还是")
        };
        assert_eq!(dishes(&["拉面", "塔可"]), "拉面还是塔可");
        assert_eq!(dishes(&["拉面", "pho", "B12"]), "拉面、pho 还是 B12");
        assert_eq!(spaced(&["第 3 行：", "pho"]), "第 3 行：pho");
    }

    #[test]
    fn one_line_and_several() {
        assert_eq!(lines(3, 3), "第 3 行");
        assert_eq!(lines(1, 3), "第 1 到 3 行");
    }
}
