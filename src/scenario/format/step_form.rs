//! How a step stands in a file: one verb with its value, and beside it `note`, `as` and,
//! where steps are repeated, `steps`.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, VariantAccess,
    Visitor,
};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer, forward_to_deserialize_any};

use super::step::{Repeat, Step, Through, Verb};
use super::who::Label;

/// What can stand beside a verb.
pub(crate) const BESIDE: [&str; 3] = ["note", "as", "steps"];

struct StepForm;

impl<'de> Visitor<'de> for StepForm {
    type Value = Step;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a step, such as { \"crash\": 1 }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Step, E> {
        let word: StrDeserializer<'_, E> = word.into_deserializer();
        Verb::deserialize(word).map(Step::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Step, A::Error> {
        let mut verb: Option<(String, Verb)> = None;
        let (mut note, mut named, mut steps) = (None, None, None);
        while let Some(key) = fields.next_key::<String>()? {
            let is_there_twice = match key.as_str() {
                "note" => note.replace(fields.next_value()?).is_some(),
                "as" => named.replace(fields.next_value()?).is_some(),
                "steps" => steps.replace(fields.next_value()?).is_some(),
                key => {
                    let read = Verb::deserialize(Field { key, fields: &mut fields })?;
                    match verb.replace((key.to_owned(), read)) {
                        Some((before, _)) if before != key => {
                            return Err(de::Error::custom(format!(
                                "One step does one thing: `{before}` and `{key}` are two steps."
                            )));
                        }
                        before => before.is_some(),
                    }
                }
            };
            if is_there_twice {
                return Err(de::Error::custom(format!("duplicate field `{key}`")));
            }
        }
        let Some((_, mut verb)) = verb else {
            return Err(de::Error::custom(match note {
                Some(_) => {
                    "A `note` is about what its step does. For a caption alone, write { \"say\": \"…\" }."
                }
                None => "This step does nothing. It needs a verb, as in { \"crash\": 1 }.",
            }));
        };
        match (&mut verb, steps) {
            (Verb::Repeat(repeat), Some(steps)) => repeat.steps = steps,
            (Verb::Repeat(_), None) => return Err(de::Error::missing_field("steps")),
            (_, Some(_)) => {
                return Err(de::Error::custom("`steps` belongs beside `repeat`: there is none."));
            }
            (_, None) => {}
        }
        Ok(Step { verb, note, named })
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StepForm)
    }
}

/// One field of an object, read as an enum: its name is the variant.
struct Field<'a, A> {
    key: &'a str,
    fields: &'a mut A,
}

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Field<'_, A> {
    type Error = A::Error;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        if !variants.contains(&self.key) {
            let all = variants.iter().chain(&BESIDE).map(|name| format!("`{name}`"));
            let all = all.collect::<Vec<_>>().join(", ");
            let unknown = format!("unknown field `{}`, expected one of {all}", self.key);
            return Err(de::Error::custom(unknown));
        }
        visitor.visit_enum(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de, 'a, A: MapAccess<'de>> EnumAccess<'de> for Field<'a, A> {
    type Error = A::Error;
    type Variant = ValueOf<'a, A>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, ValueOf<'a, A>), A::Error> {
        let key: StrDeserializer<'_, A::Error> = self.key.into_deserializer();
        Ok((seed.deserialize(key)?, ValueOf(self.fields)))
    }
}

/// The value of a field whose name was read.
struct ValueOf<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for ValueOf<'_, A> {
    type Error = A::Error;

    /// A verb that needs no value has `true`.
    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.next_value::<Yes>().map(|_| ())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, A::Error> {
        Err(de::Error::invalid_type(de::Unexpected::TupleVariant, &visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        Err(de::Error::invalid_type(de::Unexpected::StructVariant, &visitor))
    }
}

/// `true`.
struct Yes;

impl Visitor<'_> for Yes {
    type Value = Yes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true")
    }

    fn visit_bool<E: de::Error>(self, is: bool) -> Result<Yes, E> {
        if is { Ok(Yes) } else { Err(E::invalid_value(de::Unexpected::Bool(is), &self)) }
    }
}

impl<'de> Deserialize<'de> for Yes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Yes)
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Step { verb, note, named } = self;
        let alone = match verb {
            Verb::HealAll => Some("heal_all"),
            Verb::AddServer => Some("add_server"),
            _ => None,
        };
        match alone {
            Some(word) if note.is_none() && named.is_none() => serializer.serialize_str(word),
            Some(word) => {
                let mut fields = serializer.serialize_map(None)?;
                fields.serialize_entry(word, &true)?;
                if let Some(note) = note {
                    fields.serialize_entry("note", note)?;
                }
                if let Some(named) = named {
                    fields.serialize_entry("as", named)?;
                }
                fields.end()
            }
            None => {
                let steps = match verb {
                    Verb::Repeat(repeat) => repeat.steps.as_slice(),
                    _ => &[],
                };
                let (note, named) = (note.as_deref(), named.as_ref());
                Written { verb, steps, note, named }.serialize(serializer)
            }
        }
    }
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    verb: &'a Verb,
    #[serde(skip_serializing_if = "is_empty")]
    steps: &'a [Step],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    named: Option<&'a Label>,
}

fn is_empty(steps: &&[Step]) -> bool {
    steps.is_empty()
}

struct Times;

impl Visitor<'_> for Times {
    type Value = Repeat;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("how many times: a whole number")
    }

    fn visit_u64<E: de::Error>(self, times: u64) -> Result<Repeat, E> {
        let fits = u16::try_from(times).map(|times| Repeat { times, steps: Vec::new() });
        fits.map_err(|_| E::invalid_value(de::Unexpected::Unsigned(times), &self))
    }
}

impl<'de> Deserialize<'de> for Repeat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Times)
    }
}

impl Serialize for Repeat {
    /// The steps stand beside it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.times)
    }
}

struct IndexOrApplied;

impl Visitor<'_> for IndexOrApplied {
    type Value = Through;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an index, or \"applied\"")
    }

    fn visit_u64<E: de::Error>(self, index: u64) -> Result<Through, E> {
        Ok(Through::Index(index))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Through, E> {
        match text {
            "applied" => Ok(Through::Applied),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Through {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IndexOrApplied)
    }
}

impl Serialize for Through {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Through::Index(index) => serializer.serialize_u64(*index),
            Through::Applied => serializer.serialize_str("applied"),
        }
    }
}
