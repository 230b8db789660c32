//! One long run, its events pinned to the byte, natively and in wasm (which is
//! `cargo xtask test --only wasm`).
//!
//! **A change of what is pinned here means that old links play another history.**
//! That has to be wanted: then `ENGINE` in `src/run/link.rs` goes up, so that such a link says so.

use raft_lunch::cluster::*;
use raft_lunch::raft::{Decision, ServerId};
use raft_lunch::run::History;

/// How many events the long run has, how many bytes they are, and their hash.
const EVENTS: usize = 15_602;
const BYTES: usize = 341_837;
const HASH: u64 = 0xf060_36fa_06f9_529a;

const CLIENT: ClientId = ClientId(1);

fn s(number: u16) -> ServerId {
    ServerId(number)
}

fn node(number: u16) -> Node {
    Node::Server(s(number))
}

fn seconds(tenths: u64) -> Micros {
    tenths * SECOND / 10
}

/// The story's lunch, and then twenty seconds of everything that can be done.
fn long_run() -> History {
    let mut history = History::open(Run::story(2_025, 5), usize::MAX);
    for (tenths, action) in plan() {
        propose_until(&mut history, seconds(tenths));
        history.act(action).expect("it can be done");
        if tenths % 7 == 0 {
            meddle(&mut history);
        }
    }
    propose_until(&mut history, seconds(200));
    depose(&mut history);
    history
}

/// A leader hands over; the next one is cut off with a read open, and then deposed.
fn depose(history: &mut History) {
    let leader = |history: &History| history.cluster().leader().expect("somebody leads");
    let server = leader(history);
    let to = s(1 + server.0 % 5);
    history.act(Action::TransferLeadership { server, to }).expect("it can be done");
    history.run_until(seconds(220));
    let server = leader(history);
    history.act(Action::Isolate { server }).expect("it can be done");
    history.act(Action::Propose { client: CLIENT, text: "GET wish".into() }).expect("so can this");
    history.run_until(seconds(230));
    history.act(Action::HealAll).expect("links are cut");
    history.run_until(seconds(240));
}

/// Faults, by tenths of a second.
fn plan() -> Vec<(u64, Action)> {
    let bad = NetworkConditions {
        latency: 5 * MILLISECOND,
        jitter: 20 * MILLISECOND,
        loss_ppm: 100_000,
        duplicate_ppm: 150_000,
        spike_ppm: 100_000,
        spike: 120 * MILLISECOND,
    };
    vec![
        (21, Action::Crash { server: s(1) }),
        (28, Action::Restart { server: s(1) }),
        (31, Action::Pause { server: s(2) }),
        (35, Action::Crash { server: s(3) }),
        (42, Action::Resume { server: s(2) }),
        (49, Action::Restart { server: s(3) }),
        (55, Action::Isolate { server: s(4) }),
        (63, Action::Cut { from: node(5), to: node(1), both_ways: false }),
        (70, Action::Rejoin { server: s(4) }),
        (77, Action::SetNetwork(bad)),
        (84, Action::ForceElectionTimeout { server: s(4) }),
        (91, Action::Partition { groups: vec![vec![s(1), s(2)], vec![s(3), s(4), s(5)]] }),
        (98, Action::Cut { from: Node::Client(CLIENT), to: node(3), both_ways: true }),
        (105, Action::Partition { groups: vec![vec![s(1), s(5)]] }),
        (112, Action::HealAll),
        (119, Action::SetAnswer(AnswerWhen::MajorityTold)),
        (126, Action::Crash { server: s(5) }),
        (133, Action::Crash { server: s(4) }),
        (140, Action::Restart { server: s(5) }),
        (147, Action::Restart { server: s(4) }),
        (154, Action::SetNetwork(NetworkConditions::default())),
        (161, Action::Poll { client: CLIENT, dishes: vec!["soup".into(), "salad".into()] }),
        (168, Action::Pause { server: s(1) }),
        (175, Action::Resume { server: s(1) }),
        (182, Action::SetAnswer(AnswerWhen::Applied)),
    ]
}

/// Lets time pass, and every 0.3 s the client has a wish.
fn propose_until(history: &mut History, until: Micros) {
    let step = seconds(3);
    let mut next = (history.cluster().now() / step + 1) * step;
    while next < until {
        history.run_until(next);
        let text = format!("SET wish {}", next / step);
        history.act(Action::Propose { client: CLIENT, text }).expect("it can be done");
        next += step;
    }
    history.run_until(until);
}

