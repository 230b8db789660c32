//! wasm-opt over the wasm of a release build and terser over its script, as trunk's
//! post-build hook.
//!
//! Trunk's own call would download a wasm-opt where there is none; this one leaves
//! the file as it is and says so, except where `cargo xtask build` insists.

use crate::{arrange, gates, locations, node, project, slim, split};
use anyhow::{Context, Result, bail};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::{Shell, cmd};

/// Set by `cargo xtask build`: a build without wasm-opt is then an error.
pub const REQUIRED: &str = "RAFT_LUNCH_REQUIRE_WASM_OPT";

/// Older ones don't know all the wasm features that today's Rust writes.
const OLDEST: u32 = 123;

/// The hook: acts on release builds only, on each `*_bg.wasm` that trunk staged.
pub fn hook() -> Result<()> {
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let folder = env::var_os("TRUNK_STAGING_DIR");
    let folder = PathBuf::from(folder.context("this is trunk's hook: run `cargo xtask build`")?);
    let shell = project::shell()?;
    let Some(wasm_opt) = find(&shell) else {
        let hint = "no wasm-opt of version 123 or newer is here (`npm ci` installs one)";
        if env::var_os(REQUIRED).is_some() {
            bail!("{hint}");
        }
        println!("{hint}: the wasm stays a quarter larger than it could be.");
        return Ok(());
    };
    for file in fs::read_dir(&folder)? {
        let wasm = file?.path();
        let name = wasm.to_str().unwrap_or_default();
        let Some(start) = name.strip_suffix("_bg.wasm") else { continue };
        shrink(&shell, &wasm_opt, &wasm, is_page(&wasm))?;
        let script = PathBuf::from(format!("{start}.js"));
        if script.exists() && minify(&shell, &script)? {
            let (shorter, renamed) =
                slim::shorten_names(&fs::read(&wasm)?, &fs::read_to_string(&script)?)?;
            fs::write(wasm, shorter)?;
            fs::write(script, renamed)?;
        }
    }
    Ok(())
}

/// Whether this is the page, and not what it fetches to read scenario files.
fn is_page(wasm: &Path) -> bool {
    let name = wasm.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("raft-lunch"))
}

/// wasm-bindgen's glue without its comments and long names: trunk's own minifier
/// cannot read it. Without terser it stays as it is; says whether it is here.
fn minify(shell: &Shell, file: &Path) -> Result<bool> {
    let Some(terser) = node::tool("terser") else { return Ok(false) };
    cmd!(shell, "{terser} {file} --module --compress --mangle --output {file}")
        .quiet()
        .run()
        .with_context(|| format!("terser failed on {}", file.display()))?;
    Ok(true)
}

/// The features that the file uses are in its `target_features` section, where
/// wasm-opt reads them: naming more would let it write what a browser lacks.
fn shrink(shell: &Shell, wasm_opt: &Path, file: &Path, is_page: bool) -> Result<()> {
    let before = fs::metadata(file)?.len();
    let (mute, panics) = slim::mute_panics(&fs::read(file)?)?;
    fs::write(file, mute)?;
    let smaller = file.with_extension("opt");
    // Where the wasm is cut, its gates stay functions, and their names until they are found.
    let kept = if is_page { gates::PAGE.kept_by_wasm_opt() } else { Vec::new() };
    // Measured once gzipped: flat code first, less inlining, no hints at alignment. The low
    // kilobyte is the far end of the stack, where no pointer of a running program is.
    cmd!(
        shell,
        "{wasm_opt} {kept...} --flatten --local-cse --rereloop -Oz -Oz --converge -ocimfs 10 -aimfs 4 --low-memory-unused --dealign --strip-producers {file} -o {smaller}"
    )
    .quiet()
    .run()
    .with_context(|| format!("wasm-opt failed on {}", file.display()))?;
    let mut wasm = fs::read(&smaller)?;
    let places = locations::blank(&mut wasm)?;
    fs::remove_file(&smaller)?;
    if is_page {
        let halves = split::split(&wasm, &gates::PAGE)?;
        println!("split: {} functions are fetched when they are wanted.", halves.moved);
        fs::write(more_beside(file), arrange::arrange(&halves.second)?)?;
        wasm = halves.first;
    }
    let wasm = arrange::arrange(&wasm)?;
    fs::write(file, &wasm)?;
    let after = wasm.len();
    println!("wasm-opt: {before} bytes became {after}; {panics} ends of panics and {places} of");
    println!("the places that they name are gone.");
    Ok(())
}

/// The file of the second half, where `static/initializer.mjs` looks for it.
fn more_beside(wasm: &Path) -> PathBuf {
    PathBuf::from(wasm.to_string_lossy().replace("_bg.wasm", "_more.wasm"))
}

fn find(shell: &Shell) -> Option<PathBuf> {
    if let Some(ours) = node::tool("wasm-opt") {
        return Some(ours);
    }
    let theirs = project::on_path("wasm-opt")?;
    let said = cmd!(shell, "{theirs} --version").quiet().ignore_stderr().read().ok()?;
    (version(&said)? >= OLDEST).then_some(theirs)
}

/// The number in `wasm-opt version 132 (version_132)`.
fn version(said: &str) -> Option<u32> {
    said.split_whitespace().nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_that_wasm_opt_prints() {
        assert_eq!(version("wasm-opt version 108"), Some(108));
        assert_eq!(version("wasm-opt version 132 (version_132)\n"), Some(132));
        assert_eq!(version("something else"), None);
    }
}
