//! Messages: how one in flight looks, and what any of them says.

use super::fields::fields;
use crate::cluster::{
    ClientId, Cluster, Content, Envelope, Event, EventBody, Flight, FlightId, LossReason,
    MessageId, Micros, Node, Outcome,
};
use crate::lunch::{dish_of, line_text, note, teammate};
use crate::raft::{AppendOutcome, Entry, Message, ServerId};

/// How a message looks; each kind has a shape and a colour.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RequestVote.
    RequestVote,
    /// RequestVoteReply, granted.
    VoteGranted,
    /// RequestVoteReply, denied.
    VoteDenied,
    /// AppendEntries with entries.
    Append,
    /// AppendEntries without entries.
    Heartbeat,
    /// AppendEntriesReply, success.
    AppendOk,
    /// AppendEntriesReply, mismatch or stale term.
    AppendRefused,
    /// InstallSnapshot.
    Snapshot,
    /// InstallSnapshotReply.
    SnapshotOk,
    /// TimeoutNow.
    TimeoutNow,
    /// PreVote.
    PreVote,
    /// PreVoteReply, granted.
    PreVoteGranted,
    /// PreVoteReply, denied.
    PreVoteDenied,
    /// A client's request.
    Request,
    /// A server's answer to a client.
    Response,
}

