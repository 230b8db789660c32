//! Plants bugs in the protocol and in the checks, one at a time, and says which of them no
//! test caught.
//!
//! One copy of the tree, one job, and a target folder of its own that stays: a mutant costs
//! one small build and the tests that judge those two rooms. No others are asked: what they
//! would catch by chance (a hash, a picture), they could not name.

use crate::project;
use crate::tools::{self, Tool};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The files that bugs are planted in, if the command line names no others.
const ROOMS: [&str; 2] = ["src/raft/**", "src/check/**"];

/// The integration tests that judge them, beside the unit tests; the quick ones first.
const JUDGES: [&str; 11] = [
    "rules_elections",
    "rules_extensions",
    "rules_membership",
    "rules_leases",
    "rules_replication",
    "rules_retries",
    "found",
    "checker",
    "linearizability",
    "model",
    "step_never_panics",
];

/// What cargo-mutants exits with: all caught, some missed, some timed out.
const FINISHED: [i32; 3] = [0, 2, 3];

/// Runs cargo-mutants, passes arguments on to it, and sums up.
pub fn run(passed_on: &[OsString]) -> Result<()> {
    let shell = project::shell()?;
    tools::ensure(&shell, &[Tool::mutants()])?;
    let target = project::root().join("target").join("mutants");
    fs::create_dir_all(&target).with_context(|| format!("making {}", target.display()))?;

    let mut mutants = Command::new(Tool::mutants().path(&shell)?);
    mutants.current_dir(project::root()).env("CARGO_TARGET_DIR", target.join("build"));
    mutants.args(["mutants", "--package", "raft-lunch", "--profile", "mutants", "--jobs", "1"]);
    mutants.args(["--no-shuffle", "--colors", "never", "--output"]).arg(&target);
    let names_files = |argument: &OsString| {
        let argument = argument.to_string_lossy();
        argument.starts_with("--file") || argument == "-f"
    };
    if !passed_on.iter().any(names_files) {
        mutants.args(ROOMS.iter().flat_map(|room| ["--file", room]));
    }
    mutants.arg("--cargo-test-arg=--lib");
    for judge in JUDGES {
        mutants.arg(format!("--cargo-test-arg=--test={judge}"));
    }
    let status = mutants.args(passed_on).status().context("running cargo-mutants")?;
    match status.code() {
        Some(code) if FINISHED.contains(&code) => sum_up(&target.join("mutants.out")),
        _ => bail!("cargo-mutants did not finish: see above"),
    }
}

/// Prints how many mutants there were of each kind, and those that nothing caught.
fn sum_up(folder: &Path) -> Result<()> {
    let list = |kind: &str| -> Result<Vec<String>> {
        let path = folder.join(format!("{kind}.txt"));
        let text = fs::read_to_string(&path);
        let text = text.with_context(|| format!("reading {}", path.display()))?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let missed = list("missed")?;
    println!();
    for kind in ["caught", "missed", "unviable", "timeout"] {
        println!("{:>5} {kind}", list(kind)?.len());
    }
    if !missed.is_empty() {
        println!("\nNo test caught:");
    }
    missed.iter().for_each(|mutant| println!("  {mutant}"));
    Ok(())
}
