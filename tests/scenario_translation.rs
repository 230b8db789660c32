//! Scenarios in another language: what a translation has to have, what the build makes of it, and
//! that it plays like the English one.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use raft_lunch::cluster::{Action, Event, EventBody, Run};
use raft_lunch::run::{History, RunLink};
use raft_lunch::scenario::{
    Compiled, ScenarioFile, Step, Translation, TranslationErrors, Verb, compile, saved_script,
};
use raft_lunch::words::LanguageTag;
use scenario_support::{FILES, played, read};
use serde_json::{Value, json};

/// A scenario with a caption wherever one can stand.
fn english() -> Value {
    json!({
        "version": 1, "title": "One lunch", "about": "A short one. It ends soon.", "seed": 7,
        "servers": 3,
        "steps": [
            { "say": "Look." },
            { "until": { "leader": "any" }, "note": "Someone {leads}." },
            { "repeat": 2, "steps": [
                { "propose": "SET A 1", "note": "A is 1." },
                { "refused": { "restart": 1 }, "note": "Look." }
            ] }
        ]
    })
}

/// All of its texts in another language.
fn chinese() -> Value {
    json!({
        "One lunch": "一顿午饭",
        "A short one. It ends soon.": "很短的一次。很快就完。",
        "Look.": "看。",
        "Someone {leads}.": "有人 {leads}。",
        "A is 1.": "A 是 1。"
    })
}

/// The scenario in Chinese after this change to its translation.
fn translated(change: impl FnOnce(&mut Value)) -> Result<ScenarioFile, Vec<String>> {
    let mut texts = chinese();
    change(&mut texts);
    let translation = Translation::from_json(&texts.to_string()).expect("it is a map");
    let file = ScenarioFile::from_json(&english().to_string()).expect("it is a scenario");
    translation.scenario(&file).map_err(|TranslationErrors(errors)| errors)
}

/// What is wrong with the translation after this change.
fn complaints(change: impl FnOnce(&mut Value)) -> Vec<String> {
    translated(change).expect_err("something is wrong")
}

#[test]
fn title_text_and_captions_are_translated_and_nothing_else() {
    let file = translated(|_| {}).expect("it is whole");
    let mut expected = english().to_string();
    for (text, there) in chinese().as_object().expect("a map") {
        expected = expected.replace(&format!("\"{text}\""), &there.to_string());
    }
    assert_eq!(file, ScenarioFile::from_json(&expected).expect("it is a scenario"));
}

#[test]
fn a_translation_lacks_nothing_has_nothing_old_and_the_same_holes() {
    let missing = complaints(|texts| {
        texts.as_object_mut().expect("a map").remove("Look.");
    });
    assert_eq!(missing, ["There is no translation of \"Look.\"."]);
    let old = complaints(|texts| texts["Look there."] = json!("看那里。"));
    assert_eq!(old, ["The English doesn't say \"Look there.\" any more."]);
    // What a client sends is no text for readers.
    let command = complaints(|texts| texts["SET A 1"] = json!("A 是 1"));
    assert_eq!(command, ["The English doesn't say \"SET A 1\" any more."]);
    let holes = complaints(|texts| texts["Someone {leads}."] = json!("有人。"));
    assert_eq!(
        holes,
        ["The translation of \"Someone {leads}.\" has other holes: none, and not {leads}."]
    );
}

/// Runs the program that puts scenarios together for the page.
fn build(from: &Path, to: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scenarios")).args([from, to]).output().expect("it runs")
}

/// A folder with that scenario and a list.
struct Project {
    folder: PathBuf,
}

impl Project {
    fn new(name: &str) -> Project {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let project = Project { folder };
        project.write("from/one.json", &english().to_string());
        let listed = json!({
            "about": "A short one.", "file": "one.json", "level": "basics", "seconds": 9,
            "title": "One lunch"
        });
        project.write("from/index.json", &json!([listed]).to_string());
        project.write("from/scenario.schema.json", "{}");
        project
    }

    fn translated(name: &str) -> Project {
        let project = Project::new(name);
        project.write("from/zh/one.json", &chinese().to_string());
        project
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    fn build(&self) -> Output {
        build(&self.folder.join("from"), &self.folder.join("to"))
    }

    fn built(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join("to").join(file)).expect("it was made")
    }

