//! Places in a file: where they are in its text, and how one says them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A part of a place: the name of a field, or the position in a list.
enum Part<'a> {
    Field(&'a str),
    Item(usize),
}

/// `steps[3].crash` in its parts.
fn parts(place: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for field in place.split('.') {
        let (name, items) = field.split_once('[').unwrap_or((field, ""));
        if !name.is_empty() {
            parts.push(Part::Field(name));
        }
        let items = items.split(['[', ']']).filter_map(|number| number.parse().ok());
        parts.extend(items.map(Part::Item));
    }
    parts
}

/// Line and column, from 1, of a byte of a text. Columns are counted in characters.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Line and column of a place in the text of a file, from 1; of what it is in, where the
/// text does not have it. `None`: the text is not JSON.
pub fn position(text: &str, place: &str) -> Option<(usize, usize)> {
    Some(place_of(value_at(text, place)?.get(), text))
}

/// Line and column of a part of a text.
fn place_of(part: &str, text: &str) -> (usize, usize) {
    line_and_column(text, part.as_ptr() as usize - text.as_ptr() as usize)
}

/// What is at a place; or what that is in, where the text does not have it.
fn value_at<'a>(text: &'a str, place: &str) -> Option<&'a RawValue> {
    let mut value: &RawValue = serde_json::from_str(text).ok()?;
    for part in parts(place) {
        let inner = match part {
            Part::Field(name) => {
                let fields = serde_json::from_str::<BTreeMap<String, &RawValue>>(value.get());
                fields.ok().and_then(|fields| fields.get(name).copied())
            }
            Part::Item(number) => {
                let items = serde_json::from_str::<Vec<&RawValue>>(value.get());
                items.ok().and_then(|items| items.get(number).copied())
            }
        };
        let Some(inner) = inner else { break };
        value = inner;
    }
    // A raw value is a part of the text.
    Some(value)
}

/// Line and column, from 1, of what a field holds that is twice in the object at a place: of the
/// second one.
pub(crate) fn second(text: &str, place: &str, field: &str) -> Option<(usize, usize)> {
    let object: &RawValue = value_at(text, place)?;
    let Fields(fields) = serde_json::from_str(object.get()).ok()?;
    let (_, value) = fields.iter().filter(|(name, _)| name == field).nth(1)?;
    Some(place_of(value.get(), text))
}

/// The fields of an object as they stand there.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

struct AsTheyStand;

impl<'de> Visitor<'de> for AsTheyStand {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Fields<'de>, A::Error> {
        let mut all = Vec::new();
        while let Some(field) = fields.next_entry()? {
            all.push(field);
        }
        Ok(Fields(all))
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AsTheyStand)
    }
}

/// A place as one says it, counted from 1: `steps[3].crash` is "Step 4, `crash`", and a
/// step in a step that repeats is "Step 4.1". What is in the scenario of a lesson begins
/// with "Scenario". Empty for the file as a whole.
pub fn place_words(place: &str) -> String {
    if let Some(within) = place.strip_prefix("scenario.") {
        return format!("Scenario, {}", place_words(within));
    }
    let (mut step, mut words) = (String::new(), Vec::new());
    let mut parts = parts(place).into_iter().peekable();
    while let Some(part) = parts.next() {
        let Part::Field(name) = part else { continue };
        let item = match parts.peek() {
            Some(Part::Item(number)) => Some(number + 1),
            _ => None,
        };
        match (name, item) {
            ("steps", Some(number)) if step.is_empty() => step = format!("Step {number}"),
            ("steps", Some(number)) => step += &format!(".{number}"),
            ("expect", Some(number)) => words.push(format!("Expectation {number}")),
            ("servers", Some(number)) => words.push(format!("Server {number}")),
            (list, Some(number)) => words.push(format!("`{list}` {number}")),
            (field, None) => words.push(format!("`{field}`")),
        }
    }
    if !step.is_empty() {
        words.insert(0, step);
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_as_one_counts() {
        let said = [
            ("", ""),
            ("title", "`title`"),
            ("steps", "`steps`"),
            ("steps[3].crash", "Step 4, `crash`"),
            ("steps[3].steps[0].expect.term", "Step 4.1, `expect`, `term`"),
            ("expect[0].log[2].command", "Expectation 1, `log` 3, `command`"),
            ("servers[1].log[0]", "Server 2, `log` 1"),
            ("rules.without[0]", "`rules`, `without` 1"),
            ("scenario.steps[0].crash", "Scenario, Step 1, `crash`"),
        ];
        for (place, words) in said {
            assert_eq!(place_words(place), words);
        }
    }

    #[test]
    fn a_place_is_found_in_the_text_or_else_what_it_is_in() {
        let text = "{\n  \"ä\": 1, \"steps\": [ 5,\n\t{ \"crash\": 7 } ]\n}";
        assert_eq!(position(text, "steps[0]"), Some((2, 22)));
        assert_eq!(position(text, "steps[1].crash"), Some((3, 13)));
        assert_eq!(position(text, "steps[1].crash.server"), Some((3, 13)));
        assert_eq!(position(text, "steps[9]"), Some((2, 20)));
        assert_eq!(position(text, ""), Some((1, 1)));
        assert_eq!(position("{", ""), None);
    }
}