/// Drops, doubles and delays what is in the air, as far as there is something.
fn meddle(history: &mut History) {
    let flights: Vec<_> = history.cluster().network().flights().keys().copied().collect();
    for (&flight, number) in flights.iter().zip(0..6) {
        let action = match number % 3 {
            0 => Action::Drop { flight },
            1 => Action::Duplicate { flight },
            _ => Action::Delay { flight, by: 150 * MILLISECOND },
        };
        history.act(action).expect("it is in the air");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_long_run_is_the_same_to_the_byte_everywhere() {
    let history = long_run();
    let bytes: usize = history.events().iter().map(|event| event.encode().len()).sum();
    let pinned = (EVENTS, BYTES, format!("{HASH:#018x}"));
    let hash = format!("{:#018x}", history.hash().value());
    assert_eq!((history.events().len(), bytes, hash), pinned);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn in_the_long_run_everything_happens() {
    let history = long_run();
    let happens = |is_it: fn(&EventBody) -> bool| {
        history.events().iter().filter(|event| is_it(&event.body)).count()
    };
    let least = [
        (happens(|b| matches!(b, EventBody::Answered { .. })), 30, "answers"),
        (happens(|b| matches!(b, EventBody::TimedOut { .. })), 3, "clients that time out"),
        (happens(|b| matches!(b, EventBody::Redirected { .. })), 3, "redirections"),
        (happens(|b| matches!(b, EventBody::PollTallied { .. })), 2, "polls"),
        (happens(|b| matches!(b, EventBody::Waiting(_))), 10, "messages at a paused server"),
        (happens(|b| matches!(b, EventBody::Delayed { .. })), 5, "delays"),
        (happens(|b| matches!(b, EventBody::Duplicated { .. })), 50, "second copies"),
        (lost(&history, LossReason::Network), 50, "losses"),
        (lost(&history, LossReason::Cut), 10, "losses on a cut link"),
        (lost(&history, LossReason::ReceiverDown), 10, "losses at a crashed server"),
        (lost(&history, LossReason::Dropped), 5, "drops"),
        (decided(&history, |d| matches!(d, Decision::BecameLeader { .. })), 5, "leaders"),
        (decided(&history, |d| matches!(d, Decision::Truncated { .. })), 1, "truncated logs"),
        (decided(&history, |d| matches!(d, Decision::NextIndexBackedUp { .. })), 3, "catching up"),
        (decided(&history, |d| matches!(d, Decision::VoteDenied { .. })), 3, "votes denied"),
        (decided(&history, |d| matches!(d, Decision::TransferOver { .. })), 1, "transfers"),
        (decided(&history, |d| matches!(d, Decision::ReadDropped { .. })), 1, "reads dropped"),
    ];
    for (count, least, what) in least {
        assert!(count >= least, "{count} {what}");
    }
}

fn lost(history: &History, why: LossReason) -> usize {
    let is_it = |body: &EventBody| matches!(body, EventBody::Lost { reason, .. } if *reason == why);
    history.events().iter().filter(|event| is_it(&event.body)).count()
}

fn decided(history: &History, is_it: fn(&Decision) -> bool) -> usize {
    let decisions = history.events().iter().filter_map(|event| match &event.body {
        EventBody::Decided(decision) => Some(decision),
        _ => None,
    });
    decisions.filter(|decision| is_it(decision)).count()
}

/// The small parts, so that a failure above has a first suspect.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_encoding_of_one_event_is_pinned() {
    let history = History::new(Scenario::new(1, 3));
    let bytes: Vec<_> = history.events().iter().take(2).map(Event::encode).collect();
    let started = [1, 1, 0, 0, 0, 2];
    assert_eq!(bytes[0], started, "server 1, event 0, at 0, no trigger: Started");
    let timer_started = [1, 1, 1, 0, 1, 1, 1, 0, 7, 0];
    assert_eq!(
        bytes[1][..10],
        timer_started,
        "event 1, triggered by event 0; its due time follows"
    );
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_first_election_timeouts_are_pinned() {
    let history = History::new(Scenario::new(1, 5));
    let timeouts = history.events().iter().filter_map(|event| match event.body {
        EventBody::TimerStarted { due, .. } => Some(due),
        _ => None,
    });
    assert_eq!(timeouts.collect::<Vec<_>>(), [195_936, 291_366, 219_499, 277_725, 181_011]);
}
