//! What a scenario file expects to be so, and what it waits for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::name::{DiskState, Name};
use super::number::Number;
use super::quantity::Duration;
use super::several::Several;
use super::step::Pick;
use super::who::{Label, Leader, ServerKey, ServerRef, Which};
use crate::check::Property;
use crate::cluster::Health;
use crate::raft::RoleName;
use crate::scenario::play::moment::Moment;
use crate::scenario::play::traffic::MessageCount;

/// Something that is, or is not. All that is named has to be so.
///
/// In `until`, a term or an index has to be *reached*; in `expect` it has to be exactly
/// this. With `at_least` and `at_most` it means the same in both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Claim"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Claim {
    /// Who leads, of several that do the one with the highest term: a server's number, `"any"` or
    /// `"none"`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leader: Option<Leader>,
    /// One of these leads, as far as it knows: another may lead in a later term.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("minItems" = 1)))]
    pub leader_among: Option<Vec<ServerRef>>,
    /// Of which server the facts below are; of any, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub server: Which,
    /// How its process is doing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub health: Option<Name<Health>>,
    /// Whether its disk runs, or has stopped.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disk: Option<Name<DiskState>>,
    /// Its role.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Option<Name<RoleName>>,
    /// Its term.
    #[serde(default, skip_serializing_if = "is_default")]
    pub term: Option<Number>,
    /// Who has its vote in that term; `null`: nobody.
    #[serde(default, deserialize_with = "even_null", skip_serializing_if = "is_default")]
    pub voted_for: Option<Option<ServerRef>>,
    /// The index of its last entry.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last: Option<Number>,
    /// The index of the last entry that is on its disk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub durable: Option<Number>,
    /// Up to where it knows its log to be committed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub committed: Option<Number>,
    /// Up to where it has applied its log.
    #[serde(default, skip_serializing_if = "is_default")]
    pub applied: Option<Number>,
    /// The last index that its snapshot covers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snapshot: Option<Number>,
    /// The terms of the entries in its log, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub terms: Option<Vec<u64>>,
    /// The entries in its log, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub log: Option<Vec<LogEntry>>,
    /// What its state machine holds under these keys; `null`: nothing.
    #[serde(default, deserialize_with = "each_once", skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("minProperties" = 1)))]
    pub store: Option<BTreeMap<String, Option<String>>>,
    /// Who its leader is, as far as it knows; `null`: it knows of none in its term.
    #[serde(default, deserialize_with = "even_null", skip_serializing_if = "is_default")]
    pub known_leader: Option<Option<ServerRef>>,
    /// Who has a vote, as far as it knows; while a joint configuration is in force, the new ones.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voters: Option<Vec<ServerRef>>,
    /// Whose votes count beside theirs while a joint configuration is in force: the old ones. Empty:
    /// none is, as far as it knows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub outgoing: Option<Vec<ServerRef>>,
    /// Who receives the log without a vote, as far as it knows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub learners: Option<Vec<ServerRef>>,
    /// As a leader, whether it holds a lease, and reads without asking anyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lease: Option<bool>,
    /// As a leader, up to where it knows the logs of these followers to match its own.
    #[serde(default, deserialize_with = "each_once", skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("minProperties" = 1)))]
    pub match_index: Option<BTreeMap<ServerKey, Number>>,
    /// As a leader, which entry it sends to these followers next.
    #[serde(default, deserialize_with = "each_once", skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(extend("minProperties" = 1)))]
    pub next_index: Option<BTreeMap<ServerKey, Number>>,
    /// Of which client `answer` is; of the first, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 9)))]
    pub client: Option<u16>,
    /// To which of its requests, from 1; to its last one, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub request: Option<u64>,
    /// What the client was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answer: Option<AnswerClaim>,
    /// Where the client was last sent with that request, by a server that did not lead; `null`:
    /// that server knew of no leader.
    #[serde(default, deserialize_with = "even_null", skip_serializing_if = "is_default")]
    pub redirected: Option<Option<ServerRef>>,
    /// To which server that request was last passed on, by a server that did not lead.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forwarded: Option<ServerRef>,
    /// A message that is in flight, by `from`, `to`, `kind` or `carries`; or `"nothing"`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub in_flight: Option<InFlight>,
    /// How many messages were sent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sent: Option<Several<MessageCount>>,
    /// How many messages were received.
    #[serde(default, skip_serializing_if = "is_default")]
    pub received: Option<Several<MessageCount>>,
    /// How many messages were lost: on their way, or because nobody was there to take them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lost: Option<Several<MessageCount>>,
    /// A property that has held so far.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holds: Option<Name<Property>>,
    /// A property that was violated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub violated: Option<Name<Property>>,
    /// Whether what clients were told can be explained by some order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub linearizable: Option<bool>,
    /// What is not so: not all of this. Of the same server, if that is one and none is named here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub not: Option<Box<Claim>>,
    /// How long `until` waits for it at most; 5 s, if it does not say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub within: Option<Duration>,
    /// The name that the server which this finds has from now on.
    #[serde(default, rename = "as", skip_serializing_if = "is_default")]
    pub named: Option<Label>,
}

