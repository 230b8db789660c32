//! A client: it sends commands, waits, times out, retries, and remembers what it was
//! told. It also holds the poll that opens the lunch.

use std::cmp::Reverse;
use std::collections::VecDeque;
use std::sync::Arc;

use litemap::LiteMap;

use super::command::Operation;
use super::node::{ClientId, EventId, MessageId};
use super::time::Micros;
use crate::raft::{Index, ServerId};

/// One client.
#[derive(Clone, Debug)]
pub struct Client {
    pub(super) id: ClientId,
    /// Everything it ever asked for, in order.
    pub(super) history: Vec<ClientRequest>,
    /// What waits for its turn.
    pub(super) queue: VecDeque<Queued>,
    /// The requests under way, in the order in which they were begun.
    pub(super) attempts: Vec<Attempt>,
    /// Whom it takes for the leader.
    pub(super) leader: Option<ServerId>,
    pub(super) poll: Option<Poll>,

    // Counters that name events and messages and key draws.
    pub(super) events: u64,
    pub(super) messages: u64,
    pub(super) servers_drawn: u64,
    pub(super) polls: u64,
}

/// What a client asked for, and what it knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRequest {
    /// Its number, from 1.
    pub sequence: u64,
    /// What was asked for. All moments of a run that are kept share it.
    pub operation: Arc<Operation>,
    /// How often it was sent.
    pub attempts: u64,
    /// What the client was told. `None`: it does not know. The command may have
    /// taken effect all the same.
    pub answer: Option<Answer>,
}

/// What a client was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The command is applied.
    Applied {
        /// At this index.
        index: Index,
    },
    /// The value of the key.
    Value(Option<String>),
}

/// A request that waits for its turn.
#[derive(Copy, Clone, Debug)]
pub(super) struct Queued {
    /// Its place in the client's history.
    pub position: usize,
    /// The server that is asked first, if a particular one is.
    pub first: Option<ServerId>,
}

/// A request that a client is waiting for.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    /// Its place in the client's history.
    pub position: usize,
    /// The message that asks; `None` while it waits before the next try.
    pub message: Option<MessageId>,
    /// The server that is asked next, if a particular one is.
    pub first: Option<ServerId>,
    /// The server that was asked last.
    pub asked: Option<ServerId>,
    /// The servers that have sent it on since it last waited.
    pub sent_on_by: Vec<ServerId>,
    pub wakes_at: Micros,
    pub cause: EventId,
}

/// A client's last poll: the prologue that chooses what to propose.
#[derive(Clone, Debug)]
pub struct Poll {
    pub(super) dishes: Vec<String>,
    pub(super) to_ask: VecDeque<ServerId>,
    pub(super) asked: Option<ServerId>,
    pub(super) answers: LiteMap<ServerId, Option<usize>>,
    pub(super) is_counted: bool,
    pub(super) cause: EventId,
}

impl Client {
    pub(super) fn new(id: ClientId) -> Self {
        Client {
            id,
            history: Vec::new(),
            queue: VecDeque::new(),
            attempts: Vec::new(),
            leader: None,
            poll: None,
            events: 0,
            messages: 0,
            servers_drawn: 0,
            polls: 0,
        }
    }

    /// The client's name.
    pub fn id(&self) -> ClientId {
        self.id
    }

    /// Everything it ever asked for, in order.
    pub fn history(&self) -> &[ClientRequest] {
        &self.history
    }

    /// The request that it has been waiting for longest.
    pub fn waiting_for(&self) -> Option<&ClientRequest> {
        self.under_way().next()
    }

    /// All requests that it is waiting for.
    pub fn under_way(&self) -> impl Iterator<Item = &ClientRequest> {
        self.attempts.iter().filter_map(|attempt| self.history.get(attempt.position))
    }

    /// All its requests below this number are answered: it will not ask for them again
    /// (thesis §6.3).
    pub fn answered_below(&self) -> u64 {
        let open = self.attempts.iter().map(|attempt| attempt.position);
        let open = open.chain(self.queue.iter().map(|queued| queued.position));
        open.min().unwrap_or(self.history.len()) as u64 + 1
    }

    /// The server that it has asked, or would ask; `None`: it would try any.
    pub fn talks_to(&self) -> Option<ServerId> {
        self.attempts.first().and_then(|attempt| attempt.asked).or(self.leader)
    }

    /// How many requests wait for their turn behind those.
    pub fn queued(&self) -> usize {
        self.queue.len()
    }

    /// The poll it is asking around for, or else the last one.
    pub fn poll(&self) -> Option<&Poll> {
        self.poll.as_ref()
    }

    /// Whether it is asking around what everyone wants.
    pub fn is_polling(&self) -> bool {
        self.poll.as_ref().is_some_and(|poll| !poll.is_counted)
    }
}

impl Poll {
    /// What there is to choose from.
    pub fn dishes(&self) -> &[String] {
        &self.dishes
    }

    /// Who has been asked and has not answered yet.
    pub fn asked(&self) -> Option<ServerId> {
        self.asked
    }

    /// What `teammate` wants; `None`: not heard yet, or silent.
    pub fn preference(&self, teammate: ServerId) -> Option<&str> {
        let dish = self.answers.get(&teammate).copied().flatten()?;
        self.dishes.get(dish).map(String::as_str)
    }

    /// Whether everyone was asked and the answers are counted.
    pub fn is_counted(&self) -> bool {
        self.is_counted
    }

    /// Each dish with its count so far, most first, ties in the menu's order.
    pub fn tally(&self) -> Vec<(String, u64)> {
        let count = |position| {
            self.answers.values().filter(|&&answer| answer == Some(position)).count() as u64
        };
        let dishes = self.dishes.iter().enumerate();
        let mut tally: Vec<_> =
            dishes.map(|(position, dish)| (dish.clone(), count(position))).collect();
        tally.sort_by_key(|&(_, count)| Reverse(count));
        tally
    }
}
