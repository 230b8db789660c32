//! Lessons in another language: what a translation has to have, and what the build makes of it.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use raft_lunch::lesson::{Glossary, Lesson, LessonFile, Shelf};
use raft_lunch::scenario::{Translation, TranslationErrors};
use raft_lunch::words::LanguageTag;
use serde_json::{Value, json};

/// A short lesson with a question, a moment to go back to, a hole and a link.
fn english() -> Value {
    json!({
        "version": 1, "title": "Who leads?", "question": "Who will lead?", "minutes": 1,
        "group": "agreeing",
        "scenario": {
            "version": 1, "title": "One", "seed": 7, "servers": 3,
            "steps": [{ "force_timeout": 2 }, { "run": "100 ms" }]
        },
        "steps": [
            { "say": { "title": "Three servers", "text": ["No [leader] yet."] } },
            { "play": { "until": { "leader": "any" }, "mark": "the election" } },
            { "ask": {
                "title": "Who?", "text": [], "question": "Who will it be?",
                "options": [
                    { "text": "{1.server}", "if": { "leader": 1 } },
                    { "text": "2", "if": { "leader": 2 }, "why": "{leader.name} asked first." }
                ],
                "when": { "leader": "any" }
            } },
            { "branch": { "to": "the election", "steps": [{ "crash": 2 }] } },
            { "say": { "title": "Once more", "text": ["{2.name} is gone."] } }
        ]
    })
}

/// All of its texts in another language.
fn chinese() -> Value {
    json!({
        "Who leads?": "谁领导？",
        "Who will lead?": "谁会领导？",
        "Three servers": "三台服务器",
        "No [leader] yet.": "还没有[领导者|leader]。",
        "the election": "选举",
        "Who?": "谁？",
        "Who will it be?": "会是谁？",
        "{leader.name} asked first.": "{leader.name} 先问，{leader.name} 得到了。",
        "Once more": "再来一次",
        "{2.name} is gone.": "{2.name} 走了。"
    })
}

const LEADER: &str = r#"{ "leader": { "term": "leader", "text": "Leads." } }"#;
const LEADER_THERE: &str = r#"{ "leader": { "term": "领导者", "text": "领头的。" } }"#;

fn file() -> LessonFile {
    LessonFile::from_json(&english().to_string()).expect("it is a lesson")
}

/// What is wrong with the translation after this change.
fn complaints(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut texts = chinese();
    change(&mut texts);
    let translation = Translation::from_json(&texts.to_string()).expect("it is a map");
    match translation.lesson(&file()) {
        Ok(_) => Vec::new(),
        Err(TranslationErrors(errors)) => errors,
    }
}

#[test]
fn what_has_words_is_translated_and_numbers_and_holes_need_not_be() {
    assert_eq!(complaints(|_| {}), [""; 0]);
}

#[test]
fn a_translation_lacks_nothing_and_has_nothing_old() {
    let missing = complaints(|texts| {
        texts.as_object_mut().expect("a map").remove("Once more");
    });
    assert_eq!(missing, ["There is no translation of \"Once more\"."]);
    let old = complaints(|texts| texts["Twice more"] = json!("再来两次"));
    assert_eq!(old, ["The English doesn't say \"Twice more\" any more."]);
    // The name of a moment to which a card goes back is read, too.
    let moment = complaints(|texts| {
        texts.as_object_mut().expect("a map").remove("the election");
    });
    assert_eq!(moment, ["There is no translation of \"the election\"."]);
}

#[test]
fn it_has_the_same_holes_and_leads_to_the_same_entries() {
    let holes = complaints(|texts| texts["{2.name} is gone."] = json!("{1.name} 走了。"));
    assert_eq!(
        holes,
        ["The translation of \"{2.name} is gone.\" has other holes: {1.name}, and not {2.name}."]
    );
    let links = complaints(|texts| texts["No [leader] yet."] = json!("还没有领导者。"));
    assert_eq!(
        links,
        [
            "The translation of \"No [leader] yet.\" has other links to the glossary: none, and not leader."
        ]
    );
}

/// A folder with the lesson, a shelf and a glossary, and the program that compiles it.
struct Project {
    folder: PathBuf,
}

impl Project {
    fn new(name: &str) -> Project {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let project = Project { folder };
        project.write("lessons/one.json", &english().to_string());
        project.write(
            "lessons/shelf.json",
            r#"{ "groups": [{ "name": "agreeing", "title": "Agreeing", "about": "All is well" }], "lessons": ["one"] }"#,
        );
        project.write("lessons/lesson.schema.json", "{}");
        project.write("glossary/en.json", LEADER);
        project
    }

    fn translated(name: &str) -> Project {
        let project = Project::new(name);
        project.write("lessons/zh/one.json", &chinese().to_string());
        project.write(
            "lessons/zh/shelf.json",
            r#"{ "Agreeing": "达成一致", "All is well": "一切顺利" }"#,
        );
        project.write("glossary/zh.json", LEADER_THERE);
        project
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    fn build(&self) -> Output {
        let mut lessons = Command::new(env!("CARGO_BIN_EXE_lessons"));
        let (from, to) = (self.folder.join("lessons"), self.folder.join("built"));
        lessons.args([from, to]).output().expect("it runs")
    }

    fn built(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join("built").join(file)).expect("it was made")
    }

    fn lesson(&self, file: &str) -> Lesson {
        Lesson::from_bytes(&self.built(file)).expect("it is a lesson")
    }

    fn shelf(&self, file: &str) -> Shelf {
        Shelf::from_bytes(&self.built(file)).expect("it is a shelf")
    }

