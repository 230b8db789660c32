//! The headless tool: what it prints, and how it exits.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/replay/cli.rs"]
mod cli;
mod scenario_support;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use raft_lunch::check::Property;
use raft_lunch::scenario::{AnyRule, Named};
use scenario_support::{FILES, played};
use serde_json::{Value, json};

/// The exit code, the standard output and the standard error.
fn replay(arguments: &[&str], input: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(OsString::from);
    let code = cli::run(arguments, &mut input.as_bytes(), &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (code, text(out), text(err))
}

fn text_of(name: &str) -> &'static str {
    FILES.iter().find(|(known, _)| *known == name).expect("there is such a file").1
}

fn path_of(name: &str) -> String {
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    format!("{root}/static/scenarios/{name}.json")
}

#[test]
fn when_all_is_as_expected_it_says_so_and_exits_with_0() {
    let path = path_of("happy-path");
    let (code, out, err) = replay(&[&path], "");
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.starts_with(&format!("{path}: All ")) && err.ends_with(" events.\n"), "{err}");
}

#[test]
fn what_is_not_as_expected_is_a_sentence_each_and_the_exit_code_1() {
    let text = text_of("happy-path").replace("\"A\": \"1\"", "\"A\": \"2\"");
    let (code, out, err) = replay(&["-"], &text);
    assert_eq!((code, out.as_str()), (1, ""));
    let first = "-: Step 7 (line 16, column 5): Expected: Server 3 holds A = 2. Found: Server 3 holds A = 1.";
    assert_eq!(err.lines().next(), Some(first));
    assert_eq!(err.lines().count(), 2);
}

#[test]
fn a_broken_file_is_its_place_and_the_exit_code_2() {
    let text = text_of("happy-path").replace("\"leader\": \"any\"", "\"leader\": \"someone\"");
    let (code, out, err) = replay(&["-", "--events", "--state"], &text);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("-: Step 1, `until`, `leader` (line 10, column "), "{err}");
    let (code, _, err) = replay(&["no-such-file.json"], "");
    assert_eq!(code, 2);
    assert!(err.starts_with("no-such-file.json: It cannot be read: "), "{err}");
    let (code, _, err) = replay(&["-"], &" ".repeat(300_000));
    assert_eq!((code, err.as_str()), (2, "-: It has more than 262144 bytes: too long.\n"));
    assert_eq!(replay(&[], "").0, 2);
    assert_eq!(replay(&["-", "--evnts"], text_of("happy-path")).0, 2);
}

#[test]
fn every_event_is_a_line_of_json_of_version_1_and_names_its_cause() {
    for (name, text) in FILES {
        let (code, out, err) = replay(&["-", "--events"], text);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        assert_eq!(out.lines().count(), played(name).events, "{name}");
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut at = 0;
        for line in out.lines() {
            let event: Value = serde_json::from_str(line).expect("it is JSON");
            let keys: Vec<_> = event.as_object().expect("an object").keys().collect();
            assert_eq!(keys, ["actor", "at_us", "because", "data", "number", "v", "what"]);
            assert_eq!(event["v"], 1);
            assert!(event["at_us"].as_u64() >= Some(at), "in order of time");
            at = event["at_us"].as_u64().expect("a number");
            let name_of = |actor: &Value, number: &Value| format!("{actor} {number}");
            if let Some(because) = event["because"].as_object() {
                let cause = name_of(&because["actor"], &because["number"]);
                assert!(seen.contains(&cause), "{name}: {line}");
            }
            assert!(seen.insert(name_of(&event["actor"], &event["number"])), "{name}: {line}");
            // Names in code are no names in JSON.
            assert!(!line.contains("Noop") && !line.contains("\"Election\""), "{name}: {line}");
        }
    }
}

#[test]
fn commands_are_readable_and_the_same_output_comes_again() {
    let (_, out, _) = replay(&["-", "--events", "--state"], text_of("happy-path"));
    let appended = out.lines().find(|line| line.contains("SET A 1") && line.contains("decided"));
    let appended: Value = serde_json::from_str(appended.expect("it is there")).expect("JSON");
    assert_eq!(
        appended["data"]["entry-appended"]["entry"],
        json!({ "term": 1, "payload": { "client": 1, "request": 1, "text": "SET A 1" } })
    );
    assert_eq!(out, replay(&["-", "--events", "--state"], text_of("happy-path")).1);
}

