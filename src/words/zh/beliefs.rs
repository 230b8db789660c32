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
            "谁先来要票就投给谁，日志里有什么不管。",
            "投票前没有谁比日志",
            "候选者的日志至少和自己的一样新，才投票给它（§5.4.1）。",
        ),
        Belief::OnlyLengthCounts => words(
            "日志越长越新。",
            "只看日志有多长",
            "最后一个条目任期晚的才算新。任期相同，再比长短（§5.4.1）。",
        ),
        Belief::OnlyLastTermCounts => words(
            "只看最后一个条目的任期。",
            "只看最后一个任期，不看日志有多长",
            "最后一个条目的任期相同时，日志更长的更新（§5.4.1）。",
        ),
        Belief::VotesAgain => words(
            "同一任期里，一台服务器可以投票给好几个候选者。",
            "一台服务器在一个任期里能投两次票",
            "一台服务器在一个任期里只投票给一个候选者（§5.2）。",
        ),
        Belief::VoteIsForEver => words(
            "投过一次票，就一直算数。",
            "任期过了，选票还算数",
            "到了新的任期，又可以重新投票（§5.1，图 2）。",
        ),
        Belief::OldTermIsHeard => words(
            "任期更早的请求，和别的请求一样算数。",
            "任期更早的请求也算数",
            "任期更早的请求，一律拒绝（§5.1）。",
        ),
        Belief::HalfIsEnough => words(
            "一半服务器，或者差一点到一半，就够了。",
            "比多数派少一台也够",
            "要超过全部服务器的一半（§5.2）。",
        ),
        Belief::MajorityOfPresent => words(
            "在运行的服务器里，过半数就行。",
            "在场的过半数就够",
            "要全部服务器的多数派，没在运行的也算在总数里（§5.2）。",
        ),
        Belief::AbsentAgree => {
            words("不说话就是同意。", "没在运行的服务器算投了票", "没在运行的服务器投不了票。")
        }
        Belief::OnlyNewestWins => words(
            "只有日志最新的服务器才能当选。",
            "当选的日志必须比谁都新",
            "和多数派的日志比，至少一样新就行（§5.4.1）。",
        ),
        Belief::OnlyLatestTermWins => words(
            "只有任期最晚的服务器才能当选。",
            "参选之前，任期就得是最晚的",
            "服务器听说了更晚的任期，会在新的任期再次参选（§5.1）。",
        ),
        Belief::AnyTermCommits => words(
            "多数派有了的条目就已提交，不管是哪个任期的。",
            "更早任期的条目，也能靠数副本提交",
            "只有领导者本任期的条目，能靠数副本提交。前面的条目跟着它一起提交（§5.4.2）。",
        ),
        Belief::LeaderDoesNotCount => words(
            "领导者自己的副本不算。",
            "不算领导者也要有多数派",
            "领导者的副本落了盘，就和别的副本一样算（§5.3）。",
        ),
        Belief::AllMustHaveIt => words(
            "所有服务器都要有它，或者都要答复。",
            "非要所有服务器不可",
            "有多数派就够了（§5.3）。",
        ),
        Belief::LeaderCopyIsEnough => words(
            "写进领导者的日志，就提交了。",
            "光有领导者自己的副本就够",
            "领导者知道条目在多数派的磁盘上，才算提交（§5.3）。",
        ),
        Belief::CopiesAreFinal => words(
            "多数派有了的条目，再也丢不了。",
            "多数派有了副本就不会变，不管是哪个任期的",
            "末尾任期更晚的服务器还可能当选，把它们覆盖掉（§5.4.2，图 8）。",
        ),
        Belief::OnlyKnownIsFinal => words(
            "领导者还不知道已提交的，都可能丢。",
            "只有领导者知道已提交的，才丢不了",
            "能不能当选看的是日志。一个条目丢不了，不用等谁先知道。",
        ),
        Belief::CrashedNeverReturn => words(
            "没在运行的服务器，和以后的选举没关系。",
            "没在运行的再也不回来",
            "没在运行的服务器可能带着磁盘回来，投票，也参选。",
        ),
        Belief::AcknowledgedIsCommitted => words(
            "有一个跟随者确认了，就提交了。",
            "一个确认就够",
            "领导者要数到多数派都有（§5.3）。",
        ),
        Belief::AllItHasIsCommitted => words(
            "领导者提交了多少，跟随者就把自己的日志提交多少，一直到末尾。",
            "消息没核对过的条目，跟随者也当作已提交",
            "核对过的条目后面，可能是旧领导者留下的。提交索引到核对过的为止（图 2）。",
        ),
        Belief::LeaderCommitIsEnough => words(
            "领导者的提交索引是多少，跟随者的就是多少。",
            "跟随者能提交自己还没有的条目",
            "消息核对到哪个条目，跟随者最多提交到哪个条目（图 2）。",
        ),
        Belief::ReceivedIsCommitted => words(
            "跟随者收到的就是已提交的。",
            "收到条目就等于提交",
            "谁有哪个条目，只有领导者知道。它用 leader_commit 告诉跟随者（§5.3）。",
        ),
        Belief::PrevIsLeadersLast => words(
            "prev_log_index 是领导者最后一个条目的索引。",
            "prev_log_index 是领导者日志的末尾",
            "它是这次要发的条目前面那一个：next_index - 1（§5.3）。",
        ),
        Belief::PrevIsFirstNew => words(
            "prev_log_index 是第一个新条目的索引。",
            "prev_log_index 指的是第一个新条目",
            "它指的是新条目前面那一个（§5.3）。",
        ),
        Belief::PrevTermIsCurrent => words(
            "prev_log_term 是领导者自己的任期。",
            "prev_log_term 填的是领导者自己的任期",
            "它是 prev_log_index 那个条目的任期，不管当初是谁写的（§5.3）。",
        ),
        Belief::SendsWholeLog => words(
            "领导者把整份日志都发过去。",
            "领导者每次都全发",
            "领导者只发两份日志最后一处相同之后的条目（§5.3）。",
        ),
        Belief::SendsOnlyNewest => words(
            "领导者只发最新的条目。",
            "只发最新的一个条目",
            "领导者从 next_index 起都发，装得下多少发多少（§5.3）。",
        ),
        Belief::CommitIncludesSent => words(
            "leader_commit 把这条消息里的条目也算上。",
            "发出去就等于提交",
            "多数派确认了，条目才提交。之后的消息才会说（§5.3）。",
        ),
        Belief::OldEntriesGetNewTerm => words(
            "旧条目发出去，带的是新领导者的任期。",
            "新领导者会改写旧条目的任期",
            "条目是在哪个任期写的，就一直是哪个任期（§5.4.2）。",
        ),
        Belief::OneStepPerRejection => words(
            "每拒绝一次，领导者就退一个条目。",
            "每拒绝一次，next_index 只退一个",
            "拒绝里写着哪个任期有冲突、从哪里开始，领导者一次就跳过去（§5.3 末尾）。",
        ),
        Belief::LeftoverStays => words(
            "跟随者比领导者多出来的条目会留着。",
            "领导者日志末尾之后的，什么都不删",
            "有冲突的条目要删掉，它后面的也一起删（§5.3）。",
        ),
        Belief::FollowerKeepsItsOwn => words(
            "跟随者留着自己的条目，缺的补在末尾。",
            "跟随者可以留着自己的条目",
            "从日志不一样的地方起，换成领导者的条目（§5.3）。",
        ),
        Belief::EverythingFits => words(
            "不管前面是什么，跟随者都接收新条目。",
            "没有谁核对新条目前面是什么",
            "前一个条目对不上，就拒绝 AppendEntries（§5.3）。",
        ),
        Belief::MemorySurvives => words(
            "崩溃什么也带不走。",
            "崩溃之后内存里的还在",
            "只有磁盘上的还在。还没写完的丢了（图 2）。",
        ),
        Belief::OnlyCommittedSurvives => words(
            "还没提交的，一崩溃就没了。",
            "崩溃会带走没提交的条目",
            "磁盘上的都还在，提交没提交都一样。以后由领导者来理顺（图 2）。",
        ),
        Belief::CommitIndexSurvives => words(
            "服务器记得自己的提交索引。",
            "提交索引存在磁盘上",
            "它只在内存里：重启之后，要重新听说提交到了哪里（图 2）。",
        ),
        Belief::VoteIsForgotten => words(
            "投给谁不用记住。",
            "服务器一崩溃就忘了投给谁",
            "选票在磁盘上。不然一个任期里就可能投两次（图 2）。",
        ),
        Belief::TermIsForgotten => {
            words("崩溃之后，服务器从任期 0 开始。", "任期只在内存里", "任期在磁盘上（图 2）。")
        }
        Belief::NothingSurvives => words(
            "崩溃之后，服务器从零开始。",
            "崩溃把磁盘也带走",
            "任期、选票和日志都在磁盘上（图 2）。",
        ),
        Belief::OneHeap => words(
            "联合共识里，投票成员合在一起数。",
            "联合共识的两边合成一堆来数",
            "两边各要有自己的多数派（§6）。",
        ),
        Belief::OnlyNewCounts => words(
            "联合共识里，新的一边说了算。",
            "只数新的一边",
            "联合共识结束之前，旧的一边也要同意（§6）。",
        ),
        Belief::OnlyOldCounts => words(
            "联合共识里，旧的一边说了算。",
            "只数旧的一边",
            "联合配置一写进日志，新的一边也要同意（§6）。",
        ),
        Belief::LearnersCount => words(
            "学习者和别的成员一样算数。",
            "学习者有投票权",
            "学习者收日志，但没有投票权（博士论文 §4.2.1）。",
        ),
        Belief::HalfMayFail => {
            words("可以坏掉一半服务器。", "坏掉一半也没事", "要剩下超过一半才行（§5.2）。")
        }
        Belief::TermsLeaveNoGaps => words(
            "日志里的任期是连着的，不会跳号。",
            "每个任期都在每份日志里留下条目",
            "选举可能没选出谁，领导者的条目也可能没传到每一台。",
        ),
        Belief::LongerIsNewer => words(
            "长的日志，末尾的任期不会更早。",
            "长的日志末尾，任期总是更晚",
            "和大家断开的领导者能一个接一个地追加，可是一个都提交不了。",
        ),
        Belief::LogsArePrefixes => words(
            "两份日志，一份总是另一份的开头。",
            "日志之间只有长短不同",
            "没提交的条目可以不一样，直到领导者把它们覆盖（§5.3，图 7）。",
        ),
        Belief::TermsMayFallBack => words(
            "日志里的任期可以往回退。",
            "领导者能追加更早任期的条目",
            "领导者只用自己的任期追加，任期又只增不减（§5.1）。",
        ),
        Belief::SameTermMayDiffer => words(
            "索引和任期都相同的条目，前面的日志也可以不一样。",
            "两个条目索引和任期都相同，内容或前面的日志还能不一样",
            "索引和任期都相同，到这里为止的日志就一样（日志匹配，§5.3）。",
        ),
        Belief::SilenceIsFailure => words(
            "没有答复，就是没做成。",
            "没有答复就等于什么都没发生",
            "可能已经做成，也可能以后做成：说不定丢的只是答复（§8）。",
        ),
        Belief::AskingIsDoing => words(
            "请求了就会做成。",
            "请求不会丢",
            "没等到答复之前，条目可能跟着领导者一起丢掉（§8）。",
        ),
        Belief::AnswerMeansEverywhere => words(
            "有了答复，就是所有服务器都应用了。",
            "领导者会等所有服务器",
            "领导者应用了已提交的条目就答复，其他服务器随后跟上（§5.3）。",
        ),
        Belief::AnswerMayBeTakenBack => words(
            "答复过的还可能丢。",
            "条目还没提交，领导者就答复",
            "条目提交了，领导者才答复。提交了的不会丢（§5.4）。",
        ),
        Belief::ReadIsCurrent => words(
            "读到的就是现在的值。",
            "答复在路上的时候，什么都不会变",
            "从提问到答复之间，有一刻是这个值。之后可能又变了（§8）。",
        ),
        Belief::ReadIsAsAsked => words(
            "读到的是客户端提问那一刻的值。",
            "读的是提问那一刻",
            "读的是从提问到答复之间的某一刻（§8）。",
        ),
        Belief::AnyLeaderMayAnswer => words(
            "领导者可以马上回答读请求。",
            "自认为是领导者，就能马上回答",
            "要先由多数派确认它还是领导者（§8）。",
        ),
        Belief::EarlierRoundsCount => words(
            "读请求来了之后，不管收到哪次广播的回应，都能确认领导者。",
            "读请求之前的广播，回应也算",
            "读请求来了之后才开始的广播，回应才作数（博士论文 §6.4）。",
        ),
        Belief::FreshLeaderMayAnswer => words(
            "新领导者一上任，就知道提交到了哪里。",
            "新领导者马上就知道提交到了哪里",
            "它要先提交自己的 no-op，再应用前面的条目（§8）。",
        ),
        Belief::OrderAcrossClientsIsFree => words(
            "只要守住每个客户端自己的顺序。",
            "只需要守住每个客户端自己的顺序",
            "一个操作答复了，另一个才提出，那么前一个就在前面，不管是谁提的。",
        ),
        Belief::TakesEffectWhenAsked => words(
            "操作在提出的时候生效。",
            "操作都在提出的那一刻生效",
            "它在提出和答复之间的某一刻生效。",
        ),
        Belief::TakesEffectWhenAnswered => words(
            "操作在答复的时候生效。",
            "操作都在答复的那一刻生效",
            "它在提出和答复之间的某一刻生效。",
        ),
    }
}
