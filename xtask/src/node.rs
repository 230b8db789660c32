//! Node.js and the project's npm tools: Playwright, axe and binaryen's wasm-opt.

use crate::project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use xshell::{Shell, cmd};

/// The oldest Node that runs all of this project's npm tools.
const OLDEST: u32 = 20;

/// Fails with a sentence where there is no Node that will do.
pub fn ensure(shell: &Shell) -> Result<()> {
    if project::on_path("node").is_none() {
        bail!(
            "Node.js is missing: wasm-opt, the wasm tests and the browser tests need it. Install \
             version {OLDEST} or newer, with npm, and run this again (`cargo xtask serve` works \
             without)"
        );
    }
    let said = cmd!(shell, "node --version").quiet().read()?;
    let major = said.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    if major.parse::<u32>().is_ok_and(|major| major < OLDEST) {
        bail!("Node.js {} is too old: version {OLDEST} or newer is needed", said.trim());
    }
    Ok(())
}

/// Installs the project's npm tools, unless what `package-lock.json` names is here.
pub fn ensure_packages(shell: &Shell) -> Result<()> {
    ensure(shell)?;
    if packages_are_current() {
        return Ok(());
    }
    println!("Installing the npm tools that package-lock.json names (about 120 MB, once)");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    cmd!(shell, "{npm} ci --no-audit --no-fund --loglevel=error")
        .quiet()
        .run()
        .context("`npm ci` failed: see above")
}

/// One of the project's own npm tools, if they are installed.
pub fn tool(name: &str) -> Option<PathBuf> {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.into() };
    let path = project::root().join("node_modules").join(".bin").join(name);
    (path.is_file() && project::on_path("node").is_some()).then_some(path)
}

/// npm notes in `node_modules/.package-lock.json` what it has installed.
fn packages_are_current() -> bool {
    let root = project::root();
    let changed = |path: PathBuf| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let wanted = changed(root.join("package-lock.json"));
    let installed = changed(root.join("node_modules").join(".package-lock.json"));
    installed.is_some() && installed >= wanted
}