/// One entry of a log: at the start, or as it is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "LogEntry"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct LogEntry {
    /// The term of the leader that created it.
    pub term: u64,
    /// What a client wanted: `"SET A 1"`, or a dish. Without it: a leader's no-op. Where a log is
    /// expected, `"configuration"` is a change of members.
    #[serde(default, skip_serializing_if = "is_default")]
    pub command: Option<String>,
}

/// What a client was told: `"applied"`, `"unknown"` (nothing yet), `"any"` (one or the
/// other answer), or `{"value": "1"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerClaim {
    /// Its command is applied.
    Applied,
    /// Nothing yet: it does not know.
    Unknown,
    /// Something.
    Any,
    /// The value of the key it asked for; `None`: there is none.
    Value(Option<String>),
}

/// Messages in flight: `"nothing"`, or one that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InFlight {
    /// Nothing is.
    Nothing,
    /// A message like this.
    Some(Pick),
}

impl Claim {
    /// What is claimed not to be so: of the same server, if that is one and none is named there.
    pub(crate) fn negated(&self) -> Option<Cow<'_, Claim>> {
        let claim = self.not.as_deref()?;
        match &self.server {
            Which::One(_) if claim.server == Which::Unnamed => {
                Some(Cow::Owned(Claim { server: self.server.clone(), ..claim.clone() }))
            }
            _ => Some(Cow::Borrowed(claim)),
        }
    }

    /// Whether it matters whose facts are meant: something is claimed of servers here, or in a
    /// `not` that names none itself. There it is about the one that is named beside it: for `"any"`
    /// and `"all"` it would have to be said whether of some or of none.
    pub(crate) fn needs_a_server(&self) -> bool {
        let is_about_them =
            |claim: &Claim| claim.server == Which::Unnamed && claim.needs_a_server();
        let reaches_in = matches!(self.server, Which::Unnamed | Which::One(_));
        self.is_about_servers() || reaches_in && self.not.as_deref().is_some_and(is_about_them)
    }

    /// Whether anything is claimed of servers.
    pub(crate) fn is_about_servers(&self) -> bool {
        let Claim { health, role, term, voted_for, last, durable, committed, .. } = self;
        let Claim { applied, snapshot, terms, log, store, voters, learners, .. } = self;
        let numbers = [term, last, durable, committed, applied, snapshot];
        numbers.into_iter().any(Option::is_some)
            || health.is_some()
            || role.is_some()
            || voted_for.is_some()
            || terms.is_some()
            || log.is_some()
            || store.is_some()
            || voters.is_some()
            || learners.is_some()
            || self.match_index.is_some()
            || self.next_index.is_some()
            || self.disk.is_some()
            || self.lease.is_some()
            || self.outgoing.is_some()
            || self.known_leader.is_some()
    }

    /// Whether anything is claimed of a client's request.
    pub(crate) fn is_about_requests(&self) -> bool {
        self.answer.is_some() || self.redirected.is_some() || self.forwarded.is_some()
    }

    /// The same with the numbers of all servers but those whose facts these are. A
    /// sentence: one of them is not there.
    pub(crate) fn settled(&self, now: &Moment) -> Result<Cow<'_, Claim>, String> {
        if self.has_numbers_only() {
            return Ok(Cow::Borrowed(self));
        }
        let one = |server: &ServerRef| server.found(now).map(ServerRef::from);
        let list = |list: &Option<Vec<ServerRef>>| {
            list.as_ref().map(|list| list.iter().map(one).collect()).transpose()
        };
        let map = |map: &Option<BTreeMap<ServerKey, Number>>| {
            let entry = |(key, index): (&ServerKey, &Number)| {
                one(&key.0).map(|server| (ServerKey(server), *index))
            };
            map.as_ref().map(|map| map.iter().map(entry).collect()).transpose()
        };
        let leader = match &self.leader {
            Some(Leader::Server(server)) => Some(Leader::Server(one(server)?)),
            leader => leader.clone(),
        };
        let voted_for = match &self.voted_for {
            Some(Some(server)) => Some(Some(one(server)?)),
            vote => vote.clone(),
        };
        let redirected = match &self.redirected {
            Some(Some(server)) => Some(Some(one(server)?)),
            nowhere => nowhere.clone(),
        };
        let known_leader = match &self.known_leader {
            Some(Some(server)) => Some(Some(one(server)?)),
            nobody => nobody.clone(),
        };
        Ok(Cow::Owned(Claim {
            redirected,
            known_leader,
            outgoing: list(&self.outgoing)?,
            forwarded: self.forwarded.as_ref().map(one).transpose()?,
            leader,
            voted_for,
            leader_among: list(&self.leader_among)?,
            voters: list(&self.voters)?,
            learners: list(&self.learners)?,
            match_index: map(&self.match_index)?,
            next_index: map(&self.next_index)?,
            ..self.clone()
        }))
    }

    /// Whether it names all servers by their numbers.
    fn has_numbers_only(&self) -> bool {
        let Claim { leader_among, voters, outgoing, learners, match_index, next_index, .. } = self;
        let leader = match &self.leader {
            Some(Leader::Server(server)) => Some(server),
            _ => None,
        };
        let lists = [leader_among, voters, outgoing, learners].into_iter().flatten().flatten();
        let maps = [match_index, next_index].into_iter().flatten();
        let keys = maps.flat_map(|map| map.keys().map(|key| &key.0));
        let sent_on = self.redirected.iter().flatten().chain(&self.forwarded);
        let believed = self.voted_for.iter().flatten().chain(self.known_leader.iter().flatten());
        let others = leader.into_iter().chain(believed).chain(sent_on);
        let mut all = lists.chain(keys).chain(others);
        all.all(|server| server.number().is_some())
    }
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads a field in which `null` says something too.
fn even_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Reads an object in which each key stands once.
fn each_once<'de, D, K, V>(deserializer: D) -> Result<Option<BTreeMap<K, V>>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    deserializer.deserialize_option(EachOnce(PhantomData))
}

