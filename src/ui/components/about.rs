//! What the run is about, if somebody said so, how far its script is, and what came of it.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::app::{self, Msg, ScriptStage};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::focus;

/// The properties of [`About`].
#[derive(Properties, PartialEq)]
pub struct AboutProps {
    /// Its title, its words and its script.
    pub about: Rc<app::About>,
    /// True while another run is being opened.
    pub is_opening: bool,
    /// How far the script has been played.
    pub stage: ScriptStage,
    /// True if the run begins with a protection missing.
    pub is_weakened: bool,
}

/// The title of the run and what is said about it; nothing for a story.
#[component]
pub fn About(props: &AboutProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = &words.chrome().about;
    let app::About { title, words: said, script } = &*props.about;
    let heading = use_node_ref();
    // Who opens a scenario comes to its text, wherever that stands.
    let opened = (heading.clone(), title.clone(), !script.source.is_empty());
    use_effect_with(opened, |(heading, _, is_scenario)| {
        if *is_scenario {
            focus(heading.cast::<Element>().as_ref());
        }
    });
    html! {
        <div class="about-run">
            if props.is_opening {
                <button class="button" onclick={dispatch.on(Msg::CancelOpening)}>
                    {chrome.cancel}
                </button>
            }
            if !title.is_empty() || !said.is_empty() {
                <section class="about" aria-label={chrome.label}>
                    <h2 ref={heading.clone()} tabindex="-1">{title}</h2>
                    <p tabindex="0">{said}</p>
                    <Script script={script.clone()} stage={props.stage}
                        is_weakened={props.is_weakened} {heading}/>
                </section>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ScriptProps {
    script: app::Script,
    stage: ScriptStage,
    is_weakened: bool,
    heading: NodeRef,
}

/// Where the script is, and what there is to do now. What it expects gives its ending away,
/// so that is said at its end.
#[component]
fn Script(props: &ScriptProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = &words.chrome().about;
    let ScriptProps { script, stage, is_weakened, heading } = props;
    // What was pressed is gone then: the focus stays with the text.
    let press = |msg: Msg| {
        let (dispatch, heading) = (dispatch.clone(), heading.clone());
        Callback::from(move |_: MouseEvent| {
            focus(heading.cast::<Element>().as_ref());
            dispatch.emit(msg.clone());
        })
    };
    let failed = script.expected.iter().filter(|(_, found)| found.is_some()).count();
    match stage {
        ScriptStage::None | ScriptStage::UnderWay => html! {},
        ScriptStage::Unplayed => html! {
            <div class="script">
                <button class="button button-primary" onclick={press(Msg::PlayPause)}>
                    {chrome.run_it}
                </button>
            </div>
        },
        ScriptStage::Left => html! { <div class="script"><p>{chrome.is_left}</p></div> },
        ScriptStage::Over => html! {
            <div class="script">
                <p>{chrome.is_over}</p>
                <button class="button" onclick={press(Msg::PlayAgain)}>{chrome.run_again}</button>
                if *is_weakened {
                    <button class="button" title={chrome.with_rules_about}
                        onclick={press(Msg::RestoreRules)}>{chrome.with_rules}</button>
                }
                if !script.expected.is_empty() {
                    <details>
                        <summary>{words.expectations(script.expected.len(), failed)}</summary>
                        <ul>
                            for (place, (claim, found)) in script.expected.iter().enumerate() {
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
            </div>
        },
    }
}
