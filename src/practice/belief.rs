//! What a wrong answer believes.

use serde::{Deserialize, Serialize};

use super::play::Off;
use crate::cluster::MachineRule;
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
    /// What one follower has acknowledged is committed.
    AcknowledgedIsCommitted,
    /// A follower commits up to the leader's commit index as far as its own log goes, whatever that holds.
    AllItHasIsCommitted,
    /// A follower's commit index becomes the leader's, even beyond what it has.
    LeaderCommitIsEnough,
    /// What a follower has received is committed.
    ReceivedIsCommitted,
    /// prev_log_index is the index of the leader's last entry.
    PrevIsLeadersLast,
    /// prev_log_index is the index of the first new entry.
    PrevIsFirstNew,
    /// prev_log_term is the leader's term.
    PrevTermIsCurrent,
    /// A leader sends its whole log.
    SendsWholeLog,
    /// A leader sends its newest entry only.
    SendsOnlyNewest,
    /// leader_commit takes in the entries that are just being sent.
    CommitIncludesSent,
    /// Entries are sent with the term of the leader that sends them.
    OldEntriesGetNewTerm,
    /// Each refusal moves the leader back by one entry.
    OneStepPerRejection,
    /// What a follower has beyond the leader's log stays.
    LeftoverStays,
    /// A follower keeps what it has, and gets only what it lacks at the end.
    FollowerKeepsItsOwn,
    /// A follower takes entries whatever stands before them.
    EverythingFits,
    /// What a server had in memory is there after a crash.
    MemorySurvives,
    /// A crash takes what is not committed.
    OnlyCommittedSurvives,
    /// The commit index is kept on disk.
    CommitIndexSurvives,
    /// A vote is not kept on disk.
    VoteIsForgotten,
    /// The term is not kept on disk.
    TermIsForgotten,
    /// After a crash a server begins with nothing.
    NothingSurvives,
    /// In a joint configuration all voters are counted together.
    OneHeap,
    /// In a joint configuration only the new side counts.
    OnlyNewCounts,
    /// In a joint configuration only the old side counts.
    OnlyOldCounts,
    /// Learners count like voters.
    LearnersCount,
    /// Half of the servers may fail.
    HalfMayFail,
    /// The terms in a log leave no gaps.
    TermsLeaveNoGaps,
    /// A longer log cannot end with an earlier term.
    LongerIsNewer,
    /// Of two logs one is the beginning of the other.
    LogsArePrefixes,
    /// The terms in a log may fall back.
    TermsMayFallBack,
    /// Logs may differ before entries of the same index and term.
    SameTermMayDiffer,
    /// What is not answered has not happened.
    SilenceIsFailure,
    /// What was asked for will be done.
    AskingIsDoing,
    /// An answer means that all servers have applied the command.
    AnswerMeansEverywhere,
    /// What was answered may still be lost.
    AnswerMayBeTakenBack,
    /// What was read is so now.
    ReadIsCurrent,
    /// What was read is what was there when the question was asked.
    ReadIsAsAsked,
    /// Whoever leads may answer a read at once.
    AnyLeaderMayAnswer,
    /// An answer that arrives after the read confirms the leader, whichever round it answers.
    EarlierRoundsCount,
    /// A new leader knows what is committed.
    FreshLeaderMayAnswer,
    /// Only each client's own order has to be kept.
    OrderAcrossClientsIsFree,
    /// An operation takes effect when it is asked for.
    TakesEffectWhenAsked,
    /// An operation takes effect when it is answered.
    TakesEffectWhenAnswered,
}

