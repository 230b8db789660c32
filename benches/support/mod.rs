//! The same five servers, twice: ours, and those of the `raft` crate.

mod ours;
mod theirs;

pub use ours::Ours;
pub use theirs::Theirs;

/// How many servers there are.
pub const SERVERS: u16 = 5;

/// How commands that arrive together are proposed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Proposing {
    /// Each by itself, and each travels by itself.
    EachAlone,
    /// Each by itself; they travel together.
    Batched,
    /// All in one proposal.
    Together,
}

/// Five servers and the messages between them.
pub trait Cluster {
    /// A cluster whose first server leads, everything so far applied everywhere.
    fn elected(proposing: Proposing) -> Self;
    /// The leader gets this command so many times.
    fn propose(&mut self, command: [u8; 16], times: u64);
    /// The oldest message arrives. False if there is none.
    fn deliver_next(&mut self) -> bool;
    /// How many entries all five have applied.
    fn applied_everywhere(&self) -> u64;
    /// Counts messages and bytes from here on: without that, nothing is encoded.
    fn count_from_here(&mut self);
    /// Messages and their encoded bytes since then.
    fn counted(&self) -> (u64, u64);
}
