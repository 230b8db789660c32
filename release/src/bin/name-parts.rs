//! Gives the files of a built page names with their digests: `name-parts FOLDER`. Trunk runs it
//! after each build (`Trunk.toml`); then FOLDER is where trunk puts the page together.

use anyhow::{Context, Result};
use std::path::PathBuf;

fn main() -> Result<()> {
    let named = std::env::args_os().nth(1);
    let folder = named.or_else(|| std::env::var_os("TRUNK_STAGING_DIR"));
    let folder =
        folder.context("name-parts FOLDER: puts digests into the names of a page's files")?;
    raft_lunch_release::name_parts(&PathBuf::from(folder))?;
    Ok(())
}
