//! Our core.

use std::collections::VecDeque;

use raft_lunch::raft::*;

use super::{Cluster, Proposing, SERVERS};

/// Five of our servers.
pub struct Ours {
    servers: Vec<(Server, PersistentState)>,
    in_flight: VecDeque<(ServerId, ServerId, Message)>,
    /// Lent to each step.
    outputs: Vec<Output>,
    proposing: Proposing,
    counts: bool,
    messages: u64,
    bytes: u64,
}

impl Ours {
    fn feed(&mut self, at: usize, input: Input) {
        let id = ServerId(at as u16 + 1);
        let mut next = Some(input);
        while let Some(input) = next.take() {
            let (server, disk) = &mut self.servers[at];
            server.step_into(input, &mut self.outputs);
            for output in self.outputs.drain(..) {
                match output {
                    // A step asks for one write at most.
                    Output::Persist(write) => {
                        next = Some(Input::Persisted(write.id));
                        disk.store(write);
                    }
                    // The disk is instant: what waits for it leaves now.
                    Output::Send { to, message, .. } => {
                        if self.counts {
                            self.messages += 1;
                            let encoded = postcard::to_allocvec(&message);
                            self.bytes += encoded.map_or(0, |bytes| bytes.len() as u64);
                        }
                        self.in_flight.push_back((id, to, message));
                    }
                    _ => {}
                }
            }
        }
    }
}

impl Cluster for Ours {
    fn elected(proposing: Proposing) -> Self {
        let disk = PersistentState::bootstrap(Configuration::new((1..=SERVERS).map(ServerId)));
        let start =
            |id| (Server::start(ServerId(id), Settings::default(), disk.clone()).0, disk.clone());
        let servers = (1..=SERVERS).map(start).collect();
        let in_flight = VecDeque::new();
        let (outputs, counts, messages, bytes) = (Vec::new(), false, 0, 0);
        let mut ours = Ours { servers, in_flight, outputs, proposing, counts, messages, bytes };
        ours.feed(0, Input::ElectionTimeout);
        while ours.deliver_next() {}
        assert!(ours.servers[0].0.is_leader());
        ours
    }

    fn propose(&mut self, command: [u8; 16], times: u64) {
        let commands = (0..times).map(|_| Command::from(command.as_slice()));
        match self.proposing {
            Proposing::EachAlone => {
                commands.for_each(|command| self.feed(0, Input::Propose(command)));
            }
            _ => self.feed(0, Input::ProposeAll(commands.collect())),
        }
    }

    fn deliver_next(&mut self) -> bool {
        let Some((from, to, message)) = self.in_flight.pop_front() else {
            return false;
        };
        self.feed(usize::from(to.0) - 1, Input::Receive { from, message });
        true
    }

    fn applied_everywhere(&self) -> u64 {
        self.servers.iter().map(|(server, _)| server.last_applied()).min().unwrap_or(0)
    }

    fn count_from_here(&mut self) {
        (self.counts, self.messages, self.bytes) = (true, 0, 0);
    }

    fn counted(&self) -> (u64, u64) {
        (self.messages, self.bytes)
    }
}
