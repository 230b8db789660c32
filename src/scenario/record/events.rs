//! Events and states as JSON, for others' tools. `docs/replay.md` describes both.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::cluster::{
    Actor, Answer, Client, Cluster, Event, EventId, Flight, FlightId, KeyValueStore,
    LinkConditions, Machine, MachineRules, MessageId, Node, Request,
};
use crate::raft::{Command, Entry, Extensions, Rules};
use crate::scenario::expect::logs::text_of;
use crate::scenario::format::name::{MessageName, Named};
use crate::scenario::format::rules::{AnyRule, kebab, word};

/// The version of these records: it goes up when something in them changes its meaning.
/// What is new in them may come at any time.
pub const RECORD_VERSION: u32 = 1;

/// An event as one JSON object.
pub fn event_record(event: &Event) -> Value {
    // Encoding into memory has no way to fail for these types.
    let body = serde_json::to_value(&event.body).unwrap_or_default();
    let (what, data) = match body {
        Value::String(what) => (what, Value::Null),
        Value::Object(one) => one.into_iter().next().unwrap_or_default(),
        other => (String::new(), other),
    };
    json!({
        "v": RECORD_VERSION,
        "at_us": event.at,
        "actor": actor(event.id.actor),
        "number": event.id.number,
        "because": event.trigger.map(event_name),
        "what": kebab(&what),
        "data": match data {
            Value::String(word) => kebab(&word).into(),
            data => readable(data),
        },
    })
}

/// The whole cluster at one moment as one JSON object.
pub fn state_record(cluster: &Cluster) -> Value {
    let network = cluster.network();
    let (cuts, links, flights) =
        (network.cuts().iter(), network.links().iter(), network.flights().iter());
    json!({
        "v": RECORD_VERSION,
        "at_us": cluster.now(),
        "leader": cluster.leader().map(|leader| leader.0),
        "delivery": cluster.network().delivery().name(),
        "servers": cluster.machines().iter().map(server).collect::<Vec<_>>(),
        "clients": cluster.clients().iter().map(client).collect::<Vec<_>>(),
        "cuts": cuts.map(|&(from, to)| json!([node(from), node(to)])).collect::<Vec<_>>(),
        "links": links.map(link).collect::<Vec<_>>(),
        "in_flight": flights.map(|(id, flight)| flight_record(*id, flight)).collect::<Vec<_>>(),
    })
}

fn server(machine: &Machine) -> Value {
    let (first, entries) = machine.log();
    let entries = (first..).zip(entries).map(|(index, entry)| entry_record(Some(index), entry));
    let durable = machine.disk().durable();
    let mut server = json!({
        "server": machine.id().0,
        "health": machine.health().name(),
        "role": null,
        "term": durable.current_term,
        "voted_for": durable.voted_for.map(|server| server.0),
        "leader": null,
        "committed": null,
        "applied": null,
        "snapshot": first.saturating_sub(1),
        "log": entries.collect::<Vec<_>>(),
        "durable": durable.last_index(),
        "disk": if machine.disk().is_stopped() { "stopped" } else { "running" },
        "store": store(machine.store()),
        "voters": null,
        "outgoing": null,
        "learners": null,
    });
    if let Some(raft) = machine.raft() {
        let ids = |servers: &[crate::raft::ServerId]| json!(servers);
        let configuration = raft.configuration();
        let running = [
            ("role", json!(raft.role().name().name())),
            ("term", json!(raft.current_term())),
            ("voted_for", json!(raft.voted_for())),
            ("leader", json!(raft.leader())),
            ("committed", json!(raft.commit_index())),
            ("applied", json!(raft.last_applied())),
            ("voters", ids(configuration.voters())),
            ("outgoing", ids(configuration.outgoing())),
            ("learners", ids(configuration.learners())),
        ];
        for (key, value) in running {
            server[key] = value;
        }
    }
    server
}

fn client(client: &Client) -> Value {
    let requests = client.history().iter().map(|request| {
        let answer = match &request.answer {
            None => Value::Null,
            Some(Answer::Applied { index }) => json!({ "applied": index }),
            Some(Answer::Value(value)) => json!({ "value": value }),
        };
        json!({
            "request": request.sequence,
            "text": request.operation.to_string(),
            "attempts": request.attempts,
            "answer": answer,
        })
    });
    json!({
        "client": client.id().0,
        "talks_to": client.talks_to().map(|server| server.0),
        "requests": requests.collect::<Vec<_>>(),
    })
}

fn flight_record(id: FlightId, flight: &Flight) -> Value {
    json!({
        "message": message_name(id.message),
        "copy": id.copy,
        "to": node(flight.envelope.to),
        "kind": MessageName::of(&flight.envelope.content).name(),
        "sent_at_us": flight.sent_at,
        "arrives_at_us": (!flight.held).then_some(flight.arrives_at),
        "lost": flight.lost.map(|(_, reason)| word(&reason)),
    })
}

