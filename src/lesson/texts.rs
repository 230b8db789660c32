//! The texts of a lesson: their holes are filled by the run, and their links lead to the
//! glossary.

use super::glossary::Glossary;
use super::holes::filled;
use super::links::{TextPart, text_parts};
use super::playing::Playing;
use crate::scenario::FileError;

/// What fills texts.
pub(super) struct Texts<'a> {
    pub glossary: &'a Glossary,
}

impl Texts<'_> {
    /// A text with its holes filled by what is so at this moment.
    pub(super) fn filled(
        &self,
        text: &str,
        playing: &Playing,
        place: &str,
    ) -> Result<String, FileError> {
        let text = filled(text, playing, place)?;
        for part in text_parts(&text) {
            match part {
                TextPart::Link { words, entry, .. } if self.glossary.entry(&entry).is_none() => {
                    let sentence = format!(
                        "[{words}] leads to the entry \"{entry}\", which the glossary doesn't have. Another one is named after a bar: [{words}|term]."
                    );
                    return Err(FileError::new(place, sentence));
                }
                TextPart::Plain(words) if words.contains('[') => {
                    return Err(FileError::new(place, "A link is not closed: its `]` is missing."));
                }
                _ => {}
            }
        }
        Ok(text)
    }

    /// The same of several paragraphs.
    pub(super) fn all_filled(
        &self,
        texts: &[String],
        playing: &Playing,
        place: &str,
    ) -> Result<Vec<String>, FileError> {
        let texts = texts.iter().enumerate();
        texts
            .map(|(number, text)| self.filled(text, playing, &format!("{place}[{number}]")))
            .collect()
    }
}

/// Where the run is what the reader has made of it, only names can be filled in.
pub(super) fn constant_holes_only(texts: &[String], place: &str) -> Result<(), FileError> {
    for (number, text) in texts.iter().enumerate() {
        let holes = text.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        let is_constant = |hole: &str| {
            let fact = hole.split_once('.').map_or("", |(_, fact)| fact);
            hole.starts_with(|c: char| c.is_ascii_digit()) && matches!(fact, "name" | "server")
        };
        for hole in holes {
            if !is_constant(hole) {
                let sentence = format!(
                    "Here the run is what the reader has made of it: {{{hole}}} may be something else there. Only names by number can be filled in, as in {{1.name}}."
                );
                return Err(FileError::new(format!("{place}[{number}]"), sentence));
            }
        }
    }
    Ok(())
}
