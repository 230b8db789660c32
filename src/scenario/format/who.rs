//! The servers and clients that a step or an expectation is about.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::cluster::{ClientId, Node};
use crate::raft::ServerId;

/// Longest name that a script gives, in characters.
pub const MAX_NAME_CHARS: usize = 32;

/// Words that mean something already.
pub(crate) const RESERVED: [&str; 9] =
    ["leader", "stale_leader", "any_leader", "any", "all", "none", "nobody", "nothing", "client"];

/// A server: its number from 1, or what tells it at the moment when the step is reached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ServerRef {
    /// The server of this number.
    Number(u16),
    /// `"leader"`: of those that lead, the one with the highest term.
    Leader,
    /// `"stale_leader"`: a server that thinks it leads though another leads in a later
    /// term; of several, the one of the earliest term.
    StaleLeader,
    /// The server to which the script gave this name with `"as"`.
    Named(Label),
}

/// A name that a script gives: to a server with `"as"`, to a moment with `"mark"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label(String);

/// A server where JSON wants a text: as the name of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerKey(pub ServerRef);

/// An end of a link: a server, or `{"client": 1}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A server.
    Server(ServerRef),
    /// The client of this number.
    Client(u16),
}

/// Which servers an expectation is about: one, `"any"` or `"all"` of those whose process
/// has not died; of all servers, where their health is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// One.
    One(ServerRef),
    /// None is named: one at least.
    #[default]
    Unnamed,
    /// One at least.
    Any,
    /// One at least of those that think they lead.
    AnyLeader,
    /// Each.
    All,
}

/// Who is expected to lead, or, if several do, to lead with the highest term: a server, `"any"` or
/// `"none"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leader {
    /// This one: a number or a name.
    Server(ServerRef),
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

impl Label {
    /// Reads a name; or says what it has to be.
    pub(crate) fn parse(text: &str) -> Result<Label, &'static str> {
        let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
        if RESERVED.contains(&text) {
            return Err("a name that means nothing else here");
        }
        if !starts
            || text.ends_with(' ')
            || text.len() > MAX_NAME_CHARS
            || !text.chars().all(is_fit)
        {
            return Err("a name of 1 to 32 letters, digits, spaces, `-` or `_`, letters first");
        }
        Ok(Label(text.into()))
    }

    /// The name itself.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl ServerRef {
    /// Its number, if it was named by that.
    pub(crate) fn number(&self) -> Option<u16> {
        match self {
            ServerRef::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// As the beginning of a sentence.
    pub(crate) fn subject(&self) -> String {
        let text = self.to_string();
        let mut letters = text.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    }

    /// What to say where there is none.
    pub(crate) fn is_not_there(&self) -> String {
        match self {
            ServerRef::Number(number) => format!("There is no {}.", ServerId(*number)),
            ServerRef::Leader => "Nobody leads.".into(),
            ServerRef::StaleLeader => "No leader is stale.".into(),
            ServerRef::Named(Label(name)) => {
                format!("No server was found for the name \"{name}\".")
            }
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

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ServerRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServerRef::Number(number) => ServerId(*number).fmt(f),
            ServerRef::Leader => f.write_str("the leader"),
            ServerRef::StaleLeader => f.write_str("the stale leader"),
            ServerRef::Named(Label(name)) => write!(f, "the server \"{name}\""),
        }
    }
}

impl fmt::Display for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ServerRef::Number(number) => number.fmt(f),
            ServerRef::Leader => f.write_str("leader"),
            ServerRef::StaleLeader => f.write_str("stale_leader"),
            ServerRef::Named(name) => name.fmt(f),
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

/// A number, one of a few words, or a name; or perhaps a client.
struct NumberOr<T: 'static> {
    expected: &'static str,
    server: fn(ServerRef) -> T,
    words: &'static [(&'static str, T)],
    client: Option<fn(u16) -> T>,
}

impl<'de, T: Clone + 'static> Visitor<'de> for NumberOr<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
        let fits = u16::try_from(number).map(|number| (self.server)(ServerRef::Number(number)));
        fits.map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        if let Some((_, value)) = self.words.iter().find(|(word, _)| *word == text) {
            return Ok(value.clone());
        }
        let name = Label::parse(text).map(|name| (self.server)(ServerRef::Named(name)));
        name.map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let Some(client) = self.client else {
            return Err(de::Error::invalid_type(de::Unexpected::Map, &self));
        };
        let end = ClientEnd::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(client(end.client))
    }
}

const A_SERVER: NumberOr<ServerRef> = NumberOr {
    expected: "the number of a server, \"leader\", \"stale_leader\", or a name given with `as`",
    server: |server| server,
    words: &[("leader", ServerRef::Leader), ("stale_leader", ServerRef::StaleLeader)],
    client: None,
};

impl<'de> Deserialize<'de> for ServerRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(A_SERVER)
    }
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, \"leader\", \"stale_leader\", a name given with `as`, or {\"client\": 1}",
            server: End::Server,
            words: &[
                ("leader", End::Server(ServerRef::Leader)),
                ("stale_leader", End::Server(ServerRef::StaleLeader)),
            ],
            client: Some(End::Client),
        })
    }
}

impl<'de> Deserialize<'de> for Which {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberOr {
            expected: "the number of a server, \"leader\", \"stale_leader\", \"any_leader\", \"any\", \"all\", or a name given with `as`",
            server: Which::One,
            words: &[
                ("leader", Which::One(ServerRef::Leader)),
                ("stale_leader", Which::One(ServerRef::StaleLeader)),
                ("any_leader", Which::AnyLeader),
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
            expected: "the number of a server, \"any\", \"none\", or a name given with `as`",
            server: Leader::Server,
            words: &[("any", Leader::Any), ("none", Leader::None)],
            client: None,
        })
    }
}

struct KeyText;

impl Visitor<'_> for KeyText {
    type Value = ServerKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number of a server in quotes, or a name given with `as`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ServerKey, E> {
        match text.parse::<u16>() {
            Ok(number) => Ok(ServerKey(ServerRef::Number(number))),
            Err(_) => A_SERVER
                .visit_str(text)
                .map(ServerKey)
                .map_err(|_: E| E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

impl<'de> Deserialize<'de> for ServerKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyText)
    }
}

struct LabelText;

impl Visitor<'_> for LabelText {
    type Value = Label;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Label, E> {
        Label::parse(text)
            .map_err(|expected| E::invalid_value(de::Unexpected::Str(text), &expected))
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(LabelText)
    }
}

impl Serialize for ServerRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ServerRef::Number(number) => serializer.serialize_u16(*number),
            ServerRef::Leader => serializer.serialize_str("leader"),
            ServerRef::StaleLeader => serializer.serialize_str("stale_leader"),
            ServerRef::Named(name) => name.serialize(serializer),
        }
    }
}

impl Serialize for ServerKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
            Which::Unnamed | Which::Any => serializer.serialize_str("any"),
            Which::AnyLeader => serializer.serialize_str("any_leader"),
            Which::All => serializer.serialize_str("all"),
        }
    }
}

impl Serialize for Leader {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Leader::Server(server) => server.serialize(serializer),
            Leader::Any => serializer.serialize_str("any"),
            Leader::None => serializer.serialize_str("none"),
        }
    }
}
