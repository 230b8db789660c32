//! What a scenario file's script can do, one step after the other.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

#[cfg(not(target_arch = "wasm32"))]
use schemars::JsonSchema;

use super::claim::{Claim, is_default};
use super::name::{Extension, MessageName, Name};
use super::quantity::{Duration, Share};
use super::rules::AnyRule;
use super::several::Several;
use super::who::{End, Label, ServerRef};
use crate::cluster::{AnswerWhen, Delivery};

/// One step of a script: what it does, and what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub verb: Verb,
    /// A caption, shown as soon as the step has done its work, at the same moment.
    pub note: Option<String>,
    /// The name that the server which this is about has from now on.
    pub named: Option<Label>,
}

/// What a step does. In a file its name stands beside `note` and `as`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Verb {
    /// Time passes, this long.
    Run(Duration),
    /// Time passes up to this moment, counted from the start.
    At(Duration),
    /// Time passes until this is so, for as long as `within` says.
    Until(Box<Claim>),
    /// This is so now.
    Expect(Box<Claim>),
    /// This cannot be done now, and nothing happens.
    Refused(Box<Step>),
    /// A client proposes what a person would type.
    Propose(Propose),
    /// A client asks everyone what they want, and proposes the most popular dish.
    Poll(PollStep),
    /// A server's process dies. What is not durable is lost.
    Crash(ServerRef),
    /// A crashed server starts again from its disk.
    Restart(ServerRef),
    /// A server's process stops for a while.
    Pause(ServerRef),
    /// A paused server goes on.
    Resume(ServerRef),
    /// A server's election timer runs out now, before its time.
    ForceTimeout(ServerRef),
    /// Cuts a server off from all other servers.
    Isolate(ServerRef),
    /// Heals all links of a server, those to clients too.
    Rejoin(ServerRef),
    /// A leader sends a heartbeat now.
    Heartbeat(ServerRef),
    /// A crashed server's disk is lost for good. It can restart once its removal is committed.
    LoseDisk(ServerRef),
    /// The end of the log on a crashed server's disk is lost.
    TearDisk(TearDisk),
    /// A server's disk stops: what is written does not become durable.
    StopDisk(ServerRef),
    /// A disk that had stopped goes on.
    StartDisk(ServerRef),
    /// Cuts links; what is under way on them is lost.
    Cut(Several<LinkStep>),
    /// Heals links.
    Heal(Several<LinkStep>),
    /// Servers reach only those of their own group; those in no group form one more. All other cuts
    /// between servers are healed.
    Partition(Vec<Vec<ServerRef>>),
    /// Heals every link.
    HealAll,
    /// Boots a machine with an empty disk, which belongs to no configuration yet.
    AddServer,
    /// Changes what the network is like. What is not named stays.
    Network(NetworkPart),
    /// Makes links unlike the others. What is not named is as on all links.
    Link(Several<LinkPart>),
    /// Chooses when a client's answer leaves.
    Answer(Name<AnswerWhen>),
    /// Chooses which rules are off and which extensions on. What is not named stays.
    Protocol(ProtocolPart),
    /// Asks a server to change who belongs to the cluster.
    Membership(MembershipStep),
    /// Asks a server to hand its leadership over.
    Transfer(Transfer),
    /// Makes a server replace its log's beginning by a snapshot.
    Compact(Compact),
    /// A server's clock runs faster or slower from its next timers on.
    Clock(Clock),
    /// Whether messages arrive by themselves, or wait to be delivered.
    Delivery(Name<Delivery>),
    /// Makes messages arrive now, in this order.
    Deliver(Several<Pick>),
    /// Loses messages.
    Drop(Several<Pick>),
    /// Makes second copies of messages, which arrive a little later.
    Duplicate(Several<Pick>),
    /// Holds a message up.
    Delay(Delay),
    /// Shows a caption.
    Say(String),
    /// Gives this moment a name, for the counts of messages.
    Mark(Label),
    /// Takes the `steps` beside it so many times.
    Repeat(Repeat),
}

/// Steps that are taken several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// How many times.
    pub times: u16,
    /// What.
    pub steps: Vec<Step>,
}

/// What a client proposes: just the text, or the text, whose it is, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Propose {
    /// Which client; 1, if none is named.
    pub client: u16,
    /// A dish, `SET A 1` or `GET A`.
    pub text: String,
    /// The server that is asked first; the one that the client takes for the leader, if
    /// none is named.
    pub server: Option<ServerRef>,
}

/// A poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "PollStep"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct PollStep {
    /// Which client asks.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 9)))]
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub client: u16,
    /// What there is to choose from: 1 to 9 dishes.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1, max = 9)))]
    pub dishes: Vec<String>,
}

/// A link between two nodes, or all links between two groups of nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "LinkStep"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct LinkStep {
    /// One end, or several.
    pub from: Several<End>,
    /// The other end, or several.
    pub to: Several<End>,
    /// Whether the way back is meant too.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub both_ways: bool,
}

/// What is different on a link, or on all links between two groups of nodes. What is not
/// named is as on all links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "LinkPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct LinkPart {
    /// One end, or several.
    pub from: Several<End>,
    /// The other end, or several.
    pub to: Several<End>,
    /// Whether the way back is meant too.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub both_ways: bool,
    /// Shortest time a message travels.
    #[serde(default, skip_serializing_if = "is_default")]
    pub latency: Option<Duration>,
    /// What may be added to it, drawn per message.
    #[serde(default, skip_serializing_if = "is_default")]
    pub jitter: Option<Duration>,
    /// How likely a message is lost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub loss: Option<Share>,
}

