//! The native half of `cargo xtask perf`: plays the events that it is told and prints
//! how many milliseconds that took.

#[path = "../../benches/support/cluster_load.rs"]
mod cluster_load;

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let Some(events) = std::env::args().nth(1).and_then(|events| events.parse().ok()) else {
        eprintln!("usage: raft-lunch-perf <events>");
        return ExitCode::FAILURE;
    };
    let began = Instant::now();
    cluster_load::play(5, events, |_, _| {});
    println!("{}", began.elapsed().as_secs_f64() * 1_000.0);
    ExitCode::SUCCESS
}
