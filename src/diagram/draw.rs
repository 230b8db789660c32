//! The diagram as SVG text. Nothing that anybody typed gets in here.
//!
//! Every mark says what it stands for in an attribute, by which a pointer finds it:
//! `data-e` the number of an event, `data-a` a message, `data-h` the head of its arrow,
//! `data-o` an action's ordinal.

use super::arrows::{Arrow, ArrowEnd};
use super::layout::{LEFT, Layout};
use super::looks::colour_of;
use super::marks::{Gap, LaneMark};
use super::window::{Grip, Window};
use super::{ActionMark, Causes};
use crate::cluster::{MILLISECOND, Micros, Node};
use crate::raft::Term;
use crate::words::Language;

/// Most arrows that are drawn.
const MOST_ARROWS: usize = 600;

/// Everything that is drawn.
pub struct Drawing<'a> {
    pub layout: &'a Layout,
    pub arrows: &'a [Arrow],
    /// What the run had before it was changed, and has no more.
    pub ghosts: &'a [Arrow],
    /// Whether an arrow is another one than before the run was changed.
    pub is_new: &'a dyn Fn(&Arrow) -> bool,
    pub marks: &'a [LaneMark],
    pub gaps: &'a [Gap],
    pub terms: &'a [(Micros, Micros, Term)],
    pub actions: &'a [ActionMark],
    pub causes: Option<&'a Causes>,
    pub window: &'a Window,
    pub now: Micros,
    /// How far the run has been played.
    pub end: Micros,
    pub words: &'a dyn Language,
}