/// The end of a log on a disk, which is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "TearDisk"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct TearDisk {
    /// Whose disk.
    pub server: ServerRef,
    /// How many entries.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub entries: u64,
}

/// What the network is like, or those parts of it that change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "NetworkPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct NetworkPart {
    /// Shortest time a message travels.
    #[serde(default, skip_serializing_if = "is_default")]
    pub latency: Option<Duration>,
    /// What may be added to it, drawn per message.
    #[serde(default, skip_serializing_if = "is_default")]
    pub jitter: Option<Duration>,
    /// How likely a message is lost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub loss: Option<Share>,
    /// How likely a message arrives twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duplicate: Option<Share>,
    /// How likely a message is held up.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spike_chance: Option<Share>,
    /// How long it is held up.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spike: Option<Duration>,
}

/// Which rules are off, which extensions on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "ProtocolPart"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct ProtocolPart {
    /// The rules that are off.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without: Option<Vec<Name<AnyRule>>>,
    /// The extensions that are on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extensions: Option<Vec<Name<Extension>>>,
    /// Most entries that one AppendEntries carries.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub entries_per_message: Option<u16>,
}

/// A change of membership, and who is asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "MembershipStep"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct MembershipStep {
    /// Who is asked; the leader, if nobody is named.
    #[serde(default = "leader", skip_serializing_if = "is_leader")]
    pub server: ServerRef,
    /// For what.
    pub change: MembershipStepChange,
}

/// A change of membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MembershipStepChange {
    /// A server begins to receive the log, without a vote.
    AddLearner(ServerRef),
    /// A server gets a vote at once.
    AddVoter(ServerRef),
    /// A learner that has caught up gets a vote.
    Promote(ServerRef),
    /// A server leaves.
    Remove(ServerRef),
    /// Any change at all, by joint consensus: these belong to the cluster then.
    Joint(Members),
}

/// Who belongs to a configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Members"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Members {
    /// Who has a vote.
    pub voters: Vec<ServerRef>,
    /// Who receives the log without a vote.
    #[serde(default, skip_serializing_if = "is_default")]
    pub learners: Vec<ServerRef>,
}

/// A transfer of leadership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Transfer"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Transfer {
    /// Who is asked; the leader, if nobody is named.
    #[serde(default = "leader", skip_serializing_if = "is_leader")]
    pub server: ServerRef,
    /// Who should lead.
    pub to: ServerRef,
}

/// A compaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Compact"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Compact {
    /// Whose log.
    pub server: ServerRef,
    /// The last index to go, or `"applied"`.
    pub through: Through,
}

/// Up to where a log is compacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// Up to this index.
    Index(u64),
    /// `"applied"`: all that the server has applied.
    Applied,
}

/// A clock that is not right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Clock"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Clock {
    /// Whose clock.
    pub server: ServerRef,
    /// How fast it runs: `"50 %"` is half as fast as true time.
    pub rate: Share,
}

/// Which message: the oldest in flight that fits all that is named; what the network has lost is
/// not in flight. Or exactly one, by its sender and the sender's own count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Pick"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Pick {
    /// The sender.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<End>,
    /// The receiver.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<End>,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Option<Name<MessageName>>,
    /// An AppendEntries that carries the entry of this index.
    #[serde(default, skip_serializing_if = "is_default")]
    pub carries: Option<u64>,
    /// Exactly this message: the sender's count, from 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub number: Option<u64>,
    /// Exactly this copy of it; the first is 0.
    #[serde(default, skip_serializing_if = "is_default")]
    pub copy: Option<u32>,
    /// All that fit, the oldest first, and not only the oldest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub all: bool,
}

/// A message, and for how long it is held up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(JsonSchema), schemars(rename = "Delay"))]
#[serde(remote = "Self", deny_unknown_fields)]
pub struct Delay {
    /// Which message.
    pub message: Pick,
    /// For how long.
    pub by: Duration,
}

pub(crate) fn one() -> u16 {
    1
}

pub(crate) fn is_one(number: &u16) -> bool {
    *number == 1
}

fn yes() -> bool {
    true
}

fn is_yes(is: &bool) -> bool {
    *is
}

fn leader() -> ServerRef {
    ServerRef::Leader
}

fn is_leader(server: &ServerRef) -> bool {
    *server == ServerRef::Leader
}

impl From<Verb> for Step {
    fn from(verb: Verb) -> Step {
        Step { verb, note: None, named: None }
    }
}

/// The long form of [`Propose`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProposeFields {
    #[serde(default = "one", skip_serializing_if = "is_one")]
    client: u16,
    text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    server: Option<ServerRef>,
}

impl Serialize for Propose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Propose { client, text, server } = self.clone();
        match (client, &server) {
            (1, None) => serializer.serialize_str(&text),
            _ => ProposeFields { client, text, server }.serialize(serializer),
        }
    }
}

struct TextOrFields;

impl<'de> Visitor<'de> for TextOrFields {
    type Value = Propose;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or {\"client\": 2, \"text\": \"SET A 1\"}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Propose, E> {
        Ok(Propose { client: 1, text: text.into(), server: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Propose, A::Error> {
        let fields = de::value::MapAccessDeserializer::new(map);
        let ProposeFields { client, text, server } = ProposeFields::deserialize(fields)?;
        Ok(Propose { client, text, server })
    }
}

impl<'de> Deserialize<'de> for Propose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrFields)
    }
}
