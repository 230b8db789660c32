//! Makes three parts of the page while it is built (`Trunk.toml`): its first picture, which the
//! reader sees before the wasm has come; its style sheet; and the posters of posts.
//! `index.html` names the files.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{env, fs, io};

use raft_lunch::app::{App, LessonMsg, Msg, PageQuery, Script};
use raft_lunch::lesson::{Glossary, LessonFile, ShelfFile, compile_lesson};
use raft_lunch::run::RunLink;
use raft_lunch::scenario::{ScenarioFile, compile};
use raft_lunch::ui::{first_picture, poster};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("first-picture FROM TO: FROM has the styles, scenarios and lessons.".into());
    };
    let posters = to.join("posters");
    fs::create_dir_all(&posters)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    fs::write(to.join("first-picture.html"), runtime.block_on(first_picture()))?;
    fs::write(to.join("styles.css"), joined(&from.join("styles.css"))?)?;
    for (name, app) in posed(&from)? {
        let svg = runtime.block_on(poster(app.screen().scene.clone()));
        fs::write(posters.join(name).with_extension("svg"), svg)?;
    }
    Ok(())
}

/// The style sheets that `list` imports, one after the other. A browser asks for one file
/// once; for twenty it would have to ask several times before it can draw anything.
fn joined(list: &Path) -> io::Result<String> {
    let text = fs::read_to_string(list)?;
    let imports =
        text.lines().filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"));
    imports.map(|part| fs::read_to_string(list.with_file_name(part))).collect()
}

/// The page at the first moment of the story, of each scenario and of each lesson, by the names
/// of their posters.
fn posed(from: &Path) -> Result<Vec<(String, App)>, Box<dyn Error>> {
    let started = || App::new(&PageQuery::default());
    let mut all = vec![("story".to_owned(), started())];
    for entry in fs::read_dir(from.join("scenarios"))? {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(file) = ScenarioFile::from_json(&fs::read_to_string(&path)?) else { continue };
        let run = compile(&file).map_err(|error| format!("{}: {error}", path.display()))?.run;
        let mut app = started();
        app.update(Msg::Open(Box::new(RunLink::new(run)), Script::default()));
        all.push((format!("scenario-{name}"), app));
    }
    let read = |path: &str| fs::read_to_string(from.join(path));
    let glossary = Glossary::from_json(&read("glossary/en.json")?)?;
    for name in ShelfFile::from_json(&read("lessons/shelf.json")?)?.lessons {
        let file = LessonFile::from_json(&read(&format!("lessons/{name}.json"))?)?;
        let lesson = Rc::new(compile_lesson(&file, &glossary)?);
        let mut app = started();
        app.update(Msg::Lesson(LessonMsg::Taken(name.clone(), 0, lesson)));
        all.push((format!("lesson-{name}"), app));
    }
    Ok(all)
}
