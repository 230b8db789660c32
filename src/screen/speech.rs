//! Speech bubbles at the table: what is being said right now.

use std::cmp::Reverse;
use std::rc::Rc;

use super::flight::FlightView;
use super::geometry::{CX, WIDTH, head, scale, seat};
use crate::app::Point;
use crate::cluster::{Client, ClientId, Node};
use crate::raft::ServerId;
use crate::words::Language;

/// How many bubbles are shown at once; more would hide each other.
const MOST: usize = 3;

/// Something somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bubble {
    /// Who says it.
    pub who: Node,
    /// What.
    pub text: String,
}

/// Where a bubble is: by the head of whom speaks, and over nobody else's face.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where its tail points.
    pub at: Point,
    /// How far it may reach to the left.
    pub left: f64,
    /// How far it may reach to the right.
    pub right: f64,
    /// Whether it is at the right of the head, not over it.
    pub is_beside: bool,
}

/// How far from the middle of a head its hair ends.
const FACE: f64 = 27.0;
/// How high a bubble may become: three lines on a phone.
const HEIGHT: f64 = 100.0;

/// The place for what `who` says, among `n`.
pub fn spot(who: Node, n: usize, holds_sheet: bool) -> Spot {
    let Point { x, y } = head(who, n);
    let Node::Server(id) = who else {
        return Spot {
            at: Point { x: x + 34.0, y },
            left: x + 34.0,
            right: 290.0,
            is_beside: true,
        };
    };
    if id.0 == 1 {
        let left = x + if holds_sheet { 72.0 } else { 34.0 };
        return Spot { at: Point { x: left, y: y - 8.0 }, left, right: WIDTH, is_beside: true };
    }
    let is_back = seat(id, n).is_back;
    // Over the name too, unless that is under them.
    let bottom = y - scale(n) * if is_back || n > 6 { FACE } else { 48.0 };
    let (mut left, mut right): (f64, f64) = (0.0, WIDTH);
    let radius = FACE * scale(n);
    for other in 0..=n as u16 {
        let face = match other {
            0 => head(Node::Client(ClientId(1)), n),
            other => head(Node::Server(ServerId(other)), n),
        };
        if face.y + radius < bottom - HEIGHT || face.y - radius > bottom || other == id.0 {
            continue;
        }
        if face.x < x {
            left = left.max(face.x + radius);
        } else {
            right = right.min(face.x - radius);
        }
    }
    // In front of the table there is room beside the notebook.
    if is_back && left == 0.0 && x < CX - 1.0 && x > 150.0 {
        right = x + 12.0;
    } else if is_back && right == WIDTH && x > CX + 1.0 && x < WIDTH - 150.0 {
        left = x - 12.0;
    }
    Spot { at: Point { x, y: bottom }, left, right, is_beside: false }
}

/// What is being said: the newest notes under way, one for each sender, and the
/// poll.
pub(crate) fn bubbles(
    flights: &[Rc<FlightView>],
    client: &Client,
    words: &dyn Language,
) -> Vec<Bubble> {
    let mut bubbles = poll(client, words);
    let mut notes: Vec<_> = flights.iter().filter(|flight| !flight.is_quiet).collect();
    notes.sort_by_key(|flight| Reverse(flight.began_at));
    for flight in notes {
        let is_speaking = bubbles.iter().any(|bubble| bubble.who == flight.from);
        if bubbles.len() < MOST && !is_speaking {
            bubbles.push(Bubble { who: flight.from, text: flight.note.clone() });
        }
    }
    bubbles
}

fn poll(client: &Client, words: &dyn Language) -> Vec<Bubble> {
    let Some(poll) = client.poll().filter(|poll| !poll.is_counted()) else { return Vec::new() };
    let Some(asked) = poll.asked() else { return Vec::new() };
    let question = words.poll_question(asked);
    let mut bubbles = vec![Bubble { who: Node::Client(client.id()), text: question }];
    let before = ServerId(asked.0.saturating_sub(1));
    if let Some(dish) = poll.preference(before) {
        bubbles.push(Bubble { who: Node::Server(before), text: words.poll_answer(dish) });
    }
    bubbles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bubble_points_at_its_speaker_and_has_room_among_the_faces() {
        for n in 3..=9 {
            let servers = (1..=n as u16).map(|id| Node::Server(ServerId(id)));
            let everyone: Vec<_> = servers.chain([Node::Client(ClientId(1))]).collect();
            for &who in &everyone {
                for holds_sheet in [false, true] {
                    let Spot { at, left, right, .. } = spot(who, n, holds_sheet);
                    assert!(right - left > 110.0, "{n}: {who} has {}", right - left);
                    assert!(left <= at.x && at.x <= right, "{n}: {who}");
                    let nearest = everyone.iter().min_by(|a, b| {
                        head(**a, n).distance(at).total_cmp(&head(**b, n).distance(at))
                    });
                    assert_eq!(nearest, Some(&who), "{n}: whose tail is it?");
                }
            }
        }
    }
}
