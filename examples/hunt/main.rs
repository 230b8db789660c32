//! Looks for a schedule that breaks Raft.
//!
//! ```text
//! cargo run --release --example hunt -- --seeds N [--start S] [--servers K] [--profile P] [--without RULE]... [--save FILE]
//! cargo run --release --example hunt -- --survey
//! ```
//!
//! Each seed is one schedule: 2.5 or 8 s of virtual time full of faults (what each
//! profile is full of is in `tests/support/storm/weather.rs`, the weights in
//! `faults.rs`), then everything is mended, and the cluster has to come back to normal:
//! first by itself, then with a new command. All properties are checked after every
//! event, liveness at the end. For each property that is violated the first few schedules
//! are shrunk, and the simplest is printed. With `--save` the simplest of all becomes a
//! scenario file that plays on the page and with `replay`, with captions that say what led
//! to it. At the end stands how many runs aimed at each moment that chance would hardly hit, and in how
//! many it came. Same arguments, same output; how fast it went goes to the standard error.
//!
//! It exits with 0 when nothing was found, 1 when something was, 2 when it did not
//! understand its arguments or could not save what it found. `--survey` measures, for each rule, how many seeds it
//! takes to find out that it is off.

mod judge;
#[path = "../../tests/support/parallel.rs"]
mod parallel;
mod save;
mod shrink;
#[path = "../../tests/support/storm/mod.rs"]
mod storm;
mod survey;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use raft_lunch::cluster::{MAX_SERVERS, Run, SEED_LIMIT, Scenario};
use raft_lunch::scenario::AnyRule;
use storm::{Finding, Moment, Moments, Profile, Settings, Storm};

/// What was asked for.
struct Hunt {
    seeds: u64,
    start: u64,
    settings: Settings,
    /// Where the simplest of what is found is saved.
    save: Option<PathBuf>,
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
    moments: Moments,
    found: Option<(Run, Finding)>,
}

/// The seeds that violate one property.
#[derive(Default)]
struct Findings {
    /// How many.
    seeds: u64,
    /// The first.
    first: u64,
    /// What was wrong how often, numbers left out.
    kinds: BTreeMap<String, u64>,
    /// What the first few did.
    kept: Vec<(Run, Finding)>,
}

impl Findings {
    /// How many are shrunk: one of them is simple, as a rule.
    const KEPT: usize = 5;

    fn add(&mut self, seed: u64, run: Run, finding: Finding) {
        if self.seeds == 0 {
            self.first = seed;
        }
        self.seeds += 1;
        let kind = finding.evidence.replace(|letter: char| letter.is_ascii_digit(), "");
        *self.kinds.entry(kind).or_default() += 1;
        if self.kept.len() < Findings::KEPT {
            self.kept.push((run, finding));
        }
    }

    /// The one with the fewest actions after shrinking.
    fn smallest(&self) -> Option<(Run, Finding)> {
        let shrunk = parallel::each(self.kept.len() as u64, |place| {
            let (run, finding) = &self.kept[place as usize];
            shrink::shrink(run.clone(), finding)
        });
        shrunk.into_iter().min_by_key(|(run, _)| run.actions.len())
    }
}

