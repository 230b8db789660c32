//! A scenario on the page: its captions, and what a download will have.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use page_support::play_until;
use raft_lunch::app::{App, Msg, PageQuery, Redraw, Script, ScriptStage, play_about};
use raft_lunch::cluster::{Action, Switch};
use raft_lunch::raft::ServerId;
use raft_lunch::run::RunLink;
use raft_lunch::scenario::{ScenarioFile, compile};

const TEXT: &str = r#"{
    "version": 1, "title": "x", "seed": 7, "servers": 3,
    "steps": [
        { "say": "Watch server 1: it will not wait." },
        { "force_timeout": 1 },
        { "until": { "leader": 1 }, "note": "It leads." },
        { "say": "And now the crash." },
        { "crash": 1 }
    ],
    "expect": [{ "leader": "none" }]
}"#;

/// The scenario, opened as the page does, and run.
fn opened() -> App {
    let file = ScenarioFile::from_json(TEXT).expect("it is a scenario");
    let compiled = compile(&file).expect("it plays");
    let mut app = App::new(&PageQuery::default());
    let script = Script { source: TEXT.into(), end: Some(compiled.end), expected: Vec::new() };
    app.update(Msg::Open(Box::new(RunLink::new(compiled.run)), script));
    assert_eq!(app.script_stage(), ScriptStage::Unplayed, "its text is read first");
    app.update(Msg::PlayPause);
    app
}

fn caption(app: &App) -> String {
    app.screen().caption.map(|caption| caption.lunch).unwrap_or_default()
}

#[test]
fn a_caption_holds_time_still_until_it_is_read_and_only_then_something_happens() {
    let mut app = opened();
    play_until(&mut app, "the first caption", |_, app| caption(app).starts_with("Watch server 1"));
    let (at, count) = (app.player().cluster().now(), app.player().history().count());
    let mut frames = 0;
    while caption(&app).starts_with("Watch server 1") {
        assert!(frames < 1_000, "it is read at some time");
        let drawn = app.update(Msg::Tick(16.0));
        if frames < 100 {
            assert_eq!((app.player().history().count(), drawn), (count, Redraw::Motion));
        }
        frames += 1;
    }
    assert!(frames > 100, "{frames} frames are enough to read it");
    let later = app.player().cluster().now() - at;
    assert!(later < 1_000, "what was announced comes next, not {later} us later");
    assert!(caption(&app).contains("hold the order sheet"), "{}", caption(&app));
}

#[test]
fn captions_of_one_moment_come_one_after_the_other_before_what_is_said_by_itself() {
    let mut app = opened();
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..3_000 {
        if !app.screen().is_playing {
            assert_eq!(app.script_stage(), ScriptStage::Over);
            app.update(Msg::PlayPause);
        }
        app.update(Msg::Tick(16.0));
        let said = caption(&app);
        if seen.last() != Some(&said) {
            seen.push(said);
        }
    }
    let place = |text: &str| seen.iter().position(|said| said == text).expect(text);
    let (leads, now) = (place("It leads."), place("And now the crash."));
    assert_eq!(now, leads + 1, "{seen:?}");
    assert!(seen.len() > now + 1, "then the crash is told: {seen:?}");
}

#[test]
fn a_caption_is_in_the_list_of_what_happened_and_of_the_moment_that_one_goes_to() {
    let mut app = opened();
    play_until(&mut app, "the last caption", |_, app| caption(app).starts_with("And now"));
    let rows = app.screen().feed;
    assert!(rows.iter().any(|row| row.lunch == "It leads."), "{rows:?}");
    let row = rows.iter().find(|row| row.lunch == "It leads.").expect("it is there");
    app.update(Msg::SeekEvent(row.number));
    assert_eq!(caption(&app), "It leads.");
}

#[test]
fn a_download_has_the_script_until_the_reader_changes_the_run() {
    let mut app = opened();
    assert!(!app.has_left_script());
    play_until(&mut app, "the last caption", |_, app| caption(app).starts_with("And now"));
    assert!(!app.has_left_script(), "playing changes nothing");
    assert_eq!(app.source(), TEXT);
    let sent = app.link().encode().expect("it is short");
    assert_eq!(RunLink::decode(&sent), Ok(app.link()), "captions travel in links");
    app.update(Msg::Act(Action::Pause { server: ServerId(2) }));
    assert!(app.has_left_script());
    app.update(Msg::Undo);
    assert!(!app.has_left_script(), "what was changed is taken back");
    app.update(Msg::Start(7, 5));
    assert!(!app.has_left_script() && app.source().is_empty());
}

