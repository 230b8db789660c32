//! Time on the page, without a browser: going back, branches, and what is said there.

mod page_support;

use page_support::{begin, leader, play_until, told_story};
use raft_lunch::app::{App, Msg, Redraw, Speed, Stride};
use raft_lunch::check::Standing;
use raft_lunch::cluster::Action;
use raft_lunch::raft::{Rule, ServerId};
use raft_lunch::screen::Sign;
use raft_lunch::screen::{LogRow, Screen};
use raft_lunch::words::{Locale, Topic};

/// Plays, and then crashes the leader and proposes soup; the moment before the crash.
fn crashed_and_soup() -> (App, ServerId, u64) {
    let mut app = told_story();
    let (old, before) = (leader(&app), app.player().cluster().now() - 1);
    app.update(Msg::Act(Action::Crash { server: old }));
    play_until(&mut app, "another leader", |_, app| {
        app.player().cluster().leader().is_some_and(|now| now != old)
    });
    app.update(Msg::Propose("soup".into()));
    play_until(&mut app, "soup is served", |screen, _| {
        screen.table.rows.iter().filter(|row| row.store.contains("soup")).count() == 4
    });
    app.update(Msg::PlayPause);
    (app, old, before)
}

#[test]
fn the_line_says_where_one_is_and_what_is_worth_finding_again() {
    let (app, ..) = crashed_and_soup();
    let line = app.screen().timeline;
    assert!(line.is_at_end && line.compared.is_none());
    let terms: Vec<_> = line.terms.iter().map(|(_, _, term)| *term).collect();
    assert_eq!((terms.first(), terms.is_sorted()), (Some(&1), true), "each with its leader");
    assert!(line.terms.windows(2).all(|pair| pair[0].1 == pair[1].0), "one after the other");
    for sign in [Sign::Elected, Sign::Committed, Sign::Acted] {
        assert!(line.marks.iter().any(|(_, mark)| *mark == sign), "{sign:?}");
    }
    let count = app.player().history().count();
    assert!(line.words.starts_with(&format!("event {count} of {count}, ")), "{}", line.words);
}

#[test]
fn in_the_past_nothing_later_has_happened_and_nothing_is_lost() {
    let (mut app, old, before) = crashed_and_soup();
    let end = app.screen();
    app.update(Msg::Seek(before));
    let screen = app.screen();
    assert_eq!(leader(&app), old);
    assert!(screen.table.rows.iter().all(|row| !row.store.contains("soup")));
    assert!(!screen.timeline.is_at_end);
    assert_eq!(screen.timeline.marks, end.timeline.marks, "the line shows the whole run");
    assert!(screen.timeline.compared.as_ref().is_some_and(|words| words.contains("branch")));
    app.update(Msg::SeekEnd);
    // What is said depends on the reader's time too.
    assert_eq!(Screen { caption: None, ..app.screen() }, Screen { caption: None, ..end });
}

#[test]
fn a_branch_is_compared_with_the_old_future_and_undo_brings_that_back() {
    let (mut app, _, before) = crashed_and_soup();
    let end = app.screen();
    app.update(Msg::Seek(before));
    app.update(Msg::Propose("dumplings".into()));
    assert!(
        app.screen().timeline.compared.as_ref().is_some_and(|words| words.contains("A new branch"))
    );
    app.update(Msg::PlayPause);
    play_until(&mut app, "as far as the old future", |screen, _| {
        screen.timeline.compared.as_ref().is_some_and(|words| words.contains("before"))
    });
    let compared = app.screen().timeline.compared.clone().unwrap_or_default();
    assert!(compared.contains("dumplings now; before it was no-op"), "{compared}");
    assert!(compared.contains("Now S") && compared.contains("leads term 1"), "{compared}");
    app.update(Msg::PlayPause);
    app.update(Msg::Undo);
    app.update(Msg::SeekEnd);
    assert_eq!(app.screen().table, end.table);
    assert!(app.screen().timeline.can_redo);
    app.update(Msg::Redo);
    let has_dumplings = |row: &LogRow| row.store.contains("dumplings");
    assert!(app.screen().table.rows.iter().all(has_dumplings));
}

#[test]
fn a_step_back_shows_what_was_on_the_screen_before_it() {
    let (mut app, ..) = crashed_and_soup();
    for stride in Stride::ALL {
        app.update(Msg::SeekEnd);
        app.update(Msg::SetStride(stride));
        let mut seen = Vec::new();
        for _ in 0..5 {
            app.update(Msg::Back);
            let screen = app.screen();
            seen.push((screen.scene, screen.table, screen.timeline.words.clone()));
        }
        // Before the first decision is the beginning, and nothing before that.
        seen.dedup();
        // In this run everything happens but the repair of a log.
        assert_eq!(
            seen.len() > 1,
            stride != Stride::Repair,
            "{}",
            stride.label(Locale::ENGLISH.words())
        );
        for before in seen.iter().rev().skip(1) {
            app.update(Msg::Step);
            let screen = app.screen();
            assert_eq!(&(screen.scene, screen.table, screen.timeline.words.clone()), before);
        }
    }
}

#[test]
fn a_step_that_finds_nothing_says_so() {
    let mut app = told_story();
    app.update(Msg::SetStride(Stride::Decision));
    app.update(Msg::Step);
    assert!(app.screen().notice.is_some_and(|notice| notice.contains("Two seconds")));
    app.update(Msg::SetStride(Stride::Event));
    app.update(Msg::Step);
    assert_eq!(app.screen().notice, None);
}

