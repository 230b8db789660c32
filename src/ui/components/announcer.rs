//! What happens, for people who listen: one polite live region, and at most one
//! sentence in two seconds.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// How long a sentence is left to be read out, in milliseconds.
const QUIET_MS: u32 = 2_000;

/// Properties of [`Announcer`].
#[derive(Properties, PartialEq)]
pub struct AnnouncerProps {
    /// The newest sentence.
    pub text: String,
}

/// Says the newest sentence, once the one before has had its time.
#[component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    let said = use_state(String::new);
    let newest = use_mut_ref(String::new);
    let pause = use_mut_ref(|| None::<Timeout>);
    (*newest.borrow_mut()).clone_from(&props.text);
    {
        let said = said.clone();
        use_effect_with(props.text.clone(), move |_| {
            if pause.borrow().is_none() {
                said.set(newest.borrow().clone());
                let running = pause.clone();
                let timeout = Timeout::new(QUIET_MS, move || {
                    running.borrow_mut().take();
                    said.set(newest.borrow().clone());
                });
                *pause.borrow_mut() = Some(timeout);
            }
        });
    }
    html! { <p class="vh" role="status" aria-live="polite">{ (*said).clone() }</p> }
}
