//! An index or a term that is claimed: just so, or within bounds.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::claim::is_default;

/// A number that is claimed: `3`, `{"at_least": 3}`, `{"at_most": 5}`, or both of these.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// In `expect` this number; in `until` this or more.
    Plain(u64),
    /// Within these bounds, in `until` too.
    Within(Bounds),
}

/// What a number is at least, and at most.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// This or more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_least: Option<u64>,
    /// This or less.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_most: Option<u64>,
}

impl Number {
    /// True if `actual` is as claimed. `exactly`: a plain number has to be just so; else it has
    /// to be reached.
    pub(crate) fn fits(&self, actual: u64, exactly: bool) -> bool {
        match *self {
            Number::Plain(wanted) => actual == wanted || !exactly && actual > wanted,
            Number::Within(Bounds { at_least, at_most }) => {
                at_least.is_none_or(|least| actual >= least)
                    && at_most.is_none_or(|most| actual <= most)
            }
        }
    }

    /// The number named here that `actual` is on the wrong side of, or `actual` itself.
    pub(crate) fn broken_by(&self, actual: u64) -> u64 {
        match *self {
            Number::Plain(wanted) => wanted,
            Number::Within(Bounds { at_least, at_most }) => {
                let too_few = at_least.filter(|&least| actual < least);
                too_few.or(at_most.filter(|&most| actual > most)).unwrap_or(actual)
            }
        }
    }

    /// One number that is named here.
    pub(crate) fn any(&self) -> Option<u64> {
        match *self {
            Number::Plain(wanted) => Some(wanted),
            Number::Within(Bounds { at_least, at_most }) => at_least.or(at_most),
        }
    }

    /// What is claimed, where `words` say it of a number. `exactly` as in [`fits`](Self::fits).
    pub(crate) fn told(&self, words: impl Fn(&str) -> String, exactly: bool) -> String {
        let or_more = |least: u64| words(&least.to_string()) + " or more";
        match *self {
            Number::Plain(wanted) if exactly => words(&wanted.to_string()),
            Number::Plain(wanted) => or_more(wanted),
            Number::Within(Bounds { at_least, at_most }) => match (at_least, at_most) {
                (Some(least), Some(most)) => words(&format!("{least} to {most}")),
                (Some(least), None) => or_more(least),
                (None, Some(most)) => words(&format!("{most} at most")),
                (None, None) => words("any"),
            },
        }
    }
}

impl From<u64> for Number {
    fn from(number: u64) -> Number {
        Number::Plain(number)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Number::Plain(number) => serializer.serialize_u64(*number),
            Number::Within(bounds) => bounds.serialize(serializer),
        }
    }
}

struct NumberOrBounds;

impl<'de> Visitor<'de> for NumberOrBounds {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, 0 or more, or { \"at_least\": 3, \"at_most\": 5 }")
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Number, E> {
        Ok(Number::Plain(number))
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<Number, A::Error> {
        Bounds::deserialize(MapAccessDeserializer::new(fields)).map(Number::Within)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOrBounds)
    }
}
