//! "Why?" and what would help, on the page.
#![cfg(not(target_arch = "wasm32"))]

mod page_support;

use std::rc::Rc;

use page_support::{begin, leader, play_until, told_story};
use raft_lunch::app::{
    App, Door, MenuItem, Msg, PageQuery, Script, ScriptStage, Target, WhyMsg, menu,
};
use raft_lunch::cluster::{Action, Actor, ClientId, Event, EventBody, Scenario};
use raft_lunch::raft::{Decision, ServerId};
use raft_lunch::run::{History, RunLink};
use raft_lunch::scenario::{ScenarioFile, compile};
use raft_lunch::screen::{CauseView, CodeView, WaitingTag, WhyView};
use raft_lunch::why::{Excerpts, Question, Waiting};
use raft_lunch::words::Locale;

/// The items of a menu that ask.
fn asks(app: &App, target: Target) -> Vec<MenuItem> {
    let menu = menu(app.player().cluster(), target, Locale::ENGLISH.words());
    menu.asks
}

fn answer(app: &mut App, msg: Msg) -> Rc<WhyView> {
    app.update(msg);
    app.screen().why.expect("it is answered")
}

fn said(links: &[CauseView]) -> String {
    links.iter().map(|link| format!("{} {}\n", link.lunch, link.raft)).collect()
}

fn first_tag(app: &App) -> Rc<WaitingTag> {
    app.screen().waiting.first().expect("something waits").clone()
}

/// A told story in which three are away and something was proposed.
fn stuck() -> App {
    let mut app = told_story();
    let leader = leader(&app);
    let others = (1..=5).map(ServerId).filter(|&server| server != leader);
    for server in others.take(3) {
        app.update(Msg::Act(Action::Crash { server }));
    }
    app.update(Msg::Propose("SET A 1".into()));
    play_until(&mut app, "two copies", |screen, _| {
        let tag = screen.waiting.first();
        tag.is_some_and(|tag| (&*tag.words.count, tag.words.of_what) == ("2 of 3", " needed"))
    });
    app
}

#[test]
fn a_server_an_entry_and_the_asker_can_each_be_asked_and_each_answer_names_what_led_to_it() {
    let mut app = told_story();
    let leader = leader(&app);
    let server = asks(&app, Target::Server(leader));
    assert_eq!(server[0].label, "Why does Robin hold the sheet?");
    let led = answer(&mut app, server[0].msg.clone());
    assert!(said(&led.links).contains("becomes a candidate in term 1"), "{}", said(&led.links));
    assert_eq!(led.links.iter().filter(|link| link.is_counted).count(), 3);
    assert!(led.condition.as_ref().is_some_and(|(_, raft)| raft.starts_with("3 votes")));
    let (label, question) = led.further[0].clone();
    assert_eq!(label, "Why is line 2 final for Robin?");
    let entry = answer(&mut app, Msg::Why(WhyMsg::Ask(question)));
    assert_eq!(entry.raft, "Why does Server 1 know index 2 to be committed?");
    assert_eq!(entry.links.iter().filter(|link| link.is_counted).count(), 3);
    assert!(said(&entry.links).contains("appends"), "{}", said(&entry.links));
    let asker = asks(&app, Target::Client);
    let told = answer(&mut app, asker[0].msg.clone());
    assert!(said(&told.links).contains("The asker has the answer"), "{}", said(&told.links));
    app.update(Msg::Why(WhyMsg::Close));
    assert_eq!(app.screen().why, None);
}

#[test]
fn a_link_moves_the_playhead_there_and_lights_the_event_up() {
    let mut app = told_story();
    let question = Question::Leads(leader(&app));
    let why = answer(&mut app, Msg::Why(WhyMsg::Ask(question)));
    let first = why.links[0].number;
    app.update(Msg::Why(WhyMsg::Go(first)));
    assert_eq!(app.player().cluster().now(), why.links[0].at);
    let screen = app.screen();
    let causes = screen.causes.expect("it is lit up though the diagram is closed");
    assert_eq!(causes.of, first);
    let shown = screen.why.expect("it is still open");
    let here: Vec<bool> = shown.links.iter().map(|link| link.is_here).collect();
    assert!(here[0] && !here[1..].contains(&true));
    app.update(Msg::Why(WhyMsg::Close));
    assert_eq!(app.screen().causes, None);
}

