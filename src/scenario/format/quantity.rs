//! Lengths of time, spans of them and shares, as people write them: `"1.5 s"`, `"2.5 %"`.
//! Exact: no floating-point number is ever involved.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::cluster::{MILLISECOND, Micros, SECOND};

/// A length, or a moment, of virtual time: `"350 us"`, `"120 ms"`, `"1.5 s"`.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration(pub Micros);

/// A share in parts per million: `"10 %"`, `"0.05 %"`, `"250 ppm"`.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub u32);

/// How long something takes: from a shortest to a longest time, or always the same.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The shortest.
    pub min: Duration,
    /// The longest.
    pub max: Duration,
}

/// What a number may be of: the unit, how much one is, and how many decimals it can have.
type Unit = (&'static str, u64, u32);

const TIMES: [Unit; 3] = [("us", 1, 0), ("ms", MILLISECOND, 3), ("s", SECOND, 6)];
const SHARES: [Unit; 2] = [("ppm", 1, 0), ("%", 10_000, 4)];

/// Reads `number unit`, exactly.
fn read(text: &str, units: &[Unit]) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(end);
    let &(_, size, most) = units.iter().find(|(name, ..)| *name == unit.trim_start())?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || number.ends_with('.') || decimals.len() > most as usize {
        return None;
    }
    let whole = whole.parse::<u64>().ok()?.checked_mul(size)?;
    let fraction = if decimals.is_empty() { 0 } else { decimals.parse::<u64>().ok()? };
    let scale = 10_u64.checked_pow(decimals.len() as u32)?;
    whole.checked_add(fraction * (size / scale))
}

/// Writes it in the largest unit in which it has no more than these decimals.
fn write(amount: u64, units: &[Unit], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for &(unit, size, most) in units.iter().rev() {
        let (whole, rest) = (amount / size, amount % size);
        if rest == 0 && (whole > 0 || size == 1) {
            return write!(f, "{whole} {unit}");
        }
        if whole > 0 {
            let decimals = format!("{rest:0>width$}", width = most as usize);
            return write!(f, "{whole}.{} {unit}", decimals.trim_end_matches('0'));
        }
    }
    write!(f, "0 {}", units[0].0)
}

impl Duration {
    /// Reads a length of time.
    pub fn parse(text: &str) -> Option<Duration> {
        read(text, &TIMES).map(Duration)
    }
}

impl Share {
    /// Reads a share.
    pub fn parse(text: &str) -> Option<Share> {
        read(text, &SHARES).and_then(|ppm| u32::try_from(ppm).ok()).map(Share)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self.0, &TIMES, f)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(u64::from(self.0), &SHARES, f)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a text with a unit.
struct WithUnit<T> {
    read: fn(&str) -> Option<T>,
    expected: &'static str,
}

impl<T> Visitor<'_> for WithUnit<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a time with its unit, such as \"350 us\", \"120 ms\" or \"1.5 s\"";
        deserializer.deserialize_str(WithUnit { read: Duration::parse, expected })
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a share with its unit, such as \"10 %\" or \"250 ppm\"";
        deserializer.deserialize_str(WithUnit { read: Share::parse, expected })
    }
}

/// The long form of a [`Span`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    min: Duration,
    max: Duration,
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Span { min, max } = *self;
        if min == max {
            return min.serialize(serializer);
        }
        Bounds { min, max }.serialize(serializer)
    }
}

struct TimeOrBounds;

impl<'de> Visitor<'de> for TimeOrBounds {
    type Value = Span;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time such as \"10 ms\", or {\"min\": \"10 ms\", \"max\": \"20 ms\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Span, E> {
        let time = Duration::parse(text).map(|time| Span { min: time, max: time });
        time.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Span, A::Error> {
        let Bounds { min, max } = Bounds::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Span { min, max })
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeOrBounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_exactly_and_written_in_the_largest_unit_that_fits() {
        let times = [("350 us", 350), ("120 ms", 120_000), ("1.5 s", 1_500_000), ("0 us", 0)];
        for (text, micros) in times {
            assert_eq!(Duration::parse(text), Some(Duration(micros)));
            assert_eq!(Duration(micros).to_string(), text);
        }
        assert_eq!(Duration::parse("0.000001s"), Some(Duration(1)));
        assert_eq!(Duration(1_000_001).to_string(), "1.000001 s");
        assert_eq!(Duration(1_234).to_string(), "1.234 ms");
    }

    #[test]
    fn what_is_not_exact_or_has_no_unit_is_not_read() {
        for text in ["", "5", "s", "1.", "1. s", ".5 s", "1.5 us", "1.2345 ms", "-1 s", "1e3 s"] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
        assert_eq!(Duration::parse("99999999999999999999 s"), None);
        assert_eq!(Duration::parse("18446744073709551615 s"), None);
        assert_eq!(Duration::parse("1 µs"), None);
    }

    #[test]
    fn shares_are_parts_per_million() {
        assert_eq!(Share::parse("10 %"), Some(Share(100_000)));
        assert_eq!(Share::parse("0.0001%"), Some(Share(1)));
        assert_eq!(Share::parse("429497 %"), None, "beyond 32 bits");
        for ppm in [0, 1, 250, 10_000, 12_345, 1_000_000, u32::MAX] {
            assert_eq!(Share::parse(&Share(ppm).to_string()), Some(Share(ppm)));
        }
    }

    #[test]
    fn whatever_is_written_is_read_again() {
        let mut micros = 1_u64;
        while micros < u64::MAX / 3 {
            assert_eq!(Duration::parse(&Duration(micros).to_string()), Some(Duration(micros)));
            micros = micros * 2 + micros % 7;
        }
        assert_eq!(Duration::parse(&Duration(u64::MAX).to_string()), Some(Duration(u64::MAX)));
    }
}