#[test]
fn a_step_back_looks_for_two_seconds_and_says_when_it_found_nothing() {
    let mut app = told_story();
    let (server, seconds) = (leader(&app), 1_000_000);
    app.update(Msg::Act(Action::Crash { server }));
    let crashed = app.player().cluster().now();
    play_until(&mut app, "five seconds", |_, app| {
        app.player().cluster().now() > crashed + 5 * seconds
    });
    app.update(Msg::SetStride(Stride::Crash));
    let before = app.player().cluster().now();
    app.update(Msg::Back);
    assert_eq!(app.player().cluster().now(), before - 2 * seconds);
    assert!(app.screen().notice.is_some_and(|notice| notice.contains("two seconds")));
    app.update(Msg::Back);
    app.update(Msg::Back);
    assert_eq!(app.player().cluster().now(), crashed, "it is found in the end");
    assert_eq!(app.screen().notice, None);
}

#[test]
fn a_violation_is_shown_only_from_where_it_happened() {
    let mut app = told_story();
    let before = app.player().cluster().now();
    let mut protocol = *app.player().cluster().protocol();
    protocol.core.rules = protocol.core.rules.without(Rule::Majority);
    app.update(Msg::Act(Action::SetProtocol(protocol)));
    let old = leader(&app);
    let two = vec![old, ServerId(if old.0 == 1 { 2 } else { 1 })];
    app.update(Msg::Act(Action::Partition { groups: vec![two] }));
    app.update(Msg::Propose("soup".into()));
    play_until(&mut app, "something is broken", |screen, _| screen.violation.is_some());
    app.update(Msg::Seek(before));
    let screen = app.screen();
    assert_eq!(screen.violation, None);
    assert!(screen.properties.iter().all(|(_, is)| *is == Standing::Holds));
    app.update(Msg::SeekEnd);
    assert!(app.screen().violation.is_some());
}

#[test]
fn a_step_says_what_it_went_to_and_not_what_else_happened_then() {
    let (mut app, ..) = crashed_and_soup();
    for (stride, topic) in [(Stride::Election, Topic::Leader), (Stride::Commit, Topic::Final)] {
        app.update(Msg::SeekEnd);
        app.update(Msg::SetStride(stride));
        app.update(Msg::Back);
        let said = app.screen().caption.expect("it is said");
        assert_eq!(said.topic, topic, "back: {}", said.raft);
        app.update(Msg::Seek(0));
        app.update(Msg::Step);
        let said = app.screen().caption.expect("it is said");
        let is_it = said.topic == topic || (said.topic, topic) == (Topic::FinalNoop, Topic::Final);
        assert!(is_it, "on: {}", said.raft);
    }
}

#[test]
fn the_term_stays_when_everybody_has_crashed() {
    let (mut app, ..) = crashed_and_soup();
    let term = |app: &App| app.screen().timeline.words.split(", ").last().map(String::from);
    let before = term(&app);
    for server in (1..=5).map(ServerId) {
        app.update(Msg::Act(Action::Crash { server }));
    }
    assert_eq!(term(&app), before);
    assert_eq!(before, Some("term 2".into()));
}

#[test]
fn a_notice_about_a_step_goes_with_the_next_choice() {
    let mut app = told_story();
    for msg in [Msg::Back, Msg::SetStride(Stride::Event), Msg::PlayPause, Msg::Seek(0)] {
        app.update(Msg::SeekEnd);
        app.update(Msg::SetStride(Stride::Decision));
        app.update(Msg::Step);
        assert!(app.screen().notice.is_some_and(|notice| notice.contains("Two seconds")));
        app.update(msg);
        assert_eq!(app.screen().notice, None);
    }
}

#[test]
fn another_run_says_where_the_one_before_is_if_that_was_touched() {
    let mut app = told_story();
    app.update(begin(38, 3));
    assert_eq!(app.screen().notice, None, "a story can be told again");
    let (mut app, ..) = crashed_and_soup();
    app.update(begin(38, 3));
    assert!(app.screen().notice.is_some_and(|notice| notice.contains("browser's Back")));
}

#[test]
fn a_page_that_plays_fast_draws_everything_less_often_and_nothing_is_left_out() {
    let mut app = told_story();
    app.update(Msg::Propose("SET A 1".into()));
    app.update(Msg::SetSpeed(Speed::Faster(10)));
    if !app.screen().is_playing {
        app.update(Msg::PlayPause);
    }
    let (mut drawn, mut happened, mut is_stale) = (0, 0, false);
    for _ in 0..1_000 {
        let before = app.player().history().count();
        let is_drawn = app.update(Msg::Tick(16.0)) == Redraw::All;
        let has_happened = app.player().history().count() > before;
        is_stale = has_happened && !is_drawn;
        happened += u32::from(has_happened);
        drawn += u32::from(is_drawn);
        if happened >= 300 && is_stale {
            break;
        }
    }
    assert!(is_stale && happened >= 300, "hundreds of frames have events of their own");
    assert!(drawn * 3 <= happened, "{drawn} drawings in {happened} frames with events");
    // What is not drawn yet is as soon as time stands.
    assert_eq!(app.update(Msg::PlayPause), Redraw::All);
    assert_eq!(app.update(Msg::Tick(16.0)), Redraw::Motion, "and nothing is while it does");
}
