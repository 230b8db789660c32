//! What the cluster has to live with: when answers leave, and the network.

use yew::{Callback, Html};

use super::controls::typed;
use super::panel::{inside, toggles};
use crate::app::{Msg, Panel};
use crate::cluster::{Action, AnswerWhen, Delivery, MILLISECOND, NetworkConditions};
use crate::screen::Screen;
use crate::ui::markup::{Hole, hears, markup, says};

/// A panel of settings that act on the run at once.
pub fn conditions(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<details class="more" ontoggle={}>
            <summary class="btn big">Conditions</summary>
            <div class="pop">{}</div>
        </details>"#,
        toggles(Panel::Conditions, on),
        inside(screen.panels, Panel::Conditions, || settings(screen, on))
    )
}

fn settings(screen: &Screen, on: &Callback<Msg>) -> Html {
    let network = screen.network;
    let set = |change: fn(&mut NetworkConditions, u64)| {
        let on = on.clone();
        hears(move |event| {
            let mut network = network;
            change(&mut network, typed(event).parse().unwrap_or(0));
            on.emit(Msg::Act(Action::SetNetwork(network)));
        })
    };
    let chosen = on.clone();
    let dishes = hears(move |event| chosen.emit(Msg::SetDishes(typed(event))));
    let other_delivery = match screen.delivery {
        Delivery::Manual => Delivery::Automatic,
        Delivery::Automatic => Delivery::Manual,
    };
    let latency = network.latency / MILLISECOND;
    let jitter = network.jitter / MILLISECOND;
    let until = (network.latency + network.jitter) / MILLISECOND;
    let percent = |ppm: u32| (format!("{} %", ppm / 10_000), u64::from(ppm / 10_000));
    let lost = percent(network.loss_ppm);
    let twice = percent(network.duplicate_ppm);
    let held = percent(network.spike_ppm);
    markup!(
        r#"<fieldset><legend>The answer leaves</legend>{}{}</fieldset>
        <label>
            <input type="checkbox" id="by-hand" checked={} onchange={}/>
            Messages wait until you deliver them
        </label>
        {}{}{}{}{}
        <label class="row">
            Dishes of the next poll
            <input value={} onchange={} autocomplete="off"/>
        </label>"#,
        answer("as soon as the leader has applied", AnswerWhen::Applied, screen, on),
        answer("when a majority knows it is committed", AnswerWhen::MajorityTold, screen, on),
        screen.delivery == Delivery::Manual,
        says(on, Msg::Act(Action::SetDelivery(other_delivery))),
        slider(
            "A message travels",
            (format!("{latency} to {until} ms"), latency),
            "1",
            set(|network, value| network.latency = value * MILLISECOND)
        ),
        slider(
            "Jitter",
            (format!("up to {jitter} ms"), jitter),
            "0",
            set(|network, value| network.jitter = value * MILLISECOND)
        ),
        slider(
            "Messages lost",
            lost,
            "0",
            set(|network, value| network.loss_ppm = value as u32 * 10_000)
        ),
        slider(
            "Messages arriving twice",
            twice,
            "0",
            set(|network, value| network.duplicate_ppm = value as u32 * 10_000)
        ),
        slider(
            "Messages held up and overtaken",
            held,
            "0",
            set(|network, value| network.spike_ppm = value as u32 * 10_000)
        ),
        &screen.dishes,
        dishes
    )
}

fn answer(words: &'static str, when: AnswerWhen, screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<label><input type="radio" name="answer" checked={} onchange={}/> {}</label>"#,
        screen.answer == when,
        says(on, Msg::Act(Action::SetAnswer(when))),
        words
    )
}

/// A slider up to 100, and what it says now.
fn slider(
    name: &'static str,
    (shown, value): (String, u64),
    min: &'static str,
    changed: Hole,
) -> Html {
    markup!(
        r#"<label class="row">
            {}<output>{}</output>
            <input type="range" min={} max="100" value={} onchange={}/>
        </label>"#,
        name,
        shown,
        min,
        value,
        changed
    )
}