#[test]
fn an_entry_that_waits_for_a_quorum_is_helped_by_one_who_comes_back_and_undo_takes_it_back() {
    let mut app = stuck();
    assert_eq!((&first_tag(&app).help, &first_tag(&app).code), (&None, &CodeView::Nothing));
    app.update(Msg::Why(WhyMsg::NotYet(first_tag(&app).waiting.clone())));
    let help = first_tag(&app).help.clone().expect("it was asked");
    assert_eq!(help.by_itself, None);
    let (lunch, raft) = help.remedy.expect("one is enough");
    assert_eq!(lunch, "Let Sasha come back");
    assert!(raft.starts_with("Restart S2: it happens ") && raft.ends_with(" later."), "{raft}");
    assert!(!app.screen().is_playing, "who asks holds time still");
    assert_eq!(first_tag(&app).code, CodeView::Unasked, "the lines that decide it can be seen");
    app.update(Msg::Why(WhyMsg::Try));
    assert!(app.screen().is_playing);
    let index = match first_tag(&app).waiting {
        Waiting::TooFewCopies { index, .. } => index,
        ref other => panic!("{other:?}"),
    };
    play_until(&mut app, "it is final", |_, app| {
        let raft = app.player().cluster().machine(ServerId(1)).and_then(|it| it.raft());
        raft.is_some_and(|raft| raft.commit_index() >= index)
    });
    app.update(Msg::Undo);
    assert_eq!(first_tag(&app).words.count, "2 of 3", "the old future is back");
}

#[test]
fn what_was_asked_in_the_menu_waits_for_the_same_and_is_tried_where_it_was_asked() {
    let mut app = stuck();
    let client = ClientId(1);
    let question = asks(&app, Target::Client).remove(0);
    assert!(
        matches!(question.msg, Msg::Why(WhyMsg::Ask(Question::Unanswered(of, _))) if of == client)
    );
    let why = answer(&mut app, question.msg);
    assert!(why.waits_for.is_some() && why.help.as_ref().is_some_and(|it| it.remedy.is_some()));
    let asked_at = app.player().cluster().now();
    app.update(Msg::Why(WhyMsg::Go(why.links[0].number)));
    assert!(app.player().cluster().now() < asked_at);
    app.update(Msg::Why(WhyMsg::Try));
    assert_eq!(app.player().cluster().now(), asked_at);
    assert_eq!(app.screen().why, None, "it is done");
    play_until(&mut app, "an answer", |_, app| {
        let asker = app.player().cluster().client(client);
        asker.is_some_and(|it| it.waiting_for().is_none())
    });
}

#[test]
fn in_another_run_no_answer_of_the_old_one_stands() {
    let mut app = stuck();
    answer(&mut app, Msg::Why(WhyMsg::Ask(Question::Leads(ServerId(1)))));
    app.update(Msg::Act(Action::Crash { server: ServerId(1) }));
    assert_eq!(app.screen().why, None);
    answer(&mut app, Msg::Why(WhyMsg::Ask(Question::IsDown(ServerId(1)))));
    app.update(begin(7, 5));
    assert_eq!(app.screen().why, None);
}

#[test]
fn the_code_is_fetched_once_and_is_that_of_the_question() {
    let mut app = told_story();
    let entry = Question::Committed(leader(&app), 2);
    let why = answer(&mut app, Msg::Why(WhyMsg::Ask(entry)));
    assert_eq!(why.code, CodeView::Unasked);
    let why = answer(&mut app, Msg::Why(WhyMsg::ShowCode));
    assert_eq!(why.code, CodeView::Fetching);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(root.join(file)).map_err(|it| it.to_string());
    let excerpts = Excerpts::cut(read).expect("all are there");
    let why = answer(&mut app, Msg::Why(WhyMsg::Code(Some(Rc::new(excerpts)))));
    let CodeView::Here(shown) = &why.code else { panic!("{:?}", why.code) };
    assert!(shown[0].0.starts_with("src/raft/commit.rs, from line "));
    assert!(shown[0].1.contains("pub fn commit_status("));
    let why = answer(&mut app, Msg::Why(WhyMsg::Code(None)));
    assert_eq!(why.code, CodeView::Missing);
}

