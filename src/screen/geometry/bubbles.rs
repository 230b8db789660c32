//! Where what somebody says is written: above the head, or beside it where something is
//! above.

use super::{Format, Head, PERSON_SCALE, head, notebook, scale};
use crate::app::{Pane, Point};
use crate::cluster::{ClientId, Node};
use crate::raft::ServerId;

/// The place of a bubble: by the head of whom speaks, and over nobody else's face.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where its tail points.
    pub at: Point,
    /// How far it may reach to the left.
    pub left: f64,
    /// How far it may reach to the right.
    pub right: f64,
    /// True if it is at the right of the head, not over it.
    pub is_beside: bool,
}

/// What a name over a head takes.
const NAME: f64 = 33.0;

impl Format {
    /// The place for what `who` says, among `n`.
    pub fn spot(self, who: Node, n: usize, holds_sheet: bool) -> Spot {
        let Head { middle: Point { x, y }, wide, high } = head(self, who, n);
        let Node::Server(id) = who else {
            let left = x + wide + 8.0;
            let right = head(self, Node::Server(ServerId(1)), n).middle.x - 36.0;
            return Spot { at: Point { x: left, y }, left, right, is_beside: true };
        };
        if id.0 == 1 {
            // The name is above, and the sheet at the right hand.
            let left = x + if holds_sheet { 74.0 * PERSON_SCALE * scale(n) } else { wide + 8.0 };
            let right = self.width();
            return Spot { at: Point { x: left, y: y - 8.0 }, left, right, is_beside: true };
        }
        // How high a bubble may become: three lines on a phone.
        let highest = if self == Format::Wide { 100.0 } else { 90.0 };
        let is_back = self.seat(id, n).is_back;
        let bottom = y - high - if is_back { 4.0 } else { NAME };
        let (mut left, mut right): (f64, f64) = (0.0, self.width());
        let everyone = (1..=n as u16).map(|id| Node::Server(ServerId(id)));
        for other in everyone.chain([Node::Client(ClientId(1))]).filter(|other| *other != who) {
            let face = head(self, other, n);
            let (top, end) = (face.middle.y - face.high, face.middle.y + face.high);
            if end < bottom - highest || top > bottom {
                continue;
            }
            if face.middle.x < x {
                left = left.max(face.middle.x + face.wide);
            } else {
                right = right.min(face.middle.x - face.wide);
            }
        }
        // Before the table there is room beside the notebook.
        let middle = self.table().middle.x;
        if is_back && left == 0.0 && x < middle - 1.0 && x > 150.0 {
            right = x + 12.0;
        } else if is_back && right == self.width() && x > middle + 1.0 && x < self.width() - 150.0 {
            left = x - 12.0;
        }
        Spot { at: Point { x, y: bottom }, left, right, is_beside: false }
    }
}

/// The place of a tag at something that waits.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct TagPlace {
    /// The middle of the edge that is next to the thing.
    pub at: Point,
    /// True if the tag is at the left of the thing, towards the middle of the picture.
    pub is_left: bool,
}

/// The place of the tag of `who` in a picture, among `n`: beside the box of a server, and
/// beside a notebook at the table.
pub fn tag_place(format: Format, pane: Pane, who: Node, n: usize) -> TagPlace {
    let Node::Server(id) = who else {
        let Point { x, y } = format.client();
        return TagPlace { at: Point { x: x + 56.0, y: y + 26.0 }, is_left: false };
    };
    let seat = format.seat(id, n);
    let (thing, half) = match pane {
        Pane::Lunch => (seat.notebook, notebook(n).size().0 / 2.0),
        Pane::Cluster | Pane::Diagram => (seat.at, 62.0 * scale(n)),
    };
    let is_left = thing.x > format.width() * 0.6;
    let away = if is_left { -half - 9.0 } else { half + 9.0 };
    let below = if pane == Pane::Lunch { 0.0 } else { 16.0 };
    TagPlace { at: Point { x: thing.x + away, y: thing.y + below }, is_left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bubble_points_at_its_speaker_and_has_room_among_the_faces() {
        let teams =
            [Format::Wide, Format::Tall].into_iter().flat_map(|f| (3..=9).map(move |n| (f, n)));
        for (format, n) in teams {
            let servers = (1..=n as u16).map(|id| Node::Server(ServerId(id)));
            let everyone: Vec<_> = servers.chain([Node::Client(ClientId(1))]).collect();
            for &who in &everyone {
                for holds_sheet in [false, true] {
                    let Spot { at, left, right, .. } = format.spot(who, n, holds_sheet);
                    assert!(right - left > 110.0, "{format:?} {n}: {who} has {}", right - left);
                    assert!(left <= at.x && at.x <= right, "{format:?} {n}: {who}");
                    let far = |node: &&Node| head(format, **node, n).middle.distance(at);
                    let nearest = everyone.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
                    assert_eq!(nearest, Some(&who), "{format:?} {n}: whose tail is it?");
                }
            }
        }
    }
}
