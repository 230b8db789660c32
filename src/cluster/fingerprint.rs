//! A number for the state of the whole cluster: two that differ are not the same.

use super::Cluster;
use super::event::EventHash;
use super::machine::{Health, Machine};
use crate::raft::{Payload, RoleName, Server};

/// The hash of events, over numbers.
struct Fold(EventHash);

impl Fold {
    fn add(&mut self, number: u64) {
        self.0.add_encoded(&number.to_le_bytes());
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        self.add(bytes.len() as u64);
        self.0.add_encoded(bytes);
    }
}

impl Cluster {
    /// A hash of what every server, client and message is like at this moment, and of how
    /// many events there were at each. A link carries it: where another version of this
    /// program plays the same run differently, the two do not agree.
    pub fn fingerprint(&self) -> u64 {
        let mut fold = Fold(EventHash::default());
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
            fold.add(id.message.from.key());
            fold.add(id.message.number);
            fold.add(u64::from(id.copy));
            fold.add(flight.envelope.to.key());
            fold.add(flight.arrives_at);
        }
        fold.0.value()
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
