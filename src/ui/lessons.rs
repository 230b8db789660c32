//! Fetching lessons, and what is kept of what was done in them: the name of each lesson and
//! how far it is, in this browser alone. Without storage they work all the same.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::files::{self, Own};
use super::{page, parts};
use crate::app::{LessonMsg, Msg, Progress, is_address};
use crate::lesson::{Glossary, Lesson, Shelf};

/// The name under which the progress is kept.
const KEY: &str = "raft-lunch-lessons";

/// Fetches the lessons that there are.
pub fn fetch_shelf(on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let shelf = match fetch("shelf").await {
            Some(bytes) => Shelf::from_bytes(&bytes).ok(),
            None => None,
        };
        let no_shelf = || page::locale().words().chrome().lessons.no_shelf.into();
        on.emit(match shelf {
            Some(shelf) => Msg::Lesson(LessonMsg::Shelf(Rc::new(shelf))),
            None => Msg::Complain(no_shelf()),
        });
    });
}

/// Fetches a lesson, of which this card is wanted. One that does not come with the page is
/// named by its address.
pub fn fetch_lesson(name: String, card: usize, on: &Callback<Msg>) {
    files::tell(on, async move {
        let lesson = match is_address(&name) {
            true => compiled(&files::fetch_from(&name).await?).await?,
            false => {
                let bytes = fetch(&format!("{name}.lesson")).await;
                let lesson = bytes.and_then(|bytes| Lesson::from_bytes(&bytes).ok());
                lesson.ok_or(page::locale().words().chrome().lessons.no_lesson)?
            }
        };
        Ok(Msg::Lesson(LessonMsg::Taken(name, card, Rc::new(lesson))))
    });
}

/// Opens the lesson that the reader has. It has no name: nothing is kept of it.
pub fn open_own(own: Own, on: &Callback<Msg>) {
    files::tell(on, async move {
        let lesson = compiled(&files::text_of(own).await?).await?;
        Ok(Msg::Lesson(LessonMsg::Taken(String::new(), 0, Rc::new(lesson))))
    });
}

async fn compiled(text: &str) -> Result<Lesson, String> {
    let glossary = fetch("glossary").await;
    let glossary = glossary.ok_or(page::locale().words().chrome().files.no_part)?;
    files::compiled_lesson(text, &glossary).await
}

/// Fetches the glossary.
pub fn fetch_glossary(on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let glossary = match fetch("glossary").await {
            Some(bytes) => Glossary::from_bytes(&bytes).ok().map(Rc::new),
            None => None,
        };
        on.emit(Msg::Lesson(LessonMsg::Glossary(glossary)));
    });
}

async fn fetch(file: &str) -> Option<Vec<u8>> {
    parts::translated("lessons", file).await
}

/// What was done on earlier visits.
pub fn kept_progress() -> Progress {
    let text = page::storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    Progress::from_text(&text.unwrap_or_default())
}

/// Keeps what was done for the next visit.
pub fn keep_progress(progress: &Progress) {
    if let Some(storage) = page::storage() {
        // A full or forbidden storage keeps nothing, and the lesson goes on.
        let _ = storage.set_item(KEY, &progress.to_text());
    }
}
