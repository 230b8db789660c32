//! The diagram as a list: for whoever does not see it, or does not like to drag.

use super::ActionMark;
use super::arrows::{Arrow, ArrowEnd};
use super::causes::{Causes, Tie};
use super::layout::Layout;
use super::marks::LaneMark;
use crate::cluster::{FlightId, Micros};
use crate::run::Passage;
use crate::words::{Language, WayEnd, told};

/// Most rows of the list.
const MOST_ROWS: usize = 80;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A name for the page: no other row has it.
    pub key: String,
    /// When it began.
    pub at: Micros,
    /// What it is, in words.
    pub words: String,
    /// What can be done with it.
    pub of: RowOf,
}

/// What a line of the list is about.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// A message.
    Message {
        /// Which copy.
        flight: FlightId,
        /// The event to go to: its end, or its sending.
        number: usize,
        /// When it arrives.
        arrives: Option<Micros>,
        /// Whether it was dropped by hand; `None`: it was lost by itself, and there is
        /// nothing to drop.
        drop: Option<bool>,
    },
    /// An action, by its ordinal.
    Action(u64),
    /// Anything else, by the number of its event.
    Event(usize),
}

/// The lines for what is shown, in the order of time.
pub fn rows(
    layout: &Layout,
    arrows: &[Arrow],
    marks: &[LaneMark],
    actions: &[ActionMark],
    passage: &Passage,
    words: &dyn Language,
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for action in actions.iter().filter(|action| layout.shows(action.at, action.at)) {
        rows.push(Row {
            key: format!("o{}", action.ordinal),
            at: action.at,
            words: words.action_row(&action.action, action.did_not_apply),
            of: RowOf::Action(action.ordinal),
        });
    }
    let is_shown = |arrow: &&Arrow| {
        let until = arrow.ended().map_or(layout.to, |(_, at)| at);
        !arrow.is_quiet && layout.shows(arrow.sent.1, until)
    };
    for arrow in arrows.iter().filter(is_shown).take(MOST_ROWS) {
        rows.push(Row {
            key: arrow.flight.key(),
            at: arrow.sent.1,
            words: arrow_words(arrow, words),
            of: RowOf::Message {
                flight: arrow.flight,
                number: arrow.ended().map_or(arrow.sent.0, |(number, _)| number),
                arrives: arrow.arrives(),
                drop: arrow.drop(),
            },
        });
    }
    for mark in marks.iter().filter(|mark| layout.shows(mark.at, mark.at)).take(MOST_ROWS) {
        let Some(said) = event_words(passage, mark.number, words) else { continue };
        let of = RowOf::Event(mark.number);
        rows.push(Row { key: format!("e{}", mark.number), at: mark.at, words: said, of });
    }
    rows.sort_by_key(|row| row.at);
    rows.truncate(MOST_ROWS);
    rows
}

fn arrow_words(arrow: &Arrow, words: &dyn Language) -> String {
    let end = match arrow.end {
        ArrowEnd::Flying(None) => WayEnd::Flying,
        ArrowEnd::Flying(Some(at)) => WayEnd::WillArrive(at),
        ArrowEnd::Arrived(_, at) => WayEnd::Arrived(at),
        ArrowEnd::Lost(_, at) => WayEnd::Lost(at),
    };
    words.arrow(arrow.kind, arrow.from, arrow.to, end)
}

/// The event with this number in the words of the paper.
fn event_words(passage: &Passage, number: usize, words: &dyn Language) -> Option<String> {
    let event = passage.events.get(number.checked_sub(passage.first)?)?;
    match told(event, words) {
        Some(told) => Some(told.raft),
        None => words.raft_event(event),
    }
}

/// What is said about the event that is pointed at.
pub(super) fn about(
    passage: &Passage,
    arrows: &[Arrow],
    causes: &Causes,
    words: &dyn Language,
) -> String {
    let number = causes.of;
    let is_it = |arrow: &&Arrow| {
        arrow.sent.0 == number || arrow.ended().is_some_and(|(end, _)| end == number)
    };
    let what = match arrows.iter().find(is_it) {
        Some(arrow) => words.arrow_sent(&arrow_words(arrow, words), arrow.sent.1),
        None => event_words(passage, number, words).unwrap_or_default(),
    };
    words.causes(&what, causes.count(Tie::Past), causes.count(Tie::Future))
}
