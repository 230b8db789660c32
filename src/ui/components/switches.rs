//! What if one of Raft's protections were missing? And the extensions.

use yew::prelude::*;

use crate::app::Msg;
use crate::cluster::{Action, Protocol, Switch};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Switches`].
#[derive(Properties, PartialEq)]
pub struct SwitchesProps {
    /// The protections and extensions in force.
    pub protocol: Protocol,
}

/// Switches that act on the run at once.
#[component]
pub fn Switches(props: &SwitchesProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let line = |switch: Switch| {
        let (name, what) = (words.switch_name(switch), words.switch_purpose(switch));
        let more = words.switch_protects(switch);
        let flip = Msg::Act(Action::SetProtocol(switch.flipped(&props.protocol)));
        html! {
            <label key={name}>
                <input type="checkbox" checked={switch.is_on(&props.protocol)}
                    onchange={dispatch.on(flip)}/>
                <b>{name}</b>
                <small>{what}{"."}{more.map(|more| format!(" {more}"))}</small>
            </label>
        }
    };
    let chrome = &words.chrome().switches;
    html! {
        <section class="switches" id="switches" aria-label={chrome.title}>
            <p>{chrome.about}</p>
            <div class="lines">{Switch::all().map(line).collect::<Html>()}</div>
        </section>
    }
}
