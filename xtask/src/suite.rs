//! `cargo xtask test`: the stages one after another, the quick ones first.

use crate::args::TestOptions;
use crate::stages::Stage;
use crate::tools::{self, Tool};
use crate::{chromium, node, project};
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::time::{Duration, Instant};
use xshell::Shell;

/// Runs the stages asked for, stops at the first that fails, and sums up.
pub fn run(options: &TestOptions) -> Result<()> {
    let shell = project::shell()?;
    let stages = chosen(options);
    let mut report = Vec::new();
    let start = Instant::now();

    timed("tools", &mut report, || ensure_tools(&shell, &stages))?;
    for stage in stages.iter().copied() {
        let name = stage.name();
        let passed_on: &[_] = if options.only == Some(stage) { &options.passed_on } else { &[] };
        if let Err(error) = timed(name, &mut report, || stage.run(&shell, passed_on)) {
            print_report(&report);
            bail!(
                "the stage {name} failed: {error:#}\n\
                 Run it alone with `cargo xtask test --only {name}`"
            );
        }
    }
    print_report(&report);
    println!("All passed in {}.", seconds(start.elapsed()));
    Ok(())
}

/// A stage that reads the release folder has it built first: tests of an old build
/// would mislead.
fn chosen(options: &TestOptions) -> Vec<Stage> {
    match options.only {
        None => Stage::value_variants().to_vec(),
        Some(stage) if stage.reads_dist() && !options.skip_build => vec![Stage::Build, stage],
        Some(stage) => vec![stage],
    }
}

/// What is missing shows, and is installed, before anything slow has run.
fn ensure_tools(shell: &Shell, stages: &[Stage]) -> Result<()> {
    if stages.iter().any(|stage| stage.needs_node()) {
        node::ensure(shell)?;
    }
    let wants_packages = stages.iter().any(|stage| matches!(stage, Stage::Build | Stage::Browser));
    if wants_packages {
        node::ensure_npm(shell)?;
    }
    if stages.contains(&Stage::Browser) {
        chromium::ensure(shell)?;
    }
    let mut needed = Vec::new();
    if stages.contains(&Stage::Build) {
        needed.extend([Tool::trunk(), Tool::wasm_bindgen()?]);
    }
    if stages.contains(&Stage::Wasm) {
        needed.push(Tool::wasm_test_runner()?);
    }
    if stages.iter().any(|stage| !matches!(stage, Stage::Fmt | Stage::Native)) {
        tools::ensure(shell, &needed)?;
    }
    if wants_packages {
        node::ensure_packages(shell)?;
    }
    Ok(())
}

struct Line {
    name: &'static str,
    took: Duration,
    passed: bool,
}

fn timed(
    name: &'static str,
    report: &mut Vec<Line>,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    println!("\n== {name}");
    let start = Instant::now();
    let done = work();
    let (took, passed) = (start.elapsed(), done.is_ok());
    println!("== {name}: {} in {}", verdict(passed), seconds(took));
    report.push(Line { name, took, passed });
    done
}

fn print_report(report: &[Line]) {
    println!();
    for Line { name, took, passed } in report {
        println!("{name:<8} {:>9}  {}", seconds(*took), verdict(*passed));
    }
}

fn verdict(passed: bool) -> &'static str {
    if passed { "passed" } else { "FAILED" }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}
