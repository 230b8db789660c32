//! The language of lessons, word by word: what each makes of a run, and what is said where
//! it is used wrongly. `tests/lessons.rs` has the cards and the lessons that ship.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/lesson_scenario.rs"]
mod lesson_scenario;

use std::fs;
use std::path::Path;

use lesson_scenario::scenario;
use raft_lunch::check::Standing;
use raft_lunch::cluster::Node;
use raft_lunch::lesson::{
    Card, FieldName, Glossary, GoalWatch, Lesson, LessonFile, LookAt, OptionIs, Pace, PaneName,
    Question, QuestionKind, compile_lesson,
};
use raft_lunch::raft::ServerId;
use raft_lunch::run::History;
use serde_json::{Value, json};

fn glossary() -> Glossary {
    let text = r#"{
        "quorum": { "term": "quorum", "text": "More than half." },
        "append-entries": { "term": "AppendEntries", "text": "Copy this.", "section": "§5.3" }
    }"#;
    Glossary::from_json(text).expect("it can be read")
}

/// A lesson of these steps, about three servers of which the first gets to lead.
fn lesson(steps: Value) -> Value {
    json!({
        "version": 1, "title": "One", "question": "What happens?", "minutes": 1,
        "group": "agreeing",
        "scenario": scenario(),
        "steps": steps
    })
}

fn attempt(lesson: &Value) -> Result<Lesson, String> {
    let text = serde_json::to_string_pretty(lesson).expect("it is JSON");
    let file = LessonFile::from_json(&text).map_err(|error| error.to_string())?;
    let lesson = compile_lesson(&file, &glossary());
    let lesson = lesson.map_err(|error| error.in_text(&text).to_string())?;
    let bytes = lesson.to_bytes().expect("it can be written");
    assert_eq!(Lesson::from_bytes(&bytes).as_ref(), Ok(&lesson), "what the page reads is this");
    Ok(lesson)
}

fn compiled(steps: Value) -> Lesson {
    attempt(&lesson(steps)).unwrap_or_else(|error| panic!("{error}"))
}

/// What is wrong with these steps, without line and column, which have to be told too.
fn complaint(steps: Value) -> String {
    let error = attempt(&lesson(steps)).expect_err("something is wrong");
    let (place, rest) = error.split_once(" (line ").unwrap_or_else(|| panic!("no line: {error}"));
    format!("{place}: {}", rest.split_once("): ").expect("a sentence").1)
}

fn say(text: &str) -> Value {
    json!({ "say": { "title": "Look", "text": [text] } })
}

fn question(card: &Card) -> &Question {
    card.question.as_ref().expect("it asks")
}

/// A lesson plays until server 1 leads, and marks that.
fn to_the_leader() -> Value {
    json!({ "play": { "until": { "server": "all", "applied": 1 }, "mark": "all quiet" } })
}

#[test]
fn a_branch_goes_on_from_the_marked_moment_in_another_way() {
    let lesson = compiled(json!([
        to_the_leader(),
        say("{leader.name} leads."),
        { "play": { "until": { "server": "all", "applied": 2 } } },
        { "explain": { "text": ["{copies.2} have it."] } },
        { "branch": { "to": "all quiet", "steps": [{ "crash": "leader", "as": "gone" }] } },
        { "play": { "until": { "leader": "none" } } },
        say("{gone.name} is gone."),
        { "play": { "until": { "leader": "any" } } },
        { "explain": { "text": ["{leader.name} leads in term {leader.term}."] } }
    ]));
    let [first, second] = &lesson.cards[..] else { panic!("two cards") };
    assert_eq!((first.explanation[0].as_str(), &first.back_to), ("3 have it.", &None));
    assert_eq!(second.back_to.as_deref(), Some("all quiet"));
    assert_eq!((lesson.runs.len(), first.begins.run, second.begins.run), (2, 0, 1));
    assert_eq!(second.text, ["Robin is gone."]);
    assert!(second.begins.at < first.ends().at, "back in time");
    assert!(!second.explanation[0].starts_with("Robin"), "{:?}", second.explanation);
    // Up to the mark the two runs are one.
    let replayed = |place: usize| {
        let mut history: History = History::open(lesson.runs[place].clone(), usize::MAX);
        while (history.count() as u64) < first.begins.events {
            history.step();
        }
        history.hash().value()
    };
    assert_eq!(replayed(0), replayed(1));
    // The command of the scenario is not proposed in the branch.
    assert_eq!(lesson.runs[1].actions.len(), 2);
}

