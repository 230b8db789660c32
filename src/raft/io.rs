//! What goes into a server and what comes out. The core has no clock, no dice,
//! no disk and no network: a timeout is an input, "start that timer" an output.

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::message::Message;
use super::types::{Command, Entry, Index, ServerId, Term};

/// Something that happens to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Its election timer ran out (paper §5.2).
    ElectionTimeout,
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
    /// The entry at `index` is committed: apply it to the state machine. Each
    /// index comes once per life, in order (paper §5.3).
    Apply {
        /// Its index.
        index: Index,
        /// The entry.
        entry: Entry,
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
        /// (rule 4: only a leader's AppendEntries may overtake its disk).
        after: Option<WriteId>,
    },
}

/// The timers of a server. How long they run is the machine's business.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Timer {
    /// Randomised; when it runs out, a follower or candidate stands for election.
    Election,
    /// Runs on a leader only; when it runs out, a heartbeat is due.
    Heartbeat,
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
    /// The new end of the log, if the log changed.
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
    /// The log, the first entry at index 1.
    pub log: Vec<Entry>,
}

impl PersistentState {
    /// What is on disk once `write` is durable too.
    pub fn store(&mut self, write: &Write) {
        self.current_term = write.term;
        self.voted_for = write.voted_for;
        if let Some(LogWrite { from, entries }) = &write.log {
            let keep = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
            self.log.truncate(keep);
            self.log.extend_from_slice(entries);
        }
    }
}
