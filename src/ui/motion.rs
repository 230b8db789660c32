//! What moves with every frame: messages and timers. Only these attributes are
//! set here, and nobody else sets them.

use std::rc::Rc;

use super::page;
use crate::app::{App, Pane, Point};
use crate::screen::{
    FlightView, Scene, Under, Way, Ways, is_many, label_size, short_label_size, spaced,
};
use crate::words::letters;

/// How far along a message is drawn where nothing may travel.
///
/// Not the middle: there a message and its answer would hide each other.
const STILL: f64 = 0.38;

/// Moves what moves.
#[derive(Debug, Default)]
pub struct Motion {
    ways: Ways,
}

impl Motion {
    /// Puts everything that moves where it is now.
    pub fn apply(&mut self, app: &App, scene: &Scene, is_still: bool) {
        let Some(document) = page::document() else { return };
        let set = |id: &str, attribute: &str, value: &str| {
            if let Some(element) = document.get_element_by_id(id) {
                let _ = element.set_attribute(attribute, value);
            }
        };
        let now = app.player().now();
        let gone = |flight: &FlightView| if is_still { STILL } else { flight.progress(now) };
        for (name, pane) in [("c-", Pane::Cluster), ("l-", Pane::Lunch)] {
            for (flight, place) in self.places(scene, pane, is_still, gone) {
                let id = format!("{name}{}", flight.key);
                // A heap of what has not left would hide the notebook that it is written from.
                set(&id, "transform", &place.map_or("scale(0)".into(), Point::translate));
            }
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

    /// Where each message is; nowhere, if it has not left. Where nothing may travel, nothing
    /// waits either.
    fn places<'s>(
        &mut self,
        scene: &'s Scene,
        pane: Pane,
        is_still: bool,
        gone: impl Fn(&FlightView) -> f64,
    ) -> Vec<(&'s FlightView, Option<Point>)> {
        let mut flights: Vec<&FlightView> = scene.flights.iter().map(Rc::as_ref).collect();
        flights.sort_by_key(|flight| flight.began_at);
        let ways = flights.iter().map(|f| self.ways.get(scene.format, pane, f.from, f.to, scene.n));
        let ways: Vec<Rc<Way>> = ways.collect();
        let flying = flights.into_iter().zip(&ways);
        let (free, labelled): (Vec<_>, Vec<_>) =
            flying.partition(|(flight, _)| flight.is_quiet || is_still);
        let under_way = labelled.iter().map(|(flight, way)| {
            let words = if pane == Pane::Lunch { &flight.lunch_tag } else { &flight.tag };
            let size = match is_many(scene.n) {
                true => short_label_size(letters(&flight.sign)),
                false => label_size(letters(words)),
            };
            Under { way, gone: gone(flight), size }
        });
        let drawn = spaced(&under_way.collect::<Vec<_>>());
        let spaced = labelled
            .into_iter()
            .zip(drawn)
            .map(|((f, way), gone)| (f, (gone > 0.0).then(|| way.at(gone))));
        spaced.chain(free.into_iter().map(|(f, way)| (f, Some(way.at(gone(f)))))).collect()
    }
}
