//! What a script can say: captions, names, leaders, counts, lists and repetitions. Each
//! means what `docs/scenarios.md` says.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::cluster::{Action, Actor, Event, EventBody, MAX_SAY_CHARS};
use raft_lunch::raft::{Decision, ServerId};
use raft_lunch::run::History;
use raft_lunch::scenario::{Compiled, state_record};
use scenario_support::{holds, play, played_text, wrong};
use serde_json::{Value, json};

/// What is not as expected: where, what was expected, and what was found.
fn failures(servers: u16, steps: Value) -> Vec<String> {
    let told = |one: &raft_lunch::scenario::Expected| {
        format!("{}: {} {}", one.place, one.expected, one.found.as_deref().unwrap_or_default())
    };
    play(servers, steps).failures().map(told).collect()
}

fn events(compiled: &Compiled) -> Vec<Event> {
    History::replay(&compiled.run, compiled.end).events().to_vec()
}

/// Where something happens among all that does.
fn position(events: &[Event], what: impl Fn(&EventBody) -> bool) -> usize {
    events.iter().position(|event| what(&event.body)).expect("it happens")
}

fn says(text: &'static str) -> impl Fn(&EventBody) -> bool {
    move |body| matches!(body, EventBody::ActionTaken(Action::Say { text: said }) if said == text)
}

fn elected() -> Vec<Value> {
    vec![
        json!({ "force_timeout": 1 }),
        json!({ "until": { "leader": 1 } }),
        json!({ "until": { "server": "all", "committed": 1 } }),
    ]
}

fn then(mut steps: Vec<Value>, more: Value) -> Value {
    steps.extend(more.as_array().expect("a list").iter().cloned());
    steps.into()
}

#[test]
fn a_note_comes_right_after_what_its_step_does_or_waits_for() {
    let compiled = holds(
        3,
        json!([
            { "force_timeout": 1, "note": "Server 1 stands." },
            { "until": { "leader": 1 }, "note": "It leads." },
            { "run": "5 ms", "note": "Five later." },
            { "heal_all": true, "note": "Nothing to heal." },
            { "say": "That is all." }
        ]),
    );
    let events = events(&compiled);
    let stands = position(&events, |body| {
        matches!(body, EventBody::ActionTaken(Action::ForceElectionTimeout { .. }))
    });
    let leads =
        position(&events, |body| matches!(body, EventBody::Decided(Decision::BecameLeader { .. })));
    let told = position(&events, says("Server 1 stands."));
    assert!(stands < told && events[stands].at == events[told].at);
    let (led, later) =
        (position(&events, says("It leads.")), position(&events, says("Five later.")));
    assert!(leads < led && events[leads].at == events[led].at);
    assert_eq!(events[later].at, events[led].at + 5_000);
    assert!(position(&events, says("That is all.")) > later);
}

#[test]
fn captions_change_nothing_else_in_the_run() {
    let steps = then(elected(), json!([{ "propose": "ramen" }, { "run": "300 ms" }]));
    let mut with = steps.clone();
    with[3]["note"] = "Lunch, please.".into();
    let (without, with) = (holds(3, steps), holds(3, with));
    assert_eq!(state_record(&without.cluster), state_record(&with.cluster));
    assert_eq!(without.events + 1, with.events);
}

#[test]
fn a_caption_has_one_line_of_up_to_280_characters() {
    let long = "x".repeat(MAX_SAY_CHARS + 1);
    for text in ["", "  ", "two\nlines", &long] {
        let (place, sentence) = wrong(json!([{ "say": text }]));
        assert_eq!(place, "steps[0].say");
        assert!(
            sentence.starts_with("A caption is one line of 1 to 280 characters."),
            "{sentence}"
        );
        let (place, _) = wrong(json!([{ "crash": 1, "note": text }]));
        assert_eq!(place, "steps[0].note");
    }
    holds(3, json!([{ "say": "ü".repeat(MAX_SAY_CHARS) }]));
    let (_, sentence) = wrong(json!([{ "say": "a", "note": "b" }]));
    assert_eq!(sentence, "`say` is a caption itself: one of the two is enough.");
}

