//! Practice questions for the page, as a module of its own: it is fetched when practice is
//! opened, so that the page carries no family's code and none of its sentences.
//!
//! The two talk in postcard bytes of the values in `practice`, which the page can show. It has
//! all languages, and is told which one is wanted.

#[cfg(target_arch = "wasm32")]
mod page {
    use raft_lunch::practice::{self, Answered, GivenAnswer, QuestionWanted, SetComplaint};
    use raft_lunch::words::{LanguageTag, PracticeLanguage};
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// What is said of beliefs, and of these complaints about an address.
    #[wasm_bindgen]
    pub fn texts(complaints: &[u8], language: &str) -> Result<Vec<u8>, JsValue> {
        let complaints: Vec<SetComplaint> = read(complaints)?;
        written(&words(language).texts(&complaints))
    }

    /// The question that is wanted.
    #[wasm_bindgen]
    pub fn question(wanted: &[u8], language: &str) -> Result<Vec<u8>, JsValue> {
        let wanted: QuestionWanted = read(wanted)?;
        let question = wanted.question().ok_or("There is no family to ask about.")?;
        written(&words(language).sheet(question))
    }

    /// These answers as CSV.
    #[wasm_bindgen]
    pub fn csv(answers: &[u8], language: &str) -> Result<String, JsValue> {
        Ok(practice::to_csv(&answered(answers, language)?))
    }

    /// These answers as JSON.
    #[wasm_bindgen]
    pub fn json(answers: &[u8], language: &str) -> Result<String, JsValue> {
        Ok(practice::to_json(&answered(answers, language)?))
    }

    fn answered(answers: &[u8], language: &str) -> Result<Vec<Answered>, JsValue> {
        let answers: Vec<GivenAnswer> = read(answers)?;
        Ok(words(language).answered(&answers))
    }

    fn words(language: &str) -> &'static dyn PracticeLanguage {
        LanguageTag::named(language).unwrap_or(LanguageTag::English).practice()
    }

    fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsValue> {
        postcard::from_bytes(bytes).map_err(|error| error.to_string().into())
    }

    fn written<T: Serialize>(value: &T) -> Result<Vec<u8>, JsValue> {
        postcard::to_allocvec(value).map_err(|error| error.to_string().into())
    }
}

fn main() {}
