//! Objects, read from objects only. The reader itself would take a list too, for an object's
//! fields in their order; and what is neither is told what such an object looks like.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::claim::{Claim, LogEntry};
use super::file::{RulesPart, ServerPart, StartServer, TimingPart};
use super::step::{
    Clock, Compact, Delay, LinkPart, LinkStep, Members, MembershipStep, NetworkPart, Pick,
    PollStep, ProtocolPart, TearDisk, Transfer,
};
use crate::scenario::play::traffic::MessageCount;

/// A type that stands in a file as an object.
trait Object: Sized {
    /// What one looks like.
    const EXAMPLE: &'static str;

    /// Reads its fields.
    fn read<'de, D: Deserializer<'de>>(fields: D) -> Result<Self, D::Error>;
}

struct OnlyObjects<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for OnlyObjects<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object, such as {}", T::EXAMPLE)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::read(MapAccessDeserializer::new(fields))
    }
}

/// Reads and writes types that serde derives for themselves (`remote = "Self"`): what it derives
/// are functions of the type then, which these traits call.
macro_rules! objects {
    ($($type:ty: $example:literal,)*) => {
        $(
            impl Object for $type {
                const EXAMPLE: &'static str = $example;

                fn read<'de, D: Deserializer<'de>>(fields: D) -> Result<Self, D::Error> {
                    <$type>::deserialize(fields)
                }
            }

            impl<'de> Deserialize<'de> for $type {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_map(OnlyObjects(PhantomData))
                }
            }

            impl Serialize for $type {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    <$type>::serialize(self, serializer)
                }
            }
        )*

        #[cfg(test)]
        const EXAMPLES: &[(&str, fn(&str) -> Result<String, serde_json::Error>)] = &[
            $((
                $example,
                |text| serde_json::to_string(&serde_json::from_str::<$type>(text)?),
            ),)*
        ];
    };
}

objects! {
    Claim: r#"{ "leader": 1 }"#,
    Clock: r#"{ "server": 1, "rate": "50 %" }"#,
    Compact: r#"{ "server": 1, "through": 3 }"#,
    Delay: r#"{ "message": { "from": 1 }, "by": "1 s" }"#,
    LinkPart: r#"{ "from": 1, "to": 2, "loss": "30 %" }"#,
    LinkStep: r#"{ "from": 1, "to": 2 }"#,
    LogEntry: r#"{ "term": 1, "command": "SET A 1" }"#,
    Members: r#"{ "voters": [1, 2, 4] }"#,
    MembershipStep: r#"{ "change": { "add_learner": 4 } }"#,
    MessageCount: r#"{ "from": 1, "count": 2 }"#,
    NetworkPart: r#"{ "loss": "10 %" }"#,
    Pick: r#"{ "from": 1, "to": 2 }"#,
    PollStep: r#"{ "dishes": ["soup", "salad"] }"#,
    ProtocolPart: r#"{ "without": ["majority"] }"#,
    RulesPart: r#"{ "without": ["majority"] }"#,
    ServerPart: r#"{ "server": 3, "clock": "50 %" }"#,
    StartServer: r#"{ "term": 1 }"#,
    TearDisk: r#"{ "server": 1, "entries": 2 }"#,
    TimingPart: r#"{ "heartbeat": "60 ms" }"#,
    Transfer: r#"{ "to": 2 }"#,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_example_is_one_and_a_list_or_a_number_is_told_of_it() {
        for (example, again) in EXAMPLES {
            let plain = |text: &str| text.replace(' ', "");
            assert_eq!(plain(&again(example).expect(example)), plain(example));
            for other in ["[1, 2]", "[]", "5", "null", "\"x\""] {
                let error = again(other).expect_err(example).to_string();
                let expected = format!("expected an object, such as {example} at line 1");
                assert!(error.contains(&expected), "{other}: {error}");
            }
        }
    }
}
