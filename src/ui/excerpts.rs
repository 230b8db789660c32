//! Fetching the lines of the core that the build cut out.

use std::rc::Rc;

use gloo_net::http::Request;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::{Msg, WhyMsg};
use crate::why::Excerpts;

/// Fetches them, for an answer that shows some.
pub fn fetch_excerpts(on: &Callback<Msg>) {
    let on = on.clone();
    spawn_local(async move {
        let excerpts = fetch().await.and_then(|bytes| Excerpts::from_bytes(&bytes).ok());
        on.emit(Msg::Why(WhyMsg::Code(excerpts.map(Rc::new))));
    });
}

async fn fetch() -> Option<Vec<u8>> {
    let answer = Request::get("core-excerpts").send().await.ok()?;
    answer.binary().await.ok().filter(|_| answer.ok())
}
