//! Messages: how one in flight looks, and what any of them says.

use super::geometry::LABEL_LETTERS;
use crate::app::is_quiet;
use crate::cluster::{
    Cluster, Content, Envelope, Event, EventBody, Flight, FlightId, MessageId, MessageKind, Micros,
    Node, Outcome,
};
use crate::raft::{AppendOutcome, Entry, Index, Message};
use crate::words::{Fate, Language, shorten};

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
    /// What is written on it in the cluster.
    pub tag: String,
    /// What is written on it at the table.
    pub lunch_tag: String,
    /// The same in a sign or a number, where there is little room.
    pub sign: String,
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
            tag: shorten(&words.message_tag(content), LABEL_LETTERS),
            lunch_tag: shorten(&words.note_tag(content), LABEL_LETTERS),
            sign: sign(content),
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

/// The index that it is about; otherwise what it asks or answers.
fn sign(content: &Content) -> String {
    let answer = |is_yes: bool| if is_yes { "✓" } else { "✗" }.to_string();
    match content {
        Content::Raft(Message::AppendEntries(m)) if m.entries.is_empty() => {
            m.leader_commit.to_string()
        }
        Content::Raft(Message::AppendEntries(m)) => {
            (m.prev_log_index + m.entries.len() as Index).to_string()
        }
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => match_index.to_string(),
            AppendOutcome::Mismatch { .. } | AppendOutcome::StaleTerm => answer(false),
        },
        Content::Raft(Message::InstallSnapshot(m)) => m.snapshot.last_index.to_string(),
        Content::Raft(Message::InstallSnapshotReply(m)) => answer(m.match_index.is_some()),
        Content::Raft(Message::RequestVoteReply(m)) => answer(m.vote_granted),
        Content::Raft(Message::PreVoteReply(m)) => answer(m.vote_granted),
        Content::Raft(Message::TimeoutNow(_)) => "!".into(),
        Content::Raft(Message::RequestVote(_) | Message::PreVote(_)) => "?".into(),
        Content::Request(_) | Content::Forwarded { .. } => "?".into(),
        Content::Response { outcome, .. } => answer(!matches!(outcome, Outcome::NotLeader { .. })),
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
