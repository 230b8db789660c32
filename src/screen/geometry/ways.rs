//! The ways of notes and messages. A note never covers a face or a name, and no other
//! note that is on its way.

use std::rc::Rc;

use litemap::LiteMap;

use super::{Format, Head, Seat, between, head, is_many, path, person_name, scale, server_name};
use crate::app::{Pane, Point};
use crate::cluster::Node;
use crate::raft::ServerId;

/// How far to the right of the middle each direction flies.
const LANE: f64 = 14.0;
/// Nearer than this, the later of two waits.
const NEAREST: f64 = 44.0;
/// With more than this under way, heartbeats are dots.
const MOST_WITH_HEARTBEATS: usize = 6;
/// How far from the middle of a notebook a note takes off and lands.
const TAKE_OFF: f64 = 40.0;
/// The most letters that are written on a note or message.
pub const LABEL_LETTERS: usize = 9;
/// Half a server's box.
const BOX: Size = Size { wide: 63.0, high: 49.0 };
/// Half of the longest label of a message, where it is longest, and where it is highest.
const LABEL: Size = Size { wide: 55.0, high: 21.0 };
/// Half of the longest label of what the client sends and is told.
const CLIENT_LABEL: Size = Size { wide: 40.0, high: 21.0 };
/// Half of the label of a message among many: an index.
const SHORT_LABEL: Size = Size { wide: 21.0, high: 20.0 };
/// How finely a way is measured.
const STEP: f64 = 2.0;

/// Half of what something takes up, from its middle.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Size {
    /// To either side.
    pub wide: f64,
    /// Up and down.
    pub high: f64,
}

/// The way of a note or a message, from its start to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    from: Node,
    to: Node,
    /// Points at even distances.
    points: Vec<Point>,
}

impl Way {
    /// The place of what has gone `t` (0 to 1) of it.
    pub fn at(&self, t: f64) -> Point {
        let last = self.points.len() - 1;
        let place = t.clamp(0.0, 1.0) * last as f64;
        let before = (place as usize).min(last.saturating_sub(1));
        between(self.points[before], self.points[last.min(before + 1)], place - before as f64)
    }

    /// It as an SVG path.
    pub fn to_path(&self) -> String {
        let commands: Vec<_> =
            (0..self.points.len()).map(|i| if i == 0 { 'M' } else { 'L' }).collect();
        path(&commands, &self.points)
    }

    /// From `corners`, rounded, `lane` to the right, without its first and last points
    /// where `is_left` says that they are still too near.
    fn new(
        (from, to): (Node, Node),
        corners: &[Point],
        lane: f64,
        is_too_near: impl Fn(Node, Point) -> bool,
    ) -> Way {
        let points = shifted(&even(&rounded(corners)), lane);
        let start = points.iter().rposition(|&p| is_too_near(from, p)).map_or(0, |i| i + 1);
        let start = start.min(points.len() - 1);
        let length = points[start..].iter().position(|&p| is_too_near(to, p));
        let end = length.map_or(points.len(), |length| start + length.max(1));
        Way { from, to, points: points[start..end].to_vec() }
    }
}

/// The ways of both pictures, each made when it is first asked for: a way has hundreds of
/// points and never changes, and what moves needs it in every frame.
#[derive(Debug, Default)]
pub struct Ways {
    /// The shape of the picture, and the number of servers, that these are for.
    made_for: (Format, usize),
    known: LiteMap<(Pane, Node, Node), Rc<Way>>,
}

impl Ways {
    /// The way in a picture of this shape with `n` servers.
    pub fn get(&mut self, format: Format, pane: Pane, from: Node, to: Node, n: usize) -> Rc<Way> {
        if self.made_for != (format, n) {
            *self = Ways { made_for: (format, n), known: LiteMap::new() };
        }
        if let Some(way) = self.known.get(&(pane, from, to)) {
            return way.clone();
        }
        let way = Rc::new(way(format, pane, from, to, n));
        self.known.insert((pane, from, to), way.clone());
        way
    }
}

/// The way of a note or a message in one of the two pictures.
pub fn way(format: Format, pane: Pane, from: Node, to: Node, n: usize) -> Way {
    match pane {
        Pane::Lunch => lunch_way(format, from, to, n),
        Pane::Cluster | Pane::Diagram => ring_way(format, from, to, n),
    }
}

