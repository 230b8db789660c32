//! A field with choices.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The properties of [`ChoiceField`].
#[derive(Properties, PartialEq)]
pub struct ChoiceFieldProps {
    /// Its name.
    pub name: AttrValue,
    /// The choices.
    pub choices: Vec<AttrValue>,
    /// The place of the one that is chosen.
    pub chosen: Option<usize>,
    /// Called with the place of the one that was chosen.
    pub on_choose: Callback<usize>,
}

/// A field with choices, of which one holds.
#[component]
pub fn ChoiceField(props: &ChoiceFieldProps) -> Html {
    let ChoiceFieldProps { name, choices, chosen, on_choose } = props;
    let on_choose = on_choose.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let place = select.and_then(|select| usize::try_from(select.selected_index()).ok());
        on_choose.emit(place.unwrap_or(0));
    });
    html! {
        <label class="fld">
            <span>{name}</span>
            <select class="big" {onchange}>
                for (place, choice) in choices.iter().enumerate() {
                    <option key={&**choice} selected={*chosen == Some(place)}>{choice}</option>
                }
            </select>
        </label>
    }
}
