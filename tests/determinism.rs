//! Same run, same events, to the byte; and what did not cause an event does not
//! change it: taking one message away leaves everything alone that the message did
//! not bring about.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;

use raft_lunch::cluster::*;
use raft_lunch::run::History;
use support::causality::{concerns, parting};
use support::parallel::each;
use support::storm::{Settings, Storm};
use support::{CLIENT, count, is_election_won, node, s};

/// Three seconds of a storm that is worth playing again.
fn eventful_run() -> Run {
    let storms = (0..100).map(|number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(3 * SECOND);
        storm
    });
    let is_eventful =
        |storm: &Storm| storm.elections > 3 && storm.answers > 9 && storm.actions.len() > 50;
    storms.into_iter().find(is_eventful).expect("one of a hundred is").run()
}

fn bytes_of(events: &[Event]) -> Vec<u8> {
    events.iter().flat_map(Event::encode).collect()
}

#[test]
fn a_run_played_a_thousand_times_gives_the_same_bytes() {
    let run = eventful_run();
    let first = bytes_of(History::replay(&run, 3 * SECOND).events());
    let is_same = each(1_000, |_| bytes_of(History::replay(&run, 3 * SECOND).events()) == first);
    assert_eq!(is_same.iter().filter(|&&same| same).count(), 1_000, "of {} bytes", first.len());

    let scenario = Scenario { seed: run.scenario.seed + 3, ..run.scenario.clone() };
    let other = History::replay(&Run { scenario, actions: run.actions }, 3 * SECOND);
    assert_ne!(bytes_of(other.events()), first, "another seed is another history");
}

#[test]
fn a_history_that_was_lived_and_the_replay_of_its_run_are_one() {
    for number in 0..30 {
        let mut storm = Storm::new(number, &Settings::default());
        let mut lived = Vec::new();
        storm.rage(2 * SECOND);
        let run = storm.run();
        let mut history = History::new(run.scenario.clone());
        for anchored in &run.actions {
            history.run_until(anchored.at);
            lived.push(history.act(anchored.action.clone()));
        }
        history.run_until(2 * SECOND);
        assert_eq!(history.run(), &run, "storm {number}");
        assert!(lived.iter().all(Result::is_ok), "storm {number}");
        assert_eq!(history.events().len() as u64, storm.events, "storm {number}");

        let again = History::replay(history.run(), 2 * SECOND);
        assert_eq!(again.events(), history.events(), "storm {number}");
        assert_eq!(again.hash(), history.hash(), "storm {number}");
    }
}

#[test]
fn it_does_not_matter_in_how_many_strides_a_run_is_played() {
    let run = eventful_run();
    let at_once = History::replay(&run, 3 * SECOND);
    let mut in_strides = History::new(run.scenario.clone());
    for anchored in &run.actions {
        while in_strides.cluster().now() + 7 * MILLISECOND < anchored.at {
            in_strides.run_until(in_strides.cluster().now() + 7 * MILLISECOND);
        }
        while in_strides.cluster().next_time().is_some_and(|at| at <= anchored.at) {
            in_strides.step();
        }
        in_strides.wait_until(anchored.at);
        in_strides.act(anchored.action.clone()).expect("it could be done");
    }
    in_strides.run_until(3 * SECOND);
    assert_eq!(in_strides.events(), at_once.events());
}

#[test]
fn a_cluster_goes_on_from_a_copy_of_itself_as_it_would_have() {
    let run = eventful_run();
    let whole = History::replay(&run, 3 * SECOND);
    for cut_at in [100, 700, 1_300, 2_100].map(|ms| ms * MILLISECOND) {
        let half = Run { scenario: run.scenario.clone(), actions: vec![] };
        let before = run.actions.iter().filter(|anchored| anchored.at <= cut_at).cloned();
        let half = Run { actions: before.collect(), ..half };
        let mut history = History::replay(&half, cut_at).clone();
        for anchored in run.actions.iter().filter(|anchored| anchored.at > cut_at) {
            history.run_until(anchored.at);
            history.act(anchored.action.clone()).expect("it could be done");
        }
        history.run_until(3 * SECOND);
        assert_eq!(history.events(), whole.events(), "copied at {cut_at} µs");
    }
}