#[test]
fn what_is_wrong_with_a_branch_or_a_mark() {
    let branch = json!({ "branch": { "to": "all quiet", "steps": [{ "crash": 1 }] } });
    let cases = [
        (
            json!([say("Hello."), branch, say("Hello again.")]),
            "Step 2, `branch`, `to`: No `play` before this has the mark \"all quiet\".",
        ),
        (
            json!([to_the_leader(), say("Hello."), branch]),
            "Step 3: After a `branch` there has to be a card: `say`, `ask` or `do`.",
        ),
        (
            json!([to_the_leader(), to_the_leader(), say("Hello.")]),
            "Step 2, `play`, `mark`: Another moment is called \"all quiet\" already.",
        ),
        (
            json!([
                to_the_leader(),
                { "branch": { "to": "all quiet", "steps": [{ "crash": 1 }, { "crash": 1 }] } },
                say("Hello.")
            ]),
            "Step 2.2, `branch`: Expected: Server 1 crashes. Found: Server 1 has crashed.",
        ),
        (
            json!([
                to_the_leader(),
                { "branch": { "to": "all quiet", "steps": [{ "crash": 9 }] } },
                say("Hello.")
            ]),
            "Step 2.1, `branch`, `crash`: There is no Server 9. Servers have the numbers 1 to 3.",
        ),
    ];
    for (steps, wanted) in cases {
        assert_eq!(complaint(steps), wanted);
    }
}

fn task(until: Value, show: Value) -> Value {
    json!({ "do": {
        "title": "Your turn", "text": [], "task": "Crash {leader.name}.", "until": until,
        "hint": "Click on {leader.name}.", "show": show
    } })
}

#[test]
fn a_task_is_done_by_what_is_shown_and_the_lesson_goes_on_from_there() {
    let lesson = compiled(json!([
        to_the_leader(),
        task(
            json!({ "server": 1, "health": "crashed", "not": { "leader": 1 } }),
            json!([{ "run": "10 ms" }, { "crash": "leader" }])
        ),
        { "explain": { "text": ["{1.name} is gone."] } },
        say("Who is next?"),
        { "play": { "until": { "leader": "any" } } }
    ]));
    let [first, second] = &lesson.cards[..] else { panic!("two cards") };
    let task = first.task.as_ref().expect("a task");
    assert_eq!((&*task.words, &*task.hint), ("Crash Robin.", "Click on Robin."));
    assert_eq!((task.best, &*first.explanation[0]), (1, "Robin is gone."));
    assert_eq!((first.ends(), second.begins), (task.shown, task.shown));
    assert_ne!(first.begins.run, task.shown.run, "the reader acts in a run of their own");
    let own = lesson.run_of(first.begins);
    assert!(own.actions.iter().all(|action| action.at <= first.begins.at), "nobody else acts");
    // The page finds out by itself that it is done, and when.
    let mut history: History = History::open(lesson.run_of(task.shown).clone(), usize::MAX);
    let mut watch = GoalWatch::new(task.goal.clone());
    while !watch.is_reached(history.cluster(), &|_| Standing::Holds) {
        assert!(history.next_time().is_some(), "it is never done");
        history.step();
    }
    assert_eq!(history.cluster().now(), task.shown.at);
}

#[test]
fn a_goal_can_have_to_last() {
    let mut cut_off = task(
        json!({ "leader": 1, "not": { "server": "any", "applied": 2 } }),
        json!([{ "isolate": 1 }, { "propose": "SET A 1" }]),
    );
    cut_off["do"]["for"] = json!("200 ms");
    cut_off["do"]["until"]["server"] = json!("all");
    cut_off["do"]["until"]["health"] = json!("up");
    // It is so when it begins, and has only to last: that is nothing to do.
    let steps = json!([to_the_leader(), cut_off]);
    assert_eq!(
        complaint(steps),
        "Step 2, `do`, `until`: This is so already: there is nothing to do."
    );
    cut_off = task(json!({ "server": 1, "health": "paused" }), json!([{ "pause": 1 }]));
    let begins = |lesson: &Lesson| lesson.cards[0].begins.at;
    let ends = |lesson: &Lesson| lesson.cards[0].ends().at;
    let short = compiled(json!([to_the_leader(), cut_off]));
    assert_eq!(ends(&short), begins(&short));
    cut_off["do"]["for"] = json!("200 ms");
    let long = compiled(json!([to_the_leader(), cut_off]));
    assert!((200_000..300_000).contains(&(ends(&long) - begins(&long))));
}

