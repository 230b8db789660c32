//! Another run: how many servers, which seed, how patient they are.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::choice_field::ChoiceField;
use crate::app::{MAX_PAGE_SERVERS, MIN_PAGE_SERVERS, Msg};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::page;

/// The properties of [`NewRun`].
#[derive(Properties, PartialEq)]
pub struct NewRunProps {
    /// The number of servers of the run in hand.
    pub servers: u16,
    /// Its seed.
    pub seed: u64,
}

/// A card that unfolds: the run in hand again, another seed, another size.
#[component]
pub fn NewRun(props: &NewRunProps) -> Html {
    let (dispatch, all_words) = (use_dispatch(), use_words());
    let words = &all_words.chrome().new_run;
    let NewRunProps { servers, seed } = *props;
    let offered = MIN_PAGE_SERVERS..=MAX_PAGE_SERVERS;
    // A scenario may have more, or fewer: that is shown too.
    let other = (!offered.contains(&servers)).then_some(servers);
    let counts: Vec<u16> = offered.chain(other).collect();
    let on_servers = use_callback(dispatch.clone(), |place: usize, dispatch| {
        dispatch.emit(Msg::SetServers(MIN_PAGE_SERVERS + place as u16));
    });
    let chosen = dispatch.clone();
    let on_seed = Callback::from(move |event: Event| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        if let Some(seed) = field.and_then(|field| field.value().parse().ok()) {
            chosen.emit(Msg::NewSeed(seed));
        }
    });
    let fresh = dispatch.clone();
    let on_fresh = Callback::from(move |_| fresh.emit(Msg::NewSeed(page::fresh_seed())));
    html! {
        <details class="new-run" id="new-run">
            <summary class="button wide-button">
                {words.title}{" "}<small>{all_words.servers_and_seed(servers, seed)}</small>
            </summary>
            <div class="new-run-fields">
                <ChoiceField name={words.servers} on_choose={on_servers}
                    choices={counts.iter().map(|count| count.to_string().into()).collect::<Vec<AttrValue>>()}
                    chosen={counts.iter().position(|count| *count == servers)}/>
                <label class="fld">
                    <span>{words.seed}</span>
                    <input id="seed" inputmode="numeric" value={seed.to_string()} onchange={on_seed}
                        autocomplete="off"/>
                </label>
                <button type="button" class="button" title={words.reset_about}
                    onclick={dispatch.on(Msg::Reset)}>{words.reset}</button>
                <button type="button" class="button" onclick={on_fresh}>{words.new_seed}</button>
            </div>
        </details>
    }
}
