//! Ten thousand storms of every fault over 1 to 9 servers, and nothing that Raft
//! promises is ever violated; with one of its rules switched off, the same storms
//! find it out. `examples/hunt.rs` looks further.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/hunt/judge.rs"]
mod judge;
mod support;

use judge::{judge, settle};
use raft_lunch::cluster::*;
use raft_lunch::raft::{self, Rule, Rules};
use support::parallel::each;
use support::storm::{self, Finding, Settings, Storm};

const STORMS: u64 = 10_000;

struct Outcome {
    found: Option<(String, Finding)>,
    events: u64,
    elections: u64,
    answers: u64,
    disturbances: u64,
}

fn play(number: u64, settings: &Settings) -> (Run, Outcome) {
    let mut storm = Storm::new(number, settings);
    storm.rage(storm.length());
    let run = storm.run();
    let found = settle(&mut storm.cluster, &mut storm.watch);
    let found = found.map(|finding| (storm.story(), finding));
    let Storm { events, elections, answers, .. } = storm;
    let disturbances = run.actions.len() as u64;
    (run, Outcome { found, events, elections, answers, disturbances })
}

#[test]
fn ten_thousand_storms_violate_nothing_and_afterwards_every_cluster_recovers() {
    let outcomes = each(STORMS, |number| play(number, &Settings::default()).1);
    let found: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.found.as_ref()).collect();
    assert!(found.is_empty(), "{} storms; the first: {}{:?}", found.len(), found[0].0, found[0].1);

    let sum = |of: fn(&Outcome) -> u64| outcomes.iter().map(of).sum::<u64>();
    let share = |of: fn(&Outcome) -> bool| {
        100 * outcomes.iter().filter(|outcome| of(outcome)).count() / outcomes.len()
    };
    let (elected, contested) = (share(|o| o.elections > 0), share(|o| o.elections > 1));
    let answered = share(|o| o.answers > 0);
    println!(
        "{STORMS} storms: {} events, {} actions, {} elections won, {} commands answered; \
         {elected} % of the storms elect a leader, {contested} % more than one, \
         {answered} % commit a client's command",
        sum(|o| o.events),
        sum(|o| o.disturbances),
        sum(|o| o.elections),
        sum(|o| o.answers),
    );
    // Else it would be no wonder that nothing is violated.
    assert!(elected >= 90 && contested >= 50 && answered >= 50);
}

#[test]
fn without_the_log_check_a_violation_is_found_and_it_plays_again() {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    let core = raft::Settings { rules, ..raft::Settings::default() };
    let protocol = Protocol { core, ..Protocol::default() };
    let settings = Settings { protocol, ..Settings::default() };
    let mut storms = (0..1_000).map(|number| (number, play(number, &settings)));
    let (number, (run, outcome)) = storms
        .find(|(_, (_, outcome))| outcome.found.is_some())
        .expect("without the log check, a thousand storms must violate something");
    let (_, finding) = outcome.found.expect("it was looked for");
    println!("without the log check: storm {number} is the first: {}", finding.evidence);
    assert_eq!(finding.property, "Leader Completeness");

    run.validate().expect("a storm does nothing that a link could not hold");
    assert_eq!(judge(&run), Some(finding), "the same, after the same events");
}
