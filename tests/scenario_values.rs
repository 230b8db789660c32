//! Values and texts that are no scenario: each is found before anything is played, with its
//! place and a plain sentence; and the schema knows them too.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::scenario::{ScenarioFile, compile, schema};
use scenario_support::FILES;
use serde_json::{Value, json};

fn with_steps(steps: Value) -> Value {
    json!({ "version": 1, "title": "x", "seed": 7, "servers": 3, "steps": steps })
}

fn wrong(text: &str) -> (String, String) {
    let error = ScenarioFile::from_json(text).map(|_| ()).expect_err(text);
    let is_placed = error.at.is_some_and(|(line, column)| line > 0 && column > 0);
    assert!(is_placed || error.place.is_empty(), "{error}");
    (error.place, error.sentence)
}

#[test]
fn a_value_out_of_its_range_is_named_with_its_place_and_its_range() {
    let cases = [
        (json!({ "network": { "loss": "101 %" } }), "network.loss", "This is 101 %. It can be 0"),
        (json!({ "network": { "latency": "11 s" } }), "network.latency", "This is 11 s. It can be"),
        (
            json!({ "clock": { "server": 1, "rate": "10 %" } }),
            "clock.rate",
            "This is 10 %. It can be 25 % to 400 %.",
        ),
        (
            json!({ "protocol": { "entries_per_message": 0 } }),
            "protocol.entries_per_message",
            "This is 0. It can be 1 to 65535.",
        ),
        (json!({ "crash": 0 }), "crash", "There is no Server 0. Servers have the numbers 1 to 3."),
        (json!({ "crash": 99 }), "crash", "There is no Server 99."),
        (json!({ "transfer": { "to": 4 } }), "transfer.to", "There is no Server 4."),
        (json!({ "partition": [[1], [1]] }), "partition[1]", "Server 1 is in two groups."),
        (
            json!({ "propose": { "client": 10, "text": "x" } }),
            "propose.client",
            "There is no Client 10. There is one client.",
        ),
        (json!({ "propose": "" }), "propose", "Type a dish, or a command such as SET A 1."),
        (json!({ "propose": "x".repeat(65) }), "propose", "That is 65 characters."),
        (json!({ "poll": { "dishes": [] } }), "poll.dishes", "These are 0. A poll has 1 to 9."),
        (json!({ "poll": { "dishes": ["a", ""] } }), "poll.dishes[1]", "Type a dish"),
        (
            json!({ "delay": { "message": { "from": 1 }, "by": "11 s" } }),
            "delay.by",
            "This is 11 s. It can be 0 us to 10 s.",
        ),
    ];
    for (step, place, start) in cases {
        let (at, sentence) = wrong(&with_steps(json!([step])).to_string());
        assert_eq!(at, format!("steps[0].{place}"), "{sentence}");
        assert!(sentence.starts_with(start), "{sentence}");
    }
    // Where servers may come, that is only known when it is played.
    assert!(
        ScenarioFile::from_json(&with_steps(json!(["add_server", { "crash": 99 }])).to_string())
            .is_ok()
    );
}

