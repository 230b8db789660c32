//! What is waited for.

use std::rc::Rc;

use super::numbers::{each_side, list, names, sentences, server as short};
use super::paper::votes;
use super::things::{ASKER, dish, line};
use crate::lunch::teammate;
use crate::raft::{ServerId, Tally};
use crate::why::Waiting;
use crate::words::TagWords;

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn waiting(waiting: &Waiting) -> (String, String) {
    match waiting {
        Waiting::TooFewRun { has_leader, absent, abstaining, running } => {
            let (lunch, raft) = match has_leader {
                true => ("新的一行现在没法说定", "新条目现在提交不了"),
                false => ("现在谁也拿不到点餐单", "现在谁也赢不了选举"),
            };
            let people = each_side(*running, |count| {
                format!("{} 个人里能参加的有 {} 个，需要 {} 个", count.of, count.have, count.need)
            });
            let servers = each_side(*running, |count| {
                format!(
                    "{} 台服务器里能参加的有 {} 台，需要 {} 台",
                    count.of, count.have, count.need
                )
            });
            (
                sentences(&[
                    &format!("{lunch}：{people}。"),
                    &away(absent),
                    &new_notebooks(abstaining),
                ]),
                sentences(&[&format!("{raft}：{servers}。"), &abstaining_servers(abstaining)]),
            )
        }
        Waiting::Transfer { leader, to } => (
            format!("{} 正把点餐单交给 {}，这会儿不接单。", name(*leader), name(*to)),
            format!("{} 正把领导权交给 {}，这期间不接命令。", short(*leader), short(*to)),
        ),
        Waiting::NoLeader { candidates, abstaining } => {
            let (lunch, raft) = no_leader(candidates);
            (
                sentences(&[&lunch, &new_notebooks(abstaining)]),
                sentences(&[&raft, &abstaining_servers(abstaining)]),
            )
        }
        Waiting::TooFewCopies {
            leader,
            index,
            entry,
            is_being_written: true,
            tally,
            absent,
            ..
        } => {
            let server = short(*leader);
            (
                sentences(&[
                    &format!("{} 还在写第 {index} 行（{}）。", name(*leader), line(entry)),
                    &away(absent),
                ]),
                format!(
                    "索引 {index} 还没提交：它还没写进 {server} 自己的磁盘。{server} 数到的副本，{}。",
                    copies(*tally)
                ),
            )
        }
        Waiting::TooFewCopies { leader, index, entry, tally, absent, .. } => (
            sentences(&[
                &format!(
                    "{} 数了数写好第 {index} 行（{}）的小本子：{}。",
                    name(*leader),
                    line(entry),
                    each_side(*tally, |count| {
                        format!("{} 个里有 {} 个，需要 {} 个", count.of, count.have, count.need)
                    })
                ),
                &away(absent),
            ]),
            format!("索引 {index} 还没提交。{} 数到的副本，{}。", short(*leader), copies(*tally)),
        ),
        Waiting::Deposed { leader, term, newer, newer_term } => {
            let (name, newer_name) = (name(*leader), name(*newer));
            (
                format!(
                    "{name} 还拿着第 {term} 轮的点餐单。可是到了第 {newer_term} 轮，多数人已经同意 {newer_name}。{name} 现在写的，再也没法说定。"
                ),
                format!(
                    "{} 领导任期 {term}，但多数派在任期 {newer_term} 投票给了 {}：任期 {term} 的新条目再也提交不了（§5.4）。",
                    short(*leader),
                    short(*newer)
                ),
            )
        }
        Waiting::Unheard { leader, voters, heard, steps_down } => {
            let (name, server) = (name(*leader), short(*leader));
            (
                format!(
                    "{} 听得见 {name}，所以不来要点餐单。可是大家的回话都丢了：{name} 连自己在内，{}。",
                    names(voters.iter().copied()),
                    each_side(*heard, |count| format!(
                        "听到 {} 个人，需要 {} 个",
                        count.have, count.need
                    ))
                ),
                sentences(&[
                    &format!(
                        "{} 听得到 {server} 的心跳，选举计时器不会到点。可是答复传不回来：{server} 连自己在内，{}。",
                        list(voters),
                        each_side(*heard, |count| format!(
                            "听到 {} 个投票成员，需要 {} 个",
                            count.have, count.need
                        ))
                    ),
                    match steps_down {
                        true => "CheckQuorum 会让它退位（博士论文 §6.2）。",
                        false => "开了 CheckQuorum 这个扩展，它就会退位（博士论文 §6.2）。",
                    },
                ]),
            )
        }
        Waiting::RemovedStands { server, term } => {
            let name = name(*server);
            (
                format!(
                    "{name} 已经不在名单上，自己却没听说。所以 {name} 老来要点餐单，每要一次就是新的一轮。"
                ),
                format!(
                    "{} 已经移出集群，可它自己的日志里没有这件事。它是任期 {term} 的候选者，每试一次，任期就高一个。CheckQuorum 加上 PreVote，它就添不了乱（论文 §6，博士论文 §4.2.3）。",
                    short(*server)
                ),
            )
        }
        Waiting::Answer { operation, away: Some(away), .. } => (
            format!(
                "{ASKER}还没等到答复：{}。{} 不在。过一会儿，{ASKER}会去问别人。",
                dish(operation),
                name(*away)
            ),
            format!(
                "客户端在等 {}，可它没在运行。等够了，客户端会去问另一台服务器。",
                short(*away)
            ),
        ),
        Waiting::Answer { operation, attempts, away: None, .. } => (
            format!("{ASKER}还没等到答复：{}。", dish(operation)),
            format!(
                "客户端在等，这是第 {attempts} 次尝试。要是等不到答复，它可能生效了，也可能没有。"
            ),
        ),
        Waiting::EarlierTerm { leader, index, entry, current_term } => (
            format!(
                "第 {index} 行（{}）是前面一轮写的。光靠抄的人多，还不算说定。要等这一轮的一行在它后面说定，它才跟着定。",
                line(entry)
            ),
            format!(
                "索引 {index} 是任期 {} 的，而 {} 领导任期 {current_term}：只有本任期的条目，才能靠数副本提交（§5.4.2）。",
                entry.term,
                short(*leader)
            ),
        ),
    }
}

