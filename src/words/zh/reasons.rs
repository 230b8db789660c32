//! Why the right answer to a practice question is right.

use super::numbers::{each_side, server as short};
use super::practice::all_of;
use crate::practice::{Apart, Ask, Question, TimedOperation, Why};
use crate::raft::{AppendRejection, CommitStatus, Index, ServerId, Tally, VoteDenial};

pub(super) fn why(question: &Question) -> String {
    match &question.why {
        Why::Votes(verdicts) => verdicts.iter().map(|(voter, said)| vote(*voter, *said)).collect(),
        Why::Electable(tallies) => {
            tallies.iter().map(|(server, tally)| votes(*server, *tally)).collect()
        }
        Why::Committed { index, next } => committed(*index, next),
        Why::Safe { index, loses: None } => {
            format!("能当选的每一台，索引 {index} 为止的条目都一样。")
        }
        Why::Safe { index, loses: Some((server, tally)) } => format!(
            "{} 能当选：它得 {} 票，需要 {} 票。它和这份日志只有索引 {index} 为止的条目一样，当选后会覆盖后面的（§5.4.2）。",
            short(*server),
            tally.voters.have,
            tally.voters.need
        ),
        Why::Learned { index, leader_commit, verified } => format!(
            "领导者的提交索引是 {leader_commit}，这条消息把日志核对到索引 {verified}。取小的那个，而且只进不退：{index}（图 2）。"
        ),
        Why::NothingLearned { index, reason } => {
            format!("{}所以它什么也没得知，提交索引还是 {index}。", refusal(*reason))
        }
        Why::Fields { next_index, entries, leader_commit } => format!(
            "next_index 是 {next_index}，所以 prev_log_index 是 {}，prev_log_term 是领导者日志里那个条目的任期。后面{}。领导者的提交索引是 {leader_commit}（§5.3）。",
            next_index - 1,
            match entries {
                0 => "不带条目".into(),
                _ => format!("带 {entries} 个条目"),
            }
        ),
        Why::Repair { refused, agree } => {
            let refused: String = refused.iter().map(|reason| refusal(*reason)).collect();
            match agree {
                0 => format!("{refused}两份日志从头就不一样，它从头接收领导者的条目。"),
                _ => format!(
                    "{refused}索引 {agree} 为止，两份日志一样。再往后，它接收领导者的条目。"
                ),
            }
        }
        Why::Crash { writes_lost } => format!(
            "还没写完的 {writes_lost} 次写入丢了。任期、选票和日志以磁盘上的为准，提交索引只在内存里（图 2）。"
        ),
        Why::Tolerance(tally) => {
            let running = each_side(*tally, |count| {
                format!("{} 台里有 {} 台在运行，需要 {} 台", count.of, count.have, count.need)
            });
            let why = match tally.outgoing {
                Some(_) => "两边都要保住自己的多数派（§6）。",
                None => "没在运行的也算在总数里（§5.2）。",
            };
            format!("{running}。{why}")
        }
        Why::CameAbout => "会：它们就是从一次运行里来的，下面可以看。".into(),
        Why::TermsDescend { server, index } => format!(
            "{} 的日志到索引 {index} 退回了更早的任期。领导者只用自己的任期追加，任期又只增不减（§5.1）。",
            short(*server)
        ),
        Why::NoMatch { server, index, term } => format!(
            "{} 和另一台服务器，在索引 {index} 都有任期 {term} 的条目，可是两份日志在这里或之前就不一样。这两个条目出自同一个领导者，日志本该一样（§5.3）。",
            short(*server)
        ),
        Why::Silence => {
            "没有答复，谁也说不准：丢的可能是请求，可能是条目，也可能只是答复。只有再问一次（§8）。".into()
        }
        Why::WasApplied => {
            "领导者应用了已提交的条目，才答复。已提交的条目不会丢。其他服务器可以晚些再应用（§5.3）。".into()
        }
        Why::WasRead => {
            "读发生在提问和答复之间的某一刻。在那之前和之后，值都可能不一样（§8）。".into()
        }
        Why::Read { confirmed, applied, read_index } => {
            let confirmed = each_side(*confirmed, |count| {
                format!("{} 台里有 {} 台，需要 {} 台", count.of, count.have, count.need)
            });
            let applied = match applied >= read_index {
                true => format!("日志应用到索引 {applied}：够了（§8）。"),
                false => {
                    format!("日志只应用到索引 {applied}，这次读要到索引 {read_index}（§8）。")
                }
            };
            format!("回应了这次广播的，{confirmed}。{applied}")
        }
        Why::Explained { order } => explained(question, order),
        Why::Unexplained { operation } => unexplained(question, *operation),
    }
}

