//! The story as a reader hears it: captions, how long they stay, and what comes after.

mod page_support;

use page_support::playing;
use raft_lunch::app::{App, Msg, PageQuery, Player, Stage};
use raft_lunch::cluster::Run;
use raft_lunch::lunch::{Chapter, Choice};
use raft_lunch::words::{Caption, Locale, Topic};

/// Plays on until the story invites: each caption with how long it was there, in the
/// reader's milliseconds.
fn hear(app: &mut App) -> Vec<(Caption, f64)> {
    let mut heard: Vec<(Caption, f64)> = Vec::new();
    for _ in 0..20_000 {
        let player = app.player();
        if player.story().is_none_or(|story| story.stage() == Stage::Inviting) {
            return heard;
        }
        if let Some(caption) = player.caption() {
            match heard.last_mut().filter(|(last, _)| last == caption) {
                Some((_, ms)) => *ms += 16.0,
                None => heard.push((caption.clone(), 16.0)),
            }
        }
        app.update(Msg::Tick(16.0));
    }
    panic!("five minutes, and no end: {heard:?}");
}

fn topics(heard: &[(Caption, f64)]) -> Vec<Topic> {
    heard.iter().map(|(caption, _)| caption.topic).collect()
}

#[test]
fn the_untouched_story_takes_about_a_minute_and_each_caption_can_be_read() {
    let mut app = playing(38, 5);
    let heard = hear(&mut app);
    let all: f64 = heard.iter().map(|(_, ms)| ms).sum();
    assert!((50_000.0..=75_000.0).contains(&all), "{all} ms: {heard:#?}");
    for (caption, ms) in &heard {
        assert!(*ms + 33.0 >= caption.reading_ms(), "{ms} ms for {caption:?}");
    }
    let expected = [
        Topic::Opening,
        Topic::Poll,
        Topic::Tally,
        Topic::Request,
        Topic::Redirect,
        Topic::Append,
        Topic::Copy,
        Topic::Final,
        Topic::Answer,
    ];
    let told = topics(&heard);
    assert_eq!(told[..expected.len()], expected, "{told:?}");
    assert!(told.contains(&Topic::Told) && told.last() == Some(&Topic::AllKnow), "{told:?}");
}

#[test]
fn the_chapters_are_found_before_the_story_is_told() {
    for seed in 0..30 {
        let marks = Player::chapters(&Run::lunch(seed, 5), Locale::ENGLISH);
        let chapters: Vec<_> = marks.iter().map(|mark| mark.chapter).collect();
        let mut sorted = chapters.clone();
        sorted.sort();
        assert_eq!(sorted, Chapter::ALL, "seed {seed}");
        assert!(marks.windows(2).all(|pair| pair[0].count <= pair[1].count));
    }
}

#[test]
fn after_a_crash_asks_holds_and_final_are_each_told_and_held() {
    for seed in 0..20 {
        let mut app = playing(seed, 5);
        hear(&mut app);
        choose(&mut app, |choice| matches!(choice, Choice::SendHolderHome(_)));
        let heard = hear(&mut app);
        let told = topics(&heard);
        for topic in [Topic::Crash, Topic::Candidate, Topic::Leader, Topic::FinalNoop] {
            assert!(told.contains(&topic), "seed {seed}, {topic:?}: {told:?}");
        }
        for (caption, ms) in &heard {
            assert!(*ms + 33.0 >= caption.reading_ms(), "seed {seed}: {ms} ms for {caption:?}");
        }
        choose(&mut app, |choice| matches!(choice, Choice::WriteLine(_)));
        let told = topics(&hear(&mut app));
        assert!(told.contains(&Topic::Final) && told.contains(&Topic::Answer), "{told:?}");
    }
}

fn choose(app: &mut App, is_it: fn(&Choice) -> bool) {
    let all = app.choices();
    let choice = all.iter().find(|choice| is_it(choice)).unwrap_or_else(|| panic!("{all:?}"));
    app.update(Msg::Choose(choice.clone()));
}

#[test]
fn whatever_is_chosen_the_story_goes_on_to_the_next_invitation() {
    for seed in 0..6 {
        let mut app = playing(seed, 5);
        hear(&mut app);
        for round in 0..12 {
            let all = app.choices();
            assert!((2..=3).contains(&all.len()), "seed {seed}: {all:?}");
            let choice = all[(seed as usize + round) % all.len()].clone();
            if matches!(choice, Choice::MissRule(_)) {
                continue;
            }
            app.update(Msg::Choose(choice));
            assert!(!hear(&mut app).is_empty(), "something is told");
        }
    }
}