#[test]
fn a_name_stays_with_the_server_that_was_found() {
    let compiled = holds(
        5,
        then(
            elected(),
            json!([
                { "crash": "leader", "as": "old" },
                { "until": { "leader": "any" }, "as": "new leader" },
                { "expect": { "not": { "leader": "old" } } },
                { "restart": "old", "note": "The old leader comes back." },
                { "until": { "server": "old", "role": "follower", "term": 2 } },
                { "expect": { "leader": "new leader" } },
                { "transfer": { "to": "old" } },
                { "until": { "leader": "old" } },
                { "expect": { "server": "all", "voters": [1, 2, 3, 4, 5], "voted_for": "old" } }
            ]),
        ),
    );
    let crash = Action::Crash { server: ServerId(1) };
    assert!(compiled.run.actions.iter().any(|one| one.action == crash), "exact numbers");
}

#[test]
fn claims_name_what_they_find_and_a_name_can_be_given_again() {
    holds(
        3,
        then(
            elected(),
            json!([
                { "expect": { "server": "any", "role": "follower", "as": "it" } },
                { "crash": "it" },
                { "expect": { "server": 2, "health": "crashed" } },
                { "expect": { "leader": "any" }, "as": "it" },
                { "expect": { "server": "it", "role": "leader", "match_index": { "3": 1 } } },
                { "add_server": true, "as": "fourth" },
                { "membership": { "server": "it", "change": { "add_learner": "fourth" } } },
                { "until": { "server": 4, "learners": ["fourth"] } },
                { "until": { "server": "it", "match_index": { "fourth": 2 } } },
                { "expect": { "server": "leader", "match_index": { "fourth": 2 } } }
            ]),
        ),
    );
}

#[test]
fn a_name_that_found_nobody_fails_where_it_is_used() {
    let told =
        failures(3, json!([{ "expect": { "leader": "any" }, "as": "it" }, { "crash": "it" }]));
    assert_eq!(
        told,
        [
            "steps[0]: Somebody leads. Nobody leads.",
            "steps[1]: The server \"it\" crashes. No server was found for the name \"it\"."
        ]
    );
}

/// Two leaders at once: the old one is cut off with a follower.
fn parted() -> Vec<Value> {
    let mut steps = elected();
    steps.extend([
        json!({ "partition": [[1, 2], [3, 4, 5]] }),
        json!({ "until": { "leader_among": [3, 4, 5] }, "as": "new" }),
    ]);
    steps
}

#[test]
fn the_newest_leader_a_stale_one_and_any_are_told_apart() {
    holds(
        5,
        then(
            parted(),
            json!([
                { "expect": { "leader_among": [1, 2] } },
                { "expect": { "leader": "new" } },
                { "expect": { "server": "stale_leader", "term": 1, "as": "old" } },
                { "expect": { "server": "any_leader", "term": 1 } },
                { "expect": { "server": "any_leader", "term": 2 } },
                { "expect": { "server": "leader", "term": 2 } },
                { "crash": "stale_leader" },
                { "expect": { "server": 1, "health": "crashed" } },
                { "restart": "old" },
                "heal_all",
                { "until": { "server": "all", "term": 2 } }
            ]),
        ),
    );
    let told = failures(
        5,
        then(
            parted(),
            json!([
                { "expect": { "leader_among": [2] } },
                { "expect": { "server": "any_leader", "term": 9 } },
                "heal_all",
                { "run": "1 s" },
                { "pause": "stale_leader" }
            ]),
        ),
    );
    assert!(
        told[0].starts_with("steps[5]: One of the servers 2 leads. None of these leads. Server")
    );
    assert!(
        told[1].starts_with(
            "steps[6]: Some server that thinks it leads is in term 9. Server 1 is in term 1. Server"
        ),
        "{told:?}"
    );
    assert_eq!(told[2], "steps[9]: The stale leader is paused. No leader is stale.");
}

#[test]
fn a_log_is_compacted_through_all_that_is_applied() {
    let compiled = holds(
        3,
        then(
            elected(),
            json!([
                { "propose": "SET A 1" },
                { "until": { "server": "all", "applied": 2 } },
                { "compact": { "server": 3, "through": "applied" } },
                { "until": { "server": 3, "snapshot": 2 } },
                { "refused": { "compact": { "server": 3, "through": "applied" } } }
            ]),
        ),
    );
    let compact = Action::Compact { server: ServerId(3), through: 2 };
    assert!(compiled.run.actions.iter().any(|one| one.action == compact));
}

