//! The page around a frame: what it asks for, and what it is told. docs/embedding.md has the
//! messages.
//!
//! Only the parent window is heard, and only in messages of this schema. What it is told it
//! is told without knowing who it is: nothing of the reader is in it but what they do here.

use gloo_events::EventListener;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, MessageEvent, Window};
use yew::Callback;

use super::page;
use crate::app::{Field, HostOrder, Msg, Phase, ScriptStage};
use crate::cluster::MILLISECOND;
use crate::screen::{LessonScreen, Screen};

/// The name of the field by which a message is known, which has its version.
const VERSION: &str = "raftLunch";

/// How deep a message is read, and how many values of a list or an object.
const DEEPEST: usize = 4;
const MOST_VALUES: u32 = 64;

/// What the host has been told, so that it is told once.
#[derive(Default)]
pub struct Host {
    is_ready: bool,
    height: i32,
    is_playing: bool,
    /// How many events there were up to the newest that was told; `None` before the first look.
    events: Option<usize>,
    /// The card of which the answer was told.
    answered: Option<(String, usize)>,
    is_done: bool,
    /// True once a card of a lesson was shown.
    had_card: bool,
    said: Option<String>,
}

/// Listens to the host as long as it is kept.
pub fn listen(on: &Callback<Msg>) -> Option<EventListener> {
    let (window, on) = (web_sys::window()?, on.clone());
    Some(EventListener::new(&window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>().filter(|it| is_from_parent(it)) else {
            return;
        };
        let data = event.data();
        let version = Reflect::get(&data, &VERSION.into()).unwrap_or_default();
        // Pages send all kinds of messages: one without a version is none of ours.
        if version.is_undefined() {
            return;
        }
        let Field::Object(mut fields) = field(&data, DEEPEST) else { return };
        fields.retain(|(name, _)| name != VERSION);
        match HostOrder::read(&field(&version, 1), &fields) {
            Ok(order) => on.emit(Msg::Host(Box::new(order))),
            Err(error) => tell_error(&page::locale().words().host_error(&error)),
        }
    }))
}

fn is_from_parent(event: &MessageEvent) -> bool {
    let source = event.source().map(JsValue::from);
    parent().is_some_and(|parent| source == Some(parent.into()))
}

/// The window around this frame; `None` if the page stands by itself.
fn parent() -> Option<Window> {
    let window = web_sys::window()?;
    window.parent().ok().flatten().filter(|parent| *parent != window)
}

/// A value of a message. What is deeper or longer than any message of ours is left out, and
/// so not understood.
fn field(value: &JsValue, depth: usize) -> Field {
    if let Some(text) = value.as_string() {
        return Field::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Field::Number(number);
    }
    if let Some(flag) = value.as_bool() {
        return Field::Flag(flag);
    }
    let Some(object) = value.dyn_ref::<Object>().filter(|_| depth > 0) else { return Field::Other };
    if let Some(list) = object.dyn_ref::<Array>() {
        return match list.length() <= MOST_VALUES {
            true => Field::List(list.iter().map(|value| field(&value, depth - 1)).collect()),
            false => Field::Other,
        };
    }
    let entries = Object::entries(object);
    if entries.length() > MOST_VALUES {
        return Field::Other;
    }
    let named = entries.iter().filter_map(|entry| {
        let entry = Array::from(&entry);
        Some((entry.get(0).as_string()?, field(&entry.get(1), depth - 1)))
    });
    Field::Object(named.collect())
}

