//! A server with its disk, comparable by all that can make a difference.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use raft_lunch::raft::*;

/// A server. Its disk is instant, so it always holds what the server knows.
#[derive(Clone, Debug)]
pub struct Node {
    /// The real one.
    pub server: Server,
    /// Everything about it that can make a difference later, as bytes. How often it
    /// wrote and rewrote its log is not in it.
    key: Vec<u8>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.key == other.key
    }
}

impl Eq for Node {}

impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl Node {
    /// One of three, at the start.
    pub fn new(id: ServerId, settings: Settings) -> Node {
        let disk = PersistentState::bootstrap(Configuration::new([1, 2, 3].map(ServerId)));
        Node::started(id, settings, disk)
    }

    /// After a crash: what was on the disk.
    pub fn restarted(&self, settings: Settings) -> Node {
        let server = &self.server;
        let disk = PersistentState {
            current_term: server.current_term(),
            voted_for: server.voted_for(),
            snapshot: server.snapshot().clone(),
            log: server.log().entries().to_vec(),
        };
        Node::started(server.id(), settings, disk)
    }

    fn started(id: ServerId, settings: Settings, disk: PersistentState) -> Node {
        let (server, _) = Server::start(id, settings, disk);
        let mut node = Node { server, key: Vec::new() };
        node.key = node.encoded();
        node
    }

    /// Takes an input to its end, writes included, and returns what it sends.
    pub fn step(&mut self, input: Input) -> Vec<(ServerId, Message)> {
        let (mut inputs, mut sent) = (VecDeque::from([input]), Vec::new());
        while let Some(input) = inputs.pop_front() {
            for output in self.server.step(input) {
                match output {
                    Output::Persist(write) => inputs.push_back(Input::Persisted(write.id)),
                    Output::Send { to, message, .. } => sent.push((to, message)),
                    _ => {}
                }
            }
        }
        self.key = self.encoded();
        sent
    }

    fn encoded(&self) -> Vec<u8> {
        let server = &self.server;
        let (votes, round, progress) = match server.role() {
            // Who has refused only matters when it asks again, which nobody does here.
            Role::Candidate { votes, .. } | Role::PreCandidate { votes, .. } => {
                (votes.clone(), 0, vec![])
            }
            Role::Leader(leadership) => {
                let progress = leadership.progress.iter().map(|(id, p)| (*id, *p)).collect();
                (vec![], leadership.round, progress)
            }
            Role::Follower { .. } => (vec![], 0, vec![]),
        };
        let role = (server.role().name(), server.leader(), votes, round, progress);
        let indices = (server.commit_index(), server.last_applied());
        let hard = (server.current_term(), server.voted_for(), server.log().entries());
        postcard::to_allocvec(&(role, indices, hard)).expect("it can be encoded")
    }
}
