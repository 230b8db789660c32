//! What goes into a server and what comes out. The core has no clock, no dice,
//! no disk and no network: a timeout is an input, "start that timer" an output.

use serde::{Deserialize, Serialize};

use super::configuration::Configuration;
use super::decision::Decision;
use super::message::Message;
use super::request::MembershipChange;
use super::snapshot::Snapshot;
use super::types::{Command, Entry, Index, ReadId, ServerId, Term};

/// Something that happens to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Its election timer ran out (paper §5.2).
    ElectionTimeout,
    /// The shortest election timeout has passed: since it heard from a leader
    /// (thesis §4.2.3), since it started, or since its lease began (thesis §6.4.1).
    MinimumElectionTimeout,
    /// Its heartbeat timer ran out (paper §5.2).
    HeartbeatTimeout,
    /// A message of another server arrived.
    Receive {
        /// The sender.
        from: ServerId,
        /// The message.
        message: Message,
    },
    /// A client's command arrived.
    Propose(Command),
    /// Several commands arrived together: they go into the log, onto the disk and to
    /// each follower in one piece (thesis §10.2.2).
    ProposeAll(Vec<Command>),
    /// A client wants to read (thesis §6.4).
    Read(ReadId),
    /// Someone wants to change who belongs to the cluster (thesis §4.1).
    ChangeMembership(MembershipChange),
    /// Someone wants this leader to hand over to another server (thesis §3.10).
    TransferLeadership(ServerId),
    /// The machine has a snapshot of its state machine and offers to replace the
    /// log's beginning by it (paper §7).
    Compact {
        /// The last index that the state contains.
        through: Index,
        /// The state machine's state, as bytes.
        state: Command,
    },
    /// This write, and every one before it, is durable.
    Persisted(WriteId),
}

/// Something a server asks of the machine that runs it. Outputs are to be
/// carried out in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A choice was made; for those who watch.
    Decide(Decision),
    /// Start this timer afresh, with a newly drawn timeout if it is the election
    /// timer (rule 7).
    StartTimer(Timer),
    /// Stop this timer.
    StopTimer(Timer),
    /// These entries of the log are committed: apply them to the state machine, in
    /// order. Each index comes once per life (paper §5.3).
    Apply {
        /// The first index.
        from: Index,
        /// The last one.
        to: Index,
    },
    /// The state machine's state becomes the snapshot's (paper §7).
    Restore(Snapshot),
    /// Answer this read from the state machine now: it holds all that was committed
    /// when the read arrived (thesis §6.4).
    ServeRead {
        /// The read.
        read: ReadId,
        /// What had to be applied first.
        read_index: Index,
    },
    /// Store this, in order after all writes before it, and say
    /// [`Input::Persisted`] when it is durable.
    Persist(Write),
    /// Send this message.
    Send {
        /// The receiver.
        to: ServerId,
        /// The message.
        message: Message,
        /// It may leave only when this write is durable; `None`: at once
        /// (rule 4: only what a leader says may overtake its disk).
        after: Option<WriteId>,
    },
}

/// The timers of a server. How long they run is the machine's business.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Timer {
    /// Randomised; when it runs out, a follower or candidate stands for election.
    /// On a leader it is the deadline of a transfer, and of CheckQuorum.
    Election,
    /// When it runs out, a leader's heartbeat is due, and a candidate asks those again that
    /// have not answered.
    Heartbeat,
    /// The shortest election timeout: of a follower, since it heard from a leader (thesis
    /// §4.2.3) or started; of a leader, since its lease began (thesis §6.4.1). Only with
    /// an extension that asks for it.
    MinimumElection,
}

/// Numbers the writes of one life of a server, from 1 on.
pub type WriteId = u64;

/// What must become durable together (paper figure 2, "persistent state").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Its number.
    pub id: WriteId,
    /// `current_term` from now on.
    pub term: Term,
    /// `voted_for` from now on.
    pub voted_for: Option<ServerId>,
    /// The snapshot from now on, if it changed. The log's entries up to its last
    /// index are gone.
    pub snapshot: Option<Snapshot>,
    /// The new end of the log, if the log changed otherwise.
    pub log: Option<LogWrite>,
}

/// Replaces everything from an index on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogWrite {
    /// The first index that changes.
    pub from: Index,
    /// The entries from there on; what stood there before is gone.
    pub entries: Vec<Entry>,
}

/// What survives a crash (paper figure 2, "persistent state on all servers").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersistentState {
    /// Latest term the server has seen.
    pub current_term: Term,
    /// Who received its vote in that term.
    pub voted_for: Option<ServerId>,
    /// What the log's beginning has become (paper §7); at first, nothing but the
    /// configuration the cluster begins with.
    pub snapshot: Snapshot,
    /// The log after the snapshot's last index.
    pub log: Vec<Entry>,
}

impl PersistentState {
    /// The disk of a server that is in its cluster from the beginning. One that
    /// joins later starts from [`PersistentState::default`].
    pub fn bootstrap(configuration: Configuration) -> Self {
        let snapshot = Snapshot { configuration, ..Snapshot::default() };
        PersistentState { snapshot, ..PersistentState::default() }
    }

    /// The disk of a server that comes back under its old name after its disk was
    /// lost and it was removed. What it voted before, nobody knows: so it begins in the
    /// latest term that it can have voted in, its vote in it spent. Its machine has to
    /// keep it from voting and standing until it has again what was committed then.
    pub fn returning(id: ServerId, current_term: Term) -> Self {
        PersistentState { current_term, voted_for: Some(id), ..PersistentState::default() }
    }

    /// What is on disk once `write` is durable too.
    pub fn store(&mut self, write: Write) {
        let Write { term, voted_for, snapshot, log, .. } = write;
        self.current_term = term;
        self.voted_for = voted_for;
        if let Some(snapshot) = snapshot {
            let covered = snapshot.last_index.saturating_sub(self.snapshot.last_index);
            self.log.drain(..self.log.len().min(covered as usize));
            self.snapshot = snapshot;
        }
        if let Some(LogWrite { from, entries }) = log {
            let keep = from.saturating_sub(self.snapshot.last_index + 1);
            self.log.truncate(usize::try_from(keep).unwrap_or(usize::MAX));
            self.log.extend(entries);
        }
    }

    /// The last index of snapshot and log together.
    pub fn last_index(&self) -> Index {
        self.snapshot.last_index + self.log.len() as Index
    }

    /// The entry at `index`, if the log holds it.
    pub fn entry(&self, index: Index) -> Option<&Entry> {
        let place = index.checked_sub(self.snapshot.last_index + 1)?;
        self.log.get(usize::try_from(place).ok()?)
    }
}
