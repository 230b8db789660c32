//! What is published beside the scenario files: their index and their schema.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use std::fs;
use std::path::{Path, PathBuf};

use raft_lunch::app::{App, Msg, PageQuery, Script};
use raft_lunch::run::RunLink;
use raft_lunch::scenario::{MessageName, Named, ScenarioFile, compile, schema};
use scenario_support::{FILES, read};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    let root = std::env::var_os("CARGO_MANIFEST_DIR");
    let root = root.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&root).join("static").join("scenarios")
}

/// Compares a file that is made from something with what it is made from. With
/// `RAFT_LUNCH_BLESS=1` in the environment, writes it.
fn is_up_to_date(name: &str, made: &str) {
    let path = folder().join(name);
    if std::env::var_os("RAFT_LUNCH_BLESS").is_some() {
        fs::write(&path, made).expect("it can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "{name} is out of date: run the tests with RAFT_LUNCH_BLESS=1, and look at the change"
    );
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("it can be written") + "\n"
}

#[test]
fn the_published_schema_is_what_the_types_give() {
    is_up_to_date("scenario.schema.json", &pretty(&schema()));
}

/// What the gallery says about each: the first sentence or two, how much one has to know, and how
/// long it plays on the page.
#[test]
fn the_index_says_of_every_file_what_the_gallery_shows() {
    let entry = |(name, _): &(&str, &str)| {
        let file = read(name);
        let level = file.level.as_ref().map(|level| level.0.name()).expect("a level");
        assert_eq!(level == "without-a-rule", name.starts_with("without-"), "{name}");
        json!({
            "file": format!("{name}.json"),
            "title": file.title,
            "about": file.summary(),
            "level": level,
            "seconds": seconds(&file),
        })
    };
    is_up_to_date("index.json", &pretty(&FILES.iter().map(entry).collect()));
}

/// How long a scenario plays on the page as it opens it, to its end, in whole seconds.
fn seconds(file: &ScenarioFile) -> u64 {
    const FRAME_MS: u64 = 100;
    let compiled = compile(file).expect("it plays");
    let mut app = App::new(&PageQuery::default());
    let script = Script { source: "{}".into(), end: Some(compiled.end), expected: Vec::new() };
    app.update(Msg::Open(Box::new(RunLink::new(compiled.run)), script));
    app.update(Msg::PlayPause);
    let frames = (0..).take_while(|_| {
        app.update(Msg::Tick(FRAME_MS as f64));
        app.player().is_playing
    });
    (frames.count() as u64 * FRAME_MS).div_ceil(1_000)
}

#[test]
fn every_file_of_the_folder_is_known_and_has_a_text_about_it() {
    let names = fs::read_dir(folder()).expect("the folder is there").flatten();
    let names = names.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let mut known: Vec<String> = FILES.iter().map(|(name, _)| format!("{name}.json")).collect();
    known.extend(["index.json", "scenario.schema.json"].map(String::from));
    names.sort();
    known.sort();
    assert_eq!(names, known);
    for (name, _) in FILES {
        assert!(read(name).about.len() > 100, "{name}");
    }
}

#[test]
fn the_schema_accepts_every_file_and_refuses_what_is_none() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    for (name, text) in FILES {
        let file: Value = serde_json::from_str(text).expect("it is JSON");
        let errors: Vec<_> = validator.iter_errors(&file).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    let good =
        json!({ "version": 1, "title": "x", "seed": 1, "servers": 3, "steps": ["heal_all"] });
    assert!(validator.is_valid(&good));
    let wrong = [
        ("/version", json!(2)),
        ("/servers", json!("three")),
        ("/seed", json!(-1)),
        ("/steps", json!([{ "crash": true }])),
        ("/steps", json!([{ "run": 5 }])),
        ("/steps", json!([{ "run": "5" }])),
        ("/steps", json!([{ "boil": 1 }])),
        ("/steps", json!([{ "drop": { "kind": "letter" } }])),
        ("/steps", json!([{ "expect": { "rolle": "leader" } }])),
    ];
    for (place, value) in wrong {
        let mut file = good.clone();
        *file.pointer_mut(place).expect("it is there") = value.clone();
        assert!(!validator.is_valid(&file), "{place}: {value}");
        assert!(ScenarioFile::from_json(&file.to_string()).is_err(), "{place}: {value}");
    }
}

/// Whatever step there is, in the form in which files have it: what the schema knows, the
/// types know, and the other way round.
#[test]
fn schema_and_types_agree_on_every_step() {
    let validator = jsonschema::validator_for(&schema()).expect("it is a schema");
    let steps = [
        json!({ "run": "1 ms" }),
        json!({ "at": "1.5 s" }),
        json!({ "until": { "in_flight": { "to": { "client": 1 } }, "within": "1 s" } }),
        json!({ "expect": { "server": "all", "term": 0, "voters": [1, 2, 3], "learners": [] } }),
        json!({ "expect": { "in_flight": "nothing", "leader": "none" } }),
        json!({ "expect": { "server": 1, "voted_for": null, "durable": 0 } }),
        json!({ "until": { "match_index": { "2": 1 }, "next_index": { "3": 2 } } }),
        json!({ "expect": { "not": { "leader": "any", "server": 2, "term": 1 } } }),
        json!({ "expect": { "server": 2, "not": { "role": "leader" } } }),
        json!({ "expect": { "server": 2, "outgoing": [], "known_leader": null } }),
        json!({ "until": { "committed": { "at_most": 3 }, "term": { "at_least": 0, "at_most": 1 } } }),
        json!({ "until": { "match_index": { "2": { "at_least": 1 } } } }),
        json!({ "refused": { "restart": 1 } }),
        json!({ "refused": "heal_all" }),
        json!({ "propose": { "client": 2, "text": "GET A" } }),
        json!({ "poll": { "dishes": ["soup"] } }),
        json!({ "crash": 1 }),
        json!({ "lose_disk": 1 }),
        json!({ "cut": { "from": 1, "to": { "client": 1 }, "both_ways": false } }),
        json!({ "heal": { "from": 1, "to": { "client": 1 }, "both_ways": false } }),
        json!({ "partition": [[1, 2], [3]] }),
        json!("heal_all"),
        json!("add_server"),
        json!({ "network": { "latency": "1 ms", "loss": "5 %", "spike": "1 s" } }),
        json!({ "answer": "majority-told" }),
        json!({ "protocol": { "without": ["majority"], "extensions": ["pre-vote"] } }),
        json!({ "membership": { "server": 2, "change": { "joint": { "voters": [1] } } } }),
        json!({ "transfer": { "server": 2, "to": 3 } }),
        json!({ "compact": { "server": 2, "through": 1 } }),
        json!({ "clock": { "server": 2, "rate": "50 %" } }),
        json!({ "delivery": "manual" }),
        json!({ "deliver": { "all": true } }),
        json!({ "drop": { "from": 1, "number": 4, "copy": 1 } }),
        json!({ "delay": { "message": { "from": 1, "number": 4 }, "by": "3 ms" } }),
        json!({ "say": "Look." }),
        json!({ "crash": 1, "note": "It dies.", "as": "old leader" }),
        json!({ "heal_all": true, "note": "All is well." }),
        json!({ "add_server": true, "as": "new" }),
        json!({ "until": { "leader_among": [1, 2] }, "as": "old", "note": "One of them." }),
        json!({ "until": { "leader": "any", "as": "old", "within": "1 s" } }),
        json!({ "expect": { "server": "any_leader", "term": 0 } }),
        json!({ "expect": { "server": "stale_leader", "term": 0 } }),
        json!({ "crash": "stale_leader" }),
        json!({ "compact": { "server": 2, "through": "applied" } }),
        json!({ "cut": [{ "from": [1, 2], "to": 3 }, { "from": 1, "to": { "client": 1 } }] }),
        json!({ "heal": [{ "from": 1, "to": [2] }] }),
        json!({ "deliver": [{ "from": 1, "to": 2 }, { "from": 1, "to": 3, "all": true }] }),
        json!({ "drop": [{ "from": 1 }] }),
        json!({ "duplicate": [{ "from": 1 }, { "to": 1 }] }),
        json!({ "mark": "before" }),
        json!({ "repeat": 2, "steps": ["heal_all", { "repeat": 2, "steps": [{ "crash": 1 }] }] }),
        json!({ "expect": { "sent": { "kind": "append-entries", "empty": true, "count": 0 } } }),
        json!({ "expect": { "lost": [{ "from": 1, "at_most": 2 }, { "to": 1, "at_least": 0 }] } }),
        json!({ "until": { "received": { "to": { "client": 1 }, "at_least": 0, "at_most": 9 } } }),
        json!({ "propose": { "text": "GET A", "server": 2 } }),
        json!({ "heartbeat": "leader", "as": "it" }),
        json!({ "tear_disk": { "server": 1, "entries": 2 }, "as": "it" }),
        json!({ "stop_disk": 1 }),
        json!({ "start_disk": 1 }),
        json!({ "link": { "from": [1, 2], "to": 3, "loss": "30 %", "latency": "80 ms" } }),
        json!({ "link": [{ "from": 1, "to": { "client": 1 }, "both_ways": false, "jitter": "0 us" }] }),
        json!({ "expect": { "server": "all", "disk": "running", "lease": false } }),
        json!({ "expect": { "client": 1, "request": 1, "redirected": null } }),
        json!({ "expect": { "redirected": 2, "forwarded": 2 } }),
    ];
    for step in steps {
        let file = json!({
            "version": 1, "title": "x", "seed": 1, "servers": 3, "clients": 2, "steps": [step]
        });
        assert!(validator.is_valid(&file), "{step}");
        let read = ScenarioFile::from_json(&file.to_string());
        let read = read.unwrap_or_else(|error| panic!("{step}: {error}"));
        assert_eq!(serde_json::to_value(&read).expect("it is JSON"), file, "{step}");
        assert!(compile(&read).is_ok(), "{step}");
    }
    assert_eq!(MessageName::all().len(), 12);
}
