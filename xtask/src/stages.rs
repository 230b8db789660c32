//! The stages of `cargo xtask test`: what each of them runs.

use crate::tools::Tool;
use crate::{chromium, dist, node, project, size};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use xshell::{Shell, cmd};

const WASM: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "raft-lunch";

/// One stage of the tests: the quick ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The formatting.
    Fmt,
    /// clippy without warnings, natively and for wasm.
    Clippy,
    /// The native tests.
    Native,
    /// The tests that run as wasm.
    Wasm,
    /// The release folder, which the stages after it read, and what is made of it.
    Build,
    /// The size against its budget.
    Size,
    /// A real browser on the built page.
    Browser,
}

impl Stage {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Fmt => "fmt",
            Stage::Clippy => "clippy",
            Stage::Native => "native",
            Stage::Wasm => "wasm",
            Stage::Build => "build",
            Stage::Size => "size",
            Stage::Browser => "browser",
        }
    }

    /// Whether it reads the release folder.
    pub fn reads_dist(self) -> bool {
        matches!(self, Stage::Size | Stage::Browser)
    }

    /// Whether it needs Node and the npm tools.
    pub fn needs_node(self) -> bool {
        matches!(self, Stage::Wasm | Stage::Build | Stage::Browser)
    }

    /// Runs it, with these arguments for its test runner.
    pub fn run(self, shell: &Shell, passed_on: &[OsString]) -> Result<()> {
        match self {
            Stage::Fmt => Ok(cmd!(shell, "cargo fmt --all -- --check").quiet().run()?),
            Stage::Clippy => clippy(shell),
            Stage::Native => {
                Ok(cmd!(shell, "cargo test --workspace {passed_on...}").quiet().run()?)
            }
            Stage::Wasm => wasm(shell, passed_on),
            Stage::Build => dist::make(),
            Stage::Size => size::print(),
            Stage::Browser => browser(shell, passed_on),
        }
    }
}

fn clippy(shell: &Shell) -> Result<()> {
    cmd!(shell, "cargo clippy --workspace --all-targets -- -D warnings").quiet().run()?;
    let first_picture = ["--features", "first-picture", "--bin", "first-picture"];
    cmd!(shell, "cargo clippy --package {PACKAGE} {first_picture...} -- -D warnings")
        .quiet()
        .run()?;
    let mut tests = Vec::new();
    for name in wasm_tests()? {
        tests.extend(["--test".to_owned(), name]);
    }
    cmd!(
        shell,
        "cargo clippy --package {PACKAGE} --target {WASM} --lib --bins {tests...} -- -D warnings"
    )
    .quiet()
    .run()?;
    cmd!(shell, "cargo clippy --package raft-lunch-perf --target {WASM} --lib -- -D warnings")
        .quiet()
        .run()?;
    Ok(())
}

/// Runs the tests that run as wasm in Node, the runner's own default.
fn wasm(shell: &Shell, passed_on: &[OsString]) -> Result<()> {
    let tests = wasm_tests()?;
    if tests.is_empty() {
        println!("No file of tests/ uses wasm_bindgen_test: there is nothing to run.");
        return Ok(());
    }
    let runner = Tool::wasm_test_runner()?.path(shell)?;
    for name in tests {
        // No `-q`: it breaks this runner.
        cmd!(shell, "cargo test --package {PACKAGE} --target {WASM} --test {name} {passed_on...}")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .quiet()
            .run()?;
    }
    Ok(())
}

/// The integration tests that also run as wasm: they name `wasm_bindgen_test`.
fn wasm_tests() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for path in files_of("tests", ".rs")? {
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().and_then(|name| name.to_str());
        names.extend(name.filter(|_| text.contains("wasm_bindgen_test")).map(str::to_owned));
    }
    Ok(names)
}

fn browser(shell: &Shell, passed_on: &[OsString]) -> Result<()> {
    if !project::root().join(project::DIST).join("index.html").is_file() {
        bail!("there is no dist/index.html to test");
    }
    node::ensure_packages(shell)?;
    let chrome = chromium::ensure(shell)?;
    let files = files_of("tests/e2e", ".test.mjs")?;
    cmd!(shell, "node --test --test-reporter=spec --test-concurrency=2 {passed_on...} {files...}")
        .env("CHROME", chrome)
        .quiet()
        .run()?;
    Ok(())
}

/// The files of a folder of the project whose names end so, in order.
fn files_of(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let folder = project::root().join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.to_str().is_some_and(|name| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
