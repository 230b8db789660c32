//! The wire between two servers, whole or cut; at the table, two who do not hear each
//! other.

use yew::prelude::*;

use crate::app::Point;
use crate::cluster::LinkCut;
use crate::screen::{Format, LinkView, along, path, scale};

/// Two strokes across a wire: nothing gets through.
const GAP: &str = "M-9-11l-4 22M13-11l-4 22";
/// A wall before an arrow: what the arrow sends does not arrive.
const WALL: &str = "M-16-8-2 0-16 8zM6-13v26";
/// The distance from its middle at which a cut wire ends.
const HALF_GAP: f64 = 13.0;

/// A wire between `n` servers, with the sign of its cut.
pub fn wire(link: &LinkView, format: Format, n: usize) -> Html {
    let (p, middle, q) = ends(link, format, n);
    let gap = HALF_GAP / p.distance(q).max(1.0);
    let (sign, from, to) = match link.cut {
        LinkCut::None => ("", p, q),
        LinkCut::Both => (GAP, p, q),
        LinkCut::AToB => (WALL, p, q),
        LinkCut::BToA => (WALL, q, p),
    };
    let line = if link.cut == LinkCut::Both {
        let (before, after) = (along(p, q, 0.5 - gap, 0.0), along(p, q, 0.5 + gap, 0.0));
        path(&['M', 'L', 'M', 'L'], &[p, before, after, q])
    } else {
        path(&['M', 'L'], &[p, q])
    };
    html! {
        <g>
            <path class="wire" d={line}/>
            <path class="gap" d={sign} transform={towards(middle, from, to)}/>
        </g>
    }
}

/// The two ends of a link, and its middle between them.
pub fn ends(link: &LinkView, format: Format, n: usize) -> (Point, Point, Point) {
    let (a, b) = (format.seat(link.a, n).at, format.seat(link.b, n).at);
    let at = |t| along(a, b, t, 40.0 * scale(n));
    (at(0.0), at(0.5), at(1.0))
}

/// A transform to `at`, turned to look from `p` to `q`.
pub fn towards(at: Point, p: Point, q: Point) -> String {
    let length = p.distance(q).max(1.0);
    let (cos, sin) = ((q.x - p.x) / length, (q.y - p.y) / length);
    let (x, y) = (at.x, at.y);
    // Directions want more digits than places.
    format!("matrix({cos:.3} {sin:.3} {:.3} {cos:.3} {x:.1} {y:.1})", -sin)
}
