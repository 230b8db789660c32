//! What the words of a script mean at the moment when they are reached.

use std::collections::BTreeMap;

use super::traffic::Traffic;
use crate::check::SafetyChecker;
use crate::cluster::{ClientId, Cluster, Machine, Node};
use crate::raft::{Server, ServerId};
use crate::scenario::format::who::{End, Label, ServerRef};

/// All that is known when a step is reached: what the words of a script mean then.
#[derive(Copy, Clone)]
pub(crate) struct Moment<'a> {
    pub cluster: &'a Cluster,
    pub checker: &'a SafetyChecker,
    /// The servers that have a name.
    pub names: &'a BTreeMap<Label, ServerId>,
    pub traffic: &'a Traffic,
}

impl Moment<'_> {
    /// The leader of the highest term.
    pub(crate) fn leader(&self) -> Option<&Machine> {
        self.cluster.leader().and_then(|leader| self.cluster.machine(leader))
    }

    /// The leader of the earliest term, if somebody leads in a later one.
    fn stale_leader(&self) -> Option<ServerId> {
        let newest = term(self.leader()?);
        let leaders = self.cluster.machines().iter().filter(|machine| machine.is_leader());
        leaders.filter(|machine| term(machine) < newest).min_by_key(|m| term(m)).map(Machine::id)
    }
}

/// The term of a server that runs.
pub(crate) fn term(machine: &Machine) -> u64 {
    machine.raft().map_or(0, Server::current_term)
}

impl ServerRef {
    /// The server, if there is one.
    pub(crate) fn resolve(&self, now: &Moment) -> Option<ServerId> {
        match self {
            ServerRef::Number(number) => Some(ServerId(*number)),
            ServerRef::Leader => now.cluster.leader(),
            ServerRef::StaleLeader => now.stale_leader(),
            ServerRef::Named(name) => now.names.get(name).copied(),
        }
    }

    /// The server, or a sentence about who is not there.
    pub(crate) fn found(&self, now: &Moment) -> Result<ServerId, String> {
        self.resolve(now).ok_or_else(|| self.is_not_there())
    }
}

impl End {
    /// The node, or a sentence about who is not there.
    pub(crate) fn found(&self, now: &Moment) -> Result<Node, String> {
        match self {
            End::Server(server) => server.found(now).map(Node::Server),
            End::Client(client) => Ok(Node::Client(ClientId(*client))),
        }
    }
}
