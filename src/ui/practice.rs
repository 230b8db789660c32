//! Practice questions, from the wasm module that makes them (`src/practice_module.rs`), and
//! what is kept of the answers, in this browser alone. Without storage it works all the same.

use js_sys::{Date, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::{files, page, parts};
use crate::app::{AnswerFile, Msg, PracticeMsg, PracticeRound};
use crate::practice::{
    Day, GivenAnswer, PracticeTexts, QuestionSheet, QuestionWanted, Record, SetComplaint,
};

/// The name under which the record is kept.
const KEY: &str = "raft-lunch-practice";

const MS_A_DAY: f64 = 86_400_000.0;

#[wasm_bindgen]
extern "C" {
    /// The exports of `src/practice_module.rs`.
    type PracticeModule;

    #[wasm_bindgen(method, catch)]
    fn texts(
        this: &PracticeModule,
        complaints: &[u8],
        language: &str,
    ) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn question(
        this: &PracticeModule,
        wanted: &[u8],
        language: &str,
    ) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn csv(this: &PracticeModule, answers: &[u8], language: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn json(this: &PracticeModule, answers: &[u8], language: &str) -> Result<String, JsValue>;
}

/// Today, as a number that grows by one each day.
pub fn today() -> Day {
    (Date::now() / MS_A_DAY) as Day
}

/// Fetches what is said of practice.
pub fn fetch_texts(complaints: Vec<SetComplaint>, on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let texts: Option<PracticeTexts> =
            asked(&complaints, |module, bytes| module.texts(bytes, language())).await;
        on.emit(Msg::Practice(match texts {
            Some(texts) => PracticeMsg::Texts(texts.into()),
            None => PracticeMsg::Lost,
        }));
    });
}

/// Has the module make the question that is wanted.
pub fn fetch_question(wanted: QuestionWanted, on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let sheet: Option<QuestionSheet> =
            asked(&wanted, |module, bytes| module.question(bytes, language())).await;
        on.emit(Msg::Practice(match sheet {
            Some(sheet) => PracticeMsg::Sheet(sheet.into()),
            None => PracticeMsg::Lost,
        }));
    });
}

/// Hands the answers of a round to the reader.
pub fn hand_out(round: &PracticeRound, file: AnswerFile, on: &Callback<Msg>) {
    let answers: Vec<GivenAnswer> = round.given.iter().map(|(given, _)| given.clone()).collect();
    let on = on.clone();
    spawn_local(async move {
        let saved = async {
            let (module, bytes) = (practice_module().await?, postcard::to_allocvec(&answers).ok()?);
            let (text, name, kind) = match file {
                AnswerFile::Csv => {
                    (module.csv(&bytes, language()), "raft-practice.csv", "text/csv")
                }
                AnswerFile::Json => {
                    (module.json(&bytes, language()), "raft-practice.json", "application/json")
                }
            };
            files::hand_out(&text.ok()?, name, kind).ok()
        };
        if saved.await.is_none() {
            on.emit(Msg::Complain(page::locale().words().chrome().files.no_part.into()));
        }
    });
}

/// The language in which the module answers.
fn language() -> &'static str {
    page::locale().tag().name()
}

async fn practice_module() -> Option<PracticeModule> {
    parts::module("practice-questions").await
}

/// What the module says to this; `None` if it doesn't arrive, or is of another version.
async fn asked<T: DeserializeOwned>(
    question: &impl Serialize,
    ask: impl Fn(&PracticeModule, &[u8]) -> Result<Uint8Array, JsValue>,
) -> Option<T> {
    let bytes = postcard::to_allocvec(question).ok()?;
    let said = ask(&practice_module().await?, &bytes).ok()?;
    postcard::from_bytes(&said.to_vec()).ok()
}

/// What the reader has shown on earlier visits.
pub fn kept_record() -> Record {
    let text = page::storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    text.map(|text| Record::from_text(&text)).unwrap_or_default()
}

/// Keeps what the reader has shown for the next visit.
pub fn keep_record(record: &Record) {
    if let Some(storage) = page::storage() {
        // A full or forbidden storage keeps nothing, and practice goes on.
        let _ = match *record == Record::default() {
            true => storage.remove_item(KEY),
            false => storage.set_item(KEY, &record.to_text()),
        };
    }
}
