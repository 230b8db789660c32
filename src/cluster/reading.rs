//! Clients read: a leader answers from its state machine, once it knows that it
//! still leads (thesis §6.4).

use super::Cluster;
use super::event::EventBody;
use super::machine::{Letter, Reader};
use super::network::{Content, Outcome};
use super::node::{Actor, EventId, Node};
use crate::raft::{Input, ReadId, ServerId};

impl Cluster {
    /// A client's read reaches a leader.
    pub(super) fn take_read(&mut self, server: ServerId, reader: Reader, cause: EventId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        machine.reads_taken += 1;
        let (read, message) = (machine.reads_taken, reader.message);
        machine.reads.insert(read, reader);
        self.feed(server, Input::Read(read), cause, Some(message));
    }

    /// The core says that the state machine may answer.
    pub(super) fn serve_read(&mut self, server: ServerId, read: ReadId, cause: EventId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let applied = machine.raft.as_ref().map_or(0, |raft| raft.last_applied());
        let Some(Reader { client, sequence, message, key }) = machine.reads.remove(&read) else {
            return;
        };
        let value = machine.store.get(&key).map(String::from);
        let body =
            EventBody::ReadServed { read, client, sequence, key, value: value.clone(), applied };
        let cause = self.emit(Actor::Server(server), Some(cause), body);
        let content = Content::Response { sequence, outcome: Outcome::Value(value) };
        let letter = Letter { to: Node::Client(client), in_reply_to: Some(message), content };
        self.send(Node::Server(server), letter, cause);
    }
}