#[test]
fn what_the_schema_refuses_the_decoder_refuses() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    let step = |step: Value| with_steps(json!([step]));
    let head = |field: &str, value: Value| {
        let mut file = with_steps(json!([]));
        file[field] = value;
        file
    };
    let files = [
        step(json!({ "cut": [1, 2] })),
        step(json!({ "expect": [1] })),
        step(json!({ "heal_all": null })),
        step(json!({ "add_server": null })),
        step(json!({ "expect": { "answer": {} } })),
        step(json!({ "poll": [1, ["soup"]] })),
        step(json!({ "network": [] })),
        step(json!({ "crash": 0 })),
        step(json!({ "crash": 102 })),
        step(json!({ "propose": "" })),
        step(json!({ "propose": 5 })),
        step(json!({ "propose": { "client": 10, "text": "x" } })),
        step(json!({ "poll": { "dishes": [] } })),
        step(json!({ "protocol": { "entries_per_message": 0 } })),
        step(json!({ "expect": { "client": 10, "answer": "any" } })),
        step(json!({ "expect": { "request": 0, "answer": "any" } })),
        step(json!({ "expect": { "store": {} } })),
        step(json!({ "crash": 1, "restart": 1 })),
        step(json!({})),
        step(json!(5)),
        step(json!("crash")),
        step(Value::Null),
        head("timing", json!([])),
        head("network", json!([])),
        head("rules", json!([])),
        head("servers", json!([[], [], []])),
        head("servers", json!([])),
        head("servers", json!(0)),
        head("servers", json!(102)),
        head("clients", json!(0)),
        head("clients", json!(10)),
        head("seed", json!(1_u64 << 53)),
        head("title", json!("x".repeat(121))),
        head("title", json!("")),
        head("about", json!("x".repeat(1_501))),
        head("entries_per_message", json!(0)),
        head("exceptions", json!({ "server": 1 })),
        head("exceptions", json!([{ "disk_write": "1 ms" }])),
        head("exceptions", json!([{ "server": 0 }])),
        head("exceptions", json!([{ "server": 1, "disk_write": 5 }])),
        head("exceptions", json!([{ "server": 1, "disk_write": { "min": "1 ms" } }])),
        head("exceptions", json!([{ "server": 1, "extensions": ["lease"] }])),
        head("exceptions", json!([[1, "1 ms"]])),
        head("links", json!([{ "from": 1, "latency": "1 ms" }])),
        head("links", json!([{ "from": 1, "to": 2, "delay": "1 ms" }])),
        head("compact_every", json!(0)),
        head("requests_under_way", json!(0)),
        head("requests_under_way", json!(101)),
        head("forwards", json!("yes")),
        head("servers", json!([{ "snapshot": -1 }])),
        head("servers", json!([{ "commited": 1 }])),
        head("steps", json!(vec!["heal_all"; 10_001])),
        head("expect", json!(vec![json!({ "leader": 1 }); 1_001])),
    ];
    for file in files {
        let text = file.to_string();
        let shown = &text[..text.len().min(200)];
        assert!(!validator.is_valid(&file), "the schema takes {shown}");
        assert!(ScenarioFile::from_json(&text).is_err(), "the decoder takes {shown}");
    }
}

#[test]
fn mistakes_are_told_plainly() {
    let one = |step: &str| {
        format!("{{\"version\":1,\"title\":\"x\",\"seed\":7,\"servers\":3,\n\"steps\":[{step}]}}")
    };
    let cases = [
        (
            one("{\"crash\":1,\"restart\":1}"),
            "steps[0]",
            "One step does one thing: `crash` and `restart` are two steps.",
        ),
        (one("{}"), "steps[0]", "This step does nothing. It needs a verb, as in { \"crash\": 1 }."),
        (
            one("{\"note\":\"Look.\"}"),
            "steps[0]",
            "A `note` is about what its step does. For a caption alone, write { \"say\": \"…\" }.",
        ),
        (one("5"), "steps[0]", "This is 5. It has to be a step, such as { \"crash\": 1 }."),
        (one("null"), "steps[0]", "This is null. It has to be a step, such as { \"crash\": 1 }."),
        (
            one("\"crash\""),
            "steps[0]",
            "This needs a value beside its name, as in { \"crash\": 1 }.",
        ),
        (one("{\"heal_all\":1}"), "steps[0]", "This is 1. It has to be true."),
        (one("{\"crash\":1,\"crash\":2}"), "steps[0]", "`crash` is there twice."),
        (
            one("{\"crash\":1,\"note\":\"a\",\"note\":\"b\"}"),
            "steps[0].note",
            "`note` is there twice.",
        ),
        (
            one("{\"cut\":[1,2]}"),
            "steps[0].cut[0]",
            "This is 1. It has to be an object, such as { \"from\": 1, \"to\": 2 }.",
        ),
        (
            one("{\"membership\":{\"change\":{}}}"),
            "steps[0].membership.change",
            "This has to be an object with one name in it, such as { \"add_learner\": 4 }.",
        ),
        ("[]".into(), "", "This is a list. It has to be an object."),
        ("[[[1]]]".into(), "", "This is a list. It has to be an object."),
        ("5".into(), "", "This is 5. It has to be an object."),
        ("".into(), "", "There is nothing in this file."),
        (" \n".into(), "", "There is nothing in this file."),
    ];
    for (text, place, sentence) in cases {
        let (at, told) = wrong(&text);
        let at = if place == "steps[0]" {
            at.trim_end_matches(".crash").trim_end_matches(".heal_all")
        } else {
            &at
        };
        assert_eq!((at, told.as_str()), (place, sentence), "{text}");
    }
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    for (name, text) in FILES {
        let marked = format!("\u{feff}{text}");
        assert_eq!(ScenarioFile::from_json(&marked), ScenarioFile::from_json(text), "{name}");
    }
}

