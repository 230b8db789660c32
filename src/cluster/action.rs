//! What a student or a script can do to the cluster.

use serde::{Deserialize, Serialize};

use super::command::CommandError;
use super::delivery::Delivery;
use super::network::{LinkConditions, NetworkConditions};
use super::node::{ClientId, FlightId, Node};
use super::protocol::Protocol;
use super::time::Micros;
use crate::raft::{Index, MembershipChange, RequestRefusal, ServerId};

/// Something done to the cluster. Encoded: it only grows at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// A client proposes what a person typed: a dish, or `SET A 1`.
    Propose {
        /// Who proposes.
        client: ClientId,
        /// The text.
        text: String,
    },
    /// A client asks every teammate what they want, counts, and proposes the
    /// most popular dish.
    Poll {
        /// Who asks.
        client: ClientId,
        /// What there is to choose from.
        dishes: Vec<String>,
    },
    /// The server's process dies. What is not durable is lost.
    Crash {
        /// Which server.
        server: ServerId,
    },
    /// A crashed server starts again from its disk.
    Restart {
        /// Which server.
        server: ServerId,
    },
    /// The server's process stops for a while: messages and timeouts wait.
    Pause {
        /// Which server.
        server: ServerId,
    },
    /// A paused server goes on.
    Resume {
        /// Which server.
        server: ServerId,
    },
    /// Messages no longer get from `from` to `to`; those under way are lost.
    Cut {
        /// One end.
        from: Node,
        /// The other end.
        to: Node,
        /// Whether the way back is cut too.
        both_ways: bool,
    },
    /// Messages get from `from` to `to` again.
    Heal {
        /// One end.
        from: Node,
        /// The other end.
        to: Node,
        /// Whether the way back is healed too.
        both_ways: bool,
    },
    /// Cuts a server off from all other servers. Clients still reach it.
    Isolate {
        /// Which server.
        server: ServerId,
    },
    /// Heals all links of a server.
    Rejoin {
        /// Which server.
        server: ServerId,
    },
    /// Servers reach only those of their own group; servers in no group form one
    /// more. It replaces every cut between servers.
    Partition {
        /// The groups.
        groups: Vec<Vec<ServerId>>,
    },
    /// Heals every link.
    HealAll,
    /// Loses a message in flight.
    Drop {
        /// Which copy of which message.
        flight: FlightId,
    },
    /// Makes a second copy of a message in flight, which arrives a little later.
    Duplicate {
        /// Which copy of which message.
        flight: FlightId,
    },
    /// Holds a message in flight up.
    Delay {
        /// Which copy of which message.
        flight: FlightId,
        /// For how long.
        by: Micros,
    },
    /// A server's election timer runs out now.
    ForceElectionTimeout {
        /// Which server.
        server: ServerId,
    },
    /// Changes latency, loss, duplication and reordering for messages sent from
    /// now on.
    SetNetwork(NetworkConditions),
    /// Chooses when a client's answer leaves.
    SetAnswer(AnswerWhen),
    /// Switches protections and extensions on all servers.
    SetProtocol(Protocol),
    /// Boots a machine with an empty disk. It belongs to no configuration yet.
    AddServer,
    /// Asks a server to change who belongs to the cluster.
    ChangeMembership {
        /// Who is asked.
        server: ServerId,
        /// For what.
        change: MembershipChange,
    },
    /// Asks a server to hand its leadership over.
    TransferLeadership {
        /// Who is asked.
        server: ServerId,
        /// Who should lead.
        to: ServerId,
    },
    /// Makes a server replace its log's beginning by a snapshot.
    Compact {
        /// Which server.
        server: ServerId,
        /// The last index to go.
        through: Index,
    },
    /// A crashed server's disk is lost for good.
    LoseDisk {
        /// Which server.
        server: ServerId,
    },
    /// A server's clock runs faster or slower from its next timers on.
    SetClock {
        /// Which server.
        server: ServerId,
        /// How fast, in parts per million of true time.
        rate_ppm: u32,
    },
    /// Chooses whether messages arrive by themselves.
    SetDelivery(Delivery),
    /// Makes a message in flight arrive now.
    Deliver {
        /// Which copy of which message.
        flight: FlightId,
    },
    /// A client proposes as with [`Action::Propose`], and tries this server first.
    ProposeTo {
        /// Who proposes.
        client: ClientId,
        /// The text.
        text: String,
        /// The server.
        server: ServerId,
    },
    /// A leader's heartbeat timer runs out now.
    ForceHeartbeat {
        /// Which server.
        server: ServerId,
    },
    /// The end of the log on a crashed server's disk is lost.
    TearDisk {
        /// Which server.
        server: ServerId,
        /// How many entries: at least one, and not more than its log has there.
        entries: u64,
    },
    /// A disk stops: what is written does not become durable.
    StopDisk {
        /// Which server's.
        server: ServerId,
    },
    /// A disk that had stopped goes on.
    StartDisk {
        /// Which server's.
        server: ServerId,
    },
    /// Changes what is different on one link, in one direction, for messages sent from
    /// now on. The default makes it like all others.
    SetLink {
        /// The sender's end.
        from: Node,
        /// The receiver's end.
        to: Node,
        /// What is different.
        conditions: LinkConditions,
    },
    /// Says something to those who watch. It does nothing to the cluster.
    Say {
        /// What: 1 to [`MAX_SAY_CHARS`] characters on one line.
        text: String,
    },
}

