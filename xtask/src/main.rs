//! The commands of Raft Lunch: `cargo xtask serve | build | test | size | perf | lesson | mutants`.
//!
//! Each command is a module; the modules under them find or install one kind of
//! tool each. Nothing here is part of the page.

mod args;
mod chromium;
mod mutants;
mod node;
mod page;
mod perf;
mod project;
mod size;
mod stages;
mod suite;
mod tools;

use anyhow::Context;
use args::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match args::parse() {
        Ok(Command::Help) => {
            println!("{}", args::HELP);
            Ok(())
        }
        Ok(Command::Serve(options)) => page::serve(&options),
        Ok(Command::Build) => page::build(),
        Ok(Command::Test(options)) => suite::run(&options),
        Ok(Command::Size) => size::print(),
        Ok(Command::Perf) => perf::measure(),
        Ok(Command::Lesson(file)) => page::check_lesson(&file),
        Ok(Command::Mutants(passed_on)) => mutants::run(&passed_on),
        Err(error) => Err(error).context("wrong usage (see `cargo xtask help`)"),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
