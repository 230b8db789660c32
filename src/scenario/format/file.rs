//! A scenario file: what teachers write by hand.

use std::fmt;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::claim::{Claim, LogEntry, is_default};
use super::name::{Extension, Level, Name};
use super::quantity::{Duration, Share, Span};
use super::rules::AnyRule;
use super::step::{LinkPart, NetworkPart, Step, is_one, one};
use crate::cluster::AnswerWhen;

/// A scenario file of format version 1: a set-up, a script, and what is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// Where the schema is, for editors that check while one types.
    #[serde(rename = "$schema", default, skip_serializing_if = "is_default")]
    pub schema: Option<String>,
    /// The version of the format: 1.
    pub version: Version,
    /// What it is called.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 120)))]
    pub title: String,
    /// What it shows, in a sentence or two.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(max = 1500)))]
    pub about: String,
    /// How much one has to know already, for lists of scenarios.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Option<Name<Level>>,
    /// The seed of every draw.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 9_007_199_254_740_991_u64)))]
    pub seed: u64,
    /// How many servers there are; or for each what is on its disk at the start.
    pub servers: Servers,
    /// How many clients there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 9)))]
    pub clients: u16,
    /// How long things take. What is not named is as on the page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub timing: TimingPart,
    /// What the network is like at the start. What is not named is as on the page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub network: NetworkPart,
    /// Which of Raft's protections are off at the start.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: RulesPart,
    /// Which extensions are on at the start.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extensions: Vec<Name<Extension>>,
    /// Most entries that one AppendEntries carries; 64, if it is not named.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub entries_per_message: Option<u16>,
    /// When a client's answer leaves; `"applied"`, if it is not named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answer: Option<Name<AnswerWhen>>,
    /// What is different on single servers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exceptions: Vec<ServerPart>,
    /// What is different on single links at the start.
    #[serde(default, skip_serializing_if = "is_default")]
    pub links: Vec<LinkPart>,
    /// After how many applied entries a server compacts its log by itself; never, if it is
    /// not named.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub compact_every: Option<u64>,
    /// How many requests a client has under way at a time.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 100)))]
    pub requests_under_way: u16,
    /// Whether a server that does not lead passes a client's request on to the leader. If
    /// not, it names the leader, and the client asks there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forwards: bool,
    /// What happens, one step after the other.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(max = 10_000)))]
    pub steps: Vec<Step>,
    /// What is so at the end.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(max = 1_000)))]
    pub expect: Vec<Claim>,
}

/// How much of it a list says, at least: so many bytes, of which a Chinese character, which says
/// more than a Latin letter, has three.
const SUMMARY_BYTES: usize = 60;

impl ScenarioFile {
    /// The first sentences of what it shows, for lists.
    pub fn summary(&self) -> &str {
        let latin = self.about.match_indices(". ").map(|(at, end)| at + end.len());
        let chinese = self.about.match_indices(['。', '？', '！']);
        let ends = latin.chain(chinese.map(|(at, end)| at + end.len()));
        let end = ends.filter(|end| *end >= SUMMARY_BYTES).min();
        end.map_or(&*self.about, |end| self.about[..end].trim_end())
    }
}

/// The version of the format. There is one so far: 1.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Version;

/// How many servers there are, or what is on the disk of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Servers {
    /// This many, with blank disks.
    Count(u16),
    /// These.
    Start(Vec<StartServer>),
}

/// What is on one server's disk at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "StartServer"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct StartServer {
    /// Latest term it has seen; that of its last entry, if it is not named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub term: Option<u64>,
    /// Who received its vote in that term.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voted_for: Option<u16>,
    /// Its log, from index 1 on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub log: Vec<LogEntry>,
    /// How many entries of the log its snapshot has replaced; none, if it is not named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub snapshot: Option<u64>,
    /// Up to which entry it knows the log to be committed, and has applied it; as far as
    /// its snapshot reaches, if it is not named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub committed: Option<u64>,
}

/// What is different on one server. What is not named is as on all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "ServerPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ServerPart {
    /// The server's number.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 101)))]
    pub server: u16,
    /// Its election timeout.
    #[serde(default, skip_serializing_if = "is_default")]
    pub election_timeout: Option<Span>,
    /// How long it takes until a write of its disk is durable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disk_write: Option<Span>,
    /// The extensions that are on at it, until a step switches those of all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extensions: Option<Vec<Name<Extension>>>,
    /// How fast its clock runs at the start: `"50 %"` is half as fast as true time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clock: Option<Share>,
}

/// How long things take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "TimingPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TimingPart {
    /// Shortest election timeout.
    #[serde(default, skip_serializing_if = "is_default")]
    pub election_timeout_min: Option<Duration>,
    /// Longest election timeout.
    #[serde(default, skip_serializing_if = "is_default")]
    pub election_timeout_max: Option<Duration>,
    /// Time between heartbeats.
    #[serde(default, skip_serializing_if = "is_default")]
    pub heartbeat: Option<Duration>,
    /// Shortest time until a write is durable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disk_write_min: Option<Duration>,
    /// Longest time until a write is durable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub disk_write_max: Option<Duration>,
    /// How long a client waits for an answer before it asks again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_timeout: Option<Duration>,
    /// How long a client waits after a server could not help.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_backoff: Option<Duration>,
    /// How long a teammate thinks about lunch.
    #[serde(default, skip_serializing_if = "is_default")]
    pub poll_answer: Option<Duration>,
}

/// Raft's protections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "RulesPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct RulesPart {
    /// Those that are off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without: Vec<Name<AnyRule>>,
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(1)
    }
}

struct One;

impl Visitor<'_> for One {
    type Value = Version;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("1, the only version of the format so far")
    }

    fn visit_u64<E: de::Error>(self, version: u64) -> Result<Version, E> {
        if version == 1 {
            Ok(Version)
        } else {
            Err(E::invalid_value(de::Unexpected::Unsigned(version), &self))
        }
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u64(One)
    }
}

impl Serialize for Servers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Servers::Count(count) => serializer.serialize_u16(*count),
            Servers::Start(servers) => servers.serialize(serializer),
        }
    }
}

struct CountOrList;

impl<'de> Visitor<'de> for CountOrList {
    type Value = Servers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number of servers, or a list with what is on the disk of each")
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Servers, E> {
        let fits = u16::try_from(count).map(Servers::Count);
        fits.map_err(|_| E::invalid_value(de::Unexpected::Unsigned(count), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Servers, A::Error> {
        let mut servers = Vec::new();
        while let Some(server) = list.next_element()? {
            servers.push(server);
        }
        Ok(Servers::Start(servers))
    }
}

impl<'de> Deserialize<'de> for Servers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountOrList)
    }
}
