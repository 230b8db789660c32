//! Scenarios and lessons of the reader's own for the page, as a module of its own: it is fetched when
//! a reader opens or saves one, so that the page does not carry a JSON decoder for everybody.
//!
//! It is the same decoder and the same play as `examples/replay`. The two modules talk in
//! the bytes of a link: that is what each of them knows to check.

#[cfg(target_arch = "wasm32")]
mod page {
    use js_sys::{Array, Uint8Array};
    use raft_lunch::lesson::{Glossary, LessonFile, compile_lesson};
    use raft_lunch::run::{MAX_WORDS, RunLink};
    use raft_lunch::scenario::{MAX_ABOUT_CHARS, ScenarioFile, compile, saved, saved_script};
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    // What is said about a scenario is not cut.
    const _: () = assert!(MAX_ABOUT_CHARS <= MAX_WORDS);

    /// Reads a scenario and plays it. An array: the bytes of a link to its beginning, its
    /// text, the moment at which the script ends, and then for everything that it expects a sentence, and what was found instead
    /// or null.
    #[wasm_bindgen]
    pub fn open(text: &str) -> Result<Array, JsValue> {
        let file = ScenarioFile::from_json(text).map_err(|error| error.to_string())?;
        let compiled = compile(&file).map_err(|error| error.in_text(text).to_string())?;
        let short = |text: &str| text.chars().take(MAX_WORDS).collect::<String>();
        let mut link = RunLink::new(compiled.run);
        link.title = short(&file.title);
        link.words = short(&file.about);
        let bytes = link.to_bytes().map_err(|error| error.to_string())?;
        let bytes = Uint8Array::from(bytes.as_slice());
        let opened = Array::of3(&bytes, &text.into(), &(compiled.end as f64).into());
        for result in compiled.results {
            opened.push(&result.expected.into());
            opened.push(&result.found.map_or(JsValue::NULL, JsValue::from));
        }
        Ok(opened)
    }

    /// Reads a lesson and plays it, as the build does with those that ship: the bytes of the
    /// compiled one. `glossary` is the page's own, compiled.
    #[wasm_bindgen]
    pub fn lesson(text: &str, glossary: &[u8]) -> Result<Vec<u8>, JsValue> {
        let glossary = Glossary::from_bytes(glossary).map_err(|error| error.to_string())?;
        let lesson = LessonFile::from_json(text).and_then(|file| compile_lesson(&file, &glossary));
        let lesson = lesson.map_err(|error| error.in_text(text).to_string())?;
        Ok(lesson.to_bytes().map_err(|error| error.to_string())?)
    }

    /// The run of a link as a scenario: the one in `source`, if that is still its script.
    #[wasm_bindgen]
    pub fn save(bytes: &[u8], source: &str) -> Result<String, JsValue> {
        let RunLink { title, words, run, end, .. } =
            RunLink::from_bytes(bytes).map_err(|error| error.to_string())?;
        match saved_script(source, &title, &words, &run) {
            Some(text) => Ok(text),
            None => saved(&title, &words, &run, end).map_err(JsValue::from),
        }
    }
}

fn main() {}
