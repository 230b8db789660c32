//! The field for a dish or a command.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::Msg;
use crate::cluster::Operation;
use crate::ui::context::{use_dispatch, use_words};
use crate::words::Mistyped;

/// The properties of [`ProposeForm`].
#[derive(Properties, PartialEq)]
pub struct ProposeFormProps {
    /// The field that holds what can't be taken.
    pub mistyped: Option<Mistyped>,
}

/// The field for a dish or a command, and examples that are proposed with one click. What
/// was typed stays until it is proposed, and the focus stays in the field.
#[component]
pub fn ProposeForm(props: &ProposeFormProps) -> Html {
    let (dispatch, all_words) = (use_dispatch(), use_words());
    let words = &all_words.chrome().propose;
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
    let mistyped = props.mistyped.as_ref().filter(|it| matches!(it, Mistyped::Command(_)));
    let example = |text: &'static str| {
        html! {
            <button key={text} type="button" class="button"
                onclick={dispatch.on(Msg::Propose(text.into()))}>{text}</button>
        }
    };
    html! {
        <form class="propose" {onsubmit}>
            <h2><label for="propose">{words.title}</label></h2>
            <div class="field">
                <input ref={field} id="propose" placeholder={words.placeholder} autocomplete="off"
                    aria-describedby="propose-error"
                    aria-invalid={mistyped.map(|_| "true")}/>
                <button class="button button-primary">{words.propose}</button>
            </div>
            <p id="propose-error" class="err">{mistyped.map(|it| all_words.mistyped(it))}</p>
            <div class="quick" role="group" aria-label={words.examples_about}>
                {words.examples.into_iter().map(example).collect::<Html>()}
            </div>
        </form>
    }
}
