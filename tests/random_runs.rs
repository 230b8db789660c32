//! Ten thousand storms of every fault over 1 to 9 servers, and nothing that Raft
//! promises is ever violated; with one of its rules switched off, the same storms
//! find it out. `examples/hunt.rs` looks further.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/hunt/judge.rs"]
mod judge;
#[path = "../examples/hunt/shrink.rs"]
mod shrink;
mod support;

use judge::{judge, settle};
use raft_lunch::cluster::*;
use raft_lunch::raft::{self, Rule, Rules};
use shrink::{is_due_to_a_rule, shrink};
use support::parallel::each;
use support::storm::{self, Finding, Moment, Settings, Storm};

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

/// A sequence of actions that never gets to its moment tests nothing.
#[test]
fn every_moment_that_storms_aim_at_comes() {
    let all = each(1_000, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(storm.length());
        settle(&mut storm.cluster, &mut storm.watch);
        storm.watch.moments
    });
    for moment in Moment::ALL {
        let aimed_at = all.iter().filter(|run| run.has_aimed_at(moment)).count();
        let reached = all.iter().filter(|run| run.has_reached(moment)).count();
        let (name, least) = (moment.name(), aimed_at / 20);
        assert!(reached > least, "{name}: {reached} of {aimed_at} runs");
    }
}

#[test]
fn without_the_log_check_a_violation_is_found_and_shrunk_to_what_it_takes() {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    let core = raft::Settings { rules, ..raft::Settings::default() };
    let protocol = Protocol { core, ..Protocol::default() };
    let settings = Settings { protocol, ..Settings::default() };
    let mut storms = (0..1_000).map(|number| (number, play(number, &settings)));
    let completeness = |finding: &Finding| finding.property == "Leader Completeness";
    let (number, run, finding) = storms
        .find_map(|(number, (run, outcome))| {
            let (_, finding) = outcome.found.filter(|(_, finding)| completeness(finding))?;
            Some((number, run, finding))
        })
        .expect("without the log check, a thousand storms must violate something");
    println!("without the log check: storm {number} is the first: {}", finding.evidence);

    run.validate().expect("a storm does nothing that a link could not hold");
    assert_eq!(judge(&run).as_ref(), Some(&finding), "the same, after the same events");

    let (small, finding) = shrink(run.clone(), &finding);
    assert!(completeness(&finding) && small.actions.len() < run.actions.len());
    assert!(is_due_to_a_rule(&small), "with the rule on, nothing is wrong");
    for place in 0..small.actions.len() {
        let mut fewer = small.clone();
        fewer.actions.remove(place);
        let still = judge(&fewer).is_some_and(|finding| completeness(&finding));
        assert!(!still || !is_due_to_a_rule(&fewer), "{:?} can go", small.actions[place]);
    }
}
