//! The lessons that there are, in groups.

use serde::{Deserialize, Serialize};

use super::compiled::{LessonError, decoded, encoded};
use crate::scenario::{FileError, read_json};

/// The lessons in their groups: what the page fetches to show them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    /// The groups, in order; none is empty.
    pub groups: Vec<ShelfGroup>,
}

/// Some lessons that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfGroup {
    /// Its title.
    pub title: String,
    /// What it is about, in a few words.
    pub about: String,
    /// Its lessons, in order.
    pub lessons: Vec<ShelfLesson>,
}

/// A lesson on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfLesson {
    /// Its name in an address, and that of its file.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The question that it answers.
    pub question: String,
    /// How many minutes it takes.
    pub minutes: u16,
    /// How many cards it has.
    pub cards: usize,
    /// True if it is in English because the page's language has no translation of it yet.
    pub is_untranslated: bool,
}

impl Shelf {
    /// The bytes that the page fetches.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LessonError> {
        encoded(self)
    }

    /// Reads a shelf.
    pub fn from_bytes(bytes: &[u8]) -> Result<Shelf, LessonError> {
        decoded(bytes)
    }

    /// All lessons, in order.
    pub fn lessons(&self) -> impl Iterator<Item = &ShelfLesson> {
        self.groups.iter().flat_map(|group| &group.lessons)
    }
}

/// The groups and the order of the lessons, as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShelfFile {
    /// The groups, in order.
    pub groups: Vec<GroupFile>,
    /// The names of the lessons, in order.
    pub lessons: Vec<String>,
}

/// A group, as the file of the shelf has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Its name, which lessons say.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a few words.
    pub about: String,
}

impl ShelfFile {
    /// Reads a file.
    pub fn from_json(text: &str) -> Result<ShelfFile, FileError> {
        let file: ShelfFile = read_json(text, "shelf")?;
        for (number, name) in file.lessons.iter().enumerate() {
            if !is_lesson_name(name) {
                let sentence = "A lesson's name has small letters, digits and hyphens.";
                let place = format!("lessons[{number}]");
                return Err(FileError::new(place, sentence).in_text(text));
            }
        }
        Ok(file)
    }

    /// Puts lessons, each with the name of its group, into their groups. An error is about
    /// the lesson with that place in the list.
    pub fn filled(&self, lessons: Vec<(ShelfLesson, String)>) -> Result<Shelf, (usize, FileError)> {
        let group = |group: &GroupFile| ShelfGroup {
            title: group.title.clone(),
            about: group.about.clone(),
            lessons: Vec::new(),
        };
        let mut groups: Vec<ShelfGroup> = self.groups.iter().map(group).collect();
        for (number, (lesson, name)) in lessons.into_iter().enumerate() {
            match self.groups.iter().position(|group| group.name == name) {
                Some(place) => groups[place].lessons.push(lesson),
                None => {
                    let sentence = format!("The shelf has no group `{name}`.");
                    return Err((number, FileError::new("group", sentence)));
                }
            }
        }
        groups.retain(|group| !group.lessons.is_empty());
        Ok(Shelf { groups })
    }
}

/// True if this can be the name of a lesson: small letters, digits and hyphens.
pub fn is_lesson_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.len() <= 60 && name.chars().all(is_plain)
}
