//! Reading a file, and saying what is wrong with one.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::check::check;
use super::place::{place_words, position};
use super::sentences::{LIST_FOR_OBJECT, explained};
use super::shape::same_shape;
use crate::scenario::format::file::ScenarioFile;

/// Longest text of a file, in bytes.
pub const MAX_FILE_BYTES: usize = 256 * 1024;

/// What some editors put before a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Why a file is no scenario, or cannot be played, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Where in the scenario: `steps[3].crash`; empty for the file as a whole.
    pub place: String,
    /// Line and column in the text, from 1, where the text is known.
    pub at: Option<(usize, usize)>,
    /// What is wrong. A sentence.
    pub sentence: String,
}

impl FileError {
    /// Something is wrong there.
    pub(crate) fn new(place: impl Into<String>, sentence: impl Into<String>) -> FileError {
        FileError { place: place.into(), at: None, sentence: sentence.into() }
    }

    /// The same, with line and column in the text of the file.
    pub fn in_text(self, text: &str) -> FileError {
        let at = self.at.or_else(|| match self.place.as_str() {
            "" => None,
            place => position(text, place),
        });
        FileError { at, ..self }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (place_words(&self.place).as_str(), self.at) {
            ("", None) => f.write_str(&self.sentence),
            ("", Some((line, column))) => {
                write!(f, "Line {line}, column {column}: {}", self.sentence)
            }
            (place, None) => write!(f, "{place}: {}", self.sentence),
            (place, Some((line, column))) => {
                write!(f, "{place} (line {line}, column {column}): {}", self.sentence)
            }
        }
    }
}

impl std::error::Error for FileError {}

impl ScenarioFile {
    /// Reads a file. What it returns can be set up; whether it can be played to its end,
    /// [`compile`](super::compile) finds out, whose errors are
    /// [`in_text`](FileError::in_text) then.
    pub fn from_json(text: &str) -> Result<ScenarioFile, FileError> {
        let file = read_json(text, "scenario")?;
        check(&file).map_err(|error| error.in_text(text))?;
        Ok(file)
    }

    /// Writes it as people read it: a line for each step and each expectation.
    pub fn to_json(&self) -> String {
        let (steps, expect) = (Vec::new(), Vec::new());
        let rest = ScenarioFile { steps, expect, ..self.clone() };
        // Writing into memory has no way to fail for these types.
        let text = serde_json::to_string_pretty(&rest).unwrap_or_default();
        let mut text = text.trim_end_matches("\n}").to_owned();
        write_lines(&mut text, "steps", &self.steps);
        write_lines(&mut text, "expect", &self.expect);
        text + "\n}\n"
    }
}

/// Reads an object from a file that is `what`: a scenario, or something that holds one.
pub(crate) fn read_json<T: DeserializeOwned + Serialize>(
    text: &str,
    what: &str,
) -> Result<T, FileError> {
    if text.len() > MAX_FILE_BYTES {
        let sentence =
            format!("The file has {} bytes. A {what} has {MAX_FILE_BYTES} at most.", text.len());
        return Err(FileError::new("", sentence));
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(FileError::new("", "There is nothing in this file."));
    }
    // The reader would take the items of a list for the fields in their order.
    if text.trim_start().starts_with('[') {
        return Err(FileError::new("", LIST_FOR_OBJECT));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let file: T = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| explained(text, &error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| explained(text, "", &error))?;
    same_shape(text, &file).map_err(|error| error.in_text(text))?;
    Ok(file)
}

/// Writes a list as one more field, a line for each.
fn write_lines(text: &mut String, field: &str, list: &[impl Serialize]) {
    if list.is_empty() {
        return;
    }
    let line = |item| format!("\n    {}", serde_json::to_string(item).unwrap_or_default());
    let lines: Vec<String> = list.iter().map(line).collect();
    *text += &format!(",\n  \"{field}\": [{}\n  ]", lines.join(","));
}
