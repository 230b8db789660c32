//! What the cluster has to live with: when answers leave, and the network.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::popup_panel::PopupPanel;
use super::slider::Slider;
use crate::app::{Msg, Panel};
use crate::cluster::{Action, AnswerWhen, Delivery, MILLISECOND, NetworkConditions};
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`Conditions`].
#[derive(Properties, PartialEq)]
pub struct ConditionsProps {
    /// True while the panel is open.
    pub is_open: bool,
    /// The moment at which answers leave.
    pub answer: AnswerWhen,
    /// The way in which messages arrive.
    pub delivery: Delivery,
    /// The state of the network.
    pub network: NetworkConditions,
    /// The dishes of the next poll.
    pub dishes: AttrValue,
}

/// A panel of settings that act on the run at once.
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
            <label>
                <input type="radio" name="answer" checked={answer == when}
                    onchange={dispatch.on(Msg::Act(Action::SetAnswer(when)))}/>
                {" "}{said}
            </label>
        }
    };
    let other_delivery = match delivery {
        Delivery::Manual => Delivery::Automatic,
        Delivery::Automatic => Delivery::Manual,
    };
    let chosen = dispatch.clone();
    let on_dishes = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            chosen.emit(Msg::SetDishes(field.value()));
        }
    });
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
        <PopupPanel id="conditions" panel={Panel::Conditions} title={chrome.title}
            is_open={props.is_open}>
            <fieldset>
                <legend>{chrome.answer}</legend>
                {answers(AnswerWhen::Applied, chrome.answer_applied)}
                {answers(AnswerWhen::MajorityTold, chrome.answer_told)}
            </fieldset>
            <label>
                <input type="checkbox" id="by-hand" checked={delivery == Delivery::Manual}
                    onchange={dispatch.on(Msg::Act(Action::SetDelivery(other_delivery)))}/>
                {" "}{chrome.by_hand}
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
            <label class="row">
                {chrome.dishes}
                <input value={&props.dishes} onchange={on_dishes} autocomplete="off"/>
            </label>
        </PopupPanel>
    }
}