impl Belief {
    /// All of them.
    pub const ALL: [Belief; 61] = [
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
        Belief::AcknowledgedIsCommitted,
        Belief::AllItHasIsCommitted,
        Belief::LeaderCommitIsEnough,
        Belief::ReceivedIsCommitted,
        Belief::PrevIsLeadersLast,
        Belief::PrevIsFirstNew,
        Belief::PrevTermIsCurrent,
        Belief::SendsWholeLog,
        Belief::SendsOnlyNewest,
        Belief::CommitIncludesSent,
        Belief::OldEntriesGetNewTerm,
        Belief::OneStepPerRejection,
        Belief::LeftoverStays,
        Belief::FollowerKeepsItsOwn,
        Belief::EverythingFits,
        Belief::MemorySurvives,
        Belief::OnlyCommittedSurvives,
        Belief::CommitIndexSurvives,
        Belief::VoteIsForgotten,
        Belief::TermIsForgotten,
        Belief::NothingSurvives,
        Belief::OneHeap,
        Belief::OnlyNewCounts,
        Belief::OnlyOldCounts,
        Belief::LearnersCount,
        Belief::HalfMayFail,
        Belief::TermsLeaveNoGaps,
        Belief::LongerIsNewer,
        Belief::LogsArePrefixes,
        Belief::TermsMayFallBack,
        Belief::SameTermMayDiffer,
        Belief::SilenceIsFailure,
        Belief::AskingIsDoing,
        Belief::AnswerMeansEverywhere,
        Belief::AnswerMayBeTakenBack,
        Belief::ReadIsCurrent,
        Belief::ReadIsAsAsked,
        Belief::AnyLeaderMayAnswer,
        Belief::EarlierRoundsCount,
        Belief::FreshLeaderMayAnswer,
        Belief::OrderAcrossClientsIsFree,
        Belief::TakesEffectWhenAsked,
        Belief::TakesEffectWhenAnswered,
    ];

    /// The protection that somebody who believes it would leave out; `None` for a
    /// misreading that no single rule stands for.
    pub fn off(self) -> Option<Off> {
        match self {
            Belief::LogDoesNotCount => Some(Off::Core(Rule::LogCheckOnVotes)),
            Belief::VotesAgain => Some(Off::Core(Rule::OneVotePerTerm)),
            Belief::HalfIsEnough => Some(Off::Core(Rule::Majority)),
            Belief::AnyTermCommits => Some(Off::Core(Rule::CurrentTermCommit)),
            Belief::AllItHasIsCommitted => Some(Off::Core(Rule::CommitClamp)),
            Belief::EverythingFits => Some(Off::Core(Rule::ConsistencyCheck)),
            Belief::VoteIsForgotten => Some(Off::Machine(MachineRule::VoteKeptAcrossCrash)),
            Belief::OneHeap => Some(Off::Core(Rule::JointMajorities)),
            Belief::AnyLeaderMayAnswer => Some(Off::Core(Rule::ReadConfirmation)),
            Belief::FreshLeaderMayAnswer => Some(Off::Core(Rule::NoopFirst)),
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
            | Belief::CrashedNeverReturn
            | Belief::AcknowledgedIsCommitted
            | Belief::LeaderCommitIsEnough
            | Belief::ReceivedIsCommitted
            | Belief::PrevIsLeadersLast
            | Belief::PrevIsFirstNew
            | Belief::PrevTermIsCurrent
            | Belief::SendsWholeLog
            | Belief::SendsOnlyNewest
            | Belief::CommitIncludesSent
            | Belief::OldEntriesGetNewTerm
            | Belief::OneStepPerRejection
            | Belief::LeftoverStays
            | Belief::FollowerKeepsItsOwn
            | Belief::MemorySurvives
            | Belief::OnlyCommittedSurvives
            | Belief::CommitIndexSurvives
            | Belief::TermIsForgotten
            | Belief::NothingSurvives
            | Belief::OnlyNewCounts
            | Belief::OnlyOldCounts
            | Belief::LearnersCount
            | Belief::HalfMayFail
            | Belief::TermsLeaveNoGaps
            | Belief::LongerIsNewer
            | Belief::LogsArePrefixes
            | Belief::TermsMayFallBack
            | Belief::SameTermMayDiffer
            | Belief::SilenceIsFailure
            | Belief::AskingIsDoing
            | Belief::AnswerMeansEverywhere
            | Belief::AnswerMayBeTakenBack
            | Belief::ReadIsCurrent
            | Belief::ReadIsAsAsked
            | Belief::EarlierRoundsCount
            | Belief::OrderAcrossClientsIsFree
            | Belief::TakesEffectWhenAsked
            | Belief::TakesEffectWhenAnswered => None,
        }
    }

