//! Lessons: what is wrong with a file, what the run makes of it, and the ones that ship.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use raft_lunch::app::{App, Door, LessonMsg, Msg, PageQuery, Phase, Progress, Reached};
use raft_lunch::cluster::Action;
use raft_lunch::lesson::{
    Glossary, Lesson, LessonError, LessonFile, LookAt, QuestionKind, ShelfFile, Stop,
    compile_lesson, lesson_schema,
};
use raft_lunch::practice::{Family, PracticeSet, Question};
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;
use raft_lunch::screen::{CardView, LessonScreen, OptionMark};
use raft_lunch::words::Locale;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    let root = std::env::var_os("CARGO_MANIFEST_DIR");
    let root = root.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&root).join("static").join("lessons")
}

fn shipped() -> Vec<(String, String)> {
    let shelf = fs::read_to_string(folder().join("shelf.json")).expect("there is a shelf");
    let names = ShelfFile::from_json(&shelf).expect("it can be read").lessons;
    let read = |name: String| {
        let text = fs::read_to_string(folder().join(format!("{name}.json")));
        (name, text.expect("the shelf names files"))
    };
    names.into_iter().map(read).collect()
}

fn glossary() -> Glossary {
    let text = fs::read_to_string(folder().join("../glossary/en.json")).expect("it is there");
    Glossary::from_json(&text).expect("it can be read")
}

fn the_holder_leaves() -> (String, String) {
    let mut all = shipped().into_iter();
    all.find(|(name, _)| name == "the-holder-leaves").expect("it ships")
}

fn compiled(text: &str) -> Lesson {
    let file = LessonFile::from_json(text).unwrap_or_else(|error| panic!("{error}"));
    compile_lesson(&file, &glossary()).unwrap_or_else(|error| panic!("{}", error.in_text(text)))
}

/// A short lesson: who will lead, asked of three servers.
fn small() -> Value {
    json!({
        "version": 1, "title": "Who leads?", "question": "Who leads?", "minutes": 1,
        "group": "agreeing",
        "scenario": {
            "version": 1, "title": "One", "seed": 7, "servers": 3,
            "steps": [{ "force_timeout": 2, "as": "eager" }, { "run": "100 ms" }]
        },
        "steps": [
            { "say": { "title": "Three servers", "text": ["Nobody leads."] } },
            { "ask": {
                "title": "Server 2 asks", "text": [], "question": "Who will lead?",
                "options": [
                    { "server": 1, "if": { "leader": 1 } },
                    { "server": 2, "if": { "leader": 2 }, "why": "{leader.name} asked first." },
                    { "text": "Nobody", "if": { "leader": "none" } }
                ]
            } },
            { "play": { "until": { "leader": "any" } } },
            { "explain": { "text": ["{leader.server} in term {eager.term}, {eager.votes} votes."] } }
        ]
    })
}

/// What is done to a lesson.
type Change = dyn FnOnce(&mut Value);

/// What is wrong with the small lesson after this change.
fn complaint(change: impl FnOnce(&mut Value)) -> String {
    let mut lesson = small();
    change(&mut lesson);
    let text = serde_json::to_string_pretty(&lesson).expect("it is JSON");
    let error = match LessonFile::from_json(&text) {
        Err(error) => error,
        Ok(file) => {
            compile_lesson(&file, &glossary()).expect_err("something is wrong").in_text(&text)
        }
    };
    assert!(error.at.is_some(), "{error}");
    error.to_string().split_once(" (line ").map_or(error.to_string(), |(place, rest)| {
        format!("{place}: {}", rest.split_once("): ").map_or(rest, |(_, sentence)| sentence))
    })
}

#[test]
fn a_lesson_is_compiled_to_what_its_run_says() {
    let lesson = compiled(&small().to_string());
    assert_eq!(lesson.cards.len(), 2);
    let [first, second] = &lesson.cards[..] else { panic!("two cards") };
    assert!(first.is_only_read());
    let question = second.question.as_ref().expect("it asks");
    assert_eq!((question.kind, question.right()), (QuestionKind::One, vec![1]));
    assert_eq!(question.options[1].words, "Sasha");
    assert_eq!(question.options[1].why, "Sasha asked first.");
    assert!(second.ends().events > lesson.begins().events && lesson.end_of(1) == second.ends());
    assert_eq!(second.explanation, ["S2 in term 1, 3 votes."]);
    let bytes = lesson.to_bytes().expect("it can be written");
    assert_eq!(Lesson::from_bytes(&bytes), Ok(lesson));
}

