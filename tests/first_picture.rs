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
fn each_build_draws_the_picture_anew_and_joins_the_styles() {
    let [html, trunk] =
        ["index.html", "Trunk.toml"].map(|file| fs::read_to_string(file).expect("it is there"));
    for file in ["target/page/first-picture.html", "target/page/styles.css", "target/page/posters"]
    {
        assert!(html.contains(file), "{file}");
    }
    assert!(trunk.contains("\"static\", \"target/page\""));
}

#[test]
fn every_part_of_the_styles_is_imported_once() {
    let list = fs::read_to_string("static/styles.css").expect("it is there");
    let parts = fs::read_dir("static/styles")
        .expect("they are there")
        .map(|part| part.expect("it can be read").file_name().into_string().expect("a plain name"));
    let mut parts: Vec<_> = parts.map(|part| format!("@import \"styles/{part}\";")).collect();
    let mut imports: Vec<_> = list.lines().filter(|line| line.starts_with("@import")).collect();
    parts.sort();
    imports.sort_unstable();
    assert_eq!(imports, parts);
}
