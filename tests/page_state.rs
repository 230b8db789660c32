//! The page without a browser: what a reader does, and what is on the screen then.

mod page_support;

use page_support::{begin, leader, play_until, playing, told_story};
use raft_lunch::app::{
    Anchor, App, Door, MenuItem, Msg, PageQuery, Pane, Point, RunChoice, Script, Speed, Target,
    menu,
};
use raft_lunch::check::Standing;
use raft_lunch::cluster::{Action, Health, Node, Run, Timing};
use raft_lunch::raft::ServerId;
use raft_lunch::run::RunLink;
use raft_lunch::screen::{CellState, Mood, Screen, WaitingTag};
use raft_lunch::words::{Locale, Topic, caption};

#[test]
fn untouched_the_story_ends_with_lunch_in_every_store_and_an_invitation() {
    let mut app = playing(PageQuery::default().seed, 5);
    let mut said = Vec::new();
    play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
    let (events, words) = (app.player().history().events(), Locale::ENGLISH.words());
    for at in 0..events.len() {
        said.extend(caption(events, at, app.player().cluster(), words));
    }
    let screen = app.screen();
    assert!(!screen.is_playing, "it stops there");
    assert!(screen.table.rows.iter().all(|row| row.store.starts_with("lunch = ")));
    assert!(screen.properties.iter().all(|(_, is)| *is == Standing::Holds));
    assert_eq!(*screen.waiting, []);
    for topic in
        [Topic::Poll, Topic::Tally, Topic::Append, Topic::Final, Topic::Told, Topic::Answer]
    {
        assert!(said.iter().any(|caption| caption.topic == topic), "{topic:?} is told");
    }
}

#[test]
fn the_story_is_told_to_its_end_for_any_seed_and_size() {
    for servers in 3..=9 {
        for seed in 0..6 {
            let mut app = playing(seed, servers);
            play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
        }
    }
}

#[test]
fn neither_the_frame_rate_nor_the_speed_changes_what_happens() {
    let events = |ms: f64, speed: Speed| {
        let mut app = playing(11, 5);
        app.update(Msg::GoTo(Door::Sandbox));
        app.update(Msg::SetSpeed(speed));
        while app.player().cluster().now() < 700_000 {
            app.update(Msg::Tick(ms));
            if !app.player().is_playing {
                app.update(Msg::PlayPause);
            }
        }
        let events = app.player().history().events();
        events.iter().filter(|event| event.at < 700_000).cloned().collect::<Vec<_>>()
    };
    let reference = events(16.0, Speed::Auto);
    assert!(reference.len() > 200);
    assert_eq!(events(7.3, Speed::Slower(50)), reference);
    assert_eq!(events(90.0, Speed::Slower(1)), reference);
}

#[test]
fn after_the_leader_crashes_another_one_is_elected_and_a_dish_becomes_final() {
    let mut app = told_story();
    let old = leader(&app);
    app.update(Msg::Act(Action::Crash { server: old }));
    assert!(app.screen().is_playing, "time goes on as before");
    assert_eq!(app.screen().story.invitation, None);
    play_until(&mut app, "another leader", move |screen, _| {
        screen.scene.leader.is_some_and(|leader| leader != old)
    });
    app.update(Msg::Propose("SET A 1".into()));
    play_until(&mut app, "A = 1 on four", |screen, _| {
        screen.table.rows.iter().filter(|row| row.store.contains("A = 1")).count() == 4
    });
}

#[test]
fn who_acts_while_time_stands_still_sees_it_stand_still_until_play_is_pressed() {
    let mut app = told_story();
    app.update(Msg::PlayPause);
    let server = leader(&app);
    let now = app.player().cluster().now();
    app.update(Msg::Act(Action::Crash { server }));
    app.update(Msg::Propose("SET A 1".into()));
    assert!(!app.screen().is_playing && app.player().cluster().now() == now);
    let crashed = app.player().cluster().machines().iter().find(|machine| machine.id() == server);
    assert_eq!(crashed.map(|machine| machine.health()), Some(Health::Crashed), "it is done");
}

