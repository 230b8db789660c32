//! Messages: how one in flight looks, and what any of them says.

use crate::app::is_quiet;
use crate::cluster::{
    Cluster, Content, Envelope, Event, EventBody, Flight, FlightId, MessageId, MessageKind, Micros,
    Node,
};
use crate::raft::{Entry, Message};
use crate::words::{Fate, Language};

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
    pub fn new(id: FlightId, flight: &Flight, cluster: &Cluster, words: &dyn Language) -> Self {
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
            tag: if is_quiet { String::new() } else { words.message_tag(content) },
            lunch_tag: if is_quiet { String::new() } else { words.note_tag(content) },
            note: words.note(content),
            label: words.message_label(from, to, kind),
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
pub fn inspect(
    events: &[Event],
    cluster: &Cluster,
    id: FlightId,
    words: &dyn Language,
) -> Option<Inspected> {
    let recent = &events[events.len().saturating_sub(LOOK_BACK)..];
    let envelope = recent.iter().rev().find_map(|event| match &event.body {
        EventBody::Sent(envelope) if envelope.id == id.message => Some(envelope),
        _ => None,
    })?;
    let fate = if cluster.network().flights().contains_key(&id) {
        Fate::InFlight
    } else {
        recent.iter().rev().find_map(|event| fate_of(&event.body, id)).unwrap_or(Fate::Gone)
    };
    let MessageId { from, .. } = envelope.id;
    Some(Inspected {
        kind: MessageKind::of(&envelope.content),
        title: words.message_title(from, envelope.to, &envelope.content),
        note: words.note(&envelope.content),
        fields: words.fields(from, &envelope.content),
        fate: words.fate(fate),
    })
}

fn fate_of(body: &EventBody, id: FlightId) -> Option<Fate> {
    match body {
        EventBody::Received(flight) if *flight == id => Some(Fate::Arrived),
        EventBody::Waiting(flight) if *flight == id => Some(Fate::Waits),
        EventBody::Lost { flight, reason } if *flight == id => Some(Fate::Lost(*reason)),
        _ => None,
    }
}
