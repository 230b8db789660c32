//! What a script can say: captions, names, leaders, counts, lists and repetitions. Each
//! means what `docs/scenarios.md` says.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::cluster::{Action, Actor, Event, EventBody, MAX_SAY_CHARS};
use raft_lunch::history::History;
use raft_lunch::raft::{Decision, ServerId};
use raft_lunch::scenario::{
    Compiled, ScenarioFile, compile, saved, saved_script, schema, state_record,
};
use scenario_support::{EVERY_WORD, played_text};
use serde_json::{Value, json};

fn file(servers: u16, steps: Value, expect: Value) -> String {
    json!({
        "version": 1, "title": "x", "seed": 7, "servers": servers, "clients": 2,
        "steps": steps, "expect": expect
    })
    .to_string()
}

fn play(servers: u16, steps: Value) -> Compiled {
    played_text(&file(servers, steps, json!([])))
}

/// Plays it; all that it expects has to hold.
fn holds(servers: u16, steps: Value) -> Compiled {
    let compiled = play(servers, steps);
    let failures: Vec<_> = compiled.failures().collect();
    assert!(failures.is_empty(), "{failures:#?}");
    compiled
}

/// What is not as expected: where, what was expected, and what was found.
fn failures(servers: u16, steps: Value) -> Vec<String> {
    let told = |one: &raft_lunch::scenario::Expected| {
        format!("{}: {} {}", one.place, one.expected, one.found.as_deref().unwrap_or_default())
    };
    play(servers, steps).failures().map(told).collect()
}

