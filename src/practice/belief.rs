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
    /// Any entry that a majority has is committed, whatever its term.
    AnyTermCommits,
    /// A majority of the followers has to have an entry: the leader does not count.
    LeaderDoesNotCount,
    /// All servers have to have an entry, or to answer.
    AllMustHaveIt,
    /// What stands in the leader's log is committed.
    LeaderCopyIsEnough,
    /// An entry that a majority has can no longer be lost.
    CopiesAreFinal,
    /// What the leader does not know to be committed can always be lost.
    OnlyKnownIsFinal,
    /// Servers that are down have no say in later elections.
    CrashedNeverReturn,
}

impl Belief {
    /// All of them.
    pub const ALL: [Belief; 18] = [
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
        Belief::AnyTermCommits,
        Belief::LeaderDoesNotCount,
        Belief::AllMustHaveIt,
        Belief::LeaderCopyIsEnough,
        Belief::CopiesAreFinal,
        Belief::OnlyKnownIsFinal,
        Belief::CrashedNeverReturn,
    ];

    /// The protection that somebody who believes it would leave out; `None` for a
    /// misreading that no single rule stands for.
    pub fn off(self) -> Option<Off> {
        match self {
            Belief::LogDoesNotCount => Some(Off::Core(Rule::LogCheckOnVotes)),
            Belief::VotesAgain => Some(Off::Core(Rule::OneVotePerTerm)),
            Belief::HalfIsEnough => Some(Off::Core(Rule::Majority)),
            Belief::AnyTermCommits => Some(Off::Core(Rule::CurrentTermCommit)),
            Belief::OnlyLengthCounts
            | Belief::OnlyLastTermCounts
            | Belief::VoteIsForEver
            | Belief::OldTermIsHeard
            | Belief::MajorityOfPresent
            | Belief::AbsentAgree
            | Belief::OnlyNewestWins
            | Belief::OnlyLatestTermWins
            | Belief::LeaderDoesNotCount
            | Belief::AllMustHaveIt
            | Belief::LeaderCopyIsEnough
            | Belief::CopiesAreFinal
            | Belief::OnlyKnownIsFinal
            | Belief::CrashedNeverReturn => None,
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
