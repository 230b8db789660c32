//! A number for the state of the whole cluster: two that differ are not the same.

use super::Cluster;
use super::machine::{Health, Machine};
use super::node::Node;
use crate::raft::{Payload, RoleName, Server};

/// FNV-1a, as [`EventHash`](super::EventHash), over numbers.
struct Fold(u64);

impl Fold {
    fn add(&mut self, number: u64) {
        for byte in number.to_le_bytes() {
            self.add_byte(byte);
        }
    }

    fn add_byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        self.add(bytes.len() as u64);
        bytes.iter().for_each(|&byte| self.add_byte(byte));
    }
}

impl Cluster {
    /// A hash of what every server, client and message is like at this moment, and of how
    /// many events there were at each. A link carries it: where another version of this
    /// program plays the same run differently, the two do not agree.
    pub fn fingerprint(&self) -> u64 {
        let mut fold = Fold(0xcbf2_9ce4_8422_2325);
        fold.add(self.now());
        for machine in self.machines() {
            add_machine(&mut fold, machine);
        }
        for client in self.clients() {
            fold.add(client.events);
            fold.add(client.messages);
            fold.add(client.history().len() as u64);
        }
        for (id, flight) in self.network().flights() {
            fold.add(node(id.message.from));
            fold.add(id.message.number);
            fold.add(u64::from(id.copy));
            fold.add(node(flight.envelope.to));
            fold.add(flight.arrives_at);
        }
        fold.0
    }
}

fn node(node: Node) -> u64 {
    match node {
        Node::Server(server) => u64::from(server.0),
        Node::Client(client) => 1 << 16 | u64::from(client.0),
    }
}

fn add_machine(fold: &mut Fold, machine: &Machine) {
    fold.add(machine.events);
    fold.add(machine.messages);
    fold.add(match machine.health() {
        Health::Up => 0,
        Health::Paused => 1,
        Health::Crashed => 2,
    });
    if let Some(raft) = machine.raft() {
        add_server(fold, raft);
    }
    let (first, log) = machine.log();
    fold.add(first);
    for entry in log {
        fold.add(entry.term);
        match &entry.payload {
            Payload::Noop => fold.add(0),
            Payload::Command(command) => fold.add_bytes(command.bytes()),
            Payload::Configuration(configuration) => {
                fold.add(configuration.members().len() as u64);
            }
        }
    }
    for (key, value) in machine.store().iter() {
        fold.add_bytes(key.as_bytes());
        fold.add_bytes(value.as_bytes());
    }
}

fn add_server(fold: &mut Fold, raft: &Server) {
    fold.add(raft.current_term());
    fold.add(raft.voted_for().map_or(0, |server| u64::from(server.0)));
    fold.add(raft.commit_index());
    fold.add(raft.last_applied());
    fold.add(match raft.role().name() {
        RoleName::Follower => 0,
        RoleName::PreCandidate => 1,
        RoleName::Candidate => 2,
        RoleName::Leader => 3,
    });
}
