//! A number that is chosen by dragging.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The properties of [`Slider`].
#[derive(Properties, PartialEq)]
pub struct SliderProps {
    /// Its name.
    pub name: AttrValue,
    /// The value in words.
    pub shown: AttrValue,
    /// The least that can be chosen; the most is 100.
    pub min: u64,
    /// The chosen value.
    pub value: u64,
    /// Called with what was chosen.
    pub on_change: Callback<u64>,
}

/// A slider up to 100, and what it says now.
#[component]
pub fn Slider(props: &SliderProps) -> Html {
    let SliderProps { name, shown, min, value, on_change } = props;
    let (on_change, least) = (on_change.clone(), *min);
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        on_change.emit(field.and_then(|field| field.value().parse().ok()).unwrap_or(least));
    });
    html! {
        <label class="row">
            {name}<output>{shown}</output>
            <input type="range" min={min.to_string()} max="100" value={value.to_string()} {onchange}/>
        </label>
    }
}
