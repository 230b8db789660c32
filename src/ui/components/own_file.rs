//! Opening something of the reader's own: a file, or a text that is pasted.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::ui::files::Own;
use crate::words::OwnWords;

/// The properties of [`OwnFile`].
#[derive(Properties, PartialEq)]
pub struct OwnFileProps {
    /// What stands there.
    pub words: &'static OwnWords,
    /// Opens it.
    pub on: Callback<Own>,
}

/// A field for a file, and one for a text. A text that cannot be opened stays in its field.
#[component]
pub fn OwnFile(props: &OwnFileProps) -> Html {
    let OwnFileProps { words, on } = props;
    let chosen = on.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            chosen.emit(Own::Chosen(field));
        }
    });
    let text = use_node_ref();
    let (pasted, on) = (text.clone(), on.clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = pasted.cast::<HtmlTextAreaElement>() {
            on.emit(Own::Pasted(field.value()));
        }
    });
    html! {
        <div class="own">
            <label class="row">
                {words.file}
                <input type="file" accept=".json,application/json" {onchange}/>
            </label>
            <form {onsubmit}>
                <label class="row">
                    {words.paste}
                    <textarea ref={text} rows="3" spellcheck="false"/>
                </label>
                <button>{words.open}</button>
            </form>
        </div>
    }
}
