//! Looks for a schedule that breaks Raft.
//!
//! ```text
//! cargo run --release --example hunt -- --seeds N [--start S] [--servers K] [--without RULE]...
//! cargo run --release --example hunt -- --survey
//! ```
//!
//! Each seed is one schedule: 2.5 s of virtual time full of faults (their weights
//! are in `tests/support/storm/faults.rs`), then everything is mended, and the
//! cluster has 20 s to come back to normal. All properties are checked after every
//! event, liveness at the end. Same arguments, same output; how fast it went goes
//! to the standard error.
//!
//! It exits with 0 when nothing was found, 1 when something was, 2 when it did not
//! understand its arguments. `--survey` measures, for each rule, how many seeds it
//! takes to find out that it is off.

mod judge;
#[path = "../../tests/support/parallel.rs"]
mod parallel;
mod shrink;
#[path = "../../tests/support/storm/mod.rs"]
mod storm;
mod survey;

use std::process::ExitCode;
use std::time::Instant;

use judge::{Finding, LENGTH};
use raft_lunch::cluster::{MAX_SERVERS, Run, SEED_LIMIT};
use raft_lunch::scenario::AnyRule;
use storm::{Settings, Storm};

/// What was asked for.
struct Hunt {
    seeds: u64,
    start: u64,
    settings: Settings,
}

/// What the arguments say.
enum Asked {
    Hunt(Hunt),
    Survey,
    Help,
}

/// What became of one seed.
struct Outcome {
    events: u64,
    found: Option<(Run, Finding)>,
}

/// Lets one storm rage and settle.
fn hunt(seed: u64, settings: &Settings) -> Outcome {
    let mut storm = Storm::new(seed, settings);
    storm.rage(LENGTH);
    let run = storm.run();
    let found = judge::settle(&mut storm.cluster, &mut storm.checker);
    Outcome { events: storm.events, found: found.map(|finding| (run, finding)) }
}

fn main() -> ExitCode {
    match arguments() {
        Ok(Asked::Hunt(asked)) => go(&asked),
        Ok(Asked::Help) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Asked::Survey) => {
            survey::print();
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn go(asked: &Hunt) -> ExitCode {
    let began = Instant::now();
    let (mut events, mut violations, mut first) = (0, 0, None);
    // In stretches, so that what was found need not all be kept.
    let mut done = 0;
    while done < asked.seeds {
        let count = (asked.seeds - done).min(1_000);
        let from = asked.start + done;
        for (seed, outcome) in
            (from..).zip(parallel::each(count, |n| hunt(from + n, &asked.settings)))
        {
            events += outcome.events;
            if let Some(found) = outcome.found {
                violations += 1;
                first = first.or(Some((seed, found)));
            }
        }
        done += count;
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("seeds {} events {events} violations {violations}", asked.seeds);
    eprintln!(
        "{:.0} seeds and {:.0} events per second",
        done as f64 / seconds,
        events as f64 / seconds
    );
    let Some((seed, (run, found))) = first else {
        return ExitCode::SUCCESS;
    };
    let (run, found) = shrink::shrink(run, &found);
    println!(
        "first: seed {seed}, {} servers: {}: {}",
        run.scenario.servers, found.property, found.evidence
    );
    println!("network {:?}", run.scenario.network);
    println!("timing {:?}", run.scenario.timing);
    println!("{:?}", run.scenario.protocol.core);
    for action in &run.actions {
        println!("{:>9} µs  {:?}", action.at, action.action);
    }
    ExitCode::FAILURE
}

fn arguments() -> Result<Asked, String> {
    use lexopt::prelude::*;
    let mut hunt = Hunt { seeds: 1_000, start: 0, settings: Settings::default() };
    let mut parser = lexopt::Parser::from_env();
    let mut is_survey = false;
    let fail = |error: lexopt::Error| format!("{error}. {USAGE}");
    while let Some(argument) = parser.next().map_err(fail)? {
        match argument {
            Long("seeds") => hunt.seeds = number(&mut parser)?,
            Long("start") => hunt.start = number(&mut parser)?,
            Long("servers") => {
                let servers = number(&mut parser)?;
                let fits = (1..=u64::from(MAX_SERVERS)).contains(&servers);
                if !fits {
                    return Err(format!(
                        "A cluster has 1 to {MAX_SERVERS} servers, not {servers}."
                    ));
                }
                hunt.settings.servers = Some(servers as u16);
            }
            Long("without") => {
                let name = parser.value().map_err(fail)?.to_string_lossy().into_owned();
                let rule = AnyRule::named(&name).ok_or_else(|| {
                    let all: Vec<_> = AnyRule::all().map(AnyRule::name).collect();
                    format!("There is no rule {name}. The rules: {}.", all.join(", "))
                })?;
                hunt.settings.protocol = rule.off_in(hunt.settings.protocol);
            }
            Short('h') | Long("help") => return Ok(Asked::Help),
            Long("survey") => is_survey = true,
            other => return Err(fail(other.unexpected())),
        }
    }
    if hunt.start.saturating_add(hunt.seeds) > SEED_LIMIT {
        return Err(format!("Seeds go up to {}.", SEED_LIMIT - 1));
    }
    Ok(if is_survey { Asked::Survey } else { Asked::Hunt(hunt) })
}

const USAGE: &str =
    "Use: hunt --seeds N [--start S] [--servers K] [--without RULE]..., or hunt --survey.";

fn number(parser: &mut lexopt::Parser) -> Result<u64, String> {
    use lexopt::ValueExt;
    let value = parser.value().map_err(|error| format!("{error}. {USAGE}"))?;
    value.parse().map_err(|error| format!("{error}. {USAGE}"))
}