#[test]
fn a_lost_note_is_lost_told_and_sent_again() {
    let mut app = playing(38, 5);
    hear(&mut app);
    choose(&mut app, |choice| matches!(choice, Choice::LoseNote(_)));
    let told = topics(&hear(&mut app));
    assert!(told.contains(&Topic::Dropped), "{told:?}");
    let events = app.player().history().events();
    let is_drop = |event: &&raft_lunch::cluster::Event| {
        use raft_lunch::cluster::{EventBody, LossReason};
        matches!(event.body, EventBody::Lost { reason: LossReason::Dropped, .. })
    };
    assert_eq!(events.iter().filter(is_drop).count(), 1);
    let cluster = app.player().cluster();
    assert!(cluster.machines().iter().all(|machine| machine.store().get("A") == Some("1")));
}

#[test]
fn a_step_goes_to_what_is_said_next_and_back_to_where_a_chapter_began() {
    let mut app = App::new(&PageQuery::default());
    let mut said = Vec::new();
    while app.choices().is_empty() {
        said.extend(app.screen().caption.map(|caption| caption.topic));
        app.update(Msg::Step);
    }
    said.dedup();
    assert!(said.len() >= 10 && said.contains(&Topic::Final), "{said:?}");
    let mut chapters = Vec::new();
    for _ in 0..12 {
        app.update(Msg::Back);
        chapters.push(app.screen().story.now);
    }
    chapters.dedup();
    assert!(chapters.windows(2).all(|pair| pair[0] > pair[1]), "{chapters:?}");
    assert_eq!(chapters.last(), Some(&0), "{chapters:?}");
    assert_eq!(app.screen().caption.map(|caption| caption.topic), Some(Topic::Opening));
}

#[test]
fn when_the_story_is_told_play_tells_it_again() {
    let mut app = playing(38, 5);
    hear(&mut app);
    app.update(Msg::Step);
    assert_eq!(app.screen().notice, None, "there is nothing to step to, and nothing to say");
    app.update(Msg::PlayPause);
    let again = topics(&hear(&mut app));
    assert!(again.contains(&Topic::Poll) && again.contains(&Topic::AllKnow), "{again:?}");
}

#[test]
fn an_act_that_is_taken_back_is_no_act_and_a_run_to_open_is_none() {
    let mut app = playing(38, 5);
    hear(&mut app);
    choose(&mut app, |choice| matches!(choice, Choice::SendHolderHome(_)));
    hear(&mut app);
    assert_eq!(app.screen().story.acts, ["Send Robin home"]);
    app.update(Msg::Undo);
    assert!(app.screen().story.acts.is_empty(), "{:?}", app.screen().story.acts);
    hear(&mut app);
    app.update(Msg::Choose(Choice::MissRule("without-majority.json")));
    assert!(!app.player().is_playing && app.screen().story.acts.is_empty());
}

#[test]
fn that_too_few_are_left_is_the_last_word_of_the_act_in_which_they_leave() {
    let mut app = playing(38, 5);
    hear(&mut app);
    choose(&mut app, |choice| matches!(choice, Choice::SendHolderHome(_)));
    hear(&mut app);
    choose(&mut app, |choice| matches!(choice, Choice::SendMoreHome(_)));
    let heard = hear(&mut app);
    let (last, ms) = heard.last().expect("something is said");
    assert_eq!(last.topic, Topic::Stuck, "{heard:#?}");
    assert!(last.lunch.contains("2 of 5 can take part, and it takes 3."), "{}", last.lunch);
    assert!(*ms + 33.0 >= last.reading_ms());
    choose(&mut app, |choice| matches!(choice, Choice::WriteLine(_)));
    let heard = hear(&mut app);
    let (last, _) = heard.last().expect("something is said");
    assert_eq!(last.topic, Topic::Stuck, "{heard:#?}");
    assert!(last.lunch.contains("safely in 2 of 5 notebooks"), "{}", last.lunch);
}

#[test]
fn who_does_not_hold_the_sheet_sends_the_asker_on_and_that_is_told() {
    let mut app = playing(38, 5);
    let heard = hear(&mut app);
    let redirect = heard.iter().find(|(caption, _)| caption.topic == Topic::Redirect);
    let (redirect, _) = redirect.expect("in this seed the asker asks a follower first");
    assert_eq!(redirect.lunch, "Jun doesn't hold the sheet, and sends the asker to Robin.");
}
