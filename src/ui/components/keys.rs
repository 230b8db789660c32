//! The keys.

use yew::prelude::*;

use crate::ui::context::use_words;
use crate::ui::{focus, page};

/// The list of keys.
#[component]
pub fn Keys() -> Html {
    let words = &use_words().chrome().keys;
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
