//! Where things are drawn. Both panes share one drawing space, so that a teammate
//! and their server have the same place.

use crate::app::Point;
use crate::cluster::Node;
use crate::raft::ServerId;

/// Width of the drawing space.
pub const WIDTH: f64 = 640.0;
/// Height of the drawing space.
pub const HEIGHT: f64 = 540.0;
/// The middle of the ring and of the table.
pub const CX: f64 = 320.0;
/// The middle of the ring and of the table.
pub const CY: f64 = 280.0;
/// Where the client is, and the asker.
pub const CLIENT: Point = Point { x: 48.0, y: 72.0 };

const RADIUS_X: f64 = 238.0;
const RADIUS_Y: f64 = 180.0;
/// How far from a node's middle its messages begin and end.
const EDGE: f64 = 54.0;

/// A place at the table, and in the ring.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Seat {
    /// Where the person, or the server, is.
    pub at: Point,
    /// Where the notebook lies.
    pub notebook: Point,
    /// Whether the person sits in front of the table, seen from the back.
    pub is_back: bool,
    /// On which side the sheet is held: -1 left, 1 right.
    pub side: f64,
}

/// What fits on a notebook.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Notebook {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// How many lines it shows: the last ones.
    pub lines: usize,
    /// How many letters of a dish fit on a line.
    pub letters: usize,
    radius_x: f64,
    radius_y: f64,
}

/// The notebooks of a team of `n`.
pub fn notebook(n: usize) -> Notebook {
    if n <= 5 {
        Notebook { width: 112, height: 80, lines: 3, letters: 7, radius_x: 134.0, radius_y: 94.0 }
    } else {
        Notebook { width: 96, height: 54, lines: 2, letters: 5, radius_x: 152.0, radius_y: 99.0 }
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

/// The transform of a person or a server among `n`.
pub fn place_and_scale(at: Point, n: usize) -> String {
    let factor = match n {
        0..=5 => "1",
        6 => ".92",
        _ => ".82",
    };
    format!("{} scale({factor})", at.translate())
}

/// The seat of `server` among `n`, clockwise from the top.
pub fn seat(server: ServerId, n: usize) -> Seat {
    let turn = f64::from(server.0.saturating_sub(1)) / n.max(1) as f64;
    let (sin, cos) = ((turn - 0.25) * std::f64::consts::TAU).sin_cos();
    let book = notebook(n);
    let x = CX + RADIUS_X * cos;
    Seat {
        at: Point { x, y: CY + RADIUS_Y * sin },
        notebook: Point { x: CX + book.radius_x * cos, y: CY + book.radius_y * sin - 4.0 },
        is_back: sin > 0.2,
        side: if x < CX - 1.0 { -1.0 } else { 1.0 },
    }
}

/// The place `t` (0 to 1) of the way from `p` to `q`, with `cut` taken off at both
/// ends.
pub fn along(p: Point, q: Point, t: f64, cut: f64) -> Point {
    let (dx, dy) = (q.x - p.x, q.y - p.y);
    let margin = cut / p.distance(q).max(1.0);
    let u = margin + (1.0 - 2.0 * margin) * t;
    Point { x: p.x + dx * u, y: p.y + dy * u }
}

/// Where a message is that has gone `t` (0 to 1) of its way.
pub fn token_at(from: Node, to: Node, n: usize, t: f64) -> Point {
    let (p, q) = (place(from, n), place(to, n));
    let bend = match (from, to) {
        (Node::Client(_), Node::Server(_)) => bend(q),
        (Node::Server(_), Node::Client(_)) => bend(p),
        _ => None,
    };
    match bend {
        None => along(p, q, t, EDGE),
        Some(control) => {
            let u = 0.14 + 0.72 * t;
            let v = 1.0 - u;
            let blend = |a: f64, b: f64, c: f64| v * v * a + 2.0 * u * v * b + u * u * c;
            Point { x: blend(p.x, control.x, q.x), y: blend(p.y, control.y, q.y) }
        }
    }
}

/// The client's dotted wire to `server`, as an SVG path.
pub fn wire_to_client(server: ServerId, n: usize) -> String {
    let client = Node::Client(crate::cluster::ClientId(1));
    let way = |t| token_at(client, Node::Server(server), n, t);
    let (p, q) = (way(0.0), way(1.0));
    match bend(place(Node::Server(server), n)) {
        None => path(&['M', 'L'], &[p, q]),
        Some(c) => path(&['M', 'Q', ' '], &[p, c, q]),
    }
}

/// An SVG path: each command with its point.
pub fn path(commands: &[char], points: &[Point]) -> String {
    let mut path = String::new();
    for (command, point) in commands.iter().zip(points) {
        path += &format!("{command}{:.1} {:.1}", point.x, point.y);
    }
    path
}

/// The middle of somebody's head at the table.
pub fn head(node: Node, n: usize) -> Point {
    let Point { x, y } = place(node, n);
    Point { x, y: y - 20.0 * scale(n) }
}

fn place(node: Node, n: usize) -> Point {
    match node {
        Node::Server(server) => seat(server, n).at,
        Node::Client(_) => CLIENT,
    }
}

/// The way between the client and most servers bends: others sit in the straight one.
fn bend(server: Point) -> Option<Point> {
    match (server.x > CX + 1.0, server.y > 300.0) {
        (_, true) => Some(Point { x: 400.0, y: 120.0 }),
        (true, false) => Some(Point { x: 500.0, y: 190.0 }),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sits_outside_the_drawing_or_on_somebody_else() {
        for n in 3..=9 {
            let seats: Vec<_> = (1..=n as u16).map(|id| seat(ServerId(id), n).at).collect();
            for (i, a) in seats.iter().enumerate() {
                assert!(a.x > 40.0 && a.x < WIDTH - 40.0 && a.y > 60.0 && a.y < HEIGHT - 40.0);
                for b in &seats[i + 1..] {
                    assert!((a.x - b.x).hypot(a.y - b.y) > 100.0 * scale(n), "{n}: {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn what_the_client_sends_goes_through_nobody() {
        let client = Node::Client(crate::cluster::ClientId(1));
        for n in 3..=9 {
            for (to, other) in (1..=n as u16).flat_map(|a| (1..=n as u16).map(move |b| (a, b))) {
                let at = seat(ServerId(other), n).at;
                let way = (0..=40)
                    .map(|t| token_at(client, Node::Server(ServerId(to)), n, f64::from(t) / 40.0));
                let nearest = way.map(|point| point.distance(at)).fold(f64::MAX, f64::min);
                assert!(
                    to == other || nearest > 40.0 * scale(n),
                    "{n}: {to} by {other}, {nearest}"
                );
            }
        }
    }

    #[test]
    fn a_message_leaves_at_one_edge_and_arrives_at_the_other() {
        let (from, to) = (Node::Server(ServerId(1)), Node::Server(ServerId(3)));
        let (p, q) = (seat(ServerId(1), 5).at, seat(ServerId(3), 5).at);
        let (start, end) = (token_at(from, to, 5, 0.0), token_at(from, to, 5, 1.0));
        assert!(((start.x - p.x).hypot(start.y - p.y) - EDGE).abs() < 0.01);
        assert!(((end.x - q.x).hypot(end.y - q.y) - EDGE).abs() < 0.01);
    }
}