    /// What the build says, where it fails.
    fn complaint(&self) -> String {
        let output = self.build();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// The file of the translation, as the build names it.
    fn translation(&self) -> String {
        self.folder.join("from").join("zh").join("one.json").display().to_string()
    }
}

#[test]
fn each_language_gets_its_scenarios_and_its_list() {
    let project = Project::translated("scenarios-translated");
    let output = project.build();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(project.built("one.json"), english().to_string(), "as its author wrote it");
    let there = ScenarioFile::from_json(&project.built("zh/one.json"));
    assert_eq!(there.ok(), translated(|_| {}).ok());
    let list: Value = serde_json::from_str(&project.built("zh/index.json")).expect("JSON");
    let listed = json!([{
        "about": "很短的一次。很快就完。", "file": "one.json", "level": "basics", "seconds": 9,
        "title": "一顿午饭"
    }]);
    assert_eq!(list, listed);
}

#[test]
fn until_there_are_translations_a_language_has_the_scenarios_in_english() {
    assert!(!LanguageTag::Spanish.is_whole());
    let project = Project::translated("scenarios-untranslated");
    assert!(project.build().status.success());
    for file in ["one.json", "index.json"] {
        assert_eq!(project.built(&format!("es/{file}")), project.built(file), "{file}");
    }
}

#[test]
fn a_language_that_is_whole_does_not_turn_english_when_its_folder_is_gone() {
    assert!(LanguageTag::Chinese.is_whole());
    let project = Project::translated("scenarios-folder-gone");
    let folder = project.folder.join("from").join("zh");
    fs::remove_dir_all(&folder).expect("it is there");
    let why = "This folder is missing. All translations into \"zh\" have to be there.";
    assert_eq!(project.complaint(), format!("{}: {why}\n", folder.display()));
}

#[test]
fn a_broken_translation_breaks_the_build_with_its_file_and_a_sentence() {
    let project = Project::translated("scenarios-broken");
    let path = project.translation();
    project.write("from/zh/one.json", "{}");
    let said = project.complaint();
    let first = format!("{path}: There is no translation of \"One lunch\".\n");
    assert!(said.starts_with(&first), "{said}");
    assert_eq!(said.lines().count(), chinese().as_object().expect("a map").len(), "{said}");

    let mut texts = chinese();
    texts["Look."] = json!("看".repeat(300));
    project.write("from/zh/one.json", &texts.to_string());
    let said = project.complaint();
    assert!(said.starts_with(&format!("{path}: ")) && said.contains("280"), "{said}");

    fs::remove_file(&path).expect("it is there");
    assert!(project.complaint().starts_with(&path), "once there is a folder all are there");

    let project = Project::translated("scenarios-old");
    project.write("from/zh/two.json", "{}");
    assert!(project.complaint().contains("two.json: There is no such scenario in English."));
}

/// The published scenarios in Chinese, as texts, by their names.
fn published_in_chinese(folder: &str) -> BTreeMap<&'static str, String> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/scenarios");
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let output = build(&from, &to);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |name| fs::read_to_string(to.join(format!("zh/{name}.json"))).expect("it was made");
    FILES.iter().map(|(name, _)| (*name, text(name))).collect()
}

fn play(text: &str) -> (ScenarioFile, Compiled) {
    let file = ScenarioFile::from_json(text).expect("it is a scenario");
    let compiled = compile(&file).expect("it plays");
    (file, compiled)
}

/// All that a reader reads of a file.
fn texts(file: &ScenarioFile) -> Vec<String> {
    fn captions(steps: &[Step]) -> Vec<String> {
        let of_step = |step: &Step| {
            let said = match &step.verb {
                Verb::Say(text) => vec![text.clone()],
                Verb::Repeat(repeat) => captions(&repeat.steps),
                _ => Vec::new(),
            };
            said.into_iter().chain(step.note.clone())
        };
        steps.iter().flat_map(of_step).collect()
    }
    let mut texts = vec![file.title.clone(), file.about.clone()];
    texts.extend(captions(&file.steps));
    texts
}

/// The run with nothing in its captions.
fn without_words(mut run: Run) -> Run {
    for anchored in &mut run.actions {
        if let Action::Say { text } = &mut anchored.action {
            text.clear();
        }
    }
    run
}

/// The events of a run to its end, with nothing in their captions.
fn events(Compiled { run, end, .. }: &Compiled) -> Vec<Event> {
    let history = History::replay(run, *end);
    let mut events = history.events().to_vec();
    for event in &mut events {
        if let EventBody::ActionTaken(Action::Say { text }) = &mut event.body {
            text.clear();
        }
    }
    events
}

#[test]
fn in_chinese_each_scenario_plays_event_for_event_like_the_english_one() {
    let mut captions = 0;
    for (name, text) in published_in_chinese("scenarios-played") {
        let (there, (_, here)) = (played(name), play(&text));
        assert_eq!(events(&there), events(&here), "{name}");
        assert_eq!(there.end, here.end, "{name}");
        assert_eq!(here.failures().count(), 0, "{name}");
        let says_nothing = without_words(there.run.clone()) == there.run;
        captions += usize::from(!says_nothing);
        assert_eq!(there.run == here.run, says_nothing, "{name}");
        assert_eq!(there.hash == here.hash, says_nothing, "{name}");
        assert_eq!(without_words(there.run), without_words(here.run.clone()), "{name}");
        // A link carries the captions as they were read.
        let link = RunLink::new(here.run);
        let sent = link.encode().expect("it is short enough");
        assert_eq!(RunLink::decode(&sent), Ok(link), "{name}");
    }
    assert!(captions > 20, "{captions}");
}

#[test]
fn in_chinese_each_scenario_speaks_chinese_in_the_words_of_the_paper() {
    let is_chinese = |text: &str| text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for (name, text) in published_in_chinese("scenarios-spoken") {
        let (file, english) = (play(&text).0, read(name));
        let (here, there) = (texts(&file), texts(&english));
        assert_eq!(here.len(), there.len(), "{name}");
        for text in here {
            assert!(is_chinese(&text) || text == "SET A 1", "{name}: {text}");
            for word in ["点餐单", "持单人", "小本子", "纸条", "午饭"] {
                assert!(!text.contains(word), "{name}: {word} in {text}");
            }
        }
        assert!(file.summary().ends_with(['。', '？']), "{name}: {}", file.summary());
    }
}

#[test]
fn a_translated_scenario_is_saved_with_its_texts_and_opens_again() {
    for (name, text) in published_in_chinese("scenarios-saved") {
        let (file, compiled) = play(&text);
        let saved = saved_script(&text, &file.title, &file.about, &compiled.run);
        assert_eq!(saved.as_deref(), Some(&*text), "{name}");
        let renamed = saved_script(&text, "我的场景", &file.about, &compiled.run);
        let (again, same) = play(&renamed.expect("it is still its script"));
        assert_eq!(texts(&again)[1..], texts(&file)[1..], "{name}");
        assert_eq!(same.hash, compiled.hash, "{name}");
    }
}
