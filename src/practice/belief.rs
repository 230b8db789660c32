//! What a wrong answer believes.

use serde::{Deserialize, Serialize};

use super::play::Off;
use crate::raft::Rule;

/// A belief with which a wrong answer would be right: that of a Raft with one rule off, or a
/// typical misreading. Encoded: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Belief {
    /// A vote goes to whoever asks first, whatever is in the logs.
    LogDoesNotCount,
    /// Of two logs the longer one is newer, whatever its terms.
    OnlyLengthCounts,
    /// Only the last terms are compared, not how long the logs are.
    OnlyLastTermCounts,
    /// A server may vote again in the same term.
    VotesAgain,
    /// A vote stays given when a later term begins.
    VoteIsForEver,
    /// A request of an earlier term is heard like any other.
    OldTermIsHeard,
    /// Half of the servers are enough.
    HalfIsEnough,
    /// It takes a majority of those that run.
    MajorityOfPresent,
    /// Servers that are down count as if they agreed.
    AbsentAgree,
    /// Only the server with the newest log of all can win.
    OnlyNewestWins,
    /// Only a server in the latest term can win.
    OnlyLatestTermWins,
}

impl Belief {
    /// All of them.
    pub const ALL: [Belief; 11] = [
        Belief::LogDoesNotCount,
        Belief::OnlyLengthCounts,
        Belief::OnlyLastTermCounts,
        Belief::VotesAgain,
        Belief::VoteIsForEver,
        Belief::OldTermIsHeard,
        Belief::HalfIsEnough,
        Belief::MajorityOfPresent,
        Belief::AbsentAgree,
        Belief::OnlyNewestWins,
        Belief::OnlyLatestTermWins,
    ];

    /// The protection that somebody who believes it would leave out; `None` for a
    /// misreading that no single rule stands for.
    pub fn off(self) -> Option<Off> {
        match self {
            Belief::LogDoesNotCount => Some(Off::Core(Rule::LogCheckOnVotes)),
            Belief::VotesAgain => Some(Off::Core(Rule::OneVotePerTerm)),
            Belief::HalfIsEnough => Some(Off::Core(Rule::Majority)),
            Belief::OnlyLengthCounts
            | Belief::OnlyLastTermCounts
            | Belief::VoteIsForEver
            | Belief::OldTermIsHeard
            | Belief::MajorityOfPresent
            | Belief::AbsentAgree
            | Belief::OnlyNewestWins
            | Belief::OnlyLatestTermWins => None,
        }
    }

    /// The same, if it is one of the core's rules.
    pub fn rule(self) -> Option<Rule> {
        match self.off() {
            Some(Off::Core(rule)) => Some(rule),
            _ => None,
        }
    }
}
