//! Compiles the lessons of a folder for the page: `lessons FROM TO`. Trunk runs it before each
//! build (`Trunk.toml`), so that a broken lesson breaks the build, with its place; then TO is
//! the folder `lessons` where trunk puts the page together.
//!
//! For each lesson that the shelf names there will be a file `NAME.lesson`, for the shelf
//! itself `shelf`, and for the glossary, which is in the folder beside FROM, `glossary`. The
//! schema goes along, for authors.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use raft_lunch::lesson::{Glossary, LessonFile, ShelfFile, ShelfLesson, compile_lesson};
use raft_lunch::scenario::FileError;

const SCHEMA: &str = "lesson.schema.json";

/// The glossary, beside the folder of the lessons.
const GLOSSARY: [&str; 3] = ["..", "glossary", "en.json"];

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let from = folders.next();
    let by_trunk = || Some(PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR")?).join("lessons"));
    let (Some(from), Some(to)) = (from, folders.next().or_else(by_trunk)) else {
        eprintln!("lessons FROM TO: compiles the lessons of a folder into another one.");
        return ExitCode::FAILURE;
    };
    match compile_all(&from, &to) {
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
    let glossary_path = from.join(GLOSSARY.iter().collect::<PathBuf>());
    let text = read(&glossary_path)?;
    let glossary = Glossary::from_json(&text).map_err(|error| at(&glossary_path, &text, error))?;
    fs::create_dir_all(to)?;
    let mut lessons = Vec::new();
    for name in &shelf.lessons {
        let path = from.join(format!("{name}.json"));
        let text = read(&path)?;
        let there = |error| at(&path, &text, error);
        let file = LessonFile::from_json(&text).map_err(there)?;
        let lesson = compile_lesson(&file, &glossary).map_err(there)?;
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
