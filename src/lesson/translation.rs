//! A lesson, the shelf and the glossary in another language.

use std::collections::BTreeSet;

use super::compiled::Lesson;
use super::file::{LessonFile, LessonStep};
use super::glossary::Glossary;
use super::links::{TextPart, text_parts};
use super::shelf::ShelfFile;
use crate::scenario::{Check, HOLES, Shared, Translation, TranslationErrors};

impl Translation {
    /// The lesson in this language.
    pub fn lesson(&self, english: &LessonFile) -> Result<LessonFile, TranslationErrors> {
        let (mut file, mut check) = (english.clone(), Check::of(self, &[HOLES, LINKS]));
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
            if let Some(there) = self.of(name) {
                name.clone_from(there);
            }
        }
    }

    /// The shelf in this language.
    pub fn shelf(&self, english: &ShelfFile) -> Result<ShelfFile, TranslationErrors> {
        let (mut file, mut check) = (english.clone(), Check::of(self, &[]));
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

/// The entries of the glossary that a text leads to.
const LINKS: Shared = ("links to the glossary", links_of);

fn links_of(text: &str) -> BTreeSet<String> {
    let links = text_parts(text).into_iter().filter_map(|part| match part {
        TextPart::Link { entry, .. } => Some(entry.into_owned()),
        TextPart::Plain(_) => None,
    });
    links.collect()
}
