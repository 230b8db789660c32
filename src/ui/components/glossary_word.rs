//! Texts whose words lead to the glossary. A word opens what it means beside it; the browser
//! closes that on Escape, on a click elsewhere, and when another one opens.

use gloo_events::EventListener;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::app::{LessonMsg, Msg};
use crate::lesson::{GlossaryEntry, TextPart, text_parts};
use crate::screen::GlossaryView;
use crate::ui::context::{Dispatch, use_dispatch, use_words};
use crate::ui::style::set_properties;

/// How wide an explanation is at most, and how high about, with the room around it.
const WIDE: f64 = 336.0;
const HIGH: f64 = 190.0;

/// A text with its links. `id` tells this text from all others on the page.
pub fn linked_text(text: &str, id: &str, glossary: &GlossaryView) -> Html {
    let part = |(place, part): (usize, TextPart)| match part {
        TextPart::Plain(words) => html! { {words} },
        // A button can be torn from its full stop at the end of a line.
        TextPart::Link { words, entry, opening, closing } => html! {
            <span key={place} class="glossary">
                {opening}
                <GlossaryWord id={format!("word-{id}-{place}")} words={words.to_owned()}
                    entry={entry.into_owned()} glossary={glossary.clone()}/>
                {closing}
            </span>
        },
    };
    text_parts(text).into_iter().enumerate().map(part).collect()
}

/// Several paragraphs.
pub fn linked_paragraphs(
    texts: &[String],
    id: &str,
    lang: Option<&'static str>,
    glossary: &GlossaryView,
) -> Html {
    let one = |(place, text): (usize, &String)| {
        html! { <p key={place}>{linked_text(text, &format!("{id}-{place}"), glossary)}</p> }
    };
    html! { <div class="lesson-text" {lang}>{texts.iter().enumerate().map(one).collect::<Html>()}</div> }
}

/// The properties of [`GlossaryWord`].
#[derive(Properties, PartialEq)]
struct GlossaryWordProps {
    /// Its name on the page.
    id: String,
    /// The words.
    words: String,
    /// The name of the entry.
    entry: String,
    /// The glossary, as far as it is known.
    glossary: GlossaryView,
}

/// A word that opens its entry.
#[component]
fn GlossaryWord(props: &GlossaryWordProps) -> Html {
    let (dispatch, words) = (use_dispatch(), use_words().chrome());
    let place = use_node_ref();
    use_effect_with(place.clone(), move |place| {
        let listener = place.cast::<HtmlElement>().map(|pop| opens(pop, dispatch));
        move || drop(listener)
    });
    let explained = match &props.glossary {
        GlossaryView::Unasked => html! { {words.one_moment} },
        GlossaryView::Missing => html! { {words.lessons.no_glossary} },
        GlossaryView::There(glossary) => {
            glossary.entry(&props.entry).map(entry).unwrap_or_default()
        }
    };
    html! {
        <>
            <button type="button" class="glossary-word" popovertarget={props.id.clone()}>
                {&props.words}
            </button>
            <span ref={place} class="glossary-entry" id={props.id.clone()} popover="auto"
                role="status">
                {explained}
            </span>
        </>
    }
}

fn entry(entry: &GlossaryEntry) -> Html {
    html! {
        <>
            <b>{&entry.term}</b>
            <span>{&entry.text}</span>
            if !entry.section.is_empty() { <small>{&entry.section}</small> }
        </>
    }
}

/// Right before an entry is shown it is put below its word, and the glossary is asked for.
fn opens(pop: HtmlElement, dispatch: Dispatch) -> EventListener {
    EventListener::new(&pop.clone(), "beforetoggle", move |_| {
        if pop.matches(":popover-open").unwrap_or(false) {
            return;
        }
        let root = pop.owner_document().and_then(|document| document.document_element());
        let room = root.map(|root: Element| (root.client_width(), root.client_height()));
        let word = pop.previous_element_sibling().map(|word| word.get_bounding_client_rect());
        if let (Some((wide, high)), Some(word)) = (room, word) {
            let left = word.left().min(f64::from(wide) - WIDE).max(8.0);
            let has_room = word.bottom() + HIGH < f64::from(high);
            let top = if has_room { word.bottom() + 6.0 } else { word.top() - HIGH };
            set_properties(&pop, &[("--left", left), ("--top", top.max(8.0))]);
        }
        dispatch.emit(Msg::Lesson(LessonMsg::WantGlossary));
    })
}
