//! The controls of the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Html, TargetCast};

use super::conditions::conditions;
use super::marks::{IconName, icon};
use super::sharing::{scenarios, share};
use super::switches::switches;
use crate::app::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, Msg, Speed};
use crate::screen::Screen;
use crate::ui::markup::{Hole, hears, markup, says};
use crate::ui::page;

/// All controls of the full page.
pub fn controls(screen: &Screen, on: &Callback<Msg>) -> Html {
    let fresh = on.clone();
    markup!(
        r#"<div class="controls" role="group" aria-label="Controls">
            <div class="transport">
                {}
                <button class="big" disabled={} aria-label="Undo"
                    title="Back to right before your last change" onclick={}>
                    {}<span>Undo</span>
                </button>
                {}
            </div>
            {}
            <div class="run">
                {}
                <span class="seed">Seed <b id="seed">{}</b></span>
                <button class="big" title="Same seed, from the start" onclick={}>{}Reset</button>
                <button class="big" onclick={}>New seed</button>
                <button class="big" title="It joins as a learner" onclick={}>Add a server</button>
                {}
                {}
                {}
                {}
                <button class="big" aria-label="Help: keys" onclick={}>?</button>
            </div>
        </div>"#,
        transport_buttons(screen, on),
        !screen.can_undo,
        says(on, Msg::Undo),
        icon(IconName::Undo),
        speed_field(screen.speed, on),
        propose_form(screen.input_error.as_ref(), on),
        servers_field(screen.scene.n as u16, on),
        screen.seed,
        says(on, Msg::Reset),
        icon(IconName::Reset),
        hears(move |_| fresh.emit(Msg::NewSeed(page::fresh_seed()))),
        says(on, Msg::AddServer),
        scenarios(screen, on),
        share(screen, on),
        switches(screen, on),
        conditions(screen, on),
        hears(|_| crate::ui::root::open_keys())
    )
}

/// Play or pause, and one step forward.
pub fn transport(screen: &Screen, on: &Callback<Msg>) -> Html {
    markup!(r#"<div class="transport">{}</div>"#, transport_buttons(screen, on))
}

fn transport_buttons(screen: &Screen, on: &Callback<Msg>) -> Html {
    let one = ["One ", screen.stride.label()].concat();
    let (sign, word) =
        if screen.is_playing { (IconName::Pause, "Pause") } else { (IconName::Play, "Play") };
    markup!(
        r#"<button class="main play" onclick={}>{}{}</button>
        <button class="big step" aria-label={} onclick={}>
            {}<span>{}</span>
        </button>"#,
        says(on, Msg::PlayPause),
        icon(sign),
        word,
        [&one, " forward"].concat(),
        says(on, Msg::Step),
        icon(IconName::Step),
        one
    )
}

fn speed_field(speed: Speed, on: &Callback<Msg>) -> Html {
    let choices = Speed::ALL.map(|choice| (choice.label(), choice == speed));
    choice_field("Speed", choices, on, |position| {
        Msg::SetSpeed(Speed::ALL.get(position).copied().unwrap_or(Speed::Auto))
    })
}

fn servers_field(servers: u16, on: &Callback<Msg>) -> Html {
    let offered = MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS;
    // A scenario may have more, or fewer: that is shown too.
    let other = (!offered.contains(&servers)).then_some(servers);
    let choices = offered.chain(other).map(|count| (count.to_string(), count == servers));
    choice_field("Servers", choices, on, |position| {
        Msg::SetServers(MIN_PAGE_SERVERS + position as u16)
    })
}

/// A field with choices, each with whether it is the one.
pub fn choice_field(
    name: &'static str,
    choices: impl IntoIterator<Item = (String, bool)>,
    on: &Callback<Msg>,
    choose: fn(usize) -> Msg,
) -> Html {
    let on = on.clone();
    let choice = |(label, is_chosen): (String, bool)| {
        markup!("<option key={} selected={}>{}</option>", &label, is_chosen, &label)
    };
    markup!(
        r#"<label class="fld"><span>{}</span><select class="big" onchange={}>{}</select></label>"#,
        name,
        hears(move |event| on.emit(choose(chosen_position(event).unwrap_or(0)))),
        choices.into_iter().map(choice).collect::<Vec<_>>()
    )
}

/// What stands in the field that was changed.
pub fn typed(event: &Event) -> String {
    let input: Option<HtmlInputElement> = event.target_dyn_into();
    input.map(|input| input.value()).unwrap_or_default()
}

fn chosen_position(event: &Event) -> Option<usize> {
    let select: HtmlSelectElement = event.target_dyn_into()?;
    usize::try_from(select.selected_index()).ok()
}

/// The field for a dish or a command. What was typed stays until it is proposed.
fn propose_form(error: Option<&String>, on: &Callback<Msg>) -> Html {
    markup!(
        r#"<form class="ask" onsubmit={}>
            <label class="fld grow">
                <span>What to propose</span>
                <input class="big" placeholder="A dish, SET A 1 or GET A" autocomplete="off"
                    aria-describedby="err" aria-invalid={}/>
            </label>
            <button class="big">Propose</button>
            <button class="big" type="button" title="Ask what everyone wants, and propose it"
                onclick={}>Ask everyone</button>
            <p id="err" class="err" role="alert">{}</p>
        </form>"#,
        submit(on),
        error.map(|_| "true"),
        says(on, Msg::Poll),
        error
    )
}

fn submit(on: &Callback<Msg>) -> Hole {
    let on = on.clone();
    hears(move |event| {
        event.prevent_default();
        let form: Option<Element> = event.target_dyn_into();
        let field = form.and_then(|form| form.query_selector("input").ok().flatten());
        let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field else { return };
        let text = field.value();
        if crate::cluster::Operation::parse(&text).is_ok() {
            field.set_value("");
        }
        on.emit(Msg::Propose(text));
    })
}
