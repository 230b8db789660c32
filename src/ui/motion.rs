//! What moves with every frame: messages and timers. Only these attributes are
//! set here, and nobody else sets them.

use super::page;
use crate::app::App;
use crate::screen::{Scene, token_at};

/// How far along a message is drawn where nothing may travel.
///
/// Not the middle: there a message and its answer would hide each other.
const STILL: f64 = 0.38;

/// Puts everything that moves where it is now.
pub fn apply(app: &App, scene: &Scene, is_still: bool) {
    let Some(document) = page::document() else { return };
    let set = |id: &str, attribute: &str, value: &str| {
        if let Some(element) = document.get_element_by_id(id) {
            let _ = element.set_attribute(attribute, value);
        }
    };
    let now = app.player().now();
    for flight in &scene.flights {
        let progress = if is_still { STILL } else { flight.progress(now) };
        let transform = token_at(flight.from, flight.to, scene.n, progress).translate();
        set(&format!("c-{}", flight.key), "transform", &transform);
        set(&format!("l-{}", flight.key), "transform", &transform);
    }
    let longest = app.longest_timeout();
    for server in &scene.servers {
        if let Some(timer) = &server.timer {
            let left = format!("{:.1} 100", timer.left(now, longest) * 100.0);
            set(&format!("t-{}", server.id.0), "stroke-dasharray", &left);
        }
    }
    let clock = format!("{:.1} ms", now / 1_000.0);
    if let Some(place) = document.get_element_by_id("clock") {
        place.set_text_content(Some(&clock));
    }
}
