//! The command line, parsed into values.

use crate::stages::Stage;
use anyhow::{Context, Result, bail};
use lexopt::prelude::*;
use std::ffi::OsString;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask <command>

  serve             build the page and serve it on localhost; installs what is missing
    --port <port>     serve on this port (else 8080, or the next free one)
    --open            open the page in your browser
    --release         build it small and fast, as it is published
  build             the release folder dist/, through wasm-opt
  test              everything: formatting, clippy, native, wasm and browser tests, size
    --only <stage>    one stage: fmt, clippy, native, wasm, build, size or browser
    --skip-build      with --only browser or size: take dist/ as it is
    -- <args>         with --only native, wasm or browser: passed on to its test runner
  size              bytes of dist/: raw, gzip -9, brotli; fails over the budget
  perf              seeks, memory, speed, start and script per frame in a real Chromium
  lesson <file>     checks a lesson, and says what is wrong with it, and where
  mutants           plants bugs in src/raft and src/check, and says which no test caught; hours
    <args>            passed on to cargo-mutants: --file src/raft/log.rs, --shard 1/8, --list
  help              this text";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Build and serve the page.
    Serve(ServeOptions),
    /// Make the release folder.
    Build,
    /// Run the tests.
    Test(TestOptions),
    /// Measure the release folder.
    Size,
    /// Measure what the engine does in a browser.
    Perf,
    /// Check this lesson.
    Lesson(OsString),
    /// Plant bugs, with these arguments for cargo-mutants.
    Mutants(Vec<OsString>),
}

/// The options of `serve`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ServeOptions {
    /// The port asked for, if one was.
    pub port: Option<u16>,
    /// Open a browser too.
    pub open: bool,
    /// Build as for publishing.
    pub release: bool,
}

/// The options of `test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TestOptions {
    /// The one stage to run, else all.
    pub only: Option<Stage>,
    /// Don't build `dist/` before a stage that reads it.
    pub skip_build: bool,
    /// Arguments for the test runner of the one stage.
    pub passed_on: Vec<OsString>,
}

/// Parses this process's arguments.
pub fn parse() -> Result<Command> {
    parse_from(lexopt::Parser::from_env())
}

fn parse_from(mut parser: lexopt::Parser) -> Result<Command> {
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "serve" => parse_serve(parser).map(Command::Serve),
        "test" => parse_test(parser).map(Command::Test),
        "build" => no_options(parser, Command::Build),
        "size" => no_options(parser, Command::Size),
        "perf" => no_options(parser, Command::Perf),
        "lesson" => Ok(Command::Lesson(parser.value()?)),
        "mutants" => Ok(Command::Mutants(parser.raw_args()?.collect())),
        _ => bail!("there is no command `{name}`"),
    }
}

fn parse_serve(mut parser: lexopt::Parser) -> Result<ServeOptions> {
    let mut options = ServeOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => {
                let port = parser.value()?.parse();
                options.port = Some(port.context("--port takes a number up to 65535")?);
            }
            Long("open") => options.open = true,
            Long("release") => options.release = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn parse_test(mut parser: lexopt::Parser) -> Result<TestOptions> {
    let mut options = TestOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => {
                let name = parser.value()?.string()?;
                let stage = Stage::named(&name);
                options.only = Some(stage.with_context(|| format!("there is no stage `{name}`"))?);
            }
            Long("skip-build") => options.skip_build = true,
            Value(first) => {
                options.passed_on.push(first);
                options.passed_on.extend(parser.raw_args()?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if !options.passed_on.is_empty() && options.only.is_none() {
        bail!("arguments for a test runner need --only, which says whose they are");
    }
    Ok(options)
}

fn no_options(mut parser: lexopt::Parser, command: Command) -> Result<Command> {
    match parser.next()? {
        None => Ok(command),
        Some(other) => Err(other.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command> {
        parse_from(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn reads_commands_and_their_options() -> Result<()> {
        assert_eq!(parsed("")?, Command::Help);
        assert_eq!(parsed("build")?, Command::Build);
        assert_eq!(parsed("perf")?, Command::Perf);
        let passed_on = vec!["--shard".into(), "1/8".into()];
        assert_eq!(parsed("mutants --shard 1/8")?, Command::Mutants(passed_on));
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
        for line in
            ["sreve", "build --fast", "perf x", "test --only lint", "serve --port pi", "test x"]
        {
            assert!(parsed(line).is_err(), "`{line}` should be refused");
        }
    }
}
