//! Node.js and the project's npm tools: Playwright, axe and binaryen's wasm-opt.

use crate::project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use xshell::{Shell, cmd};

/// The oldest Node, major and minor, that runs all of this: `--test-concurrency` came with it.
/// (`--test-reporter` is older, and Playwright asks for 20.)
const OLDEST: (u32, u32) = (20, 10);

/// How npm is called here.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Fails with a sentence where there is no Node that will do.
pub fn ensure(shell: &Shell) -> Result<()> {
    let oldest = format!("version {}.{} or newer", OLDEST.0, OLDEST.1);
    if project::on_path("node").is_none() {
        bail!(
            "Node.js is missing: wasm-opt, the wasm tests and the browser tests need it. Install \
             {oldest}, with npm, and run this again (`cargo xtask serve` works without)"
        );
    }
    let said = cmd!(shell, "node --version").quiet().read()?;
    if version(&said).is_some_and(|version| version < OLDEST) {
        bail!("Node.js {} is too old: {oldest} is needed", said.trim());
    }
    Ok(())
}

/// The major and the minor number of what `node --version` says.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix('v')?.split('.').map_while(|part| part.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

/// Fails with a sentence where the project's npm tools neither are nor can be installed.
pub fn ensure_npm(shell: &Shell) -> Result<()> {
    ensure(shell)?;
    // Windows has no Node without npm, which is no `.exe` there.
    if !cfg!(windows) && project::on_path("npm").is_none() && !packages_are_current() {
        bail!(
            "npm is missing: it installs wasm-opt and what the browser tests use. Some systems \
             have it in a package of its own: install `npm` too (Debian and Ubuntu: `apt install \
             npm`), and run this again"
        );
    }
    Ok(())
}

/// Installs the project's npm tools, unless what `package-lock.json` names is here.
pub fn ensure_packages(shell: &Shell) -> Result<()> {
    ensure_npm(shell)?;
    if packages_are_current() {
        return Ok(());
    }
    println!("Installing the npm tools that package-lock.json names (about 120 MB, once)");
    cmd!(shell, "{NPM} ci --no-audit --no-fund --loglevel=error")
        .quiet()
        .run()
        .context("`npm ci` failed: see above")
}

/// npm notes in `node_modules/.package-lock.json` what it has installed.
fn packages_are_current() -> bool {
    let root = project::root();
    let changed = |path: PathBuf| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let wanted = changed(root.join("package-lock.json"));
    let installed = changed(root.join("node_modules").join(".package-lock.json"));
    installed.is_some() && installed >= wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert!(version("v20.9.0") < Some(OLDEST) && version("v18.19.1") < Some(OLDEST));
        assert!(version("v20.10.0") >= Some(OLDEST) && version("v22.4.0") >= Some(OLDEST));
        assert_eq!(version("a build of somebody's"), None);
    }

    /// Trunk takes the wasm-opt on its `PATH` only in the version that it is told to use.
    #[test]
    fn trunk_and_npm_name_the_same_wasm_opt() {
        let text = |name: &str| fs::read_to_string(project::root().join(name)).unwrap_or_default();
        let version = |text: &str, before: &str| {
            let (_, rest) = text.split_once(before)?;
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u32>().ok()
        };
        let npm = version(&text("package.json"), "\"binaryen\": \"");
        assert!(npm.is_some());
        assert_eq!(version(&text("Trunk.toml"), "wasm_opt = \"version_"), npm);
    }
}
