//! Plays a scenario file without a page.
//!
//! ```text
//! cargo run --release --example replay -- FILE.json [--events] [--state]
//! ```
//!
//! `-` reads the standard input. With `--events` every event is a line of JSON, with
//! `--state` the last line is the cluster at the end; `docs/scenarios.md` describes both.
//! Without them it says on the standard error how many expectations hold.
//!
//! It exits with 0 when all expectations hold, with 1 and a sentence for each that does
//! not, with 2 when the file cannot be read or is no scenario, with the place and the
//! reason. Same file, same output, to the byte.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use raft_lunch::history::History;
use raft_lunch::scenario::{
    Compiled, FileError, MAX_FILE_BYTES, ScenarioFile, compile, event_record, state_record,
};

const USAGE: &str = "Use: replay FILE.json [--events] [--state]; FILE.json can be -.";

/// What was asked for.
struct Asked {
    file: String,
    events: bool,
    state: bool,
}

fn main() -> ExitCode {
    match arguments().and_then(|asked| play(&asked)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Whether all expectations hold.
fn play(asked: &Asked) -> Result<bool, String> {
    let Asked { file, events, state } = asked;
    let told = |error: FileError| format!("{file}: {error}");
    let scenario = ScenarioFile::from_json(&read(file)?).map_err(told)?;
    let compiled = compile(&scenario).map_err(told)?;
    // Whoever reads the output may have seen enough and gone.
    let _ = print(&compiled, *events, *state);
    let mut failures = 0;
    for failure in compiled.failures() {
        failures += 1;
        let found = failure.found.as_deref().unwrap_or_default();
        eprintln!("{file}: {}: expected: {} Found: {found}", failure.place, failure.expected);
    }
    if failures == 0 && !events && !state {
        let (count, events) = (compiled.results.len(), compiled.events);
        eprintln!("{file}: {count} expectations hold. {events} events.");
    }
    Ok(failures == 0)
}

fn print(compiled: &Compiled, events: bool, state: bool) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if events {
        for event in History::replay(&compiled.run, compiled.end).events() {
            writeln!(out, "{}", event_record(event))?;
        }
    }
    if state {
        writeln!(out, "{}", state_record(&compiled.cluster))?;
    }
    out.flush()
}

/// Reads no more than a file can have: whatever is longer is none.
fn read(file: &str) -> Result<String, String> {
    let told = |error: io::Error| format!("{file}: It cannot be read: {error}.");
    let most = MAX_FILE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().take(most).read_to_end(&mut bytes).map_err(told)?;
    } else {
        File::open(file).and_then(|open| open.take(most).read_to_end(&mut bytes)).map_err(told)?;
    }
    // A character may be cut in two where a file is too long.
    if bytes.len() > MAX_FILE_BYTES {
        return Err(format!("{file}: It has more than {MAX_FILE_BYTES} bytes: too long."));
    }
    String::from_utf8(bytes).map_err(|_| format!("{file}: It is no text in UTF-8."))
}

fn arguments() -> Result<Asked, String> {
    use lexopt::prelude::*;
    let told = |error: lexopt::Error| format!("{error}. {USAGE}");
    let (mut file, mut events, mut state) = (None, false, false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next().map_err(told)? {
        match argument {
            Long("events") => events = true,
            Long("state") => state = true,
            Value(name) if file.is_none() => file = Some(name.to_string_lossy().into_owned()),
            other => return Err(told(other.unexpected())),
        }
    }
    let file = file.ok_or_else(|| format!("Which file? {USAGE}"))?;
    Ok(Asked { file, events, state })
}
