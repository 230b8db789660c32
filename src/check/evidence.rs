//! What a violation of a property looks like.

use std::fmt;

use super::property::Property;
use crate::cluster::{ClientId, EventId};
use crate::raft::{Index, ServerId, Term};

/// A property that does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub property: Property,
    /// The event after which it was seen.
    pub after: EventId,
    /// What is wrong.
    pub evidence: Evidence,
}

/// What shows that a property is violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Two servers lead the same term.
    TwoLeaders {
        /// The term.
        term: Term,
        /// The one that led first.
        first: ServerId,
        /// The other.
        second: ServerId,
    },
    /// A leader's log lost an entry that it had.
    Rewritten {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
    },
    /// Two logs have the same index and term, and differ there or before.
    Mismatch {
        /// A server with the deviating log.
        server: ServerId,
        /// The index.
        index: Index,
        /// The term.
        term: Term,
    },
    /// A leader lacks an entry that was committed in an earlier term.
    MissingEntry {
        /// The leader.
        leader: ServerId,
        /// The entry's index.
        index: Index,
    },
    /// Different entries were applied at one index.
    AppliedDifferently {
        /// The server that applied the second one.
        server: ServerId,
        /// The index.
        index: Index,
    },
    /// A committed entry is durable on too few servers.
    TooFewCopies {
        /// The entry's index.
        index: Index,
        /// Where it is.
        on: Vec<ServerId>,
    },
    /// Snapshot, applied, committed and last index of a server are not in order.
    OutOfOrder {
        /// The server.
        server: ServerId,
        /// The four, in that order.
        indices: [Index; 4],
    },
    /// Something that may only grow went back.
    Shrunk {
        /// The server.
        server: ServerId,
        /// What.
        what: &'static str,
    },
    /// A message relies on something that its sender's disk does not hold.
    NotDurable {
        /// The sender.
        server: ServerId,
        /// What it sent.
        message: &'static str,
    },
    /// A leader has too few durable votes.
    TooFewVotes {
        /// The leader.
        leader: ServerId,
        /// Its term.
        term: Term,
        /// Whose disk holds a vote for it.
        of: Vec<ServerId>,
    },
    /// A read was served without what was committed when it arrived.
    StaleRead {
        /// The server that served it.
        server: ServerId,
        /// What it had applied.
        applied: Index,
        /// What was committed when the read arrived.
        committed: Index,
    },
    /// A leader changed the configuration before its term had committed anything.
    ChangedTooEarly {
        /// The leader.
        leader: ServerId,
        /// Where its new configuration stands.
        index: Index,
    },
    /// A state machine is not what the entries up to an index make it.
    OtherStore {
        /// The server.
        server: ServerId,
        /// The index.
        index: Index,
        /// Whether it is the state of the server's snapshot.
        in_snapshot: bool,
    },
    /// A configuration is not the one that the log says.
    OtherMembership {
        /// The server.
        server: ServerId,
        /// The last index of its snapshot, or where it takes the configuration in force
        /// from.
        index: Index,
        /// Whether it is its snapshot's.
        in_snapshot: bool,
    },
    /// A server counts as durable what its disk does not hold.
    CountedTooMuch {
        /// The server.
        server: ServerId,
        /// Up to where it counts.
        index: Index,
    },
    /// A request took effect twice.
    TookEffectTwice {
        /// Who asked for it.
        client: ClientId,
        /// Which of their requests it is.
        sequence: u64,
        /// Where it took effect.
        indices: [Index; 2],
    },
    /// A vote was promised that would only have done harm.
    PromisedVote {
        /// Who promised it.
        voter: ServerId,
        /// Who would have stood.
        candidate: ServerId,
        /// Whether the voter heard a leader; else the candidate's log was older than its
        /// own.
        hears_leader: bool,
    },
    /// A vote was given that helps to depose a leader.
    GaveVote {
        /// Who gave it.
        voter: ServerId,
        /// Who stands.
        candidate: ServerId,
    },
    /// A server applied an entry that it had applied already.
    AppliedAgain {
        /// Which server.
        server: ServerId,
        /// The index of the entry.
        index: Index,
    },
    /// A client was told that its request is done, and nobody had done it.
    NeverTookEffect {
        /// Whose request it is.
        client: ClientId,
        /// Which of their requests it is.
        sequence: u64,
    },
    /// No order of the operations on a key explains what clients were told.
    NotLinearizable {
        /// Who was told the thing that nothing explains.
        client: ClientId,
        /// Which of their requests was answered so.
        sequence: u64,
        /// The key.
        key: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.property.name())?;
        match &self.evidence {
            Evidence::TwoLeaders { term, first, second } => {
                write!(f, "{first} and {second} both lead term {term}.")
            }
            Evidence::Rewritten { leader, index } => {
                write!(f, "{leader} leads and lost its own entry {index}.")
            }
            Evidence::Mismatch { server, index, term } => write!(
                f,
                "{server} has an entry {index} of term {term}, and differs there or before from another log that has one."
            ),
            Evidence::MissingEntry { leader, index } => {
                write!(f, "{leader} leads without the committed entry {index}.")
            }
            Evidence::AppliedDifferently { server, index } => {
                write!(f, "{server} applied another entry at {index} than was applied before.")
            }
            Evidence::TooFewCopies { index, on } => {
                let servers = if on.len() == 1 { "server" } else { "servers" };
                write!(f, "entry {index} is committed and durable on {} {servers} only.", on.len())
            }
            Evidence::OutOfOrder { server, indices: [snapshot, applied, commit, last] } => write!(
                f,
                "{server} has snapshot {snapshot}, applied {applied}, committed {commit}, last {last}."
            ),
            Evidence::Shrunk { server, what } => write!(f, "the {what} of {server} went back."),
            Evidence::NotLinearizable { client, sequence, key } => write!(
                f,
                "the answer to request {sequence} of {client} fits no order of what was done to {key}."
            ),
            Evidence::TooFewVotes { leader, term, of } => {
                let disks = if of.len() == 1 { "disk" } else { "disks" };
                write!(f, "{leader} leads term {term} with votes on {} {disks} only.", of.len())
            }
            Evidence::StaleRead { server, applied, committed } => write!(
                f,
                "{server} served a read after entry {applied}, though entry {committed} was committed when it arrived."
            ),
            Evidence::ChangedTooEarly { leader, index } => write!(
                f,
                "{leader} changed the membership at index {index} before its term had committed anything."
            ),
            Evidence::OtherStore { server, index, in_snapshot } => {
                let what = if *in_snapshot { "snapshot" } else { "store" };
                write!(f, "the {what} of {server} is not what the entries up to {index} make it.")
            }
            Evidence::OtherMembership { server, index, in_snapshot: true } => write!(
                f,
                "the snapshot of {server} has not the membership that was in force at index {index}."
            ),
            Evidence::OtherMembership { server, index, in_snapshot: false } => write!(
                f,
                "{server} goes by a membership of index {index}, which is not the last in its log."
            ),
            Evidence::CountedTooMuch { server, index } => {
                write!(f, "{server} counts entry {index} as stored, and its disk does not hold it.")
            }
            Evidence::TookEffectTwice { client, sequence, indices: [first, second] } => write!(
                f,
                "request {sequence} of {client} took effect at index {first} and again at {second}."
            ),
            Evidence::PromisedVote { voter, candidate, hears_leader: true } => {
                write!(f, "{voter} promised {candidate} its vote although it hears a leader.")
            }
            Evidence::PromisedVote { voter, candidate, hears_leader: false } => {
                write!(f, "{voter} promised {candidate} its vote although its own log is newer.")
            }
            Evidence::GaveVote { voter, candidate } => {
                write!(f, "{voter} gave {candidate} its vote although it protects a leader.")
            }
            Evidence::AppliedAgain { server, index } => {
                write!(f, "{server} applied index {index} a second time.")
            }
            Evidence::NeverTookEffect { client, sequence } => write!(
                f,
                "{client} was told that request {sequence} is done, and it took effect nowhere."
            ),
            Evidence::NotDurable { server, message } => {
                write!(f, "{server} sent a {message} that its disk does not back.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::Actor;

    #[test]
    fn one_is_one_and_several_are_several() {
        let actor = Actor::Server(ServerId(1));
        let said = |property, evidence| {
            let after = EventId { actor, number: 0 };
            Violation { property, after, evidence }.to_string()
        };
        let copies =
            |on| said(Property::CommittedIsDurable, Evidence::TooFewCopies { index: 2, on });
        let votes = |of| {
            let evidence = Evidence::TooFewVotes { leader: ServerId(1), term: 3, of };
            said(Property::ElectedByMajority, evidence)
        };
        let (one, two) = (vec![ServerId(1)], vec![ServerId(1), ServerId(2)]);
        assert!(copies(one.clone()).ends_with("durable on 1 server only."));
        assert!(copies(two.clone()).ends_with("durable on 2 servers only."));
        assert!(votes(one).ends_with("votes on 1 disk only."));
        assert!(votes(two).ends_with("votes on 2 disks only."));
    }
}
