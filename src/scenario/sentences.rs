//! The JSON reader's complaints as sentences.

use serde::de::IgnoredAny;

use super::decode::FileError;

/// What is wrong with a text, and where.
pub(super) fn explained(text: &str, path: &str, error: &serde_json::Error) -> FileError {
    let at = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
    let complaint = error.to_string();
    let complaint = complaint.rsplit_once(" at line ").map_or(&*complaint, |(before, _)| before);
    let sentence = if error.is_data() {
        sentence(complaint)
    } else if serde_json::from_str::<IgnoredAny>(text).is_ok() {
        // It is JSON: only where there is a choice of names does the reader take that
        // for a mistake in the text.
        "This has to be a name in quotes, or an object with one name in it, such as { \"crash\": 1 }."
            .into()
    } else {
        about_json(complaint)
    };
    FileError { place: place(path), at, sentence }
}

/// The path without what the reader had not come to know yet.
fn place(path: &str) -> String {
    let known = path.split('.').filter(|part| !part.is_empty() && *part != "?");
    known.collect::<Vec<_>>().join(".")
}

/// What is not JSON.
fn about_json(complaint: &str) -> String {
    match complaint {
        "trailing comma" => "There is a comma too many.".into(),
        "trailing characters" => "Something follows after the end of the scenario.".into(),
        "key must be a string" => "Here has to be the name of a field, in double quotes.".into(),
        "expected value" => "Here has to be a value: a number, or a text in double quotes.".into(),
        "recursion limit exceeded" => "There are too many brackets within each other.".into(),
        ended if ended.starts_with("EOF") => "The text ends too early.".into(),
        other => capital(other),
    }
}

/// From the reader's phrases to ours.
fn sentence(text: &str) -> String {
    let known = |start: &str| text.strip_prefix(start);
    if let Some(rest) = known("unknown field ").or(known("unknown variant ")) {
        let (name, others) = rest.split_once(", expected ").unwrap_or((rest, ""));
        return match others {
            "" | "there are no fields" => format!("There is no {name} here."),
            others => format!("There is no {name} here. It can be {others}."),
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
    if let Some((found, expected)) = wrong.and_then(|rest| rest.split_once(", expected ")) {
        return match (found, expected) {
            ("unit variant", _) => {
                "This needs a value beside its name, as in { \"crash\": 1 }.".into()
            }
            (_, "unit") => "This is only a name in quotes: no value belongs to it.".into(),
            ("sequence", expected) => format!("This is a list. It has to be {}.", words(expected)),
            ("map", expected) => format!("This is an object. It has to be {}.", words(expected)),
            (found, expected) => format!("This is {found}. It has to be {}.", words(expected)),
        };
    }
    capital(text)
}

/// What is said where a list is read as an object's fields in their order.
pub(super) const LIST_FOR_OBJECT: &str = "This is a list. It has to be an object.";

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let text: String = first.into_iter().chain(letters).collect();
    format!("{text}.")
}

/// The names of Rust's types as people know them.
fn words(expected: &str) -> &str {
    match expected {
        "u64" | "u32" => "a whole number, 0 or more",
        "u16" => "a whole number from 0 to 65535",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other.strip_prefix("struct ").map_or(other, |_| "an object"),
    }
}