#[test]
fn with_three_of_five_away_a_proposal_waits_and_the_page_says_why() {
    let mut app = told_story();
    let leader = leader(&app);
    let others: Vec<_> = (1..=5).map(ServerId).filter(|&server| server != leader).collect();
    for &server in &others[..3] {
        app.update(Msg::Act(Action::Crash { server }));
    }
    app.update(Msg::Propose("soup".into()));
    play_until(&mut app, "a reason", |screen, _| !screen.waiting.is_empty());
    for _ in 0..3_000 {
        app.update(Msg::Tick(16.0));
    }
    let screen = app.screen();
    let WaitingTag { lunch, raft, words, .. } = &*screen.waiting[0];
    assert_eq!((words.count.as_str(), words.of_what), ("2 of 3", " needed"));
    assert!(lunch.contains("(soup)") && lunch.contains("It needs 3."), "{lunch}");
    assert!(lunch.contains("can't answer now"), "{lunch}");
    assert!(raft.contains("counts 2 of 5 copies, and needs 3"), "{raft}");
    assert!(screen.table.rows.iter().all(|row| !row.store.contains("soup")));
}

#[test]
fn a_bad_command_is_answered_in_place_and_changes_nothing() {
    let mut app = told_story();
    let before = app.player().history().clone();
    for (text, part) in
        [("", "Type a dish"), ("SET A", "SET needs"), (&"x".repeat(65), "65 characters")]
    {
        app.update(Msg::Propose(text.into()));
        let mistyped = app.screen().mistyped.expect("it says why");
        assert!(Locale::ENGLISH.words().mistyped(&mistyped).contains(part), "{text}");
    }
    assert_eq!(app.player().history().events(), before.events());
    assert_eq!(app.player().history().run(), before.run());
    app.update(Msg::Propose("SET A 1".into()));
    assert_eq!(app.screen().mistyped, None, "a good command clears the complaint");
}

#[test]
fn a_click_on_a_message_that_has_just_arrived_says_so_and_changes_nothing() {
    let mut app = playing(38, 5);
    play_until(&mut app, "a message", |screen, _| !screen.scene.flights.is_empty());
    let flight = app.screen().scene.flights[0].id;
    app.update(Msg::Inspect(Some(flight)));
    let gone = move |screen: &Screen| screen.scene.flights.iter().all(|f| f.id != flight);
    play_until(&mut app, "its arrival", move |screen, _| gone(screen));
    let before = app.player().history().events().len();
    app.update(Msg::Act(Action::Drop { flight }));
    assert!(app.screen().notice.is_some_and(|notice| notice.contains("gone")));
    assert_eq!(app.player().history().events().len(), before);
    assert!(app.screen().inspected.is_none(), "time passes: it is no longer there to be read");
    app.update(Msg::PlayPause);
    let (_, seen) = app.screen().inspected.expect("while time stands its fields can be read");
    assert_eq!(seen.fate, "arrived");
}

#[test]
fn a_line_that_its_own_writer_is_still_writing_is_said_to_be_so() {
    let mut app = told_story();
    let leader = leader(&app);
    app.update(Msg::Propose("soup".into()));
    let mut was_written = false;
    while !app.screen().table.rows.iter().any(|row| row.store.contains("soup")) {
        let screen = app.screen();
        assert!(screen.waiting.iter().all(|tag| !tag.lunch.contains(" in 0 of ")));
        let row = &screen.table.rows[usize::from(leader.0) - 1];
        let last = row.cells.iter().flatten().last().expect("it has a log");
        if last.state == CellState::Wet {
            was_written = true;
            assert_eq!(last.tag, "writing…");
            let said = &screen.waiting[0].lunch;
            assert!(said.contains("is still writing line") && said.contains("soup"), "{said}");
        }
        app.update(Msg::Step);
    }
    assert!(was_written);
}

#[test]
fn undo_goes_back_to_right_before_the_last_action() {
    let mut app = told_story();
    let before = app.player().history().clone();
    let server = leader(&app);
    app.update(Msg::Act(Action::Crash { server }));
    play_until(&mut app, "another leader", |screen, _| screen.scene.leader.is_some());
    app.update(Msg::Undo);
    assert_eq!(app.player().history().events(), before.events());
    assert_eq!(leader(&app), server);
    assert!(!app.screen().can_undo);
    app.update(Msg::Undo);
    assert!(app.screen().notice.is_some(), "nothing is left to take back, and it says so");
}

