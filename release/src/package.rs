//! What others take along: a zip of the page's folder, and what `npm pack` packs.

use crate::folder;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const VERSION: &str = env!("CARGO_PKG_VERSION");

const README: &str = include_str!("../npm-README.md");

/// Writes the folder of the page into a zip, below a folder of its own.
pub fn zip_folder(folder: &Path, zip: &Path) -> Result<()> {
    let file = File::create(zip).with_context(|| format!("writing {}", zip.display()))?;
    let mut zip = ZipWriter::new(file);
    for name in folder::files(folder)? {
        zip.start_file(format!("raft-lunch-{VERSION}/{name}"), SimpleFileOptions::default())?;
        zip.write_all(&fs::read(folder.join(&name))?)?;
    }
    zip.finish()?;
    Ok(())
}

/// The name of the zip.
pub fn zip_name() -> String {
    format!("raft-lunch-{VERSION}.zip")
}

/// Puts the npm package together: the element as its module, and the page as a folder.
pub fn npm_folder(folder: &Path, to: &Path) -> Result<()> {
    for name in folder::files(folder)? {
        let path = to.join("page").join(&name);
        fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        fs::copy(folder.join(&name), path).with_context(|| format!("copying {name}"))?;
    }
    fs::copy(folder.join("embed.js"), to.join("embed.js"))?;
    fs::write(to.join("README.md"), README)?;
    let package = json!({
        "name": "raft-lunch",
        "version": VERSION,
        "description": "A team decides its lunch beside a real Raft cluster: an element for your page.",
        "license": "MIT OR Apache-2.0",
        "keywords": ["raft", "consensus", "distributed-systems", "custom-element"],
        "exports": {
            ".": "./embed.js",
            "./page/*": "./page/*",
            "./package.json": "./package.json",
        },
        "sideEffects": true,
    });
    fs::write(to.join("package.json"), format!("{package:#}\n"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zip::ZipArchive;

    #[test]
    fn the_zip_has_the_folder_below_its_name() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (page, zip) = (folder.path().join("page"), folder.path().join(zip_name()));
        fs::create_dir_all(page.join("lessons"))?;
        fs::write(page.join("lessons/shelf"), "one")?;
        zip_folder(&page, &zip)?;
        let mut zip = ZipArchive::new(File::open(zip)?)?;
        assert_eq!(zip.len(), 1);
        let name = format!("raft-lunch-{VERSION}/lessons/shelf");
        assert_eq!(std::io::read_to_string(zip.by_name(&name)?)?, "one");
        Ok(())
    }

    #[test]
    fn the_package_has_the_element_and_the_page() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (page, package) = (folder.path().join("dist"), folder.path().join("package"));
        fs::create_dir_all(page.join("lessons"))?;
        fs::write(page.join("lessons/shelf"), "one")?;
        fs::write(page.join("embed.js"), "element()")?;
        npm_folder(&page, &package)?;
        let expected =
            ["README.md", "embed.js", "package.json", "page/embed.js", "page/lessons/shelf"];
        assert_eq!(folder::files(&package)?, expected);
        let json: serde_json::Value =
            serde_json::from_str(&folder::text(&package.join("package.json"))?)?;
        assert_eq!(json["version"], VERSION);
        Ok(())
    }
}
