//! The `raft` crate's core.

use std::collections::VecDeque;

use protobuf::Message as _;
use raft::prelude::{Config, Entry, Message, MessageType};
use raft::storage::MemStorage;
use raft::{RawNode, StateRole};

use super::{Cluster, Proposing, SERVERS};

/// Five of the `raft` crate's servers.
pub struct Theirs {
    nodes: Vec<(RawNode<MemStorage>, u64)>,
    in_flight: VecDeque<Message>,
    proposing: Proposing,
    counts: bool,
    messages: u64,
    bytes: u64,
}

impl Theirs {
    fn send(&mut self, messages: Vec<Message>) {
        for message in messages {
            if self.counts {
                self.messages += 1;
                self.bytes += u64::from(message.compute_size());
            }
            self.in_flight.push_back(message);
        }
    }

    /// What the crate's own documentation says to do when something is ready.
    fn handle_ready(&mut self, at: usize) {
        while self.nodes[at].0.has_ready() {
            let (node, applied) = &mut self.nodes[at];
            let mut ready = node.ready();
            let mut messages = ready.take_messages();
            apply(applied, &ready.take_committed_entries());
            let store = node.mut_store();
            store.wl().append(ready.entries()).expect("it follows");
            if let Some(state) = ready.hs() {
                store.wl().set_hardstate(state.clone());
            }
            messages.extend(ready.take_persisted_messages());
            let mut light = node.advance(ready);
            if let Some(commit) = light.commit_index() {
                node.mut_store().wl().mut_hard_state().set_commit(commit);
            }
            messages.extend(light.take_messages());
            apply(applied, &light.take_committed_entries());
            node.advance_apply();
            self.send(messages);
        }
    }
}

fn apply(applied: &mut u64, entries: &[Entry]) {
    if let Some(last) = entries.last() {
        *applied = last.index;
    }
}

impl Cluster for Theirs {
    fn elected(proposing: Proposing) -> Self {
        let logger = slog::Logger::root(slog::Discard, slog::o!());
        let voters: Vec<u64> = (1..=u64::from(SERVERS)).collect();
        let start = |&id: &u64| {
            let storage = MemStorage::new_with_conf_state((voters.clone(), vec![]));
            let config = Config {
                id,
                election_tick: 10,
                heartbeat_tick: 3,
                // The default is one entry for each message.
                max_size_per_msg: 1 << 20,
                batch_append: proposing == Proposing::Batched,
                ..Config::default()
            };
            (RawNode::new(&config, storage, &logger).expect("a fit configuration"), 0)
        };
        let nodes = voters.iter().map(start).collect();
        let in_flight = VecDeque::new();
        let mut theirs =
            Theirs { nodes, in_flight, proposing, counts: false, messages: 0, bytes: 0 };
        theirs.nodes[0].0.campaign().expect("it may stand");
        theirs.handle_ready(0);
        while theirs.deliver_next() {}
        assert_eq!(theirs.nodes[0].0.raft.state, StateRole::Leader);
        theirs
    }

    fn propose(&mut self, command: [u8; 16], times: u64) {
        if self.proposing == Proposing::Together {
            let entry = Entry { data: command.to_vec().into(), ..Entry::default() };
            let mut message = Message::default();
            message.set_msg_type(MessageType::MsgPropose);
            message.from = 1;
            message.set_entries(vec![entry; times as usize].into());
            self.nodes[0].0.step(message).expect("it leads");
            return self.handle_ready(0);
        }
        for _ in 0..times {
            self.nodes[0].0.propose(vec![], command.to_vec()).expect("it leads");
            if self.proposing == Proposing::EachAlone {
                self.handle_ready(0);
            }
        }
        self.handle_ready(0);
    }

    fn deliver_next(&mut self) -> bool {
        let Some(message) = self.in_flight.pop_front() else {
            return false;
        };
        let at = message.to as usize - 1;
        // What the crate refuses it also refuses in production: a stale message.
        let _ = self.nodes[at].0.step(message);
        self.handle_ready(at);
        true
    }

    fn applied_everywhere(&self) -> u64 {
        self.nodes.iter().map(|(_, applied)| *applied).min().unwrap_or(0)
    }

    fn count_from_here(&mut self) {
        (self.counts, self.messages, self.bytes) = (true, 0, 0);
    }

    fn counted(&self) -> (u64, u64) {
        (self.messages, self.bytes)
    }
}
