//! The page in a lesson that gives something to do, goes back in time, and shows why an answer
//! is wrong. `tests/lessons.rs` has cards, answers and the shelf.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/lesson_scenario.rs"]
mod lesson_scenario;

use std::rc::Rc;

use lesson_scenario::scenario;
use raft_lunch::app::{
    Anchor, App, Door, LessonMsg, Msg, PageQuery, Pane, Phase, Point, Shown, Target,
};
use raft_lunch::cluster::{Action, Node};
use raft_lunch::lesson::{Card, Glossary, Lesson, LessonFile, LookAt, Question, compile_lesson};
use raft_lunch::raft::ServerId;
use raft_lunch::screen::{CardView, GlossaryView, LessonScreen, OptionMark};
use raft_lunch::words::Locale;
use serde_json::{Value, json};

const GLOSSARY: &str = r#"{ "quorum": { "term": "quorum", "text": "More than half." } }"#;

fn glossary() -> Glossary {
    Glossary::from_json(GLOSSARY).expect("it can be read")
}

/// A lesson of these steps, about three servers of which the first gets to lead.
fn of_steps(steps: Value) -> Lesson {
    let text = json!({
        "version": 1, "title": "One", "question": "What happens?", "minutes": 1,
        "group": "agreeing", "quiz": ["votes"],
        "scenario": scenario(),
        "steps": steps
    });
    let file = LessonFile::from_json(&text.to_string()).unwrap_or_else(|error| panic!("{error}"));
    compile_lesson(&file, &glossary()).unwrap_or_else(|error| panic!("{error}"))
}

/// A lesson of one task that allows two actions.
fn limited() -> Lesson {
    of_steps(json!([
        { "play": { "until": { "server": "all", "applied": 1 } } },
        { "do": {
            "title": "Your turn", "text": ["Three."], "task": "Crash Sasha, in two actions.",
            "until": { "server": 2, "health": "crashed" }, "hint": "Click on Sasha.",
            "show": [{ "crash": 2 }], "most": 2
        } }
    ]))
}

fn lesson() -> Lesson {
    let crashed = json!({ "server": 1, "health": "crashed" });
    of_steps(json!([
        { "play": { "until": { "server": "all", "applied": 1 }, "mark": "all quiet" } },
        { "do": {
            "title": "Your turn", "text": ["It takes a [quorum]."], "task": "Crash Robin.",
            "until": crashed, "hint": "Click on Robin.", "show": [{ "crash": 1 }],
            "look_at": [{ "server": 1 }]
        } },
        { "explain": { "text": ["Robin is gone."] } },
        { "say": { "title": "And now", "text": ["Who is next?"] } },
        { "play": { "until": { "leader": "any" }, "pace": "fast" } },
        { "branch": { "to": "all quiet", "steps": [{ "propose": "SET B 2" }, { "run": "200 ms" }] } },
        { "ask": {
            "title": "Again", "text": [], "question": "Which line will be new in the end?",
            "options": [
                {
                    "entry": { "server": 2, "index": 1 }, "if": { "server": 2, "last": 1 },
                    "see": "copied", "look_at": [{ "entry": { "server": 2, "index": 2 } }]
                },
                { "text": "Line 2", "if": { "server": 2, "last": 2 } }
            ]
        } },
        { "play": { "until": { "server": 2, "last": 2 }, "mark": "copied", "pace": "slow" } },
        { "play": { "until": { "server": "all", "applied": 2 } } },
        { "explain": { "text": ["It's everywhere."], "look_at": [{ "pane": "log" }] } }
    ]))
}

fn opened_at(place: usize) -> App {
    let query = PageQuery { door: Some(Door::Lessons), ..PageQuery::default() };
    let mut app = App::new(&query);
    say(&mut app, LessonMsg::Taken("it".into(), place, Rc::new(lesson())));
    app
}

#[test]
fn what_is_wrong_with_the_address_is_said_beside_the_lesson_that_it_opens() {
    let query = PageQuery::from_pairs([("lesson", "it"), ("card", "two")]);
    let mut app = App::new(&query);
    let told = app.screen().notice;
    assert!(told.as_ref().is_some_and(|told| told.contains("card=two")), "{told:?}");
    say(&mut app, LessonMsg::Visit(query.wanted_card()));
    say(&mut app, LessonMsg::Taken("it".into(), 0, Rc::new(lesson())));
    assert_eq!(app.screen().notice, told);
    say(&mut app, LessonMsg::GoOn);
    assert_eq!(app.screen().notice, None);
}

