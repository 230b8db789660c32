//! Cuts the functions of the core that "Show the code" shows out of their files, for the page:
//! `excerpts TO`. Trunk runs it before each build (`Trunk.toml`); then TO is `core-excerpts`
//! where trunk puts the page together. A function that is gone breaks the build.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use raft_lunch::why::Excerpts;

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let by_trunk =
        || Some(PathBuf::from(std::env::var_os("TRUNK_STAGING_DIR")?).join("core-excerpts"));
    let to = std::env::args_os().nth(1).map(PathBuf::from).or_else(by_trunk);
    let to = to.ok_or("excerpts TO: cuts the functions that are shown out of the core.")?;
    let read = |file: &str| fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    fs::write(to, Excerpts::cut(read)?.to_bytes()?)?;
    Ok(())
}
