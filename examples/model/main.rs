//! Everything that can happen to three servers, up to a depth:
//! `cargo run --release --example model -- --depth D`.
//!
//! Prints how many states there are, how deep it went, how long it took and the most
//! memory that it held at a time.

use std::process::ExitCode;
use std::time::Instant;

use lexopt::prelude::*;
use peak_alloc::PeakAlloc;
use raft_lunch::raft::Settings;
use stateright::{Checker, Model};

#[path = "../../tests/model_support/mod.rs"]
mod model_support;

use model_support::{Budget, RaftModel, SAFE};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn main() -> ExitCode {
    let depth = match depth() {
        Ok(depth) => depth,
        Err(error) => {
            eprintln!("{error}. Usage: model [--depth D]");
            return ExitCode::from(2);
        }
    };
    let most = Budget { timeouts: 3, heartbeats: 1, commands: 2, crashes: 1, copies: 1 };
    let began = Instant::now();
    let model = RaftModel { settings: Settings::default(), most };
    let found = model.checker().target_max_depth(depth).spawn_bfs().join();
    println!(
        "states {} unique {} depth {} seconds {:.0} peak MiB {:.0}",
        found.state_count(),
        found.unique_state_count(),
        found.max_depth(),
        began.elapsed().as_secs_f64(),
        HEAP.peak_usage_as_mb()
    );
    match found.discovery(SAFE) {
        None => ExitCode::SUCCESS,
        Some(path) => {
            println!("{}", path.last_state().broken().unwrap_or(SAFE));
            path.into_actions().iter().for_each(|action| println!("{action:?}"));
            ExitCode::FAILURE
        }
    }
}

fn depth() -> Result<usize, lexopt::Error> {
    let mut depth = 10;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("depth") => depth = arguments.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(depth)
}
