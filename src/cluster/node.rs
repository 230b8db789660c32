//! Who takes part, and how messages and events are named. All names are stable:
//! none counts anything that another participant does.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::raft::ServerId;

/// Names a client.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub u16);

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client {}", self.0)
    }
}

/// An end of a link.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Node {
    /// A server.
    Server(ServerId),
    /// A client.
    Client(ClientId),
}

impl Node {
    /// The server, if it is one.
    pub fn server(self) -> Option<ServerId> {
        match self {
            Node::Server(server) => Some(server),
            Node::Client(_) => None,
        }
    }

    /// A number that no other node has, for keyed draws and fingerprints.
    pub(super) fn key(self) -> u64 {
        match self {
            Node::Server(server) => u64::from(server.0),
            Node::Client(client) => 1 << 16 | u64::from(client.0),
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::Server(server) => server.fmt(f),
            Node::Client(client) => client.fmt(f),
        }
    }
}

/// Names a message by its sender and the sender's own count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageId {
    /// The sender.
    pub from: Node,
    /// The sender's count of messages, from 1.
    pub number: u64,
}

/// Names one copy of a message on its way: the first is copy 0.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FlightId {
    /// The message.
    pub message: MessageId,
    /// Which copy of it.
    pub copy: u32,
}

impl FlightId {
    /// A short text that names it, such as `s1-42-0`, for pages.
    pub fn key(self) -> String {
        let (kind, node) = match self.message.from {
            Node::Server(server) => ('s', server.0),
            Node::Client(client) => ('c', client.0),
        };
        format!("{kind}{node}-{}-{}", self.message.number, self.copy)
    }

    /// The copy that has this [key](FlightId::key).
    pub fn from_key(key: &str) -> Option<FlightId> {
        let mut parts = key.split('-');
        let (node, number, copy) = (parts.next()?, parts.next()?, parts.next()?);
        let id = node.get(1..)?.parse().ok()?;
        let from = match node.get(..1)? {
            "s" => Node::Server(ServerId(id)),
            "c" => Node::Client(ClientId(id)),
            _ => return None,
        };
        let message = MessageId { from, number: number.parse().ok()? };
        Some(FlightId { message, copy: copy.parse().ok()? })
    }
}

/// Where events happen: each actor has an order of events of its own.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// The student, or a script.
    Student,
    /// A server.
    Server(ServerId),
    /// A client.
    Client(ClientId),
    /// A message: what the network does to it between two nodes.
    Message(MessageId),
}

impl From<Node> for Actor {
    fn from(node: Node) -> Self {
        match node {
            Node::Server(server) => Actor::Server(server),
            Node::Client(client) => Actor::Client(client),
        }
    }
}

/// Names an event by its actor and the actor's own count.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventId {
    /// Where it happened.
    pub actor: Actor,
    /// The actor's count of events, from 0; for the student, the action's ordinal.
    pub number: u64,
}
