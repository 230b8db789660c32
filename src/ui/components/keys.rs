//! The keys.

use yew::prelude::*;

use crate::words::KeyWords;

/// The list of keys.
pub fn keys(words: &KeyWords) -> Html {
    let keys: [(&[&str], &str); 9] = [
        (&[words.space], words.play),
        (&[".", "→"], words.forward),
        (&[",", "←"], words.back),
        (&[words.shift, "→", "←"], words.far),
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
        </section>
    }
}
