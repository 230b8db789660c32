//! What if one of Raft's protections were missing? And the extensions.

use yew::prelude::*;

use super::popup_panel::PopupPanel;
use crate::app::{Msg, Panel, play_about};
use crate::cluster::{Action, Protocol, Switch};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::files;

/// The properties of [`Switches`].
#[derive(Properties, PartialEq)]
pub struct SwitchesProps {
    /// True while the panel is open.
    pub is_open: bool,
    /// The protections and extensions in force.
    pub protocol: Protocol,
}

/// A panel of switches that act on the run at once, each with a run that shows what it is
/// for.
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
        <PopupPanel id="switches" panel={Panel::Switches} title={chrome.title}
            is_open={props.is_open} is_wide=true>
            <p>{chrome.about}</p>
            <h3>{chrome.rules}</h3>
            <ul class="switches">{lines(rules)}</ul>
            <h3>{chrome.extensions}</h3>
            <ul class="switches">{lines(extensions)}</ul>
        </PopupPanel>
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
                    {purpose}{"."}
                    if let Some(protects) = words.switch_protects(switch) {
                        {" "}{protects}
                    }
                </small>
            </label>
            <button type="button" aria-label={format!("{show}: {name}")} {onclick}>{show}</button>
        </li>
    }
}
