//! What each client asked for, and what it was told.

use std::rc::Rc;

use yew::prelude::*;

use super::disclosure::Disclosure;
use crate::app::Panel;
use crate::ui::context::use_words;

/// The properties of [`History`].
#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    /// True while the list is open.
    pub is_open: bool,
    /// A name for each line, and the line.
    pub lines: Rc<Vec<(String, String)>>,
}

/// The list of the clients' requests.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    let words = use_words().chrome();
    html! {
        <Disclosure id="history" panel={Panel::History} is_open={props.is_open}
            summary={html! { {words.history.title} }}>
            if props.lines.is_empty() {
                <p>{words.history.nothing}</p>
            } else {
                <ol>
                    for (key, line) in props.lines.iter() {
                        <li key={&**key}>{line}</li>
                    }
                </ol>
            }
        </Disclosure>
    }
}
