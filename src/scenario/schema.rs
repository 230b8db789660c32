//! The JSON Schema of a scenario file, made from its types. Those that are written in
//! several ways have theirs here, by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::claim::{AnswerClaim, InFlight};
use super::file::{ScenarioFile, Servers, StartServer, Version};
use super::name::{Name, Named};
use super::quantity::{Duration, Share};
use super::step::{Pick, Propose};
use super::who::{End, Leader, ServerRef, Which};
use crate::cluster::{MAX_CLIENTS, MAX_SERVERS};

/// The schema of format version 1, for editors and other tools.
pub fn schema() -> Value {
    schemars::schema_for!(ScenarioFile).into()
}

/// Implements the schema of a type that is written down by hand.
macro_rules! by_hand {
    ($type:ty, $name:literal, $generator:ident => $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

/// A number of a server.
fn number() -> Value {
    json_schema!({ "type": "integer", "minimum": 1, "maximum": MAX_SERVERS }).into()
}

/// A number of a client.
fn client_number() -> Value {
    json_schema!({ "type": "integer", "minimum": 1, "maximum": MAX_CLIENTS }).into()
}

fn client() -> Value {
    let fields = json_schema!({
        "type": "object",
        "properties": { "client": client_number() },
        "required": ["client"],
        "additionalProperties": false
    });
    fields.into()
}

by_hand!(Duration, "Duration", _generator => json_schema!({
    "description": "A time with its unit: \"350 us\", \"120 ms\", \"1.5 s\".",
    "type": "string",
    "pattern": "^\\s*([0-9]+\\s*us|[0-9]+(\\.[0-9]{1,3})?\\s*ms|[0-9]+(\\.[0-9]{1,6})?\\s*s)\\s*$"
}));

by_hand!(Share, "Share", _generator => json_schema!({
    "description": "A share: \"10 %\", \"0.05 %\", \"250 ppm\".",
    "type": "string",
    "pattern": "^\\s*([0-9]+\\s*ppm|[0-9]+(\\.[0-9]{1,4})?\\s*%)\\s*$"
}));

by_hand!(Version, "Version", _generator => json_schema!({
    "description": "The version of the format.",
    "const": 1
}));

by_hand!(ServerRef, "Server", _generator => json_schema!({
    "description": "A server: its number from 1, or \"leader\".",
    "anyOf": [number(), { "const": "leader" }]
}));

by_hand!(Which, "Which", _generator => json_schema!({
    "description": "A server's number, \"leader\", \"any\" or \"all\".",
    "anyOf": [number(), { "enum": ["leader", "any", "all"] }]
}));

by_hand!(Leader, "Leader", _generator => json_schema!({
    "description": "A server's number, \"any\" or \"none\".",
    "anyOf": [number(), { "enum": ["any", "none"] }]
}));

by_hand!(End, "End", _generator => json_schema!({
    "description": "An end of a link: a server's number, \"leader\", or a client.",
    "anyOf": [number(), { "const": "leader" }, client()]
}));

by_hand!(Propose, "Propose", _generator => json_schema!({
    "description": "What is proposed: a dish, \"SET A 1\" or \"GET A\"; and by which client.",
    "anyOf": [
        { "type": "string", "minLength": 1 },
        {
            "type": "object",
            "properties": {
                "client": client_number(),
                "text": { "type": "string", "minLength": 1 }
            },
            "required": ["text"],
            "additionalProperties": false
        }
    ]
}));

by_hand!(AnswerClaim, "Answer", _generator => json_schema!({
    "description": "What a client was told.",
    "anyOf": [
        { "enum": ["applied", "unknown", "any"] },
        {
            "type": "object",
            "properties": { "value": { "type": ["string", "null"] } },
            "required": ["value"],
            "additionalProperties": false
        }
    ]
}));

by_hand!(InFlight, "InFlight", generator => json_schema!({
    "description": "A message that is in flight, or \"nothing\".",
    "anyOf": [{ "const": "nothing" }, generator.subschema_for::<Pick>()]
}));

by_hand!(Servers, "Servers", generator => json_schema!({
    "description": "How many servers there are; or what is on the disk of each.",
    "anyOf": [
        { "type": "integer", "minimum": 1, "maximum": 101 },
        {
            "type": "array",
            "items": generator.subschema_for::<StartServer>(),
            "minItems": 1,
            "maxItems": 101
        }
    ]
}));

impl<T: Named> JsonSchema for Name<T> {
    fn schema_name() -> Cow<'static, str> {
        let first = |word: &str| {
            let mut letters = word.chars();
            let upper = letters.next().map(|letter| letter.to_ascii_uppercase());
            upper.into_iter().chain(letters).collect::<String>()
        };
        T::WHAT.split(' ').map(first).collect::<String>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<String> = T::all().into_iter().map(T::name).collect();
        json_schema!({ "description": format!("A {}.", T::WHAT), "enum": names })
    }
}
