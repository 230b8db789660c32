//! All of the tool but its process: tests run it too.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};

use raft_lunch::run::History;
use raft_lunch::scenario::{
    Compiled, FileError, MAX_FILE_BYTES, ScenarioFile, compile, event_record, place_words,
    position, state_record,
};

const USAGE: &str = "Use: replay FILE.json [--events] [--state]; FILE.json can be -.";

/// What one is told who asks.
const HELP: &str = "\
Plays a scenario file and says whether everything is as it expects.

Use: replay FILE.json [--events] [--state]

  -          as FILE.json: reads the standard input
  --events   a line of JSON for each event
  --state    the cluster at the end, as the last line of JSON

It exits with 0 when all is as expected, with 1 when something is not, and with 2 when
the file cannot be read or is no scenario, or the output cannot be written.";

/// What was asked for.
struct Asked {
    file: String,
    events: bool,
    state: bool,
}

/// Does what was asked for and returns the exit code.
pub fn run(
    arguments: impl Iterator<Item = OsString>,
    input: &mut dyn Read,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let played = asked(arguments).and_then(|asked| match asked {
        Some(asked) => play(&asked, input, out),
        None => written(writeln!(out, "{HELP}").and_then(|()| out.flush()))
            .map(|()| Told { holds: true, sentences: Vec::new() }),
    });
    let (code, sentences) = match played {
        Ok(Told { holds, sentences }) => (u8::from(!holds), sentences),
        Err(message) => (2, vec![message]),
    };
    for sentence in sentences {
        let _ = writeln!(err, "{sentence}");
    }
    code
}

/// Whoever reads the output may have seen enough and gone: that is no failure.
fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("The output cannot be written: {error}."))
        }
        _ => Ok(()),
    }
}

/// What is said of a play, and whether all that it expects holds.
struct Told {
    holds: bool,
    sentences: Vec<String>,
}

/// A sentence for each expectation that does not hold, or one if all do; before them, what
/// may not be meant.
fn play(asked: &Asked, input: &mut dyn Read, out: &mut dyn Write) -> Result<Told, String> {
    let Asked { file, events, state } = asked;
    let told = |error: FileError| format!("{file}: {error}");
    let text = read(file, input)?;
    let scenario = ScenarioFile::from_json(&text).map_err(told)?;
    let compiled = compile(&scenario).map_err(|error| told(error.in_text(&text)))?;
    written(print(&compiled, *events, *state, out))?;
    let at = |place: &str| {
        let there = position(&text, place);
        let there = there.map(|(line, column)| format!(" (line {line}, column {column})"));
        format!("{file}: {}{}", place_words(place), there.unwrap_or_default())
    };
    let failures: Vec<String> = compiled
        .failures()
        .map(|failure| {
            let found = failure.found.as_deref().unwrap_or_default();
            format!("{}: Expected: {} Found: {found}", at(&failure.place), failure.expected)
        })
        .collect();
    let hints = scenario.hints().into_iter();
    let hints = hints.map(|hint| format!("{}: Note: {}", at(&hint.place), hint.sentence));
    let (count, all) = (compiled.results.len(), compiled.events);
    let holds = match count {
        0 => "Nothing is expected.".into(),
        1 => "The one expectation holds.".into(),
        count => format!("All {count} expectations hold."),
    };
    let all_well = format!("{file}: {holds} {all} events.");
    let is_quiet = *events || *state;
    let mut sentences = if is_quiet { Vec::new() } else { hints.collect::<Vec<_>>() };
    let holds = failures.is_empty();
    sentences.extend(failures);
    if holds && !is_quiet {
        sentences.push(all_well);
    }
    Ok(Told { holds, sentences })
}

fn print(compiled: &Compiled, events: bool, state: bool, out: &mut dyn Write) -> io::Result<()> {
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
fn read(file: &str, input: &mut dyn Read) -> Result<String, String> {
    let told = |error: io::Error| format!("{file}: It cannot be read: {error}.");
    let most = MAX_FILE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        input.take(most).read_to_end(&mut bytes).map_err(told)?;
    } else {
        File::open(file).and_then(|open| open.take(most).read_to_end(&mut bytes)).map_err(told)?;
    }
    // A character may be cut in two where a file is too long.
    if bytes.len() > MAX_FILE_BYTES {
        return Err(format!("{file}: It has more than {MAX_FILE_BYTES} bytes: too long."));
    }
    String::from_utf8(bytes).map_err(|_| format!("{file}: It is no text in UTF-8."))
}

/// What was asked for; `None`: help.
fn asked(arguments: impl Iterator<Item = OsString>) -> Result<Option<Asked>, String> {
    use lexopt::prelude::*;
    let told = |error: lexopt::Error| format!("{error}. {USAGE}");
    let (mut file, mut events, mut state) = (None, false, false);
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(told)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("events") => events = true,
            Long("state") => state = true,
            Value(name) if file.is_none() => file = Some(name.to_string_lossy().into_owned()),
            other => return Err(told(other.unexpected())),
        }
    }
    let file = file.ok_or_else(|| format!("Which file? {USAGE}"))?;
    Ok(Some(Asked { file, events, state }))
}