/// Each condition that the page can look at means what it means in a scenario: the build
/// compares the two where the task begins and where it is done.
#[test]
fn goals_of_every_kind_are_reached() {
    let crash = json!([{ "crash": 1 }]);
    let cases = [
        (json!({ "leader": "none" }), crash.clone()),
        (json!({ "leader": 2 }), json!([{ "force_timeout": 2 }])),
        (json!({ "leader_among": [2, 3] }), json!([{ "force_timeout": 2 }])),
        (json!({ "server": "leader", "term": 2 }), json!([{ "force_timeout": 3 }])),
        (
            json!({ "server": "stale_leader", "role": "leader" }),
            json!([{ "isolate": 1 }, { "force_timeout": 2 }]),
        ),
        (json!({ "server": "any_leader", "terms": [1, 1] }), json!([{ "propose": "SET A 1" }])),
        (json!({ "server": 3, "term": 2, "voted_for": 2 }), json!([{ "force_timeout": 2 }])),
        (json!({ "answer": "applied" }), json!([{ "propose": "SET A 1" }])),
        (
            json!({ "answer": { "value": "1" } }),
            json!([
                { "propose": "SET A 1" },
                { "until": { "answer": "applied" } },
                { "propose": "GET A" }
            ]),
        ),
        (
            json!({ "answer": "unknown", "server": "any", "applied": 2 }),
            json!([{ "cut": { "from": 1, "to": { "client": 1 }, "both_ways": false } }, { "propose": "SET A 1" }]),
        ),
        (
            json!({ "server": "all", "store": { "A": "1" }, "last": 2, "committed": 2 }),
            json!([{ "propose": "SET A 1" }]),
        ),
        (
            json!({ "server": 1, "snapshot": 1 }),
            json!([{ "compact": { "server": 1, "through": 1 } }]),
        ),
        (
            json!({ "server": "leader", "voters": [1, 2] }),
            json!([{ "membership": { "change": { "remove": 3 } } }]),
        ),
        (
            json!({ "server": "leader", "learners": [4] }),
            json!(["add_server", { "membership": { "change": { "add_learner": 4 } } }]),
        ),
        (
            json!({ "server": "all", "health": "crashed" }),
            json!([{ "crash": 1 }, { "crash": 2 }, { "crash": 3 }]),
        ),
        (json!({ "not": { "server": "all", "health": "up" } }), json!([{ "pause": 2 }])),
        (json!({ "holds": "election-safety", "leader": "none" }), crash),
    ];
    for (until, show) in cases {
        let steps = json!([to_the_leader(), task(until.clone(), show)]);
        let lesson = attempt(&lesson(steps)).unwrap_or_else(|error| panic!("{until}: {error}"));
        assert!(lesson.cards[0].ends().events > lesson.cards[0].begins.events, "{until}");
    }
}

#[test]
fn what_is_shown_is_the_best_way_and_no_more_than_is_allowed() {
    let until = json!({ "server": 1, "health": "crashed" });
    let limited = |best: u16, most: u16| {
        let mut task = task(until.clone(), json!([{ "pause": 2 }, { "crash": 1 }]));
        (task["do"]["best"], task["do"]["most"]) = (json!(best), json!(most));
        json!([to_the_leader(), task])
    };
    let lesson = compiled(limited(2, 5));
    let task = lesson.cards[0].task.as_ref().expect("a task");
    assert_eq!((task.best, task.most), (2, Some(5)));
    for best in [1, 3] {
        assert_eq!(
            complaint(limited(best, 5)),
            "Step 2, `do`, `best`: `show` does it with 2 actions: show the best way."
        );
    }
    assert_eq!(
        complaint(limited(2, 1)),
        "Step 2, `do`, `most`: `show` takes 2 actions: so many have to be allowed."
    );
    assert_eq!(complaint(limited(2, 0)), "Step 2, `do`, `most`: It takes one action at least.");
}

