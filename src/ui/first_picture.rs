//! The page as it is before its wasm has come: the story's first moment, drawn by the same
//! components while the page is built.

use std::rc::Rc;

use yew::ServerRenderer;
use yew::prelude::*;

use super::doors::FullPage;
use crate::app::{App, Msg, PageQuery};
use crate::words::Locale;

/// The story's first moment as HTML.
pub async fn first_picture() -> String {
    ServerRenderer::<FirstPicture>::new().hydratable(false).render().await
}

/// The page as it starts, with nobody to hear what is pressed.
#[component]
fn FirstPicture() -> Html {
    let mut app = App::new(&PageQuery::default());
    app.update(Msg::PlayPause);
    html! {
        <ContextProvider<Locale> context={Locale::ENGLISH}>
            <FullPage screen={Rc::new(app.screen())} is_still=false/>
        </ContextProvider<Locale>>
    }
}