impl Kind {
    /// The name of its mark in the drawing.
    pub fn mark(self) -> &'static str {
        match self {
            Kind::RequestVote => "rv",
            Kind::VoteGranted => "rv-yes",
            Kind::VoteDenied => "rv-no",
            Kind::Append => "ae",
            Kind::Heartbeat => "hb",
            Kind::AppendOk => "ae-yes",
            Kind::AppendRefused => "ae-no",
            Kind::Snapshot => "is",
            Kind::SnapshotOk => "is-yes",
            Kind::TimeoutNow => "tn",
            Kind::PreVote => "pv",
            Kind::PreVoteGranted => "pv-yes",
            Kind::PreVoteDenied => "pv-no",
            Kind::Request => "req",
            Kind::Response => "res",
        }
    }

    /// The name of its colour.
    pub fn colour(self) -> &'static str {
        match self {
            Kind::RequestVote | Kind::VoteGranted | Kind::VoteDenied => "k-rv",
            Kind::PreVote | Kind::PreVoteGranted | Kind::PreVoteDenied => "k-rv",
            Kind::Append | Kind::Heartbeat | Kind::Snapshot | Kind::TimeoutNow => "k-ae",
            Kind::AppendOk | Kind::SnapshotOk => "k-ok",
            Kind::AppendRefused => "k-no",
            Kind::Request | Kind::Response => "k-cl",
        }
    }

    /// The kind of a message that says this.
    pub fn of(content: &Content) -> Kind {
        match content {
            Content::Raft(Message::RequestVote(_)) => Kind::RequestVote,
            Content::Raft(Message::RequestVoteReply(m)) if m.vote_granted => Kind::VoteGranted,
            Content::Raft(Message::RequestVoteReply(_)) => Kind::VoteDenied,
            Content::Raft(Message::AppendEntries(m)) if m.entries.is_empty() => Kind::Heartbeat,
            Content::Raft(Message::AppendEntries(_)) => Kind::Append,
            Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
                AppendOutcome::Success { .. } => Kind::AppendOk,
                AppendOutcome::Mismatch { .. } | AppendOutcome::StaleTerm => Kind::AppendRefused,
            },
            Content::Raft(Message::InstallSnapshot(_)) => Kind::Snapshot,
            Content::Raft(Message::InstallSnapshotReply(_)) => Kind::SnapshotOk,
            Content::Raft(Message::TimeoutNow(_)) => Kind::TimeoutNow,
            Content::Raft(Message::PreVote(_)) => Kind::PreVote,
            Content::Raft(Message::PreVoteReply(m)) if m.vote_granted => Kind::PreVoteGranted,
            Content::Raft(Message::PreVoteReply(_)) => Kind::PreVoteDenied,
            Content::Request(_) | Content::Forwarded { .. } => Kind::Request,
            Content::Response { .. } => Kind::Response,
        }
    }
}

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
    pub kind: Kind,
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
        let kind = Kind::of(content);
        let is_quiet = is_quiet(id, flight, cluster);
        let entries = entries_of(content).len();
        FlightView {
            id,
            key: flight_key(id),
            from,
            to,
            kind,
            is_quiet,
            entries,
            tag: tag(content, is_quiet),
            lunch_tag: lunch_tag(content, is_quiet),
            note: note(content),
            label: format!("{} from {from} to {to}", title(content)),
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

/// A name for the page: no other copy has it.
pub fn flight_key(id: FlightId) -> String {
    let (kind, node) = match id.message.from {
        Node::Server(server) => ('s', server.0),
        Node::Client(client) => ('c', client.0),
    };
    format!("{kind}{node}-{}-{}", id.message.number, id.copy)
}

/// The copy that has this name on the page.
pub fn flight_of_key(key: &str) -> Option<FlightId> {
    let mut parts = key.split('-');
    let (node, count, copy) = (parts.next()?, parts.next()?, parts.next()?);
    let id = number(node.get(1..)?)?;
    let from = match node.get(..1)? {
        "s" => Node::Server(ServerId(id)),
        "c" => Node::Client(ClientId(id)),
        _ => return None,
    };
    let message = MessageId { from, number: number(count)? };
    Some(FlightId { message, copy: number(copy)? })
}

/// A whole number from a text. All are read as the widest kind: each kind would bring a
/// reading of its own.
pub fn number<T: TryFrom<u64>>(text: &str) -> Option<T> {
    text.parse::<u64>().ok()?.try_into().ok()
}

fn entries_of(content: &Content) -> &[Entry] {
    match content {
        Content::Raft(Message::AppendEntries(m)) => &m.entries,
        _ => &[],
    }
}

/// Whether a message tells its receiver nothing that it does not know.
pub(super) fn is_quiet(id: FlightId, flight: &Flight, cluster: &Cluster) -> bool {
    let (from, to) = (id.message.from, flight.envelope.to);
    let raft = |node: Node| cluster.machine(node.server()?)?.raft();
    match &flight.envelope.content {
        Content::Raft(Message::AppendEntries(m)) => {
            let knows = raft(to).map_or(m.leader_commit, |follower| follower.commit_index());
            let knows_leader = raft(to).is_none_or(|r| r.leader() == from.server());
            m.entries.is_empty() && m.leader_commit <= knows && knows_leader
        }
        Content::Raft(Message::AppendEntriesReply(m)) => match m.outcome {
            AppendOutcome::Success { match_index } => {
                let progress = raft(to).and_then(|leader| leader.progress());
                let known = from.server().and_then(|follower| progress?.get(&follower));
                known.is_none_or(|known| match_index <= known.match_index)
            }
            _ => false,
        },
        _ => false,
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

/// At most `letters` letters of `text`.
pub(super) fn shorten(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.into();
    }
    text.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}

/// What a message is called.
fn title(content: &Content) -> &'static str {
    kind_title(Kind::of(content))
}

/// What messages of a kind are called.
pub(super) fn kind_title(kind: Kind) -> &'static str {
    match kind {
        Kind::RequestVote => "RequestVote",
        Kind::VoteGranted => "RequestVoteReply (granted)",
        Kind::VoteDenied => "RequestVoteReply (denied)",
        Kind::Append => "AppendEntries",
        Kind::Heartbeat => "AppendEntries (heartbeat)",
        Kind::AppendOk => "AppendEntriesReply (success)",
        Kind::AppendRefused => "AppendEntriesReply (refused)",
        Kind::Snapshot => "InstallSnapshot",
        Kind::SnapshotOk => "InstallSnapshotReply",
        Kind::TimeoutNow => "TimeoutNow",
        Kind::PreVote => "PreVote",
        Kind::PreVoteGranted => "PreVoteReply (granted)",
        Kind::PreVoteDenied => "PreVoteReply (denied)",
        Kind::Request => "Client request",
        Kind::Response => "Answer to the client",
    }
}

/// A message with all its fields, in flight or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// How it looks.
    pub kind: Kind,
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
        kind: Kind::of(&envelope.content),
        title: format!("{}, {} → {}", title(&envelope.content), short(from), short(envelope.to)),
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

/// A short name of a node, for narrow places.
pub(super) fn short(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{} {}", server.0, teammate(server).name),
        Node::Client(_) => "client".into(),
    }
}