/// What sets an answer apart from the right one, by the question's own rule.
pub(super) fn apart(apart: &Apart) -> String {
    let begin = |server: ServerId, is_missing: bool| match is_missing {
        true => format!("少了 {}。", short(server)),
        false => format!("多了 {}。", short(server)),
    };
    match *apart {
        Apart::Voter { server, is_missing, verdict } => {
            let said = verdict.map(|verdict| vote(server, verdict));
            let down = || format!("{} 没在运行，投不了票。", short(server));
            begin(server, is_missing) + &said.unwrap_or_else(down)
        }
        Apart::Candidate { server, is_missing, votes: tally } => {
            let said = tally.map(|tally| votes(server, tally));
            let down = || format!("{} 没在运行，参加不了选举。", short(server));
            begin(server, is_missing) + &said.unwrap_or_else(down)
        }
        Apart::NotCommitted { given, index } => {
            format!("{given} 太大了：这台服务器还不知道索引 {index} 已提交。")
        }
        Apart::Committed { given, index } => {
            format!("{given} 太小了：这台服务器知道索引 {index} 也已提交。")
        }
        Apart::MayBeLost { given, index } => {
            format!("{given} 太大了：索引 {index} 处没有这个条目的，也有能当选的。")
        }
        Apart::BeyondLog { given, last_index } => {
            format!("{given} 太大了：领导者的日志到索引 {last_index} 为止。")
        }
        Apart::IsKept { given, index } => {
            format!("{given} 太小了：能当选的每一台，索引 {index} 的条目也都有。")
        }
        Apart::TooManyFail { given, fatal } => {
            format!("{given} 太多了：再坏 {fatal} 台，剩下的就可能不够。")
        }
        Apart::MoreMayFail { given, may } => {
            format!("{given} 太少了：在运行的里面随便坏 {may} 台，剩下的还够。")
        }
    }
}

/// The votes that a server would get.
fn votes(server: ServerId, tally: Tally) -> String {
    let count = tally.voters;
    format!("{} 能得 {} 票，需要 {} 票。", short(server), count.have, count.need)
}

/// What is committed, and why no more.
fn committed(index: Index, next: &CommitStatus) -> String {
    let next_index = index + 1;
    let known = format!("提交索引是 {index}。");
    let more = match next {
        CommitStatus::TooFewCopies { acknowledged_by, tally } => {
            let on = match acknowledged_by.is_empty() {
                true => "一块磁盘上也没有".to_string(),
                false => format!("在 {} 上", all_of(acknowledged_by)),
            };
            format!(
                "据领导者所知，条目 {next_index} {on}：有 {} 份副本，需要 {} 份（§5.3）。",
                tally.voters.have, tally.voters.need
            )
        }
        CommitStatus::EarlierTerm { entry_term, current_term } => format!(
            "条目 {next_index} 是任期 {entry_term} 的，而现在是任期 {current_term}：光有副本还提交不了它（§5.4.2）。"
        ),
        CommitStatus::NotInLog => "它的日志到这里就完了。".into(),
        CommitStatus::Committed | CommitStatus::Ready { .. } | CommitStatus::NotLeader { .. } => {
            return known;
        }
    };
    format!("{known}{more}")
}

fn refusal(reason: AppendRejection) -> String {
    match reason {
        AppendRejection::StaleTerm => "它拒绝：消息的任期更早（§5.1）。".into(),
        AppendRejection::LogTooShort { prev_log_index, last_index: 0 } => {
            format!("它拒绝 prev_log_index {prev_log_index}：自己的日志是空的（§5.3）。")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "它拒绝 prev_log_index {prev_log_index}：自己的日志只到索引 {last_index}（§5.3）。"
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "它拒绝 prev_log_index {prev_log_index}：那里领导者是任期 {theirs}，自己是任期 {mine}（§5.3）。"
        ),
        AppendRejection::KnowsNoMembers => "它拒绝：自己的磁盘是空的。".into(),
    }
}

fn vote(voter: ServerId, verdict: Result<(), VoteDenial>) -> String {
    let voter = short(voter);
    match verdict {
        Ok(()) => format!("{voter} 投票给它：候选者的日志至少和自己的一样新（§5.4.1）。"),
        Err(VoteDenial::StaleTerm) => format!("{voter} 不投：自己的任期更晚（§5.1）。"),
        Err(VoteDenial::AlreadyVoted { voted_for }) => {
            format!("{voter} 不投：这个任期的票已经给了 {}（§5.2）。", short(voted_for))
        }
        Err(VoteDenial::LogBehind { mine, theirs }) if mine.0 != theirs.0 => format!(
            "{voter} 不投：自己的最后一个条目是任期 {} 的，候选者的是任期 {} 的（§5.4.1）。",
            mine.0, theirs.0
        ),
        Err(VoteDenial::LogBehind { mine, theirs }) => format!(
            "{voter} 不投：两份日志都以任期 {} 结尾，自己的到索引 {}，候选者的只到 {}（§5.4.1）。",
            mine.0, mine.1, theirs.1
        ),
        Err(VoteDenial::HeardFromLeader) => format!("{voter} 不投：它听得到领导者。"),
        Err(VoteDenial::TermHasBegun) => {
            format!("{voter} 不投：它自己已经在那个任期里了（博士论文 §9.6）。")
        }
        Err(VoteDenial::JustStarted) => {
            format!("{voter} 不投：它才刚启动（博士论文 §6.4.1）。")
        }
    }
}

/// "客户端 1 写入 1".
fn brief(one: &TimedOperation) -> String {
    let client = one.client.0;
    match (&one.writes, &one.value) {
        (Some(value), _) => format!("客户端 {client} 写入 {value}"),
        (None, Some(value)) => format!("客户端 {client} 读到 {value}"),
        (None, None) => format!("客户端 {client} 读到空值"),
    }
}

fn operation(question: &Question, place: u64) -> Option<String> {
    let Ask::Linearizable { history } = &question.ask else { return None };
    history.get(usize::try_from(place).ok()?).map(brief)
}

fn explained(question: &Question, order: &[u64]) -> String {
    let order: Vec<String> = order.iter().filter_map(|&place| operation(question, place)).collect();
    format!("按这个顺序，就都说得通：{}。", order.join("，"))
}

fn unexplained(question: &Question, place: u64) -> String {
    let what = operation(question, place).unwrap_or_default();
    format!("守住时间先后，怎么排都解释不了这一步：{what}。")
}
