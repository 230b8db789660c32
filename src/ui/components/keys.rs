//! The keys.

use yew::prelude::*;

use crate::ui::context::use_words;
use crate::ui::{focus, keyboard, page};

/// The list of keys.
#[component]
pub fn Keys() -> Html {
    let words = &use_words().chrome().keys;
    let is_on = use_state(keyboard::has_single_keys);
    let switch = is_on.clone();
    let onchange = Callback::from(move |_: Event| {
        keyboard::switch_single_keys(!*switch);
        switch.set(!*switch);
    });
    let keys: [(&[&str], &str); 8] = [
        (&[words.space], words.play),
        (&[".", "→"], words.forward),
        (&[",", "←"], words.back),
        (&["u"], words.undo),
        (&["Ctrl", "y"], words.redo),
        (&["Enter"], words.open),
        (&["Esc"], words.close),
        (&["?"], words.this),
    ];
    html! {
        <details class="card keys" id="keys">
            <summary>{words.title}</summary>
            <dl>
                for (pressed, what) in keys {
                    <div key={what}>
                        <dt>
                            for (place, key) in pressed.iter().enumerate() {
                                if place > 0 { {" "} }
                                <kbd>{key}</kbd>
                            }
                        </dt>
                        <dd>{what}</dd>
                    </div>
                }
            </dl>
            <label>
                <input type="checkbox" checked={*is_on} {onchange}/>{" "}{words.single_keys}
            </label>
        </details>
    }
}

/// Opens the list of keys and shows it.
pub fn open_keys() {
    if let Some(keys) = page::element("keys") {
        let _ = keys.set_attribute("open", "");
        keys.scroll_into_view();
        focus::focus(keys.first_element_child().as_ref());
    }
}