#[test]
fn the_lesson_of_the_documentation_can_be_played() {
    let taught = fs::read_to_string(folder().join("../../docs/lessons.md")).expect("it is there");
    let text = taught.split("```json\n").nth(1).and_then(|rest| rest.split("```").next());
    let lesson = compiled(text.expect("there is a lesson in it"));
    assert_eq!(lesson.cards[0].explanation, ["Sasha holds the sheet in round 1."]);
}

#[test]
fn a_fork_decides_what_the_run_itself_does_not_come_to() {
    let mut lesson = small();
    lesson["steps"][1]["ask"]["when"] = json!({ "leader": "any" });
    lesson["steps"].as_array_mut().expect("a list").truncate(2);
    let lesson = compiled(&lesson.to_string());
    let card = &lesson.cards[1];
    assert_eq!(card.question.as_ref().map(|question| question.right()), Some(vec![1]));
    assert!(card.legs.is_empty(), "the run stays where it is");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let ask = |lesson: &mut Value, field: &str, value: Value| {
        lesson["steps"][1]["ask"][field] = value;
    };
    let cases: [(&str, Box<Change>); 16] = [
        (
            "`titel`: There is no `titel` here. Did you mean `title`?",
            Box::new(|lesson| lesson["titel"] = json!(1)),
        ),
        (
            "`title`: Something has to be said here.",
            Box::new(|lesson| lesson["title"] = json!(" ")),
        ),
        (
            "`minutes`: A lesson takes 1 to 60 minutes.",
            Box::new(|lesson| lesson["minutes"] = json!(0)),
        ),
        (
            "`group`: A group's name has small letters, digits and hyphens.",
            Box::new(|lesson| lesson["group"] = json!("A b")),
        ),
        (
            "Scenario, Step 1, `force_timeout`: There is no Server 9. Servers have the numbers 1 to 3.",
            Box::new(|lesson| lesson["scenario"]["steps"][0]["force_timeout"] = json!(9)),
        ),
        (
            "Step 2, `ask`, `options`: A question has 2 to 9 options.",
            Box::new(move |lesson| ask(lesson, "options", json!([]))),
        ),
        (
            "Step 2, `ask`, `options` 1, `server`: There is no Server 4. Servers have the numbers 1 to 3.",
            Box::new(|lesson| lesson["steps"][1]["ask"]["options"][0]["server"] = json!(4)),
        ),
        (
            "Step 2, `ask`, `options` 1: An option is a `server`, an `entry`, or it has a `text`: one of them.",
            Box::new(|lesson| lesson["steps"][1]["ask"]["options"][0]["text"] = json!("Robin")),
        ),
        (
            "Step 2, `ask`, `options` 2: This option is there twice.",
            Box::new(|lesson| lesson["steps"][1]["ask"]["options"][1]["server"] = json!(1)),
        ),
        (
            "Step 2, `ask`, `options` 3, `if`: This says nothing that could be so or not.",
            Box::new(|lesson| lesson["steps"][1]["ask"]["options"][2]["if"] = json!({})),
        ),
        (
            "Step 2: The run has to decide this: a `play` after it is missing, or a `when`.",
            Box::new(|lesson| drop(lesson["steps"].as_array_mut().map(|steps| steps.remove(2)))),
        ),
        (
            "Step 1: Nothing has been said or asked that this could explain.",
            Box::new(|lesson| {
                lesson["steps"].as_array_mut().expect("a list").drain(..3);
            }),
        ),
        (
            "Step 2, `ask`, `options`: More than one is right: 1, 2.",
            Box::new(|lesson| {
                lesson["steps"][1]["ask"]["options"][0]["if"] = json!({ "leader": "any" })
            }),
        ),
        (
            "Step 2, `ask`, `options`: None of these is right: in this run no `if` holds.",
            Box::new(|lesson| {
                lesson["steps"][1]["ask"]["options"][1]["if"] = json!({ "leader": 3 })
            }),
        ),
        (
            "Step 3, `play`, `until`: The run does not come to this in 50 ms. Expected: Server 1 leads. Found: Server 2 leads.",
            Box::new(|lesson| {
                lesson["steps"][2]["play"]["until"] = json!({ "leader": 1, "within": "50 ms" })
            }),
        ),
        (
            "Step 4, `explain`, `text` 1: There is no {leader.hat}. A hole is a server and a fact, as in {leader.term}, or {copies.2}.",
            Box::new(|lesson| lesson["steps"][3]["explain"]["text"][0] = json!("{leader.hat}")),
        ),
    ];
    for (wanted, change) in cases {
        assert_eq!(complaint(change), wanted);
    }
    let unfilled = "Step 1, `say`, `text` 1: {leader.name} can't be filled: there is no such server at that moment.";
    assert_eq!(
        complaint(|lesson| lesson["steps"][0]["say"]["text"][0] = json!("{leader.name}")),
        unfilled
    );
}

