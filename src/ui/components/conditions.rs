//! What the cluster has to live with: when answers leave, the network, and how patient the
//! servers are.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::slider::Slider;
use crate::app::Msg;
use crate::cluster::{Action, AnswerWhen, Delivery, MILLISECOND, NetworkConditions, Timing};
use crate::ui::context::{use_dispatch, use_words};
use crate::words::Mistyped;

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
    /// The field that holds what can't be taken.
    pub mistyped: Option<Mistyped>,
}

/// The fields for the dishes of the next poll, and for the names at the table.
#[component]
pub fn TableFields(props: &TableFieldsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words());
    let chrome = &words.chrome().conditions;
    let on = |msg: fn(String) -> Msg| {
        let dispatch = dispatch.clone();
        Callback::from(move |text| dispatch.emit(msg(text)))
    };
    let error = |is_here: fn(&Mistyped) -> bool| {
        let mistyped = props.mistyped.as_ref().filter(|it| is_here(it));
        mistyped.map(|it| words.mistyped(it))
    };
    html! {
        <>
            <ListField id="dishes" name={chrome.dishes} value={&props.dishes}
                on_change={on(Msg::SetDishes)}
                error={error(|it| matches!(it, Mistyped::Dishes(_)))}/>
            <ListField id="names" name={chrome.names} value={&props.names}
                on_change={on(Msg::SetTeam)}
                error={error(|it| matches!(it, Mistyped::Names(_)))} about={chrome.names_about}/>
        </>
    }
}

/// The properties of [`ListField`].
#[derive(Properties, PartialEq)]
struct ListFieldProps {
    /// Its own name in the page.
    id: &'static str,
    /// Its name for the reader.
    name: &'static str,
    /// What holds, with commas between.
    value: AttrValue,
    /// Called with what was typed.
    on_change: Callback<String>,
    /// Why what was typed can't be taken.
    error: Option<AttrValue>,
    /// What else is to be said about it.
    #[prop_or_default]
    about: Option<&'static str>,
}

/// A field for things with commas between. What can't be taken stays in it, to be mended.
#[component]
fn ListField(props: &ListFieldProps) -> Html {
    let typed = use_state(|| None::<String>);
    let (keeps, on_change) = (typed.clone(), props.on_change.clone());
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            keeps.set(Some(field.value()));
            on_change.emit(field.value());
        }
    });
    let error = &props.error;
    let value = match (error, &*typed) {
        (Some(_), Some(typed)) => typed.clone().into(),
        _ => props.value.clone(),
    };
    let ids = ["error", "about"].map(|part| format!("{}-{part}", props.id));
    html! {
        <>
            <label class="row">
                {props.name}
                <input {value} {onchange} autocomplete="off" aria-describedby={ids.join(" ")}
                    aria-invalid={error.is_some().then_some("true")}/>
            </label>
            <p class="err" id={ids[0].clone()}>{error.clone()}</p>
            if let Some(about) = props.about {
                <p class="hint" id={ids[1].clone()}>{about}</p>
            }
        </>
    }
}
