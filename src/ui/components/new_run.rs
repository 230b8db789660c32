//! Another run: how many servers, which seed, how patient they are.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::choice_field::ChoiceField;
use crate::app::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, Msg, RunChoice};
use crate::cluster::{MILLISECOND, Timing};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::page;

/// The properties of [`NewRun`].
#[derive(Properties, PartialEq)]
pub struct NewRunProps {
    /// The number of servers of the run in hand.
    pub servers: u16,
    /// Its seed.
    pub seed: u64,
    /// How long things take in it.
    pub timing: Timing,
}

/// A card that unfolds: the run in hand again, another seed, another size, other timeouts.
#[component]
pub fn NewRun(props: &NewRunProps) -> Html {
    let (dispatch, all_words) = (use_dispatch(), use_words());
    let words = &all_words.chrome().new_run;
    let NewRunProps { servers, seed, timing } = props;
    let offered = MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS;
    // A scenario may have more, or fewer: that is shown too.
    let other = (!offered.contains(servers)).then_some(*servers);
    let counts: Vec<u16> = offered.chain(other).collect();
    // What is chosen begins with the run in hand, whenever that is another.
    let in_hand = RunChoice { seed: *seed, servers: *servers, timing: timing.clone() };
    let wanted = use_state_eq(|| in_hand.clone());
    use_effect_with(in_hand, {
        let wanted = wanted.clone();
        move |in_hand| wanted.set(in_hand.clone())
    });
    let change = |change: fn(&mut RunChoice, u64)| {
        let wanted = wanted.clone();
        Callback::from(move |value: u64| {
            let mut choice = (*wanted).clone();
            change(&mut choice, value);
            wanted.set(choice);
        })
    };
    let on_servers = {
        let change = change(|choice, servers| choice.servers = servers as u16);
        Callback::from(move |place: usize| change.emit(u64::from(MIN_PAGE_SERVERS) + place as u64))
    };
    let (begins, chosen) = (dispatch.clone(), (*wanted).clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        begins.emit(Msg::Begin(chosen.clone()));
    });
    let (begins, chosen) = (dispatch.clone(), (*wanted).clone());
    let on_fresh = Callback::from(move |_| {
        begins.emit(Msg::Begin(RunChoice { seed: page::fresh_seed(), ..chosen.clone() }));
    });
    let field = |name: &'static str, value: u64, on_change: Callback<u64>| {
        let onchange = Callback::from(move |event: Event| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            // What is no number is put back.
            on_change.emit(field.and_then(|field| field.value().parse().ok()).unwrap_or(value));
        });
        html! {
            <label class="fld">
                <span>{name}</span>
                <input inputmode="numeric" autocomplete="off" value={value.to_string()} {onchange}/>
            </label>
        }
    };
    let time = |name: &'static str, time: u64, set: fn(&mut RunChoice, u64)| {
        field(name, time / MILLISECOND, change(set))
    };
    let chosen = &wanted.timing;
    html! {
        <details class="new-run" id="new-run">
            <summary class="button wide-button">
                {words.title}{" "}<small>{all_words.servers_and_seed(*servers, *seed)}</small>
            </summary>
            <form class="new-run-fields" {onsubmit}>
                <ChoiceField name={words.servers} on_choose={on_servers}
                    choices={counts.iter().map(|count| count.to_string().into()).collect::<Vec<AttrValue>>()}
                    chosen={counts.iter().position(|count| *count == wanted.servers)}/>
                {field(words.seed, wanted.seed, change(|choice, seed| choice.seed = seed))}
                {time(words.shortest_timeout, chosen.election_timeout_min, |choice, ms| {
                    choice.timing.election_timeout_min = ms.saturating_mul(MILLISECOND);
                })}
                {time(words.longest_timeout, chosen.election_timeout_max, |choice, ms| {
                    choice.timing.election_timeout_max = ms.saturating_mul(MILLISECOND);
                })}
                {time(words.heartbeat, chosen.heartbeat, |choice, ms| {
                    choice.timing.heartbeat = ms.saturating_mul(MILLISECOND);
                })}
                <p class="hint">{words.timing_about}</p>
                <button class="button button-primary">{words.start}</button>
                <button type="button" class="button" onclick={on_fresh}>{words.new_seed}</button>
                <button type="button" class="button" title={words.reset_about}
                    onclick={dispatch.on(Msg::Reset)}>{words.reset}</button>
            </form>
        </details>
    }
}
