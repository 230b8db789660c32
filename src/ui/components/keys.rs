//! The keys.

use yew::prelude::*;

use crate::ui::context::use_words;
use crate::ui::keyboard;

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
    let keys: [(&[&str], &str); 10] = [
        (&[words.space], words.play),
        (&[".", "→"], words.forward),
        (&[",", "←"], words.back),
        (&[words.shift, "→", "←"], words.far),
        (&["←", "→", "↑", "↓"], words.arrows),
        (&["u"], words.undo),
        (&["Ctrl", "y"], words.redo),
        (&["Enter"], words.open),
        (&["Esc"], words.close),
        (&["?"], words.this),
    ];
    html! {
        <section class="keys" id="keys">
            <h3>{words.title}</h3>
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
            <label class="check">
                <input type="checkbox" checked={*is_on} {onchange}/>{" "}{words.single_keys}
            </label>
        </section>
    }
}
