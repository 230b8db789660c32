//! Beliefs: what somebody thinks who answers a practice question wrong, and what is true.

use crate::practice::Belief;
use crate::words::BeliefWords;

const fn words(
    believed: &'static str,
    would_be_so_if: &'static str,
    truth: &'static str,
) -> BeliefWords {
    BeliefWords { believed, would_be_so_if, truth }
}

pub(super) fn belief(belief: Belief) -> BeliefWords {
    match belief {
        Belief::LogDoesNotCount => words(
            "A server votes for the first who asks, whatever is in the logs.",
            "nobody compared logs before voting",
            "A vote goes only to a log that is at least as up-to-date (§5.4.1).",
        ),
        Belief::OnlyLengthCounts => words(
            "The longer log is the newer one.",
            "only the length of the log counted",
            "The later last term wins. Only with equal terms does length count (§5.4.1).",
        ),
        Belief::OnlyLastTermCounts => words(
            "Only the term of the last entry counts.",
            "only the last term counted, and not the length of the log",
            "With equal last terms the longer log is more up-to-date (§5.4.1).",
        ),
        Belief::VotesAgain => words(
            "A server may vote for several candidates in one term.",
            "a server could vote twice in a term",
            "A server votes for one candidate in a term (§5.2).",
        ),
        Belief::VoteIsForEver => words(
            "Whoever has voted stays bound by that vote.",
            "a vote still counted after its term",
            "A later term begins with a free vote (§5.1, figure 2).",
        ),
        Belief::OldTermIsHeard => words(
            "A request of an earlier term counts like any other.",
            "requests of earlier terms counted too",
            "A request of an earlier term is refused (§5.1).",
        ),
        Belief::HalfIsEnough => words(
            "Half of the servers, or nearly half, are enough.",
            "one server fewer than a majority were enough",
            "It takes more than half of all servers (§5.2).",
        ),
        Belief::MajorityOfPresent => words(
            "It takes a majority of the servers that run.",
            "a majority of those present were enough",
            "It takes a majority of all servers. Those that are down count (§5.2).",
        ),
        Belief::AbsentAgree => words(
            "Silence means consent.",
            "servers that are down counted as a yes",
            "A server that is down gives no vote.",
        ),
        Belief::OnlyNewestWins => words(
            "Only the server with the newest log can win.",
            "the winner had to have the newest log of all",
            "It's enough to be at least as up-to-date as a majority (§5.4.1).",
        ),
        Belief::OnlyLatestTermWins => words(
            "Only a server in the latest term can win.",
            "a server had to be in the latest term before it stands",
            "A server hears of the later term, and stands again in a new one (§5.1).",
        ),
        Belief::AnyTermCommits => words(
            "An entry that a majority has is committed, whatever its term.",
            "an entry of an earlier term committed by counting its copies",
            "Only an entry of the leader's own term commits by counting. It takes the earlier ones along (§5.4.2).",
        ),
        Belief::LeaderDoesNotCount => words(
            "The leader's own copy doesn't count.",
            "it took a majority without the leader",
            "The leader's copy counts like any other, once it is on its disk (§5.3).",
        ),
        Belief::AllMustHaveIt => words(
            "All servers have to have it, or to answer.",
            "it took all servers",
            "A majority is enough (§5.3).",
        ),
        Belief::LeaderCopyIsEnough => words(
            "What stands in the leader's log is committed.",
            "the leader's own copy were enough",
            "An entry commits when the leader knows it on a majority of the disks (§5.3).",
        ),
        Belief::CopiesAreFinal => words(
            "An entry that a majority has can no longer be lost.",
            "a majority of copies were final, whatever their term",
            "A server with a later last term can still be elected, and overwrite them (§5.4.2, figure 8).",
        ),
        Belief::OnlyKnownIsFinal => words(
            "What the leader doesn't know to be committed can be lost.",
            "only what the leader knows to be committed were safe",
            "The servers decide by their logs. Nobody has to know yet that an entry is safe.",
        ),
        Belief::CrashedNeverReturn => words(
            "Servers that are down have no say in later elections.",
            "those that are down never came back",
            "A server that is down may come back with its disk, and vote and stand.",
        ),
        Belief::AcknowledgedIsCommitted => words(
            "What one follower acknowledges is committed.",
            "one acknowledgement were enough",
            "The leader counts until a majority has it (§5.3).",
        ),
        Belief::AllItHasIsCommitted => words(
            "A follower commits as far as its own log goes, if the leader has.",
            "a follower took entries for committed that the message hasn't verified",
            "What follows the verified entries may be an old leader's. The commit index stops before (figure 2).",
        ),
        Belief::LeaderCommitIsEnough => words(
            "A follower's commit index becomes the leader's.",
            "a follower could commit what it doesn't have yet",
            "A follower commits no further than the last entry that the message has verified (figure 2).",
        ),
        Belief::ReceivedIsCommitted => words(
            "What a follower has received is committed.",
            "receiving an entry committed it",
            "Only the leader knows who has an entry. It tells the followers with leader_commit (§5.3).",
        ),
        Belief::PrevIsLeadersLast => words(
            "prev_log_index is the leader's last index.",
            "prev_log_index were the end of the leader's log",
            "It's the entry right before those that are sent: next_index - 1 (§5.3).",
        ),
        Belief::PrevIsFirstNew => words(
            "prev_log_index is the index of the first new entry.",
            "prev_log_index named the first new entry",
            "It names the entry right before the new ones (§5.3).",
        ),
        Belief::PrevTermIsCurrent => words(
            "prev_log_term is the leader's own term.",
            "prev_log_term were the leader's own term",
            "It's the term of the entry at prev_log_index, whoever created that (§5.3).",
        ),
        Belief::SendsWholeLog => words(
            "A leader sends its whole log.",
            "a leader always sent everything",
            "A leader sends what follows the last entry on which both logs agree (§5.3).",
        ),
        Belief::SendsOnlyNewest => words(
            "A leader sends just its newest entry.",
            "only the newest entry were sent",
            "A leader sends all entries from next_index on, as many as fit (§5.3).",
        ),
        Belief::CommitIncludesSent => words(
            "leader_commit takes in the entries of the message.",
            "sending an entry committed it",
            "Entries commit when a majority has acknowledged them. A later message says so (§5.3).",
        ),
        Belief::OldEntriesGetNewTerm => words(
            "Old entries are sent with the new leader's term.",
            "a new leader rewrote the terms of old entries",
            "An entry keeps the term in which it was created (§5.4.2).",
        ),
        Belief::OneStepPerRejection => words(
            "Each refusal moves the leader back by one entry.",
            "each refusal moved next_index back by one",
            "A refusal names the conflicting term and where it begins, so the leader skips it at once (end of §5.3).",
        ),
        Belief::LeftoverStays => words(
            "What a follower has beyond the leader's log stays.",
            "nothing were removed behind the leader's last entry",
            "An entry that conflicts goes, and all that follow it (§5.3).",
        ),
        Belief::FollowerKeepsItsOwn => words(
            "A follower keeps its entries, and gets what it lacks at the end.",
            "a follower kept its own entries",
            "Where the logs differ, the leader's entries take the place of the follower's (§5.3).",
        ),
        Belief::EverythingFits => words(
            "A follower takes entries whatever stands before them.",
            "nobody checked what stands before the new entries",
            "AppendEntries is refused unless the entry before is the same (§5.3).",
        ),
        Belief::MemorySurvives => words(
            "A crash takes nothing.",
            "memory survived a crash",
            "Only what is on disk survives. A write under way is lost (figure 2).",
        ),
        Belief::OnlyCommittedSurvives => words(
            "A crash takes what isn't committed.",
            "a crash took the uncommitted entries",
            "What is on disk stays, committed or not. A leader will sort it out (figure 2).",
        ),
        Belief::CommitIndexSurvives => words(
            "A server remembers its commit index.",
            "the commit index were on disk",
            "It's volatile: after a restart a server hears again what is committed (figure 2).",
        ),
        Belief::VoteIsForgotten => words(
            "A vote needn't be remembered.",
            "a server forgot its vote in a crash",
            "The vote is on disk. Else a server could vote twice in a term (figure 2).",
        ),
        Belief::TermIsForgotten => words(
            "After a crash a server begins in term 0.",
            "the term were only in memory",
            "The term is on disk (figure 2).",
        ),
        Belief::NothingSurvives => words(
            "After a crash a server begins with nothing.",
            "a crash took the disk along",
            "Term, vote and log are on disk (figure 2).",
        ),
        Belief::OneHeap => words(
            "In a joint configuration all voters are counted together.",
            "both sides of a joint configuration were counted in one heap",
            "Each side needs a majority of its own (§6).",
        ),
        Belief::OnlyNewCounts => words(
            "In a joint configuration the new side decides.",
            "only the new side counted",
            "Until the joint configuration is left, the old side has to agree too (§6).",
        ),
        Belief::OnlyOldCounts => words(
            "In a joint configuration the old side decides.",
            "only the old side counted",
            "As soon as it's in the log, the new side has to agree too (§6).",
        ),
        Belief::LearnersCount => words(
            "Learners count like everyone else.",
            "learners had a vote",
            "Learners get the log and have no vote (thesis §4.2.1).",
        ),
        Belief::HalfMayFail => words(
            "Half of the servers may fail.",
            "half of the servers could fail",
            "More than half have to be left (§5.2).",
        ),
        Belief::TermsLeaveNoGaps => words(
            "The terms in a log leave no gaps.",
            "every term left an entry in every log",
            "An election may fail, and a leader's entries may not get everywhere.",
        ),
        Belief::LongerIsNewer => words(
            "A longer log can't end with an earlier term.",
            "the longer log always ended with the later term",
            "A cut-off leader may append entry after entry. None of them commits.",
        ),
        Belief::LogsArePrefixes => words(
            "Of two logs one is the beginning of the other.",
            "logs could differ only in length",
            "Uncommitted entries may differ, until a leader overwrites them (§5.3, figure 7).",
        ),
        Belief::TermsMayFallBack => words(
            "The terms in a log may fall back.",
            "a leader could append an entry of an earlier term",
            "A leader appends in its own term, and terms only grow (§5.1).",
        ),
        Belief::SameTermMayDiffer => words(
            "Logs may differ before entries with the same index and term.",
            "two entries could share index and term, and differ or follow on different logs",
            "Equal index and term mean equal logs up to there (Log Matching, §5.3).",
        ),
        Belief::SilenceIsFailure => words(
            "What isn't answered hasn't happened.",
            "no answer meant that nothing has happened",
            "It may have happened, or still happen: perhaps only the answer was lost (§8).",
        ),
        Belief::AskingIsDoing => words(
            "What was asked for will be done.",
            "a request couldn't get lost",
            "Until there's an answer, an entry can be lost with its leader (§8).",
        ),
        Belief::AnswerMeansEverywhere => words(
            "An answer means that all servers have applied it.",
            "a leader waited for all servers",
            "The leader answers when it has applied a committed entry. The others follow (§5.3).",
        ),
        Belief::AnswerMayBeTakenBack => words(
            "What was answered can still be lost.",
            "a leader answered before the entry was committed",
            "The leader answers only when the entry is committed, and that stays (§5.4).",
        ),
        Belief::ReadIsCurrent => words(
            "What was read is so now.",
            "nothing could change while the answer travels",
            "The value was there at some moment between question and answer. It may have changed since (§8).",
        ),
        Belief::ReadIsAsAsked => words(
            "What was read is what was there when the client asked.",
            "a read looked at the moment of the question",
            "It looks at some moment between question and answer (§8).",
        ),
        Belief::AnyLeaderMayAnswer => words(
            "A leader may answer a read at once.",
            "every server that takes itself for the leader could answer at once",
            "First a majority has to confirm that it still leads (§8).",
        ),
        Belief::EarlierRoundsCount => words(
            "Any answer that arrives after the read confirms the leader.",
            "answers to rounds of before the read counted",
            "Only answers to a round that began after the read prove anything (thesis §6.4).",
        ),
        Belief::FreshLeaderMayAnswer => words(
            "A new leader knows at once what is committed.",
            "a new leader knew at once what is committed",
            "It has to commit its no-op first, and apply what stands before (§8).",
        ),
        Belief::OrderAcrossClientsIsFree => words(
            "Only each client's own order has to be kept.",
            "only each client's own order had to be kept",
            "What was answered before something else was asked for comes before it, whoever asked.",
        ),
        Belief::TakesEffectWhenAsked => words(
            "An operation takes effect when it's asked for.",
            "everything took effect at the moment of asking",
            "It takes effect at some moment between question and answer.",
        ),
        Belief::TakesEffectWhenAnswered => words(
            "An operation takes effect when it's answered.",
            "everything took effect at the moment of the answer",
            "It takes effect at some moment between question and answer.",
        ),
    }
}