    /// The same, if it is one of the core's rules.
    pub fn rule(self) -> Option<Rule> {
        match self.off() {
            Some(Off::Core(rule)) => Some(rule),
            _ => None,
        }
    }

    /// The name of the published scenario in which one sees that it isn't so, or what comes
    /// of it. `tests/practice_refuted.rs` has the moment of that run which refutes the belief.
    pub fn scenario(self) -> &'static str {
        match self {
            // In that run both last entries are of the same term, and only lengths differ.
            Belief::LogDoesNotCount | Belief::OnlyLastTermCounts => "without-log-check-on-votes",
            Belief::OnlyLengthCounts => "longer-log-wins",
            Belief::LongerIsNewer => "figure-7-f",
            Belief::VotesAgain => "without-one-vote-per-term",
            Belief::VoteIsForEver => "split-vote",
            Belief::HalfIsEnough => "without-majority",
            Belief::MajorityOfPresent | Belief::AbsentAgree | Belief::HalfMayFail => {
                "two-of-four-down"
            }
            // No run can show that terms never fall back. This one shows why: whoever would
            // append an earlier term's entry is refused.
            Belief::OldTermIsHeard | Belief::TermsMayFallBack => "minority-partition",
            Belief::AnyTermCommits => "without-current-term-commit",
            // Server 1 wins though server 5, which is down, has the newer log. That one comes
            // back, hears of term 4, wins term 5, and replaces what a majority has received.
            Belief::CopiesAreFinal
            | Belief::OnlyNewestWins
            | Belief::OnlyLatestTermWins
            | Belief::CrashedNeverReturn
            | Belief::ReceivedIsCommitted
            | Belief::OldEntriesGetNewTerm => "figure-8",
            Belief::OnlyKnownIsFinal => "safe-before-known",
            Belief::LeaderDoesNotCount
            | Belief::AcknowledgedIsCommitted
            | Belief::CommitIncludesSent => "quorum-lost",
            Belief::AllMustHaveIt
            | Belief::AnswerMeansEverywhere
            | Belief::PrevIsLeadersLast
            | Belief::PrevIsFirstNew
            | Belief::SendsWholeLog
            | Belief::SendsOnlyNewest => "late-follower",
            Belief::LeaderCopyIsEnough => "leader-lost-before-commit",
            Belief::AskingIsDoing => "asked-and-lost",
            Belief::AnswerMayBeTakenBack => "answered-and-kept",
            Belief::AllItHasIsCommitted => "without-commit-clamp",
            Belief::LeaderCommitIsEnough => "no-further-than-it-has",
            Belief::EverythingFits => "without-consistency-check",
            Belief::OneStepPerRejection => "figure-7-b",
            Belief::LogsArePrefixes => "figure-7-e",
            Belief::TermsLeaveNoGaps => "figure-7-a",
            Belief::LeftoverStays => "figure-7-d",
            // Nor can a run show that logs never differ before the same entry. Here the new
            // entry is refused until what stands before it is the same.
            Belief::FollowerKeepsItsOwn | Belief::PrevTermIsCurrent | Belief::SameTermMayDiffer => {
                "wrong-log"
            }
            Belief::MemorySurvives
            | Belief::OnlyCommittedSurvives
            | Belief::CommitIndexSurvives
            | Belief::TermIsForgotten
            | Belief::NothingSurvives => "what-a-crash-takes",
            Belief::VoteIsForgotten => "without-vote-kept-across-crash",
            Belief::OneHeap => "without-joint-majorities",
            Belief::OnlyNewCounts | Belief::OnlyOldCounts => "joint-needs-both",
            Belief::LearnersCount => "learners-have-no-vote",
            Belief::SilenceIsFailure => "answer-lost-and-retried",
            Belief::ReadIsCurrent
            | Belief::ReadIsAsAsked
            | Belief::TakesEffectWhenAsked
            | Belief::TakesEffectWhenAnswered => "reads-take-time",
            Belief::AnyLeaderMayAnswer => "without-read-confirmation",
            Belief::EarlierRoundsCount => "earlier-round",
            Belief::FreshLeaderMayAnswer => "without-noop-first",
            // Each client's own order is kept there, and still a read is stale.
            Belief::OrderAcrossClientsIsFree => "stale-read",
        }
    }
}