#[test]
fn bytes_that_are_no_lesson_are_refused() {
    let bytes = compiled(&small().to_string()).to_bytes().expect("it can be written");
    assert_eq!(Lesson::from_bytes(&[]), Err(LessonError::Unreadable));
    assert_eq!(Lesson::from_bytes(&bytes[..bytes.len() / 2]), Err(LessonError::Unreadable));
    let mut other = bytes;
    other[0] = 99;
    assert_eq!(Lesson::from_bytes(&other), Err(LessonError::OtherVersion));
}

#[test]
fn the_published_schema_is_what_the_types_give_and_fits_what_ships() {
    let path = folder().join("lesson.schema.json");
    let made = serde_json::to_string_pretty(&lesson_schema()).expect("it can be written") + "\n";
    if std::env::var_os("RAFT_LUNCH_BLESS").is_some() {
        fs::write(&path, &made).expect("it can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "out of date: run this with RAFT_LUNCH_BLESS=1, and look at the change");
    let validator = jsonschema::validator_for(&lesson_schema()).expect("it is a schema");
    for (name, text) in shipped() {
        let lesson: Value = serde_json::from_str(&text).expect("it is JSON");
        assert!(validator.is_valid(&lesson), "{name}");
    }
    let mut wrong = small();
    wrong["steps"][0] = json!({ "dance": {} });
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn the_shelf_names_every_file_of_the_folder() {
    let names = fs::read_dir(folder()).expect("the folder is there").flatten();
    // Translations are in folders.
    let names = names.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let mut known: Vec<String> =
        shipped().into_iter().map(|(name, _)| format!("{name}.json")).collect();
    known.extend(["shelf.json", "lesson.schema.json"].map(String::from));
    names.sort();
    known.sort();
    assert_eq!(names, known);
}

#[test]
fn a_broken_lesson_breaks_the_build_with_file_line_and_sentence() {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (from, to) = (tmp.join("lessons-from").join("lessons"), tmp.join("lessons-to"));
    fs::create_dir_all(&from).expect("there is room");
    // With the translations of the languages that are whole.
    for part in ["lessons", "lessons/zh", "glossary"] {
        let to = from.with_file_name(part);
        fs::create_dir_all(&to).expect("there is room");
        let files = fs::read_dir(folder().join("..").join(part)).expect("the folder is there");
        for entry in files.flatten().filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("there is room");
        }
    }
    let build = || {
        let mut lessons = Command::new(env!("CARGO_BIN_EXE_lessons"));
        lessons.args([&from, &to]).output().expect("it runs")
    };
    assert!(build().status.success());
    let (name, text) = shipped().remove(0);
    let bytes = fs::read(to.join(format!("{name}.lesson"))).expect("it was made");
    assert_eq!(Lesson::from_bytes(&bytes), Ok(compiled(&text)));
    let path = from.join(format!("{name}.json"));
    fs::write(&path, text.replace("\"committed\": 2 } } }", "\"committed\": 9 } } }"))
        .expect("there is room");
    let broken = build();
    assert!(!broken.status.success());
    let said = String::from_utf8_lossy(&broken.stderr).into_owned();
    let line = text.lines().position(|line| line.contains("\"committed\": 2 } } }"));
    let place = format!("{}:{}:", path.display(), line.expect("it is there") + 1);
    assert!(said.starts_with(&place), "{said}");
    assert!(said.contains("The run does not come to this in 5000 ms."), "{said}");
}

#[test]
fn each_lesson_ends_with_four_questions_on_what_it_taught() {
    let mut taught = 0;
    for (name, text) in shipped().into_iter().filter(|(name, _)| !name.starts_with("challenge-")) {
        let quiz = LessonFile::from_json(&text).expect("it ships").quiz;
        let families = quiz.iter().filter_map(|family| Family::named(family)).collect::<Vec<_>>();
        assert!(!families.is_empty() && families.len() == quiz.len(), "{name}: {quiz:?}");
        let questions = PracticeSet::after_lesson(families.clone(), 7).questions();
        assert_eq!(questions.len(), 4, "{name}");
        for (family, seed) in questions {
            let question = Question::new(family, seed);
            assert!(families.contains(&question.family) && question.options.len() >= 2, "{name}");
        }
        taught += 1;
    }
    assert_eq!(taught, 10);
}

#[test]
fn challenges_say_what_they_count_and_need_nothing_that_a_lesson_has_not() {
    let mut tasks = 0;
    for (name, text) in shipped() {
        let lesson = compiled(&text);
        for (card, task) in lesson.cards.iter().filter_map(|it| Some((it, it.task.as_ref()?))) {
            let before = lesson.run_of(card.begins).actions.len();
            let shown = &lesson.run_of(task.shown).actions[before..];
            assert_eq!(shown.len(), usize::from(task.best), "{name}");
            let has_menu = |action: &Action| !matches!(action, Action::Partition { .. });
            assert!(shown.iter().all(|timed| has_menu(&timed.action)), "{name}");
            let translated = fs::read_to_string(folder().join("zh").join(format!("{name}.json")));
            let chinese = translated.expect("it is translated");
            for (hint, locale) in [(&task.hint, Locale::ENGLISH), (&chinese, Locale::CHINESE)] {
                let drawer = locale.words().chrome().drawer.cut_in_two;
                assert!(!hint.contains(drawer), "{name}: that button is not there");
            }
            assert_eq!(task.most.is_some(), task.words.contains("at most"), "{name}");
            tasks += 1;
        }
    }
    assert!(tasks >= 6);
    let mut all = shipped().into_iter();
    let (_, text) = all.find(|(name, _)| name == "challenge-break-it").expect("it ships");
    assert_eq!(compiled(&text).cards[0].task.as_ref().and_then(|task| task.most), Some(5));
}

/// The page with this lesson open.
fn opened(lesson: &Lesson) -> App {
    let query = PageQuery { door: Some(Door::Lessons), ..PageQuery::default() };
    let mut app = App::new(&query);
    app.update(Msg::Lesson(LessonMsg::Taken("it".into(), 0, Rc::new(lesson.clone()))));
    app
}

fn card(app: &App) -> Rc<CardView> {
    match app.screen().lesson {
        LessonScreen::Card(card) => card,
        other => panic!("no card: {other:?}"),
    }
}

fn say(app: &mut App, msg: LessonMsg) {
    app.update(Msg::Lesson(msg));
}

/// Lets the reader's time pass until it is told what happened.
fn watch(app: &mut App) {
    for _ in 0..6_000 {
        if card(app).phase == Phase::Explained {
            return;
        }
        app.update(Msg::Tick(50.0));
    }
    panic!("the run does not come to the end of the card {:?}", card(app).title);
}

/// The run of a lesson as it is at a moment.
fn played_to(lesson: &Lesson, stop: Stop) -> History {
    let mut history: History = History::open(lesson.run_of(stop).clone(), usize::MAX);
    while (history.count() as u64) < stop.events {
        history.step();
    }
    history
}

/// True if this is there at a moment, to be lit up.
fn is_there(look_at: LookAt, history: &History) -> bool {
    let cluster = history.cluster();
    match look_at {
        LookAt::Server(server) => cluster.machine(server).is_some(),
        LookAt::Entry(server, index) => cluster.machine(server).is_some_and(|machine| {
            let (first, entries) = machine.log();
            (first..first + entries.len() as u64).contains(&index)
        }),
        LookAt::Message(from, to) => {
            let mut flights = cluster.network().flights().iter();
            flights.any(|(id, flight)| id.message.from == from && flight.envelope.to == to)
        }
        LookAt::Pane(_) => true,
    }
}

#[test]
fn every_wrong_answer_leads_to_what_refutes_it() {
    let (mut wrong, mut elsewhere) = (0, 0);
    for (name, text) in shipped() {
        let lesson = compiled(&text);
        for card in &lesson.cards {
            let Some(question) = &card.question else { continue };
            let mut moments: Vec<(Stop, History)> = Vec::new();
            let is_several = question.kind == QuestionKind::Several;
            for option in question.options.iter().filter(|it| !it.is_right || is_several) {
                let named = format!("{name}, {}: {:?} {}", card.title, option.is, option.words);
                assert!(!option.look_at.is_empty(), "{named}: there is nothing to show");
                let stop = option.see.unwrap_or(card.ends());
                if !moments.iter().any(|(known, _)| *known == stop) {
                    moments.push((stop, played_to(&lesson, stop)));
                }
                let (_, then) = moments.iter().find(|(known, _)| *known == stop).expect("played");
                for look_at in &option.look_at {
                    assert!(is_there(*look_at, then), "{named}: {look_at:?} is not there");
                }
                println!("{named}: {:?} at {} of {}", option.look_at, stop.at, card.ends().at);
                wrong += 1;
                elsewhere += usize::from(option.see.is_some());
            }
        }
    }
    assert!(wrong > 100 && elsewhere >= 30, "{wrong} wrong answers, {elsewhere} at other moments");
}

/// Each question of each lesson that ships is answered with each option alone, rightly, and
/// not at all: the run says each time what is right.
#[test]
fn every_lesson_is_played_with_every_answer() {
    for (_, text) in shipped() {
        let lesson = compiled(&text);
        let mut app = opened(&lesson);
        for (place, made) in lesson.cards.iter().enumerate() {
            assert_eq!(card(&app).place.0, place);
            let start = app.player().history().count() as u64;
            assert_eq!(start, lesson.start_of(place).events, "the run waits for the reader");
            if let Some(task) = &made.task {
                say(&mut app, LessonMsg::ShowMe);
                watch(&mut app);
                let player = app.player();
                assert_eq!(player.history().count() as u64, task.shown.events, "as it is shown");
                say(&mut app, LessonMsg::TryAgain);
                assert_eq!((card(&app).phase, app.player().is_playing), (Phase::Reading, false));
                assert_eq!(app.player().history().count() as u64, start, "it can be tried");
                say(&mut app, LessonMsg::ShowMe);
                say(&mut app, LessonMsg::Skip);
                say(&mut app, LessonMsg::GoOn);
                continue;
            }
            let Some(question) = &made.question else {
                say(&mut app, LessonMsg::Run);
                if !made.is_only_read() {
                    watch(&mut app);
                    say(&mut app, LessonMsg::GoOn);
                }
                continue;
            };
            let right = question.right();
            let singles = (0..question.options.len()).map(|option| vec![option]);
            // A field alone is no answer.
            let is_whole = |answer: &Vec<usize>| question.is_answered(answer);
            let answers = singles.filter(is_whole).chain([Vec::new(), right.clone()]);
            for answer in answers {
                for option in &answer {
                    say(&mut app, LessonMsg::Pick(*option));
                }
                match answer.is_empty() {
                    true => say(&mut app, LessonMsg::ShowMe),
                    false => say(&mut app, LessonMsg::Run),
                }
                watch(&mut app);
                let shown = card(&app);
                let (_, verdict) = shown.answer.clone().expect("it is told what came of it");
                assert_eq!(verdict, (!answer.is_empty()).then_some(answer == right));
                assert_eq!(app.player().history().count() as u64, lesson.end_of(place).events);
                say(&mut app, LessonMsg::TryAgain);
                assert_eq!(app.player().history().count() as u64, start, "it can be tried again");
            }
            right.iter().for_each(|option| say(&mut app, LessonMsg::Pick(*option)));
            say(&mut app, LessonMsg::Run);
            say(&mut app, LessonMsg::Skip);
            assert_eq!(card(&app).answer.as_ref().and_then(|(_, verdict)| *verdict), Some(true));
            say(&mut app, LessonMsg::GoOn);
        }
        assert!(matches!(app.screen().lesson, LessonScreen::Shelf(_)), "that was all");
        assert_eq!(app.progress().of("it"), Some(Reached::End));
    }
}

#[test]
fn the_holder_leaves_asks_who_says_yes() {
    let (_, text) = the_holder_leaves();
    let lesson = compiled(&text);
    let place =
        lesson.cards.iter().position(|card| card.title == "Deniz asks everyone").expect("a card");
    let mut app = opened(&lesson);
    say(&mut app, LessonMsg::Taken("it".into(), place, Rc::new(lesson)));
    say(&mut app, LessonMsg::Run);
    assert_eq!(card(&app).phase, Phase::Reading, "nothing is picked yet");
    assert!(app.screen().notice.is_some());
    // In the pictures too.
    say(&mut app, LessonMsg::Pick(0));
    let marks = |app: &App| app.screen().lesson.marks().servers;
    assert_eq!(marks(&app)[0], (ServerId(2), OptionMark::Picked));
    say(&mut app, LessonMsg::Run);
    watch(&mut app);
    let wrong = card(&app);
    assert_eq!(wrong.answer, Some(("You said Sasha. It was Jun.".into(), Some(false))));
    assert_eq!(wrong.explanation[0].split('.').next(), Some("Deniz has 2 of the 3 yeses it takes"));
    let told = [OptionMark::Wrong, OptionMark::LeftOut, OptionMark::Right];
    assert_eq!(marks(&app).iter().map(|(_, mark)| *mark).collect::<Vec<_>>(), told);
    say(&mut app, LessonMsg::TryAgain);
    say(&mut app, LessonMsg::Pick(2));
    say(&mut app, LessonMsg::Run);
    watch(&mut app);
    assert_eq!(card(&app).answer, Some(("You said Jun. That's right.".into(), Some(true))));
}

#[test]
fn the_run_goes_along_and_the_lesson_stays_where_it_was() {
    let (_, text) = the_holder_leaves();
    let lesson = compiled(&text);
    let mut app = opened(&lesson);
    say(&mut app, LessonMsg::Run);
    watch(&mut app);
    say(&mut app, LessonMsg::GoOn);
    let (place, count) = (card(&app).place, app.player().history().count());
    app.update(Msg::Act(Action::Crash { server: ServerId(2) }));
    assert_eq!(app.player().history().count(), count, "nobody acts in a lesson");
    app.update(Msg::GoTo(Door::Sandbox));
    assert_eq!(
        (app.player().history().count(), app.player().history().run()),
        (count, &lesson.runs[0])
    );
    app.update(Msg::Act(Action::Crash { server: ServerId(2) }));
    app.update(Msg::PlayPause);
    for _ in 0..100 {
        app.update(Msg::Tick(50.0));
    }
    assert!(app.player().history().count() > count, "in the sandbox it goes on");
    app.update(Msg::GoTo(Door::Lessons));
    assert_eq!((card(&app).place, app.player().history().count()), (place, count));
    assert_eq!(app.player().history().run(), &lesson.runs[0]);
    say(&mut app, LessonMsg::GoBack);
    assert_eq!((card(&app).place.0, card(&app).phase), (place.0 - 1, Phase::Explained));
}

#[test]
fn the_shelf_knows_where_the_reader_was() {
    let (name, text) = the_holder_leaves();
    let shelf = fs::read_to_string(folder().join("shelf.json")).expect("there is a shelf");
    let shelf = ShelfFile::from_json(&shelf).expect("it can be read");
    let lesson = compiled(&text);
    let entry = raft_lunch::lesson::ShelfLesson {
        name: name.clone(),
        title: lesson.title.clone(),
        question: lesson.question.clone(),
        minutes: 6,
        cards: lesson.cards.len(),
        is_untranslated: false,
    };
    let filled =
        shelf.filled(vec![(entry.clone(), "things-break".into())]).expect("the group is there");
    assert_eq!(filled.groups.len(), 1, "no group is empty");
    let (number, error) = shelf.filled(vec![(entry, "none".into())]).expect_err("no such group");
    assert_eq!((number, &*error.sentence), (0, "The shelf has no group `none`."));
    let query = PageQuery { door: Some(Door::Lessons), ..PageQuery::default() };
    let mut app = App::new(&query);
    assert!(app.wants_shelf());
    say(&mut app, LessonMsg::Remember(Progress::from_text(&format!("{name}:2"))));
    say(&mut app, LessonMsg::Shelf(Rc::new(filled)));
    let LessonScreen::Shelf(Some(shelf)) = app.screen().lesson else { panic!("the shelf") };
    let cards = lesson.cards.len();
    let go_on = shelf.go_on.as_ref().expect("the reader was there");
    assert_eq!((go_on.card, &*go_on.reached_words), ((2, cards), &*format!("3 of {cards}")));
    assert_eq!(shelf.done_words, "0 of 1 done");
}