#[test]
fn the_state_is_the_last_line_and_tells_of_everyone() {
    let (code, out, _) = replay(&["-", "--state"], text_of("snapshot-catch-up"));
    assert_eq!((code, out.lines().count()), (0, 1));
    let state: Value = serde_json::from_str(&out).expect("it is JSON");
    assert_eq!((&state["v"], &state["leader"]), (&json!(1), &json!(1)));
    let third = &state["servers"][2];
    assert_eq!(third["snapshot"], 3);
    assert_eq!(third["log"], json!([{ "index": 4, "term": 1, "command": "SET C 3" }]));
    assert_eq!(third["store"], json!({ "A": "1", "B": "2", "C": "3" }));
    assert_eq!(third["role"], "follower");
    assert_eq!(state["clients"][0]["requests"][2]["answer"], json!({ "applied": 4 }));
    let (_, out, _) = replay(&["-", "--state"], text_of("quorum-lost"));
    let state: Value = serde_json::from_str(&out).expect("it is JSON");
    let down = &state["servers"][3];
    assert_eq!((&down["health"], &down["role"]), (&json!("crashed"), &Value::Null));
}

#[test]
fn help_is_no_mistake() {
    for argument in ["--help", "-h"] {
        let (code, out, err) = replay(&[argument], "");
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("Use: replay FILE.json [--events] [--state]"), "{out}");
    }
}

/// An output that fails.
struct Full(std::io::ErrorKind);

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_a_closed_one_is_not() {
    let told = |kind| {
        let mut err = Vec::new();
        let arguments = ["-", "--state"].iter().map(OsString::from);
        let mut input = text_of("happy-path").as_bytes();
        let code = cli::run(arguments, &mut input, &mut Full(kind), &mut err);
        (code, String::from_utf8(err).expect("it is text"))
    };
    let (code, err) = told(std::io::ErrorKind::StorageFull);
    assert_eq!(code, 2);
    assert!(err.starts_with("The output cannot be written: "), "{err}");
    assert_eq!(told(std::io::ErrorKind::BrokenPipe), (0, String::new()));
}

#[test]
fn one_expectation_is_no_plural_and_none_is_said() {
    let with = |expect: Value| {
        json!({ "version": 1, "title": "x", "seed": 7, "servers": 3, "expect": expect }).to_string()
    };
    let (_, _, err) = replay(&["-"], &with(json!([{ "leader": "none" }])));
    assert!(err.starts_with("-: The one expectation holds. "), "{err}");
    let (_, _, err) = replay(&["-"], &with(json!([])));
    assert!(err.starts_with("-: Nothing is expected. "), "{err}");
}

