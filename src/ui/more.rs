//! The part of the page that is fetched only when it is wanted. The build cuts it out of
//! the wasm (`xtask/src/split.rs`); `static/initializer.mjs` fetches it.
//!
//! Two things lead into it, and both ask here first: messages that need it
//! (`App::needs_more`), and a run in the address.

use std::cell::Cell;

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::app::Msg;

thread_local! {
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether it is here.
pub fn is_here() -> bool {
    IS_HERE.get()
}

/// Fetches it if need be, and then tells whether it is here.
pub fn fetch(then: Box<dyn FnOnce(bool)>) {
    if is_here() {
        return then(true);
    }
    let fetch = web_sys::window().and_then(|window| {
        Reflect::get(&window, &"raftLunchMore".into()).ok()?.dyn_into::<Function>().ok()
    });
    let Some(fetch) = fetch else { return then(false) };
    let done = Closure::once_into_js(move |is_here: bool| {
        IS_HERE.set(is_here);
        then(is_here);
    });
    let _ = fetch.call2(&JsValue::NULL, &wasm_bindgen::exports(), &done);
}

/// What is said when something that is fetched later does not come.
pub const MISSING: &str = "This part of the page did not arrive. Try again.";

/// Says that it has not come.
pub fn missing() -> Msg {
    Msg::Complain(MISSING.into())
}