/// Why a script is none: the place and the sentence.
fn wrong(steps: Value) -> (String, String) {
    let read = ScenarioFile::from_json(&file(3, steps.clone(), json!([])));
    let error = read.map(|_| ()).expect_err(&steps.to_string());
    assert!(error.at.is_some(), "{error}");
    (error.place, error.sentence)
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
fn a_note_comes_before_what_is_done_and_after_what_is_waited_for() {
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
    assert!(position(&events, says("Server 1 stands.")) < stands);
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
fn names_that_nobody_has_are_found_before_anything_is_played() {
    let how = "A server is told by its number or \"leader\", or by a name that a step before gave it with `as`.";
    let cases = [
        (json!([{ "crash": "it" }]), "steps[0].crash", format!("No server is called \"it\" here. {how}")),
        (
            json!([{ "crash": 1, "as": "first" }, { "restart": "frist" }]),
            "steps[1].restart",
            "No server is called \"frist\" here. Did you mean `first`?".into(),
        ),
        (
            json!([{ "crash": "laeder" }]),
            "steps[0].crash",
            "No server is called \"laeder\" here. Did you mean `leader`?".into(),
        ),
        (
            json!([{ "refused": { "transfer": { "to": "it" } } }]),
            "steps[0].refused",
            format!("No server is called \"it\" here. {how}"),
        ),
        (
            json!([{ "crash": 1, "as": "any" }]),
            "steps[0].as",
            "This is \"any\". It has to be a name that means nothing else here.".into(),
        ),
        (
            json!([{ "crash": 1, "as": "1st" }]),
            "steps[0].as",
            "This is \"1st\". It has to be a name of 1 to 32 letters, digits, spaces, `-` or `_`, letters first.".into(),
        ),
        (
            json!([{ "run": "1 s", "as": "it" }]),
            "steps[0].as",
            "This step is not about one server: there is nobody to name.".into(),
        ),
        (
            json!([{ "expect": { "server": "all", "term": 0, "as": "it" } }]),
            "steps[0].expect.as",
            "This does not find one server: there is nobody to name.".into(),
        ),
        (
            json!([{ "until": { "leader": 1, "as": "it" }, "as": "that" }]),
            "steps[0].as",
            "This finds one server, and there are two names for it.".into(),
        ),
        (
            json!([{ "expect": { "not": { "leader": 1, "as": "it" } } }]),
            "steps[0].expect.not.as",
            "What is not so finds nobody: there is nobody to name.".into(),
        ),
    ];
    for (steps, place, sentence) in cases {
        assert_eq!(wrong(steps), (place.to_owned(), sentence));
    }
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
fn what_is_repeated_is_bounded() {
    let nested = |depth: usize| {
        let mut step = json!({ "run": "1 us" });
        for _ in 0..depth {
            step = json!({ "repeat": 1, "steps": [step] });
        }
        json!([step])
    };
    holds(3, nested(3));
    let cases = [
        (
            nested(4),
            "steps[0].steps[0].steps[0].steps[0].repeat",
            "`repeat` can be in `repeat` 3 deep at most.",
        ),
        (
            json!([{ "repeat": 1_001, "steps": ["heal_all"] }]),
            "steps[0].repeat",
            "This is 1001. It can be 1 to 1000.",
        ),
        (json!([{ "repeat": 2, "steps": [] }]), "steps[0].steps", "There is nothing in this list."),
        (json!([{ "repeat": 2 }]), "steps[0]", "`steps` is missing."),
        (
            json!([{ "crash": 1, "steps": [] }]),
            "steps[0]",
            "`steps` belongs beside `repeat`: there is none.",
        ),
        (
            json!([{ "repeat": 1_000, "steps": [{ "repeat": 1_000, "steps": ["heal_all"] }] }]),
            "steps",
            "With all that is repeated, these are 1001001 steps. 10000 is the most.",
        ),
    ];
    for (steps, place, sentence) in cases {
        assert_eq!(wrong(steps), (place.to_owned(), sentence.to_owned()));
    }
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

#[test]
fn a_count_that_makes_no_sense_is_told() {
    let of = |count: Value| json!([{ "mark": "before" }, { "expect": { "sent": count } }]);
    let cases = [
        (
            of(json!({ "kind": "request" })),
            "",
            "How many? Say `count`, or `at_least` or `at_most`, or both of these.",
        ),
        (
            of(json!({ "count": 1, "at_least": 1 })),
            "",
            "`count` says it exactly: `at_least` and `at_most` have no place beside it.",
        ),
        (
            of(json!({ "at_least": 2, "at_most": 1 })),
            "",
            "At least 2 and at most 1: that is never so.",
        ),
        (
            of(json!({ "count": 1, "kind": "request-vote", "empty": true })),
            "",
            "Only `append-entries` carry entries, or are `empty`.",
        ),
        (
            of(json!({ "count": 1, "since": "befor" })),
            ".since",
            "No moment is called \"befor\" here. Did you mean `before`?",
        ),
        (
            of(json!({ "count": 1, "until": "later" })),
            ".until",
            "No moment is called \"later\" here. Name it in a step before: { \"mark\": \"later\" }.",
        ),
        (of(json!([])), "", "There is nothing in this list."),
    ];
    for (steps, place, sentence) in cases {
        assert_eq!(wrong(steps), (format!("steps[1].expect.sent{place}"), sentence.to_owned()));
    }
}

#[test]
fn a_misspelt_word_suggests_the_nearest() {
    let cases = [
        (json!([{ "crahs": 1 }]), "There is no `crahs` here. Did you mean `crash`?"),
        (json!([{ "crash": 1, "nota": "x" }]), "There is no `nota` here. Did you mean `note`?"),
        (json!(["healall"]), "There is no `healall` here. Did you mean `heal_all`?"),
        (
            json!([{ "drop": { "kind": "requestvote" } }]),
            "This is \"requestvote\". Did you mean `request-vote`?",
        ),
        (json!([{ "expect": { "role": "Leader" } }]), "This is \"Leader\". Did you mean `leader`?"),
        (
            json!([{ "expect": { "commited": 1 } }]),
            "There is no `commited` here. Did you mean `committed`?",
        ),
        (
            json!([{ "expect": { "holds": "election_safety" } }]),
            "This is \"election_safety\". Did you mean `election-safety`?",
        ),
        (
            json!([{ "protocol": { "extensions": ["prevote"] } }]),
            "This is \"prevote\". Did you mean `pre-vote`?",
        ),
        (
            json!([{ "membership": { "change": { "add_learnr": 4 } } }]),
            "There is no `add_learnr` here. Did you mean `add_learner`?",
        ),
        (
            json!([{ "protocol": { "extensions": ["x"] } }]),
            "This is \"x\". It has to be an extension: pre-vote, check-quorum.",
        ),
    ];
    for (steps, sentence) in cases {
        assert_eq!(wrong(steps).1, sentence);
    }
}

#[test]
fn the_traps_of_json_are_called_by_their_names() {
    let head = "{ \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 3,\n";
    let cases = [
        ("\"steps\": [] // none\n}", (2, 13), "JSON has no comments."),
        ("/* none */ \"steps\": [] }", (2, 1), "JSON has no comments."),
        ("# none\n\"steps\": [] }", (2, 1), "JSON has no comments."),
        ("\"steps\": [\"heal_all\", ] }", (2, 23), "There is a comma too many: after the last one"),
        ("\"steps\": [], }", (2, 14), "There is a comma too many: after the last one"),
        ("\"steps\": [,] }", (2, 11), "There is a comma too many."),
        ("\"steps\": ['heal_all'] }", (2, 11), "JSON has one kind of quotes"),
        ("'steps': [] }", (2, 1), "JSON has one kind of quotes"),
        ("\"steps\": [\u{201c}heal_all\u{201d}] }", (2, 11), "JSON has one kind of quotes"),
        ("steps: [] }", (2, 1), "The name of a field stands in double quotes"),
        (
            "\"steps\": [{ \"crash\": 1 } { \"restart\": 1 }] }",
            (2, 26),
            "A comma is missing before this.",
        ),
        ("\"steps\": [] \"expect\": [] }", (2, 13), "A comma is missing before this."),
        ("\"steps\" [] }", (2, 9), "Between the name of a field and its value"),
        ("\"steps\": [heal_all] }", (2, 11), "Here has to be a value"),
        ("\"about\": \"open", (2, 14), "The text ends too early: a closing quote is missing."),
        ("\"steps\": [", (2, 10), "The text ends too early: a bracket is not closed."),
        ("\"about\": \"one\ntwo\" }", (2, 14), "A text ends in the line where it begins"),
        ("\"steps\": [] } }", (2, 15), "Something follows after the end"),
    ];
    for (rest, at, start) in cases {
        let error = ScenarioFile::from_json(&format!("{head}{rest}")).expect_err(rest);
        assert!(error.sentence.starts_with(start), "{rest}: {error}");
        assert_eq!(error.at, Some(at), "{rest}: {error}");
    }
}

#[test]
fn a_value_that_is_wrong_has_line_and_column_even_where_only_playing_finds_it() {
    let text = "{ \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 3,\n  \"network\": { \"loss\": \"101 %\" } }";
    let error = ScenarioFile::from_json(text).expect_err("too much");
    assert_eq!(
        error.to_string(),
        "`network`, `loss` (line 2, column 24): This is 101 %. It can be 0 % to 100 %."
    );
    let text = "{ \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 3,\n  \"steps\": [ { \"run\": \"1 s\" }, { \"run\": \"3600 s\" } ] }";
    let file = ScenarioFile::from_json(text).expect("it is one");
    let error = compile(&file).expect_err("too long").in_text(text);
    assert_eq!(error.to_string(), "Step 2 (line 2, column 32): Time ends at 3600 s.");
}

#[test]
fn dishes_that_look_like_commands_are_hinted_at_and_played() {
    let hinted = ["put A 1", "DELETE A", "GET A B", "A = 1", "A=1", "STE A 1", "delete A", "GET"];
    let plain = [
        "set A 1",
        "SET A 1",
        "get A",
        "ramen",
        "sat soup",
        "soup of the day",
        "let us eat",
        "SET lunch put",
    ];
    for text in hinted {
        let file = ScenarioFile::from_json(&file(3, json!([{ "propose": text }]), json!([])));
        let hints = file.expect("it is legal").hints();
        assert_eq!(hints.len(), 1, "{text}");
        assert_eq!(hints[0].place, "steps[0].propose");
        assert!(hints[0].sentence.starts_with(&format!("\"{text}\" is a dish here")), "{text}");
    }
    for text in plain {
        let file = ScenarioFile::from_json(&file(3, json!([{ "propose": text }]), json!([])));
        assert_eq!(file.expect("it is legal").hints(), [], "{text}");
    }
}

#[test]
fn a_saved_run_keeps_what_is_still_to_come() {
    let compiled = holds(3, json!([{ "run": "20 ms" }, { "say": "Later." }, { "crash": 3 }]));
    let text = saved("x", "", &compiled.run, 5_000).expect("it fits");
    assert_eq!(played_text(&text).run, compiled.run);
    assert!(text.contains("Later."), "{text}");
}

#[test]
fn a_run_that_nobody_changed_is_saved_as_the_file_that_it_came_from() {
    let source = file(
        3,
        json!([{ "until": { "leader": "any" }, "as": "it" }, { "crash": "it" }]),
        json!([{ "leader": "none" }]),
    );
    let run = played_text(&source).run;
    assert_eq!(saved_script(&source, "x", "", &run).as_deref(), Some(source.as_str()));
    let renamed = saved_script(&source, "x", "Look.", &run).expect("it is the same run");
    let (before, mut after) = (ScenarioFile::from_json(&source), ScenarioFile::from_json(&renamed));
    assert_eq!(after.as_ref().map(|file| file.about.as_str()), Ok("Look."));
    if let Ok(after) = &mut after {
        after.about.clear();
    }
    assert_eq!(before, after);
    let mut changed = run.clone();
    changed.actions.pop();
    assert_eq!(saved_script(&source, "x", "", &changed), None);
}

#[test]
fn a_play_with_every_word_holds_and_is_the_same_when_it_is_written_again() {
    let compiled = played_text(EVERY_WORD);
    assert_eq!(compiled.failures().count(), 0, "{:#?}", compiled.failures().collect::<Vec<_>>());
    let read = ScenarioFile::from_json(EVERY_WORD).expect("it is a scenario");
    assert_eq!(ScenarioFile::from_json(&read.to_json()), Ok(read.clone()));
    assert_eq!(read.hints(), []);
    let again = played_text(&ScenarioFile::from_run("x", &compiled.run, compiled.end).to_json());
    assert_eq!((&again.run, again.hash), (&compiled.run, compiled.hash));
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    let file = serde_json::from_str(EVERY_WORD).expect("it is JSON");
    let errors: Vec<_> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Thirty files that are wrong: the schema refuses what a schema can know, the decoder all.
#[test]
fn the_schema_and_the_decoder_refuse_what_is_wrong() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    let by_schema = [
        json!({ "say": 5 }),
        json!({ "say": "" }),
        json!({ "say": "x".repeat(281) }),
        json!({ "say": "a", "note": "b" }),
        json!({ "note": "alone" }),
        json!({ "crash": 1, "note": "" }),
        json!({ "crash": 1, "note": 5 }),
        json!({ "crash": 1, "nota": "x" }),
        json!({ "crash": 1, "restart": 1, "note": "x" }),
        json!({ "crash": 1, "as": "any" }),
        json!({ "crash": 1, "as": "1st" }),
        json!({ "crash": 1, "as": "" }),
        json!({ "crash": 1, "as": "x".repeat(33) }),
        json!({ "run": "1 s", "as": "it" }),
        json!({ "heal_all": false }),
        json!({ "heal_all": "x" }),
        json!({ "expect": { "leader_among": [] } }),
        json!({ "expect": { "leader_among": 1 } }),
        json!({ "expect": { "leader": "any_leader" } }),
        json!({ "crash": "any_leader" }),
        json!({ "compact": { "server": 1, "through": "all" } }),
        json!({ "compact": { "server": 1 } }),
        json!({ "cut": [] }),
        json!({ "cut": { "from": [], "to": 1 } }),
        json!({ "deliver": [] }),
        json!({ "deliver": [{ "kind": "letter" }] }),
        json!({ "repeat": 0, "steps": ["heal_all"] }),
        json!({ "repeat": 1_001, "steps": ["heal_all"] }),
        json!({ "repeat": 2 }),
        json!({ "repeat": 2, "steps": [] }),
        json!({ "crash": 1, "steps": ["heal_all"] }),
        json!({ "mark": "" }),
        json!({ "mark": 7 }),
        json!({ "expect": { "sent": [] } }),
        json!({ "expect": { "sent": { "count": -1 } } }),
        json!({ "expect": { "sent": { "kind": "letter", "count": 1 } } }),
        json!({ "expect": { "sent": { "number": 1, "count": 1 } } }),
    ];
    let by_decoder = [
        json!({ "crash": "nobody yet" }),
        json!({ "say": "two\nlines" }),
        json!({ "expect": { "sent": {} } }),
        json!({ "expect": { "sent": { "count": 1, "since": "never" } } }),
        json!({ "expect": { "not": { "leader": 1, "as": "it" } } }),
    ];
    for step in by_schema.iter().chain(&by_decoder) {
        let text = file(3, json!([step]), json!([]));
        assert!(ScenarioFile::from_json(&text).is_err(), "the decoder takes {step}");
    }
    for step in by_schema {
        let file = serde_json::from_str(&file(3, json!([step]), json!([]))).expect("it is JSON");
        assert!(!validator.is_valid(&file), "the schema takes {step}");
    }
}
