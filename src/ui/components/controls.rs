//! The controls of the page.

use yew::prelude::*;

use super::choice_field::ChoiceField;
use super::icon::{IconName, icon};
use super::keys::open_keys;
use super::propose_form::ProposeForm;
use super::transport::Transport;
use crate::app::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, Msg, Speed, Stride};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::page;

/// The properties of [`Controls`].
#[derive(Properties, PartialEq)]
pub struct ControlsProps {
    /// True while time passes.
    pub is_playing: bool,
    /// The length of a step.
    pub stride: Stride,
    /// The speed of time.
    pub speed: Speed,
    /// True if there is something to take back.
    pub can_undo: bool,
    /// The complaint about what was typed.
    pub input_error: Option<AttrValue>,
    /// The number of servers.
    pub servers: u16,
    /// The run's seed.
    pub seed: u64,
    /// The panels that open from here.
    pub children: Html,
}

/// All controls of the full page.
#[component]
pub fn Controls(props: &ControlsProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let words = &words.controls;
    let speeds: Vec<AttrValue> = Speed::ALL.map(|speed| speed.label().into()).to_vec();
    let on_speed = use_callback(dispatch.clone(), |place, dispatch| {
        dispatch.emit(Msg::SetSpeed(Speed::ALL.get(place).copied().unwrap_or(Speed::Auto)));
    });
    let offered = MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS;
    // A scenario may have more, or fewer: that is shown too.
    let other = (!offered.contains(&props.servers)).then_some(props.servers);
    let counts: Vec<u16> = offered.chain(other).collect();
    let on_servers = use_callback(dispatch.clone(), |place: usize, dispatch| {
        dispatch.emit(Msg::SetServers(MIN_PAGE_SERVERS + place as u16));
    });
    let fresh = dispatch.clone();
    let on_fresh = Callback::from(move |_| fresh.emit(Msg::NewSeed(page::fresh_seed())));
    html! {
        <div class="controls" role="group" aria-label={words.label}>
            <Transport is_playing={props.is_playing} stride={Some(props.stride)}>
                <button class="big" disabled={!props.can_undo} aria-label={words.undo}
                    title={words.undo_about} onclick={dispatch.on(Msg::Undo)}>
                    {icon(IconName::Undo)}<span>{words.undo}</span>
                </button>
                <ChoiceField name={words.speed} choices={speeds} on_choose={on_speed}
                    chosen={Speed::ALL.iter().position(|speed| *speed == props.speed)}/>
            </Transport>
            <ProposeForm error={props.input_error.clone()}/>
            <div class="run">
                <ChoiceField name={words.servers} on_choose={on_servers}
                    choices={counts.iter().map(|count| count.to_string().into()).collect::<Vec<AttrValue>>()}
                    chosen={counts.iter().position(|count| *count == props.servers)}/>
                <span class="seed">{words.seed}{" "}<b id="seed">{props.seed}</b></span>
                <button class="big" title={words.reset_about} onclick={dispatch.on(Msg::Reset)}>
                    {icon(IconName::Reset)}{words.reset}
                </button>
                <button class="big" onclick={on_fresh}>{words.new_seed}</button>
                <button class="big" title={words.add_server_about}
                    onclick={dispatch.on(Msg::AddServer)}>{words.add_server}</button>
                {props.children.clone()}
                <button class="big" aria-label={words.help} onclick={|_| open_keys()}>{"?"}</button>
            </div>
        </div>
    }
}