    /// What the build says, where it fails.
    fn complaint(&self) -> String {
        let output = self.build();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

#[test]
fn each_language_gets_its_lessons_its_shelf_and_its_glossary() {
    let project = Project::translated("translated");
    let output = project.build();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (here, there) = (project.lesson("one.lesson"), project.lesson("zh/one.lesson"));
    assert_eq!((&*here.title, &*there.title), ("Who leads?", "谁领导？"));
    assert_eq!(there.cards[0].text, ["还没有[领导者|leader]。"]);
    let question = there.cards[1].question.as_ref().expect("it asks");
    assert_eq!(question.options[1].why, "Sasha 先问，Sasha 得到了。");
    assert_eq!(question.options[0].words, "S1");
    assert_eq!(there.cards[2].back_to.as_deref(), Some("选举"));
    assert_eq!(here.cards[2].back_to.as_deref(), Some("the election"));
    assert_eq!(here.runs, there.runs, "its runs are the same");
    let shelf = project.shelf("zh/shelf");
    assert_eq!((&*shelf.groups[0].title, &*shelf.groups[0].about), ("达成一致", "一切顺利"));
    assert_eq!(shelf.groups[0].lessons[0].question, "谁会领导？");
    let glossary = Glossary::from_bytes(&project.built("zh/glossary")).expect("it is one");
    assert_eq!(glossary.entry("leader").map(|entry| &*entry.term), Some("领导者"));
}

#[test]
fn until_there_are_translations_a_language_has_the_lessons_in_english() {
    assert!(!LanguageTag::Spanish.is_whole());
    let project = Project::translated("untranslated");
    assert!(project.build().status.success());
    assert_eq!(project.built("es/glossary"), project.built("glossary"));
    let (here, there) = (project.lesson("one.lesson"), project.lesson("es/one.lesson"));
    assert_eq!((here.is_untranslated, there.is_untranslated), (false, true));
    assert_eq!(Lesson { is_untranslated: false, ..there }, here, "it is the same but for that");
    assert!(project.shelf("es/shelf").groups[0].lessons[0].is_untranslated);
}

#[test]
fn a_language_that_is_whole_does_not_turn_english_when_its_folder_is_gone() {
    assert!(LanguageTag::Chinese.is_whole());
    let project = Project::translated("folder-gone");
    let folder = project.folder.join("lessons/zh");
    fs::remove_dir_all(&folder).expect("it is there");
    let why = "This folder is missing. All translations into \"zh\" have to be there.";
    assert_eq!(project.complaint(), format!("{}: {why}\n", folder.display()));
}

#[test]
fn in_a_language_that_has_only_begun_the_other_lessons_are_in_english() {
    assert!(!LanguageTag::Spanish.is_whole());
    let project = Project::translated("begun");
    let mut other = english();
    other["title"] = json!("Who follows?");
    project.write("lessons/two.json", &other.to_string());
    let there = chinese().to_string().replace("Who leads?", "Who follows?");
    project.write("lessons/zh/two.json", &there);
    project.write(
        "lessons/shelf.json",
        r#"{ "groups": [{ "name": "agreeing", "title": "Agreeing", "about": "All is well" }], "lessons": ["one", "two"] }"#,
    );
    project.write("lessons/es/one.json", &chinese().to_string().replace("谁领导？", "¿Quién?"));
    project
        .write("lessons/es/shelf.json", r#"{ "Agreeing": "De acuerdo", "All is well": "Bien" }"#);
    project.write("glossary/es.json", LEADER_THERE);
    let output = project.build();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let titles = ["one", "two"].map(|name| {
        let lesson = project.lesson(&format!("es/{name}.lesson"));
        (lesson.title, lesson.is_untranslated)
    });
    assert_eq!(titles, [("¿Quién?".into(), false), ("Who follows?".into(), true)]);
    let shelf = project.shelf("es/shelf");
    let is_untranslated = |at: usize| shelf.groups[0].lessons[at].is_untranslated;
    assert_eq!((&*shelf.groups[0].title, is_untranslated(0)), ("De acuerdo", false));
    assert!(is_untranslated(1));
    assert!(project.shelf("shelf").lessons().all(|lesson| !lesson.is_untranslated));

    // What is there has to be right, and a name with a slip is no lesson that is missing.
    project.write("lessons/es/tow.json", "{}");
    assert!(project.complaint().contains("tow.json: The shelf has no lesson \"tow\"."));
    fs::remove_file(project.folder.join("lessons/es/tow.json")).expect("it is there");
    project.write("lessons/es/two.json", "{}");
    assert!(project.complaint().contains("two.json: There is no translation of"));
}

#[test]
fn a_broken_translation_breaks_the_build_with_its_file_and_a_sentence() {
    let project = Project::translated("broken");
    project.write("lessons/zh/one.json", "{}");
    let said = project.complaint();
    let path = project.folder.join("lessons/zh/one.json");
    let first = format!("{}: There is no translation of \"Who leads?\".\n", path.display());
    assert!(said.starts_with(&first), "{said}");
    assert_eq!(said.lines().count(), chinese().as_object().expect("a map").len(), "{said}");

    fs::remove_file(&path).expect("it is there");
    assert!(LanguageTag::Chinese.is_whole());
    assert!(project.complaint().contains("one.json: "), "in a whole language all are there");

    let project = Project::translated("broken-glossary");
    project.write("glossary/zh.json", "{}");
    assert!(project.complaint().contains("zh.json: The entry \"leader\" is missing."));
}
