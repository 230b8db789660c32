//! What makes a file invalid, where it says so, and that no text at all does harm.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;
mod support;

use std::time::Instant;

use oorandom::Rand64;
use raft_lunch::cluster::{MAX_TIME, SECOND};
use raft_lunch::scenario::*;
use scenario_support::{EVERY_WORD, FILES, played_text};
use serde_json::{Value, json};
use support::parallel::each;
use support::storm::{Settings, Storm};

fn file(steps: Value) -> String {
    json!({ "version": 1, "title": "x", "seed": 7, "servers": 3, "steps": steps }).to_string()
}

/// What is wrong with a text, and where.
fn wrong(text: &str) -> (String, String) {
    let error = ScenarioFile::from_json(text).and_then(|file| compile(&file)).expect_err("wrong");
    assert!(error.sentence.ends_with(['.', '?']), "{error}");
    assert!(error.sentence.starts_with(|c: char| !c.is_lowercase()), "{error}");
    (error.place, error.sentence)
}

fn wrong_steps(steps: Value) -> (String, String) {
    wrong(&file(steps))
}

#[test]
fn an_error_names_the_place_in_the_scenario_and_in_the_text() {
    let text = "{\n  \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 3,\n  \"steps\": [{ \"run\": \"5 ms\" },\n    { \"crash\": \"follower\" }]\n}";
    let error = ScenarioFile::from_json(text).expect_err("it is wrong");
    assert_eq!(error.place, "steps[1].crash");
    assert_eq!(error.at.map(|(line, _)| line), Some(4));
    assert_eq!(
        error.to_string(),
        "Step 2, `crash` (line 4, column 16): No server is called \"follower\" here. A server is told by its number or \"leader\", or by a name that a step before gave it with `as`."
    );
}

