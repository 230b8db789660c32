//! The diagram as a list: for whoever does not see it, or does not like to drag.

use super::ActionMark;
use super::arrows::{Arrow, ArrowEnd};
use super::causes::{Causes, Tie};
use super::layout::Layout;
use super::marks::LaneMark;
use crate::cluster::{Action, Delivery, FlightId, Micros, Node};
use crate::raft::MembershipChange;
use crate::run::Passage;
use crate::words::{kind_title, milliseconds, raft_words};

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
) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for action in actions.iter().filter(|action| layout.shows(action.at, action.at)) {
        let fate = if action.did_not_apply { " It did not apply." } else { "" };
        rows.push(Row {
            key: format!("o{}", action.ordinal),
            at: action.at,
            words: format!("You, or the script: {}.{fate}", action.words),
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
            words: arrow_words(arrow),
            of: RowOf::Message {
                flight: arrow.flight,
                number: arrow.ended().map_or(arrow.sent.0, |(number, _)| number),
                arrives: arrow.arrives(),
                drop: arrow.drop(),
            },
        });
    }
    for mark in marks.iter().filter(|mark| layout.shows(mark.at, mark.at)).take(MOST_ROWS) {
        let event = mark.number.checked_sub(passage.first).and_then(|at| passage.events.get(at));
        let Some(words) = event.and_then(raft_words) else { continue };
        let words = match mark.on {
            Node::Server(server) => format!("S{} {words}", server.0),
            Node::Client(_) => words,
        };
        let of = RowOf::Event(mark.number);
        rows.push(Row { key: format!("e{}", mark.number), at: mark.at, words, of });
    }
    rows.sort_by_key(|row| row.at);
    rows.truncate(MOST_ROWS);
    rows
}

fn arrow_words(arrow: &Arrow) -> String {
    let (from, to) = (name(arrow.from), name(arrow.to));
    let end = match arrow.end {
        ArrowEnd::Flying(None) => "still on its way".into(),
        ArrowEnd::Flying(Some(at)) => format!("will arrive at {}", milliseconds(at)),
        ArrowEnd::Arrived(_, at) => format!("arrives at {}", milliseconds(at)),
        ArrowEnd::Lost(_, at) => format!("lost at {}", milliseconds(at)),
    };
    format!("{} {from} → {to}, {end}", kind_title(arrow.kind))
}

fn name(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{}", server.0),
        Node::Client(_) => "client".into(),
    }
}

/// What is said about the event that is pointed at.
pub(super) fn about(passage: &Passage, arrows: &[Arrow], causes: &Causes) -> String {
    let number = causes.of;
    let is_it = |arrow: &&Arrow| {
        arrow.sent.0 == number || arrow.ended().is_some_and(|(end, _)| end == number)
    };
    let event = number.checked_sub(passage.first).and_then(|place| passage.events.get(place));
    let what = match (arrows.iter().find(is_it), event) {
        (Some(arrow), _) => {
            format!("{}. Sent at {}.", arrow_words(arrow), milliseconds(arrow.sent.1))
        }
        (None, Some(event)) => raft_words(event).unwrap_or_default(),
        (None, None) => String::new(),
    };
    let (past, future) = (causes.count(Tie::Past), causes.count(Tie::Future));
    format!("{what} Of what is shown, {past} events led to it, and {future} follow from it.")
}

/// An action in a few words.
pub fn action_words(action: &Action) -> String {
    let cut = |from: &Node, to: &Node, both: bool| {
        format!("{} {} {}", name(*from), if both { "–" } else { "→" }, name(*to))
    };
    let message = |flight: &FlightId| format!("a message of {}", name(flight.message.from));
    match action {
        Action::Propose { text, .. } => format!("propose {text}"),
        Action::Poll { .. } => "ask what everyone wants".into(),
        Action::Crash { server } => format!("crash S{}", server.0),
        Action::Restart { server } => format!("restart S{}", server.0),
        Action::Pause { server } => format!("pause S{}", server.0),
        Action::Resume { server } => format!("resume S{}", server.0),
        Action::Cut { from, to, both_ways } => format!("cut {}", cut(from, to, *both_ways)),
        Action::Heal { from, to, both_ways } => format!("heal {}", cut(from, to, *both_ways)),
        Action::Isolate { server } => format!("cut S{} off", server.0),
        Action::Rejoin { server } => format!("heal all links of S{}", server.0),
        Action::Partition { .. } => "divide the network".into(),
        Action::HealAll => "heal every link".into(),
        Action::Drop { flight } => format!("drop {}", message(flight)),
        Action::Duplicate { flight } => format!("duplicate {}", message(flight)),
        Action::Delay { flight, by } => {
            format!("delay {} by {}", message(flight), milliseconds(*by))
        }
        Action::ForceElectionTimeout { server } => format!("election timeout of S{}", server.0),
        Action::SetNetwork(_) => "change the network".into(),
        Action::SetAnswer(_) => "change when answers leave".into(),
        Action::SetProtocol(_) => "switch a rule or an extension".into(),
        Action::AddServer => "start a new server".into(),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::AddLearner(server) => format!("add S{} as a learner", server.0),
            MembershipChange::AddVoter(server) => format!("add S{}", server.0),
            MembershipChange::Promote(server) => format!("promote S{}", server.0),
            MembershipChange::Remove(server) => format!("remove S{}", server.0),
            MembershipChange::Joint { .. } => "change the members".into(),
        },
        Action::TransferLeadership { to, .. } => format!("hand the leadership to S{}", to.0),
        Action::Compact { server, .. } => format!("compact the log of S{}", server.0),
        Action::LoseDisk { server } => format!("lose the disk of S{}", server.0),
        Action::SetDelivery(Delivery::Manual) => "let messages wait to be delivered".into(),
        Action::SetDelivery(Delivery::Automatic) => "let messages arrive by themselves".into(),
        Action::Deliver { flight } => format!("deliver {}", message(flight)),
        Action::SetClock { server, .. } => format!("change the clock of S{}", server.0),
        Action::ProposeTo { text, server, .. } => format!("propose {text} to S{}", server.0),
        Action::ForceHeartbeat { server } => format!("heartbeat of S{}", server.0),
        Action::TearDisk { server, .. } => format!("tear the log on the disk of S{}", server.0),
        Action::StopDisk { server } => format!("stop the disk of S{}", server.0),
        Action::StartDisk { server } => format!("let the disk of S{} go on", server.0),
        Action::SetLink { from, to, .. } => format!("change the link {}", cut(from, to, false)),
        Action::Say { text } => format!("say \u{201c}{text}\u{201d}"),
    }
}
