//! What the programs that prepare lessons and scenarios for the page have in common: reading
//! files, and saying where something is wrong.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use raft_lunch::scenario::{FileError, Translation, TranslationErrors};
use raft_lunch::words::LanguageTag;

/// The folder FOLDER into which trunk puts the page together, if trunk runs the program.
pub fn staged(folder: &str) -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR")?).join(folder))
}

/// How the program ends; what is wrong is said before.
pub fn told(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads a text.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The folder with the translations into a language; `None` if there is none, because it is
/// English, or hasn't begun yet. One that is whole has begun, so there its folder is missing.
pub fn translations(from: &Path, language: LanguageTag) -> Result<Option<PathBuf>, String> {
    let Some(name) = language.folder() else { return Ok(None) };
    let folder = from.join(name);
    match (folder.is_dir(), language.is_whole()) {
        (true, _) => Ok(Some(folder)),
        (false, false) => Ok(None),
        (false, true) => Err(format!(
            "{}: This folder is missing. All translations into \"{name}\" have to be there.",
            folder.display()
        )),
    }
}

/// Reads the translation `NAME.json` of a folder.
pub fn read_translation(folder: &Path, name: &str) -> Result<(PathBuf, Translation), String> {
    let path = folder.join(format!("{name}.json"));
    let text = read(&path)?;
    let translation = Translation::from_json(&text).map_err(|error| at(&path, &text, error))?;
    Ok((path, translation))
}

/// File and sentence, for each thing that is wrong with a translation.
pub fn all_at(path: &Path, TranslationErrors(errors): TranslationErrors) -> String {
    let lines = errors.iter().map(|error| format!("{}: {error}", path.display()));
    lines.collect::<Vec<_>>().join("\n")
}

/// File, line and sentence, as compilers say it.
pub fn at(path: &Path, text: &str, error: FileError) -> String {
    let error = error.in_text(text);
    match error.at {
        Some((line, column)) => format!("{}:{line}:{column}: {error}", path.display()),
        None => format!("{}: {error}", path.display()),
    }
}