struct EachOnce<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for EachOnce<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = Option<BTreeMap<K, V>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut read = BTreeMap::new();
        while let Some(key) = fields.next_key::<K>()? {
            let value = fields.next_value()?;
            match read.entry(key) {
                Entry::Vacant(place) => drop(place.insert(value)),
                Entry::Occupied(place) => {
                    let twice = format!("duplicate field `{}`", place.key());
                    return Err(de::Error::custom(twice));
                }
            }
        }
        Ok(Some(read))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Value {
    value: Option<String>,
}

impl Serialize for AnswerClaim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            AnswerClaim::Applied => serializer.serialize_str("applied"),
            AnswerClaim::Unknown => serializer.serialize_str("unknown"),
            AnswerClaim::Any => serializer.serialize_str("any"),
            AnswerClaim::Value(value) => Value { value: value.clone() }.serialize(serializer),
        }
    }
}

struct Answers;

impl<'de> Visitor<'de> for Answers {
    type Value = AnswerClaim;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"applied\", \"unknown\", \"any\" or {\"value\": \"1\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<AnswerClaim, E> {
        match text {
            "applied" => Ok(AnswerClaim::Applied),
            "unknown" => Ok(AnswerClaim::Unknown),
            "any" => Ok(AnswerClaim::Any),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<AnswerClaim, A::Error> {
        let value = Value::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(AnswerClaim::Value(value.value))
    }
}

impl<'de> Deserialize<'de> for AnswerClaim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Answers)
    }
}

impl Serialize for InFlight {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            InFlight::Nothing => serializer.serialize_str("nothing"),
            InFlight::Some(pick) => pick.serialize(serializer),
        }
    }
}

struct NothingOrPick;

impl<'de> Visitor<'de> for NothingOrPick {
    type Value = InFlight;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"nothing\", or a message such as {\"from\": 1, \"kind\": \"request-vote\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<InFlight, E> {
        if text == "nothing" {
            Ok(InFlight::Nothing)
        } else {
            Err(E::invalid_value(de::Unexpected::Str(text), &self))
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<InFlight, A::Error> {
        Pick::deserialize(de::value::MapAccessDeserializer::new(map)).map(InFlight::Some)
    }
}

impl<'de> Deserialize<'de> for InFlight {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NothingOrPick)
    }
}