/// What stands on the tag. While nobody has an entry on their disk, its leader is writing it.
pub(super) fn tag(waiting: &Waiting) -> TagWords {
    match waiting {
        Waiting::TooFewCopies { is_being_written: true, acknowledged_by, .. }
            if acknowledged_by.is_empty() =>
        {
            plain("正在写…")
        }
        Waiting::TooFewCopies { tally, .. } => plain(&counted(*tally)),
        Waiting::TooFewRun { running, .. } => {
            TagWords { count: counted(*running), of_what: "（在场）" }
        }
        Waiting::NoLeader { .. } => plain("群龙无首"),
        Waiting::Transfer { .. } => plain("正在移交"),
        Waiting::Deposed { .. } => plain("过时了"),
        Waiting::Unheard { .. } => plain("听到的太少"),
        Waiting::RemovedStands { .. } => plain("不在名单上"),
        Waiting::Answer { .. } => plain("在等"),
        Waiting::EarlierTerm { .. } => plain("光凑份数不算"),
    }
}

/// What stands on the tag where the lunch is faded out, if that is something else.
pub(super) fn tag_in_raft(waiting: &Waiting) -> Option<TagWords> {
    match waiting {
        Waiting::TooFewRun { running, .. } => {
            Some(TagWords { count: counted(*running), of_what: "（可用）" })
        }
        Waiting::RemovedStands { .. } => Some(plain("已被移除")),
        _ => None,
    }
}

/// What stands on the tag of a candidate.
pub(super) fn votes_tag(votes: Tally) -> TagWords {
    plain(&counted(votes))
}

fn plain(count: &str) -> TagWords {
    TagWords { count: count.into(), of_what: "" }
}

/// "有 1，需 3", the second being what is needed.
fn counted(tally: Tally) -> String {
    each_side(tally, |count| format!("有 {}，需 {}", count.have, count.need))
}

/// "5 台里有 2 台，需要 3 台".
fn copies(tally: Tally) -> String {
    each_side(tally, |count| {
        format!("{} 台里有 {} 台，需要 {} 台", count.of, count.have, count.need)
    })
}

fn no_leader(candidates: &[(ServerId, Tally)]) -> (String, String) {
    let Some((candidate, tally)) = candidates.iter().max_by_key(|(_, tally)| tally.voters.have)
    else {
        return (
            "醒着的人里，没有谁拿着点餐单。谁先等不及，谁就会来要。".into(),
            "没有领导者在运行：谁的选举计时器先到点，谁就发起选举（§5.2）。".into(),
        );
    };
    let yeses = each_side(*tally, |count| format!("有 {} 个，需要 {} 个", count.have, count.need));
    (
        format!("醒着的人里，没有谁拿着点餐单。{} 得到的“同意”：{yeses}。", name(*candidate)),
        format!("没有领导者在运行。{} 得到的选票：{}（§5.2）。", short(*candidate), votes(*tally)),
    )
}

fn new_notebooks(abstaining: &[ServerId]) -> String {
    match abstaining {
        [] => String::new(),
        _ => {
            format!("{} 换了新的小本子，得先把说定了的抄下来。", names(abstaining.iter().copied()))
        }
    }
}

fn abstaining_servers(abstaining: &[ServerId]) -> String {
    match abstaining {
        [] => String::new(),
        _ => format!("{} 丢过磁盘，追上来之前都弃权。", list(abstaining)),
    }
}

fn away(absent: &[ServerId]) -> String {
    match absent {
        [] => String::new(),
        _ => format!("{} 现在没法答复。", names(absent.iter().copied())),
    }
}
