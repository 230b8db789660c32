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
    }
}
