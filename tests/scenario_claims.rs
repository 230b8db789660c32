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

/// One definition for what is claimed and for what a step takes: three links lose all that is sent.
#[test]
fn what_the_network_has_lost_no_step_takes() {
    let start = |delivery: &str| {
        let mut steps = elected();
        steps.extend([
            json!({ "until": { "server": "all", "committed": 1 } }),
            json!({ "link": { "from": 1, "to": 2, "loss": "100 %", "both_ways": false } }),
            json!({ "cut": { "from": 1, "to": 3 } }),
            json!({ "mark": "sent" }),
        ]);
        if delivery == "manual" {
            steps.push(json!({ "delivery": delivery }));
        }
        steps.push(json!({ "heartbeat": 1 }));
        steps
    };
    let pick = json!({ "from": 1, "kind": "append-entries" });
    let all = json!({ "from": 1, "kind": "append-entries", "all": true });
    for delivery in ["automatic", "manual"] {
        let mut steps = start(delivery);
        steps.extend([
            json!({ "expect": { "not": { "in_flight": pick } } }),
            json!({ "refused": { "deliver": pick } }),
            json!({ "refused": { "drop": pick } }),
            json!({ "refused": { "duplicate": pick } }),
            json!({ "refused": { "delay": { "message": pick, "by": "1 ms" } } }),
            json!({ "deliver": all }),
            json!({ "run": "50 ms" }),
            json!({ "expect": { "received": { "from": 1, "since": "sent", "count": 0 } } }),
        ]);
        if delivery == "manual" {
            // Held, it is not known to be lost before it travels on.
            steps.push(json!({ "expect": { "lost": { "to": 2, "since": "sent", "count": 0 } } }));
            steps.push(json!({ "delivery": "automatic" }));
            steps.push(json!({ "run": "50 ms" }));
        }
        steps.push(json!({ "expect": { "lost": { "to": 2, "since": "sent", "at_least": 1 } } }));
        holds(json!(3), steps.into());
    }
    // The oldest that fits is the one to server 4, which alone is under way.
    let mut steps = start("automatic");
    steps.extend([
        json!({ "expect": { "in_flight": { "from": 1, "to": 4 } } }),
        json!({ "drop": pick }),
        json!({ "expect": { "not": { "in_flight": pick } } }),
    ]);
    holds(json!(4), steps.into());
    let told = failures(json!(3), json!([{ "drop": pick }]));
    assert_eq!(told[0].2, "None is in flight.");
}

#[test]
fn inside_not_the_same_server_is_meant() {
    let mut steps = elected();
    steps.extend([
        json!({ "until": { "server": "all", "committed": 1 } }),
        json!({ "expect": { "server": 2, "committed": 1, "not": { "role": "leader" } } }),
        json!({ "expect": { "server": 2, "not": { "role": "leader" } } }),
        json!({ "until": { "server": 2, "not": { "role": "leader" }, "within": "1 us" } }),
        json!({ "expect": { "server": 2, "not": { "not": { "role": "follower" } } } }),
        json!({ "expect": { "server": 2, "not": { "role": "leader" }, "as": "it" } }),
        json!({ "expect": { "server": "it", "term": 1, "not": { "server": 1, "role": "follower" } } }),
        json!({ "expect": { "server": "leader", "not": { "role": "follower" } } }),
        // Beside any, or where nobody is named: of none, as it always was.
        json!({ "expect": { "server": "any", "role": "leader", "not": { "term": 2 } } }),
        json!({ "expect": { "role": "leader", "not": { "term": 2 } } }),
    ]);
    holds(json!(3), steps.clone().into());
    let length = steps.len();
    steps.extend([
        json!({ "expect": { "server": 1, "not": { "role": "leader" } } }),
        json!({ "expect": { "server": 2, "not": { "server": "any", "role": "leader" }, "term": 1 } }),
    ]);
    let told = failures(json!(3), steps.into());
    let found: Vec<_> = told.iter().map(|(place, _, found)| (place.as_str(), &**found)).collect();
    let place = |number: usize| format!("steps[{}]", length + number);
    assert_eq!(
        found,
        [
            (place(0).as_str(), "It is so: Server 1 is a leader."),
            (place(1).as_str(), "It is so: Some running server is a leader."),
        ]
    );
    let whose = "This says whose facts are meant: there are none.";
    for claim in [
        json!({ "server": 2, "not": { "leader": 3 } }),
        json!({ "server": 2, "not": { "server": 1, "role": "leader" } }),
        // "Of none" or "not of all"? It has to be said.
        json!({ "server": "all", "not": { "role": "leader" } }),
        json!({ "server": "any_leader", "not": { "term": 3 } }),
    ] {
        let (place, sentence) = refused(json!([{ "expect": claim }]));
        assert_eq!((place.as_str(), sentence.as_str()), ("steps[0].expect.server", whose));
    }
}