/// The way of a note over the table: between neighbours outside the notebooks, between
/// others through the free middle; the asker's through the gap at their side.
fn lunch_way(format: Format, from: Node, to: Node, n: usize) -> Way {
    let notebook_of = |server| format.seat(server, n).notebook;
    let corners = match (from, to) {
        (Node::Server(a), Node::Server(b)) => match lane_between(format, a, b, n) {
            Some(outside) => vec![notebook_of(a), outside, notebook_of(b)],
            None => vec![notebook_of(a), notebook_of(b)],
        },
        (Node::Client(_), Node::Server(server)) => from_asker(format, server, n),
        (Node::Server(server), _) => from_asker(format, server, n).into_iter().rev().collect(),
        (Node::Client(_), Node::Client(_)) => vec![format.client(); 2],
    };
    Way::new((from, to), &corners, LANE, |node, point| match node {
        Node::Server(server) => {
            notebook_of(server).distance(point) < TAKE_OFF || hides(format, node, n, point)
        }
        Node::Client(_) => hides(format, node, n, point),
    })
}

/// True where a note would cover the face or the name of `node`.
fn hides(format: Format, node: Node, n: usize, point: Point) -> bool {
    let note = Room { middle: point, half: label(n) };
    face(format, node, n).meets(&note) || person_name_room(format, node, n).meets(&note)
}

/// Half of the largest label among `n`.
fn label(n: usize) -> Size {
    if is_many(n) { SHORT_LABEL } else { LABEL }
}

/// What somebody's head takes up.
fn face(format: Format, node: Node, n: usize) -> Room {
    let Head { middle, wide, high } = head(format, node, n);
    Room { middle, half: Size { wide, high } }
}

/// What somebody's name takes up.
fn person_name_room(format: Format, node: Node, n: usize) -> Room {
    let Point { x, y } = person_name(format, node, n);
    Room { middle: Point { x, y: y - 6.0 }, half: Size { wide: 25.0, high: 8.0 } }
}

/// Where notes between two neighbours go, if they are neighbours.
fn lane_between(format: Format, a: ServerId, b: ServerId, n: usize) -> Option<Point> {
    let (first, last) = (a.0.min(b.0), a.0.max(b.0));
    let half_way = match usize::from(last - first) {
        _ if n < 3 => return None,
        1 => f64::from(first) - 0.5,
        steps if steps + 1 == n => f64::from(last) - 0.5,
        _ => return None,
    };
    Some(format.outer_lane().at(half_way / n as f64))
}

/// From the asker's hand to a notebook.
fn from_asker(format: Format, server: ServerId, n: usize) -> Vec<Point> {
    let Point { x, y } = format.client();
    let gap = format.outer_lane().at(1.0 - 0.5 / n.max(3) as f64);
    let above = Point { x: gap.x - 6.0, y: y - 40.0 };
    let notebook = format.seat(server, n).notebook;
    vec![Point { x: x + 40.0, y: y - 34.0 }, above, gap, notebook]
}

/// The way of a message in the ring: along the wire, clear of the names at its ends.
fn ring_way(format: Format, from: Node, to: Node, n: usize) -> Way {
    let corners = match (from, to) {
        (Node::Server(a), Node::Server(b)) => vec![format.seat(a, n).at, format.seat(b, n).at],
        (Node::Client(_), Node::Server(server)) => from_laptop(format, server, n),
        (Node::Server(server), _) => from_laptop(format, server, n).into_iter().rev().collect(),
        (Node::Client(_), Node::Client(_)) => vec![format.client(); 2],
    };
    Way::new((from, to), &corners, LANE, |node, point| is_at_server(format, node, n, point))
}

/// The client's wire to `server`, between the two lanes of its messages.
pub(super) fn client_wire(format: Format, server: ServerId, n: usize) -> Way {
    let client = Node::Client(crate::cluster::ClientId(1));
    let Point { x, y } = format.client();
    let mut corners = from_laptop(format, server, n);
    corners[0] = Point { x: x + 46.0, y: y - 26.0 };
    Way::new((client, Node::Server(server)), &corners, 0.0, |node, point| match node {
        Node::Server(server) => is_inside(format.seat(server, n).at, BOX, scale(n), point),
        Node::Client(_) => false,
    })
}

