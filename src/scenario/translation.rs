//! A scenario in another language, and how any file is translated. A translation is a map from
//! each text, word for word as it stands in English, to what it is there: so it can neither lag
//! behind the English without being noticed nor change what a run does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::format::file::ScenarioFile;
use super::format::step::{Step, Verb};
use super::read::decode::{FileError, read_json};

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

    /// The scenario in this language: its title, what is said about it, and its captions.
    pub fn scenario(&self, english: &ScenarioFile) -> Result<ScenarioFile, TranslationErrors> {
        let (mut file, mut check) = (english.clone(), Check::of(self, &[HOLES]));
        let mut texts = vec![&mut file.title, &mut file.about];
        add_captions(&mut file.steps, &mut texts);
        for text in texts {
            check.translate(text);
        }
        check.ended(file)
    }

    /// What a text is in this language, if it is there.
    pub(crate) fn of(&self, text: &str) -> Option<&String> {
        self.texts.get(text)
    }
}

/// The captions of these steps.
fn add_captions<'a>(steps: &'a mut [Step], texts: &mut Vec<&'a mut String>) {
    for step in steps {
        texts.extend(&mut step.note);
        match &mut step.verb {
            Verb::Say(text) => texts.push(text),
            Verb::Repeat(repeat) => add_captions(&mut repeat.steps, texts),
            Verb::Refused(step) => add_captions(std::slice::from_mut(step), texts),
            _ => {}
        }
    }
}

/// Something of which a text and its translation have the same, each as often as it likes: what
/// it is called, and those that a text has.
pub(crate) type Shared = (&'static str, fn(&str) -> BTreeSet<String>);

/// The holes of a text, such as `{leader.name}`.
pub(crate) const HOLES: Shared = ("holes", holes_of);

/// Translates one text after the other, and notes what is wrong.
pub(crate) struct Check<'a> {
    translation: &'a Translation,
    shared: &'a [Shared],
    used: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Check<'a> {
    pub(crate) fn of(translation: &'a Translation, shared: &'a [Shared]) -> Check<'a> {
        Check { translation, shared, used: BTreeSet::new(), wrong: Vec::new() }
    }

    pub(crate) fn translate(&mut self, text: &mut String) {
        // A text may stand in several places.
        let is_new = self.used.insert(text.clone());
        let Some(there) = self.translation.of(text) else {
            if is_new && has_words(text) {
                self.wrong.push(format!("There is no translation of \"{text}\"."));
            }
            return;
        };
        if is_new {
            let compared = self.shared.iter();
            self.wrong.extend(compared.filter_map(|shared| difference(*shared, text, there)));
        }
        text.clone_from(there);
    }

    /// The translated file, if nothing is wrong.
    pub(crate) fn ended<T>(mut self, file: T) -> Result<T, TranslationErrors> {
        let old = self.translation.texts.keys().filter(|text| !self.used.contains(*text));
        self.wrong.extend(old.map(|text| format!("The English doesn't say \"{text}\" any more.")));
        if self.wrong.is_empty() { Ok(file) } else { Err(TranslationErrors(self.wrong)) }
    }
}

/// What is wrong where a text and its translation don't have the same of something.
fn difference((what, all_of): Shared, text: &str, translated: &str) -> Option<String> {
    let (here, there) = (all_of(text), all_of(translated));
    let listed = |all: &BTreeSet<String>| match all.is_empty() {
        true => "none".into(),
        false => all.iter().cloned().collect::<Vec<_>>().join(", "),
    };
    (here != there).then(|| {
        let (here, there) = (listed(&here), listed(&there));
        format!("The translation of \"{text}\" has other {what}: {there}, and not {here}.")
    })
}

/// True if there is something to translate: a letter, outside of holes.
fn has_words(text: &str) -> bool {
    let mut outside = text.split('{').map(|part| part.split_once('}').map_or(part, |it| it.1));
    outside.any(|part| part.contains(char::is_alphabetic))
}

fn holes_of(text: &str) -> BTreeSet<String> {
    let holes = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    holes.map(|(hole, _)| format!("{{{hole}}}")).collect()
}
