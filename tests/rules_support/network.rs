//! Servers 1 to n and the messages between them.

use raft_lunch::raft::*;

use super::{Outcome, Subject, disk_of, s};

/// Disks are instant here; a message arrives when the test carries it.
pub struct Network {
    servers: Vec<Subject>,
    in_flight: Vec<(ServerId, ServerId, Message)>,
}

impl Network {
    /// `n` servers with empty disks.
    pub fn of(n: u16) -> Network {
        let start = |id| Subject::start(id, disk_of(n, 0, &[]));
        Network { servers: (1..=n).map(start).collect(), in_flight: Vec::new() }
    }

    /// One of the servers.
    pub fn server(&self, id: u16) -> &Subject {
        &self.servers[usize::from(id) - 1]
    }

    /// One step of one of them, and the disk's answers to it.
    pub fn feed(&mut self, id: u16, input: Input) -> Vec<Outcome> {
        let subject = &mut self.servers[usize::from(id) - 1];
        let mut outcomes = vec![subject.feed(input)];
        while !subject.unstored.is_empty() {
            outcomes.push(subject.persist());
        }
        for (to, message, _) in outcomes.iter().flat_map(Outcome::sends) {
            self.in_flight.push((s(id), to, message));
        }
        outcomes
    }

    /// Delivers what is on its way from one server to another, in order. What
    /// they send meanwhile is on its way afterwards. Returns how many arrived.
    pub fn carry(&mut self, from: u16, to: u16) -> usize {
        self.carry_only(from, to, |_| true)
    }

    fn carry_only(&mut self, from: u16, to: u16, which: impl Fn(&Message) -> bool) -> usize {
        let link = (s(from), s(to));
        let arrives = |m: &mut (ServerId, ServerId, Message)| (m.0, m.1) == link && which(&m.2);
        let arriving: Vec<_> = self.in_flight.extract_if(.., arrives).collect();
        let count = arriving.len();
        for (from, _, message) in arriving {
            self.feed(to, Input::Receive { from, message });
        }
        count
    }

    /// There and back again.
    pub fn exchange(&mut self, from: u16, to: u16) {
        assert!(self.carry(from, to) > 0, "nothing from {from} to {to}");
        assert!(self.carry(to, from) > 0, "no answer from {to} to {from}");
    }

    /// Whatever is on its way is lost.
    pub fn lose_all(&mut self) {
        self.in_flight.clear();
    }

    /// The server crashes and starts again: what it knew by heart is gone, and
    /// so are the messages that it sent or was to get.
    pub fn restart(&mut self, id: u16) {
        self.in_flight.retain(|&(from, to, _)| from != s(id) && to != s(id));
        self.servers[usize::from(id) - 1].restart();
    }

    /// `candidate`'s election timer runs out, these servers hear its request, and
    /// it hears their answers. Returns whether it leads then: its AppendEntries
    /// are on their way, the requests to the others are lost.
    pub fn elect(&mut self, candidate: u16, voters: &[u16]) -> bool {
        self.feed(candidate, Input::ElectionTimeout);
        for &voter in voters {
            let asked = |message: &Message| matches!(message, Message::RequestVote(_));
            assert_eq!(self.carry_only(candidate, voter, asked), 1);
            let answered = |message: &Message| matches!(message, Message::RequestVoteReply(_));
            assert_eq!(self.carry_only(voter, candidate, answered), 1);
        }
        self.in_flight.retain(|(.., message)| matches!(message, Message::AppendEntries(_)));
        self.server(candidate).is_leader()
    }
}
