//! The JSON reader's complaints as sentences.

use serde::de::IgnoredAny;

use super::decode::FileError;
use super::place::{line_and_column, position, second};

/// What is wrong with a text, and where.
pub(crate) fn explained(text: &str, path: &str, error: &serde_json::Error) -> FileError {
    let complaint = error.to_string();
    let complaint = complaint.rsplit_once(" at line ").map_or(&*complaint, |(before, _)| before);
    let offset = offset(text, error);
    let place = place(path);
    let there = |sentence: String| {
        let at = position(text, &place).or_else(|| Some(line_and_column(text, offset)));
        FileError { place: place.clone(), at, sentence }
    };
    if error.is_data() {
        // A field that is there twice is told at the second one.
        let twice = complaint.strip_prefix("duplicate field ").map(|name| name.trim_matches('`'));
        if let Some((name, at)) = twice.and_then(|name| Some((name, second(text, &place, name)?))) {
            let place = if place.is_empty() { name.into() } else { format!("{place}.{name}") };
            return FileError { place, at: Some(at), sentence: sentence(complaint) };
        }
        return there(sentence(complaint));
    }
    if serde_json::from_str::<IgnoredAny>(text).is_ok() {
        // It is JSON: only where there is a choice of names does the reader take that
        // for a mistake in the text.
        return there(
            "This has to be an object with one name in it, such as { \"add_learner\": 4 }.".into(),
        );
    }
    let (offset, sentence) = about_json(text, offset, complaint);
    FileError { place, at: Some(line_and_column(text, offset)), sentence }
}

/// Where in the text the reader stopped.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = lines.map(str::len).sum();
    // In column 0 it has just read the end of the line before.
    (line + error.column()).saturating_sub(1).min(text.len())
}

/// The path without what the reader had not come to know yet.
fn place(path: &str) -> String {
    let known = path.split('.').filter(|part| !part.is_empty() && *part != "?");
    known.collect::<Vec<_>>().join(".")
}

/// What is not JSON: where, and a sentence.
fn about_json(text: &str, offset: usize, complaint: &str) -> (usize, String) {
    if complaint.starts_with("control character") {
        let sentence = "A text ends in the line where it begins: a closing quote is missing.";
        return (offset, sentence.into());
    }
    // The reader stops at what it cannot read, or right before.
    let bytes = text.as_bytes();
    let starts = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
    let at = [offset, offset + 1].into_iter().find(|&at| starts(at)).unwrap_or(offset);
    let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let rest = text.get(at..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default().trim_end();
    let sentence = match rest.chars().next() {
        Some('/' | '#') => "JSON has no comments. Say it in `about`, or in the `note` of a step.",
        Some('\'' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '`') => {
            "JSON has one kind of quotes: \"straight double ones\"."
        }
        Some(',') if before.ends_with(',') || before.ends_with(['[', '{']) => {
            "There is a comma too many."
        }
        Some(']' | '}') if before.ends_with(',') => {
            "There is a comma too many: after the last one there is none."
        }
        _ => match complaint {
            "trailing comma" => "There is a comma too many: after the last one there is none.",
            "trailing characters" => "Something follows after the end of the file.",
            "key must be a string" if rest.starts_with(['{', '[']) => {
                "Here has to be the name of a field: a bracket before this is not closed."
            }
            "key must be a string" => {
                "The name of a field stands in double quotes, as in \"title\"."
            }
            "expected `:`" => "Between the name of a field and its value stands a colon.",
            "expected `,` or `}`" | "expected `,` or `]`" => match rest.chars().next() {
                Some(':') => "A colon follows only the name of a field in an object: { }.",
                Some(']' | '}') => "This bracket does not fit the one that it would close.",
                _ => "A comma is missing before this.",
            },
            "recursion limit exceeded" => "There are too many brackets within each other.",
            "invalid number" => "A number is written in digits, as in 7 or 12.",
            "invalid escape" => {
                "In a text, `\\` stands only before `\"`, `\\`, `n` and a few more."
            }
            ended if ended.starts_with("EOF while parsing a string") => {
                "The text ends too early: a closing quote is missing."
            }
            ended if ended.starts_with("EOF") => {
                "The text ends too early: a bracket is not closed."
            }
            "expected value" | "expected ident" => {
                "Here has to be a value: a number, true, false, null, or a text in double quotes."
            }
            other => return (at, capital(other)),
        },
    };
    (at, sentence.into())
}

/// From the reader's phrases to ours.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?']) {
        return text.into();
    }
    let known = |start: &str| text.strip_prefix(start);
    if let Some(rest) = known("unknown field ").or(known("unknown variant ")) {
        let (name, others) = rest.split_once(", expected ").unwrap_or((rest, ""));
        if let Some(hint) = its_place(name.trim_matches('`'), others) {
            return format!("There is no {name} here. {hint}");
        }
        let all = others.split('`').skip(1).step_by(2);
        return match (did_you_mean(name.trim_matches('`'), all), others) {
            (Some(hint), _) => format!("There is no {name} here. {hint}"),
            (None, "" | "there are no fields") => format!("There is no {name} here."),
            (None, others) => format!("There is no {name} here. It can be {others}."),
        };
    }
    if let Some(name) = known("missing field ") {
        return format!("{name} is missing.");
    }
    if let Some(name) = known("duplicate field ") {
        return format!("{name} is there twice.");
    }
    if known("invalid length ").is_some() {
        return LIST_FOR_OBJECT.into();
    }
    let wrong = known("invalid type: ").or(known("invalid value: "));
    // What was found may hold these words too: the last ones are the reader's.
    if let Some((found, expected)) = wrong.and_then(|rest| rest.rsplit_once(", expected ")) {
        return match (found, expected) {
            ("unit variant", _) => {
                "This needs a value beside its name, as in { \"crash\": 1 }.".into()
            }
            ("sequence", expected) => format!("This is a list. It has to be {}.", words(expected)),
            ("map", expected) => format!("This is an object. It has to be {}.", words(expected)),
            (found, expected) => {
                let found = plain(found);
                let number = found.trim_matches('"');
                let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
                if is_number && number != found && expected.starts_with("the number of a server,") {
                    return format!("This is {found}. A number stands without quotes: {number}.");
                }
                match did_you_mean(found.trim_matches('"'), choices(expected)) {
                    Some(hint) => format!("This is {found}. {hint}"),
                    None => format!("This is {found}. It has to be {}.", words(expected)),
                }
            }
        };
    }
    capital(text)
}

