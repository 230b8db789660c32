//! Compiles the lessons of a folder for the page: `lessons FROM TO`. Trunk runs it before each
//! build (`Trunk.toml`), so that a broken lesson breaks the build, with its place; then TO is
//! the folder `lessons` where trunk puts the page together. With a file in place of a folder it
//! checks that lesson, and writes it if there is a TO.
//!
//! For each lesson that the shelf names there will be a file `NAME.lesson`, for the shelf
//! itself `shelf`, and for the glossary, which is in the folder beside FROM, `glossary`; and
//! all of that once more for each other language (docs/translating.md). The schema goes along,
//! for authors.

mod content;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use content::{all_at, at, read, read_translation, staged, told, translations};
use raft_lunch::lesson::{
    Glossary, Lesson, LessonFile, ShelfFile, ShelfLesson, check_glossary, compile_lesson,
};
use raft_lunch::scenario::FileError;
use raft_lunch::words::LanguageTag;

const SCHEMA: &str = "lesson.schema.json";

/// The folder of the glossary, beside that of the lessons.
const GLOSSARY: &str = "../glossary";

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let from = folders.next();
    let named = folders.next();
    if let Some(file) = from.as_deref().filter(|path| path.is_file()) {
        return told(check_one(file, named.as_deref()));
    }
    let (Some(from), Some(to)) = (from, named.or_else(|| staged("lessons"))) else {
        eprintln!("lessons FROM TO: compiles the lessons of a folder into another one.");
        return ExitCode::FAILURE;
    };
    told(compile_all(&from, &to))
}

/// Compiles the lessons once for each language: English into TO, another one into its folder
/// there. Until FROM has a folder for a language, it has the lessons in English; in a folder of
/// a language that is not yet whole, lessons may be missing, and these are in English. A
/// language that is whole has its folder, and all of them in it.
fn compile_all(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let english = read_glossary(&from.join(GLOSSARY).join("en.json"))?;
    for language in LanguageTag::ALL {
        match language.folder() {
            None => compile_in(Translations::None, from, to, &english)?,
            Some(folder) => {
                let translated = translations(from, language)?;
                let path = from.join(GLOSSARY).join(folder).with_extension("json");
                let glossary = match translated.is_some() || path.exists() {
                    true => read_glossary(&path)?,
                    false => english.clone(),
                };
                check_glossary(&glossary, &english).map_err(|errors| all_at(&path, errors))?;
                let translations = match translated.as_deref() {
                    None => Translations::NotBegun,
                    Some(folder) if language.is_whole() => Translations::Whole(folder),
                    Some(folder) => Translations::Begun(folder),
                };
                compile_in(translations, from, &to.join(folder), &glossary)?;
            }
        }
    }
    fs::copy(from.join(SCHEMA), to.join(SCHEMA))?;
    Ok(())
}

/// What there is of the lessons in a language.
#[derive(Clone, Copy)]
enum Translations<'a> {
    /// It is English, which needs none.
    None,
    /// There is nothing yet.
    NotBegun,
    /// Some of them are in this folder.
    Begun(&'a Path),
    /// All of them have to be in this folder.
    Whole(&'a Path),
}

impl Translations<'_> {
    fn folder(&self) -> Option<&Path> {
        match self {
            Translations::None | Translations::NotBegun => None,
            Translations::Begun(folder) | Translations::Whole(folder) => Some(folder),
        }
    }

    /// The folder that has to have the translation of this lesson.
    fn of(&self, lesson: &str) -> Option<&Path> {
        match self {
            Translations::Begun(folder) => {
                Some(*folder).filter(|folder| folder.join(format!("{lesson}.json")).exists())
            }
            _ => self.folder(),
        }
    }

    /// An error if a file of the folder is neither a lesson of the shelf nor the shelf: a name
    /// with a slip in it would leave a lesson in English.
    fn check_names(&self, lessons: &[String]) -> Result<(), Box<dyn Error>> {
        let Some(folder) = self.folder() else { return Ok(()) };
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            if name != "shelf" && !lessons.iter().any(|lesson| **lesson == *name) {
                let path = path.display();
                return Err(format!("{path}: The shelf has no lesson \"{name}\".").into());
            }
        }
        Ok(())
    }
}