#[test]
fn a_page_that_lacks_the_language_of_the_address_says_so() {
    let query = PageQuery::from_pairs([("lang", "zh"), ("lesson", "it")]);
    let mut app = App::new(&query);
    say(&mut app, LessonMsg::Taken("it".into(), 0, Rc::new(lesson())));
    let told = app.screen().notice.expect("something is said");
    assert!(told.contains("Only English is in this one file."), "{told}");
    assert_eq!(App::in_language(&query, Locale::CHINESE).screen().notice, None);
}

fn say(app: &mut App, msg: LessonMsg) {
    app.update(Msg::Lesson(msg));
}

fn card(app: &App) -> Rc<CardView> {
    match app.screen().lesson {
        LessonScreen::Card(card) => card,
        other => panic!("no card: {other:?}"),
    }
}

fn crash(server: u16) -> Msg {
    Msg::Act(Action::Crash { server: ServerId(server) })
}

fn count(app: &App) -> u64 {
    app.player().history().count() as u64
}

fn watch(app: &mut App) {
    for _ in 0..6_000 {
        if card(app).phase == Phase::Explained {
            return;
        }
        app.update(Msg::Tick(50.0));
    }
    panic!("the run does not come to its end");
}

#[test]
fn a_link_leads_to_a_lesson_by_its_name_and_to_one_without_a_name_none_does() {
    let mut app = opened_at(1);
    assert_eq!(app.screen().shown, Shown::Lesson("it".into(), 1));
    say(&mut app, LessonMsg::Taken(String::new(), 1, Rc::new(lesson())));
    assert_eq!(app.screen().shown, Shown::OwnLesson);
    say(&mut app, LessonMsg::ToShelf);
    assert_eq!(app.screen().shown, Shown::Shelf);
    app.update(Msg::GoTo(Door::Sandbox));
    assert_eq!(app.screen().shown, Shown::Run);
}

#[test]
fn a_task_is_done_by_acting() {
    let mut app = opened_at(0);
    let view = card(&app);
    let task = view.task.as_ref().expect("a task");
    assert_eq!((&*task.words, task.is_done, &*task.hint), ("Crash Robin.", false, ""));
    assert_eq!(view.lit, [LookAt::Server(ServerId(1))]);
    assert!(app.screen().lesson.marks().may_act);
    let at = Anchor { pane: Pane::Lunch, at: Point { x: 0.0, y: 0.0 } };
    app.update(Msg::OpenMenu(Target::Server(ServerId(1)), at));
    assert!(app.screen().menu.is_some(), "whoever is clicked has a menu");
    app.update(crash(1));
    let view = card(&app);
    assert_eq!(view.phase, Phase::Explained);
    assert_eq!(view.answer, Some(("Done, with one action.".into(), Some(true))));
    assert!(app.screen().menu.is_none() && !app.player().is_playing);
    app.update(crash(2));
    assert!(app.player().cluster().machine(ServerId(2)).is_some_and(|it| it.raft().is_some()));
    // What comes of it can be watched.
    let before = count(&app);
    app.update(Msg::PlayPause);
    for _ in 0..200 {
        app.update(Msg::Tick(50.0));
    }
    assert!(count(&app) > before && card(&app).is_own_run);
    // The lesson goes on from its own run, and says so.
    say(&mut app, LessonMsg::GoOn);
    assert_eq!(card(&app).note, "From here on the lesson shows its own run, not yours.");
    assert_eq!(count(&app), lesson().cards[1].begins.events);
    // Whoever goes back finds it done.
    say(&mut app, LessonMsg::GoBack);
    let view = card(&app);
    assert_eq!((view.phase, view.is_own_run), (Phase::Explained, true));
}

#[test]
fn after_two_tries_in_vain_a_hint_is_shown_and_it_can_be_begun_again() {
    let mut app = opened_at(0);
    app.update(crash(2));
    assert!(app.player().is_playing, "something comes of it");
    assert_eq!(card(&app).task.as_ref().expect("a task").hint, "");
    app.update(crash(3));
    assert_eq!(card(&app).task.as_ref().expect("a task").hint, "Click on Robin.");
    app.update(Msg::Undo);
    assert_eq!(card(&app).task.as_ref().expect("a task").hint, "");
    say(&mut app, LessonMsg::Hint);
    assert_eq!(card(&app).task.as_ref().expect("a task").hint, "Click on Robin.");
    app.update(Msg::Reset);
    let up = |app: &App| {
        app.player().cluster().machines().iter().filter(|it| it.raft().is_some()).count()
    };
    assert_eq!((up(&app), count(&app)), (3, lesson().cards[0].begins.events));
    app.update(crash(2));
    app.update(crash(1));
    let done = "Done, with 2 actions. One would do.".to_owned();
    assert_eq!(card(&app).answer, Some((done, Some(true))));
}

