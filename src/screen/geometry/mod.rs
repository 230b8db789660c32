//! Where things are drawn. Both panes share one drawing space, so that a teammate
//! and their server have the same place.
//!
//! | file | what it holds |
//! |---|---|
//! | `ways` | the ways of notes and messages, and who must wait for whom |
//! | `bubbles` | where what somebody says is written, and what waits |

mod bubbles;
mod ways;

use std::f64::consts::TAU;

use crate::app::Point;
use crate::cluster::Node;
use crate::raft::ServerId;

pub use bubbles::{Spot, TagPlace, tag_place};
pub use ways::{LABEL_LETTERS, Size, Under, Way, Ways, are_dots, spaced, way};

/// The shape of the drawing space.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Two pictures side by side have the page for themselves.
    #[default]
    Wide,
    /// They share it with a card at their side.
    Tall,
}

/// A place at the table, and in the ring.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Seat {
    /// Where the person, or the server, is.
    pub at: Point,
    /// Where the notebook lies.
    pub notebook: Point,
    /// How the notebook is turned, in degrees.
    pub tilt: f64,
    /// True if the person sits before the table, drawn from the side.
    pub is_back: bool,
    /// The side of the picture where they sit: -1 left, 1 right.
    pub side: f64,
}

/// What fits on a notebook.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Notebook {
    /// Its width, with the cover.
    pub width: i32,
    /// Its height, with the cover.
    pub height: i32,
    /// How many lines it shows: the last ones.
    pub lines: usize,
    /// How many letters of a dish fit on a line.
    pub letters: usize,
}

impl Notebook {
    /// Its width and height.
    pub fn size(&self) -> (f64, f64) {
        (f64::from(self.width), f64::from(self.height))
    }
}

/// An ellipse whose lower half may be flatter or longer than its upper half.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Oval {
    /// The middle.
    pub middle: Point,
    /// From the middle to either side.
    pub wide: f64,
    /// From the middle to the top.
    pub up: f64,
    /// From the middle to the bottom.
    pub down: f64,
}

impl Oval {
    /// The place at `turn`, a part of the whole way round, clockwise from the top.
    pub fn at(&self, turn: f64) -> Point {
        let (sin, cos) = (turn * TAU).sin_cos();
        self.stretched(sin, cos)
    }

    /// The same, with more room at the corners: people are not drawn round.
    fn at_corners(&self, turn: f64) -> Point {
        let (sin, cos) = (turn * TAU).sin_cos();
        let flatness = if cos < 0.0 { 0.6 } else { 1.0 };
        self.stretched(bent(sin, 0.85), bent(cos, flatness))
    }

    fn stretched(&self, right: f64, above: f64) -> Point {
        let height = if above < 0.0 { self.down } else { self.up };
        Point { x: self.middle.x + self.wide * right, y: self.middle.y - height * above }
    }
}

/// `x` to a power, with its sign.
fn bent(x: f64, power: f64) -> f64 {
    x.abs().powf(power).copysign(x)
}

const fn oval(x: f64, y: f64, wide: f64, up: f64, down: f64) -> Oval {
    Oval { middle: Point { x, y }, wide, up, down }
}

impl Format {
    /// Width of the drawing space.
    pub const fn width(self) -> f64 {
        match self {
            Format::Wide => 720.0,
            Format::Tall => 600.0,
        }
    }

    /// Height of the drawing space.
    pub const fn height(self) -> f64 {
        match self {
            Format::Wide => 600.0,
            Format::Tall => 680.0,
        }
    }

    /// Where the client is, and the asker.
    pub const fn client(self) -> Point {
        match self {
            Format::Wide => Point { x: 62.0, y: 70.0 },
            Format::Tall => Point { x: 66.0, y: 70.0 },
        }
    }

    /// The table's top.
    pub const fn table(self) -> Oval {
        match self {
            Format::Wide => oval(360.0, 330.0, 240.0, 152.0, 152.0),
            Format::Tall => oval(300.0, 372.0, 202.0, 182.0, 182.0),
        }
    }

    /// Where people sit, and servers are.
    const fn ring(self) -> Oval {
        match self {
            Format::Wide => oval(360.0, 316.0, 272.0, 208.0, 184.0),
            Format::Tall => oval(300.0, 375.0, 236.0, 260.0, 195.0),
        }
    }

