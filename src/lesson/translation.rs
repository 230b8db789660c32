//! A lesson, the shelf and the glossary in another language. A translation is a map from each
//! text, word for word as it stands in English, to what it is there: so it can neither lag
//! behind the English without being noticed nor change what a run decides.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::compiled::Lesson;
use super::file::{LessonFile, LessonStep};
use super::glossary::Glossary;
use super::links::{TextPart, text_parts};
use super::shelf::ShelfFile;
use crate::scenario::{FileError, read_json};

/// What the texts of one file are in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    texts: BTreeMap<String, String>,
}

/// All that is wrong with a translation, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationErrors(pub Vec<String>);

impl fmt::Display for TranslationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl Translation {
    /// Reads a file: `{ "Late to lunch": "…" }`.
    pub fn from_json(text: &str) -> Result<Translation, FileError> {
        Ok(Translation { texts: read_json(text, "translation")? })
    }

    /// The lesson in this language.
    pub fn lesson(&self, english: &LessonFile) -> Result<LessonFile, TranslationErrors> {
        let (mut file, mut check) = (english.clone(), Check::of(self));
        for text in texts_of(&mut file) {
            check.translate(text);
        }
        // The compiled lesson has these; in the file they are names.
        for mut mark in moments_of(english) {
            check.translate(&mut mark);
        }
        check.ended(file)
    }

    /// Names the moments to which a compiled lesson goes back in this language.
    pub fn name_moments(&self, lesson: &mut Lesson) {
        for name in lesson.cards.iter_mut().filter_map(|card| card.back_to.as_mut()) {
            if let Some(there) = self.texts.get(name) {
                name.clone_from(there);
            }
        }
    }

    /// The shelf in this language.
    pub fn shelf(&self, english: &ShelfFile) -> Result<ShelfFile, TranslationErrors> {
        let (mut file, mut check) = (english.clone(), Check::of(self));
        for group in &mut file.groups {
            check.translate(&mut group.title);
            check.translate(&mut group.about);
        }
        check.ended(file)
    }
}

/// Whether a glossary in another language has the entries of the English one.
pub fn check_glossary(there: &Glossary, english: &Glossary) -> Result<(), TranslationErrors> {
    let missing = english.entries().iter().filter(|it| there.entry(&it.name).is_none());
    let missing = missing.map(|it| format!("The entry \"{}\" is missing.", it.name));
    let unknown = there.entries().iter().filter(|it| english.entry(&it.name).is_none());
    let unknown = unknown.map(|it| format!("The English glossary has no entry \"{}\".", it.name));
    let wrong: Vec<_> = missing.chain(unknown).collect();
    if wrong.is_empty() { Ok(()) } else { Err(TranslationErrors(wrong)) }
}

/// Translates one text after the other, and notes what is wrong.
struct Check<'a> {
    texts: &'a BTreeMap<String, String>,
    used: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Check<'a> {
    fn of(translation: &'a Translation) -> Check<'a> {
        Check { texts: &translation.texts, used: BTreeSet::new(), wrong: Vec::new() }
    }

    fn translate(&mut self, text: &mut String) {
        // A text may stand in several places.
        let is_new = self.used.insert(text.clone());
        let Some(there) = self.texts.get(text) else {
            if is_new && has_words(text) {
                self.wrong.push(format!("There is no translation of \"{text}\"."));
            }
            return;
        };
        if is_new {
            self.compare("holes", text, &holes_of(text), &holes_of(there));
            self.compare("links to the glossary", text, &links_of(text), &links_of(there));
        }
        text.clone_from(there);
    }

    /// Both texts have to have the same of these; each as often as it likes.
    fn compare(
        &mut self,
        what: &str,
        text: &str,
        here: &BTreeSet<String>,
        there: &BTreeSet<String>,
    ) {
        if here != there {
            let listed = |all: &BTreeSet<String>| match all.is_empty() {
                true => "none".into(),
                false => all.iter().cloned().collect::<Vec<_>>().join(", "),
            };
            let (here, there) = (listed(here), listed(there));
            self.wrong.push(format!(
                "The translation of \"{text}\" has other {what}: {there}, and not {here}."
            ));
        }
    }

    /// The translated file, if nothing is wrong.
    fn ended<T>(mut self, file: T) -> Result<T, TranslationErrors> {
        let old = self.texts.keys().filter(|text| !self.used.contains(*text));
        self.wrong.extend(old.map(|text| format!("The English doesn't say \"{text}\" any more.")));
        if self.wrong.is_empty() { Ok(file) } else { Err(TranslationErrors(self.wrong)) }
    }
}

/// All that a reader reads of a lesson. What fills a hole or is decided by the run is none of it.
fn texts_of(file: &mut LessonFile) -> Vec<&mut String> {
    let mut texts = vec![&mut file.title, &mut file.question];
    for step in &mut file.steps {
        match step {
            LessonStep::Play(_) | LessonStep::Branch(_) => {}
            LessonStep::Say(say) => {
                texts.push(&mut say.title);
                texts.extend(&mut say.text);
            }
            LessonStep::Explain(explain) => texts.extend(&mut explain.text),
            LessonStep::Do(task) => {
                texts.extend([&mut task.title, &mut task.task, &mut task.hint]);
                texts.extend(&mut task.text);
            }
            LessonStep::Ask(ask) => {
                texts.extend([&mut ask.title, &mut ask.question]);
                texts.extend(&mut ask.text);
                for option in &mut ask.options {
                    texts.extend(&mut option.text);
                    texts.extend([&mut option.why, &mut option.raft]);
                }
                if let Some(number) = &mut ask.number {
                    texts.extend([&mut number.why, &mut number.raft]);
                }
                if let Some(fields) = &mut ask.fields {
                    texts.extend([&mut fields.why, &mut fields.raft]);
                }
            }
        }
    }
    texts
}

/// The names of the moments to which it goes back, which its cards say.
fn moments_of(file: &LessonFile) -> impl Iterator<Item = String> {
    file.steps.iter().filter_map(|step| match step {
        LessonStep::Branch(branch) => Some(branch.to.to_string()),
        _ => None,
    })
}

/// True if there is something to translate: a letter, outside of holes.
fn has_words(text: &str) -> bool {
    let mut outside = text.split('{').map(|part| part.split_once('}').map_or(part, |it| it.1));
    outside.any(|part| part.contains(char::is_alphabetic))
}

/// The holes of a text, such as `{leader.name}`.
fn holes_of(text: &str) -> BTreeSet<String> {
    let holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    holes.map(|(hole, _)| format!("{{{hole}}}")).collect()
}

/// The entries of the glossary that a text leads to.
fn links_of(text: &str) -> BTreeSet<String> {
    let links = text_parts(text).into_iter().filter_map(|part| match part {
        TextPart::Link { entry, .. } => Some(entry.into_owned()),
        TextPart::Plain(_) => None,
    });
    links.collect()
}