/// The published scenario of a wrong log, told to its end in the sandbox.
fn repaired() -> App {
    told_to_its_end(include_str!("../static/scenarios/wrong-log.json"))
}

/// This scenario, told to its end in the sandbox.
fn told_to_its_end(text: &str) -> App {
    let file = ScenarioFile::from_json(text).expect("it ships");
    let compiled = compile(&file).expect("it plays");
    let mut app = App::new(&PageQuery::default());
    let script = Script { source: text.into(), end: Some(compiled.end), expected: Vec::new() };
    app.update(Msg::Open(Box::new(RunLink::new(compiled.run)), script));
    app.update(Msg::GoTo(Door::Sandbox));
    app.update(Msg::PlayPause);
    play_until(&mut app, "the end of its script", |screen, _| screen.script == ScriptStage::Over);
    app
}

#[test]
fn that_an_entry_is_of_the_leaders_own_term_is_said_only_where_it_has_to_be() {
    let committed = |server, index| Msg::Why(WhyMsg::Ask(Question::Committed(server, index)));
    let mut app = told_story();
    let leader = leader(&app);
    let (_, raft) = answer(&mut app, committed(leader, 2)).condition.clone().expect("it held");
    assert!(raft.contains("of index 2, of the leader's own term"), "{raft}");
    // Server 1 has committed an entry of term 2 in term 4.
    let text = include_str!("../static/scenarios/without-current-term-commit.json");
    let mut app = told_to_its_end(text);
    let (_, raft) = answer(&mut app, committed(ServerId(1), 2)).condition.clone().expect("it held");
    assert!(raft.starts_with("2 copies of index 2: "), "{raft}");
}

/// Elects Server 1, and returns the number of the event in which it won.
fn elect_the_first(history: &mut History) -> usize {
    let server = ServerId(1);
    let has_won = |event: &Event| {
        event.id.actor == Actor::Server(server)
            && matches!(event.body, EventBody::Decided(Decision::BecameLeader { .. }))
    };
    history.act(Action::ForceElectionTimeout { server }).expect("it follows");
    for _ in 0..1_000 {
        let before = history.count();
        if let Some(place) = history.step().iter().position(has_won) {
            return before + place;
        }
    }
    panic!("it does not win");
}

fn play_to(history: &mut History, count: usize) {
    while history.count() < count {
        history.step();
    }
}

#[test]
fn why_somebody_leads_is_told_by_the_last_election_however_long_ago_it_was() {
    let mut history: History = History::watched(Scenario::new(3, 3), 64);
    let first = elect_the_first(&mut history);
    play_to(&mut history, 42_000);
    let server = ServerId(1);
    history.act(Action::Crash { server }).expect("it runs");
    while history.cluster().leader().is_none() {
        history.step();
    }
    history.act(Action::Restart { server }).expect("it is down");
    let now = history.cluster().now();
    history.run_until(now + 1_000_000);
    let last = elect_the_first(&mut history);
    assert!(first < 100 && last > 42_000, "{first} {last}");
    play_to(&mut history, last + 20_000);

    let (end, events) = (history.cluster().now(), history.count() as u64);
    let fingerprint = history.cluster().fingerprint();
    let run = history.run().clone();
    let link = RunLink { end, events, playhead: events, at: end, fingerprint, ..RunLink::new(run) };
    let mut app = App::new(&PageQuery::default());
    app.update(Msg::Open(Box::new(link), Script::default()));
    play_until(&mut app, "it is open", |screen, _| !screen.is_opening);
    assert!(app.player().history().first_kept() > last, "it is no longer at hand");
    for ask in [WhyMsg::Ask(Question::Leads(server)), WhyMsg::AskAbout(last)] {
        let why = answer(&mut app, Msg::Why(ask));
        assert_eq!(why.links.last().map(|link| link.number), Some(last));
        assert_eq!(why.links.iter().filter(|link| link.is_counted).count(), 2, "its votes");
    }
    let why = answer(&mut app, Msg::Why(WhyMsg::AskAbout(first)));
    assert_eq!(why.links.last().map(|link| link.number), Some(first));
    let why = answer(&mut app, Msg::Why(WhyMsg::Ask(Question::Follows(ServerId(3)))));
    assert!(why.links.last().is_some_and(|link| link.number > last), "{:?}", why.links);
}