/// Where a field belongs that stands one bracket too far out or in.
fn its_place(name: &str, others: &str) -> Option<&'static str> {
    let is_in_a_step = others.contains("`run`") && others.contains("`until`");
    let is_in_a_claim = others.contains("`leader_among`");
    match name {
        "within" if is_in_a_step => Some(
            "`within` stands inside `until`, as in { \"until\": { \"leader\": 1, \"within\": \"1 s\" } }.",
        ),
        "note" if is_in_a_claim => {
            Some("`note` stands beside `until` or `expect`, not inside of it.")
        }
        "add_learner" | "add_voter" | "promote" | "remove" if others.starts_with("`server` or") => {
            Some(
                "A change stands inside `change`, as in { \"membership\": { \"change\": { \"add_learner\": 4 } } }.",
            )
        }
        "joint" if others.starts_with("`server` or") => Some(
            "A change stands inside `change`, as in { \"membership\": { \"change\": { \"joint\": { \"voters\": [1, 2, 4] } } } }.",
        ),
        _ => None,
    }
}

/// The words that could stand there: in quotes, or in a list after a colon.
fn choices(expected: &str) -> Vec<&str> {
    if expected.starts_with("an object") {
        return Vec::new();
    }
    match expected.split_once(": ") {
        Some((_, list)) if !list.contains('"') => list.split(", ").collect(),
        _ => expected.split('"').skip(1).step_by(2).filter(|word| !word.contains(' ')).collect(),
    }
}

/// "Did you mean …?", if one of these is nearly the same.
pub(crate) fn did_you_mean<'a>(
    word: &str,
    all: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let plain = |word: &str| word.to_lowercase().replace(['_', ' '], "-");
    let (written, word) = (word, plain(word));
    let most = (word.chars().count() / 3).clamp(1, 3);
    let distance = |other: &str| strsim::osa_distance(&word, &plain(other));
    let near = all.into_iter().map(|other| (distance(other), other));
    // The same word is no misspelt one: what is wrong is something else.
    let near = near.filter(|(distance, other)| *distance <= most && *other != written);
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| format!("Did you mean `{other}`?"))
}

/// What is said where a list is read as an object's fields in their order.
pub(crate) const LIST_FOR_OBJECT: &str = "This is a list. It has to be an object.";

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let text: String = first.into_iter().chain(letters).collect();
    format!("{text}.")
}

/// What was found, without the name of its type.
fn plain(found: &str) -> String {
    let types = ["string ", "integer ", "floating point ", "boolean ", "character "];
    let value = types.iter().find_map(|name| found.strip_prefix(name)).unwrap_or(found);
    match value {
        "unit value" => "null".into(),
        value => value.trim_matches('`').into(),
    }
}

/// The names of Rust's types as people know them.
fn words(expected: &str) -> &str {
    match expected {
        "u64" | "u32" => "a whole number, 0 or more",
        "u16" => "a whole number from 0 to 65535",
        "a boolean" => "true or false",
        "a string" => "a text in double quotes",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other.strip_prefix("struct ").map_or(other, |_| "an object"),
    }
}
