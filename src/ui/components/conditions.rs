//! What the cluster has to live with: when answers leave, and the network.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::cluster::{Action, AnswerWhen, MILLISECOND, NetworkConditions};
use crate::view::{Msg, Screen};

/// A panel of settings that act on the run at once.
pub fn conditions(screen: &Screen, on: &Callback<Msg>) -> Html {
    let network = screen.network;
    let set = |change: fn(&mut NetworkConditions, u64)| {
        on.reform(move |event: Event| {
            let mut network = network;
            change(&mut network, number(&event));
            Msg::Act(Action::SetNetwork(network))
        })
    };
    let dishes = on.reform(|event: Event| {
        let input: Option<HtmlInputElement> = event.target_dyn_into();
        Msg::SetDishes(input.map(|input| input.value()).unwrap_or_default())
    });
    let latency = network.latency / MILLISECOND;
    let until = (network.latency + network.jitter) / MILLISECOND;
    html! {
        <details class="more">
            <summary class="btn big">{ "Conditions" }</summary>
            <div class="pop">
                <fieldset>
                    <legend>{ "The answer leaves" }</legend>
                    { answer("as soon as the leader has applied", AnswerWhen::Applied, screen, on) }
                    { answer("when a majority knows it is committed", AnswerWhen::MajorityTold, screen, on) }
                </fieldset>
                { slider("A message travels", format!("{latency} to {until} ms"), 1, 100, latency,
                    set(|network, value| network.latency = value * MILLISECOND)) }
                { slider("Jitter", format!("up to {} ms", network.jitter / MILLISECOND), 0, 100,
                    network.jitter / MILLISECOND,
                    set(|network, value| network.jitter = value * MILLISECOND)) }
                { slider("Messages lost", percent(network.loss_ppm), 0, 100,
                    u64::from(network.loss_ppm / 10_000),
                    set(|network, value| network.loss_ppm = value as u32 * 10_000)) }
                { slider("Messages arriving twice", percent(network.duplicate_ppm), 0, 100,
                    u64::from(network.duplicate_ppm / 10_000),
                    set(|network, value| network.duplicate_ppm = value as u32 * 10_000)) }
                { slider("Messages held up and overtaken", percent(network.spike_ppm), 0, 100,
                    u64::from(network.spike_ppm / 10_000),
                    set(|network, value| network.spike_ppm = value as u32 * 10_000)) }
                <label class="row">
                    { "Dishes of the next poll" }
                    <input value={screen.dishes.clone()} onchange={dishes} autocomplete="off" />
                </label>
            </div>
        </details>
    }
}

fn answer(words: &'static str, when: AnswerWhen, screen: &Screen, on: &Callback<Msg>) -> Html {
    let choose = on.reform(move |_: Event| Msg::Act(Action::SetAnswer(when)));
    html! {
        <label>
            <input type="radio" name="answer" checked={screen.answer == when} onchange={choose} />
            { " " }{ words }
        </label>
    }
}

fn slider(
    name: &'static str,
    shown: String,
    min: u64,
    max: u64,
    value: u64,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <label class="row">
            { name }<output>{ shown }</output>
            <input type="range" min={min.to_string()} max={max.to_string()}
                value={value.to_string()} {onchange} />
        </label>
    }
}

fn percent(ppm: u32) -> String {
    format!("{} %", ppm / 10_000)
}

fn number(event: &Event) -> u64 {
    let input: Option<HtmlInputElement> = event.target_dyn_into();
    input.and_then(|input| input.value().parse().ok()).unwrap_or(0)
}
