//! Puts the scenarios of a folder into another one for the page: `scenarios FROM TO`. Trunk runs
//! it before each build (`Trunk.toml`); then TO is the folder `scenarios` where trunk puts the
//! page together.
//!
//! There will be each scenario that `index.json` names, that list, and the schema; and the
//! scenarios and the list once more for each other language, in its folder
//! (docs/translating.md). A translation that doesn't fit its scenario breaks the build.

mod content;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use content::{all_at, at, read, read_translation, staged, told, translations};
use raft_lunch::scenario::ScenarioFile;
use raft_lunch::words::LanguageTag;
use serde::{Deserialize, Serialize};

const LIST: &str = "index.json";
const SCHEMA: &str = "scenario.schema.json";

/// A scenario in the list.
#[derive(Clone, Serialize, Deserialize)]
struct Listed {
    about: String,
    file: String,
    level: String,
    seconds: u64,
    title: String,
}

fn main() -> ExitCode {
    let mut folders = std::env::args_os().skip(1).map(PathBuf::from);
    let (from, to) = (folders.next(), folders.next());
    let (Some(from), Some(to)) = (from, to.or_else(|| staged("scenarios"))) else {
        eprintln!("scenarios FROM TO: puts the scenarios of a folder into another one.");
        return ExitCode::FAILURE;
    };
    told(put_all(&from, &to))
}

/// Puts the scenarios there once for each language: English into TO, another one into its folder
/// there. Until FROM has a folder for a language, it has them in English; for one that is whole it
/// has to have one.
fn put_all(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let path = from.join(LIST);
    let list: Vec<Listed> = serde_json::from_str(&read(&path)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    for language in LanguageTag::ALL {
        let to = to.join(language.folder().unwrap_or_default());
        let translated = translations(from, language)?;
        fs::create_dir_all(&to)?;
        match translated {
            Some(folder) => put_translated(&list, from, &folder, &to)?,
            None => {
                let files = list.iter().map(|listed| &*listed.file);
                for file in files.chain([LIST]) {
                    fs::copy(from.join(file), to.join(file))
                        .map_err(|error| format!("{}: {error}", from.join(file).display()))?;
                }
            }
        }
    }
    fs::copy(from.join(SCHEMA), to.join(SCHEMA))?;
    Ok(())
}

/// Puts them there in the language of a folder of translations.
fn put_translated(
    list: &[Listed],
    from: &Path,
    folder: &Path,
    to: &Path,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_listed = |listed: &Listed| path.ends_with(&listed.file);
        if !list.iter().any(is_listed) && path.extension().is_some_and(|kind| kind == "json") {
            let why = format!("{}: There is no such scenario in English.", path.display());
            return Err(why.into());
        }
    }
    let mut list = list.to_vec();
    for listed in &mut list {
        let file = translate(&from.join(&listed.file), folder)?;
        fs::write(to.join(&listed.file), file.to_json())?;
        (listed.about, listed.title) = (file.summary().into(), file.title);
    }
    fs::write(to.join(LIST), serde_json::to_string_pretty(&list)? + "\n")?;
    Ok(())
}

/// Translates a scenario. What comes out is a scenario that opens, too.
fn translate(path: &Path, folder: &Path) -> Result<ScenarioFile, String> {
    let text = read(path)?;
    let english = ScenarioFile::from_json(&text).map_err(|error| at(path, &text, error))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let (path, translation) = read_translation(folder, &name)?;
    let file = translation.scenario(&english).map_err(|errors| all_at(&path, errors))?;
    // Places are those of the English file: the translation has none.
    let opened = ScenarioFile::from_json(&file.to_json());
    opened.map_err(|error| format!("{}: {}", path.display(), error.sentence))
}
