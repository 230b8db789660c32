//! What a file can expect: each expectation means what it says, says something, and is
//! answered in few words.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::scenario::{MAX_FAILURES, ScenarioFile, compile};
use scenario_support::played_text;
use serde_json::{Value, json};

fn file(servers: Value, steps: Value) -> String {
    json!({ "version": 1, "title": "x", "seed": 7, "servers": servers, "steps": steps }).to_string()
}

/// What is not as expected: the place, what was expected and what was found.
fn failures(servers: Value, steps: Value) -> Vec<(String, String, String)> {
    let compiled = played_text(&file(servers, steps));
    let failures = compiled.failures().cloned();
    failures.map(|one| (one.place, one.expected, one.found.unwrap_or_default())).collect()
}

/// Why a script of a cluster of three is none, and where.
fn refused(steps: Value) -> (String, String) {
    let error = ScenarioFile::from_json(&file(json!(3), steps.clone())).map(|_| ());
    let error = error.expect_err(&steps.to_string());
    (error.place, error.sentence)
}

fn holds(servers: Value, steps: Value) {
    let failures = failures(servers, steps.clone());
    assert!(failures.is_empty(), "{steps}: {failures:#?}");
}

fn elected() -> Vec<Value> {
    vec![json!({ "force_timeout": 1 }), json!({ "until": { "leader": 1 } })]
}

#[test]
fn a_long_log_is_told_by_its_length_and_by_what_differs_first() {
    let log: Vec<Value> = vec![json!({ "term": 1 }); 3_000];
    let start = json!([{ "term": 3, "log": log }, { "term": 3 }, { "term": 3 }]);
    let mut wanted = log.clone();
    wanted[17] = json!({ "term": 1, "command": "ramen" });
    let told = failures(
        start,
        json!([
            { "expect": { "server": 1, "log": wanted } },
            { "expect": { "server": 1, "log": log[..2_000] } },
            { "expect": { "server": 1, "terms": [1, 2] } },
        ]),
    );
    let found: Vec<_> = told.iter().map(|(.., found)| found.as_str()).collect();
    assert_eq!(
        found,
        [
            "Server 1 has 3000 entries in its log, and the first that differs is at index 18: no-op (term 1) instead of SET lunch ramen (term 1).",
            "Server 1 has 3000 entries in its log instead of 2000, of which the first 2000 are as expected.",
            "Server 1 has 3000 entries in its log, and the first that differs is at index 2: 1 instead of 2.",
        ]
    );
    assert!(told[0].1.ends_with(", and 2980 more."), "{}", told[0].1);
}

#[test]
fn many_failures_are_counted_and_the_first_hundred_told() {
    let steps = vec![json!({ "expect": { "leader": 1 } }); 250];
    let told = failures(json!(3), steps.into());
    assert_eq!(told.len(), MAX_FAILURES + 1);
    let (place, _, found) = &told[MAX_FAILURES];
    assert_eq!((place.as_str(), found.as_str()), ("steps[100]", "150 things more are not."));
}

#[test]
fn a_log_that_is_looked_at_again_and_again_is_too_much_work() {
    let log = vec![json!({ "term": 1 }); 9_000];
    let mut steps = vec![json!({ "expect": { "server": 1, "terms": [], "log": [] } }); 2_850];
    steps.insert(0, json!({ "run": "1 ms" }));
    let start = json!([{ "term": 3, "log": log }, { "term": 3 }, { "term": 3 }]);
    let file = ScenarioFile::from_json(&file(start, steps.into())).expect("it is a scenario");
    let error = compile(&file).map(|_| ()).expect_err("too much");
    assert!(error.sentence.contains("takes too much"), "{error}");
}

#[test]
fn a_dish_in_a_log_is_what_is_stored_as_the_lunch() {
    let log = json!([{ "term": 1, "command": "ramen" }]);
    let start = json!([{ "term": 2, "log": log }, { "term": 2 }, { "term": 2 }]);
    let long = json!([{ "term": 1, "command": "SET lunch ramen" }]);
    holds(
        start,
        json!([
            { "expect": { "server": 1, "log": log } },
            { "expect": { "server": 1, "log": long } },
        ]),
    );
}