fn link((&(from, to), own): (&(Node, Node), &LinkConditions)) -> Value {
    json!({
        "from": node(from),
        "to": node(to),
        "latency_us": own.latency,
        "jitter_us": own.jitter,
        "loss_ppm": own.loss_ppm,
    })
}

fn entry_record(index: Option<u64>, entry: &Entry) -> Value {
    let mut record = Map::new();
    if let Some(index) = index {
        record.insert("index".into(), index.into());
    }
    record.insert("term".into(), entry.term.into());
    record.insert("command".into(), text_of(entry).into());
    Value::Object(record)
}

fn store(store: &KeyValueStore) -> Value {
    store.iter().map(|(key, value)| (key.to_owned(), Value::from(value))).collect()
}

fn actor(actor: Actor) -> String {
    match actor {
        Actor::Student => "script".into(),
        Actor::Server(server) => node(Node::Server(server)),
        Actor::Client(client) => node(Node::Client(client)),
        Actor::Message(message) => message_name(message),
    }
}

fn node(node: Node) -> String {
    match node {
        Node::Server(server) => format!("server {}", server.0),
        Node::Client(client) => format!("client {}", client.0),
    }
}

fn message_name(message: MessageId) -> String {
    format!("message {} of {}", message.number, node(message.from))
}

fn event_name(event: EventId) -> Value {
    json!({ "actor": actor(event.actor), "number": event.number })
}

/// Under these keys stands one of a fixed list, by its name in code.
const NAMES: [&str; 10] = [
    "timer",
    "reason",
    "payload",
    "was",
    "outcome",
    "action",
    "SetAnswer",
    "SetDelivery",
    "BadCommand",
    "Raft",
];

/// Bytes become words: commands and snapshots are written as what they say. Words in code
/// become names, and names of nodes and messages are written as everywhere here.
fn readable(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            if let Some(name) = special(&fields) {
                return name;
            }
            let field = |(key, value): (String, Value)| {
                let value = match (key.as_str(), &value) {
                    ("rules", Value::Object(bits)) => names_of::<Rules>(
                        bits,
                        |rules, rule| matches!(rule, AnyRule::Core(rule) if !rules.keeps(rule)),
                    ),
                    ("machine_rules", Value::Object(bits)) => names_of::<MachineRules>(
                        bits,
                        |rules, rule| matches!(rule, AnyRule::Machine(rule) if !rules.keeps(rule)),
                    ),
                    ("extensions", Value::Array(_)) => extensions(&value),
                    ("state", Value::Array(bytes)) => {
                        store(&KeyValueStore::decode(&command(bytes)))
                    }
                    (key, Value::String(word)) if NAMES.contains(&key) => kebab(word).into(),
                    _ => readable(value),
                };
                let key = if key.starts_with(|c: char| c.is_ascii_uppercase()) {
                    kebab(&key)
                } else {
                    key
                };
                (key, value)
            };
            Value::Object(fields.into_iter().map(field).collect())
        }
        Value::Array(items) => items.into_iter().map(readable).collect(),
        other => other,
    }
}

/// The extensions, each on or off.
fn extensions(encoded: &Value) -> Value {
    let extensions = serde_json::from_value::<Extensions>(encoded.clone()).unwrap_or_default();
    let Extensions { pre_vote, check_quorum, lease_read } = extensions;
    json!({ "pre_vote": pre_vote, "check_quorum": check_quorum, "lease_read": lease_read })
}

/// Rules that are off, by their names.
fn names_of<T: DeserializeOwned>(
    bits: &Map<String, Value>,
    is_off: impl Fn(&T, AnyRule) -> bool,
) -> Value {
    let rules = serde_json::from_value(Value::Object(bits.clone())).ok();
    let off = |rules: T| {
        let off = AnyRule::all().filter(|&rule| is_off(&rules, rule));
        json!({ "without": off.map(AnyRule::name).collect::<Vec<_>>() })
    };
    rules.map_or(Value::Null, off)
}

/// Objects that have a shorter form of their own.
fn special(fields: &Map<String, Value>) -> Option<Value> {
    if fields.len() == 2 && fields.contains_key("from") && fields.contains_key("number") {
        let message = serde_json::from_value(Value::Object(fields.clone())).ok()?;
        return Some(message_name(message).into());
    }
    let [(key, value)] = <[_; 1]>::try_from(fields.iter().collect::<Vec<_>>()).ok()?;
    match (key.as_str(), value) {
        ("Server", Value::Number(number)) => Some(format!("server {number}").into()),
        ("Client", Value::Number(number)) => Some(format!("client {number}").into()),
        ("Command", Value::Array(bytes)) => {
            let request = Request::decode(&command(bytes))?;
            Some(json!({
                "client": request.client.0,
                "request": request.sequence,
                "text": request.operation.to_string(),
            }))
        }
        _ => None,
    }
}

fn command(bytes: &[Value]) -> Command {
    let byte = |byte: &Value| byte.as_u64().and_then(|byte| u8::try_from(byte).ok());
    let bytes: Vec<u8> = bytes.iter().filter_map(byte).collect();
    bytes.as_slice().into()
}