#[test]
fn time_stops_where_the_script_ends_and_only_then_is_said_what_came_of_it() {
    let mut app = opened();
    let end = app.player().ends().expect("it has an end");
    assert_eq!(app.script_stage(), ScriptStage::UnderWay);
    play_to_the_end(&mut app);
    assert_eq!(app.player().cluster().now(), end);
    assert_eq!(app.script_stage(), ScriptStage::Over);
    let said: Vec<_> = app.screen().feed.iter().map(|row| row.lunch.clone()).collect();
    assert!(said.iter().any(|said| said == "And now the crash."), "all of it was read: {said:?}");
    app.update(Msg::PlayPause);
    app.update(Msg::Tick(100.0));
    app.update(Msg::Tick(100.0));
    assert!(app.screen().is_playing && app.player().now() > end as f64, "it goes on when asked to");
    app.update(Msg::PlayAgain);
    play_to_the_end(&mut app);
    assert_eq!(app.script_stage(), ScriptStage::Over, "it stops there again");
}

#[test]
fn every_protection_has_a_play_that_misses_it_and_is_safe_with_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/scenarios");
    for switch in Switch::all() {
        let path = folder.join(play_about(switch));
        let text = std::fs::read_to_string(&path).expect("it is published");
        let file = ScenarioFile::from_json(&text).expect("it is a scenario");
        let run = compile(&file).expect("it plays").run;
        let expected: Vec<_> = Some(switch).filter(|switch| switch.is_rule()).into_iter().collect();
        assert_eq!(Switch::all_off(&run.scenario.protocol), expected, "{}", path.display());
    }
}

#[test]
fn the_rule_is_put_back_with_a_click_and_what_is_different_then_is_said() {
    let mut app = without_the_log_check();
    assert!(app.screen().violation.is_some() && app.screen().weakened.is_some());
    app.update(Msg::RestoreRules);
    assert!(app.screen().violation.is_none() && app.screen().weakened.is_none());
    let compared = app.screen().timeline.compared.clone().unwrap_or_default();
    assert!(compared.contains("before"), "it says what is different: {compared}");
    assert_eq!(app.script_stage(), ScriptStage::Left);
    app.update(Msg::Undo);
    assert!(app.screen().violation.is_some() && app.script_stage() == ScriptStage::Over);
}

/// The page after a scenario in which a rule is off, and something broke.
fn without_the_log_check() -> App {
    let text = include_str!("../static/scenarios/without-log-check-on-votes.json");
    let compiled = compile(&ScenarioFile::from_json(text).expect("a scenario")).expect("it plays");
    let mut app = App::new(&PageQuery::default());
    let script = Script { source: text.into(), end: Some(compiled.end), expected: Vec::new() };
    app.update(Msg::Open(Box::new(RunLink::new(compiled.run)), script));
    app.update(Msg::PlayPause);
    play_to_the_end(&mut app);
    app
}

/// Lets time pass until it stops by itself.
fn play_to_the_end(app: &mut App) {
    for _ in 0..20_000 {
        if !app.screen().is_playing {
            return;
        }
        app.update(Msg::Tick(100.0));
    }
    panic!("it never stops");
}

#[test]
fn what_was_written_about_a_run_is_not_said_of_another_one() {
    let mut app = without_the_log_check();
    let said = |app: &App| {
        let feed = app.screen().feed;
        feed.iter().any(|row| row.lunch.starts_with("The client reads A and finds nothing"))
    };
    assert!(said(&app) && caption(&app).starts_with("The client reads A and finds nothing"));
    app.update(Msg::RestoreRules);
    assert!(!said(&app), "with the rule on no such thing was read");
    assert!(!caption(&app).starts_with("The client reads"), "{}", caption(&app));
    app.update(Msg::Undo);
    assert!(said(&app));
}