#[test]
fn a_menu_offers_what_can_be_done_and_says_why_the_rest_cannot() {
    let mut app = told_story();
    let server = leader(&app);
    let items = |app: &App| {
        let history = app.player().history();
        let menu = menu(history.cluster(), Target::Server(server), Locale::ENGLISH.words());
        menu.all_items().cloned().collect::<Vec<_>>()
    };
    let why_not = |app: &App, label: &str| {
        let item = items(app).into_iter().find(|item| item.label.starts_with(label));
        item.map(|item| item.why_not)
    };
    assert_eq!(why_not(&app, "Crash"), Some(None));
    let reason = why_not(&app, "Let the election").flatten().expect("a leader has no such timer");
    assert!(reason.contains("leads"), "{reason}");
    app.update(Msg::Act(Action::Crash { server }));
    assert_eq!(why_not(&app, "Restart"), Some(None));
    assert_eq!(why_not(&app, "Pause"), None, "a crashed server cannot doze");
}

#[test]
fn a_menu_has_the_likeliest_three_first_and_a_leader_can_hand_the_sheet_on() {
    let mut app = told_story();
    let leader = leader(&app);
    let away = ServerId(leader.0 % 5 + 1);
    let menu = |app: &App, server: ServerId| {
        menu(app.player().cluster(), Target::Server(server), Locale::ENGLISH.words())
    };
    let first = |app: &App, server| {
        menu(app, server).items.into_iter().map(|item| item.label).collect::<Vec<_>>()
    };
    assert_eq!(first(&app, leader), ["Crash", "Pause", "Cut its links"]);
    assert_eq!(menu(&app, leader).groups[0].items.len(), 4, "to each of the others");
    app.update(Msg::Act(Action::Crash { server: away }));
    assert_eq!(first(&app, away)[0], "Restart");
    let hands_over_to_it = |item: &&MenuItem| matches!(item.msg, Msg::Act(Action::TransferLeadership { to, .. }) if to == away);
    for server in [leader, away] {
        let menu = menu(&app, server);
        let item = menu.all_items().find(hands_over_to_it).expect("it is there");
        let why_not = item.why_not.as_deref().expect("nobody hands the sheet to an empty chair");
        assert!(why_not.contains("away"), "{why_not}");
    }
}

#[test]
fn a_step_shows_something_new_and_stops_there() {
    let mut app = App::new(&PageQuery::default());
    app.update(Msg::GoTo(Door::Sandbox));
    let seen = |app: &App| {
        let screen = app.screen();
        let flights: Vec<_> = screen.scene.flights.iter().map(|f| f.key.clone()).collect();
        (screen.feed.first().map(|row| row.key.clone()), screen.caption, flights)
    };
    let mut before = seen(&app);
    for step in 0..40 {
        app.update(Msg::Step);
        let after = seen(&app);
        assert!(!app.screen().is_playing);
        assert_ne!(after, before, "step {step} shows nothing new");
        before = after;
    }
}

#[test]
fn another_size_or_seed_is_another_run_and_reset_the_same_one() {
    let mut app = told_story();
    app.update(begin(38, 3));
    assert_eq!(app.screen().scene.n, 3);
    app.update(begin(5, 3));
    assert_eq!((app.screen().seed, app.screen().servers), (5, 3));
    app.update(Msg::GoTo(Door::Story));
    play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
    let first = app.player().history().events().to_vec();
    app.update(Msg::Reset);
    play_until(&mut app, "the invitation", |screen, _| screen.story.invitation.is_some());
    assert_eq!(app.player().history().events(), first);
}

#[test]
fn a_run_with_other_timeouts_is_played_with_them_and_told_in_full() {
    let mut app = told_story();
    let patience = |shortest, longest| Timing {
        election_timeout_min: shortest,
        election_timeout_max: longest,
        ..Timing::default()
    };
    let choice = RunChoice { seed: 7, servers: 2, timing: patience(600_000, 900_000) };
    app.update(Msg::Begin(choice));
    assert_eq!((app.screen().seed, app.screen().servers, app.screen().scene.n), (7, 2, 2));
    assert!(app.is_changed(), "its seed does not say all of it");
    play_until(&mut app, "a leader", |screen, _| screen.scene.leader.is_some());
    assert!(app.player().cluster().now() > 600_000, "nobody was impatient before");
    let link = app.link();
    assert_eq!(link.run.scenario.timing, patience(600_000, 900_000));
    // What makes no sense is made to.
    let choice = RunChoice { seed: 7, servers: 2, timing: patience(900_000, 0) };
    app.update(Msg::Begin(choice));
    assert_eq!(app.screen().timing, patience(900_000, 900_000));
}

