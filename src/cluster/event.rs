//! What happened. The one stream from which every view is drawn.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::action::{Action, Refusal};
use super::command::{Operation, Request};
use super::network::Envelope;
use super::node::{Actor, ClientId, EventId, FlightId};
use super::time::Micros;
use crate::raft::{Decision, Index, ReadId, ServerId, Term, Timer, WriteId};

/// Something that happened, where, when and because of what.
///
/// An event's causes are its trigger and what happened before on the same actor,
/// and theirs in turn. What happens to a message has one more: the event in which
/// it was sent, which the trigger leaves out where the student did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name, which holds the actor.
    pub id: EventId,
    /// When.
    pub at: Micros,
    /// The event that set it off; `None` for what the student does, or the script,
    /// and for what happens by itself at the start.
    pub trigger: Option<EventId>,
    /// What.
    pub body: EventBody,
}

/// What happened. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventBody {
    /// The student, or the script, did something.
    ActionTaken(Action),
    /// It could not be done; nothing has changed.
    ActionRefused {
        /// What was tried.
        action: Action,
        /// Why not.
        reason: Refusal,
    },

    /// A server started for the first time, with what is on its disk at the start of the
    /// run, or as a new one, with an empty disk, because its own was lost.
    Started,
    /// A server's process died.
    Crashed {
        /// How many writes were under way and are lost.
        lost_writes: u64,
    },
    /// A server started again with what was durable.
    Restarted {
        /// Its term.
        term: Term,
        /// Its vote in that term.
        voted_for: Option<ServerId>,
        /// The last index of its log.
        last_index: Index,
    },
    /// A server's process stopped for a while.
    Paused,
    /// A paused server went on.
    Resumed,

    /// A timer started afresh.
    TimerStarted {
        /// Which.
        timer: Timer,
        /// When it will run out.
        due: Micros,
    },
    /// A timer was stopped.
    TimerStopped {
        /// Which.
        timer: Timer,
    },
    /// A timer ran out.
    TimerFired {
        /// Which.
        timer: Timer,
    },

    /// A write began.
    WriteBegun {
        /// Which, in this life of the server.
        write: WriteId,
        /// When it will be durable.
        due: Micros,
    },
    /// A write became durable.
    WriteDurable {
        /// Which, in this life of the server.
        write: WriteId,
    },

    /// A message left.
    Sent(Arc<Envelope>),
    /// A message arrived and is being dealt with.
    Received(FlightId),
    /// A message arrived at a paused server and waits there.
    Waiting(FlightId),
    /// A copy of a message is lost.
    Lost {
        /// Which copy.
        flight: FlightId,
        /// Why.
        reason: LossReason,
    },
    /// A second copy of a message is on its way.
    Duplicated {
        /// The new copy.
        flight: FlightId,
    },
    /// A message is held up.
    Delayed {
        /// Which copy.
        flight: FlightId,
        /// By how long.
        by: Micros,
    },

    /// A server's Raft core made a choice.
    Decided(Decision),
    /// A server applied a committed entry to its state machine.
    Applied {
        /// The entry's index.
        index: Index,
        /// The entry's term.
        term: Term,
        /// What it did; `None` for a leader's no-op, and for a configuration.
        request: Option<Request>,
        /// Whether it took effect: a client's command does so once, however often it
        /// is in the log (paper §8).
        took_effect: bool,
    },

    /// A client wants something done and will ask for it.
    Proposed {
        /// The client's number for it.
        sequence: u64,
        /// What.
        operation: Operation,
    },
    /// A client heard nothing in time and asks again, somewhere else.
    TimedOut {
        /// The request.
        sequence: u64,
        /// How often it was asked so far.
        attempts: u64,
    },
    /// A client was told that the server it asked does not lead.
    Redirected {
        /// The request.
        sequence: u64,
        /// Whom it should ask, if the server knew.
        leader: Option<ServerId>,
    },
    /// A client was told that its command is applied.
    Answered {
        /// The request.
        sequence: u64,
        /// At this index.
        index: Index,
    },

    /// A client begins to ask everyone what they want.
    PollOpened {
        /// What there is to choose from.
        dishes: Vec<String>,
    },
    /// A client asks a teammate.
    PollAsked {
        /// The teammate, by the name of their server.
        teammate: ServerId,
    },
    /// The teammate says what they want.
    PollPreference {
        /// The teammate.
        teammate: ServerId,
        /// Their dish.
        dish: String,
    },
    /// The teammate is away, or dozing, and says nothing.
    PollSilence {
        /// The teammate.
        teammate: ServerId,
    },
    /// A client has counted. This chooses what to *propose*; it decides nothing.
    PollTallied {
        /// Each dish with its count, most first; ties in the menu's order.
        tally: Vec<(String, u64)>,
        /// Whether the first place is shared: the asker takes the dish that comes
        /// first on the menu.
        is_tie: bool,
    },
    /// A client asked everyone and nobody answered: there is nothing to propose.
    PollEmpty,

    /// A server's state machine became that of a snapshot.
    Restored {
        /// The snapshot's last index.
        last_index: Index,
        /// The term of that entry.
        last_term: Term,
    },
    /// A leader answered a read from its state machine.
    ReadServed {
        /// The read.
        read: ReadId,
        /// Who asked.
        client: ClientId,
        /// The client's number for it.
        sequence: u64,
        /// Which key.
        key: String,
        /// Its value there and then.
        value: Option<String>,
        /// What had been applied there.
        applied: Index,
    },
    /// A client was told the value of a key.
    ReadAnswered {
        /// The request.
        sequence: u64,
        /// The value.
        value: Option<String>,
    },
    /// A server's disk is lost for good.
    DiskLost,
    /// A server that came back with an empty disk neither votes nor stands yet.
    Abstained,
    /// The student delivers a message.
    Delivered {
        /// Which copy.
        flight: FlightId,
    },
    /// The end of the log on a server's disk is lost.
    DiskTorn {
        /// How many entries.
        entries: u64,
    },
    /// A server's disk has stopped.
    DiskStopped,
    /// A server's disk goes on.
    DiskStarted,
    /// A server that does not lead passes a client's request on.
    Forwarded {
        /// Who asks.
        client: ClientId,
        /// The client's number for it.
        sequence: u64,
        /// The server that it takes for the leader.
        leader: ServerId,
    },
    /// A leader gets a request that it has already: it takes it on no second time
    /// (thesis §6.3).
    RequestKnown {
        /// Who asks.
        client: ClientId,
        /// The client's number for it.
        sequence: u64,
        /// How far it has got.
        progress: RequestProgress,
    },
}

