//! Messages: how one in flight looks, and what any of them says.

use crate::app::is_quiet;
use crate::cluster::{
    Cluster, Content, Envelope, Event, EventBody, Flight, FlightId, LossReason, MessageId,
    MessageKind, Micros, Node, Outcome,
};
use crate::lunch::{dish_of, line_text, note};
use crate::raft::{AppendOutcome, Entry, Message};
use crate::words::{fields, kind_title, message_title, shorten};

/// One copy of a message on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct FlightView {
    /// Which.
    pub id: FlightId,
    /// A name for the page: no other copy has it.
    pub key: String,
    /// The sender.
    pub from: Node,
    /// The receiver.
    pub to: Node,
    /// How it looks.
    pub kind: MessageKind,
    /// Whether it brings no news: a heartbeat that only says "I am here", or its
    /// answer. Drawn small.
    pub is_quiet: bool,
    /// How many entries it carries.
    pub entries: usize,
    /// What is written beside it in the cluster; may be empty.
    pub tag: String,
    /// What is written beside it at the table; may be empty.
    pub lunch_tag: String,
    /// What it says at the table.
    pub note: String,
    /// Its name for people who do not see it.
    pub label: String,
    /// When this leg of its way began.
    pub began_at: Micros,
    flight: Leg,
}

#[derive(Clone, Debug, PartialEq)]
struct Leg {
    began_ppm: u64,
    arrives_at: Micros,
}

impl FlightView {
    /// How `flight` looks now.
    pub fn new(id: FlightId, flight: &Flight, cluster: &Cluster) -> Self {
        let Envelope { to, content, .. } = &*flight.envelope;
        let (from, to) = (id.message.from, *to);
        let kind = MessageKind::of(content);
        let is_quiet = is_quiet(id, flight, cluster);
        let entries = entries_of(content).len();
        FlightView {
            id,
            key: id.key(),
            from,
            to,
            kind,
            is_quiet,
            entries,
            tag: tag(content, is_quiet),
            lunch_tag: lunch_tag(content, is_quiet),
            note: note(content),
            label: format!("{} from {from} to {to}", kind_title(kind)),
            began_at: flight.leg_began_at,
            flight: Leg { began_ppm: flight.leg_began_ppm, arrives_at: flight.arrives_at },
        }
    }

    /// How much of its way it has gone at `now`, 0 to 1.
    pub fn progress(&self, now: f64) -> f64 {
        let began = self.flight.began_ppm as f64 / 1e6;
        let leg = (self.flight.arrives_at.saturating_sub(self.began_at) as f64).max(1.0);
        let gone = ((now - self.began_at as f64) / leg).clamp(0.0, 1.0);
        began + (1.0 - began) * gone
    }
}

fn entries_of(content: &Content) -> &[Entry] {
    match content {
        Content::Raft(Message::AppendEntries(m)) => &m.entries,
        _ => &[],
    }
}

fn tag(content: &Content, is_quiet: bool) -> String {
    match content {
        Content::Raft(Message::AppendEntries(m)) if m.entries.is_empty() && !is_quiet => {
            format!("commit {}", m.leader_commit)
        }
        Content::Raft(Message::AppendEntries(m)) if !m.entries.is_empty() => {
            format!("+{}", m.entries.len())
        }
        _ => String::new(),
    }
}

fn lunch_tag(content: &Content, is_quiet: bool) -> String {
    match content {
        _ if is_quiet => String::new(),
        Content::Raft(Message::RequestVote(_)) => "hold?".into(),
        Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => "yes".into(),
        Content::Raft(Message::RequestVoteReply(_)) => "no".into(),
        Content::Raft(Message::AppendEntries(m)) => match m.entries.as_slice() {
            [] => format!("final: {}", m.leader_commit),
            [entry] => match entry.payload {
                crate::raft::Payload::Noop => format!("{} start", m.prev_log_index + 1),
                crate::raft::Payload::Configuration(_) => {
                    format!("{} list", m.prev_log_index + 1)
                }
                _ => format!("{} {}", m.prev_log_index + 1, shorten(&line_text(entry), 12)),
            },
            more => format!("{} lines", more.len()),
        },
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { .. } => "copied".into(),
            AppendOutcome::Mismatch { .. } => "not mine".into(),
            AppendOutcome::StaleTerm => "too late".into(),
        },
        Content::Raft(Message::InstallSnapshot(m)) if m.snapshot.last_index == 0 => "who?".into(),
        Content::Raft(Message::InstallSnapshot(m)) => format!("1-{}", m.snapshot.last_index),
        Content::Raft(Message::InstallSnapshotReply(_)) => "have it".into(),
        Content::Raft(Message::TimeoutNow(_)) => "you now".into(),
        Content::Raft(Message::PreVote(_)) => "would you?".into(),
        Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => "I would".into(),
        Content::Raft(Message::PreVoteReply(_)) => "no".into(),
        Content::Request(request) | Content::Forwarded { request, .. } => {
            shorten(&dish_of(&request.operation), 12)
        }
        Content::Response { outcome: Outcome::Applied { .. }, .. } => "final!".into(),
        Content::Response { outcome: Outcome::Value(Some(value)), .. } => shorten(value, 12),
        Content::Response { outcome: Outcome::Value(None), .. } => "nothing".into(),
        Content::Response { .. } => "not me".into(),
    }
}

/// A message with all its fields, in flight or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// How it looks.
    pub kind: MessageKind,
    /// What it is, and from whom to whom.
    pub title: String,
    /// What it says at the table.
    pub note: String,
    /// Its fields, by the paper's names.
    pub fields: Vec<(&'static str, String)>,
    /// What became of it.
    pub fate: &'static str,
}

/// How far back a message is looked for.
const LOOK_BACK: usize = 20_000;

/// Everything about one copy of a message; `None` if it was too long ago.
pub fn inspect(events: &[Event], cluster: &Cluster, id: FlightId) -> Option<Inspected> {
    let recent = &events[events.len().saturating_sub(LOOK_BACK)..];
    let envelope = recent.iter().rev().find_map(|event| match &event.body {
        EventBody::Sent(envelope) if envelope.id == id.message => Some(envelope),
        _ => None,
    })?;
    let fate = if cluster.network().flights().contains_key(&id) {
        "in flight"
    } else {
        recent.iter().rev().find_map(|event| fate_of(&event.body, id)).unwrap_or("gone")
    };
    let MessageId { from, .. } = envelope.id;
    Some(Inspected {
        kind: MessageKind::of(&envelope.content),
        title: message_title(from, envelope.to, &envelope.content),
        note: note(&envelope.content),
        fields: fields(from, &envelope.content),
        fate,
    })
}

fn fate_of(body: &EventBody, id: FlightId) -> Option<&'static str> {
    match body {
        EventBody::Received(flight) if *flight == id => Some("arrived"),
        EventBody::Waiting(flight) if *flight == id => Some("waits at a paused server"),
        EventBody::Lost { flight, reason } if *flight == id => Some(match reason {
            LossReason::Network => "lost by the network",
            LossReason::Cut => "lost: the link is cut",
            LossReason::ReceiverDown => "lost: the receiver has crashed",
            LossReason::Dropped => "dropped by you",
        }),
        _ => None,
    }
}