#[test]
fn what_is_wrong_with_a_task() {
    let crashed = json!({ "server": 1, "health": "crashed" });
    let crash = json!([{ "crash": 1 }]);
    let asked_more =
        json!([to_the_leader(), task(json!({ "in_flight": "nothing" }), crash.clone())]);
    assert!(complaint(asked_more).starts_with(
        "Step 2, `do`, `until`: What the reader shall bring about is told by `leader`"
    ));
    let explained = |text: &str| {
        json!([
            to_the_leader(),
            task(crashed.clone(), crash.clone()),
            { "explain": { "text": [text] } }
        ])
    };
    let cases = [
        (
            json!([to_the_leader(), task(json!({ "leader": 1 }), crash.clone())]),
            "Step 2, `do`, `until`: This is so already: there is nothing to do.",
        ),
        (
            json!([to_the_leader(), task(crashed.clone(), json!([{ "crash": 2 }]))]),
            "Step 2, `do`, `show`: These steps do not bring it about. Expected: Server 1 is down. Found: Server 1 runs.",
        ),
        (
            json!([to_the_leader(), task(crashed.clone(), json!([]))]),
            "Step 2, `do`, `show`: \"Show me\" has to do something.",
        ),
        (
            json!([
                to_the_leader(),
                task(crashed.clone(), crash.clone()),
                { "play": { "until": { "leader": "any" } } }
            ]),
            "Step 3: Here the run is the reader's: say in `until` how far it shall go, or begin a card before it goes on.",
        ),
        (
            explained("{leader.term}"),
            "Step 3, `explain`, `text` 1: {leader.term} can't be filled: there is no such server at that moment.",
        ),
        (
            explained("{2.term}"),
            "Step 3, `explain`, `text` 1: Here the run is what the reader has made of it: {2.term} may be something else there. Only names by number can be filled in, as in {1.name}.",
        ),
    ];
    for (steps, wanted) in cases {
        assert_eq!(complaint(steps), wanted);
    }
}

fn ask(what: Value) -> Value {
    let mut ask = json!({ "title": "Guess", "text": [], "question": "And now?" });
    for (field, value) in what.as_object().expect("an object") {
        ask[field] = value.clone();
    }
    json!({ "ask": ask })
}

fn to_the_end() -> Value {
    json!({ "play": { "until": { "server": "all", "applied": 2 }, "pace": "slow", "mark": "the end" } })
}

#[test]
fn a_number_is_what_the_hole_says_after_the_run() {
    let number = json!({ "number": {
        "right": "{copies.2}", "from": 0, "to": 3, "why": "{copies.2} of 3.", "raft": "3/3"
    } });
    let lesson = compiled(json!([to_the_leader(), ask(number), to_the_end()]));
    let card = &lesson.cards[0];
    let question = question(card);
    assert_eq!((question.kind, question.right()), (QuestionKind::Number, vec![3]));
    let words: Vec<&str> = question.options.iter().map(|it| &*it.words).collect();
    assert_eq!((words, &*question.why), (vec!["0", "1", "2", "3"], "3 of 3."));
    assert_eq!(card.legs.iter().map(|leg| leg.pace).collect::<Vec<_>>(), [Pace::Slow]);
    assert!(question.excludes(0, 3) && question.is_answered(&[0]) && !question.is_answered(&[]));
    let cases = [
        (
            json!({ "right": "{copies.2}", "from": 0, "to": 2 }),
            "Step 2, `ask`, `number`, `right`: This is 3, which is no number from 0 to 2.",
        ),
        (
            json!({ "right": "{leader.name}", "from": 0, "to": 2 }),
            "Step 2, `ask`, `number`, `right`: This is Robin, which is no number from 0 to 2.",
        ),
        (
            json!({ "right": "1", "from": 0, "to": 99 }),
            "Step 2, `ask`, `number`: `from` and `to` are 2 to 21 numbers.",
        ),
    ];
    for (number, wanted) in cases {
        let steps = json!([to_the_leader(), ask(json!({ "number": number })), to_the_end()]);
        assert_eq!(complaint(steps), wanted);
    }
}