/// Lets one storm rage and settle.
fn hunt(seed: u64, settings: &Settings) -> Outcome {
    let mut storm = Storm::new(seed, settings);
    storm.rage(storm.length());
    let run = storm.run();
    let found = judge::settle(&mut storm.cluster, &mut storm.watch);
    let (events, moments) = (storm.events, storm.watch.moments);
    Outcome { events, moments, found: found.map(|finding| (run, finding)) }
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
    let mut events = 0;
    let mut all: BTreeMap<String, Findings> = BTreeMap::new();
    let mut counts = [(0, 0); Moment::ALL.len()];
    // In stretches, so that what was found need not all be kept.
    let mut done = 0;
    while done < asked.seeds {
        let count = (asked.seeds - done).min(1_000);
        let from = asked.start + done;
        for (seed, outcome) in
            (from..).zip(parallel::each(count, |n| hunt(from + n, &asked.settings)))
        {
            events += outcome.events;
            for (moment, (aimed_at, reached)) in Moment::ALL.into_iter().zip(&mut counts) {
                *aimed_at += u64::from(outcome.moments.has_aimed_at(moment));
                *reached += u64::from(outcome.moments.has_reached(moment));
            }
            if let Some((run, finding)) = outcome.found {
                all.entry(finding.property.clone()).or_default().add(seed, run, finding);
            }
        }
        done += count;
    }
    let seconds = began.elapsed().as_secs_f64();
    let violations: u64 = all.values().map(|findings| findings.seeds).sum();
    println!("seeds {} events {events} violations {violations}", asked.seeds);
    eprintln!(
        "{:.0} seeds and {:.0} events per second",
        done as f64 / seconds,
        events as f64 / seconds
    );
    let mut simplest: Option<(Run, Finding)> = None;
    for (property, findings) in &all {
        println!("\n{property}: {} seeds, the first is {}", findings.seeds, findings.first);
        for (kind, count) in &findings.kinds {
            println!("{count:>6} × {kind}");
        }
        if let Some((run, finding)) = findings.smallest() {
            show(&run, &finding);
            let is_simpler = |(other, _): &(Run, Finding)| run.actions.len() < other.actions.len();
            if simplest.as_ref().is_none_or(is_simpler) {
                simplest = Some((run, finding));
            }
        }
    }
    println!("\n{:<52} {:>8} {:>8}", "moment", "aimed at", "reached");
    for (moment, (aimed_at, reached)) in Moment::ALL.into_iter().zip(counts) {
        println!("{:<52} {aimed_at:>8} {reached:>8}", moment.name());
    }
    if let (Some(path), Some((run, finding))) = (&asked.save, simplest) {
        match saved(path, &run, &finding) {
            Ok(()) => println!("\n{} is saved: {}", finding.property, path.display()),
            Err(message) => {
                eprintln!("{} cannot be saved. {message}", finding.property);
                return ExitCode::from(2);
            }
        }
    }
    if all.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn saved(path: &Path, run: &Run, found: &Finding) -> Result<(), String> {
    let file = save::scenario(run, found)?;
    std::fs::write(path, file.to_json()).map_err(|error| format!("{}: {error}.", path.display()))
}

/// Prints what was found: what is not as by default, and what is done.
fn show(run: &Run, found: &Finding) {
    let Scenario { seed, servers, clients, .. } = run.scenario;
    let plain = Scenario::new(seed, servers);
    println!("{} ({servers} servers, {clients} clients)", found.evidence);
    if run.scenario.network != plain.network {
        println!("network {:?}", run.scenario.network);
    }
    if run.scenario.timing != plain.timing {
        println!("timing {:?}", run.scenario.timing);
    }
    if run.scenario.protocol != plain.protocol {
        println!("{:?}", run.scenario.protocol);
    }
    for action in &run.actions {
        println!("{:>9} µs  {:?}", action.at, action.action);
    }
}

fn arguments() -> Result<Asked, String> {
    use lexopt::prelude::*;
    let mut hunt = Hunt { seeds: 1_000, start: 0, settings: Settings::default(), save: None };
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
            Long("profile") => {
                let name = parser.value().map_err(fail)?.to_string_lossy().into_owned();
                let profile = Profile::ALL.into_iter().find(|one| format!("{one:?}") == name);
                hunt.settings.profile = Some(profile.ok_or_else(|| {
                    format!("There is no profile {name}. The profiles: {:?}.", Profile::ALL)
                })?);
            }
            Long("without") => {
                let name = parser.value().map_err(fail)?.to_string_lossy().into_owned();
                let rule = AnyRule::named(&name).ok_or_else(|| {
                    let all: Vec<_> = AnyRule::all().map(AnyRule::name).collect();
                    format!("There is no rule {name}. The rules: {}.", all.join(", "))
                })?;
                hunt.settings.protocol = rule.off_in(hunt.settings.protocol);
            }
            Long("save") => hunt.save = Some(parser.value().map_err(fail)?.into()),
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

const USAGE: &str = "Use: hunt --seeds N [--start S] [--servers K] [--profile P] [--without RULE]... [--save FILE], or hunt --survey.";

fn number(parser: &mut lexopt::Parser) -> Result<u64, String> {
    use lexopt::ValueExt;
    let value = parser.value().map_err(|error| format!("{error}. {USAGE}"))?;
    value.parse().map_err(|error| format!("{error}. {USAGE}"))
}
