//! Whom a step or an expectation is about.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::cluster::{ClientId, Cluster, Node};
use crate::raft::ServerId;

/// A server: its number from 1, or `"leader"`, whoever that is when the step is reached.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ServerRef {
    /// The server of this number.
    Number(u16),
    /// The leader of the highest term.
    Leader,
}

/// An end of a link: a server, or `{"client": 1}`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A server.
    Server(ServerRef),
    /// The client of this number.
    Client(u16),
}

/// Which servers an expectation is about: one, `"any"` or `"all"` of those whose process
/// has not died; of all servers, where their health is asked for.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// One.
    One(ServerRef),
    /// One at least.
    #[default]
    Any,
    /// Each.
    All,
}

/// Who is expected to lead: a server by its number, `"any"` or `"none"`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Leader {
    /// This one.
    Number(u16),
    /// Somebody.
    Any,
    /// Nobody.
    None,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientEnd {
    client: u16,
}

impl ServerRef {
    /// The server, if there is one.
    pub fn resolve(self, cluster: &Cluster) -> Option<ServerId> {
        match self {
            ServerRef::Number(number) => Some(ServerId(number)),
            ServerRef::Leader => cluster.leader(),
        }
    }

    /// As the beginning of a sentence.
    pub(super) fn subject(self) -> String {
        match self {
            ServerRef::Number(number) => ServerId(number).to_string(),
            ServerRef::Leader => "The leader".into(),
        }
    }

    /// What to say where there is none.
    pub(super) fn is_not_there(self) -> String {
        match self {
            ServerRef::Number(number) => format!("There is no {}.", ServerId(number)),
            ServerRef::Leader => "Nobody leads.".into(),
        }
    }
}

impl End {
    /// The node, if there is one.
    pub fn resolve(self, cluster: &Cluster) -> Option<Node> {
        match self {
            End::Server(server) => server.resolve(cluster).map(Node::Server),
            End::Client(client) => Some(Node::Client(ClientId(client))),
        }
    }
}

impl From<ServerId> for ServerRef {
    fn from(server: ServerId) -> Self {
        ServerRef::Number(server.0)
    }
}

impl From<Node> for End {
    fn from(node: Node) -> Self {
        match node {
            Node::Server(server) => End::Server(server.into()),
            Node::Client(client) => End::Client(client.0),
        }
    }
}

impl fmt::Display for ServerRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServerRef::Number(number) => ServerId(*number).fmt(f),
            ServerRef::Leader => f.write_str("the leader"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Server(server) => server.fmt(f),
            End::Client(client) => ClientId(*client).fmt(f),
        }
    }
}

/// A number, or one of a few words, or perhaps a client.
struct NumberOr<T: 'static> {
    expected: &'static str,
    number: fn(u16) -> T,
    words: &'static [(&'static str, T)],
    client: Option<fn(u16) -> T>,
}

impl<'de, T: Copy + 'static> Visitor<'de> for NumberOr<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        let fits = u16::try_from(number).map(self.number);
        fits.map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        let word = self.words.iter().find(|(word, _)| *word == text);
        let word = word.map(|&(_, value)| value);
        word.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let Some(client) = self.client else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        let end = ClientEnd::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(client(end.client))
    }
}

impl<'de> Deserialize<'de> for ServerRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, or \"leader\"",
            number: ServerRef::Number,
            words: &[("leader", ServerRef::Leader)],
            client: None,
        })
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, or \"leader\", or {\"client\": 1}",
            number: |number| End::Server(ServerRef::Number(number)),
            words: &[("leader", End::Server(ServerRef::Leader))],
            client: Some(End::Client),
        })
    }
}

impl<'de> Deserialize<'de> for Which {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, or \"leader\", \"any\" or \"all\"",
            number: |number| Which::One(ServerRef::Number(number)),
            words: &[
                ("leader", Which::One(ServerRef::Leader)),
                ("any", Which::Any),
                ("all", Which::All),
            ],
            client: None,
        })
    }
}

impl<'de> Deserialize<'de> for Leader {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, or \"any\" or \"none\"",
            number: Leader::Number,
            words: &[("any", Leader::Any), ("none", Leader::None)],
            client: None,
        })
    }
}

impl Serialize for ServerRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ServerRef::Number(number) => serializer.serialize_u16(*number),
            ServerRef::Leader => serializer.serialize_str("leader"),
        }
    }
}

impl Serialize for End {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            End::Server(server) => server.serialize(serializer),
            End::Client(client) => ClientEnd { client: *client }.serialize(serializer),
        }
    }
}

impl Serialize for Which {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Which::One(server) => server.serialize(serializer),
            Which::Any => serializer.serialize_str("any"),
            Which::All => serializer.serialize_str("all"),
        }
    }
}

impl Serialize for Leader {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Leader::Number(number) => serializer.serialize_u16(*number),
            Leader::Any => serializer.serialize_str("any"),
            Leader::None => serializer.serialize_str("none"),
        }
    }
}
