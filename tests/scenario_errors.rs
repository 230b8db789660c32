//! What is said of a script that is wrong: which word was meant, where it stands, and which
//! trap of JSON it fell into.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::scenario::{ScenarioFile, compile, schema};
use scenario_support::{file, holds, wrong};
use serde_json::{Value, json};

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
            "This is \"x\". It has to be an extension: pre-vote, check-quorum, lease-read.",
        ),
    ];
    for (steps, sentence) in cases {
        assert_eq!(wrong(steps).1, sentence);
    }
}

/// Obeying the sentence leads to a file that is one.
#[test]
fn what_is_no_object_is_told_what_one_looks_like() {
    let cases = [
        (json!([{ "membership": { "change": { "joint": [1, 2] } } }]), "membership.change.joint"),
        (json!([{ "until": [1, 2] }]), "until"),
        (json!([{ "membership": [{ "add_learner": 4 }] }]), "membership"),
        (json!([{ "poll": ["soup"] }]), "poll"),
        (json!([{ "transfer": 2 }]), "transfer"),
        (json!([{ "compact": 1 }]), "compact"),
        (json!([{ "tear_disk": 3 }]), "tear_disk"),
        (json!([{ "cut": [[1, 2]] }]), "cut[0]"),
        (json!([{ "delay": "request" }]), "delay"),
        (json!([{ "expect": { "sent": [5] } }]), "expect.sent[0]"),
        (json!([{ "expect": { "log": [1] } }]), "expect.log[0]"),
    ];
    for (steps, place) in cases {
        let (at, sentence) = wrong(steps.clone());
        assert_eq!(at, format!("steps[0].{place}"), "{sentence}");
        assert!(sentence.contains("It has to be an object, such as { \""), "{sentence}");
        let (_, example) = sentence.split_once("such as ").expect("there is one");
        let example = serde_json::from_str(example.trim_end_matches('.')).expect(example);
        let pointer = at.replace(['.', '['], "/").replace(']', "").replacen("steps", "", 1);
        let mut obeyed = steps;
        *obeyed.pointer_mut(&pointer).expect(&pointer) = example;
        let read = ScenarioFile::from_json(&file(4, obeyed, json!([])));
        assert!(read.is_ok(), "{sentence}: {read:?}");
    }
    let rules = |value: Value| {
        let file = json!({ "version": 1, "title": "x", "seed": 1, "servers": 3, "rules": value });
        ScenarioFile::from_json(&file.to_string()).expect_err("it is a list").to_string()
    };
    for list in [json!(["no-op"]), json!([["no-op"]]), json!([])] {
        let told =
            "This is a list. It has to be an object, such as { \"without\": [\"majority\"] }.";
        let said = rules(list);
        assert!(said.starts_with("`rules` (line 1, column ") && said.ends_with(told), "{said}");
    }
}

#[test]
fn a_field_that_stands_elsewhere_is_told_its_place() {
    let cases = [
        (
            json!([{ "membership": { "add_learner": 4 } }]),
            "There is no `add_learner` here. A change stands inside `change`, as in { \"membership\": { \"change\": { \"add_learner\": 4 } } }.",
        ),
        (
            json!([{ "until": { "leader": 1 }, "within": "1 s" }]),
            "There is no `within` here. `within` stands inside `until`, as in { \"until\": { \"leader\": 1, \"within\": \"1 s\" } }.",
        ),
        (
            json!([{ "until": { "leader": 1, "note": "x" } }]),
            "There is no `note` here. `note` stands beside `until` or `expect`, not inside of it.",
        ),
        (json!([{ "crash": "1" }]), "This is \"1\". A number stands without quotes: 1."),
        (
            json!([{ "expect": { "server": "12", "term": 1 } }]),
            "This is \"12\". A number stands without quotes: 12.",
        ),
    ];
    for (steps, sentence) in cases {
        assert_eq!(wrong(steps).1, sentence);
    }
}

