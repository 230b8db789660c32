//! What if one of Raft's protections were missing? And the extensions.

use yew::prelude::*;

use crate::app::{Msg, play_about};
use crate::cluster::{Action, Protocol, Switch};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::files;

/// The properties of [`Switches`].
#[derive(Properties, PartialEq)]
pub struct SwitchesProps {
    /// The protections and extensions in force.
    pub protocol: Protocol,
}

/// Switches that act on the run at once, each with a run that shows what it is for.
#[component]
pub fn Switches(props: &SwitchesProps) -> Html {
    let chrome = &use_words().chrome().switches;
    let (rules, extensions) = Switch::all().partition::<Vec<_>, _>(|switch| switch.is_rule());
    let lines = |switches: Vec<Switch>| {
        let line = |switch: Switch| {
            let is_on = switch.is_on(&props.protocol);
            html! { <Line key={format!("{switch:?}")} {switch} {is_on} protocol={props.protocol}/> }
        };
        switches.into_iter().map(line).collect::<Html>()
    };
    html! {
        <section class="switches" id="switches" aria-label={chrome.title}>
            <p>{chrome.about}</p>
            <h3>{chrome.rules}</h3>
            <ul>{lines(rules)}</ul>
            <h3>{chrome.extensions}</h3>
            <ul>{lines(extensions)}</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    switch: Switch,
    is_on: bool,
    protocol: Protocol,
}

/// A switch, what it is for, and the way to the run that shows it.
#[component]
fn Line(props: &LineProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let LineProps { switch, is_on, protocol } = *props;
    let (name, purpose) = (words.switch_name(switch), words.switch_purpose(switch));
    let flip = Msg::Act(Action::SetProtocol(switch.flipped(&protocol)));
    let (shown, show) = (dispatch.clone(), words.chrome().switches.show);
    let onclick = Callback::from(move |_| {
        files::open_published(play_about(switch).into(), &shown.callback())
    });
    html! {
        <li>
            <label>
                <input type="checkbox" checked={is_on} onchange={dispatch.on(flip)}/>
                <b>{name}</b>
                <small>
                    {purpose}{words.chrome().switches.full_stop}
                    if let Some(protects) = words.switch_protects(switch) {
                        {protects}
                    }
                </small>
            </label>
            <button type="button" aria-label={format!("{show}: {name}")} {onclick}>{show}</button>
        </li>
    }
}
