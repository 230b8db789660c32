//! Raft's protections as data: each can be switched off to see what it is for.
//! What a machine has to keep (its disk, its clock) is not here: the core only
//! asks for it.

use serde::{Deserialize, Serialize};

/// One protection of the protocol. Encoded: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rule {
    /// A vote goes only to a candidate whose log is at least as up-to-date as the
    /// voter's (paper §5.4.1). Off: the log is not looked at, for votes and
    /// pre-votes alike. Protects Leader Completeness.
    LogCheckOnVotes,
    /// A server votes for one candidate in a term (paper §5.2). Off: an earlier
    /// vote of the same term is not looked at. Protects Election Safety. CCF's
    /// former candidates voted twice (CCF#5891).
    OneVotePerTerm,
    /// Only an entry of the leader's own term commits by counting copies (paper
    /// §5.4.2, figure 8). Off: any entry does. Protects Leader Completeness.
    /// LogCabin shipped it (logcabin#44).
    CurrentTermCommit,
    /// AppendEntries is refused unless the log holds the entry before the new ones
    /// (paper §5.3). Off: the entries are taken whatever stands before them, and if
    /// the log ends earlier, they are put at its end. Protects Log Matching.
    /// Followers of akka-raft did not look (akka-raft#32).
    ConsistencyCheck,
    /// A follower removes entries only where one conflicts (paper §5.3). Off: it
    /// removes all that stands after the entry before the new ones, though nothing
    /// committed. Protects the durability of what was acknowledged: a late, short
    /// AppendEntries shortens the log.
    TruncateOnlyAtConflict,
    /// A follower's commit index goes no further than the last entry that the
    /// message verified (paper figure 2, rule 5 of AppendEntries). Off: as far as
    /// its own log goes. Protects State Machine Safety.
    CommitClamp,
    /// More than half of all have to agree (paper §5.2). Off: one fewer is enough,
    /// though at least one. Protects Election Safety and Leader Completeness.
    Majority,
    /// In a joint configuration each side needs a majority of its own (paper §6).
    /// Off: both are counted in one heap. Protects Election Safety across a
    /// change of membership. async-raft counted so (async-raft#62).
    JointMajorities,
    /// A leader answers reads (paper §8, thesis §6.4) and changes the membership only
    /// from its first committed entry on. Off: at once. Protects linearizable reads, and
    /// single-server changes: the thesis lets them begin at once (§4.1), which was found
    /// to be a bug in 2015 (Copycat had it: copycat#23).
    NoopFirst,
    /// One uncommitted change of membership at a time (thesis §4.1). Off: any
    /// number. Protects Election Safety: two changes make majorities that do not
    /// meet.
    OneChangeAtATime,
    /// An acknowledgement from before a server's removal does not count once it is
    /// back (rule 16). Off: it does. Protects liveness: if the server came back with
    /// an empty disk, the leader believes that it holds entries which it lacks, and
    /// never sends them. etcd, raft-rs and hashicorp/raft were found open to it.
    MembershipSessions,
    /// A read is answered only after a majority has confirmed, in a round begun
    /// after it, that its leader still leads (thesis §6.4). Off: at once. Protects
    /// linearizable reads.
    ReadConfirmation,
    /// A leader counts its own copy of an entry only when it is durable (thesis
    /// §10.2.1). Off: as soon as it is appended. Protects the durability of what is
    /// committed. etcd's single voters exposed entries so (etcd#14370).
    LeaderCountsDurable,
    /// A follower acknowledges what the message verified (paper §5.3). Off: its own
    /// last index, which may be an old leader's leftover. Protects Leader
    /// Completeness.
    AcknowledgeVerified,
    /// A new leader appends a no-op (paper §8, thesis §6.4). Off: none. Protects
    /// liveness: what earlier leaders left on a majority, or on all, is committed only
    /// with the next command (rule 13), and reads wait for that too.
    NoOp,
}

