//! Fetching the lines of the core that the build cut out.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::parts;
use crate::app::{Msg, WhyMsg};
use crate::why::Excerpts;

/// Fetches them, for an answer that shows some.
pub fn fetch_excerpts(on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let bytes = parts::bytes("core-excerpts").await;
        let excerpts = bytes.and_then(|bytes| Excerpts::from_bytes(&bytes).ok());
        on.emit(Msg::Why(WhyMsg::Code(excerpts.map(Rc::new))));
    });
}
