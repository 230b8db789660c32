//! A run as a file: what a download has.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use raft_lunch::scenario::{ScenarioFile, saved, saved_script, schema};
use scenario_support::{EVERY_WORD, file, holds, played_text};
use serde_json::json;

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