#[test]
fn with_more_actions_than_are_allowed_a_task_is_not_done() {
    let mut app = opened_at(0);
    say(&mut app, LessonMsg::Taken("limited".into(), 0, Rc::new(limited())));
    let taken = |app: &App| card(app).task.as_ref().expect("a task").taken.clone();
    assert_eq!(taken(&app), "0 of at most 2 actions.");
    app.update(crash(1));
    app.update(crash(3));
    assert_eq!(taken(&app), "2 of at most 2 actions.");
    app.update(crash(2));
    assert_eq!(card(&app).phase, Phase::Reading, "that was one too many");
    assert_eq!(taken(&app), "That's 3 actions. 2 is the most: undo one, or start over.");
    app.update(Msg::Undo);
    app.update(Msg::Undo);
    app.update(crash(2));
    assert_eq!(card(&app).answer, Some(("Done, with 2 actions. One would do.".into(), Some(true))));
    assert_eq!(taken(&app), "");
}

#[test]
fn show_me_shows_how_it_is_done() {
    let mut app = opened_at(0);
    app.update(crash(2));
    say(&mut app, LessonMsg::ShowMe);
    watch(&mut app);
    let up = |server| {
        app.player().cluster().machine(ServerId(server)).is_some_and(|it| it.raft().is_some())
    };
    assert_eq!((up(1), up(2)), (false, true), "what was tried is gone");
    assert_eq!(card(&app).answer, Some(("That's one way to do it.".into(), None)));
    say(&mut app, LessonMsg::GoOn);
    assert_eq!(card(&app).note, "");
}

#[test]
fn a_branch_goes_back_in_time_and_the_card_says_so() {
    let mut app = opened_at(1);
    say(&mut app, LessonMsg::Run);
    watch(&mut app);
    let before = app.player().cluster().now();
    say(&mut app, LessonMsg::GoOn);
    assert_eq!(card(&app).note, "Back in time: all quiet.");
    assert!(app.player().cluster().now() < before);
    assert!(app.player().cluster().machine(ServerId(1)).is_some_and(|it| it.raft().is_some()));
    say(&mut app, LessonMsg::GoBack);
    assert_eq!((card(&app).phase, app.player().cluster().now()), (Phase::Explained, before));
}

#[test]
fn why_an_answer_is_wrong_is_shown_at_its_moment() {
    let mut app = opened_at(2);
    let marks = app.screen().lesson.marks();
    assert_eq!(marks.entry(ServerId(2), 1), Some((0, OptionMark::Open)));
    assert!(card(&app).needs_logs);
    say(&mut app, LessonMsg::Pick(0));
    say(&mut app, LessonMsg::Run);
    watch(&mut app);
    let view = card(&app);
    assert_eq!(view.answer.as_ref().map(|(_, is_right)| *is_right), Some(Some(false)));
    assert_eq!(view.quiz, ["votes"]);
    let (end, options) = (count(&app), &view.question.as_ref().expect("it asks").options);
    assert_eq!(options.iter().map(|it| it.refutation).collect::<Vec<_>>(), [Some(false), None]);
    assert_eq!(options[0].words, "Line 1 in Sasha\u{2019}s notebook");
    say(&mut app, LessonMsg::ShowWhy(0));
    assert!(count(&app) < end, "that was before");
    assert_eq!(card(&app).lit, [LookAt::Entry(ServerId(2), 2)]);
    say(&mut app, LessonMsg::ShowWhy(0));
    assert_eq!(count(&app), end);
    assert_ne!(card(&app).lit, [LookAt::Entry(ServerId(2), 2)]);
}

#[test]
fn the_glossary_is_there_once_it_is_fetched() {
    let mut app = opened_at(0);
    assert!(app.lacks_glossary());
    say(&mut app, LessonMsg::Glossary(None));
    assert_eq!(card(&app).glossary, GlossaryView::Missing);
    say(&mut app, LessonMsg::WantGlossary);
    assert_eq!(card(&app).glossary, GlossaryView::Unasked, "it is on its way again");
    say(&mut app, LessonMsg::Glossary(Some(Rc::new(glossary()))));
    assert!(matches!(card(&app).glossary, GlossaryView::There(_)) && !app.lacks_glossary());
}