/// From the client's machine to a server's box: to the first one straight, to the others
/// by the gap at its side, between the names.
fn from_laptop(format: Format, server: ServerId, n: usize) -> Vec<Point> {
    let Point { x, y } = format.client();
    let at = format.seat(server, n).at;
    let start = Point { x: x + 74.0, y: y - 40.0 };
    let margin = CLIENT_LABEL.wide + LANE + 2.0;
    let (first, last) = (ServerId(1), ServerId(n as u16));
    let (first_name, last_name) =
        (server_name_room(format, first, n), server_name_room(format, last, n));
    let (first, last_at) = (format.seat(first, n).at, format.seat(last, n).at);
    let gap = match is_many(n) {
        true => (first.x + last_at.x) / 2.0,
        false => first_name.middle.x - first_name.half.wide - margin,
    };
    let mut corners = vec![start, Point { x: gap, y: y - 40.0 }];
    if server.0 > 1 && usize::from(server.0) != n {
        corners.extend([110.0, 160.0].map(|down| Point { x: gap, y: first.y + down }));
        // Past the last one's name.
        if at.x < first.x - 1.0 && !is_many(n) {
            let x = last_name.middle.x + last_name.half.wide + margin;
            corners.push(Point { x: x + 8.0, y: last_name.middle.y + 60.0 });
        }
    }
    corners.push(at);
    corners
}

fn is_inside(middle: Point, size: Size, scale: f64, point: Point) -> bool {
    (point.x - middle.x).abs() < size.wide * scale && (point.y - middle.y).abs() < size.high * scale
}

/// True where a message would lie on the box of its own server, or cover its name.
fn is_at_server(format: Format, node: Node, n: usize, point: Point) -> bool {
    let Node::Server(server) = node else { return false };
    let Seat { at, .. } = format.seat(server, n);
    let message = Room { middle: point, half: label(n) };
    is_inside(at, BOX, scale(n), point) || server_name_room(format, server, n).meets(&message)
}

/// A rectangle.
#[derive(Copy, Clone, Debug, PartialEq)]
struct Room {
    middle: Point,
    half: Size,
}

impl Room {
    fn meets(&self, other: &Room) -> bool {
        (self.middle.x - other.middle.x).abs() < self.half.wide + other.half.wide
            && (self.middle.y - other.middle.y).abs() < self.half.high + other.half.high
    }
}

/// What a server's name takes up, under its box or in its band.
fn server_name_room(format: Format, server: ServerId, n: usize) -> Room {
    let Point { x, y } = server_name(format, server, n);
    let wide = match format {
        _ if is_many(n) => 16.0,
        Format::Wide => 76.0,
        Format::Tall => 60.0,
    };
    let half = Size { wide, high: 9.0 };
    Room { middle: Point { x, y: y - 6.0 }, half }
}

/// Corners cut off, again and again.
fn rounded(corners: &[Point]) -> Vec<Point> {
    let mut points = corners.to_vec();
    for _ in 0..4 {
        let [first, .., last] = points[..] else { return points };
        let inner = points
            .windows(2)
            .flat_map(|pair| [between(pair[0], pair[1], 0.25), between(pair[0], pair[1], 0.75)]);
        points = [first].into_iter().chain(inner).chain([last]).collect();
    }
    points
}

/// The same line, by points at even distances.
fn even(points: &[Point]) -> Vec<Point> {
    let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let steps = (length / STEP).ceil().max(1.0);
    let (mut even, mut done) = (Vec::new(), 0.0);
    for pair in points.windows(2) {
        let piece = pair[0].distance(pair[1]);
        while even.len() as f64 * length / steps <= done + piece && (even.len() as f64) < steps {
            let gone = even.len() as f64 * length / steps - done;
            even.push(between(pair[0], pair[1], gone / piece.max(f64::EPSILON)));
        }
        done += piece;
    }
    even.extend(points.last());
    even
}

/// The line `lane` to the right.
fn shifted(points: &[Point], lane: f64) -> Vec<Point> {
    let shift = |(i, p): (usize, &Point)| {
        let (a, b) = (points[i.saturating_sub(1)], points[(i + 1).min(points.len() - 1)]);
        let length = a.distance(b).max(f64::EPSILON);
        let (right, down) = ((a.y - b.y) / length, (b.x - a.x) / length);
        Point { x: p.x + right * lane, y: p.y + down * lane }
    };
    points.iter().enumerate().map(shift).collect()
}

/// Something under way, and how large its label is.
#[derive(Copy, Clone, Debug)]
pub struct Under<'a> {
    /// Its way.
    pub way: &'a Way,
    /// How much of it the time has brought it, 0 to 1.
    pub gone: f64,
    /// Half of its label.
    pub size: Size,
}

impl Under<'_> {
    fn room(&self, gone: f64) -> Room {
        Room { middle: self.way.at(gone), half: self.size }
    }

    /// True if `later` would have to go back when this one came: it leaves when that has
    /// passed.
    fn comes_towards(&self, later: &Under<'_>) -> bool {
        self.way.from == later.way.to && self.way.to == later.way.from
    }
}

