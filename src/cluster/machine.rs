//! A machine: a Raft server with its disk, its timers and its state machine.

use std::collections::VecDeque;

use litemap::LiteMap;
use serde::Serialize;

use super::command::KeyValueStore;
use super::disk::Disk;
use super::network::{Content, Flight};
use super::node::{ClientId, EventId, FlightId, MessageId, Node};
use super::scenario::Scenario;
use super::time::Micros;
use crate::raft::{
    Configuration, Entry, Extensions, Index, Payload, PersistentState, ReadId, Server, ServerId,
    Term, Timer, WriteId,
};

/// How a server's process is doing.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize)]
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
    pub(super) is_disk_lost: bool,
    /// The last term that was on a disk that is lost: it may have voted in it.
    pub(super) lost_term: Term,
    /// It came back with an empty disk under its old name: until all up to here is
    /// committed and on its disk again, it has no say.
    pub(super) abstains_until: Option<Index>,
    /// How fast its clock runs, in parts per million of true time.
    pub(super) clock_rate_ppm: u32,
    /// The extensions that are on at it, where they are not those of all.
    pub(super) extensions: Option<Extensions>,
    pub(super) store: KeyValueStore,
    pub(super) timers: LiteMap<Timer, Running>,

    /// Messages that wait until a write is durable.
    pub(super) outbox: VecDeque<(WriteId, Letter)>,
    /// What reached a paused process.
    pub(super) inbox: VecDeque<Notice>,
    /// Timers that ran out while the process was paused.
    pub(super) overdue: LiteMap<Timer, ()>,
    /// The event of its going on, as long as it has not worked off what it found then.
    pub(super) catching_up: Option<EventId>,
    /// The event after which it is going to compact its log by itself.
    pub(super) compacts_because_of: Option<EventId>,

    /// Whom to answer when their entry is applied.
    pub(super) waiting: LiteMap<(ClientId, u64), MessageId>,
    pub(super) answers: HeldAnswers,
    /// Whom to answer when their read may be served.
    pub(super) reads: LiteMap<ReadId, Reader>,

    // Counters that no crash resets: they name events and messages and key draws.
    pub(super) events: u64,
    pub(super) messages: u64,
    pub(super) timeouts_drawn: u64,
    pub(super) writes_drawn: u64,
    pub(super) reads_taken: u64,
}

/// Who waits for a read.
#[derive(Clone, Debug)]
pub(super) struct Reader {
    pub client: ClientId,
    pub sequence: u64,
    pub message: MessageId,
    pub key: String,
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
pub(crate) enum Notice {
    Message(FlightId, Box<Flight>),
    WriteDone(WriteId, EventId),
}

/// Answers that wait until a majority has been told of the commit.
#[derive(Clone, Debug, Default)]
pub(super) struct HeldAnswers {
    /// Answers with the index that must have been told.
    pub held: Vec<(Index, Letter)>,
    /// Which AppendEntries was the first to tell whom of which commit index.
    pub telling: LiteMap<MessageId, (ServerId, Index)>,
    /// Up to where each follower is known to have been told.
    pub told: LiteMap<ServerId, Index>,
}

impl HeldAnswers {
    /// Of which commit index this message to a follower tells it; `None`: it was sent
    /// before any answer was held.
    pub fn told_by(&self, message: MessageId, follower: ServerId) -> Option<Index> {
        let mut latest_first = self.telling.iter().rev();
        latest_first
            .find(|(id, (to, _))| **id <= message && *to == follower)
            .map(|(_, told)| told.1)
    }

    /// Whether the answer to this request is held back.
    pub fn is_held(&self, client: ClientId, sequence: u64) -> bool {
        self.held.iter().any(|(_, letter)| {
            letter.to == Node::Client(client)
                && matches!(letter.content, Content::Response { sequence: of, .. } if of == sequence)
        })
    }
}

impl Machine {
    /// A machine that is not running yet, with this on its disk.
    pub(super) fn new(id: ServerId, durable: PersistentState) -> Self {
        Machine {
            id,
            health: Health::Crashed,
            raft: None,
            disk: Disk::new(durable),
            is_disk_lost: false,
            lost_term: 0,
            abstains_until: None,
            clock_rate_ppm: 1_000_000,
            extensions: None,
            store: KeyValueStore::default(),
            timers: LiteMap::new(),
            outbox: VecDeque::new(),
            inbox: VecDeque::new(),
            overdue: LiteMap::new(),
            catching_up: None,
            compacts_because_of: None,
            waiting: LiteMap::new(),
            answers: HeldAnswers::default(),
            reads: LiteMap::new(),
            events: 0,
            messages: 0,
            timeouts_drawn: 0,
            writes_drawn: 0,
            reads_taken: 0,
        }
    }