#[test]
fn each_stretch_of_a_card_goes_at_its_pace() {
    let mut app = opened_at(2);
    let ticks_to = |app: &mut App, index: u64| {
        let has = |app: &App| {
            app.player()
                .cluster()
                .machine(ServerId(2))
                .is_some_and(|it| it.log().1.len() as u64 >= index)
        };
        let mut ticks = 0;
        while !has(app) && ticks < 10_000 {
            app.update(Msg::Tick(50.0));
            ticks += 1;
        }
        ticks
    };
    say(&mut app, LessonMsg::Pick(1));
    say(&mut app, LessonMsg::Run);
    let slow = ticks_to(&mut app, 2);
    assert!(slow > 40, "{slow} ticks: slow enough to follow");
    let mut app = opened_at(1);
    say(&mut app, LessonMsg::Run);
    let mut ticks = 0;
    while card(&app).phase == Phase::Running {
        app.update(Msg::Tick(50.0));
        ticks += 1;
    }
    assert!(ticks < 40, "{ticks} ticks: an election, fast");
}

#[test]
fn a_lesson_is_about_those_who_sit_at_the_table() {
    let mut app = opened_at(0);
    app.update(Msg::SetTeam("Ana".into()));
    let task = card(&app).task.clone().expect("there is something to do");
    assert_eq!(task.words, "Crash Ana.");
}

/// A card that asks for several, and one that asks for fields, of the run of three servers.
fn asking() -> Lesson {
    of_steps(json!([
        { "play": { "until": { "server": "all", "applied": 1 } } },
        { "ask": {
            "title": "Several", "text": [], "question": "Who will copy line 2?",
            "pick": "several",
            "options": [
                { "server": 1, "if": { "server": 1, "role": "follower" } },
                { "server": 2, "if": { "server": 2, "last": 2 } },
                { "server": 3, "if": { "server": 3, "last": 2 } }
            ]
        } },
        { "play": { "until": { "server": "all", "last": 2 } } },
        { "ask": {
            "title": "Fields", "text": [], "question": "What will the next note say?",
            "fields": {
                "message": { "from": 1, "to": 2, "kind": "append-entries" },
                "ask": ["prev_log_index", "entries"]
            }
        } },
        { "play": { "until": { "server": "all", "applied": 2 } } }
    ]))
}

#[test]
fn whatever_was_answered_wrongly_has_a_way_to_what_shows_it() {
    let refutations = |app: &App| {
        let view = card(app);
        let options = &view.question.as_ref().expect("it asks").options;
        options.iter().map(|option| option.refutation).collect::<Vec<_>>()
    };
    let answered = |place: usize, picks: &[usize]| {
        let mut app = opened_at(0);
        say(&mut app, LessonMsg::Taken("asking".into(), place, Rc::new(asking())));
        picks.iter().for_each(|pick| say(&mut app, LessonMsg::Pick(*pick)));
        say(&mut app, if picks.is_empty() { LessonMsg::ShowMe } else { LessonMsg::Run });
        watch(&mut app);
        app
    };
    assert_eq!(refutations(&answered(0, &[1, 2])), [None; 3], "that is right");
    assert_eq!(refutations(&answered(0, &[])), [None; 3], "not to know is no mistake");
    let mut app = answered(0, &[0, 1]);
    let wrong = [Some(false), None, Some(false)];
    assert_eq!(refutations(&app), wrong, "one that was picked, and one that was left out");
    assert!(!card(&app).needs_logs);
    say(&mut app, LessonMsg::ShowWhy(2));
    assert_eq!(card(&app).lit, [LookAt::Server(ServerId(3))]);

    let lesson = asking();
    let question = lesson.cards[1].question.as_ref().expect("it asks");
    let wrong = |first: usize| {
        let field = question.options[first].field();
        let mut options = question.options.iter().enumerate();
        options.position(|(_, it)| it.field() == field && !it.is_right).expect("others")
    };
    let picks = [wrong(0), wrong(question.options.len() - 1)];
    let mut app = answered(1, &picks);
    let shown = refutations(&app);
    assert_eq!(shown.iter().flatten().count(), 1, "one way to the message is enough");
    let end = count(&app);
    say(&mut app, LessonMsg::ShowWhy(picks[0]));
    assert!(count(&app) < end, "that is where it is sent");
    assert!(matches!(card(&app).lit[..], [LookAt::Message(..)]));
}

/// A lesson that asks this while the others copy the leader's line.
fn asked(what: Value) -> Lesson {
    let mut ask = json!({ "title": "Guess", "text": [], "question": "And now?" });
    for (field, value) in what.as_object().expect("an object") {
        ask[field] = value.clone();
    }
    of_steps(json!([
        { "play": { "until": { "server": "all", "applied": 1 } } },
        { "ask": ask },
        { "play": { "until": { "server": "all", "applied": 2 } } }
    ]))
}

