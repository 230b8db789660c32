//! Links between servers, whole and cut.

use web_sys::{Element, Event};
use yew::{Html, TargetCast};

use super::StageProps;
use super::actor::{key_of, opening};
use super::menu::focus_sibling;
use crate::app::{Anchor, Pane, Point, Target};
use crate::cluster::LinkCut;
use crate::screen::{LinkView, along, path, scale, seat};
use crate::ui::markup::{hears, markup};

/// Two strokes across a wire: nothing gets through.
const GAP: &str = "M-9-11l-4 22M13-11l-4 22";
/// A wall before an arrow: what the arrow sends does not arrive.
const WALL: &str = "M-16-8-2 0-16 8zM6-13v26";
/// How far from its middle a cut wire ends.
const HALF_GAP: f64 = 13.0;

/// A transform to `at`, turned to look from `p` to `q`.
pub fn towards(at: Point, p: Point, q: Point) -> String {
    let length = p.distance(q).max(1.0);
    let (cos, sin) = ((q.x - p.x) / length, (q.y - p.y) / length);
    let Point { x, y } = at;
    // Directions want more digits than places.
    format!("matrix({cos:.3} {sin:.3} {:.3} {cos:.3} {x:.1} {y:.1})", -sin)
}

/// The wire between two servers, with its cut and its menu.
pub fn link(link: &LinkView, position: usize, props: &StageProps) -> Html {
    let (p, middle, q) = ends(link, props.scene.n);
    let anchor = Anchor { pane: Pane::Cluster, at: middle };
    let (click, open) = opening(&props.on, Target::Link(link.a, link.b), anchor);
    let press = move |event: &Event| {
        let here = event.target_dyn_into::<Element>();
        if here.is_some_and(|here| focus_sibling(&here, &key_of(event))) {
            event.prevent_default();
            event.stop_propagation();
        }
        open(event);
    };
    let class = match link.cut {
        LinkCut::None => "link cut-none",
        LinkCut::Both => "link cut-both",
        LinkCut::AToB => "link cut-ab",
        LinkCut::BToA => "link cut-ba",
    };
    // Of all links one is a tab stop; the arrow keys lead to the others.
    let tabindex = if position == 0 { "0" } else { "-1" };
    markup!(
        r#"<g key={} class={} tabindex={} role="button" aria-haspopup="menu" aria-label={}
            onclick={} onkeydown={}>
            <path class="hit" d={}/>
            {}
        </g>"#,
        position as u64,
        class,
        tabindex,
        link.label.clone(),
        click,
        hears(press),
        path(&['M', 'L'], &[p, q]),
        wire(link.cut, p, middle, q)
    )
}

/// Two teammates who do not hear each other: a cut link, across the table.
pub fn deaf_pair(link: &LinkView, n: usize) -> Html {
    let (p, middle, q) = ends(link, n);
    markup!(
        r#"<g key={} class="deaf">{}</g>"#,
        format!("{}-{}", link.a.0, link.b.0),
        wire(link.cut, p, middle, q)
    )
}

/// The two ends of a link, and its middle between them.
fn ends(link: &LinkView, n: usize) -> (Point, Point, Point) {
    let (a, b) = (seat(link.a, n).at, seat(link.b, n).at);
    let at = |t| along(a, b, t, 56.0 * scale(n));
    (at(0.0), at(0.5), at(1.0))
}

fn wire(cut: LinkCut, p: Point, middle: Point, q: Point) -> Html {
    let gap = HALF_GAP / p.distance(q).max(1.0);
    let (sign, from, to) = match cut {
        LinkCut::None => ("", p, q),
        LinkCut::Both => (GAP, p, q),
        LinkCut::AToB => (WALL, p, q),
        LinkCut::BToA => (WALL, q, p),
    };
    let line = if cut == LinkCut::Both {
        let (before, after) = (along(p, q, 0.5 - gap, 0.0), along(p, q, 0.5 + gap, 0.0));
        path(&['M', 'L', 'M', 'L'], &[p, before, after, q])
    } else {
        path(&['M', 'L'], &[p, q])
    };
    markup!(
        r#"<g><path class="wire" d={}/><path class="gap" d={} transform={}/></g>"#,
        line,
        sign,
        towards(middle, from, to)
    )
}
