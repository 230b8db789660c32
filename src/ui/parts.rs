//! The parts of the page that are fetched when they are first wanted, by their plain names:
//! `static/parts.js` knows the names that their files have.

use gloo_events::EventListener;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

use super::page;

#[wasm_bindgen(js_namespace = raftLunchParts)]
extern "C" {
    #[wasm_bindgen(catch, js_name = bytes)]
    async fn fetch_bytes(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = module)]
    async fn fetch_module(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = isOneFile)]
    fn is_in_one_file() -> bool;
}

/// The bytes of the part of this name; `None`: it didn't arrive.
pub async fn bytes(name: &str) -> Option<Vec<u8>> {
    let bytes = fetch_bytes(name).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// The bytes of a file of this folder in the page's language; `None`: it didn't arrive.
pub async fn translated(folder: &str, file: &str) -> Option<Vec<u8>> {
    match page::locale().tag().folder() {
        Some(language) => bytes(&format!("{folder}/{language}/{file}")).await,
        None => bytes(&format!("{folder}/{file}")).await,
    }
}

/// The wasm module of this name, which has the exports of `M`; `None`: it didn't arrive.
pub async fn module<M: JsCast>(name: &str) -> Option<M> {
    fetch_module(name).await.ok().map(JsCast::unchecked_into)
}

/// True in `raft-lunch.html`, the page in one file: scenario files and other languages are left
/// out of it. What draws the first picture has no page around it.
pub fn is_one_file() -> bool {
    cfg!(target_family = "wasm") && is_in_one_file()
}

/// Says so when a part didn't arrive because the host has a newer release of the page.
pub fn listen_to_newer(on: Callback<()>) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "raft-lunch-newer", move |_| on.emit(())))
}
