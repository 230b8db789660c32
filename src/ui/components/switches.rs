//! What if one of Raft's protections were missing? And the extensions.

use yew::prelude::*;

use crate::cluster::Action;
use crate::view::{Msg, Screen, Switch};

/// A panel of switches that act on the run at once.
pub fn switches(screen: &Screen, on: &Callback<Msg>) -> Html {
    html! {
        <details class="more" id="switches">
            <summary class="btn big">{ "What if" }</summary>
            <div class="pop wide">
                <p>{ "Switch off what keeps Raft safe, and see what it is for. The first two are extensions." }</p>
                { for Switch::all().map(|switch| line(switch, screen, on)) }
            </div>
        </details>
    }
}

fn line(switch: Switch, screen: &Screen, on: &Callback<Msg>) -> Html {
    let protocol = screen.protocol;
    let onchange =
        on.reform(move |_: Event| Msg::Act(Action::SetProtocol(switch.flipped(&protocol))));
    let (name, what) = switch.words();
    let more = match switch.protects() {
        None => String::new(),
        Some((property, "")) => format!(" Protects: {property}."),
        Some((property, shipped)) => format!(" Protects: {property}. Got wrong: {shipped}."),
    };
    html! {
        <label key={name}>
            <input type="checkbox" checked={switch.is_on(&protocol)} {onchange} />
            <b>{ name }</b><small>{ what }{ "." }{ more }</small>
        </label>
    }
}
