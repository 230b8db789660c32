//! When a client's answer leaves.

use super::Cluster;
use super::machine::{HeldAnswers, Letter};
use super::network::{Content, Outcome};
use super::node::{ClientId, EventId, MessageId, Node};
use crate::raft::{Index, Quorum, ServerId};

impl Cluster {
    /// With [`AnswerWhen::MajorityTold`]: sends the answers whose commit a
    /// majority has been told of.
    pub(super) fn release_answers(&mut self, server: ServerId, cause: EventId) {
        let Some(machine) = self.machine_mut(server) else {
            return;
        };
        let Some(raft) = machine.raft.as_ref().filter(|_| !machine.answers.held.is_empty()) else {
            return;
        };
        let quorum = Quorum::new(raft.configuration(), raft.rules());
        let HeldAnswers { held, told, .. } = &mut machine.answers;
        let is_told = |index: Index| {
            quorum.is_reached(|voter| {
                voter == server || told.get(&voter).is_some_and(|&upto| upto >= index)
            })
        };
        let ready: Vec<_> = held.extract_if(.., |(index, _)| is_told(*index)).collect();
        if held.is_empty() {
            machine.answers.telling.clear();
        }
        for (_, letter) in ready {
            self.send(Node::Server(server), letter, cause);
        }
    }
}

/// A server's answer to a client.
pub(super) fn answer(
    client: ClientId,
    sequence: u64,
    in_reply_to: MessageId,
    outcome: Outcome,
) -> Letter {
    Letter {
        to: Node::Client(client),
        in_reply_to: Some(in_reply_to),
        content: Content::Response { sequence, outcome },
    }
}