impl Drawing<'_> {
    /// The whole drawing.
    pub fn svg(&self) -> String {
        let mut svg = String::from("<g>");
        // What can be taken hold of lies over all arrows.
        let mut grips = String::new();
        self.background(&mut svg);
        self.axis(&mut svg);
        for ghost in self.ghosts.iter().take(MOST_ARROWS) {
            self.arrow(&mut svg, &mut String::new(), ghost, " ghost");
        }
        let shown = |arrow: &&Arrow| {
            let until = arrow.ended().map(|(_, at)| at).or(arrow.arrives()).unwrap_or(self.end);
            self.layout.shows(arrow.sent.1, until)
        };
        for arrow in self.arrows.iter().filter(shown).take(MOST_ARROWS) {
            let more = if (self.is_new)(arrow) { " new" } else { "" };
            self.arrow(&mut svg, &mut grips, arrow, more);
        }
        svg += &grips;
        for mark in self.marks.iter().filter(|mark| self.layout.shows(mark.at, mark.at)) {
            self.mark(&mut svg, mark);
        }
        for action in self.actions.iter().filter(|a| self.layout.shows(a.at, a.at)) {
            self.action(&mut svg, action);
        }
        let x = self.layout.x(self.now);
        if x >= LEFT && x <= self.layout.right() {
            svg += &format!("<path class=\"head\" d=\"M{x} 24V{}\"/>", self.layout.height());
        }
        svg += "</g>";
        svg
    }

    /// What lies under everything: terms, lanes, and times in which a server is down.
    fn background(&self, svg: &mut String) {
        let layout = self.layout;
        let (right, height) = (layout.right(), layout.height());
        for (from, until, term) in self.terms.iter().filter(|(a, b, _)| layout.shows(*a, *b)) {
            let (x, to) = (layout.x(*from).max(LEFT), layout.x(*until).min(right));
            let even = if term % 2 == 0 { " even" } else { "" };
            let width = (to - x).max(0);
            *svg +=
                &format!("<path class=\"era{even}\" d=\"M{x} 26h{width}V{height}h-{width}z\"/>");
            if width > 60 {
                let term = self.words.term(*term);
                *svg += &format!("<text class=\"tl\" x=\"{}\" y=\"41\">{term}</text>", x + 5);
            }
        }
        for node in &layout.lanes {
            let y = layout.y(*node);
            *svg += &format!("<path class=\"lane\" d=\"M{LEFT} {y}H{right}\"/>");
            let label = self.words.node(*node);
            *svg += &format!("<text class=\"ll\" x=\"4\" y=\"{}\">{label}</text>", y + 5);
        }
        for gap in self.gaps {
            let y = layout.y(Node::Server(gap.server));
            let x = gap.from.map_or(LEFT, |at| layout.x(at)).clamp(LEFT, right);
            let to = layout.x(gap.until.unwrap_or(self.end)).clamp(LEFT, right);
            let class = if gap.is_pause { "gap-p" } else { "gap-c" };
            *svg += &format!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{}\" height=\"18\"/>",
                y - 9,
                to - x
            );
        }
    }

    /// A few moments, at the lower edge, as many as there is room to write.
    fn axis(&self, svg: &mut String) {
        let Layout { from, to, .. } = *self.layout;
        let fits = |step: &Micros| {
            step * 8 >= to - from && self.layout.x(from + step) - self.layout.x(from) >= 58
        };
        let steps =
            [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map(|ms| ms * MILLISECOND);
        let step = steps.into_iter().find(fits).unwrap_or(10_000 * MILLISECOND);
        let low = self.layout.height();
        for at in (from.div_ceil(step)..=to / step).map(|count| count * step) {
            let x = self.layout.x(at);
            *svg += &format!("<path class=\"lane\" d=\"M{x} {low}v-15\"/>");
            if x + 60 < self.layout.right() {
                let (x, y, ms) = (x + 4, low - 4, at / MILLISECOND);
                *svg += &format!("<text class=\"tl\" x=\"{x}\" y=\"{y}\">{ms} ms</text>");
            }
        }
    }

    fn arrow(&self, svg: &mut String, grips: &mut String, arrow: &Arrow, more: &str) {
        let layout = self.layout;
        let is_dragged = |grip| self.window.dragged.filter(|(dragged, _)| *dragged == grip);
        let (mut x, mut y) = (layout.x(arrow.sent.1), layout.y(arrow.from));
        let (mut to_x, mut to_y) = match arrow.end {
            ArrowEnd::Arrived(_, at) | ArrowEnd::Flying(Some(at)) => {
                (layout.x(at), layout.y(arrow.to))
            }
            // It got half-way; where it was lost says nothing about the other end.
            ArrowEnd::Lost(_, at) => (layout.x(at), (y + layout.y(arrow.to)) / 2),
            ArrowEnd::Flying(None) => (layout.x(self.end), (y * 2 + layout.y(arrow.to)) / 3),
        };
        if let Some((_, at)) = is_dragged(Grip::Head(arrow.flight)) {
            to_x = layout.x(at).max(x);
        }
        // Names stand at the left edge: what comes from beyond it begins there.
        if x < LEFT && to_x > x {
            y += (to_y - y) * (LEFT - x) / (to_x - x);
            x = LEFT;
        }
        let right = layout.right();
        let ends_outside = to_x > right;
        if ends_outside && to_x > x {
            to_y = y + (to_y - y) * (right - x) / (to_x - x);
            to_x = right;
        }
        let key = arrow.flight.key();
        let quiet = if arrow.is_quiet { " quiet" } else { "" };
        let tie = self.causes.map_or("", |causes| {
            let ended = arrow.ended().and_then(|(number, _)| causes.tie(number));
            let tie = causes.tie(arrow.sent.0).and(ended).or(causes.tie(arrow.sent.0));
            tie.map_or(" t-none", |tie| tie.class())
        });
        let flying = if matches!(arrow.end, ArrowEnd::Flying(_)) { " flying" } else { "" };
        let colour = colour_of(arrow.kind);
        *svg += &format!(
            "<g class=\"dg {colour}{quiet}{flying}{tie}{more}\" data-a=\"{key}\" data-s=\"{}\">",
            arrow.sent.0
        );
        let line = format!("M{x} {y}L{to_x} {to_y}");
        *svg += &format!("<path class=\"hit\" d=\"{line}\"/><path class=\"w\" d=\"{line}\"/>");
        match arrow.end {
            ArrowEnd::Lost(..) => {
                *svg += &format!(
                    "<path class=\"w cross\" d=\"M{} {}l10 10m0-10-10 10\"/>",
                    to_x - 5,
                    to_y - 5
                );
            }
            ArrowEnd::Arrived(..) | ArrowEnd::Flying(Some(_)) if !ends_outside => {
                let number = arrow.ended().unwrap_or(arrow.sent).0;
                let down = if to_y > y { -1 } else { 1 };
                let back = if to_x - x > 12 { -6 } else { -1 };
                *svg += &format!(
                    "<path class=\"tip\" d=\"M{to_x} {to_y}l{} {}h{}z\"/>",
                    back - 2,
                    8 * down,
                    5
                );
                *grips += &format!(
                    "<circle class=\"grip\" data-h=\"{key}\" data-a=\"{key}\" data-e=\"{number}\" cx=\"{to_x}\" cy=\"{to_y}\" r=\"8\"/>"
                );
            }
            _ => {}
        }
        *svg += "</g>";
    }

    fn mark(&self, svg: &mut String, mark: &LaneMark) {
        // Above the lane: on it are the heads of arrows.
        let (x, y) = (self.layout.x(mark.at), self.layout.y(mark.on) - 13);
        if x < LEFT {
            return;
        }
        let tie = self
            .causes
            .map_or("", |causes| causes.tie(mark.number).map_or(" t-none", |tie| tie.class()));
        let shape = mark.kind.shape();
        *svg += &format!(
            "<g class=\"lm {}{tie}\" data-e=\"{}\" transform=\"translate({x} {y})\"><path d=\"{shape}\"/><circle class=\"hit\" r=\"9\"/></g>",
            mark.kind.class(),
            mark.number
        );
    }

    fn action(&self, svg: &mut String, action: &ActionMark) {
        let dragged = self.window.dragged.filter(|(grip, _)| *grip == Grip::Action(action.ordinal));
        let x = self.layout.x(dragged.map_or(action.at, |(_, at)| at));
        if x < LEFT {
            return;
        }
        let class = if action.did_not_apply { "act off" } else { "act" };
        *svg += &format!(
            "<g class=\"{class}\" data-o=\"{}\"><path class=\"line\" d=\"M{x} 20V{}\"/><path d=\"M{x} 22l-7-9v-8h14v8z\"/><rect class=\"hit\" x=\"{}\" y=\"0\" width=\"26\" height=\"26\"/></g>",
            action.ordinal,
            self.layout.height(),
            x - 13
        );
    }
}