#[test]
fn a_field_that_is_there_twice_is_told_at_the_second() {
    let head = "{ \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 3,\n";
    let cases = [
        ("\"steps\": [], \"seed\": 8 }", "`seed` (line 2, column 22): `seed` is there twice."),
        (
            "\"steps\": [{ \"until\": { \"leader\": 1, \"term\": 1,\n\"leader\": 2 } }] }",
            "Step 1, `until`, `leader` (line 3, column 11): `leader` is there twice.",
        ),
        (
            "\"steps\": [{ \"crash\": 1 },\n{ \"crash\": 1, \"crash\": 2 }] }",
            "Step 2, `crash` (line 3, column 24): `crash` is there twice.",
        ),
        (
            "\"expect\": [{ \"store\": { \"A\": \"1\",\n\"A\": \"1\" } }] }",
            "Expectation 1, `store`, `A` (line 3, column 6): `A` is there twice.",
        ),
    ];
    for (rest, told) in cases {
        let error = ScenarioFile::from_json(&format!("{head}{rest}")).expect_err(rest);
        assert_eq!(error.to_string(), told);
    }
}

#[test]
fn members_and_links_that_cannot_be_are_told_before_anything_is_played() {
    let joint = |voters: Value, learners: Value| json!({ "membership": { "change": { "joint": { "voters": voters, "learners": learners } } } });
    let both = "Server 2 is among the voters too. A learner has no vote.";
    let no_link = "There is no link from Server 1 to Server 1.";
    let cases = [
        (joint(json!([1, 2]), json!([2])), "membership.change.joint.learners[0]", both),
        (
            joint(json!([1, 2, 2]), json!([3])),
            "membership.change.joint.voters[2]",
            "Server 2 is here twice.",
        ),
        (
            joint(json!([1]), json!([3, 3])),
            "membership.change.joint.learners[1]",
            "Server 3 is here twice.",
        ),
        (json!({ "link": { "from": 1, "to": 1, "loss": "5 %" } }), "link", no_link),
        (
            json!({ "cut": [{ "from": 1, "to": 2 }, { "from": [1, 2], "to": [1, 3] }] }),
            "cut[1]",
            no_link,
        ),
        (
            json!({ "heal": { "from": { "client": 1 }, "to": { "client": 2 } } }),
            "heal",
            "There is no link from Client 1 to Client 2.",
        ),
    ];
    for (step, place, sentence) in cases {
        assert_eq!(wrong(json!([step])), (format!("steps[0].{place}"), sentence.to_owned()));
    }
    holds(3, json!([{ "refused": { "cut": { "from": 1, "to": 1 } } }]));
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
        (
            "\"steps\": [{ \"until\": { \"leader\": 1 }, { \"crash\": 1 }] }",
            (2, 39),
            "Here has to be the name of a field: a bracket before this is not closed.",
        ),
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
        json!({ "link": { "from": 1 } }),
        json!({ "link": { "from": 1, "to": 2, "loss": 5 } }),
        json!({ "link": { "from": 1, "to": 2, "spike": "1 s" } }),
        json!({ "link": [] }),
        json!({ "link": { "from": 1, "to": 2 }, "as": "it" }),
        json!({ "propose": { "text": "GET A", "server": 0 } }),
        json!({ "propose": { "server": 2 } }),
        json!({ "heartbeat": 0 }),
        json!({ "tear_disk": 1 }),
        json!({ "tear_disk": { "server": 1, "entries": 0 } }),
        json!({ "tear_disk": { "server": 1 } }),
        json!({ "stop_disk": true }),
        json!({ "start_disk": [1] }),
        json!({ "expect": { "server": 1, "disk": "slow" } }),
        json!({ "expect": { "server": 1, "lease": "held" } }),
        json!({ "expect": { "redirected": "any_leader" } }),
        json!({ "expect": { "in_flight": { "from": 1, "number": 1 } } }),
        json!({ "expect": { "term": {} } }),
        json!({ "expect": { "term": { "least": 1 } } }),
        json!({ "expect": { "outgoing": 1 } }),
    ];
    let by_decoder = [
        json!({ "crash": "nobody yet" }),
        json!({ "say": "two\nlines" }),
        json!({ "expect": { "sent": {} } }),
        json!({ "expect": { "sent": { "count": 1, "since": "never" } } }),
        json!({ "expect": { "not": { "leader": 1, "as": "it" } } }),
        json!({ "link": { "from": 1, "to": 2, "loss": "101 %" } }),
        json!({ "link": { "from": 1, "to": 4, "latency": "1 ms" } }),
        json!({ "propose": { "text": "GET A", "server": "it" } }),
        json!({ "expect": { "request": 1, "term": 1 } }),
        json!({ "expect": { "term": { "at_least": 2, "at_most": 1 } } }),
        json!({ "membership": { "change": { "joint": { "voters": [1], "learners": [1] } } } }),
        json!({ "cut": { "from": 1, "to": 1 } }),
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