/// True if heartbeats are drawn as dots when so many are under way.
pub fn are_dots(under_way: usize) -> bool {
    under_way > MOST_WITH_HEARTBEATS
}

/// How much of its way each is drawn to have gone, the earliest first: where a later one
/// would come too near to an earlier one, it waits. What waits at its very start is in
/// nobody's way: it is a heap of notes that have not left.
pub fn spaced(under_way: &[Under<'_>]) -> Vec<f64> {
    const STEPS: u32 = 60;
    let mut drawn: Vec<f64> = Vec::new();
    // What has left, how much of its way it has gone, and the room that it takes up there.
    let mut left: Vec<(&Under<'_>, f64, Room)> = Vec::new();
    for later in under_way {
        let is_clear = |gone: f64| {
            let room = later.room(gone);
            !left.iter().any(|(earlier, at, taken)| {
                is_near(taken, &room) || (earlier.comes_towards(later) && at + gone < 1.0)
            })
        };
        let mut places =
            (1..=STEPS).rev().map(|step| later.gone * f64::from(step) / f64::from(STEPS));
        let gone = places.find(|&gone| is_clear(gone)).unwrap_or(0.0);
        if gone > 0.0 {
            left.push((later, gone, later.room(gone)));
        }
        drawn.push(gone);
    }
    drawn
}

fn is_near(a: &Room, b: &Room) -> bool {
    a.middle.distance(b.middle) < NEAREST || a.meets(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::ClientId;

    const FORMATS: [Format; 2] = [Format::Wide, Format::Tall];
    const ASKER: Node = Node::Client(ClientId(1));

    fn server(id: u16) -> Node {
        Node::Server(ServerId(id))
    }

    /// Every pair in every team, in both formats.
    fn all_ways() -> impl Iterator<Item = (Format, usize, Node, Node)> {
        let teams = FORMATS.into_iter().flat_map(|f| (3..=9).map(move |n| (f, n)));
        teams.flat_map(|(format, n)| {
            let everyone = move || (1..=n as u16).map(server).chain([ASKER]);
            let pairs = everyone().flat_map(move |a| everyone().map(move |b| (a, b)));
            pairs.filter(|(a, b)| a != b).map(move |(a, b)| (format, n, a, b))
        })
    }

    /// What a label takes up in words, and on a phone.
    fn labels(n: usize, ends: [Node; 2]) -> Vec<Size> {
        match is_many(n) {
            true => vec![SHORT_LABEL],
            false if ends.contains(&ASKER) => vec![CLIENT_LABEL],
            false => vec![Size { high: 15.0, ..LABEL }, Size { wide: 36.0, ..LABEL }],
        }
    }

    fn faces_and_names(format: Format, n: usize) -> Vec<(String, Room)> {
        let everyone = (1..=n as u16).map(server).chain([ASKER]);
        let rooms = everyone.flat_map(|node| {
            [
                (format!("the face of {node}"), face(format, node, n)),
                (format!("the name of {node}"), person_name_room(format, node, n)),
            ]
        });
        rooms.collect()
    }

    /// Where on its way a label of `half` covers `room`.
    fn first_hit(way: &Way, half: Size, room: &Room) -> Option<f64> {
        let places = (0..=100).map(|part| f64::from(part) / 100.0);
        places.into_iter().find(|t| Room { middle: way.at(*t), half }.meets(room))
    }

    #[test]
    fn ways_that_are_kept_are_those_of_this_many_servers() {
        let mut ways = Ways::default();
        let pictures = [(5, Pane::Lunch), (5, Pane::Cluster), (7, Pane::Lunch), (5, Pane::Lunch)];
        for (format, (n, pane)) in FORMATS.into_iter().flat_map(|f| pictures.map(|p| (f, p))) {
            for _ in 0..2 {
                assert_eq!(
                    *ways.get(format, pane, server(1), server(3), n),
                    way(format, pane, server(1), server(3), n)
                );
            }
        }
    }

    #[test]
    fn no_note_covers_a_face_or_a_name() {
        for (format, n, from, to) in all_ways() {
            let way = lunch_way(format, from, to, n);
            for half in labels(n, [from, to]) {
                for (whose, room) in faces_and_names(format, n) {
                    let hit = first_hit(&way, half, &room);
                    assert_eq!(hit, None, "{format:?} {n}: {from} to {to} over {whose}, {half:?}");
                }
            }
        }
    }

    #[test]
    fn no_message_in_the_ring_covers_a_name() {
        for (format, n, from, to) in all_ways() {
            let way = ring_way(format, from, to, n);
            assert!(way.points.len() > 3, "{format:?} {n}: {from} to {to} is no way");
            for half in labels(n, [from, to]) {
                for id in 1..=n as u16 {
                    let room = server_name_room(format, ServerId(id), n);
                    let hit = first_hit(&way, half, &room);
                    assert_eq!(hit, None, "{format:?} {n}: {from} to {to} over {id}, {half:?}");
                }
            }
        }
    }

    #[test]
    fn each_direction_has_its_own_lane() {
        let way = |a, b| ring_way(Format::Wide, server(a), server(b), 5);
        for (a, b) in [(1, 3), (2, 5), (3, 4), (4, 2)] {
            let (there, back) = (way(a, b), way(b, a));
            let apart = |t: f64| {
                let place = there.at(t);
                back.points.iter().map(|p| p.distance(place)).fold(f64::MAX, f64::min)
            };
            assert!((apart(0.5) - 2.0 * LANE).abs() < 0.1, "{a} and {b}: {}", apart(0.5));
        }
        // Who goes down keeps to the left side of the picture: that is their right.
        let wire = format_middle(1, 3);
        assert!(way(1, 3).at(0.5).x < wire.x && way(3, 1).at(0.5).x > wire.x);
    }

    fn format_middle(a: u16, b: u16) -> Point {
        let at = |id| Format::Wide.seat(ServerId(id), 5).at;
        between(at(a), at(b), 0.5)
    }

    #[test]
    fn neighbours_pass_notes_outside_the_notebooks_and_others_through_the_middle() {
        let middle = Format::Wide.table().middle;
        let notebook = |id| Format::Wide.seat(ServerId(id), 5).notebook;
        for (a, b, is_outside) in [(1, 2, true), (5, 1, true), (3, 4, true), (1, 3, false)] {
            let way = lunch_way(Format::Wide, server(a), server(b), 5);
            let straight = between(notebook(a), notebook(b), 0.5).distance(middle);
            let flown = way.at(0.5).distance(middle);
            assert_eq!(flown > straight + 2.0 * LANE, is_outside, "{a} to {b}: {flown}");
        }
    }

    #[test]
    fn the_later_of_two_waits_and_none_covers_another() {
        let size = Size { wide: 44.0, high: 15.0 };
        for (n, way_of) in [(3, lunch_way as fn(_, _, _, _) -> _), (5, lunch_way), (5, ring_way)] {
            let to = |id| way_of(Format::Wide, server(1), server(id), n);
            let from = |id| way_of(Format::Wide, server(id), server(1), n);
            let ways: Vec<Way> = (2..=n as u16).map(to).chain((2..=n as u16).map(from)).collect();
            for part in 1..=40 {
                let gone = f64::from(part) / 40.0;
                let under: Vec<_> = ways.iter().map(|way| Under { way, gone, size }).collect();
                let drawn = spaced(&under);
                assert_eq!(drawn[0], gone, "the earliest waits for nobody");
                for (i, a) in under.iter().enumerate().filter(|(i, _)| drawn[*i] > 0.0) {
                    assert!(drawn[i] <= gone);
                    for (j, b) in
                        under.iter().enumerate().skip(i + 1).filter(|(j, _)| drawn[*j] > 0.0)
                    {
                        let (a, b) = (a.room(drawn[i]), b.room(drawn[j]));
                        assert!(a.middle.distance(b.middle) >= NEAREST, "{n}: {a:?} {b:?}");
                        assert!(!a.meets(&b), "{n}: {a:?} {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn who_would_meet_one_that_comes_leaves_when_it_has_passed() {
        let (there, back) = (
            ring_way(Format::Wide, server(2), server(5), 5),
            ring_way(Format::Wide, server(5), server(2), 5),
        );
        let size = Size { wide: 30.0, high: 13.0 };
        let drawn = |earlier, later| {
            let under = [(&there, earlier), (&back, later)];
            spaced(&under.map(|(way, gone)| Under { way, gone, size }))[1]
        };
        assert_eq!(drawn(0.3, 0.2), 0.0, "it is still on its way here");
        assert_eq!(drawn(0.8, 0.9), 0.9, "it has passed");
    }

    #[test]
    fn above_six_under_way_heartbeats_are_dots() {
        assert_eq!([0, 6, 7].map(are_dots), [false, false, true]);
    }
}
