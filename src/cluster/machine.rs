//! A machine: a Raft server with its disk, its timers and its state machine.

use std::collections::VecDeque;

use litemap::LiteMap;

use super::command::KeyValueStore;
use super::disk::Disk;
use super::network::{Content, Flight};
use super::node::{ClientId, EventId, FlightId, MessageId, Node};
use super::time::Micros;
use crate::raft::{Index, Server, ServerId, Timer, WriteId};

/// How a server's process is doing.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Running.
    Up,
    /// Stopped for a while; it does not know.
    Paused,
    /// Dead. Only the disk is left.
    Crashed,
}

/// One machine of the cluster.
#[derive(Clone, Debug)]
pub struct Machine {
    pub(super) id: ServerId,
    pub(super) health: Health,
    /// `None` while crashed.
    pub(super) raft: Option<Server>,
    pub(super) disk: Disk,
    pub(super) store: KeyValueStore,
    pub(super) timers: LiteMap<Timer, Running>,

    /// Messages that wait until a write is durable.
    pub(super) outbox: VecDeque<(WriteId, Letter)>,
    /// What reached a paused process.
    pub(super) inbox: VecDeque<Notice>,
    /// Timers that ran out while the process was paused.
    pub(super) overdue: LiteMap<Timer, ()>,

    /// Whom to answer when their entry is applied.
    pub(super) waiting: LiteMap<(ClientId, u64), MessageId>,
    pub(super) answers: HeldAnswers,

    // Counters that no crash resets: they name events and messages and key draws.
    pub(super) events: u64,
    pub(super) messages: u64,
    pub(super) timeouts_drawn: u64,
    pub(super) writes_drawn: u64,
}

/// A running timer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// When it started.
    pub since: Micros,
    /// When it runs out.
    pub due: Micros,
    /// The event of its start.
    pub(super) cause: EventId,
}

/// A message that has not left yet.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub to: Node,
    pub in_reply_to: Option<MessageId>,
    pub content: Content,
}

/// What waits for a paused process.
#[derive(Clone, Debug)]
pub(super) enum Notice {
    Message(FlightId, Flight),
    WriteDone(WriteId, EventId),
}

/// Answers that wait until a majority has been told of the commit.
#[derive(Clone, Debug, Default)]
pub(super) struct HeldAnswers {
    /// Answers with the index that must have been told.
    pub held: Vec<(Index, Letter)>,
    /// Which AppendEntries told whom of which commit index.
    pub telling: LiteMap<MessageId, (ServerId, Index)>,
    /// Up to where each follower is known to have been told.
    pub told: LiteMap<ServerId, Index>,
}

impl Machine {
    pub(super) fn new(id: ServerId) -> Self {
        Machine {
            id,
            health: Health::Crashed,
            raft: None,
            disk: Disk::default(),
            store: KeyValueStore::default(),
            timers: LiteMap::new(),
            outbox: VecDeque::new(),
            inbox: VecDeque::new(),
            overdue: LiteMap::new(),
            waiting: LiteMap::new(),
            answers: HeldAnswers::default(),
            events: 0,
            messages: 0,
            timeouts_drawn: 0,
            writes_drawn: 0,
        }
    }

    /// The server's name.
    pub fn id(&self) -> ServerId {
        self.id
    }

    /// How its process is doing.
    pub fn health(&self) -> Health {
        self.health
    }

    /// Its Raft core; `None` while crashed, when only the disk is left.
    pub fn raft(&self) -> Option<&Server> {
        self.raft.as_ref()
    }

    /// Its disk.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Its state machine: empty after a restart, until entries are applied anew.
    pub fn store(&self) -> &KeyValueStore {
        &self.store
    }

    /// A timer, if it runs.
    pub fn timer(&self, timer: Timer) -> Option<&Running> {
        self.timers.get(&timer)
    }

    /// How many messages wait for the paused process.
    pub fn messages_waiting(&self) -> usize {
        self.inbox.iter().filter(|notice| matches!(notice, Notice::Message(..))).count()
    }

    /// Whether it runs and leads.
    pub fn is_leader(&self) -> bool {
        self.raft.as_ref().is_some_and(Server::is_leader)
    }

    /// The index of the log entry that holds this request, if one does.
    pub(super) fn find_request(&self, client: ClientId, sequence: u64) -> Option<Index> {
        let log = self.raft.as_ref()?.log();
        let position = log.entries().iter().rposition(|entry| {
            super::command::request_of(entry)
                .is_some_and(|r| r.client == client && r.sequence == sequence)
        })?;
        Some(position as Index + 1)
    }
}
