//! The glossary: words of the field, each explained in a sentence or a few. Any text of a
//! lesson can link to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::compiled::{LessonError, decoded, encoded};
use super::links::is_entry_name;
use crate::scenario::{FileError, read_json};

/// Longest text of an entry, in characters.
const MAX_TEXT: usize = 400;

/// All words that are explained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glossary {
    entries: Vec<GlossaryEntry>,
}

/// A word that is explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlossaryEntry {
    /// Its name in links.
    pub name: String,
    /// The word itself.
    pub term: String,
    /// What it means.
    pub text: String,
    /// Where to read more, as in "§5.2"; may be empty.
    pub section: String,
}

/// An entry as its file has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    term: String,
    text: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    section: String,
}

impl Glossary {
    /// Reads a file: `{ "quorum": { "term": "quorum", "text": "…", "section": "§5.2" } }`.
    pub fn from_json(text: &str) -> Result<Glossary, FileError> {
        let file: BTreeMap<String, EntryFile> = read_json(text, "glossary")?;
        let entry = |(name, entry): (String, EntryFile)| {
            let EntryFile { term, text: explained, section } = entry;
            let chars = explained.chars().count();
            let wrong = match () {
                () if !is_entry_name(&name) => {
                    Some("The name of an entry has small letters, digits and hyphens.".to_owned())
                }
                () if term.trim().is_empty() || explained.trim().is_empty() => {
                    Some("An entry has a `term` and a `text`.".into())
                }
                () if chars > MAX_TEXT => {
                    Some(format!("This has {chars} characters. {MAX_TEXT} is the most."))
                }
                () => None,
            };
            match wrong {
                Some(sentence) => Err(FileError::new(name, sentence).in_text(text)),
                None => Ok(GlossaryEntry { name, term, text: explained, section }),
            }
        };
        let entries = file.into_iter().map(entry).collect::<Result<_, _>>()?;
        Ok(Glossary { entries })
    }

    /// The entry of that name.
    pub fn entry(&self, name: &str) -> Option<&GlossaryEntry> {
        let place = self.entries.binary_search_by(|entry| entry.name.as_str().cmp(name));
        place.ok().map(|place| &self.entries[place])
    }

    /// All entries, by name.
    pub fn entries(&self) -> &[GlossaryEntry] {
        &self.entries
    }

    /// The bytes that the page fetches.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LessonError> {
        encoded(self)
    }

    /// Reads a glossary.
    pub fn from_bytes(bytes: &[u8]) -> Result<Glossary, LessonError> {
        decoded(bytes)
    }
}