    /// A machine as a scenario sets it up.
    pub(super) fn at_start(id: ServerId, scenario: &Scenario) -> Self {
        let own = scenario.exception(id);
        let clock_rate_ppm = own.and_then(|own| own.clock_rate_ppm).unwrap_or(1_000_000);
        let extensions = own.and_then(|own| own.extensions);
        Machine { clock_rate_ppm, extensions, ..Machine::new(id, scenario.disk_of(id)) }
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

    /// Its term; the durable one while it is down.
    pub fn term(&self) -> Term {
        self.raft.as_ref().map_or(self.disk.durable().current_term, Server::current_term)
    }

    /// The latest configuration on its disk, and its index.
    pub(super) fn configuration_on_disk(&self) -> (Index, &Configuration) {
        let PersistentState { snapshot, log, .. } = self.disk.durable();
        let logged = (snapshot.last_index + 1..).zip(log).filter_map(|(index, entry)| match &entry
            .payload
        {
            Payload::Configuration(configuration) => Some((index, configuration)),
            Payload::Noop | Payload::Command(_) => None,
        });
        logged.last().unwrap_or((snapshot.last_index, &snapshot.configuration))
    }

    /// Its log, or what of it is on disk while it is down: the index of the first
    /// entry that is there, and the entries.
    pub fn log(&self) -> (Index, &[Entry]) {
        match &self.raft {
            Some(raft) => (raft.log().first_index(), raft.log().entries()),
            None => {
                let durable = self.disk.durable();
                (durable.snapshot.last_index + 1, &durable.log)
            }
        }
    }

    /// Whether its disk is lost for good.
    pub fn is_disk_lost(&self) -> bool {
        self.is_disk_lost
    }

    /// Whether it has no say yet: it lost its disk, was removed, and came back under
    /// its old name. What it once promised to remember it lacks until it has caught up
    /// with what was committed then; before, it neither votes nor stands.
    pub fn abstains(&self) -> bool {
        self.abstains_until.is_some()
    }

    /// Has a say again once it has caught up, on its disk: no crash takes that back.
    pub(super) fn may_have_caught_up(&mut self) {
        let known = |raft: &Server| raft.commit_index().min(raft.durable_index());
        let known = self.raft.as_ref().map_or(0, known);
        self.abstains_until = self.abstains_until.filter(|&until| known < until);
    }

    /// The latest term that it has taken part in, as far as its disks ever knew.
    pub(super) fn latest_term(&self) -> Term {
        let now = self.raft.as_ref().map_or(0, Server::current_term);
        now.max(self.disk.durable().current_term).max(self.lost_term)
    }

    /// The extensions that are on at it, where they are not those of all.
    pub fn extensions(&self) -> Option<Extensions> {
        self.extensions
    }

    /// How fast its clock runs, in parts per million of true time.
    pub fn clock_rate_ppm(&self) -> u32 {
        self.clock_rate_ppm
    }

    /// Its state machine. After a restart it is as its snapshot says, or empty, until
    /// entries are applied anew.
    pub fn store(&self) -> &KeyValueStore {
        &self.store
    }

    /// A timer, if it runs.
    pub fn timer(&self, timer: Timer) -> Option<&Running> {
        self.timers.get(&timer)
    }

    /// Whether its process deals at once with what reaches it: it runs, and nothing from
    /// before is left.
    pub(super) fn is_attentive(&self) -> bool {
        self.health == Health::Up && self.catching_up.is_none()
    }

    /// How many messages wait for the paused process.
    pub fn messages_waiting(&self) -> usize {
        self.inbox.iter().filter(|notice| matches!(notice, Notice::Message(..))).count()
    }

    /// Whether it runs and leads.
    pub fn is_leader(&self) -> bool {
        self.raft.as_ref().is_some_and(Server::is_leader)
    }

    /// It no longer leads: it can promise nothing to those who wait. They will ask
    /// again.
    pub(super) fn forget_promises(&mut self) {
        self.waiting.clear();
        self.reads.clear();
        self.answers = HeldAnswers::default();
    }

    /// Its state machine's state after the entry at `through`, which must not be
    /// older than its snapshot, nor newer than what it has applied.
    pub(super) fn state_at(&self, through: Index, counts_once: bool) -> KeyValueStore {
        let Some(raft) = &self.raft else {
            return KeyValueStore::default();
        };
        let mut store = KeyValueStore::decode(&raft.snapshot().state);
        for (index, entry) in (raft.log().first_index()..=through).zip(raft.log().entries()) {
            if let Some(request) = super::command::request_of(entry) {
                store.apply(&request, index, counts_once);
            }
        }
        store
    }
}
