//! What others take along of the page: one file, a zip, an npm package.

use crate::node::NPM;
use crate::{page, project};
use anyhow::{Context, Result};
use xshell::cmd;

/// Where these are made.
const TAKEN_ALONG: &str = "target/dist";

/// Makes the release folder, and all that is made of it.
pub fn make() -> Result<()> {
    page::build()?;
    let shell = project::shell()?;
    let to = project::root().join(TAKEN_ALONG);
    let folder = project::DIST;
    cmd!(shell, "cargo run --quiet --package raft-lunch-release --bin pack -- {folder} {to}")
        .quiet()
        .run()
        .context("the page could not be packed: see above")?;
    let package = to.join("package");
    cmd!(shell, "{NPM} pack --silent --pack-destination {to} {package}")
        .quiet()
        .ignore_stdout()
        .run()
        .context("`npm pack` failed: see above")?;
    shell.remove_path(&package)?;
    println!("One file, a zip and an npm package are in {}", to.display());
    Ok(())
}
