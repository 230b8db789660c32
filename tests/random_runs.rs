//! Ten thousand storms over 3, 5 and 7 servers, and no property of Raft is ever
//! violated; with one of Raft's rules switched off, the same storms find it out.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use raft_lunch::check::{Property, SafetyChecker};
use raft_lunch::cluster::*;
use raft_lunch::history::History;
use raft_lunch::raft::*;
use support::CLIENT;
use support::parallel::each;
use support::storm::{Settings, Storm};

/// How many storms, and how long each.
const STORMS: u64 = 10_000;
const LENGTH: Micros = 5 * SECOND / 2;

/// Of these, every so many is followed by calm, to see the cluster recover.
const CALM_EVERY: u64 = 20;

/// How long a recovery may take: an election, then the client's open requests.
const RECOVERY: Micros = 4 * SECOND;

struct Outcome {
    story: Option<String>,
    events: u64,
    elections: u64,
    answers: u64,
    disturbances: u64,
}

fn outcome_of(storm: &Storm) -> Outcome {
    let Storm { events, elections, answers, .. } = *storm;
    let story = (!storm.is_safe()).then(|| storm.story());
    Outcome { story, events, elections, answers, disturbances: storm.actions.len() as u64 }
}

#[test]
fn ten_thousand_storms_violate_nothing() {
    let outcomes = each(STORMS, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(LENGTH);
        if number % CALM_EVERY == 0 && storm.is_safe() {
            recovers(&mut storm);
        }
        outcome_of(&storm)
    });
    let violated: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.story.as_ref()).collect();
    assert!(violated.is_empty(), "{} storms; the first: {}", violated.len(), violated[0]);

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

/// After a storm: one leader, equal logs, equal stores, and a new command commits.
fn recovers(storm: &mut Storm) {
    storm.calm();
    let text = "SET after storm".to_owned();
    storm.act(Action::Propose { client: CLIENT, text });
    storm.run_until(LENGTH + RECOVERY);
    if !storm.is_safe() {
        return;
    }
    let cluster = &storm.cluster;
    let client = cluster.client(CLIENT).expect("there is one");
    let open = client.history().iter().filter(|request| request.answer.is_none()).count();
    assert_eq!(open, 0, "open requests of {}\n{}", client.history().len(), storm.story());
    let leaders = cluster.machines().iter().filter(|machine| machine.is_leader()).count();
    assert_eq!(leaders, 1, "leaders\n{}", storm.story());
    let leader = cluster.machine(cluster.leader().expect("one")).expect("it is there");
    let ahead = leader.raft().expect("it runs");
    for machine in cluster.machines() {
        let raft = machine.raft().expect("all run");
        assert_eq!(raft.log().entries(), ahead.log().entries(), "{}\n", storm.story());
        assert_eq!(raft.last_applied(), ahead.log().last_index(), "{}\n", storm.story());
        assert_eq!(machine.store(), leader.store(), "{}\n", storm.story());
        assert_eq!(machine.store().get("after"), Some("storm"));
    }
}

/// The first of a thousand storms that violates a property without the log check.
fn first_violation() -> (u64, Storm) {
    let rules = Rules::default().without(Rule::LogCheckOnVotes);
    (0..1_000)
        .map(|number| {
            let mut storm = Storm::new(number, rules);
            storm.rage(LENGTH);
            (number, storm)
        })
        .find(|(_, storm)| !storm.is_safe())
        .expect("without the log check, a thousand storms must violate something")
}

#[test]
fn without_the_log_check_a_violation_is_found_and_it_plays_again() {
    let (number, storm) = first_violation();
    let found = &storm.checker.violations()[0];
    println!("without the log check: storm {number} is the first: {found}");
    assert_eq!(found.property, Property::LeaderCompleteness, "{}", storm.story());

    let run = storm.run();
    run.validate().expect("a storm does nothing that a link could not hold");
    let mut history = History::new(run.scenario.clone());
    let mut checker = SafetyChecker::default();
    for anchored in &run.actions {
        watch(&mut history, &mut checker, anchored.at);
        let before = history.events().len();
        history.act(anchored.action.clone()).expect("it could be done in the storm");
        let count = history.events().len() - before;
        observe_last(&history, &mut checker, count);
    }
    watch(&mut history, &mut checker, LENGTH);
    assert_eq!(checker.violations().first(), Some(found), "the same, after the same event");
}

fn watch(history: &mut History, checker: &mut SafetyChecker, until: Micros) {
    while history.cluster().next_time().is_some_and(|at| at <= until) {
        let count = history.step().len();
        observe_last(history, checker, count);
    }
    history.run_until(until);
}

fn observe_last(history: &History, checker: &mut SafetyChecker, count: usize) {
    let events = history.events();
    checker.observe(history.cluster(), &events[events.len() - count..]);
}