#[test]
fn rules_that_are_off_have_their_names_in_the_records() {
    let text = json!({
        "version": 1, "title": "x", "seed": 7, "servers": 3, "steps": [
            { "protocol": { "without": ["majority", "vote-kept-across-crash"] } }
        ]
    });
    let (_, out, _) = replay(&["-", "--events"], &text.to_string());
    assert!(out.contains(r#""rules":{"without":["majority"]}"#), "{out}");
    assert!(out.contains(r#""machine_rules":{"without":["vote-kept-across-crash"]}"#), "{out}");
}

const DOCS: &str = concat!(
    include_str!("../docs/scenarios.md"),
    include_str!("../docs/replay.md"),
    include_str!("../docs/checks.md")
);

/// The rows of the tables of `docs/checks.md`, by the name that each begins with.
fn rows_of_checks() -> BTreeMap<&'static str, &'static str> {
    let row = |line: &'static str| {
        let name = line.strip_prefix("| `")?.split('`').next()?;
        Some((name, line))
    };
    include_str!("../docs/checks.md").lines().filter_map(row).collect()
}

/// Each property and each rule has a row, and of each rule it says what its play shows.
#[test]
fn the_page_of_checks_has_every_property_and_every_rule_with_what_its_play_violates() {
    let rows = rows_of_checks();
    let properties = Property::all().into_iter().map(Named::name);
    let rules = AnyRule::all().map(AnyRule::name);
    let names: Vec<String> = properties.chain(rules).collect();
    let missing: Vec<_> = names.iter().filter(|name| !rows.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(rows.len(), names.len(), "there is a row of something else: {rows:#?}");
    for rule in AnyRule::all().map(AnyRule::name) {
        let violations = played(&format!("without-{rule}")).violations;
        let shown: BTreeSet<String> =
            violations.iter().map(|violation| Named::name(violation.property)).collect();
        let cell = rows[rule.as_str()].split(" | ").nth(2).expect("a row of rules has four cells");
        let told: BTreeSet<String> = match cell.starts_with("none: ") {
            true => BTreeSet::new(),
            false => cell.split('`').skip(1).step_by(2).map(String::from).collect(),
        };
        assert_eq!(told, shown, "{rule}");
    }
}

/// The fenced blocks of the documentation in one language.
fn blocks(language: &str) -> impl Iterator<Item = &'static str> {
    let fence = format!("```{language}\n");
    let after = DOCS.match_indices(&fence).map(|(at, fence)| &DOCS[at + fence.len()..]);
    after.map(|rest| rest.split("```").next().unwrap_or_default()).collect::<Vec<_>>().into_iter()
}

#[test]
fn the_documentation_shows_what_the_tool_really_prints() {
    let printed: String = blocks("console").collect();
    let whole = |text: &&str| text.starts_with("{\n  \"version\"");
    let plays: Vec<&str> = blocks("json").filter(whole).collect();
    let [play] = plays[..] else { panic!("{} whole plays", plays.len()) };
    let wrong = play.replace("\"lunch\": \"ramen\"", "\"lunch\": \"tacos\"");
    let broken = play.replace("\"crash\": 3", "\"crash\": \"server 3\"");
    let misspelt = play.replace("\"restart\"", "\"restrat\"");
    for (text, code) in [(play, 0), (&wrong, 1), (&broken, 2), (&misspelt, 2)] {
        let (exit, _, err) = replay(&["-"], text);
        assert_eq!(exit, code, "{err}");
        let shown = err.replace("-: ", "lunch.json: ");
        assert!(printed.contains(&shown), "the documentation lacks: {shown}");
    }
    // What is refused, in the play above.
    let refused = blocks("json").find(|block| block.contains("\"refused\"")).expect("a block");
    let crash = play.lines().find(|line| line.contains("\"crash\": 3")).expect("a line");
    let with = play.replace(crash, &format!("{crash}\n{},", refused.trim_end()));
    let (exit, _, err) = replay(&["-"], &with);
    assert_eq!(exit, 0, "{err}");
    assert!(err.contains("All 7 expectations hold."), "{err}");
    let (_, events, _) = replay(&["-", "--events"], play);
    let shown = blocks("json").find(|block| block.starts_with("{\"actor\"")).expect("an event");
    assert!(events.contains(shown), "no event of the example: {shown}");
}

#[test]
fn every_script_of_the_documentation_holds_what_it_expects() {
    let scripts = blocks("json").filter(|block| block.starts_with("  \"steps\""));
    let mut count = 0;
    for script in scripts {
        let head =
            "{ \"version\": 1, \"title\": \"x\", \"seed\": 7, \"servers\": 5, \"clients\": 2,";
        let (exit, _, err) = replay(&["-"], &format!("{head}\n{script}}}"));
        assert_eq!(exit, 0, "{script}{err}");
        count += 1;
    }
    assert!(count >= 2, "{count} scripts");
    for (begins, head) in [("  \"servers\"", ""), ("  \"exceptions\"", "\"servers\": 5,")] {
        let part = blocks("json").find(|block| block.starts_with(begins)).expect("an example");
        let file = format!("{{ \"version\": 1, \"title\": \"x\", \"seed\": 7, {head}\n{part}}}");
        assert_eq!(replay(&["-"], &file).0, 0, "{file}");
    }
}

/// The words that a file can use, by the schema, are in the documentation.
#[test]
fn the_documentation_names_every_word_of_the_format() {
    let schema = raft_lunch::scenario::schema();
    let mut words: BTreeSet<String> = BTreeSet::new();
    collect_words(&schema, &mut words);
    assert!(words.len() > 120, "{}", words.len());
    // As a word of its own: `majority` is not named by `joint-majorities`.
    let is_named = |word: &&String| {
        let quoted = [format!("`{word}`"), format!("\"{word}\"")];
        quoted.iter().any(|quoted| DOCS.contains(quoted))
    };
    let missing: Vec<_> = words.iter().filter(|word| !is_named(word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The names of fields and the words of fixed lists.
fn collect_words(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("properties", Value::Object(fields)) => words.extend(fields.keys().cloned()),
                    ("enum", Value::Array(list)) => {
                        words.extend(list.iter().filter_map(Value::as_str).map(String::from));
                    }
                    ("const", Value::String(word)) => drop(words.insert(word.clone())),
                    _ => {}
                }
                collect_words(value, words);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect_words(value, words)),
        _ => {}
    }
}
