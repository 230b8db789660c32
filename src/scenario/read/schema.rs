//! The JSON Schema of a scenario file, made from its types. Those that are written in
//! several ways have theirs here, by hand.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::limits::MAX_TIMES;
use crate::cluster::{MAX_CLIENTS, MAX_SAY_CHARS, MAX_SERVERS};
use crate::scenario::format::claim::{AnswerClaim, InFlight};
use crate::scenario::format::file::{ScenarioFile, Servers, StartServer, Version};
use crate::scenario::format::name::{MessageName, Name, Named, article};
use crate::scenario::format::number::Number;
use crate::scenario::format::quantity::{Duration, Share, Span};
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{Propose, Repeat, Step, Through, Verb};
use crate::scenario::format::who::{End, Label, Leader, RESERVED, ServerKey, ServerRef, Which};

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

by_hand!(Span, "Span", generator => {
    let time = generator.subschema_for::<Duration>();
    json_schema!({
        "description": "How long something takes: always the same time, or between a shortest and a longest.",
        "anyOf": [
            time,
            {
                "type": "object",
                "properties": { "min": time, "max": time },
                "required": ["min", "max"],
                "additionalProperties": false
            }
        ]
    })
});

by_hand!(Number, "Number", _generator => {
    let number = json!({ "type": "integer", "minimum": 0 });
    json_schema!({
        "description": "An index or a term: exactly this in `expect`, this or more in `until`. Or how much it is at least, and at most.",
        "anyOf": [
            number,
            {
                "type": "object",
                "properties": { "at_least": number, "at_most": number },
                "minProperties": 1,
                "additionalProperties": false
            }
        ]
    })
});

by_hand!(Version, "Version", _generator => json_schema!({
    "description": "The version of the format.",
    "const": 1
}));

/// A name that a script gives.
const LABEL: &str = "^[A-Za-z]([A-Za-z0-9 _-]{0,30}[A-Za-z0-9_-])?$";

/// A name that was given with `as`.
fn label() -> Value {
    json_schema!({ "type": "string", "pattern": LABEL }).into()
}

by_hand!(Label, "Label", _generator => json_schema!({
    "description": "A name: letters, digits, spaces, `-` and `_`, letters first.",
    "type": "string",
    "pattern": LABEL,
    "not": { "enum": RESERVED }
}));

by_hand!(ServerRef, "Server", _generator => json_schema!({
    "description": "A server: its number from 1, \"leader\" (of those that lead, the one with the highest term), \"stale_leader\" (one that thinks it leads though another leads in a later term), or a name given with `as`.",
    "anyOf": [
        number(),
        { "enum": ["leader", "stale_leader"] },
        { "type": "string", "pattern": LABEL, "not": { "enum": RESERVED } }
    ]
}));

by_hand!(ServerKey, "ServerKey", _generator => json_schema!({
    "description": "The number of a server in quotes, or a name given with `as`.",
    "type": "string",
    "pattern": "^([0-9]+|[A-Za-z]([A-Za-z0-9 _-]{0,30}[A-Za-z0-9_-])?)$"
}));

by_hand!(Which, "Which", _generator => json_schema!({
    "description": "A server's number, \"leader\", \"stale_leader\", a name given with `as`, \"any_leader\" (one of those that think they lead), \"any\" or \"all\".",
    "anyOf": [number(), { "enum": ["leader", "stale_leader", "any_leader", "any", "all"] }, label()]
}));

by_hand!(Leader, "Leader", _generator => json_schema!({
    "description": "A server's number, a name given with `as`, \"any\" or \"none\".",
    "anyOf": [
        number(),
        { "enum": ["any", "none"] },
        { "type": "string", "pattern": LABEL, "not": { "enum": RESERVED } }
    ]
}));

by_hand!(End, "End", generator => json_schema!({
    "description": "An end of a link: a server, or a client.",
    "anyOf": [generator.subschema_for::<ServerRef>(), client()]
}));