#[test]
fn fields_are_those_of_the_message_that_is_sent() {
    let fields = |kind: &str, to: u16, fields: Value| {
        json!({ "fields": {
            "message": { "from": 1, "to": to, "kind": kind }, "ask": fields, "why": "See the log."
        } })
    };
    let asked = json!(["prev_log_index", "prev_log_term", "entries", "leader_commit"]);
    let play = json!({ "play": { "until": { "server": 1, "last": 2 } } });
    let and_a_moment = json!({ "play": { "until": { "server": 2, "last": 2 } } });
    let steps = json!([
        to_the_leader(),
        { "play": { "until": { "server": 1, "last": 2 } } },
        ask(fields("append-entries", 2, asked.clone())),
        and_a_moment
    ]);
    // The entry was sent the moment it was appended: what comes next is the commit.
    let next = complaint(steps);
    assert!(
        next.starts_with("Step 3, `ask`, `fields`, `message`: Until the run has decided, Server 1 sends no append-entries to Server 2."),
        "{next}"
    );
    let lesson =
        compiled(json!([to_the_leader(), ask(fields("append-entries", 2, asked)), to_the_end()]));
    let question = question(&lesson.cards[0]);
    assert_eq!(question.kind, QuestionKind::Fields);
    let right = question.right().into_iter().map(|place| question.options[place].is);
    let wanted = [
        OptionIs::Field(FieldName::PrevLogIndex, 1),
        OptionIs::Field(FieldName::PrevLogTerm, 1),
        OptionIs::Field(FieldName::Entries, 0),
        OptionIs::Field(FieldName::LeaderCommit, 1),
    ];
    assert_eq!(right.collect::<Vec<_>>(), wanted, "a heartbeat comes first");
    assert!(question.is_answered(&question.right()) && !question.is_answered(&[0]));
    assert!(question.excludes(0, 1) && !question.excludes(0, question.options.len() - 1));
    let cases = [
        (
            fields("append-entries", 2, json!(["last_log_index"])),
            "Step 2, `ask`, `fields`, `ask` 1: A message of the kind append-entries has no last_log_index.",
        ),
        (
            fields("request-vote", 2, json!(["term"])),
            "Step 2, `ask`, `fields`, `message`: Until the run has decided, Server 1 sends no request-vote to Server 2.",
        ),
        (
            fields("append-entries", 2, json!([])),
            "Step 2, `ask`, `fields`, `ask`: A question asks for 1 to 6 fields.",
        ),
    ];
    for (what, wanted) in cases {
        assert_eq!(complaint(json!([to_the_leader(), ask(what), play.clone()])), wanted);
    }
}

#[test]
fn an_option_can_be_an_entry_and_lead_to_what_refutes_it() {
    let options = json!({ "options": [
        {
            "entry": { "server": "leader", "index": 1 }, "if": { "server": 1, "last": 1 },
            "see": "the end", "look_at": [{ "entry": { "server": 1, "index": 2 } }]
        },
        { "text": "Another", "if": { "server": 1, "last": 2 } }
    ] });
    let steps = json!([to_the_leader(), ask(options), to_the_end()]);
    let lesson = compiled(steps.clone());
    let question = question(&lesson.cards[0]);
    let [entry, _] = &question.options[..] else { panic!("two options") };
    assert_eq!((entry.is, &*entry.words), (OptionIs::Entry(ServerId(1), 1), ""));
    assert_eq!(entry.see, Some(lesson.cards[0].ends()));
    assert_eq!(entry.look_at, [LookAt::Entry(ServerId(1), 2)]);
    let changed = |pointer: &str, value: Value| {
        let mut steps = steps.clone();
        *steps.pointer_mut(pointer).expect("it is there") = value;
        complaint(steps)
    };
    assert_eq!(
        changed("/1/ask/options/0/entry/index", json!(7)),
        "Step 2, `ask`, `options` 1, `entry`: Server 1 has no entry 7 at that moment."
    );
    assert_eq!(
        changed("/1/ask/options/0/see", json!("nowhen")),
        "Step 2, `ask`, `options` 1, `see`: No `play` of this lesson has the mark \"nowhen\"."
    );
    assert_eq!(
        changed("/1/ask/options/0/look_at/0/entry/index", json!(3)),
        "Step 2, `ask`, `options` 1, `look_at` 1: Server 1 has no entry 3 at that moment."
    );
    let mut right = steps.clone();
    right[1]["ask"]["options"][1]["see"] = json!("the end");
    assert_eq!(
        complaint(right),
        "Step 2, `ask`, `options` 2, `see`: This option is right: there is nothing to see against it."
    );
    let mut both = steps;
    both[1]["ask"]["number"] = json!({ "right": "1", "from": 0, "to": 1 });
    assert_eq!(
        complaint(both),
        "Step 2, `ask`: A question has `options`, a `number` or `fields`: one of them."
    );
}