impl Rule {
    /// Every rule, in the order of their declaration.
    pub const ALL: [Rule; 15] = [
        Rule::LogCheckOnVotes,
        Rule::OneVotePerTerm,
        Rule::CurrentTermCommit,
        Rule::ConsistencyCheck,
        Rule::TruncateOnlyAtConflict,
        Rule::CommitClamp,
        Rule::Majority,
        Rule::JointMajorities,
        Rule::NoopFirst,
        Rule::OneChangeAtATime,
        Rule::MembershipSessions,
        Rule::ReadConfirmation,
        Rule::LeaderCountsDurable,
        Rule::AcknowledgeVerified,
        Rule::NoOp,
    ];
}

/// Which rules are in force. The default is Raft as published: all of them.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    without: u32,
}

impl Rules {
    /// The same rules, with `rule` switched off.
    #[must_use]
    pub fn without(self, rule: Rule) -> Self {
        Rules { without: self.without | 1 << rule as u32 }
    }

    /// The same rules, with `rule` in force.
    #[must_use]
    pub fn with(self, rule: Rule) -> Self {
        Rules { without: self.without & !(1 << rule as u32) }
    }

    /// Whether `rule` is in force.
    pub fn keeps(self, rule: Rule) -> bool {
        self.without & (1 << rule as u32) == 0
    }
}

/// How a server runs Raft: the rules are the same on all of them.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Which protections are in force.
    pub rules: Rules,
    /// Which extensions are on.
    pub extensions: Extensions,
    /// Most entries that one AppendEntries carries, 1 at least: a server that was
    /// away for long catches up in several messages, as on a real network.
    pub max_entries_per_message: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            rules: Rules::default(),
            extensions: Extensions::default(),
            max_entries_per_message: 64,
        }
    }
}

/// Extensions of the thesis; off by default, as in the paper.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "EncodedExtensions", into = "EncodedExtensions")]
pub struct Extensions {
    /// A server asks whether it would win before it raises its term (thesis §9.6).
    pub pre_vote: bool,
    /// A leader that no longer hears from a majority steps down, and voters that
    /// hear from a leader ignore requests for votes (thesis §6.2, §4.2.3).
    pub check_quorum: bool,
    /// A leader that a majority has just answered reads without asking it again, until
    /// another one could be elected (thesis §6.4.1). It relies on clocks that run at
    /// nearly the same pace, and on this and CheckQuorum on all servers: a voter with both
    /// keeps what it promised across a restart.
    pub lease_read: bool,
}

/// Two bytes, as when there were two extensions: links from then can still be read. The
/// first has a bit for PreVote, and one for each that came later.
#[derive(Serialize, Deserialize)]
struct EncodedExtensions(u8, bool);

const PRE_VOTE: u8 = 1;
const LEASE_READ: u8 = 2;

impl From<Extensions> for EncodedExtensions {
    fn from(extensions: Extensions) -> Self {
        let bit = |is_on: bool, bit: u8| if is_on { bit } else { 0 };
        let bits = bit(extensions.pre_vote, PRE_VOTE) | bit(extensions.lease_read, LEASE_READ);
        EncodedExtensions(bits, extensions.check_quorum)
    }
}

impl From<EncodedExtensions> for Extensions {
    fn from(EncodedExtensions(bits, check_quorum): EncodedExtensions) -> Self {
        Extensions {
            pre_vote: bits & PRE_VOTE != 0,
            check_quorum,
            lease_read: bits & LEASE_READ != 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_switched_off_and_on_without_the_others() {
        let off = Rules::default().without(Rule::NoOp).without(Rule::Majority);
        assert_eq!(off.without(Rule::NoOp), off, "it is off already");
        let one = off.with(Rule::NoOp);
        assert!(one.keeps(Rule::NoOp) && !one.keeps(Rule::Majority));
    }

    /// Links hold them.
    #[test]
    fn extensions_are_the_same_when_they_are_read_again() {
        for number in 0..8_u8 {
            let extensions = Extensions {
                pre_vote: number & 1 != 0,
                check_quorum: number & 2 != 0,
                lease_read: number & 4 != 0,
            };
            let encoded = EncodedExtensions::from(extensions);
            assert_eq!(Extensions::from(encoded), extensions);
        }
    }
}