#[test]
fn pointing_at_a_server_marks_it_for_both_panes() {
    let mut app = told_story();
    let node = Some(Node::Server(ServerId(2)));
    app.update(Msg::Mark(node));
    assert_eq!(app.screen().marked, node);
    app.update(Msg::Mark(None));
    assert_eq!(app.screen().marked, None);
}

#[test]
fn an_open_menu_stays_as_it_is_while_the_run_goes_on() {
    // A run that begins with nobody in the lead.
    let mut app = playing(PageQuery::default().seed, 5);
    app.update(Msg::Open(Box::new(RunLink::new(Run::story(38, 5))), Script::default()));
    app.update(Msg::GoTo(Door::Sandbox));
    app.update(Msg::PlayPause);
    let anchor = Anchor { pane: Pane::Cluster, at: Point { x: 0.0, y: 0.0 } };
    let items = |app: &App, server: ServerId| {
        menu(app.player().cluster(), Target::Server(server), Locale::ENGLISH.words())
    };
    let before: Vec<_> = (1..=5).map(|server| items(&app, ServerId(server))).collect();
    let mut open = app.clone();
    while app.player().cluster().leader().is_none() {
        app.update(Msg::Step);
    }
    let leader = leader(&app);
    assert_ne!(items(&app, leader), before[usize::from(leader.0) - 1], "a leader has another menu");
    open.update(Msg::OpenMenu(Target::Server(leader), anchor));
    let opened = open.screen().menu;
    while open.player().cluster().leader().is_none() {
        open.update(Msg::Step);
    }
    assert!(opened.is_some());
    assert_eq!(open.screen().menu, opened, "nothing moves under the pointer");
}

#[test]
fn an_empty_chair_says_nothing_even_while_its_notes_are_under_way() {
    let mut app = playing(38, 5);
    play_until(&mut app, "the holder speaks", |screen, app| {
        let holder = Node::Server(leader(app));
        screen.scene.bubbles.iter().any(|bubble| bubble.who == holder)
    });
    let holder = leader(&app);
    app.update(Msg::Act(Action::Crash { server: holder }));
    let scene = app.screen().scene;
    assert!(scene.flights.iter().any(|flight| flight.from == Node::Server(holder)));
    assert!(scene.bubbles.iter().all(|bubble| bubble.who != Node::Server(holder)));
}

#[test]
fn a_lunch_that_is_opened_from_a_link_is_told_to_its_invitation() {
    let mut app = playing(PageQuery::default().seed, 5);
    play_until(&mut app, "the answers are counted", |screen, _| screen.story.now >= 2);
    let (link, at) = (app.link(), app.player().cluster().now());
    let mut other = App::new(&PageQuery::default());
    other.update(Msg::GoTo(Door::Sandbox));
    other.update(Msg::Open(Box::new(link), Script::default()));
    other.update(Msg::GoTo(Door::Story));
    let screen = other.screen();
    assert_eq!(screen.story.chapters, app.screen().story.chapters);
    assert_eq!((other.player().cluster().now(), screen.is_playing), (at, false));
    other.update(Msg::PlayPause);
    play_until(&mut other, "the invitation", |screen, _| screen.story.invitation.is_some());
}

#[test]
fn who_wanted_something_else_shows_it_when_lunch_is_told() {
    let app = told_story();
    let screen = app.screen();
    let poll = app.player().cluster().clients()[0].poll().expect("everyone was asked");
    let mut moods = Vec::new();
    for view in &screen.scene.servers {
        let wanted = poll.preference(view.id).expect("everyone has answered");
        let lunch = app.player().cluster().machine(view.id).expect("it is there").store();
        let got_it = lunch.iter().any(|(_, dish)| *dish == *wanted);
        assert_eq!(view.mood == Mood::Sad, !got_it, "{} wanted {wanted}", view.name);
        moods.push(view.mood);
    }
    assert!(moods.contains(&Mood::Sad) && moods.contains(&Mood::Happy));
}
