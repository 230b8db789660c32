//! What a scenario file expects to be so, and what it waits for.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::name::Name;
use super::quantity::Duration;
use super::step::Pick;
use super::who::{Leader, Which};
use crate::check::Property;
use crate::cluster::Health;
use crate::raft::RoleName;

/// Something that is, or is not. All that is named has to be so.
///
/// In `until`, a term or an index has to be *reached*; in `expect` it has to be exactly
/// this.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Who leads: a server's number, `"any"` or `"none"`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leader: Option<Leader>,
    /// Of which server the facts below are; of any, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub server: Which,
    /// How its process is doing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub health: Option<Name<Health>>,
    /// Its role.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Option<Name<RoleName>>,
    /// Its term.
    #[serde(default, skip_serializing_if = "is_default")]
    pub term: Option<u64>,
    /// The index of its last entry.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last: Option<u64>,
    /// Up to where it knows its log to be committed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub committed: Option<u64>,
    /// Up to where it has applied its log.
    #[serde(default, skip_serializing_if = "is_default")]
    pub applied: Option<u64>,
    /// The last index that its snapshot covers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snapshot: Option<u64>,
    /// The terms of the entries in its log, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub terms: Option<Vec<u64>>,
    /// The entries in its log, in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub log: Option<Vec<LogEntry>>,
    /// What its state machine holds under these keys; `null`: nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub store: Option<BTreeMap<String, Option<String>>>,
    /// Who has a vote, as far as it knows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voters: Option<Vec<u16>>,
    /// Who receives the log without a vote, as far as it knows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub learners: Option<Vec<u16>>,
    /// Of which client `answer` is; of the first, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client: Option<u16>,
    /// To which of its requests, from 1; to its last one, if none is named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub request: Option<u64>,
    /// What the client was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answer: Option<AnswerClaim>,
    /// A message that is in flight, or `"nothing"`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub in_flight: Option<InFlight>,
    /// A property that has held so far.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holds: Option<Name<Property>>,
    /// A property that was violated.
    #[serde(default, skip_serializing_if = "is_default")]
    pub violated: Option<Name<Property>>,
    /// Whether what clients were told can be explained by some order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub linearizable: Option<bool>,
    /// How long `until` waits for it at most; 5 s, if it does not say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub within: Option<Duration>,
}

/// One entry of a log: at the start, or as it is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// The term of the leader that created it.
    pub term: u64,
    /// What a client wanted: `"SET A 1"`, or a dish. Without it: a leader's no-op.
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

pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
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
