//! The space-time diagram: a lane for each server and client, time to the right,
//! messages as sloped arrows. It can be read, walked along, and changed.
//!
//! | file | what it holds |
//! |---|---|
//! | `window` | which stretch is shown, and its events |
//! | `arrows`, `marks` | what is in them |
//! | `causes` | what led to an event, and what followed |
//! | `layout`, `draw` | where it is drawn, and the drawing |
//! | `looks` | how kinds of messages look |
//! | `rows` | the same as a list |

mod arrows;
mod causes;
mod draw;
mod layout;
mod looks;
mod marks;
mod rows;
mod window;

use crate::cluster::{Action, AnchoredAction, FlightId, Micros};
use crate::raft::Term;
use crate::run::{History, MarkKind, Watcher};
use crate::words::Language;

pub use arrows::{Arrow, ArrowEnd, arrows, arrows_until};
pub use causes::{Causes, Tie};
pub use layout::Layout;
pub use looks::{colour_of, mark_of};
pub use marks::{Gap, LaneMarkKind, gaps, marks};
pub use rows::{Row, RowOf, rows};
pub use window::{Grip, SPANS, Window};

/// The diagram as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// The drawing, as SVG text.
    pub svg: String,
    /// Its size.
    pub size: (i64, i64),
    /// The stretch of time, in words.
    pub words: String,
    /// What is said about the event that is pointed at, or how to use the diagram.
    pub hint: String,
    /// Messages and actions as a list.
    pub rows: Vec<Row>,
    /// Whether it follows the playhead.
    pub follows: bool,
    /// Whether it can show more of the run, and less.
    pub can_zoom: (bool, bool),
}

/// An action of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionMark {
    /// Its number.
    pub ordinal: u64,
    /// When.
    pub at: Micros,
    /// What.
    pub action: Action,
    /// Whether it could not be done when its time came.
    pub did_not_apply: bool,
}

/// The actions of the run, each with whether it was refused.
pub fn action_marks(actions: &[AnchoredAction], watcher: &Watcher) -> Vec<ActionMark> {
    let mark = |action: &AnchoredAction| ActionMark {
        ordinal: action.ordinal,
        at: action.at,
        action: action.action.clone(),
        did_not_apply: watcher.refused.contains(&action.ordinal),
    };
    actions.iter().map(mark).collect()
}

impl Diagram {
    /// The diagram of what has been played; `causes` are those of the event that is
    /// pointed at.
    pub fn new(
        window: &Window,
        history: &History<Watcher>,
        causes: Option<&Causes>,
        words: &dyn Language,
    ) -> Diagram {
        let now = history.cluster().now();
        let layout = Layout::new(history.cluster_at_end(), window.range(now), window.width);
        let arrows = arrows_until(&window.passage, history.cluster_at_end());
        let before = window.before.as_ref().map(arrows::arrows).unwrap_or_default();
        let has = |list: &[Arrow], arrow: &Arrow| list.iter().any(|other| is_same(other, arrow));
        let is_new = |arrow: &Arrow| window.before.is_some() && !has(&before, arrow);
        let ghosts: Vec<Arrow> =
            before.iter().filter(|arrow| !has(&arrows, arrow)).cloned().collect();
        let actions = action_marks(&history.run().actions, history.watch());
        let marks = marks(&window.passage);
        let mut gaps = gaps(&window.passage);
        gaps.extend(lasting_gaps(window, history, &gaps));
        let drawing = draw::Drawing {
            layout: &layout,
            arrows: &arrows,
            ghosts: &ghosts,
            is_new: &is_new,
            marks: &marks,
            gaps: &gaps,
            terms: &terms(history),
            actions: &actions,
            causes,
            window,
            now,
            end: history.end_time(),
            words,
        };
        let hint = match causes {
            _ if window.is_cut_short(now) => words.diagram_is_cut_short(),
            Some(causes) => rows::about(&window.passage, &arrows, causes, words),
            None => words.diagram_hint(),
        };
        Diagram {
            svg: drawing.svg(),
            size: (layout.width, layout.height()),
            words: words.stretch(layout.from, layout.to),
            hint,
            rows: rows(&layout, &arrows, &marks, &actions, &window.passage, words),
            follows: window.follows(),
            can_zoom: window.can_zoom(),
        }
    }
}

/// Whether a message left, and ended, at the same moments in two runs.
fn is_same(a: &Arrow, b: &Arrow) -> bool {
    let ending = |arrow: &Arrow| arrow.ended().map(|(_, at)| at);
    let is_lost = |arrow: &Arrow| matches!(arrow.end, ArrowEnd::Lost(..));
    a.flight == b.flight
        && a.sent.1 == b.sent.1
        && (ending(a), is_lost(a)) == (ending(b), is_lost(b))
        && a.kind == b.kind
}

/// Who is down or paused all the while: nothing in the passage says so.
fn lasting_gaps(window: &Window, history: &History<Watcher>, known: &[Gap]) -> Vec<Gap> {
    let from = window.range(history.cluster().now()).0;
    let mut gaps = Vec::new();
    for server in history.cluster_at_end().server_ids() {
        if known.iter().any(|gap| gap.server == server) {
            continue;
        }
        let mut last = None;
        for mark in history.watch().marks.iter().take_while(|mark| mark.at <= from) {
            match mark.kind {
                MarkKind::Crashed(of) if of == server => last = Some((mark.at, false)),
                MarkKind::Paused(of) if of == server => last = Some((mark.at, true)),
                MarkKind::Restarted(of) | MarkKind::Resumed(of) if of == server => last = None,
                _ => {}
            }
        }
        let gap = |(at, is_pause)| Gap { server, from: Some(at), until: None, is_pause };
        gaps.extend(last.map(gap));
    }
    gaps
}

/// The terms that had a leader: from when to when.
fn terms(history: &History<Watcher>) -> Vec<(Micros, Micros, Term)> {
    let mut terms: Vec<(Micros, Micros, Term)> = Vec::new();
    for mark in &history.watch().marks {
        if let MarkKind::Elected(_, term) = mark.kind {
            if let Some((_, until, _)) = terms.last_mut() {
                *until = mark.at;
            }
            terms.push((mark.at, history.end_time(), term));
        }
    }
    terms
}

/// The arrow of a copy of a message.
pub fn arrow_of(window: &Window, history: &History<Watcher>, flight: FlightId) -> Option<Arrow> {
    arrows_until(&window.passage, history.cluster_at_end())
        .into_iter()
        .rev()
        .find(|arrow| arrow.flight == flight)
}
