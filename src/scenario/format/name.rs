//! Words for things of which there is a fixed list: a rule, a property, a role.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::rules::{AnyRule, word};
use crate::check::Property;
use crate::cluster::{AnswerWhen, Content, Delivery, Health};
use crate::raft::{Message, RoleName};

/// Something of which there is a fixed list, each with a name.
pub trait Named: Copy + PartialEq + Serialize + 'static {
    /// What these are, in the singular.
    const WHAT: &'static str;

    /// All of them.
    fn all() -> Vec<Self>;

    /// The name of one: its word in code, in small letters with hyphens.
    fn name(self) -> String {
        word(&self)
    }
}

/// One of a fixed list, written as its name.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Name<T>(pub T);

/// What a message is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum MessageName {
    /// A candidate asks for a vote.
    RequestVote,
    /// The answer to it.
    RequestVoteReply,
    /// A leader's entries, or none: a heartbeat.
    AppendEntries,
    /// The answer to it.
    AppendEntriesReply,
    /// A leader's snapshot.
    InstallSnapshot,
    /// The answer to it.
    InstallSnapshotReply,
    /// A leader hands over.
    TimeoutNow,
    /// Would you vote for me?
    PreVote,
    /// The answer to it.
    PreVoteReply,
    /// A client asks a server.
    Request,
    /// A server answers a client.
    Response,
    /// A server passes a client's request on to the leader.
    Forwarded,
}

/// An extension of Raft that can be switched on.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Extension {
    /// A server asks whether it would win before it stands (thesis §9.6).
    PreVote,
    /// A leader that hears from no majority steps down (thesis §6.2).
    CheckQuorum,
    /// A leader with a lease reads without asking anyone (thesis §6.4.1).
    LeaseRead,
}

/// How much one has to know already to follow a scenario.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Level {
    /// Nothing goes wrong yet.
    Basics,
    /// Servers, links and messages fail.
    Failures,
    /// What one meets who builds a Raft.
    FinePrint,
    /// One of Raft's protections is missing.
    WithoutARule,
}

/// Whether a disk does what it is asked.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
pub enum DiskState {
    /// What is written becomes durable.
    Running,
    /// It does not.
    Stopped,
}

impl MessageName {
    /// What a message is.
    pub fn of(content: &Content) -> MessageName {
        match content {
            Content::Request(_) => MessageName::Request,
            Content::Response { .. } => MessageName::Response,
            Content::Forwarded { .. } => MessageName::Forwarded,
            Content::Raft(message) => match message {
                Message::RequestVote(_) => MessageName::RequestVote,
                Message::RequestVoteReply(_) => MessageName::RequestVoteReply,
                Message::AppendEntries(_) => MessageName::AppendEntries,
                Message::AppendEntriesReply(_) => MessageName::AppendEntriesReply,
                Message::InstallSnapshot(_) => MessageName::InstallSnapshot,
                Message::InstallSnapshotReply(_) => MessageName::InstallSnapshotReply,
                Message::TimeoutNow(_) => MessageName::TimeoutNow,
                Message::PreVote(_) => MessageName::PreVote,
                Message::PreVoteReply(_) => MessageName::PreVoteReply,
            },
        }
    }
}

impl Named for MessageName {
    const WHAT: &'static str = "kind of message";

    fn all() -> Vec<Self> {
        use MessageName::*;
        let votes = [RequestVote, RequestVoteReply, PreVote, PreVoteReply];
        let logs = [AppendEntries, AppendEntriesReply, InstallSnapshot, InstallSnapshotReply];
        votes.into_iter().chain(logs).chain([TimeoutNow, Request, Response, Forwarded]).collect()
    }
}

impl Named for Extension {
    const WHAT: &'static str = "extension";

    fn all() -> Vec<Self> {
        vec![Extension::PreVote, Extension::CheckQuorum, Extension::LeaseRead]
    }
}

impl Named for Level {
    const WHAT: &'static str = "level";

    fn all() -> Vec<Self> {
        vec![Level::Basics, Level::Failures, Level::FinePrint, Level::WithoutARule]
    }
}

impl Named for AnyRule {
    const WHAT: &'static str = "rule";

    fn all() -> Vec<Self> {
        AnyRule::all().collect()
    }

    fn name(self) -> String {
        AnyRule::name(self)
    }
}

impl Named for Property {
    const WHAT: &'static str = "property";

    fn all() -> Vec<Self> {
        Property::ALL.to_vec()
    }
}

impl Named for RoleName {
    const WHAT: &'static str = "role";

    fn all() -> Vec<Self> {
        use RoleName::*;
        vec![Follower, PreCandidate, Candidate, Leader]
    }
}

impl Named for Health {
    const WHAT: &'static str = "state of health";

    fn all() -> Vec<Self> {
        vec![Health::Up, Health::Paused, Health::Crashed]
    }
}

impl Named for DiskState {
    const WHAT: &'static str = "state of a disk";

    fn all() -> Vec<Self> {
        vec![DiskState::Running, DiskState::Stopped]
    }
}

impl Named for AnswerWhen {
    const WHAT: &'static str = "moment of an answer";

    fn all() -> Vec<Self> {
        vec![AnswerWhen::Applied, AnswerWhen::MajorityTold]
    }
}

impl Named for Delivery {
    const WHAT: &'static str = "kind of delivery";

    fn all() -> Vec<Self> {
        vec![Delivery::Automatic, Delivery::Manual]
    }
}

impl<T: Named> Serialize for Name<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.name())
    }
}

/// The article before a word.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

struct Lookup<T>(PhantomData<T>);

impl<T: Named> Visitor<'_> for Lookup<T> {
    type Value = Name<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = T::all().into_iter().map(T::name).collect();
        write!(f, "{} {}: {}", article(T::WHAT), T::WHAT, names.join(", "))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Name<T>, E> {
        let found = T::all().into_iter().find(|one| one.name() == text);
        found.map(Name).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

impl<'de, T: Named> Deserialize<'de> for Name<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Lookup(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<T: Named>() -> Vec<String> {
        T::all().into_iter().map(T::name).collect()
    }

    #[test]
    fn names_are_small_words_with_hyphens() {
        assert_eq!(names::<Extension>(), ["pre-vote", "check-quorum", "lease-read"]);
        assert_eq!(names::<Health>(), ["up", "paused", "crashed"]);
        assert_eq!(names::<Property>()[0], "election-safety");
        assert_eq!(names::<RoleName>()[1], "pre-candidate");
        assert!(names::<AnyRule>().contains(&"log-check-on-votes".to_owned()));
    }
}