/// Longest text that is said, in characters.
pub const MAX_SAY_CHARS: usize = 280;

/// Whether this can be said: there is something in it, on one line, and it is not too long.
pub fn can_be_said(text: &str) -> bool {
    let is_short = text.chars().take(MAX_SAY_CHARS + 1).count() <= MAX_SAY_CHARS;
    is_short && !text.trim().is_empty() && !text.chars().any(char::is_control)
}

/// The slowest clock that can be set: a quarter of true time.
pub const MIN_CLOCK_RATE_PPM: u32 = 250_000;

/// The fastest clock that can be set: four times true time.
pub const MAX_CLOCK_RATE_PPM: u32 = 4_000_000;

/// When the leader answers its client: the post's "return response".
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnswerWhen {
    /// As soon as the leader has applied the entry (paper §5.3).
    #[default]
    Applied,
    /// When a majority, the leader included, has been told that it is committed.
    /// It is slower and no safer.
    MajorityTold,
}

/// An action and where it stands in its run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchoredAction {
    /// When it is done.
    pub at: Micros,
    /// Its number among all actions of the run: it names the action, and does not
    /// change when others come or go.
    pub ordinal: u64,
    /// What is done.
    pub action: Action,
}

/// Why an action was not carried out. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is no such server.
    NoSuchServer(ServerId),
    /// There is no such client.
    NoSuchClient(ClientId),
    /// The server has crashed already.
    Crashed(ServerId),
    /// The server has not crashed.
    NotCrashed(ServerId),
    /// The server is paused.
    Paused(ServerId),
    /// The server is not paused.
    NotPaused(ServerId),
    /// The message has arrived, or was lost, in the meantime.
    MessageGone,
    /// Nothing travels from a node to itself, or between clients.
    NoSuchLink,
    /// The link is cut already.
    AlreadyCut,
    /// The link is not cut.
    NotCut,
    /// A leader has no election timer.
    LeadersDoNotTimeOut(ServerId),
    /// The text is no command.
    BadCommand(CommandError),
    /// The client is still asking around.
    PollUnderWay,
    /// A poll needs one dish at least and nine at most, each a fit command.
    BadMenu,
    /// A value is out of its range.
    OutOfRange,
    /// The server's Raft core refuses it.
    Raft(RequestRefusal),
    /// There are as many servers as there can be.
    TooManyServers,
    /// The server's disk is lost, and its cluster still counts on it: under its old
    /// name it would deny what it has promised.
    DiskLost(ServerId),
    /// The server's disk is lost already.
    DiskLostAlready(ServerId),
    /// Messages are delivered in that way already.
    DeliveredSoAlready(Delivery),
    /// The message was sent while its link was cut, and will not arrive.
    SentOnCutLink,
    /// Only a leader sends heartbeats.
    OnlyLeadersSendHeartbeats(ServerId),
    /// The log on the disk has fewer entries than are to be lost.
    NothingToTear(ServerId),
    /// The disk has stopped already.
    DiskStopped(ServerId),
    /// The disk has not stopped.
    DiskNotStopped(ServerId),
    /// The text is empty, longer than [`MAX_SAY_CHARS`], or not one line of text.
    CannotBeSaid,
}