    /// Where the notebooks of a team of `n` lie.
    const fn notebooks(self, n: usize) -> Oval {
        match (self, is_many(n)) {
            (Format::Wide, false) => oval(360.0, 330.0, 147.0, 100.0, 100.0),
            (Format::Wide, true) => oval(360.0, 330.0, 185.0, 112.0, 108.0),
            (Format::Tall, false) => oval(300.0, 380.0, 127.0, 140.0, 111.0),
            (Format::Tall, true) => oval(300.0, 380.0, 151.0, 150.0, 140.0),
        }
    }

    /// Where notes fly between neighbours: outside the notebooks, before the faces.
    const fn outer_lane(self) -> Oval {
        match self {
            Format::Wide => oval(360.0, 328.0, 222.0, 162.0, 162.0),
            Format::Tall => oval(300.0, 376.0, 186.0, 190.0, 170.0),
        }
    }

    /// The seat of `server` among `n`, clockwise from the top.
    pub fn seat(self, server: ServerId, n: usize) -> Seat {
        let turn = f64::from(server.0.saturating_sub(1)) / n.max(1) as f64;
        let ring = self.ring();
        let (at, (wide, high)) = (ring.at_corners(turn), notebook(n).size());
        let is_back = at.y > ring.middle.y + 60.0;
        let side = if at.x < ring.middle.x - 1.0 { -1.0 } else { 1.0 };
        let mut notebook = self.notebooks(n).at(turn);
        // It lies above the head of whom sits right before it.
        let hair = Head::at(at, n);
        if is_back && (notebook.x - at.x).abs() < wide / 3.0 {
            notebook.y = notebook.y.min(hair.middle.y - hair.high - high / 2.0);
        }
        let slant = ((notebook.x - ring.middle.x) / ring.wide * 6.0).clamp(-3.0, 3.0);
        let tilt = if is_back { -slant } else { slant };
        Seat { at, notebook, tilt, is_back, side }
    }
}

/// True for teams that are drawn smaller, with short labels.
pub const fn is_many(n: usize) -> bool {
    n > 5
}

/// The notebooks of a team of `n`.
pub fn notebook(n: usize) -> Notebook {
    if is_many(n) {
        Notebook { width: 96, height: 60, lines: 2, letters: 5 }
    } else {
        Notebook { width: 126, height: 94, lines: 3, letters: 7 }
    }
}

/// How large a person or a server is drawn among `n`.
pub fn scale(n: usize) -> f64 {
    match n {
        0..=5 => 1.0,
        6 => 0.92,
        _ => 0.82,
    }
}

/// People are drawn larger than servers by this.
pub const PERSON_SCALE: f64 = 1.22;

/// Where the picture's motto is written, the middle of its base line: between those who sit
/// before the table. Where somebody sits in its place there is none.
pub fn motto(format: Format, n: usize) -> Option<Point> {
    let has_room = !is_many(n) && !n.is_multiple_of(2);
    has_room.then(|| Point { x: format.width() / 2.0, y: format.height() - 14.0 })
}

/// The place `t` (0 to 1) of the way from `p` to `q`, with `cut` taken off at both
/// ends.
pub fn along(p: Point, q: Point, t: f64, cut: f64) -> Point {
    let margin = cut / p.distance(q).max(1.0);
    between(p, q, margin + (1.0 - 2.0 * margin) * t)
}

fn between(p: Point, q: Point, t: f64) -> Point {
    Point { x: p.x + (q.x - p.x) * t, y: p.y + (q.y - p.y) * t }
}

/// The client's dotted wire to `server`, as an SVG path.
pub fn wire_to_client(format: Format, server: ServerId, n: usize) -> String {
    ways::client_wire(format, server, n).to_path()
}

/// An SVG path: each command with its point.
pub fn path(commands: &[char], points: &[Point]) -> String {
    let mut path = String::new();
    for (command, point) in commands.iter().zip(points) {
        path += &format!("{command}{:.1} {:.1}", point.x, point.y);
    }
    path
}

/// The room that somebody's head takes, with the hair.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Head {
    /// Its middle.
    pub middle: Point,
    /// From the middle to either side.
    pub wide: f64,
    /// From the middle to the top.
    pub high: f64,
}

impl Head {
    fn at(neck: Point, n: usize) -> Head {
        let unit = PERSON_SCALE * scale(n);
        let middle = Point { x: neck.x, y: neck.y - 21.0 * unit };
        Head { middle, wide: 22.0 * unit, high: 23.0 * unit }
    }
}

