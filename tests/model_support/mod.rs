//! The core as a model for `stateright`: every order in which messages can arrive,
//! timers run out, servers crash and commands come, up to a depth. The servers are the
//! ones that the page runs; only what is around them is smaller.
//!
//! Disks are instant here: a step and its write are one, as in the paper's figure 2.
//! (What a crash does to a write under way, the hunt looks at.) A message that is
//! never delivered is a lost one, so nothing has to lose messages.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use raft_lunch::raft::*;
use stateright::{Model, Property};

mod ghost;
mod node;

use ghost::Ghost;
use node::Node;

/// The name of the one property: that the ghost has nothing to say.
pub const SAFE: &str = "nothing that Raft promises is broken";

/// What is explored.
#[derive(Clone, Debug)]
pub struct RaftModel {
    /// Which rules and extensions are in force.
    pub settings: Settings,
    /// What may happen at most, on the way to any state.
    pub most: Budget,
}

/// How often things may still happen.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Budget {
    /// Election timers that run out.
    pub timeouts: u8,
    /// Heartbeat timers that run out.
    pub heartbeats: u8,
    /// Commands that a leader gets.
    pub commands: u8,
    /// Servers that crash, and are back at once.
    pub crashes: u8,
    /// Messages that arrive twice.
    pub copies: u8,
}

/// Three servers and the messages between them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    servers: [Arc<Node>; 3],
    /// In order: two that are equal are one.
    in_flight: Vec<Arc<Letter>>,
    left: Budget,
    ghost: Ghost,
}

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Letter {
    from: ServerId,
    to: ServerId,
    message: Message,
    /// The same as bytes: by these it is compared.
    key: Vec<u8>,
}

impl PartialEq for Letter {
    fn eq(&self, other: &Letter) -> bool {
        self.key == other.key
    }
}

impl Eq for Letter {}

impl Hash for Letter {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// Something that can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A server's election timer runs out.
    ElectionTimeout(usize),
    /// A leader's heartbeat timer runs out.
    HeartbeatTimeout(usize),
    /// A leader gets a command.
    Propose(usize),
    /// A server crashes and starts again.
    Crash(usize),
    /// A message arrives.
    Deliver(Arc<Letter>),
    /// A message arrives, and a copy of it will.
    DeliverCopy(Arc<Letter>),
}

impl Model for RaftModel {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let start = |id| Arc::new(Node::new(ServerId(id), self.settings));
        vec![State {
            servers: [1, 2, 3].map(start),
            in_flight: Vec::new(),
            left: self.most,
            ghost: Ghost::default(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        let left = state.left;
        for (at, node) in state.servers.iter().enumerate() {
            let is_leader = node.server.is_leader();
            let possible = [
                (left.timeouts > 0 && !is_leader, Action::ElectionTimeout(at)),
                (left.heartbeats > 0 && is_leader, Action::HeartbeatTimeout(at)),
                (left.commands > 0 && is_leader, Action::Propose(at)),
                (left.crashes > 0, Action::Crash(at)),
            ];
            actions.extend(possible.into_iter().filter_map(|(can, action)| can.then_some(action)));
        }
        for letter in &state.in_flight {
            actions.push(Action::Deliver(letter.clone()));
            if left.copies > 0 {
                actions.push(Action::DeliverCopy(letter.clone()));
            }
        }
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        match action {
            Action::ElectionTimeout(at) => {
                state.left.timeouts -= 1;
                state.feed(at, Input::ElectionTimeout);
            }
            Action::HeartbeatTimeout(at) => {
                state.left.heartbeats -= 1;
                state.feed(at, Input::HeartbeatTimeout);
            }
            Action::Propose(at) => {
                state.left.commands -= 1;
                let command = [b'a' + state.left.commands];
                state.feed(at, Input::Propose(command.as_slice().into()));
            }
            Action::Crash(at) => {
                state.left.crashes -= 1;
                let node = &mut state.servers[at];
                *node = Arc::new(node.restarted(self.settings));
            }
            Action::Deliver(letter) => {
                state.in_flight.retain(|other| *other != letter);
                state.receive(&letter);
            }
            Action::DeliverCopy(letter) => {
                state.left.copies -= 1;
                state.receive(&letter);
            }
        }
        // What changed nothing is no step: else the same state would be met again and
        // again, each time with less left to happen.
        let changed = state.servers != before.servers || state.in_flight != before.in_flight;
        changed.then(|| {
            state.ghost.look_at(&state.servers);
            state
        })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property::always(SAFE, |_, state: &State| state.ghost.broken().is_none())]
    }
}

impl State {
    /// What is broken here, if anything.
    pub fn broken(&self) -> Option<&'static str> {
        self.ghost.broken()
    }

    fn receive(&mut self, letter: &Letter) {
        let at = usize::from(letter.to.0) - 1;
        self.feed(at, Input::Receive { from: letter.from, message: letter.message.clone() });
    }

    fn feed(&mut self, at: usize, input: Input) {
        let mut node = Node::clone(&self.servers[at]);
        let from = node.server.id();
        for (to, message) in node.step(input) {
            let key = postcard::to_allocvec(&(from, to, &message)).expect("it can be encoded");
            let letter = Arc::new(Letter { from, to, message, key });
            if let Err(place) = self.in_flight.binary_search_by(|other| other.key.cmp(&letter.key))
            {
                self.in_flight.insert(place, letter);
            }
        }
        self.servers[at] = Arc::new(node);
    }
}