/// A run in which a message has a life of its own: commands, a crash, a pause, and
/// from 900 ms on a partition, so that there is always someone whom a message
/// cannot concern.
fn divided_run(seed: u64) -> Run {
    let propose = |at: u64| (at, Action::Propose { client: CLIENT, text: format!("SET A {at}") });
    let network = NetworkConditions {
        loss_ppm: 30_000,
        duplicate_ppm: 100_000,
        spike_ppm: 100_000,
        ..NetworkConditions::default()
    };
    let plan = [
        propose(400),
        propose(450),
        (500, Action::Crash { server: s(4) }),
        propose(600),
        (650, Action::Cut { from: node(s(2)), to: node(s(1)), both_ways: false }),
        (700, Action::Pause { server: s(5) }),
        (760, Action::Restart { server: s(4) }),
        (800, Action::SetNetwork(network)),
        (850, Action::Resume { server: s(5) }),
        (900, Action::Partition { groups: vec![vec![s(1), s(2), s(3)], vec![s(4), s(5)]] }),
        propose(1_000),
        (1_100, Action::ForceElectionTimeout { server: s(2) }),
        (1_300, Action::ForceElectionTimeout { server: s(5) }),
        propose(1_400),
    ];
    let actions = (0..).zip(plan).map(|(ordinal, (ms, action))| {
        let at = ms * MILLISECOND;
        AnchoredAction { at, ordinal, action }
    });
    Run { scenario: Scenario::new(seed, 5), actions: actions.collect() }
}

const DIVIDED: Micros = 1_800 * MILLISECOND;

/// The same run with one more action: at `at`, this flight is dropped.
fn with_drop(run: &Run, at: Micros, flight: FlightId) -> Run {
    let mut run = run.clone();
    let place = run.actions.iter().position(|action| action.at > at).unwrap_or(run.actions.len());
    let action = Action::Drop { flight };
    run.actions.insert(place, AnchoredAction { at, ordinal: DROP, action });
    run
}

/// The number of the action that is put in. Others keep theirs.
const DROP: u64 = 1_000;

/// What the drop of one message showed.
struct Comparison {
    /// Events after the drop that are the same with it.
    same: usize,
    /// Events that it took away or changed.
    changed: usize,
    wrong: Option<String>,
}

fn drop_and_compare(run: &Run, origin: &[Event], at: Micros, flight: FlightId) -> Comparison {
    let branch = History::replay(&with_drop(run, at, flight), DIVIDED);
    let branch = branch.events();
    // The drop takes an event away where the message would have arrived, and puts
    // one in where it is lost, beside itself. There the runs part.
    let arrives = |event: &&Event| event.at > at && concerns(event) == Some(flight);
    let dropped = EventBody::Lost { flight, reason: LossReason::Dropped };
    let roots = [
        EventId { actor: Actor::Student, number: DROP },
        origin.iter().find(arrives).expect("it gets to its end").id,
        branch.iter().find(|event| event.body == dropped).expect("it is lost").id,
    ];
    let [without, with] = parting([origin, branch], &roots);
    let others = |events: &[Event], future: &BTreeSet<EventId>| -> Vec<Event> {
        events.iter().filter(|event| !future.contains(&event.id)).cloned().collect()
    };
    let (same, same_there) = (others(origin, &without), others(branch, &with));
    let differs = same.iter().zip(&same_there).position(|(a, b)| a != b);
    let wrong = (same != same_there).then(|| {
        let place = differs.unwrap_or(same.len().min(same_there.len()));
        let seed = run.scenario.seed;
        let (here, there) = (same.get(place), same_there.get(place));
        format!("seed {seed}: {flight:?} dropped at {at} µs:\n{here:?}\nwith the drop\n{there:?}")
    });
    let after = same.iter().filter(|event| event.at > at).count();
    Comparison { same: after, changed: without.len(), wrong }
}

