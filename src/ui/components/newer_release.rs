//! The host has a newer release of the page than this one.

use yew::prelude::*;

use crate::app::Msg;
use crate::ui::context::{use_dispatch, use_words};
use crate::ui::parts;

/// Says so once a part that is needed is gone, and offers to reload the page.
#[component]
pub fn NewerRelease() -> Html {
    let (dispatch, words) = (use_dispatch(), &use_words().chrome().notice);
    let is_newer = use_state(|| false);
    {
        let is_newer = is_newer.setter();
        use_effect_with((), move |()| {
            let listener = parts::listen_to_newer(Callback::from(move |()| is_newer.set(true)));
            move || drop(listener)
        });
    }
    html! {
        <div class="newer-release" role="alert">
            if *is_newer {
                <p>{words.newer_release}</p>
                <button onclick={dispatch.on(Msg::Reload)}>{words.reload}</button>
            }
        </div>
    }
}
