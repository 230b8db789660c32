//! The sandbox's drawer: what can be done, in four tabs.

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Msg, Tab};
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::focus::focus_sibling;

/// The properties of [`Drawer`].
#[derive(Properties, PartialEq)]
pub struct DrawerProps {
    /// The open tab.
    pub tab: Tab,
    /// What is in it.
    pub children: Html,
}

/// Tabs, and what is in the open one. Arrows lead from tab to tab, and open it.
#[component]
pub fn Drawer(props: &DrawerProps) -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().drawer);
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        let here = event.target_dyn_into::<Element>();
        if here.is_some_and(|here| focus_sibling(&here, &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let tab = |(name, tab): (&'static str, Tab)| {
        let is_open = tab == props.tab;
        let show = dispatch.on(Msg::ShowTab(tab));
        html! {
            <button key={name} type="button" role="tab" id={id_of(tab)} aria-controls="tab-panel"
                aria-selected={is_open.to_string()} tabindex={if is_open { "0" } else { "-1" }}
                onclick={dispatch.on(Msg::ShowTab(tab))} onfocus={show}>{name}</button>
        }
    };
    let tabs = words.tabs.into_iter().zip(Tab::ALL).map(tab);
    html! {
        <aside class="drawer" aria-label={words.label}>
            <div class="tabs" role="tablist" aria-label={words.label} {onkeydown}>
                {tabs.collect::<Html>()}
            </div>
            <div key={id_of(props.tab)} class="tab-panel" role="tabpanel" id="tab-panel"
                aria-labelledby={id_of(props.tab)}>
                {props.children.clone()}
            </div>
        </aside>
    }
}

fn id_of(tab: Tab) -> &'static str {
    match tab {
        Tab::Do => "tab-do",
        Tab::Break => "tab-break",
        Tab::Rules => "tab-rules",
        Tab::Runs => "tab-runs",
    }
}
