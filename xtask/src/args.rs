//! The command line, parsed into values.

use crate::stages::Stage;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;

#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

/// A command with its options.
#[derive(Debug, PartialEq, Eq, Subcommand)]
#[command(about = "The commands of Raft Lunch")]
pub enum Command {
    /// Build the page and serve it on localhost; installs what is missing
    Serve(ServeOptions),
    /// Make the release folder dist/, through wasm-opt
    Build,
    /// Make the release folder, and of it one file, a zip and an npm package, in target/dist/
    Dist,
    /// Run everything: formatting, clippy, native, wasm and browser tests, size
    Test(TestOptions),
    /// Print the bytes of dist/: raw, gzip -9, brotli; fails over the budget
    Size,
    /// Measure seeks, memory, speed, start and script per frame in a real Chromium
    Perf,
    /// Check a lesson, and say what is wrong with it, and where
    Lesson {
        /// The lesson
        file: OsString,
        /// Serve the page, and open the lesson in your browser
        #[arg(long)]
        open: bool,
    },
    /// Plant bugs in src/raft and src/check, and say which no test caught; hours
    Mutants {
        /// For cargo-mutants: --file src/raft/log.rs, --shard 1/8, --list
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        passed_on: Vec<OsString>,
    },
}

/// The options of `serve`.
#[derive(Args, Debug, Default, PartialEq, Eq)]
pub struct ServeOptions {
    /// Serve on this port (else 8080, or the next free one)
    #[arg(long)]
    pub port: Option<u16>,
    /// Open the page in your browser
    #[arg(long)]
    pub open: bool,
    /// Build it small and fast, as it is published
    #[arg(long)]
    pub release: bool,
}

/// The options of `test`.
#[derive(Args, Debug, PartialEq, Eq)]
pub struct TestOptions {
    /// Run one stage
    #[arg(long, value_enum)]
    pub only: Option<Stage>,
    /// With --only browser or size: take dist/ as it is
    #[arg(long)]
    pub skip_build: bool,
    /// With --only native, wasm or browser: passed on to its test runner
    #[arg(last = true, requires = "only")]
    pub passed_on: Vec<OsString>,
}

/// Parses this process's arguments. Where they make no sense it says so, and ends.
pub fn parse() -> Command {
    CommandLine::parse().command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, clap::Error> {
        let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
        CommandLine::try_parse_from(words).map(|line| line.command)
    }

    #[test]
    fn reads_commands_and_their_options() -> Result<(), clap::Error> {
        assert_eq!(parsed("build")?, Command::Build);
        assert_eq!(parsed("dist")?, Command::Dist);
        assert_eq!(parsed("perf")?, Command::Perf);
        let passed_on = vec!["--shard".into(), "1/8".into()];
        assert_eq!(parsed("mutants --shard 1/8")?, Command::Mutants { passed_on });
        let lesson = Command::Lesson { file: "a.json".into(), open: true };
        assert_eq!(parsed("lesson a.json --open")?, lesson);
        let options = ServeOptions { port: Some(9000), open: true, release: false };
        assert_eq!(parsed("serve --port 9000 --open")?, Command::Serve(options));
        let options = TestOptions {
            only: Some(Stage::Browser),
            skip_build: true,
            passed_on: vec!["--test-name-pattern=file".into()],
        };
        let line = "test --only browser --skip-build -- --test-name-pattern=file";
        assert_eq!(parsed(line)?, Command::Test(options));
        Ok(())
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        let wrong =
            ["sreve", "build --fast", "perf x", "test --only lint", "serve --port pi", "test x"];
        for line in wrong.into_iter().chain(["", "test -- x"]) {
            assert!(parsed(line).is_err(), "`{line}` should be refused");
        }
    }
}
