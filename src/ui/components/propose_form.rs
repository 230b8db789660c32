//! The field for a dish or a command.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::cluster::Operation;
use crate::ui::context::{use_dispatch, use_words};

/// The properties of [`ProposeForm`].
#[derive(Properties, PartialEq)]
pub struct ProposeFormProps {
    /// The complaint about what was typed.
    pub error: Option<AttrValue>,
}

/// The field for a dish or a command. What was typed stays until it is proposed.
#[component]
pub fn ProposeForm(props: &ProposeFormProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let field = use_node_ref();
    let (typed, proposes) = (field.clone(), dispatch.clone());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = typed.cast::<HtmlInputElement>() else { return };
        let text = field.value();
        if Operation::parse(&text).is_ok() {
            field.set_value("");
        }
        proposes.emit(Msg::Propose(text));
    });
    let error = &props.error;
    html! {
        <form class="ask" {onsubmit}>
            <label class="fld grow">
                <span>{words.controls.proposal}</span>
                <input ref={field} class="big" placeholder={words.controls.proposal_example}
                    autocomplete="off" aria-describedby="err"
                    aria-invalid={error.is_some().then_some("true")}/>
            </label>
            <button class="big">{words.controls.propose}</button>
            <button class="big" type="button" title={words.controls.ask_everyone_about}
                onclick={dispatch.on(Msg::Poll)}>{words.controls.ask_everyone}</button>
            <p id="err" class="err" role="alert">{error.clone()}</p>
        </form>
    }
}