#[test]
fn dropping_a_message_changes_nothing_that_it_did_not_cause() {
    let comparisons: Vec<_> = each(24, |seed| {
        let run = divided_run(seed);
        let history = History::replay(&run, DIVIDED);
        let origin = history.events();
        assert!(count(origin, is_election_won) > 0, "seed {seed}: nobody is elected");
        let moments = (1..18).map(|n| n * 97 * MILLISECOND);
        moments.flat_map(|at| drops_at(&run, origin, at)).collect::<Vec<_>>()
    });
    let comparisons: Vec<_> = comparisons.into_iter().flatten().collect();
    let wrong: Vec<_> = comparisons.iter().filter_map(|compared| compared.wrong.as_ref()).collect();
    assert!(wrong.is_empty(), "{} of {}: {}", wrong.len(), comparisons.len(), wrong[0]);

    let sum = |of: fn(&Comparison) -> usize| comparisons.iter().map(of).sum::<usize>();
    let (same, changed) = (sum(|c| c.same), sum(|c| c.changed));
    println!("{} drops: {same} later events are the same, {changed} not", comparisons.len());
    assert!(comparisons.len() > 500, "there is enough in the air: {}", comparisons.len());
    assert!(same > 20_000, "much is left alone: {same}");
    assert!(comparisons.iter().all(|compared| compared.changed > 0), "every message arrives");
}

#[test]
fn beyond_a_partition_no_drop_is_noticed() {
    // No clients here: they would carry news from one side to the other.
    for seed in 0..8 {
        let apart = Action::Partition { groups: vec![vec![s(4), s(5)]] };
        let at = 300 * MILLISECOND;
        let actions = vec![AnchoredAction { at, ordinal: 0, action: apart }];
        let run = Run { scenario: Scenario::new(seed, 5), actions };
        let there = |run: &Run| -> Vec<Event> {
            let is_there =
                |event: &Event| [s(4), s(5)].map(Actor::Server).contains(&event.id.actor);
            let history = History::replay(run, DIVIDED);
            history.events().iter().filter(|event| is_there(event)).cloned().collect()
        };
        let origin = there(&run);
        for at in [400, 600, 800, 1_000].map(|ms| ms * MILLISECOND) {
            let history = History::replay(&run, at);
            let here = |flight: &&FlightId| flight.message.from < node(s(4));
            for &flight in history.cluster().network().flights().keys().filter(here) {
                assert_eq!(there(&with_drop(&run, at, flight)), origin, "{flight:?} at {at} µs");
            }
        }
    }
}

/// Drops two of the messages that are in the air at this moment, one at a time.
fn drops_at(run: &Run, origin: &[Event], at: Micros) -> Vec<Comparison> {
    let history = History::replay(run, at);
    let flights = history.cluster().network().flights();
    let arrive = flights.iter().filter(|(_, flight)| flight.lost.is_none());
    let arrive: Vec<FlightId> = arrive.map(|(&id, _)| id).collect();
    let ends = [arrive.first(), arrive.last().filter(|_| arrive.len() > 1)];
    ends.into_iter().flatten().map(|&id| drop_and_compare(run, origin, at, id)).collect()
}

#[test]
fn the_comparison_would_notice_a_change_that_it_should_not_see() {
    let run = divided_run(1);
    let origin = History::replay(&run, DIVIDED);
    let at = 1_500 * MILLISECOND;
    let history = History::replay(&run, at);
    let (&flight, _) = history.cluster().network().flights().iter().next_back().expect("one");
    assert_eq!(drop_and_compare(&run, origin.events(), at, flight).wrong, None);

    // Noise: an event of somebody far from the message, one microsecond late.
    let mut noisy = origin.events().to_vec();
    let last = noisy.iter().rposition(|event| event.at < at).expect("one");
    noisy[last].at += 1;
    assert!(drop_and_compare(&run, &noisy, at, flight).wrong.is_some());
}
