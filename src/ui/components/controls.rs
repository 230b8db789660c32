//! The controls of the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::conditions::conditions;
use super::marks::{IconName, icon};
use super::switches::switches;
use crate::ui::page;
use crate::view::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, Msg, Screen, Speed};

/// All controls of the full page.
pub fn controls(screen: &Screen, on: &Callback<Msg>) -> Html {
    html! {
        <div class="controls" role="group" aria-label="Controls">
            <div class="transport">
                { transport_buttons(screen.is_playing, on) }
                <button class="big" disabled={!screen.can_undo}
                    aria-label="Undo" title="Back to right before your last action" onclick={on.reform(|_| Msg::Undo)}>
                    { icon(IconName::Undo) }<span>{ "Undo" }</span>
                </button>
                { speed_field(screen.speed, on) }
            </div>
            { propose_form(screen.input_error.as_deref(), on) }
            <div class="run">
                { servers_field(screen.servers, on) }
                <span class="seed">{ "Seed " }<b id="seed">{ screen.seed }</b></span>

                <button class="big" title="Same seed, from the start" onclick={on.reform(|_| Msg::Reset)}>
                    { icon(IconName::Reset) }{ "Reset" }
                </button>
                <button class="big" onclick={on.reform(|_| Msg::NewSeed(page::fresh_seed()))}>
                    { "New seed" }
                </button>
                <button class="big" title="It joins as a learner" onclick={on.reform(|_| Msg::AddServer)}>
                    { "Add a server" }
                </button>
                { switches(screen, on) }
                { conditions(screen, on) }
                <button class="big" aria-label="Help: keys" onclick={|_| crate::ui::root::open_keys()}>
                    { "?" }
                </button>
            </div>
        </div>
    }
}

/// Play or pause, and one event forward.
pub fn transport(is_playing: bool, on: &Callback<Msg>) -> Html {
    html! { <div class="transport">{ transport_buttons(is_playing, on) }</div> }
}

fn transport_buttons(is_playing: bool, on: &Callback<Msg>) -> Html {
    let (sign, word) =
        if is_playing { (IconName::Pause, "Pause") } else { (IconName::Play, "Play") };
    html! {
        <>
            <button class="main play" onclick={on.reform(|_| Msg::PlayPause)}>
                { icon(sign) }{ word }
            </button>
            <button class="big step" aria-label="One event forward" onclick={on.reform(|_| Msg::Step)}>
                { icon(IconName::Step) }<span>{ "One event" }</span>
            </button>
        </>
    }
}

fn speed_field(speed: Speed, on: &Callback<Msg>) -> Html {
    let change = on.reform(|event: Event| {
        let chosen = chosen_position(&event).and_then(|position| Speed::ALL.get(position).copied());
        Msg::SetSpeed(chosen.unwrap_or(Speed::Auto))
    });
    html! {
        <label class="fld">
            <span>{ "Speed" }</span>
            <select class="big" onchange={change}>
                { for Speed::ALL.iter().map(|choice| html! {
                    <option key={choice.label()} selected={*choice == speed}>{ choice.label() }</option>
                }) }
            </select>
        </label>
    }
}

fn servers_field(servers: u16, on: &Callback<Msg>) -> Html {
    let change = on.reform(|event: Event| {
        let position = chosen_position(&event).unwrap_or(0) as u16;
        Msg::SetServers(MIN_PAGE_SERVERS + position)
    });
    html! {
        <label class="fld">
            <span>{ "Servers" }</span>
            <select class="big" onchange={change}>
                { for (MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS).map(|count| html! {
                    <option key={count} selected={count == servers}>{ count }</option>
                }) }
            </select>
        </label>
    }
}

fn chosen_position(event: &Event) -> Option<usize> {
    let select: HtmlSelectElement = event.target_dyn_into()?;
    usize::try_from(select.selected_index()).ok()
}

/// The field for a dish or a command. What was typed stays until it is proposed.
fn propose_form(error: Option<&str>, on: &Callback<Msg>) -> Html {
    let proposed = on.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form: Option<Element> = event.target_dyn_into();
        let field = form.and_then(|form| form.query_selector("input").ok().flatten());
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        let text = field.value();
        if crate::cluster::Operation::parse(&text).is_ok() {
            field.set_value("");
        }
        proposed.emit(Msg::Propose(text));
    };
    html! {
        <form class="ask" onsubmit={submit}>
            <label class="fld grow">
                <span>{ "What to propose" }</span>
                <input class="big" placeholder="A dish, SET A 1 or GET A" autocomplete="off"
                    aria-describedby="err" aria-invalid={error.is_some().then_some("true")} />
            </label>
            <button class="big">{ "Propose" }</button>
            <button class="big" type="button" title="Ask what everyone wants, and propose it"
                onclick={on.reform(|_| Msg::Poll)}>
                { "Ask everyone" }
            </button>
            <p id="err" class="err" role="alert">{ error.unwrap_or_default() }</p>
        </form>
    }
}