#[test]
fn both_halves_of_a_joint_configuration_can_be_claimed() {
    let joint = json!({ "joint": { "voters": [1, 4, 5] } });
    let mut steps = elected();
    steps.extend([
        json!({ "until": { "server": "all", "committed": 1 } }),
        json!("add_server"),
        json!("add_server"),
        json!({ "expect": { "server": 1, "outgoing": [] } }),
        json!({ "partition": [[1, 4, 5], [2, 3]] }),
        json!({ "membership": { "server": 1, "change": joint } }),
        json!({ "until": { "server": 4, "durable": 2, "outgoing": [3, 2, 1] } }),
        json!({ "expect": { "server": 1, "voters": [1, 4, 5], "outgoing": [1, 2, 3] } }),
        json!({ "expect": { "server": 2, "voters": [1, 2, 3], "outgoing": [] } }),
    ]);
    let length = steps.len();
    steps.extend([
        json!({ "expect": { "server": 1, "voters": [1, 2, 3, 4, 5] } }),
        json!({ "expect": { "server": 1, "outgoing": [] } }),
        json!({ "expect": { "server": 2, "outgoing": [1] } }),
        json!("heal_all"),
        json!({ "until": { "server": 1, "voters": [1, 4, 5], "outgoing": [] } }),
    ]);
    let told = failures(json!(3), steps.into());
    let told: Vec<_> = told
        .iter()
        .map(|(place, expected, found)| format!("{place}: {expected} {found}"))
        .collect();
    let place = |number: usize| format!("steps[{}]", length + number);
    assert_eq!(
        told,
        [
            place(0)
                + ": Server 1 takes 1, 2, 3, 4, 5 for the voters. \
                   Server 1 takes 1, 4, 5 for the new voters, and 1, 2, 3 for the old ones.",
            place(1)
                + ": Server 1 is in no joint configuration. \
                   Server 1 counts the votes of the old voters 1, 2, 3 too.",
            place(2)
                + ": Server 2 counts the votes of the old voters 1 too. \
                   Server 2 is in no joint configuration.",
        ]
    );
}

#[test]
fn whom_a_server_takes_for_the_leader_can_be_claimed() {
    let mut steps = vec![json!({ "expect": { "server": "all", "known_leader": null } })];
    steps.extend(elected());
    steps.extend([
        json!({ "expect": { "server": 3, "known_leader": null } }),
        json!({ "until": { "server": "all", "known_leader": 1 } }),
        json!({ "expect": { "server": "all", "known_leader": "leader" } }),
        json!({ "expect": { "server": 2, "known_leader": 3 } }),
        json!({ "expect": { "server": 2, "known_leader": null } }),
    ]);
    let told = failures(json!(3), steps.into());
    let told: Vec<_> = told.iter().map(|(_, expected, found)| [&**expected, found]).collect();
    let is = "Server 2 takes Server 1 for the leader.";
    assert_eq!(
        told,
        [["Server 2 takes Server 3 for the leader.", is], ["Server 2 knows of no leader.", is],]
    );
}

#[test]
fn numbers_can_be_claimed_within_bounds() {
    let mut steps = elected();
    steps.extend([
        json!({ "until": { "server": "all", "committed": { "at_least": 1 } } }),
        json!({ "expect": { "server": 1, "committed": { "at_most": 1 }, "term": { "at_least": 1, "at_most": 1 } } }),
        json!({ "until": { "server": 1, "last": { "at_most": 1 }, "within": "1 us" } }),
        json!({ "expect": { "server": 1, "match_index": { "2": { "at_least": 1 } }, "next_index": { "2": { "at_most": 2 } } } }),
        json!({ "expect": { "server": 1, "durable": { "at_least": 2 } } }),
        json!({ "expect": { "server": 1, "durable": { "at_most": 0 } } }),
        json!({ "expect": { "server": 1, "applied": { "at_least": 4, "at_most": 6 } } }),
        json!({ "until": { "server": 1, "last": { "at_most": 0 }, "within": "1 us" } }),
        json!({ "expect": { "server": 1, "match_index": { "2": { "at_most": 0 } } } }),
    ]);
    let told = failures(json!(3), steps.into());
    let told: Vec<_> =
        told.iter().map(|(_, expected, found)| format!("{expected} {found}")).collect();
    assert_eq!(
        told,
        [
            "Server 1 has entries up to index 2 on its disk or more. Server 1 has entries up to index 1 on its disk.",
            "Server 1 has entries up to index 0 at most on its disk. Server 1 has entries up to index 1 on its disk.",
            "Server 1 has applied entries up to index 4 to 6. Server 1 has applied entries up to index 1.",
            "Within 1 us: Server 1 has entries up to index 0 at most. Server 1 has entries up to index 1.",
            "Server 1 knows of entries up to index 0 at most on Server 2. Server 1 knows of entries up to index 1 on Server 2.",
        ]
    );
    for (bounds, sentence) in [
        (json!({}), "How much? Say `at_least` or `at_most`, or both of these."),
        (json!({ "at_least": 2, "at_most": 1 }), "At least 2 and at most 1: that is never so."),
    ] {
        let wrong = refused(json!([{ "expect": { "match_index": { "2": bounds } } }]));
        assert_eq!(wrong, ("steps[0].expect.match_index.2".into(), sentence.into()));
        let wrong = refused(json!([{ "until": { "term": bounds } }]));
        assert_eq!(wrong, ("steps[0].until.term".into(), sentence.into()));
    }
}

#[test]
fn what_the_leader_does_not_know_is_not_said_of_the_learner() {
    let mut steps = elected();
    steps.extend([
        json!({ "until": { "server": "all", "committed": 1 } }),
        json!("add_server"),
        json!({ "membership": { "change": { "add_learner": 4 } } }),
        json!({ "until": { "server": 4, "last": 2 } }),
        json!({ "membership": { "change": { "promote": 4 } } }),
    ]);
    let told = failures(json!(3), steps.into());
    let known = "The leader knows of the log of Server 4 only up to index 0 of 2.";
    assert_eq!(told[0].2, known);
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
