//! Compiles the lessons of a folder for the page: `lessons FROM TO`. Trunk runs it before each
//! build (`Trunk.toml`), so that a broken lesson breaks the build, with its place; then TO is
//! the folder `lessons` where trunk puts the page together. With a file in place of a folder it
//! checks that lesson, and writes it if there is a TO.
//!
//! For each lesson that the shelf names there will be a file `NAME.lesson`, for the shelf
//! itself `shelf`, and for the glossary, which is in the folder beside FROM, `glossary`. The
//! schema goes along, for authors.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use raft_lunch::lesson::{Glossary, Lesson, LessonFile, ShelfFile, ShelfLesson, compile_lesson};
use raft_lunch::scenario::FileError;

const SCHEMA: &str = "lesson.schema.json";

/// The glossary, beside the folder of the lessons.
const GLOSSARY: [&str; 3] = ["..", "glossary", "en.json"];

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let from = folders.next();
    let named = folders.next();
    if let Some(file) = from.as_deref().filter(|path| path.is_file()) {
        return told(check_one(file, named.as_deref()));
    }
    let by_trunk = || Some(PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR")?).join("lessons"));
    let (Some(from), Some(to)) = (from, named.or_else(by_trunk)) else {
        eprintln!("lessons FROM TO: compiles the lessons of a folder into another one.");
        return ExitCode::FAILURE;
    };
    told(compile_all(&from, &to))
}

fn told(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn compile_all(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let shelf_path = from.join("shelf.json");
    let text = read(&shelf_path)?;
    let shelf = ShelfFile::from_json(&text).map_err(|error| at(&shelf_path, &text, error))?;
    let glossary = read_glossary(&from.join(GLOSSARY.iter().collect::<PathBuf>()))?;
    fs::create_dir_all(to)?;
    let mut lessons = Vec::new();
    for name in &shelf.lessons {
        let (file, lesson) = compile_one(&from.join(format!("{name}.json")), &glossary)?;
        fs::write(to.join(format!("{name}.lesson")), lesson.to_bytes()?)?;
        let entry = ShelfLesson {
            name: name.clone(),
            title: file.title.clone(),
            question: file.question.clone(),
            minutes: file.minutes,
            cards: lesson.cards.len(),
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
    fs::copy(from.join(SCHEMA), to.join(SCHEMA))?;
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

fn read_glossary(path: &Path) -> Result<Glossary, String> {
    let text = read(path)?;
    Glossary::from_json(&text).map_err(|error| at(path, &text, error))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// File, line and sentence, as compilers say it.
fn at(path: &Path, text: &str, error: FileError) -> String {
    let error = error.in_text(text);
    match error.at {
        Some((line, column)) => format!("{}:{line}:{column}: {error}", path.display()),
        None => format!("{}: {error}", path.display()),
    }
}
