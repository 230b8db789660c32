//! The first picture in the HTML. `tests/e2e/first.test.mjs` holds it against the page.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use raft_lunch::app::PageQuery;

/// What in an address asks for another picture, `static/boot.js` has to know before the wasm is there.
#[test]
fn the_start_knows_every_name_that_means_something_in_an_address() {
    let script = fs::read_to_string("static/boot.js").expect("it is there");
    let names = script.lines().find(|line| line.contains("isOther =")).expect("it looks");
    for name in PageQuery::NAMES {
        assert!(names.contains(name), "static/boot.js does not know `{name}`");
    }
}

#[test]
fn each_build_draws_the_picture_anew() {
    let [html, trunk] =
        ["index.html", "Trunk.toml"].map(|file| fs::read_to_string(file).expect("it is there"));
    for text in [html, trunk] {
        assert!(text.contains("\"target/first-picture.html\""));
    }
}