#[test]
fn what_says_nothing_or_names_nobody_is_no_expectation() {
    let cases = [
        (json!({ "server": 9, "store": { "A": null } }), "server", "There is no Server 9."),
        (json!({ "server": 0, "term": 1 }), "server", "There is no Server 0."),
        (json!({ "leader": 99 }), "leader", "There is no Server 99. Servers have the numbers 1"),
        (json!({ "store": {} }), "store", "This says nothing"),
        (json!({ "server": 1, "leader": 1 }), "server", "This says whose facts are meant"),
        (json!({ "client": 10, "answer": "any" }), "client", "There is no Client 10. There is one"),
        (json!({ "request": 0, "answer": "any" }), "request", "Requests are counted from 1."),
        (json!({ "in_flight": { "copy": 1 } }), "in_flight", "Here a message is meant by"),
        (json!({ "in_flight": { "from": 7 } }), "in_flight.from", "There is no Server 7."),
        (json!({ "voters": [1, 2, 8] }), "voters[2]", "There is no Server 8."),
        (json!({ "voted_for": 4 }), "voted_for", "There is no Server 4."),
        (json!({ "match_index": { "5": 1 } }), "match_index.5", "There is no Server 5."),
        (json!({ "next_index": {} }), "next_index", "This says nothing"),
        (json!({ "not": {} }), "not", "This says nothing"),
        (json!({ "not": { "leader": 4 } }), "not.leader", "There is no Server 4."),
        (json!({ "log": [{ "term": 1, "command": "GET A" }] }), "log[0].command", "This reads."),
    ];
    for (claim, place, start) in cases {
        let (at, sentence) = refused(json!([{ "expect": claim }]));
        assert_eq!(at, format!("steps[0].expect.{place}"), "{sentence}");
        assert!(sentence.starts_with(start), "{sentence}");
    }
    let twice = file(json!(3), json!([{ "expect": { "store": { "A": "1" } } }]));
    let twice = twice.replace(r#"{"A":"1"}"#, r#"{"A":"1","A":"2"}"#);
    let error = ScenarioFile::from_json(&twice).expect_err("twice");
    assert!(error.to_string().contains("`A` is there twice."), "{error}");
}

#[test]
fn health_is_of_all_servers_and_not_only_of_those_that_run() {
    let crash = |server: u16| json!({ "crash": server });
    let all = |health: &str| json!({ "expect": { "server": "all", "health": health } });
    holds(json!(2), json!([all("up"), crash(1), crash(2), all("crashed")]));
    let told = failures(json!(3), json!([crash(2), { "pause": 3 }, all("up")]));
    let (_, expected, found) = &told[0];
    assert_eq!(
        (expected.as_str(), found.as_str()),
        ("Every server runs.", "Server 2 is down. Server 3 is paused.")
    );
    let some = json!({ "expect": { "health": "crashed" } });
    holds(json!(3), json!([crash(2), some]));
    let told = failures(json!(3), json!([{ "expect": { "health": "paused" } }]));
    assert_eq!(told[0].1, "Some server is paused.");
}

#[test]
fn members_are_sets() {
    holds(json!(3), json!([{ "expect": { "server": 1, "voters": [3, 1, 2, 2] } }]));
}

#[test]
fn what_is_lost_on_its_way_is_not_in_flight() {
    let mut steps = vec![json!({ "network": { "loss": "100 %" } })];
    steps.extend([json!({ "force_timeout": 1 }), json!({ "run": "3 ms" })]);
    steps.push(json!({ "expect": { "in_flight": "nothing" } }));
    steps.push(json!({ "expect": { "not": { "in_flight": { "kind": "request-vote" } } } }));
    holds(json!(3), steps.into());
}

#[test]
fn votes_disks_and_what_a_leader_knows_can_be_expected() {
    let mut steps = vec![json!({ "expect": { "server": "all", "voted_for": null } })];
    steps.extend(elected());
    steps.extend([
        json!({ "run": "200 ms" }),
        json!({ "expect": { "server": 2, "voted_for": 1, "durable": 1 } }),
        json!({ "until": { "server": "leader", "match_index": { "2": 1, "3": 1 } } }),
        json!({ "expect": { "server": 1, "match_index": { "2": 1 }, "next_index": { "3": 2 } } }),
        json!({ "expect": { "server": 2, "not": { "leader": 3 }, "role": "follower" } }),
    ]);
    holds(json!(3), steps.clone().into());
    steps.extend([
        json!({ "expect": { "server": 2, "voted_for": null } }),
        json!({ "expect": { "server": 2, "match_index": { "1": 1 } } }),
        json!({ "expect": { "server": 1, "next_index": { "3": 7 } } }),
        json!({ "expect": { "not": { "leader": 1 } } }),
    ]);
    let told = failures(json!(3), steps.into());
    let told: Vec<_> =
        told.iter().map(|(_, expected, found)| format!("{expected} {found}")).collect();
    assert_eq!(
        told,
        [
            "Server 2 has not voted in its term. Server 2 has voted for Server 1 in its term.",
            "Server 2 knows of entries up to index 1 on Server 1. Server 2 does not lead.",
            "Server 1 sends entry 7 to Server 3 next. Server 1 sends entry 2 to Server 3 next.",
            "This is not so: Server 1 leads. It is so: Server 1 leads.",
        ]
    );
}

#[test]
fn a_refusal_can_be_expected() {
    let mut steps = elected();
    steps.extend([
        // The no-op is not committed yet.
        json!({ "refused": { "membership": { "change": { "remove": 3 } } } }),
        json!({ "refused": { "restart": 2 } }),
        json!({ "refused": { "crash": 7 } }),
        json!({ "refused": { "drop": { "kind": "timeout-now" } } }),
        json!({ "until": { "server": "leader", "committed": 1 } }),
        json!({ "refused": { "compact": { "server": 1, "through": 5 } } }),
    ]);
    holds(json!(3), steps.clone().into());
    let length = steps.len();
    steps.extend([json!({ "refused": { "crash": 3 } }), json!({ "refused": "heal_all" })]);
    let told = failures(json!(3), steps.clone().into());
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(told[0].0, format!("steps[{length}]"));
    assert_eq!(told[0].1, "This is refused: Server 3 crashes.");
    assert_eq!(told[0].2, "It could be done.");

    let compiled = played_text(&file(json!(3), steps.into()));
    let written = ScenarioFile::from_run("x", &compiled.run, compiled.end);
    let again = played_text(&written.to_json());
    assert_eq!((again.hash, again.failures().count()), (compiled.hash, 0));
    assert!(written.to_json().contains(r#"{"refused":{"crash":7}}"#));

    let (place, sentence) = refused(json!([{ "refused": { "run": "1 s" } }]));
    assert_eq!(place, "steps[0].refused");
    assert_eq!(sentence, "Only what is done to the cluster can be refused.");
}

#[test]
fn a_run_that_could_not_be_opened_again_is_not_saved() {
    let compiled = played_text(&file(json!(3), json!([{ "run": "20 ms" }])));
    let saved = |about: &str, until| raft_lunch::scenario::saved(" ", about, &compiled.run, until);
    let text = saved("What it shows.", compiled.end).expect("it fits");
    let again = played_text(&text);
    assert_eq!((again.hash, again.end), (compiled.hash, compiled.end));
    assert!(text.contains("A run of Raft Lunch") && text.contains("What it shows."), "{text}");
    let error = saved("", 3_000_000_000).expect_err("too long");
    let start = "This run does not fit into a scenario. Step 1: By ";
    assert!(error.starts_with(start) && error.contains("more than 200000 events"), "{error}");
    let most = "x".repeat(raft_lunch::scenario::MAX_ABOUT_CHARS);
    assert!(saved(&most, compiled.end).is_ok());
    const { assert!(raft_lunch::scenario::MAX_ABOUT_CHARS <= raft_lunch::run::MAX_WORDS) };
}

#[test]
fn a_protocol_step_leaves_as_it_is_what_it_does_not_name() {
    let text = json!({
        "version": 1, "title": "x", "seed": 7, "servers": 3,
        "rules": { "without": ["majority"] }, "entries_per_message": 2,
        "steps": [{ "protocol": { "extensions": ["pre-vote"] } }],
    });
    let compiled = played_text(&text.to_string());
    let protocol = *compiled.cluster.protocol();
    assert!(protocol.core.extensions.pre_vote);
    assert_eq!(protocol.core.max_entries_per_message, 2);
    assert!(protocol.is_weakened(), "the rule is still off");
    let written = ScenarioFile::from_run("x", &compiled.run, compiled.end).to_json();
    assert_eq!(played_text(&written).run, compiled.run);
    let mut on = text.clone();
    on["steps"] = json!([{ "protocol": { "without": [] } }]);
    assert!(!played_text(&on.to_string()).cluster.protocol().is_weakened());
}
