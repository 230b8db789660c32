//! Opening, saving and sending runs.
//!
//! What reads and writes scenario files is a wasm module of its own (`src/files.rs`):
//! `ui/parts.rs` fetches it when it is first wanted.

use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use js_sys::{Array, JSON, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};
use yew::Callback;

use super::{page, parts};
use crate::app::{Msg, Script, WantedScenario};
use crate::cluster::Micros;
use crate::lesson::Lesson;
use crate::run::RunLink;
use crate::words::FileWords;

/// No scenario is nearly as large, in bytes.
const LARGEST: f64 = 1_048_576.0;

/// How long a file that is handed out stays there for the browser to take, in milliseconds.
const HANDING_OUT_MS: u32 = 60_000;

#[wasm_bindgen]
extern "C" {
    /// The exports of `src/files.rs`.
    type ScenarioModule;

    #[wasm_bindgen(method, catch)]
    fn open(this: &ScenarioModule, text: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn lesson(this: &ScenarioModule, text: &str, glossary: &[u8]) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn save(this: &ScenarioModule, bytes: &[u8], source: &str) -> Result<String, JsValue>;
}

/// A scenario that comes with the page.
#[derive(Clone, PartialEq)]
pub struct Published {
    /// The name of its file.
    pub file: String,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence.
    pub about: String,
    /// How much one has to know already, as scenario files name it.
    pub level: String,
    /// How long it plays, in seconds.
    pub seconds: u64,
}

/// Fetches the list of the scenarios that come with the page.
pub async fn published() -> Result<Vec<Published>, String> {
    let text = fetch_scenario("index.json").await?;
    let list = JSON::parse(&text).map_err(|_| words().no_scenario)?;
    let text_of = |entry: &JsValue, field: &str| {
        let value = Reflect::get(entry, &field.into()).ok();
        value.and_then(|value| value.as_string()).unwrap_or_default()
    };
    let number_of = |entry: &JsValue, field: &str| {
        Reflect::get(entry, &field.into()).ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
            as u64
    };
    let list = Array::from(&list);
    let entries = list.iter().map(|entry| Published {
        file: text_of(&entry, "file"),
        title: text_of(&entry, "title"),
        about: text_of(&entry, "about"),
        level: text_of(&entry, "level"),
        seconds: number_of(&entry, "seconds"),
    });
    Ok(entries.collect())
}

/// Opens the scenario that the address names. Where it can't, the page says so.
pub fn open_wanted(scenario: &WantedScenario, on: &Callback<Msg>) {
    match scenario {
        WantedScenario::Published(name) => open_published(format!("{name}.json"), on),
        WantedScenario::At(address) => {
            let address = address.clone();
            tell(on, async move { read(&fetch_from(&address).await?).await });
        }
    }
}

/// Opens one of the scenarios that come with the page, by the name of its file.
pub fn open_published(file: String, on: &Callback<Msg>) {
    tell(on, async move { read(&fetch_scenario(&file).await?).await });
}

/// Opens the scenario that the reader has.
pub fn open_own(own: Own, on: &Callback<Msg>) {
    tell(on, async move { read(&text_of(own).await?).await });
}

/// Something of the reader's own.
pub enum Own {
    /// In the file that was chosen in this field.
    Chosen(HtmlInputElement),
    /// In this text.
    Pasted(String),
}

/// What is in it.
pub(super) async fn text_of(own: Own) -> Result<String, String> {
    let field = match own {
        Own::Pasted(text) => return Ok(text),
        Own::Chosen(field) => field,
    };
    let file = field.files().and_then(|files| files.get(0)).ok_or(words().no_file)?;
    if file.size() > LARGEST {
        return Err(words().too_large.into());
    }
    let text = JsFuture::from(file.text()).await.map_err(sentence)?;
    field.set_value("");
    Ok(text.as_string().unwrap_or_default())
}

/// Compiles a lesson, as the build does with those that ship.
pub(super) async fn compiled_lesson(text: &str, glossary: &[u8]) -> Result<Lesson, String> {
    let bytes = scenario_module().await?.lesson(text, glossary).map_err(complaint)?;
    Lesson::from_bytes(&bytes).map_err(|error| told(&error.to_string()))
}

/// Tells the app what came of it.
pub(super) fn tell(
    on: &Callback<Msg>,
    opened: impl Future<Output = Result<Msg, String>> + 'static,
) {
    let on = on.clone();
    spawn_local(async move { on.emit(opened.await.unwrap_or_else(Msg::Complain)) });
}

/// What is said about files.
fn words() -> &'static FileWords {
    &page::locale().words().chrome().files
}