#[test]
fn where_a_missing_rule_cut_a_log_no_condition_of_the_papers_is_told() {
    let text = include_str!("../static/scenarios/without-truncate-only-at-conflict.json");
    let mut app = told_to_its_end(text);
    let feed = app.screen().feed.clone();
    let row = feed.iter().find(|row| row.raft.contains("removes")).expect("it is told").clone();
    let why = answer(&mut app, Msg::Why(WhyMsg::AskAbout(row.number)));
    assert_eq!(why.links.last().map(|link| link.number), Some(row.number));
    assert_eq!(why.condition, None, "nothing was in conflict");
}

#[test]
fn why_a_line_was_crossed_out_is_asked_where_it_is_told_and_where_another_stands_now() {
    let mut app = repaired();
    let feed = app.screen().feed.clone();
    let row = feed.iter().find(|row| row.raft.contains("removes")).expect("it is told").clone();
    assert!(row.can_be_asked);
    let why = answer(&mut app, Msg::Why(WhyMsg::AskAbout(row.number)));
    assert!(why.lunch.contains("cross out line"), "{}", why.lunch);
    assert_eq!(why.links.last().map(|link| link.number), Some(row.number));
    let (_, condition) = why.condition.clone().expect("it says what held");
    assert!(condition.contains("has another term"), "{condition}");
    let by = why.links.last().expect("there is one");
    assert_eq!(by.code, CodeView::Unasked, "its lines can be seen");
    // The entry that stands there now leads to the one that stood there.
    let server = row.who.expect("a server's");
    let cell = Question::Committed(server, 2);
    let now = answer(&mut app, Msg::Why(WhyMsg::Ask(cell)));
    assert!(
        now.further.iter().any(|(_, it)| matches!(it, Question::Removed(of, ..) if *of == server))
    );
}

#[test]
fn anything_that_is_told_can_be_asked_about_and_each_link_shows_its_lines() {
    let mut app = told_story();
    let feed = app.screen().feed.clone();
    let row = feed.iter().find(|row| row.raft.contains("appends")).expect("it is told").clone();
    let why = answer(&mut app, Msg::Why(WhyMsg::AskAbout(row.number)));
    assert_eq!((&*why.lunch, &*why.raft), ("Why did this happen?", ""));
    assert!(why.links.last().is_some_and(|link| link.raft == row.raft), "{}", said(&why.links));
    app.update(Msg::Why(WhyMsg::ShowCode));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(root.join(file)).map_err(|it| it.to_string());
    let excerpts = Excerpts::cut(read).expect("all are there");
    let why = answer(&mut app, Msg::Why(WhyMsg::Code(Some(Rc::new(excerpts)))));
    let Some(CodeView::Here(shown)) = why.links.last().map(|link| &link.code) else {
        panic!("{:?}", why.links);
    };
    assert!(shown.iter().any(|(_, text)| text.contains("Decision::EntryAppended")));
}

#[test]
fn an_event_that_is_still_to_come_is_gone_to_and_asked_there() {
    let mut app = told_story();
    let end = app.player().history().count();
    app.update(Msg::SeekEvent(5));
    let why = answer(&mut app, Msg::Why(WhyMsg::AskAbout(end - 1)));
    assert_eq!(why.links.last().map(|link| link.number), Some(end - 1));
    assert_eq!(app.player().history().count(), end);
}
