//! How many messages passed between two moments of a script.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::moment::Moment;
use crate::cluster::{Actor, ClientId, Content, Event, EventBody, MessageId, Node};
use crate::raft::{Message, ServerId};
use crate::scenario::expect::facts::Fact;
use crate::scenario::format::claim::is_default;
use crate::scenario::format::name::{MessageName, Name, Named};
use crate::scenario::format::who::{End, Label};

/// How many messages of some kind passed. All that is named has to fit; exactly one of
/// `count`, or `at_least` and `at_most`, says how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "MessageCount"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct MessageCount {
    /// The sender.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<End>,
    /// The receiver.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<End>,
    /// What they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Option<Name<MessageName>>,
    /// `true`: AppendEntries without entries, such as heartbeats; `false`: those with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub empty: Option<bool>,
    /// From this `mark` on; from the start, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub since: Option<Label>,
    /// Up to this `mark`; up to now, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Label>,
    /// Exactly this many.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Option<u64>,
    /// This many or more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_least: Option<u64>,
    /// This many or fewer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_most: Option<u64>,
}

/// What became of a message.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum MessageFate {
    Sent,
    Received,
    Lost,
}

#[derive(Copy, Clone, Debug)]
struct Letter {
    kind: MessageName,
    from: Node,
    to: Node,
    /// How many entries an AppendEntries carries.
    entries: Option<usize>,
}

/// All messages of a play, and the moments in it that have a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traffic {
    passed: Vec<(MessageFate, Letter)>,
    letters: BTreeMap<MessageId, Letter>,
    marks: BTreeMap<Label, usize>,
    /// Where clients were last sent with their requests.
    redirected: BTreeMap<(ClientId, u64), Option<ServerId>>,
    /// To whom requests were last passed on.
    forwarded: BTreeMap<(ClientId, u64), ServerId>,
}

impl Traffic {
    /// Takes down what passed.
    pub(crate) fn observe(&mut self, events: &[Event]) {
        for event in events {
            let (fate, message) = match &event.body {
                EventBody::Sent(envelope) => {
                    let entries = match &envelope.content {
                        Content::Raft(Message::AppendEntries(request)) => {
                            Some(request.entries.len())
                        }
                        _ => None,
                    };
                    let kind = MessageName::of(&envelope.content);
                    let letter = Letter { kind, from: envelope.id.from, to: envelope.to, entries };
                    self.letters.insert(envelope.id, letter);
                    (MessageFate::Sent, envelope.id)
                }
                EventBody::Received(flight) => (MessageFate::Received, flight.message),
                EventBody::Lost { flight, .. } => (MessageFate::Lost, flight.message),
                EventBody::Redirected { sequence, leader } => {
                    if let Actor::Client(client) = event.id.actor {
                        self.redirected.insert((client, *sequence), *leader);
                    }
                    continue;
                }
                EventBody::Forwarded { client, sequence, leader } => {
                    self.forwarded.insert((*client, *sequence), *leader);
                    continue;
                }
                _ => continue,
            };
            if let Some(&letter) = self.letters.get(&message) {
                self.passed.push((fate, letter));
            }
        }
    }

    /// Gives this moment a name.
    pub(crate) fn mark(&mut self, name: &Label) {
        self.marks.insert(name.clone(), self.passed.len());
    }

    /// Where a client was last sent with this request; `None`: nowhere.
    pub(crate) fn redirected(&self, request: (ClientId, u64)) -> Option<Option<ServerId>> {
        self.redirected.get(&request).copied()
    }

    /// To whom this request was last passed on.
    pub(crate) fn forwarded(&self, request: (ClientId, u64)) -> Option<ServerId> {
        self.forwarded.get(&request).copied()
    }

    /// How many there are to look through.
    pub(crate) fn len(&self) -> usize {
        self.passed.len()
    }
}

/// Whether so many messages had that fate.
pub(crate) fn count_fact(wanted: &MessageCount, fate: MessageFate, now: &Moment) -> Fact {
    let expected = words(wanted, fate);
    let found = match counted(wanted, fate, now) {
        Err(why) => Some(why),
        Ok(count) => {
            let is_so = wanted.count.is_none_or(|wanted| count == wanted)
                && wanted.at_least.is_none_or(|least| count >= least)
                && wanted.at_most.is_none_or(|most| count <= most);
            (!is_so).then(|| match count {
                0 => "There was none.".into(),
                1 => "There was one.".into(),
                count => format!("There were {count}."),
            })
        }
    };
    Fact { expected, found }
}

fn counted(wanted: &MessageCount, fate: MessageFate, now: &Moment) -> Result<u64, String> {
    let end = |end: &Option<End>| end.as_ref().map(|end| end.found(now)).transpose();
    let (from, to) = (end(&wanted.from)?, end(&wanted.to)?);
    let traffic = now.traffic;
    let place = |mark: &Label| {
        let never = || format!("The moment \"{mark}\" has not come.");
        traffic.marks.get(mark).copied().ok_or_else(never)
    };
    let since = wanted.since.as_ref().map_or(Ok(0), place)?;
    let until = wanted.until.as_ref().map_or(Ok(traffic.passed.len()), place)?;
    let fits = |(was, letter): &&(MessageFate, Letter)| {
        *was == fate
            && from.is_none_or(|from| letter.from == from)
            && to.is_none_or(|to| letter.to == to)
            && wanted.kind.is_none_or(|kind| letter.kind == kind.0)
            && wanted.empty.is_none_or(|empty| letter.entries.is_some_and(|n| (n == 0) == empty))
    };
    let between = traffic.passed.get(since..until).unwrap_or_default();
    Ok(between.iter().filter(fits).count() as u64)
}

fn words(wanted: &MessageCount, fate: MessageFate) -> String {
    let (number, is_one) = match (wanted.count, wanted.at_least, wanted.at_most) {
        (Some(count), ..) => (format!("Exactly {count}"), count == 1),
        (None, Some(least), Some(most)) => (format!("Between {least} and {most}"), false),
        (None, Some(least), None) => (format!("At least {least}"), least == 1),
        (None, None, Some(most)) => (format!("At most {most}"), most == 1),
        (None, None, None) => ("Any number of".into(), false),
    };
    let mut words = format!("{number} message{}", if is_one { "" } else { "s" });
    if let Some(kind) = wanted.kind {
        words += &format!(" of the kind {}", kind.0.name());
    }
    match wanted.empty {
        Some(true) => words += " without entries",
        Some(false) => words += " with entries",
        None => {}
    }
    if let Some(from) = &wanted.from {
        words += &format!(" from {from}");
    }
    if let Some(to) = &wanted.to {
        words += &format!(" to {to}");
    }
    words += if is_one { " was" } else { " were" };
    words += match fate {
        MessageFate::Sent => " sent",
        MessageFate::Received => " received",
        MessageFate::Lost => " lost",
    };
    match (&wanted.since, &wanted.until) {
        (Some(since), Some(until)) => words += &format!(" between \"{since}\" and \"{until}\""),
        (Some(since), None) => words += &format!(" since \"{since}\""),
        (None, Some(until)) => words += &format!(" before \"{until}\""),
        (None, None) => {}
    }
    words + "."
}