#[test]
fn what_is_pointed_at_is_there() {
    let look = |pointers: Value| {
        json!([
            { "play": { "until": { "in_flight": { "from": 1, "to": 2 } } } },
            { "say": { "title": "Look", "text": ["There."], "look_at": pointers } }
        ])
    };
    let all = json!([
        { "server": 2 },
        { "message": { "from": 1, "to": 2 } },
        { "pane": "lunch" }
    ]);
    let node = |server| Node::Server(ServerId(server));
    assert_eq!(
        compiled(look(all)).cards[0].look_at,
        [
            LookAt::Server(ServerId(2)),
            LookAt::Message(node(1), node(2)),
            LookAt::Pane(PaneName::Lunch)
        ]
    );
    let cases = [
        (
            json!([{ "server": 9 }]),
            "Step 2, `say`, `look_at` 1: There is no such server at that moment: Server 9.",
        ),
        (
            json!([{ "server": 1 }, { "message": { "from": 2, "to": 3 } }]),
            "Step 2, `say`, `look_at` 2: No such message is in flight at that moment.",
        ),
        (
            json!([{ "pane": "kitchen" }]),
            "Step 2, `say`, `look_at` 1, `pane`: There is no `kitchen` here. It can be one of `lunch`, `cluster`, `log`.",
        ),
    ];
    for (pointers, wanted) in cases {
        assert_eq!(complaint(look(pointers)), wanted);
    }
}

#[test]
fn links_lead_to_the_glossary() {
    let lesson = compiled(json!([say("A [quorum], and [one more|quorum]. [AppendEntries] too.")]));
    assert_eq!(lesson.cards[0].text, ["A [quorum], and [one more|quorum]. [AppendEntries] too."]);
    assert_eq!(
        complaint(json!([say("A [quorun] decides.")])),
        "Step 1, `say`, `text` 1: [quorun] leads to the entry \"quorun\", which the glossary doesn't have. Another one is named after a bar: [quorun|term]."
    );
    assert_eq!(
        complaint(json!([say("A [quorum decides.")])),
        "Step 1, `say`, `text` 1: A link is not closed: its `]` is missing."
    );
}

#[test]
fn a_quiz_is_of_families_that_there_are() {
    let mut lesson = lesson(json!([say("Hello.")]));
    lesson["quiz"] = json!(["votes", "commit-index"]);
    assert_eq!(attempt(&lesson).expect("they exist").quiz, ["votes", "commit-index"]);
    lesson["quiz"] = json!(["voting"]);
    let error = attempt(&lesson).expect_err("there is none");
    assert!(
        error.contains("There is no family \"voting\". There are: electable, votes"),
        "{error}"
    );
}

/// The glossary that ships.
#[test]
fn the_glossary_explains_the_words_of_the_field() {
    let root = std::env::var_os("CARGO_MANIFEST_DIR");
    let root = root.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let path = Path::new(&root).join("static/glossary/en.json");
    let text = fs::read_to_string(path).expect("there is a glossary");
    let glossary = Glossary::from_json(&text).expect("it can be read");
    assert!(glossary.entries().len() >= 45);
    for entry in glossary.entries() {
        let sentences = entry.text.matches(['.', '?']).count();
        assert!(entry.text.ends_with('.'), "{}: {}", entry.name, entry.text);
        // "§5.2" and "A 1." are no sentences of their own, but nothing here is long.
        assert!((1..=4).contains(&sentences) && entry.text.len() <= 240, "{}", entry.name);
        let has_place = entry.section.is_empty()
            || ["§", "Thesis §", "Figure "].iter().any(|start| entry.section.starts_with(start));
        assert!(has_place, "{}: {}", entry.name, entry.section);
    }
    let bytes = glossary.to_bytes().expect("it can be written");
    assert_eq!(Glossary::from_bytes(&bytes), Ok(glossary.clone()));
    for word in ["quorum", "prev-log-index", "pre-vote", "joint-consensus", "stale-leader"] {
        assert!(glossary.entry(word).is_some(), "{word}");
    }
    let odd = Glossary::from_json(r#"{ "Quorum": { "term": "quorum", "text": "x" } }"#);
    let odd = odd.expect_err("names are small");
    assert_eq!(odd.sentence, "The name of an entry has small letters, digits and hyphens.");
}