/// The head of `who` at the table.
pub fn head(format: Format, who: Node, n: usize) -> Head {
    match who {
        Node::Server(server) => Head::at(format.seat(server, n).at, n),
        Node::Client(_) => Head::at(format.client(), 2),
    }
}

/// How far under somebody's neck the base line of their name is: over those behind the
/// table, under those before it.
pub fn name_below_neck(is_back: bool, n: usize) -> f64 {
    let unit = PERSON_SCALE * scale(n);
    if is_back { 56.0 * unit + 19.0 } else { -55.0 * unit }
}

/// The same for the asker.
pub const ASKER_NAME_BELOW_NECK: f64 = 66.0;

/// Where the name of `who` is written among `n`: the middle of its base line.
fn person_name(format: Format, who: Node, n: usize) -> Point {
    let (Point { x, y }, below) = match who {
        Node::Client(_) => (format.client(), ASKER_NAME_BELOW_NECK),
        Node::Server(server) => {
            let Seat { at, is_back, .. } = format.seat(server, n);
            (at, name_below_neck(is_back, n))
        }
    };
    Point { x, y: y + below }
}

/// Where `server`'s own name is written among `n`: the middle of its base line, under
/// its box; where there are many, at the outer side.
pub fn server_name(format: Format, server: ServerId, n: usize) -> Point {
    let Seat { at: Point { x, y }, is_back, side, .. } = format.seat(server, n);
    let scale = scale(n);
    let is_at_side = (x - format.ring().middle.x).abs() > format.ring().wide * 0.95;
    match format {
        _ if is_back || !is_many(n) => Point { x, y: y + 48.0 * scale + 22.0 },
        Format::Wide if is_at_side => Point { x: x + side * (62.0 * scale + 18.0), y: y + 6.0 },
        _ => Point { x, y: y - 55.0 * scale },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMATS: [Format; 2] = [Format::Wide, Format::Tall];

    fn seats(format: Format, n: usize) -> Vec<Seat> {
        (1..=n as u16).map(|id| format.seat(ServerId(id), n)).collect()
    }

    #[test]
    fn nobody_sits_outside_the_drawing_or_on_somebody_else() {
        for (format, n) in FORMATS.into_iter().flat_map(|f| (2..=9).map(move |n| (f, n))) {
            let (wide, high) = (64.0 * scale(n), 56.0 * scale(n));
            let seats = seats(format, n);
            for (i, Seat { at: a, .. }) in seats.iter().enumerate() {
                assert!(a.x >= wide && a.x <= format.width() - wide, "{format:?} {n}: {a:?}");
                assert!(a.y > high && a.y < format.height() - high - 32.0, "{format:?} {n}: {a:?}");
                for Seat { at: b, .. } in &seats[i + 1..] {
                    let is_apart = (a.x - b.x).abs() > 2.0 * wide || (a.y - b.y).abs() > 2.0 * high;
                    assert!(is_apart, "{format:?} {n}: {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn server_1_is_at_the_top_and_the_table_has_two_like_sides() {
        for (format, n) in FORMATS.into_iter().flat_map(|f| (2..=9).map(move |n| (f, n))) {
            let seats = seats(format, n);
            assert!(seats.iter().all(|seat| seat.at.y >= seats[0].at.y));
            assert!(!seats[0].is_back);
            for (left, right) in seats[1..].iter().rev().zip(&seats[1..]) {
                assert!((left.at.x + right.at.x - format.width()).abs() < 1e-6);
                assert!((left.at.y - right.at.y).abs() < 0.01);
                assert_eq!(left.is_back, right.is_back);
            }
        }
    }

    #[test]
    fn no_notebook_lies_on_another_or_beside_the_table() {
        for (format, n) in FORMATS.into_iter().flat_map(|f| (2..=9).map(move |n| (f, n))) {
            let (seats, table) = (seats(format, n), format.table());
            let (wide, high) = notebook(n).size();
            for (i, Seat { notebook: a, .. }) in seats.iter().enumerate() {
                let (x, y) = (a.x - table.middle.x, a.y - table.middle.y);
                assert!((x / table.wide).hypot(y / table.up) < 1.0);
                for Seat { notebook: b, .. } in &seats[i + 1..] {
                    let is_apart = (a.x - b.x).abs() >= wide || (a.y - b.y).abs() >= high - 1.0;
                    assert!(is_apart, "{format:?} {n}: {a:?} {b:?}");
                }
            }
        }
    }
}
