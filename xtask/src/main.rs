//! The commands of Raft Lunch: `cargo xtask serve | build | dist | test | size | perf | lesson | mutants`.
//!
//! Each command is a module; the modules under them find or install one kind of
//! tool each. Nothing here is part of the page.

mod args;
mod chromium;
mod dist;
mod lesson;
mod mutants;
mod node;
mod page;
mod perf;
mod project;
mod size;
mod stages;
mod suite;
mod tools;

use args::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match args::parse() {
        Command::Serve(options) => page::serve(&options),
        Command::Build => page::build(),
        Command::Dist => dist::make(),
        Command::Test(options) => suite::run(&options),
        Command::Size => size::print(),
        Command::Perf => perf::measure(),
        Command::Lesson { file, open } => lesson::check(&file, open),
        Command::Mutants { passed_on } => mutants::run(&passed_on),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
