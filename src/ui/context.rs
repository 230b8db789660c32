//! What every component can reach: the root, to say what happened, and the words of the
//! reader's language.

use yew::prelude::*;

use crate::app::Msg;
use crate::words::{Language, Locale};

/// Where components say what happened to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispatch(Callback<Msg>);

impl Dispatch {
    /// Messages go to `on`.
    pub fn new(on: Callback<Msg>) -> Dispatch {
        Dispatch(on)
    }

    /// Says that this happened.
    pub fn emit(&self, msg: Msg) {
        self.0.emit(msg);
    }

    /// The root's own handler.
    pub fn callback(&self) -> Callback<Msg> {
        self.0.clone()
    }

    /// A handler that says `msg`, whatever it hears.
    pub fn on<E: 'static>(&self, msg: Msg) -> Callback<E> {
        let dispatch = self.clone();
        Callback::from(move |_| dispatch.emit(msg.clone()))
    }
}

/// Where this component says what happened to it.
#[hook]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().unwrap_or_else(|| Dispatch::new(Callback::noop()))
}

/// The reader's language.
#[hook]
pub fn use_locale() -> Locale {
    use_context::<Locale>().expect("what draws it says in which language")
}

/// The words of the reader's language.
#[hook]
pub fn use_words() -> &'static dyn Language {
    use_locale().words()
}
