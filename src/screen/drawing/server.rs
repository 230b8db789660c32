//! Servers, and the client's machine.

use super::super::geometry::{Format, is_many, scale, server_name};
use super::super::scene::ServerView;
use super::{Svg, pattern};
use crate::cluster::Health;
use crate::raft::{Index, RoleName};

const CLIENT: &str = concat!(
    r#"<path class="halo" d="M-58-46H58V66H-58z"/>"#,
    r#"<rect class="box" x="-38" y="-36" width="76" height="52" rx="7"/>"#,
    r#"<path class="laptop" d="M-50 18H50l-8 12h-84z"/><path class="prompt" d="m-22-20 10 9-10 9M-4-1h18"/>"#,
);
const BAND: &str = "M-61-10v-25q0-10 10-10H51q10 0 10 10v25z";
/// How wide a number of more than one digit may be in a cell.
const CELL_ROOM: u32 = 19;
/// How many entries of a log are shown: the last ones.
pub(in crate::screen) const MOST_CELLS: usize = 4;

/// The client's machine, outside the ring. `name` is written below.
pub fn client(name: &str) -> String {
    let mut svg = Svg(CLIENT.into());
    svg.text("name", 0.0, 54.0, name);
    svg.0
}

/// A server: its role by shape and word, its log, its term, its election timer. How
/// much is left of the timer only the clock knows: it is set from outside, by the
/// timer's id.
pub fn server(server: &ServerView, format: Format, n: usize) -> String {
    let mut svg = Svg::new();
    let scale = scale(n);
    svg.group(&format!("transform=\"scale({scale})\""), |svg| {
        svg.path("halo", "M-70-54H70V56H-70z");
        svg.add(
            "rect",
            "class=\"server-shadow\" x=\"-60\" y=\"-41\" width=\"124\" height=\"94\" rx=\"11\"",
        );
        svg.add("rect", "class=\"box\" x=\"-62\" y=\"-46\" width=\"124\" height=\"94\" rx=\"11\"");
        svg.filled("band", pattern(server.id), BAND);
        if server.health == Health::Crashed {
            svg.filled("hatch", "url(#off)", BAND);
        }
        svg.letter(-40.0, -27.0, &server.letter);
        role(svg, server);
        if !is_many(n) {
            svg.group("class=\"for-large\"", |svg| {
                log(svg, &server.cells, -4.0, 25.0);
                svg.text("server-term", -54.0, 41.0, &server.term_text);
            });
        }
        let class = if is_many(n) { "class=\"tall-cells\"" } else { "class=\"for-small\"" };
        svg.group(class, |svg| log(svg, &server.cells, -3.0, 42.0));
    });
    name(&mut svg, server, format, n);
    svg.0
}

/// Its name and what it does besides following; a number where there are many.
fn name(svg: &mut Svg, server: &ServerView, format: Format, n: usize) {
    let (at, place) = (format.seat(server.id, n).at, server_name(format, server.id, n));
    let (x, y) = (place.x - at.x, (place.y - at.y).round());
    match (is_many(n), format) {
        (true, _) | (false, Format::Tall) => svg.text("name", x, y, &server.short_title),
        (false, Format::Wide) => {
            svg.text("name long", x, y, &server.title);
            svg.text("name short", x, y + 4.0, &server.short_title);
        }
    }
}

/// Up to four cells with their index: solid if final, dashed if not.
fn log(svg: &mut Svg, cells: &[(Index, bool)], top: f64, height: f64) {
    for place in 0..MOST_CELLS {
        let x = -54.0 + 27.5 * place as f64;
        let rect = format!("x=\"{x}\" y=\"{top}\" width=\"25\" height=\"{height}\" rx=\"4\"");
        let Some((index, is_final)) = cells.get(place) else {
            svg.add("rect", &format!("class=\"cell-empty\" {rect}"));
            continue;
        };
        let class = if *is_final { "class=\"cell is-final\"" } else { "class=\"cell is-pencil\"" };
        svg.group(class, |svg| {
            svg.add("rect", &rect);
            svg.squeezed_text(x + 12.5, top + height / 2.0 + 6.0, &index.to_string(), CELL_ROOM);
            if *is_final {
                let tick = format!("M{} {}l3 3 5-6", x + 17.0, top + height - 2.0);
                svg.path("cell-tick-ground", &tick);
                svg.path("cell-tick", &tick);
            }
        });
    }
}

/// What is at the top right: how it stands with leading.
fn role(svg: &mut Svg, server: &ServerView) {
    let (class, sign) = match (server.health, server.role) {
        (Health::Crashed, _) => ("is-down", "M-5-5 5 5M-5 5 5-5"),
        (Health::Paused, _) => ("is-paused", "M-4-5V5M4-5V5"),
        (Health::Up, RoleName::Leader) => {
            return svg.mark("sheet", "translate(40 -29) scale(.82)");
        }
        (Health::Up, RoleName::Candidate | RoleName::PreCandidate) => {
            ("is-asking", "M-5 3v-6M-1.7 2v-9M1.7 2v-9M5 3v-7M-5 3q5 6 10 0")
        }
        (Health::Up, RoleName::Follower) if server.has_timer() => {
            return svg.group("transform=\"translate(40 -27)\"", |svg| {
                svg.add("circle", "class=\"timer-face\" r=\"13.5\"");
                svg.add("circle", &format!("class=\"timer\" id=\"t-{}\" r=\"5.5\" pathLength=\"100\" transform=\"rotate(-90)\"", server.id.0));
            });
        }
        (Health::Up, RoleName::Follower) => return,
    };
    svg.group(&format!("class=\"role {class}\" transform=\"translate(40 -27)\""), |svg| {
        svg.add("circle", "r=\"14\"");
        svg.path("", sign);
    });
}
