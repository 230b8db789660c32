//! What the cluster has to live with: when answers leave, the network, and how patient the
//! servers are.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::slider::Slider;
use crate::app::Msg;
use crate::cluster::{Action, AnswerWhen, Delivery, MILLISECOND, NetworkConditions, Timing};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Conditions`].
#[derive(Properties, PartialEq)]
pub struct ConditionsProps {
    /// The moment at which answers leave.
    pub answer: AnswerWhen,
    /// The way in which messages arrive.
    pub delivery: Delivery,
    /// The state of the network.
    pub network: NetworkConditions,
    /// How long things take in this run.
    pub timing: Timing,
}

/// Settings that act on the run at once.
#[component]
pub fn Conditions(props: &ConditionsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = &words.chrome().conditions;
    let ConditionsProps { answer, delivery, network, .. } = *props;
    let set = |change: fn(&mut NetworkConditions, u64)| {
        let dispatch = dispatch.clone();
        Callback::from(move |value| {
            let mut network = network;
            change(&mut network, value);
            dispatch.emit(Msg::Act(Action::SetNetwork(network)));
        })
    };
    let answers = |when: AnswerWhen, said: &'static str| {
        html! {
            <label class="check">
                <input type="radio" name="answer" checked={answer == when}
                    onchange={dispatch.on(Msg::Act(Action::SetAnswer(when)))}/>
                <span>{said}</span>
            </label>
        }
    };
    let other_delivery = match delivery {
        Delivery::Manual => Delivery::Automatic,
        Delivery::Automatic => Delivery::Manual,
    };
    let (latency, jitter) = (network.latency / MILLISECOND, network.jitter / MILLISECOND);
    let until = (network.latency + network.jitter) / MILLISECOND;
    let percent = |ppm: u32| u64::from(ppm / 10_000);
    let shares = [
        (
            chrome.lost,
            percent(network.loss_ppm),
            set(|network, value| network.loss_ppm = value as u32 * 10_000),
        ),
        (
            chrome.twice,
            percent(network.duplicate_ppm),
            set(|network, value| network.duplicate_ppm = value as u32 * 10_000),
        ),
        (
            chrome.held_up,
            percent(network.spike_ppm),
            set(|network, value| network.spike_ppm = value as u32 * 10_000),
        ),
    ];
    html! {
        <section class="conditions" id="conditions" aria-label={chrome.title}>
            <label class="check">
                <input type="checkbox" id="by-hand" checked={delivery == Delivery::Manual}
                    onchange={dispatch.on(Msg::Act(Action::SetDelivery(other_delivery)))}/>
                <span>{chrome.by_hand}</span>
            </label>
            <Slider name={chrome.travel} shown={words.travel_time(latency, until)} min=1
                value={latency} on_change={set(|network, value| network.latency = value * MILLISECOND)}/>
            <Slider name={chrome.jitter} shown={words.at_most(jitter)} min=0 value={jitter}
                on_change={set(|network, value| network.jitter = value * MILLISECOND)}/>
            <div class="lines">
                for (name, value, on_change) in shares {
                    <Slider key={name} {name} shown={words.percent(value)} min=0 {value} {on_change}/>
                }
            </div>
            <fieldset>
                <legend>{chrome.answer}</legend>
                {answers(AnswerWhen::Applied, chrome.answer_applied)}
                {answers(AnswerWhen::MajorityTold, chrome.answer_told)}
            </fieldset>
            <p class="hint" id="timing">{words.timing(&props.timing)}</p>
        </section>
    }
}

/// The properties of [`TableFields`].
#[derive(Properties, PartialEq)]
pub struct TableFieldsProps {
    /// The dishes of the next poll, with commas between them.
    pub dishes: AttrValue,
    /// The names at the table, with commas between them.
    pub names: AttrValue,
}

/// The fields for the dishes of the next poll, and for the names at the table.
#[component]
pub fn TableFields(props: &TableFieldsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().conditions);
    let on = |msg: fn(String) -> Msg| {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                dispatch.emit(msg(field.value()));
            }
        })
    };
    html! {
        <>
            <label class="row">
                {words.dishes}
                <input value={&props.dishes} onchange={on(Msg::SetDishes)} autocomplete="off"/>
            </label>
            <label class="row">
                {words.names}
                <input value={&props.names} onchange={on(Msg::SetTeam)} autocomplete="off"
                    aria-describedby="names-about"/>
            </label>
            <p class="hint" id="names-about">{words.names_about}</p>
        </>
    }
}