#[test]
fn messages_are_delivered_in_the_order_in_which_they_are_listed() {
    let steps = json!([
        { "delivery": "manual" },
        { "force_timeout": 1 },
        { "run": "5 ms" },
        { "deliver": [{ "from": 1, "to": 3 }, { "from": 1, "to": 2 }] },
        { "run": "5 ms" },
        { "deliver": { "to": 1 } },
        { "expect": { "server": 1, "role": "leader" } },
        { "run": "5 ms" },
        { "deliver": [{ "from": 1, "to": 2 }, { "from": 1, "to": 2 }] }
    ]);
    let events = events(&play(3, steps));
    let receivers: Vec<_> = events
        .iter()
        .filter(|event| matches!(event.body, EventBody::Received(_)))
        .map(|event| event.id.actor)
        .collect();
    assert_eq!(receivers[..2], [Actor::Server(ServerId(3)), Actor::Server(ServerId(2))]);
}

#[test]
fn several_links_are_cut_and_healed_in_one_step() {
    let compiled = holds(
        5,
        json!([{ "cut": [{ "from": [1, 2], "to": [3, 4, 5] }, { "from": 1, "to": 2, "both_ways": false }] }]),
    );
    assert_eq!(compiled.cluster.network().cuts().len(), 13);
    let compiled = holds(
        5,
        json!([
            { "cut": { "from": [1, 2], "to": [3, 4, 5] } },
            { "heal": [{ "from": 1, "to": [3, 4, 5] }, { "from": 2, "to": [3, 4, 5] }] }
        ]),
    );
    assert!(compiled.cluster.network().cuts().is_empty());
    let (place, sentence) = wrong(json!([{ "cut": { "from": [], "to": 1 } }]));
    assert_eq!(
        (place.as_str(), sentence.as_str()),
        ("steps[0].cut.from", "There is nothing in this list.")
    );
    let (place, _) = wrong(json!([{ "cut": [{ "from": [1, 9], "to": 2 }] }]));
    assert_eq!(place, "steps[0].cut[0].from[1]");
}

#[test]
fn steps_are_repeated_and_what_fails_says_in_which_round() {
    let compiled = holds(
        3,
        then(
            elected(),
            json!([
                { "repeat": 3, "steps": [
                    { "propose": "ramen" },
                    { "until": { "answer": "applied" } }
                ], "note": "Three times." },
                { "expect": { "server": "leader", "last": 4 } }
            ]),
        ),
    );
    let proposed =
        |one: &&raft_lunch::cluster::AnchoredAction| matches!(one.action, Action::Propose { .. });
    assert_eq!(compiled.run.actions.iter().filter(proposed).count(), 3);
    let told = failures(3, json!([{ "repeat": 2, "steps": [{ "crash": 1 }] }]));
    assert_eq!(told, ["steps[0].steps[0]: Round 2: Server 1 crashes. Server 1 has crashed."]);
}

#[test]
fn messages_are_counted_between_two_moments() {
    holds(
        3,
        then(
            elected(),
            json!([
                { "run": "100 ms" },
                { "mark": "before" },
                { "propose": "SET A 1" },
                { "until": { "answer": "applied" } },
                { "mark": "after" },
                { "run": "300 ms" },
                { "expect": { "sent": [
                    { "kind": "append-entries", "from": "leader", "to": 2, "empty": false, "since": "before", "count": 1 },
                    { "kind": "append-entries", "from": "leader", "to": 3, "empty": false, "since": "before", "count": 1 },
                    { "kind": "append-entries", "empty": true, "since": "after", "at_least": 8, "at_most": 14 },
                    { "kind": "request-vote", "since": "before", "count": 0 },
                    { "kind": "request", "from": { "client": 1 }, "since": "before", "until": "after", "at_least": 1 }
                ] } },
                { "crash": 3, "as": "down" },
                { "mark": "after" },
                { "until": { "lost": { "to": "down", "since": "after", "at_least": 2 } } },
                { "expect": { "received": { "to": "down", "since": "after", "count": 0 } } }
            ]),
        ),
    );
    let told = failures(
        3,
        then(
            elected(),
            json!([{ "mark": "now" }, { "expect": { "sent": { "kind": "append-entries", "from": 1, "count": 1, "since": "now" } } }]),
        ),
    );
    assert_eq!(
        told,
        [
            "steps[4]: Exactly 1 message of the kind append-entries from Server 1 was sent since \"now\". There was none."
        ]
    );
}