#[test]
fn what_is_not_known_is_said_with_what_is() {
    let (place, sentence) = wrong_steps(json!([{ "boil": 1 }]));
    assert!(place.starts_with("steps[0]"), "{place}");
    assert!(sentence.starts_with("There is no `boil` here. It can be one of `run`"), "{sentence}");
    let (place, sentence) = wrong_steps(json!([{ "expect": { "rolle": "leader" } }]));
    assert_eq!(place, "steps[0].expect.rolle");
    assert!(sentence.starts_with("There is no `rolle` here. Did you mean `role`?"), "{sentence}");
    let (place, sentence) = wrong_steps(json!([{ "drop": { "kind": "letter" } }]));
    assert_eq!(place, "steps[0].drop.kind");
    assert!(sentence.contains("append-entries-reply"), "{sentence}");
    assert!(sentence.starts_with("This is \"letter\". It has to be a kind of message: "));
    let (place, sentence) = wrong(r#"{ "version": 1, "seed": 7, "servers": 3 }"#);
    assert_eq!((place.as_str(), sentence.as_str()), ("", "`title` is missing."));
    let (_, sentence) = wrong(r#"{ "version": 1, "version": 1 }"#);
    assert_eq!(sentence, "`version` is there twice.");
}

#[test]
fn wrong_values_say_what_they_have_to_be() {
    let cases = [
        (json!({ "version": 2 }), "version", "This is 2. It has to be 1, the only"),
        (json!({ "seed": -1 }), "seed", "This is -1. It has to be a whole number"),
        (json!({ "seed": 1_u64 << 53 }), "seed", "The seed 9007199254740992 is not below"),
        (json!({ "servers": 0 }), "servers", "A cluster has 1 to 101 servers."),
        (json!({ "servers": "three" }), "servers", "This is \"three\". It has to be the"),
        (json!({ "clients": 10 }), "clients", "A cluster has 1 to 9 clients."),
        (json!({ "title": " " }), "title", "A scenario needs a title."),
        (json!({ "title": "x".repeat(121) }), "title", "The title has 121 characters."),
        (
            json!({ "timing": { "heartbeat": "11 s" } }),
            "timing.heartbeat",
            "This is 11 s. It can be 1 ms to 10 s.",
        ),
        (json!({ "timing": { "heartbeat": 60 } }), "timing.heartbeat", "This is 60."),
        (
            json!({ "network": { "loss": "101 %" } }),
            "network.loss",
            "This is 101 %. It can be 0 % to 100 %.",
        ),
        (json!({ "entries_per_message": 0 }), "entries_per_message", "This is 0. It can be 1 to"),
        (json!({ "rules": { "without": ["x"] } }), "rules.without[0]", "This is \"x\"."),
        (json!({ "steps": 5 }), "steps", "This is 5. It has to be a list."),
    ];
    for (change, place, start) in cases {
        let mut text: Value = serde_json::from_str(&file(json!([]))).expect("it is JSON");
        for (key, value) in change.as_object().expect("an object") {
            text[key] = value.clone();
        }
        let (at, sentence) = wrong(&text.to_string());
        assert_eq!(at, place, "{sentence}");
        assert!(sentence.starts_with(start), "{sentence}");
    }
}

#[test]
fn a_wrong_start_is_found_in_the_entry_where_it_is_wrong() {
    let start = |log: Value| json!([{ "term": 2 }, { "term": 2, "log": log }, { "term": 2 }]);
    let text =
        |log| json!({ "version": 1, "title": "x", "seed": 7, "servers": start(log) }).to_string();
    let (place, sentence) = wrong(&text(json!([{ "term": 1 }, { "term": 1, "command": "GET A" }])));
    assert_eq!(place, "servers[1].log[1]");
    assert!(sentence.starts_with("Entry 2 of Server 2 reads."), "{sentence}");
    let (place, _) = wrong(&text(json!([{ "term": 2 }])));
    assert_eq!(place, "servers", "nobody was elected in term 2");
}

#[test]
fn steps_that_make_no_sense_are_found_before_anything_is_played() {
    let cases = [
        (json!([{ "expect": {} }]), "steps[0].expect", "This says nothing"),
        (json!([{ "until": { "within": "1 s" } }]), "steps[0].until", "This says nothing"),
        (json!([{ "expect": { "term": 1, "within": "1 s" } }]), "steps[0].expect", "Only `until`"),
        (json!([{ "expect": { "term": 1, "client": 1 } }]), "steps[0].expect", "`client` and"),
        (json!([{ "drop": { "number": 1 } }]), "steps[0].drop", "A message's `number`"),
        (json!([{ "drop": { "copy": 1 } }]), "steps[0].drop", "A `copy` is of"),
        (json!([{ "drop": { "from": 1, "number": 1, "to": 2 } }]), "steps[0].drop", "`from` and"),
        (json!([{ "run": "2 h" }]), "steps[0].run", "This is \"2 h\"."),
    ];
    for (steps, place, start) in cases {
        let (at, sentence) = wrong_steps(steps);
        assert_eq!(at, place, "{sentence}");
        assert!(sentence.starts_with(start), "{sentence}");
    }
}

#[test]
fn what_cannot_be_played_to_its_end_says_where_it_stopped() {
    let (place, sentence) = wrong_steps(json!([{ "run": "1 s" }, { "run": "3600 s" }]));
    assert_eq!((place.as_str(), sentence.as_str()), ("steps[1]", "Time ends at 3600 s."));
    let (place, sentence) = wrong_steps(json!([{ "run": "3000 s" }]));
    assert_eq!(place, "steps[0]");
    assert!(sentence.contains("more than 200000 events"), "{sentence}");
    let many: Vec<Value> = vec![json!({ "run": "1 us" }); MAX_STEPS + 1];
    assert_eq!(wrong_steps(many.into()).0, "steps");
    let long = format!("{}{}", file(json!([])), " ".repeat(MAX_FILE_BYTES));
    assert!(wrong(&long).1.starts_with("The file has 262"));
}

#[test]
fn a_step_that_the_cluster_refuses_is_a_failure_at_its_place_and_the_rest_goes_on() {
    let steps = json!([
        { "crash": 1 }, { "crash": 1 }, { "crash": 9 }, { "drop": { "from": 1 } },
        { "crash": "leader" }, { "at": "1 s" }, { "at": "1 ms" }, { "restart": 1 },
        { "until": { "leader": 1, "within": "1 us" } }, "add_server"
    ]);
    let compiled = played_text(&file(steps));
    let failures: Vec<_> = compiled.failures().cloned().collect();
    let told = |number: usize| {
        let Expected { place, expected, found } = &failures[number];
        (place.as_str(), format!("{expected} {}", found.as_deref().unwrap_or_default()))
    };
    assert_eq!(failures.len(), 6, "{failures:#?}");
    assert_eq!(told(0), ("steps[1]", "Server 1 crashes. Server 1 has crashed.".into()));
    assert_eq!(told(1), ("steps[2]", "Server 9 crashes. There is no Server 9.".into()));
    let gone = "A message from Server 1 is dropped. None is in flight.";
    assert_eq!(told(2), ("steps[3]", gone.into()));
    assert_eq!(told(3), ("steps[4]", "The leader crashes. Nobody leads.".into()));
    assert_eq!(told(4), ("steps[6]", "It is 1 ms. It is 1 s already.".into()));
    assert!(told(5).1.starts_with("Within 1 us: Server 1 leads. Server"), "{:?}", told(5));
    assert_eq!(compiled.run.actions.len(), 5, "refused ones belong to the run");
    assert_eq!(compiled.end, SECOND + 1);
}

/// A run of random faults, as a file, is the same run.
#[test]
fn a_storm_written_as_a_file_is_the_same_storm() {
    let results = each(60, |number| {
        let mut storm = Storm::new(number, &Settings::default());
        storm.rage(2 * SECOND);
        let run = storm.run();
        let text = ScenarioFile::from_run("A storm", &run, 2 * SECOND).to_json();
        let again = ScenarioFile::from_json(&text).and_then(|file| compile(&file));
        let again = again.unwrap_or_else(|error| panic!("storm {number}: {error}"));
        assert_eq!(again.run.scenario, run.scenario, "storm {number}");
        let actions = |run: &raft_lunch::cluster::Run| {
            run.actions.iter().map(|one| (one.at, one.action.clone())).collect::<Vec<_>>()
        };
        assert_eq!(actions(&again.run), actions(&run), "storm {number}");
        assert_eq!(again.end, 2 * SECOND);
        actions(&run).len()
    });
    assert!(results.iter().sum::<usize>() > 1_000, "and it is not about nothing");
}

#[test]
fn a_file_is_written_with_a_line_for_each_step() {
    let text = file(json!(["heal_all", { "run": "1 ms" }]));
    let read = ScenarioFile::from_json(&text).expect("it is a scenario");
    let lines = "\n  \"steps\": [\n    \"heal_all\",\n    {\"run\":\"1 ms\"}\n  ]\n}\n";
    assert!(read.to_json().ends_with(lines), "{}", read.to_json());
    let long = "x".repeat(200);
    let written = ScenarioFile::from_run(&long, &compile(&read).expect("it plays").run, 0);
    assert_eq!(written.title.len(), MAX_TITLE_CHARS);
}

/// A text with something in it changed: bytes, whole words, or a part taken twice.
fn mutated(text: &str, dice: &mut Rand64) -> String {
    const WORDS: [&str; 22] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "99999999999999999999",
        "0.5",
        "\"all\"",
        "\"leader\"",
        "\"1 s\"",
        "{\"client\":1}",
        "\"note\":\"x\",",
        "\"as\":\"it\",",
        "{\"repeat\":999,\"steps\":[",
        "]},",
        "\"old leader\"",
        "{\"mark\":\"before\"},",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..1 + dice.rand_range(0..3) {
        let place = dice.rand_range(0..bytes.len().max(1) as u64) as usize;
        match dice.rand_range(0..4) {
            0 if !bytes.is_empty() => bytes[place] = dice.rand_range(32..127) as u8,
            1 if !bytes.is_empty() => {
                let until = (place + dice.rand_range(1..20) as usize).min(bytes.len());
                bytes.drain(place..until);
            }
            2 => {
                let word = WORDS[dice.rand_range(0..WORDS.len() as u64) as usize];
                bytes.splice(place..place, word.bytes());
            }
            _ => {
                let until = (place + dice.rand_range(1..60) as usize).min(bytes.len());
                let part = bytes[place..until].to_vec();
                bytes.splice(place..place, part);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text in which one digit is another: most of these are scenarios too.
fn with_another_digit(text: &str, dice: &mut Rand64) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
    let place = digits[dice.rand_range(0..digits.len() as u64) as usize];
    bytes[place] = b'0' + dice.rand_range(0..10) as u8;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a text comes to: nothing, a file, or a file that could be played.
fn try_it(text: &str) -> usize {
    let read = ScenarioFile::from_json(text);
    if let Err(error) = &read {
        assert!(error.sentence.ends_with(['.', '?']), "{error}");
        // Whoever has a text is told where in it.
        assert!(
            error.at.is_some_and(|(line, column)| line > 0 && column > 0) || error.place.is_empty()
        );
    }
    let Ok(file) = read else { return 0 };
    match compile(&file) {
        Ok(compiled) => {
            assert!(compiled.end <= MAX_TIME && compiled.events <= MAX_SCRIPT_EVENTS);
            2
        }
        Err(error) => {
            assert!(!error.place.is_empty());
            1
        }
    }
}

#[test]
fn no_text_makes_it_panic_and_each_takes_little_time() {
    let began = Instant::now();
    // One text in two uses every word of the language.
    let files = FILES.iter().flat_map(|(_, text)| [*text, EVERY_WORD]);
    let texts: Vec<String> = files.map(String::from).collect();
    // 120,000 in all: mutated files, and texts that are hardly JSON.
    let results = each(120, |part| {
        let mut dice = Rand64::new(u128::from(part));
        let mut came_to = [0; 3];
        for number in 0..1_000 {
            let text = &texts[dice.rand_range(0..texts.len() as u64) as usize];
            let text = match number % 12 {
                0..3 => {
                    let most = dice.rand_range(0..200);
                    let byte = |_| dice.rand_range(0..256) as u8;
                    String::from_utf8_lossy(&(0..most).map(byte).collect::<Vec<_>>()).into_owned()
                }
                3 => with_another_digit(text, &mut dice),
                _ => mutated(text, &mut dice),
            };
            came_to[try_it(&text)] += 1;
        }
        came_to
    });
    let sum = |kind: usize| results.iter().map(|came_to| came_to[kind]).sum::<usize>();
    assert_eq!(sum(0) + sum(1) + sum(2), 120_000);
    assert!(sum(0) > 60_000 && sum(2) > 10_000, "{} {} {}", sum(0), sum(1), sum(2));
    assert!(began.elapsed().as_secs() < 300, "{:?}", began.elapsed());
}

#[test]
fn the_worst_texts_are_refused_or_bounded() {
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested_steps = file(json!([])).replace("[]", &nested);
    let digits = file(json!([])).replace(":7", &format!(":{}", "9".repeat(100_000)));
    let text = file(json!([])).replace("\"x\"", &format!("\"{}\"", "\\u0041".repeat(40_000)));
    for text in [nested, nested_steps, digits, text] {
        assert_eq!(try_it(&text), 0);
    }
    let many = |step: Value, count: usize| vec![step; count];
    let worst = [
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101, "steps":
            many(json!({ "partition": [[1], [2]] }), 8_000) }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101,
            "network": { "latency": "0 us", "jitter": "0 us", "duplicate": "100 %" },
            "steps": [{ "run": "3600 s" }] }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101,
            "steps": [{ "until": { "server": "all", "terms": vec![1; 50_000], "within": "900 s" } }] }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101, "steps":
            [{ "delivery": "manual" }, { "run": "900 s" }, { "drop": { "all": true } }] }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101,
            "steps": many(json!({ "propose": "GET A" }), 9_000) }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 101, "steps": [
            { "repeat": 20, "steps": many(json!({ "cut": {
                "from": (1..=50).collect::<Vec<_>>(), "to": (51..=101).collect::<Vec<_>>()
            } }), 400) }
        ] }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 9, "steps": [
            { "until": { "sent": many(json!({ "count": 1 }), 5_000), "within": "900 s" } }
        ] }),
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 3,
            "steps": [{ "repeat": 999, "steps": many(json!({ "say": "x".repeat(280) }), 10) }] }),
    ];
    for file in worst {
        let began = Instant::now();
        let came_to = try_it(&file.to_string());
        assert!(came_to >= 1);
        assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    }
}