/// Tells the host something.
fn tell(kind: &str, fields: &[(&str, JsValue)]) {
    let Some(parent) = parent() else { return };
    let message = Object::new();
    let head = [(VERSION, 1.into()), ("type", kind.into())];
    for (name, value) in head.iter().chain(fields) {
        // A plain object takes any field.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    let _ = parent.post_message(&message, "*");
}

fn tell_error(sentence: &str) {
    tell("error", &[("message", sentence.into())]);
}

impl Host {
    /// Tells what is new on this screen. `is_there` once what the address asks for is shown.
    pub fn follow(&mut self, screen: &Screen, is_there: bool) {
        if is_there && !std::mem::replace(&mut self.is_ready, true) {
            tell("ready", &[("release", env!("CARGO_PKG_VERSION").into())]);
        }
        self.tell_height();
        if std::mem::replace(&mut self.is_playing, screen.is_playing) != screen.is_playing {
            tell(if screen.is_playing { "play" } else { "pause" }, &[]);
        }
        self.tell_events(screen);
        self.tell_answer(screen);
        self.had_card |= matches!(screen.lesson, LessonScreen::Card(_));
        let is_done = self.is_at_end(screen);
        if !std::mem::replace(&mut self.is_done, is_done) && is_done {
            tell("done", &[]);
        }
        let said = std::mem::replace(&mut self.said, screen.notice.clone());
        if let Some(notice) = screen.notice.as_ref().filter(|_| screen.notice != said) {
            tell_error(notice);
        }
    }

    /// Something else is shown from now on.
    pub fn restart(&mut self) {
        let Host { height, is_playing, .. } = *self;
        *self = Host { height, is_playing, ..Host::default() };
    }

    /// Tells how high the frame would like to be, unless the host knows.
    fn tell_height(&mut self) {
        let Some(height) = wanted_height() else { return };
        if std::mem::replace(&mut self.height, height) != height {
            tell("height", &[("height", height.into())]);
        }
    }

    /// Tells what happened since, oldest first. Where the playhead went back, nothing did.
    fn tell_events(&mut self, screen: &Screen) {
        let count = screen.feed.first().map_or(0, |row| row.number + 1);
        // What had happened before the frame was there is no news.
        let Some(known) = self.events.replace(count) else { return };
        for row in screen.feed.iter().rev().filter(|row| row.number >= known) {
            let ms = row.at as f64 / MILLISECOND as f64;
            let server = row.who.map_or(JsValue::NULL, |server| server.0.into());
            let number = row.number as f64;
            tell(
                "event",
                &[
                    ("event", number.into()),
                    ("ms", ms.into()),
                    ("server", server),
                    ("lunch", row.told.0.as_str().into()),
                    ("raft", row.told.1.as_str().into()),
                ],
            );
        }
    }

    /// True where what the frame tells is at its end; behind a lesson is the shelf.
    fn is_at_end(&self, screen: &Screen) -> bool {
        screen.story.invitation.is_some()
            || screen.script == ScriptStage::Over
            || self.had_card && matches!(screen.lesson, LessonScreen::Shelf(_))
    }

    fn tell_answer(&mut self, screen: &Screen) {
        let LessonScreen::Card(card) = &screen.lesson else { return };
        let place = (card.lesson.clone(), card.place.0);
        let Some((_, is_right)) = &card.answer else {
            // It is being answered once more.
            self.answered.take_if(|answered| *answered == place && card.phase == Phase::Reading);
            return;
        };
        if self.answered.as_ref() != Some(&place) {
            let is_right = is_right.map_or(JsValue::NULL, JsValue::from_bool);
            let (lesson, number) = (card.lesson.as_str().into(), (place.1 as u32 + 1).into());
            tell("answer", &[("lesson", lesson), ("card", number), ("right", is_right)]);
            self.answered = Some(place);
        }
    }
}

/// The most that the pictures ask for, in pixels: as the style sheet has it.
const HIGHEST_PICTURE: f64 = 440.0;

/// What a lesson's card asks for, in pixels: more of it is scrolled.
const CARD: f64 = 340.0;

/// As high as everything is with the pictures as large as their width allows: they are what
/// shrinks where the frame is lower.
fn wanted_height() -> Option<i32> {
    let document = page::document()?;
    let frame = document.query_selector(".embed-page").ok()??;
    // The diagram is as high as it is; the pictures are six by five.
    let drawn = match frame.query_selector(".space").ok().flatten() {
        Some(diagram) => f64::from(diagram.scroll_height()),
        None => {
            let panes = frame.query_selector_all(".pane").ok()?;
            let pane = |place| panes.item(place)?.dyn_into::<HtmlElement>().ok();
            let widest =
                (0..panes.length()).filter_map(pane).map(|pane| pane.client_width()).max()?;
            (f64::from(widest) * 5.0 / 6.0).min(HIGHEST_PICTURE)
        }
    };
    let rest: f64 = children(&frame).map(|child| height_of(&child)).sum();
    Some((drawn + rest).ceil() as i32)
}

/// The height that this part of the frame has, whatever the frame's own is.
fn height_of(part: &Element) -> f64 {
    let is = |selector: &str| part.matches(selector).unwrap_or(false);
    if is(".lesson-card") {
        return CARD;
    }
    // At the end of a story there is more in it, for which the pictures make room.
    let least = || {
        let style = web_sys::window()?.get_computed_style(part).ok()??;
        style.get_property_value("min-height").ok()?.strip_suffix("px")?.parse().ok()
    };
    let height = part.get_bounding_client_rect().height();
    if is(".embed-said") { least().unwrap_or(height) } else { height }
}

fn children(element: &Element) -> impl Iterator<Item = Element> {
    let list = element.children();
    (0..list.length()).filter_map(move |place| list.item(place)).filter(|child| {
        // What is only heard takes no place, nor do the drawings that others use.
        !child.matches(".vh, .defs, .embed-pictures").unwrap_or(false)
    })
}
