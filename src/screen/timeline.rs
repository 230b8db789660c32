//! The run as a line: how far it goes, where one is, and what is worth finding again.

use crate::app::Player;
use crate::cluster::{MILLISECOND, Machine, Micros, SECOND};
use crate::raft::Term;
use crate::run::MarkKind;
use crate::words::{Compared, Language};

/// The width of the line.
pub const TIMELINE_WIDTH: u64 = 1_000;

/// Signs that are nearer to each other than this would hide each other: the more important one
/// stays.
const NEAREST: u64 = 24;

/// The shortest stretch of time that the line shows.
const SHORTEST: Micros = SECOND;

/// The line as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Where the playhead is, in milliseconds.
    pub now_ms: u64,
    /// Where the line ends, in milliseconds. What has been played ends earlier: so the line
    /// keeps its scale while the run grows, and doubles only now and then.
    pub scale_ms: u64,
    /// Where the playhead is on the line.
    pub now: u64,
    /// Where what has been played ends on the line.
    pub end: u64,
    /// Where one is, in words.
    pub words: String,
    /// The moment, the term and the event where one is.
    pub place: [String; 3],
    /// Whether the playhead is at the end.
    pub is_at_end: bool,
    /// The terms with a leader: from where to where, and which.
    pub terms: Vec<(u64, u64, Term)>,
    /// What is worth finding again: where, and what.
    pub marks: Vec<(u64, Sign)>,
    /// How the run compares with the one before a change.
    pub compared: Option<String>,
    /// Whether what was taken back can be done again.
    pub can_redo: bool,
}

/// A sign on the line, the most important first.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Something went wrong.
    Violated,
    /// An election was won.
    Elected,
    /// A server crashed, a link was cut, or the reader or the script did something else.
    Acted,
    /// A log was put right.
    Repaired,
    /// A server came back.
    Restarted,
    /// An entry was committed.
    Committed,
}

impl Timeline {
    /// The line of what is being played.
    pub fn new(player: &Player, compared: Option<&Compared>, words: &dyn Language) -> Timeline {
        let history = player.history();
        let (now, end) = (history.cluster().now(), history.end_time());
        let scale = scale_of(end);
        let x_of = |at: Micros| at.min(end) * TIMELINE_WIDTH / scale;
        let term = history.cluster().machines().iter().map(Machine::term).max().unwrap_or(0);
        let (count, len) = (history.count(), history.len());
        let mut terms: Vec<(u64, u64, Term)> = Vec::new();
        let mut marks = Vec::new();
        for mark in &history.watch().marks {
            // What was done before what is shown begins, nobody has done: it is the way there.
            if mark.kind == MarkKind::Acted && mark.at < player.begins() {
                continue;
            }
            let x = x_of(mark.at);
            if let MarkKind::Elected(_, term) = mark.kind {
                if let Some((_, until, _)) = terms.last_mut() {
                    *until = x;
                }
                terms.push((x, x_of(end), term));
            }
            marks.push((x, sign(mark.kind)));
        }
        Timeline {
            now_ms: now / MILLISECOND,
            scale_ms: scale / MILLISECOND,
            now: x_of(now),
            end: x_of(end),
            words: words.playhead(count, len, now, term),
            place: [words.seconds(now), words.term(term), words.event_of(count, len)],
            is_at_end: history.is_at_end(),
            terms,
            marks: apart(marks),
            compared: words.compared(compared, !history.is_at_end()),
            can_redo: history.can_redo(),
        }
    }
}

/// The stretch of time that the line shows for a run that has come to `end`.
fn scale_of(end: Micros) -> Micros {
    std::iter::successors(Some(SHORTEST), |scale| Some(scale * 2))
        .find(|&scale| scale >= end)
        .unwrap_or(end)
}

fn sign(kind: MarkKind) -> Sign {
    match kind {
        MarkKind::Violated => Sign::Violated,
        MarkKind::Elected(..) => Sign::Elected,
        MarkKind::Committed => Sign::Committed,
        MarkKind::Repaired(_) => Sign::Repaired,
        MarkKind::Restarted(_) => Sign::Restarted,
        MarkKind::Crashed(_)
        | MarkKind::Cut
        | MarkKind::Acted
        | MarkKind::Paused(_)
        | MarkKind::Resumed(_) => Sign::Acted,
    }
}

/// As many of these as don't hide each other, the most important first, then in order.
fn apart(mut marks: Vec<(u64, Sign)>) -> Vec<(u64, Sign)> {
    marks.sort_by_key(|(x, sign)| (*sign, *x));
    marks.dedup();
    let mut kept: Vec<(u64, Sign)> = Vec::new();
    for (x, sign) in marks {
        if kept.iter().all(|(other, _)| other.abs_diff(x) >= NEAREST) {
            kept.push((x, sign));
        }
    }
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_stays_while_the_run_grows_and_then_doubles() {
        assert_eq!([0, 400_000, SECOND].map(scale_of), [SECOND; 3]);
        assert_eq!(scale_of(SECOND + 1), 2 * SECOND);
        assert_eq!(scale_of(3_600 * SECOND), 4_096 * SECOND);
    }

    #[test]
    fn what_is_near_a_more_important_sign_is_left_out() {
        let marks = vec![(10, Sign::Committed), (20, Sign::Elected), (60, Sign::Committed)];
        assert_eq!(apart(marks), [(20, Sign::Elected), (60, Sign::Committed)]);
    }
}