#[test]
fn a_wrong_exception_is_named_with_its_place() {
    let cases = [
        (
            json!({ "exceptions": [{ "server": 4 }] }),
            "exceptions[0].server",
            "There is no Server 4 at the start.",
        ),
        (
            json!({ "exceptions": [{ "server": 2 }, { "server": 2 }] }),
            "exceptions[1].server",
            "Server 2 is here twice.",
        ),
        (
            json!({ "exceptions": [{ "server": 1, "clock": "10 %" }] }),
            "exceptions[0].clock",
            "This is 10 %. It can be 25 % to 400 %.",
        ),
        (
            json!({ "exceptions": [{ "server": 1, "election_timeout": "0 ms" }] }),
            "exceptions[0].election_timeout",
            "This is 0 us. It can be 1 ms to 10 s.",
        ),
        (
            json!({ "exceptions": [{ "server": 1, "disk_write": { "min": "2 ms", "max": "1 ms" } }] }),
            "exceptions[0].disk_write",
            "`min` is 2 ms, and `max` is less: 1 ms.",
        ),
        (
            json!({ "links": [{ "from": "leader", "to": 2 }] }),
            "links[0].from",
            "Nobody leads at the start, and nobody has a name: say the server's number.",
        ),
        (
            json!({ "links": [{ "from": 1, "to": 4 }] }),
            "links[0].to",
            "There is no Server 4. Servers have the numbers 1 to 3.",
        ),
        (
            json!({ "links": [{ "from": 1, "to": 1 }] }),
            "links[0]",
            "There is no link from Server 1 to Server 1.",
        ),
        (
            json!({ "links": [{ "from": 1, "to": [2, 3] }, { "from": 3, "to": 1, "both_ways": false }] }),
            "links[1]",
            "The link from Server 3 to Server 1 is here twice.",
        ),
        (
            json!({ "links": [{ "from": 1, "to": 2, "loss": "200 %" }] }),
            "links[0].loss",
            "This is 200 %. It can be 0 % to 100 %.",
        ),
        (json!({ "compact_every": 0 }), "compact_every", "This is 0. It can be 1 or more."),
        (
            json!({ "requests_under_way": 0 }),
            "requests_under_way",
            "This is 0. It can be 1 to 100.",
        ),
    ];
    for (change, place, sentence) in cases {
        let mut file = with_steps(json!([]));
        for (field, value) in change.as_object().expect("an object") {
            file[field] = value.clone();
        }
        assert_eq!(wrong(&file.to_string()), (place.to_owned(), sentence.to_owned()));
    }
}

#[test]
fn a_start_that_contradicts_what_is_committed_says_where() {
    let entry = json!({ "term": 1, "command": "SET A 1" });
    let with = |first: Value, second: Value| {
        let mut file = with_steps(json!([]));
        let third = json!({ "term": 1, "voted_for": 1 });
        file["servers"] = json!([first, second, third]);
        wrong(&file.to_string())
    };
    let one = |fields: Value| {
        let mut server = json!({ "term": 1, "voted_for": 1, "log": [entry] });
        for (field, value) in fields.as_object().expect("an object") {
            server[field] = value.clone();
        }
        server
    };
    let (blank, whole) = (json!({ "term": 1, "voted_for": 1 }), one(json!({})));
    let cases = [
        (
            one(json!({ "snapshot": 2 })),
            &whole,
            "servers[0].snapshot",
            "The log of Server 1 doesn't reach index 2.",
        ),
        (
            one(json!({ "committed": 2 })),
            &whole,
            "servers[0].committed",
            "The log of Server 1 doesn't reach index 2.",
        ),
        (
            one(json!({ "snapshot": 1, "committed": 0 })),
            &whole,
            "servers[0].committed",
            "Only what is committed gets into a snapshot",
        ),
        (
            one(json!({ "committed": 1 })),
            &blank,
            "servers",
            "Entry 1 is committed, but not on more than half",
        ),
    ];
    for (first, second, place, start) in cases {
        let (at, sentence) = with(first, second.clone());
        assert_eq!(at, place, "{sentence}");
        assert!(sentence.starts_with(start), "{sentence}");
    }
}

#[test]
fn ends_that_are_paired_by_the_billion_take_no_memory() {
    let many = |server: u16| vec![server; 30_000];
    for verb in ["cut", "link"] {
        let file = with_steps(json!([{ verb: { "from": many(1), "to": many(2) } }]));
        let file = ScenarioFile::from_json(&file.to_string()).expect("it is a scenario");
        assert!(compile(&file).is_err(), "{verb}: these are too many things to do");
    }
}
