//! The run as a line: how far it goes, where one is, and what is worth finding again.

use crate::app::Player;
use crate::cluster::{MILLISECOND, Machine, Micros};
use crate::raft::Term;
use crate::run::MarkKind;
use crate::words::{Compared, Language};

/// How wide the line is drawn.
pub const TIMELINE_WIDTH: u64 = 1_000;

/// Marks of a kind that are nearer than this are one.
const NEAREST: u64 = 4;

/// The line as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Where the playhead is, in milliseconds.
    pub now_ms: u64,
    /// How far the run has been played, in milliseconds.
    pub end_ms: u64,
    /// Where one is, in words.
    pub words: String,
    /// Whether the playhead is at the end.
    pub is_at_end: bool,
    /// The terms with a leader: from where to where, and which.
    pub terms: Vec<(u64, u64, Term)>,
    /// What is worth finding again: where, and its class.
    pub marks: Vec<(u64, &'static str)>,
    /// How the run compares with the one before a change.
    pub compared: Option<String>,
    /// Whether what was taken back can be done again.
    pub can_redo: bool,
}

impl Timeline {
    /// The line of what is being played.
    pub fn new(player: &Player, compared: Option<&Compared>, words: &dyn Language) -> Timeline {
        let history = player.history();
        let (now, end) = (history.cluster().now(), history.end_time());
        let x_of = |at: Micros| at.min(end) * TIMELINE_WIDTH / end.max(1);
        let mut timeline = Timeline {
            now_ms: now / MILLISECOND,
            end_ms: end / MILLISECOND,
            words: place(player, words),
            is_at_end: history.is_at_end(),
            compared: words.compared(compared, !history.is_at_end()),
            can_redo: history.can_redo(),
            ..Timeline::default()
        };
        for mark in &history.watch().marks {
            let x = x_of(mark.at);
            if let MarkKind::Elected(_, term) = mark.kind {
                if let Some((_, until, _)) = timeline.terms.last_mut() {
                    *until = x;
                }
                timeline.terms.push((x, TIMELINE_WIDTH, term));
            }
            let class = class(mark.kind);
            let is_new = timeline.marks.iter().rev().find(|(_, other)| *other == class);
            if is_new.is_none_or(|(last, _)| x >= last + NEAREST) {
                timeline.marks.push((x, class));
            }
        }
        timeline
    }
}

fn class(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Elected(..) => "m-elected",
        MarkKind::Committed => "m-committed",
        MarkKind::Repaired(_) => "m-repaired",
        MarkKind::Crashed(_) => "m-crashed",
        MarkKind::Restarted(_) => "m-restarted",
        MarkKind::Cut => "m-cut",
        MarkKind::Acted | MarkKind::Paused(_) | MarkKind::Resumed(_) => "m-acted",
    }
}

/// Where the playhead is.
fn place(player: &Player, words: &dyn Language) -> String {
    let history = player.history();
    let term = history.cluster().machines().iter().map(Machine::term).max();
    let now = history.cluster().now();
    words.playhead(history.count(), history.len(), now, term.unwrap_or(0))
}