/// Why a part that scenarios need is not here, if nothing else is known.
fn missing(usual: &'static str) -> &'static str {
    if parts::is_one_file() { words().not_in_one_file } else { usual }
}

async fn fetch_scenario(file: &str) -> Result<String, String> {
    let bytes = parts::translated("scenarios", file).await;
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(text.ok_or_else(|| missing(words().no_scenario))?)
}

/// The text at an address of this host, or of another that allows it.
pub(super) async fn fetch_from(address: &str) -> Result<String, String> {
    let answer = Request::get(address).send().await;
    let answer = answer.ok().filter(|answer| answer.ok());
    let answer = answer.ok_or_else(|| page::locale().words().nothing_came_from(address))?;
    let text = answer.text().await.unwrap_or_default();
    match text.len() as f64 > LARGEST {
        true => Err(words().too_large.into()),
        false => Ok(text),
    }
}

async fn scenario_module() -> Result<ScenarioModule, String> {
    Ok(parts::module("scenario-files").await.ok_or_else(|| missing(words().no_part))?)
}

/// What a script threw, to be shown.
fn sentence(thrown: JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => thrown.as_string().unwrap_or_default(),
    }
}

/// What the module has to say against a file, in the page's language.
fn complaint(thrown: JsValue) -> String {
    told(&sentence(thrown))
}

/// What is said in English about a file, in the page's language.
fn told(english: &str) -> String {
    page::locale().words().told_of_file(english)
}

/// Reads a scenario. The module says the bytes of a link, the text, when the script ends, then
/// sentences in pairs.
async fn read(text: &str) -> Result<Msg, String> {
    let parts = scenario_module().await?.open(text).map_err(complaint)?;
    let bytes = Uint8Array::new(&parts.get(0)).to_vec();
    let link = RunLink::from_bytes(&bytes).map_err(|error| told(&error.to_string()))?;
    let source = parts.get(1).as_string().unwrap_or_default().into();
    let end = parts.get(2).as_f64().map(|end| end as Micros);
    let mut expected = Vec::new();
    for place in (3..parts.length()).step_by(2) {
        let words = parts.get(place).as_string().unwrap_or_default();
        let found = parts.get(place + 1).as_string();
        expected.push((told(&words), found.map(|found| told(&found))));
    }
    Ok(Msg::Open(Box::new(link), Script { source, end, expected }))
}

/// Puts this into the clipboard. That it is there is told `on`.
pub fn copy(text: &str, on: &Callback<Msg>) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Pages that came over an unsafe connection have none. The reader has the text, too.
    if let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) {
        let copied = JsFuture::from(clipboard.write_text(text));
        let on = on.clone();
        spawn_local(async move {
            if copied.await.is_ok() {
                on.emit(Msg::Copied);
            }
        });
    }
}

/// Hands the run to the reader as a scenario file. `source` is the file that it came from.
pub fn save(link: &RunLink, source: &str, on: &Callback<Msg>) {
    let bytes = link.to_bytes().map_err(|error| told(&error.to_string()));
    let (source, on) = (source.to_owned(), on.clone());
    spawn_local(async move {
        let saved = async {
            let text = scenario_module().await?.save(&bytes?, &source).map_err(complaint)?;
            hand_out(&text, "raft-lunch.json", "application/json").map_err(sentence)
        };
        if let Err(error) = saved.await {
            on.emit(Msg::Complain(error));
        }
    });
}

/// Offers the text as a file to keep, with this name and of this kind.
pub fn hand_out(text: &str, name: &str, kind: &str) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &properties)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = page::document().ok_or("This page has no document.")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(HANDING_OUT_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
