//! Plays a scenario file without a page.
//!
//! ```text
//! cargo run --release --example replay -- FILE.json [--events] [--state]
//! ```
//!
//! `-` reads the standard input. With `--events` every event is a line of JSON, with
//! `--state` the last line is the cluster at the end; `docs/replay.md` describes both.
//! Without them it says on the standard error how many expectations hold.
//!
//! It exits with 0 when all expectations hold, with 1 and a sentence for each that does
//! not, with 2 when the file cannot be read or is no scenario, with the place and the
//! reason, or when the output cannot be written. Same file, same output, to the byte.

mod cli;

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let mut out = io::BufWriter::new(io::stdout().lock());
    ExitCode::from(cli::run(arguments, &mut io::stdin(), &mut out, &mut io::stderr()))
}