/// How far a leader is with a request that it gets again.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestProgress {
    /// Its entry waits to be committed, or its read to be confirmed. It is answered then.
    UnderWay,
    /// It is applied, and the answer waits until a majority has been told.
    AnswerHeld,
    /// It is applied: it is answered again at once.
    Applied {
        /// The index of its entry.
        index: Index,
    },
}

/// Why a message was lost.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LossReason {
    /// The network lost it.
    Network,
    /// The link is cut.
    Cut,
    /// The receiver has crashed.
    ReceiverDown,
    /// The student dropped it.
    Dropped,
}

/// A hash of events, for comparing runs: FNV-1a over their encoding.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct EventHash(u64);

impl Default for EventHash {
    fn default() -> Self {
        EventHash(0xcbf2_9ce4_8422_2325)
    }
}

impl EventHash {
    /// Takes one more event in.
    pub fn add(&mut self, event: &Event) {
        self.add_encoded(&event.encode());
    }

    /// Takes one more event in, by its bytes.
    pub fn add_encoded(&mut self, event: &[u8]) {
        for &byte in event {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash so far.
    pub fn value(self) -> u64 {
        self.0
    }
}

impl Event {
    /// True if the student, or the script, set it off at once.
    pub fn is_by_hand(&self) -> bool {
        self.trigger.is_some_and(|by| by.actor == Actor::Student)
    }

    /// The event's bytes: the same natively and in wasm.
    pub fn encode(&self) -> Vec<u8> {
        // Encoding into memory has no way to fail for these types.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}