by_hand!(Propose, "Propose", generator => json_schema!({
    "description": "What is proposed: a dish, \"SET A 1\" or \"GET A\"; by which client, and to which server first.",
    "anyOf": [
        { "type": "string", "minLength": 1 },
        {
            "type": "object",
            "properties": {
                "client": client_number(),
                "text": { "type": "string", "minLength": 1 },
                "server": generator.subschema_for::<ServerRef>()
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

by_hand!(InFlight, "InFlight", generator => {
    let end = generator.subschema_for::<End>();
    json_schema!({
        "description": "A message that is in flight, or \"nothing\". What the network has lost is not in flight.",
        "anyOf": [
            { "const": "nothing" },
            {
                "type": "object",
                "properties": {
                    "from": end,
                    "to": end,
                    "kind": generator.subschema_for::<Name<MessageName>>(),
                    "carries": { "type": "integer", "minimum": 0 }
                },
                "additionalProperties": false
            }
        ]
    })
});

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

by_hand!(Through, "Through", _generator => json_schema!({
    "description": "An index, or \"applied\": all that the server has applied.",
    "anyOf": [{ "type": "integer", "minimum": 0 }, { "const": "applied" }]
}));

by_hand!(Repeat, "Times", _generator => json_schema!({
    "description": "How many times the steps beside it are taken.",
    "type": "integer",
    "minimum": 1,
    "maximum": MAX_TIMES
}));

by_hand!(Step, "Step", generator => step(generator));

/// A caption.
fn caption() -> Value {
    json_schema!({
        "description": "A caption, shown as soon as the step has done its work: where time passes, when it has.",
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_SAY_CHARS
    })
    .into()
}

/// A step: one verb with its value, and what can stand beside it. A verb that needs no
/// value can stand alone, as a text.
fn step(generator: &mut SchemaGenerator) -> Schema {
    let verbs = Value::from(Verb::json_schema(generator));
    let (note, label) = (caption(), generator.subschema_for::<Label>());
    let steps = generator.subschema_for::<Vec<Step>>();
    let mut forms = Vec::new();
    for verb in verbs["oneOf"].as_array().into_iter().flatten() {
        let mut form = verb.clone();
        if let Some(word) = verb["const"].as_str() {
            forms.push(verb.clone());
            form = json!({
                "description": verb["description"],
                "type": "object",
                "properties": { word: { "const": true } },
                "required": [word],
                "additionalProperties": false
            });
        }
        let properties = &mut form["properties"];
        if properties.get("say").is_some() {
            properties["say"] = note.clone();
        } else {
            properties["note"] = note.clone();
        }
        if NAMES_ONE.iter().any(|verb| properties.get(verb).is_some()) {
            properties["as"] = label.clone().into();
        }
        if properties.get("repeat").is_some() {
            let mut steps = Value::from(steps.clone());
            steps["minItems"] = 1.into();
            properties["steps"] = steps;
            form["required"] = json!(["repeat", "steps"]);
        }
        forms.push(form);
    }
    let description = "One step of a script.";
    json_schema!({ "description": description, "anyOf": forms })
}

/// The verbs that are about one server.
const NAMES_ONE: [&str; 19] = [
    "until",
    "expect",
    "crash",
    "restart",
    "pause",
    "resume",
    "force_timeout",
    "isolate",
    "rejoin",
    "heartbeat",
    "lose_disk",
    "tear_disk",
    "stop_disk",
    "start_disk",
    "add_server",
    "membership",
    "transfer",
    "compact",
    "clock",
];

impl<T: JsonSchema> JsonSchema for Several<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Several{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({
            "description": "One, or a list of them.",
            "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }]
        })
    }
}

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
        let article = if article(T::WHAT) == "an" { "An" } else { "A" };
        json_schema!({ "description": format!("{article} {}.", T::WHAT), "enum": names })
    }
}