fn question(card: &Card) -> &Question {
    card.question.as_ref().expect("it asks")
}

/// What is shown beside each option where its author names nothing.
fn shown(question: &Question) -> Vec<&[LookAt]> {
    question.options.iter().map(|option| &*option.look_at).collect()
}

#[test]
fn what_refutes_an_option_is_what_its_condition_is_about() {
    let (server, entry) =
        (|id| LookAt::Server(ServerId(id)), |id, at| LookAt::Entry(ServerId(id), at));
    let text = |text: &str, claim: Value| json!({ "text": text, "if": claim });
    let options = json!({ "options": [
        text("It stays at one line", json!({ "server": 2, "last": 1 })),
        text("Nothing is final", json!({ "server": 1, "committed": 1 })),
        text("Other lines", json!({ "server": 3, "terms": [1, 2] })),
        text("Nobody leads", json!({ "leader": "none" })),
        text("Sasha leads", json!({ "leader": 2 })),
        text("One of them lacks it", json!({ "leader": 1, "not": { "server": 3, "last": 2 } })),
        text("None has it", json!({ "server": "all", "last": 1 })),
        text("All have it", json!({ "server": "all", "last": 2 }))
    ] });
    let lesson = asked(options);
    let wanted: [&[LookAt]; 8] = [
        &[server(2), entry(2, 2)],
        &[server(1), entry(1, 2)],
        &[server(3), entry(3, 2)],
        &[server(1)],
        &[server(1), server(2)],
        &[server(3), entry(3, 2)],
        &[server(1), entry(1, 2), server(2), entry(2, 2), server(3), entry(3, 2)],
        // It is right.
        &[],
    ];
    assert_eq!(shown(question(&lesson.cards[0])), wanted);
}

#[test]
fn a_question_that_a_fork_decides_is_refuted_at_that_moment() {
    let options = json!({
        "options": [
            { "server": 2, "if": { "server": 2, "committed": 2 } },
            { "server": 1, "if": { "server": 1, "committed": 2 } }
        ],
        "when": { "server": 1, "committed": 2 }
    });
    let lesson = asked(options);
    let card = &lesson.cards[0];
    let [wrong, right] = &question(card).options[..] else { panic!("two options") };
    let see = wrong.see.expect("that is before the end");
    assert!(see.at < card.ends().at && see.run == card.ends().run);
    assert_eq!(
        wrong.look_at,
        [LookAt::Server(ServerId(2)), LookAt::Entry(ServerId(2), 2)],
        "it has the line, and doesn't know that it is final"
    );
    assert_eq!((right.see, &right.look_at[..]), (None, &[][..]));
}

#[test]
fn a_number_and_the_fields_of_a_message_are_seen_where_they_are() {
    let number = json!({ "number": { "right": "{copies.2}", "from": 0, "to": 3 } });
    let lesson = asked(number);
    let wrong = &question(&lesson.cards[0]).options[0];
    let entries = wrong.look_at.iter().filter(|it| matches!(it, LookAt::Entry(_, 2))).count();
    assert_eq!((entries, wrong.see), (3, None), "three have it, at the end");
    let fields = json!({ "fields": {
        "message": { "from": 1, "to": 2, "kind": "append-entries" }, "ask": ["entries"]
    } });
    let lesson = asked(fields);
    let card = &lesson.cards[0];
    let wrong = question(card).options.iter().find(|it| !it.is_right).expect("others");
    let node = |server| Node::Server(ServerId(server));
    assert_eq!(wrong.look_at, [LookAt::Message(node(1), node(2))]);
    let sent = wrong.see.expect("it was sent before the end");
    assert!((card.begins.events..card.ends().events).contains(&sent.events));
}

/// "1 of 3" beside the entry would be the answer.
#[test]
fn while_a_card_asks_no_tag_in_the_pictures_answers() {
    let lesson = of_steps(json!([
        { "play": { "until": { "server": 1, "last": 2 } } },
        { "ask": {
            "title": "How many?", "text": [], "question": "How many notebooks need line 2?",
            "number": { "right": "{copies.2}", "from": 1, "to": 3 }
        } },
        { "play": { "until": { "server": 1, "committed": 2 } } }
    ]));
    let query = PageQuery { door: Some(Door::Lessons), ..PageQuery::default() };
    let mut app = App::new(&query);
    say(&mut app, LessonMsg::Taken("it".into(), 0, Rc::new(lesson)));
    assert!(card(&app).question.is_some());
    assert!(app.screen().waiting.is_empty());
    app.update(Msg::GoTo(Door::Sandbox));
    assert!(!app.screen().waiting.is_empty(), "the entry waits all the same");
}
