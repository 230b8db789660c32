//! The page's other wasm modules, each fetched when it is first wanted.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen(module = "/static/module.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(name: &str) -> Result<JsValue, JsValue>;
}

/// The module of this name, which has the exports of `M`; `None`: it didn't arrive.
pub async fn module<M: JsCast>(name: &str) -> Option<M> {
    load(name).await.ok().map(JsCast::unchecked_into)
}