/// Compiles them in one language.
fn compile_in(
    translations: Translations,
    from: &Path,
    to: &Path,
    glossary: &Glossary,
) -> Result<(), Box<dyn Error>> {
    let shelf_path = from.join("shelf.json");
    let text = read(&shelf_path)?;
    let mut shelf = ShelfFile::from_json(&text).map_err(|error| at(&shelf_path, &text, error))?;
    translations.check_names(&shelf.lessons)?;
    if let Some(folder) = translations.folder() {
        let (path, translation) = read_translation(folder, "shelf")?;
        shelf = translation.shelf(&shelf).map_err(|errors| all_at(&path, errors))?;
    }
    fs::create_dir_all(to)?;
    let mut lessons = Vec::new();
    for name in &shelf.lessons {
        let path = from.join(format!("{name}.json"));
        let (file, mut lesson) = match translations.of(name) {
            None => compile_one(&path, glossary)?,
            Some(folder) => compile_translated(&path, folder, name, glossary)?,
        };
        lesson.is_untranslated =
            translations.of(name).is_none() && !matches!(translations, Translations::None);
        fs::write(to.join(format!("{name}.lesson")), lesson.to_bytes()?)?;
        let entry = ShelfLesson {
            name: name.clone(),
            title: file.title.clone(),
            question: file.question.clone(),
            minutes: file.minutes,
            cards: lesson.cards.len(),
            is_untranslated: lesson.is_untranslated,
        };
        lessons.push((entry, file.group));
    }
    let shelf = shelf.filled(lessons).map_err(|(number, error)| {
        let path = from.join(format!("{}.json", shelf.lessons[number]));
        let text = read(&path).unwrap_or_default();
        at(&path, &text, error)
    })?;
    fs::write(to.join("shelf"), shelf.to_bytes()?)?;
    fs::write(to.join("glossary"), glossary.to_bytes()?)?;
    Ok(())
}

/// Checks a lesson beside the glossary that ships, and says what there is in it.
fn check_one(path: &Path, to: Option<&Path>) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let glossary = read_glossary(&root.join("static/glossary/en.json"))?;
    let (_, lesson) = compile_one(path, &glossary)?;
    let bytes = lesson.to_bytes()?;
    if let (Some(to), Some(name)) = (to, path.file_stem()) {
        fs::create_dir_all(to)?;
        fs::write(to.join(name).with_extension("lesson"), &bytes)?;
    }
    let (cards, size) = (lesson.cards.len(), bytes.len());
    println!("{}: \"{}\" has {cards} cards, {size} bytes.", path.display(), lesson.title);
    Ok(())
}

fn compile_one(path: &Path, glossary: &Glossary) -> Result<(LessonFile, Lesson), String> {
    let text = read(path)?;
    let there = |error| at(path, &text, error);
    let file = LessonFile::from_json(&text).map_err(there)?;
    let lesson = compile_lesson(&file, glossary).map_err(there)?;
    Ok((file, lesson))
}

/// Compiles a lesson in the language of a folder of translations.
fn compile_translated(
    path: &Path,
    folder: &Path,
    name: &str,
    glossary: &Glossary,
) -> Result<(LessonFile, Lesson), String> {
    let text = read(path)?;
    let english = LessonFile::from_json(&text).map_err(|error| at(path, &text, error))?;
    let (path, translation) = read_translation(folder, name)?;
    let file = translation.lesson(&english).map_err(|errors| all_at(&path, errors))?;
    // Places are those of the English file: the translation has none.
    let there = |error: FileError| format!("{}: {error}", path.display());
    let mut lesson = compile_lesson(&file, glossary).map_err(there)?;
    translation.name_moments(&mut lesson);
    Ok((file, lesson))
}

fn read_glossary(path: &Path) -> Result<Glossary, String> {
    let text = read(path)?;
    Glossary::from_json(&text).map_err(|error| at(path, &text, error))
}
