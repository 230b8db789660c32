//! The browser around the app: its address, its preferences, its host page.

use std::sync::OnceLock;

use gloo_events::EventListener;
use web_sys::{Document, Element, MediaQueryList, Storage, UrlSearchParams, Window};
use yew::Callback;

use crate::app::{EmbedView, Msg, PageQuery, Theme};
use crate::words::{LanguageTag, Locale};

/// Seeds that the page draws stay short enough to be told to a neighbour.
const FRESH_SEEDS: f64 = 10_000.0;

fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// An element of the page.
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The language of the page. Only the wasm that was fetched knows it.
static LOCALE: OnceLock<Locale> = OnceLock::new();

/// The page is in this language, from its start to its end.
pub fn set_locale(locale: Locale) {
    let _ = LOCALE.set(locale);
    if let Some(document) = document() {
        document.set_title(locale.words().chrome().title);
    }
}

/// The language of the page.
pub fn locale() -> Locale {
    *LOCALE.get().expect("`mount` has set it")
}

/// The name under which the chosen language is kept. static/boot.js reads it.
const LANGUAGE_KEY: &str = "raft-lunch-language";

/// The language that the reader has chosen once.
pub fn chosen_language() -> Option<LanguageTag> {
    LanguageTag::named(&storage()?.get_item(LANGUAGE_KEY).ok()??)
}

/// Loads the page anew from this address, in the language that the reader has chosen.
pub fn reload_in(language: LanguageTag, address: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing; the address has it too.
        let _ = storage.set_item(LANGUAGE_KEY, language.name());
    }
    let _ = window().map(|window| window.location().replace(address));
}

/// The name under which is kept that the lunch is faded out. static/boot.js reads it.
const VIEW_KEY: &str = "raft-lunch-view";

fn kept_view() -> Option<String> {
    storage()?.get_item(VIEW_KEY).ok()?.filter(|it| it == EmbedView::Cluster.name())
}

/// Keeps for the next visit whether the lunch is faded out.
pub fn keep_view(shows_lunch: bool) {
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing; the address has it too.
        let _ = match shows_lunch {
            true => storage.remove_item(VIEW_KEY),
            false => storage.set_item(VIEW_KEY, EmbedView::Cluster.name()),
        };
    }
}

/// What the address asks for. Where it says nothing of the lunch, what was chosen before holds.
pub fn query() -> PageQuery {
    let search = window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    let Ok(params) = UrlSearchParams::new_with_str(&search) else { return PageQuery::default() };
    let names = PageQuery::NAMES;
    let kept = kept_view().filter(|_| !params.has("embed"));
    let value = |name| params.get(name).or_else(|| kept.clone().filter(|_| name == "view"));
    let values = names.map(value);
    let pairs =
        names.iter().zip(&values).filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    PageQuery::from_pairs(pairs)
}

/// Whether the reader has asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    reduced_motion().is_some_and(|query| query.matches())
}

/// Whether there is room for a card beside the pictures.
pub fn has_room_beside() -> bool {
    room_beside().is_some_and(|query| query.matches())
}

/// Says so when the reader asks for less motion, or no longer does.
pub fn listen_to_reduced_motion(on: Callback<Msg>) -> Option<EventListener> {
    reduced_motion().map(|query| listen(query, move |matches| on.emit(Msg::ReduceMotion(matches))))
}

/// Says so when there is room for a card beside the pictures, or no longer is.
pub fn listen_to_room_beside(on: Callback<Msg>) -> Option<EventListener> {
    room_beside().map(|query| listen(query, move |matches| on.emit(Msg::HasRoomBeside(matches))))
}

/// Says so when the page has another size.
pub fn listen_to_size(on: Callback<Msg>) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "resize", move |_| on.emit(Msg::Resized)))
}

fn listen(query: MediaQueryList, on: impl Fn(bool) + 'static) -> EventListener {
    let heard = query.clone();
    EventListener::new(&query, "change", move |_| on(heard.matches()))
}

fn reduced_motion() -> Option<MediaQueryList> {
    window()?.match_media("(prefers-reduced-motion: reduce)").ok().flatten()
}

/// As wide as the style sheet wants a page to be for a card beside the pictures.
fn room_beside() -> Option<MediaQueryList> {
    window()?.match_media("(min-width: 1181px)").ok().flatten()
}

/// A seed from outside: the one thing here that is not the same every time.
pub fn fresh_seed() -> u64 {
    (js_sys::Math::random() * FRESH_SEEDS) as u64
}

/// What this browser keeps from visit to visit, if it allows that.
pub fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// Marks the document as a frame in somebody's post.
pub fn mark_embedded() {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_class_name("embed");
    }
}

/// Leaves the seed where a crash can find it.
pub fn note_seed(seed: u64) {
    if let Some(place) = element("crashed-seed") {
        place.set_text_content(Some(&locale().words().running_seed(seed)));
    }
}

/// Draws the page in these colours.
pub fn set_theme(theme: Theme) {
    let root = document().and_then(|document| document.document_element());
    let _ = root.map(|root| root.set_attribute("data-theme", theme.name()));
}

/// Opens this address in another tab. False if the browser, or the page around this frame,
/// does not allow that.
pub fn open_tab(address: &str) -> bool {
    let opened =
        window().and_then(|window| window.open_with_url_and_target(address, "_blank").ok());
    opened.flatten().is_some()
}

/// Loads this page anew.
pub fn reload() {
    let _ = window().map(|window| window.location().reload());
}

/// Leaves what a panic says where the script in `index.html` looks for it.
#[cfg(debug_assertions)]
pub fn note_crash(message: &str) {
    if let Some(place) = element("crashed-message") {
        place.set_text_content(Some(message));
    }
}
