//! What moves with every frame: messages and timers. Only these attributes are
//! set here, and nobody else sets them.

use std::rc::Rc;

use super::page;
use crate::app::{App, Point};
use crate::cluster::Node;
use crate::screen::{
    FlightView, Format, Scene, Under, Way, is_many, label_size, lunch_way, ring_way,
    short_label_size, spaced,
};

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
    let gone = |flight: &FlightView| if is_still { STILL } else { flight.progress(now) };
    for (name, way_of) in [("c-", ring_way as WayOf), ("l-", lunch_way)] {
        for (flight, place) in places(scene, way_of, name == "l-", is_still, gone) {
            set(&format!("{name}{}", flight.key), "transform", &place.translate());
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

/// The way of a message in a picture.
type WayOf = fn(Format, Node, Node, usize) -> Way;

/// Where each message is. Where nothing may travel, nothing waits either.
fn places(
    scene: &Scene,
    way_of: WayOf,
    is_lunch: bool,
    is_still: bool,
    gone: impl Fn(&FlightView) -> f64,
) -> Vec<(&FlightView, Point)> {
    let mut flights: Vec<&FlightView> = scene.flights.iter().map(Rc::as_ref).collect();
    flights.sort_by_key(|flight| flight.began_at);
    let (quiet, labelled): (Vec<_>, Vec<_>) =
        flights.into_iter().partition(|flight| flight.is_quiet || is_still);
    let ways = |flights: &[&FlightView]| -> Vec<Way> {
        let way = |flight: &&FlightView| way_of(Format::Wide, flight.from, flight.to, scene.n);
        flights.iter().map(way).collect()
    };
    let labelled_ways = ways(&labelled);
    let under_way = labelled.iter().zip(&labelled_ways).map(|(flight, way)| {
        let words = if is_lunch { &flight.lunch_tag } else { &flight.tag };
        let size = match is_many(scene.n) {
            true => short_label_size(flight.sign.chars().count()),
            false => label_size(words.chars().count()),
        };
        Under { way, gone: gone(flight), size }
    });
    let under_way: Vec<_> = under_way.collect();
    let drawn = spaced(&under_way);
    let quiet_ways = ways(&quiet);
    let moving = labelled
        .iter()
        .copied()
        .zip(labelled_ways.iter().zip(drawn))
        .map(|(f, (way, t))| (f, way.at(t)));
    let others =
        quiet.into_iter().zip(&quiet_ways).map(|(flight, way)| (flight, way.at(gone(flight))));
    moving.chain(others).collect()
}