/// A server that is made to stand has heard the leader a moment ago, and leases rely on it that
/// nobody stands so soon.
#[test]
fn a_forced_timeout_breaks_what_leases_rely_on() {
    let file = |timing: Value, steps: Value, expect: Value| {
        json!({
            "version": 1, "title": "x", "seed": 23, "servers": 3, "clients": 2, "timing": timing,
            "extensions": ["check-quorum", "lease-read"], "steps": steps, "expect": expect
        })
        .to_string()
    };
    let opening = |wait: &str| {
        let steps = json!([
            { "run": wait }, { "force_timeout": 1 },
            { "until": { "leader": "any" } }, { "expect": { "leader": 1 } }
        ]);
        let timing = json!({ "election_timeout_max": "250 ms" });
        played_text(&file(timing, steps, json!([]))).failures().count()
    };
    assert_eq!(opening("150 ms"), 0, "those who have started listen by now");
    assert_eq!(opening("0 us"), 1, "and don't at once");

    let steps = json!([
        { "run": "150 ms" }, { "force_timeout": 1 },
        { "until": { "leader": 1 } }, { "until": { "server": "all", "committed": 1 } },
        { "propose": "SET A 1" }, { "until": { "answer": "applied" } }, { "run": "400 ms" },
        { "cut": { "from": 1, "to": 3 } }, { "run": "320 ms" },
        { "until": { "server": 1, "lease": false } }, { "until": { "server": 1, "lease": true } },
        { "isolate": 1 },
        // 3 stands in a later term already, and tells 2 so: it is the second time that wins.
        { "force_timeout": 2 }, { "run": "24 ms" }, { "force_timeout": 2 },
        { "until": { "leader_among": [2, 3], "within": "90 ms" } },
        { "cut": { "from": { "client": 2 }, "to": 1 } },
        { "propose": { "client": 2, "text": "SET A 2", "server": 2 } },
        { "until": { "client": 2, "answer": "applied", "within": "120 ms" } },
        { "expect": { "server": 1, "role": "leader", "lease": true } },
        { "propose": { "text": "GET A", "server": 1 } },
        { "until": { "client": 1, "answer": { "value": "1" } } }
    ]);
    let expect = json!([{ "violated": "linearizability" }, { "violated": "reads-are-fresh" }]);
    let compiled = played_text(&file(json!({ "heartbeat": "20 ms" }), steps, expect));
    let failures: Vec<_> = compiled.failures().collect();
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(!compiled.cluster.protocol().is_weakened(), "all rules are on");
}

#[test]
fn of_a_crashed_server_only_what_is_on_its_disk_is_so() {
    let mut steps = elected();
    steps.extend([
        json!({ "crash": 1 }),
        json!({ "expect": { "server": 1, "health": "crashed", "disk": "running", "term": 1 } }),
        json!({ "expect": { "server": 1, "voted_for": 1, "last": 1, "durable": 1, "snapshot": 0 } }),
        json!({ "expect": { "server": 1, "terms": [1], "log": [{ "term": 1 }] } }),
    ]);
    for claim in [
        json!({ "role": "leader" }),
        json!({ "committed": { "at_least": 0 } }),
        json!({ "applied": { "at_least": 0 } }),
        json!({ "store": { "A": null } }),
        json!({ "voters": [1, 2, 3] }),
        json!({ "outgoing": [] }),
        json!({ "known_leader": null }),
        json!({ "lease": false }),
        json!({ "next_index": { "2": { "at_least": 0 } } }),
    ] {
        steps.push(json!({ "expect": { "server": 1, "not": claim } }));
    }
    holds(3, steps.into());
}
