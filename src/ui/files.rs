//! Opening, saving and sending runs: what for is fetched when it is wanted, see
//! `static/files.mjs`.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

use super::{address, more, page};
use crate::app::{Msg, Script};
use crate::run::RunLink;

/// The name that the fetched script has on the page.
const NAME: &str = "raftLunchFiles";

/// Asks for something, and tells what came of it: the result, or why there is none.
pub fn ask(
    what: &'static str,
    input: JsValue,
    done: impl FnOnce(Result<JsValue, String>) + 'static,
) {
    if let Some(script) = script() {
        return call(&script, what, &input, done);
    }
    let element = page::document().and_then(|document| document.create_element("script").ok());
    let Some((element, body)) = element.zip(page::document().and_then(|d| d.body())) else {
        return;
    };
    let _ = element.set_attribute("type", "module");
    let _ = element.set_attribute("src", "./files.mjs");
    // Whichever comes first: it has arrived, or it has not.
    let waiting: Waiting = Rc::new(Cell::new(Some((input, Box::new(done)))));
    for event in ["load", "error"] {
        let (waiting, script_element) = (waiting.clone(), element.clone());
        EventListener::once(&element, event, move |_| {
            let Some((input, done)) = waiting.take() else { return };
            match script() {
                Some(script) => call(&script, what, &input, done),
                None => {
                    script_element.remove();
                    done(Err(more::MISSING.into()));
                }
            }
        })
        .forget();
    }
    let _ = body.append_child(&element);
}

/// What is asked of a script that is on its way, and whom to tell.
type Waiting = Rc<Cell<Option<(JsValue, Box<dyn FnOnce(Result<JsValue, String>)>)>>>;

fn script() -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &NAME.into()).ok()?.dyn_into().ok()
}

fn call(
    script: &Function,
    what: &str,
    input: &JsValue,
    done: impl FnOnce(Result<JsValue, String>) + 'static,
) {
    let done = Closure::once_into_js(move |error: JsValue, result: JsValue| {
        done(match error.as_string() {
            Some(error) => Err(error),
            None => Ok(result),
        });
    });
    let _ = script.call3(&JsValue::NULL, &what.into(), input, &done);
}

/// Opens a scenario: by its file's name, its text, or the field that it was chosen in.
pub fn open(what: &'static str, input: JsValue, on: &Callback<Msg>) {
    let on = on.clone();
    ask(what, input, move |opened| {
        on.emit(match opened.and_then(|opened| read(&opened)) {
            Ok(msg) => msg,
            Err(error) => Msg::Complain(error),
        });
    });
}

/// What the module says of a scenario: the bytes of a link, the text, then sentences in
/// pairs.
fn read(opened: &JsValue) -> Result<Msg, String> {
    let parts = Array::from(opened);
    let bytes = Uint8Array::new(&parts.get(0)).to_vec();
    let link = RunLink::from_bytes(&bytes).map_err(|error| error.to_string())?;
    let source = parts.get(1).as_string().unwrap_or_default().into();
    let mut expected = Vec::new();
    for place in (2..parts.length()).step_by(2) {
        let words = parts.get(place).as_string().unwrap_or_default();
        expected.push((words, parts.get(place + 1).as_string()));
    }
    Ok(Msg::Open(Box::new(link), Script { source, expected }))
}

/// Puts a link to the run into the clipboard, and returns it.
#[inline(never)]
pub fn copy(link: &RunLink) -> Result<String, String> {
    let link = address::with(link)?;
    ask("copy", (&link).into(), |_| ());
    Ok(link)
}

/// Hands the run to the reader as a scenario.
#[inline(never)]
pub fn save(link: &RunLink, source: &str, on: &Callback<Msg>) {
    let on = on.clone();
    match link.to_bytes() {
        Ok(bytes) => {
            let run = Array::of2(&Uint8Array::from(bytes.as_slice()), &source.into());
            ask("save", run.into(), move |saved| {
                if let Err(error) = saved {
                    on.emit(Msg::Complain(error));
                }
            });
        }
        Err(error) => on.emit(Msg::Complain(error.to_string())),
    }
}
