//! What the run is about, if somebody said so, and what is expected of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{self, Msg};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`About`].
#[derive(Properties, PartialEq)]
pub struct AboutProps {
    /// Its title, its words and its script.
    pub about: Rc<app::About>,
    /// True while another run is being opened.
    pub is_opening: bool,
}

/// The title of the run and what is said about it; nothing for a story.
#[component]
pub fn About(props: &AboutProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let app::About { title, words: said, script } = &*props.about;
    let expected = &script.expected;
    let failed = expected.iter().filter(|(_, found)| found.is_some()).count();
    html! {
        <div>
            if props.is_opening {
                <button class="big" onclick={dispatch.on(Msg::CancelOpening)}>
                    {words.chrome().about.cancel}
                </button>
            }
            if !title.is_empty() || !said.is_empty() {
                <section class="about" aria-label={words.chrome().about.label}>
                    <h2>{title}</h2>
                    <p tabindex="0">{said}</p>
                    if !expected.is_empty() {
                        <details>
                            <summary>{words.expectations(expected.len(), failed)}</summary>
                            <ul>
                                for (place, (claim, found)) in expected.iter().enumerate() {
                                    <li key={place}
                                        class={if found.is_none() { "held" } else { "failed" }}>
                                        {claim}
                                        if let Some(found) = found {
                                            {" "}{found}
                                        }
                                    </li>
                                }
                            </ul>
                        </details>
                    }
                </section>
            }
        </div>
    }
}
