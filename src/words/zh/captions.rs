//! What is said over the pictures.

use std::rc::Rc;

use super::lunch::{beat, final_lines, learned};
use super::numbers::{number, server as short};
use super::paper::{entry, sentence};
use super::things::{ASKER, dish, line};
use crate::cluster::{Actor, Event};
use crate::lunch::teammate;
use crate::raft::ServerId;
use crate::words::{Enough, Highlight, Share};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn caption(highlight: &Highlight) -> (String, String) {
    match *highlight {
        Highlight::Opening { servers, leader: Some((leader, term)) } => (
            format!("{}个同事要一起定午饭。{} 拿着点餐单。", number(servers), name(leader)),
            format!(
                "Raft 让几台服务器上的同一份清单保持一致。{} 是任期 {term} 的领导者。",
                short(leader)
            ),
        ),
        Highlight::Opening { servers, leader: None } => (
            format!("{}个同事要一起定午饭。点餐单还没人拿。", number(servers)),
            format!("{}台服务器起初都是跟随者，等着领导者的消息。", number(servers)),
        ),
        Highlight::Said(text) => (text.into(), String::new()),
        Highlight::Candidate { server, term, has_waited } => {
            let (name, server) = (name(server), short(server));
            match has_waited {
                true => (
                    format!("{name} 等得够久了，问大家：我来拿点餐单，行吗？"),
                    format!(
                        "{server} 的选举计时器到点了：它成为任期 {term} 的候选者，投票给自己。"
                    ),
                ),
                false => (
                    format!("{name} 问大家：我来拿点餐单，行吗？"),
                    format!("{server} 成为任期 {term} 的候选者，投票给自己。"),
                ),
            }
        }
        Highlight::Vote { server, candidate } => (
            format!("{} 说同意。一轮只能同意一次，还要先写到纸上。", name(server)),
            format!(
                "{} 投票给 {}：一个任期只投一票，先落盘再发出。",
                short(server),
                short(candidate)
            ),
        ),
        Highlight::Leader { server, term, votes } => (
            format!("{}同意了。{} 拿到了点餐单。", people(votes), name(server)),
            format!(
                "{} 得到 {}，{}：它是任期 {term} 的领导者。",
                short(server),
                votes_of(votes),
                enough(votes.enough)
            ),
        ),
        Highlight::Noop { server, index } => (
            format!("{} 的第一行只写“开始”，意思是：点餐单现在在我这儿。", name(server)),
            format!(
                "新领导者 {} 在索引 {index} 追加一条 no-op，好在自己的任期里提交。",
                short(server)
            ),
        ),
        Highlight::Append { server, index, entry: new } => (
            format!(
                "{} 用铅笔写下第 {index} 行：{}。别的小本子上还没有。",
                name(server),
                line(new)
            ),
            format!("{} 在索引 {index} 追加 {}，并发出 AppendEntries。", short(server), entry(new)),
        ),
        Highlight::Copy { server, event, is_durable_first, .. } => (
            format!(
                "{}然后 {} 说：抄好了。这只是回执，不是“同意”。",
                beat(event).unwrap_or_default(),
                name(server)
            ),
            match is_durable_first {
                true => format!("{} 把它写到磁盘，落盘后才确认。", short(server)),
                false => in_full(event),
            },
        ),
        Highlight::Final { server, from, to, copies, .. } => (
            format!(
                "{} 数了数：{}确定写着第 {to} 行。{}",
                name(server),
                notebooks(copies),
                final_lines(from, to)
            ),
            format!(
                "{} 数了数：索引 {to} 已有 {}，{}：提交。",
                short(server),
                copies_of(copies),
                enough(copies.enough)
            ),
        ),
        Highlight::Told { server, to, leader, .. } => (
            learned(server, to, leader),
            format!("{} 是从 AppendEntries 里的 leader_commit 得知的。", short(server)),
        ),
        Highlight::AllKnow { index, operation, members } => {
            let (know, all) = match members {
                Some(some) => {
                    (format!("名单上的 {some} 人都知道了"), format!("配置中的 {some} 台服务器都"))
                }
                None => ("大家都知道了".into(), "所有服务器都".into()),
            };
            (
                format!("{know}：第 {index} 行说定了，写的是：{}。", dish(operation)),
                format!("{all}应用了索引 {index}：{operation}。"),
            )
        }
        Highlight::Request { operation, to, is_away } => (
            match is_away {
                true => format!(
                    "{ASKER}来找 {}：“{}，谢谢。”可是 {} 不在。",
                    name(to),
                    dish(operation),
                    name(to)
                ),
                false => format!("{ASKER}来找 {}：“{}，谢谢。”", name(to), dish(operation)),
            },
            match is_away {
                true => format!("客户端把 {operation} 发给 {}，可它没在运行。", short(to)),
                false => format!("客户端把 {operation} 发给 {}。", short(to)),
            },
        ),
        Highlight::Redirect { server, leader } => (
            format!("点餐单不在 {} 手里，{ASKER}得去找 {}。", name(server), name(leader)),
            format!("{} 是跟随者：它拒绝这条命令，并说领导者是 {}。", short(server), short(leader)),
        ),
        Highlight::Answer { server, index } => (
            format!("{} 答复{ASKER}：说定了，在第 {index} 行。", name(server)),
            format!("{} 已应用索引 {index}，答复客户端。", short(server)),
        ),
        Highlight::Crash { event, server, keeps_vote } => (
            beat(event).unwrap_or_default(),
            format!(
                "{} 崩溃了。落了盘的还在：{}。它的 commit_index 没了。",
                short(server),
                if keeps_vote { "任期、选票和日志" } else { "任期和日志" }
            ),
        ),
        Highlight::Plain { event, .. } => (beat(event).unwrap_or_default(), in_full(event)),
    }
}

/// The event in the words of the paper, with its server's name.
fn in_full(event: &Event) -> String {
    let words = sentence(event).unwrap_or_default();
    match event.id.actor {
        Actor::Server(server) => format!("{} {words}", short(server)),
        _ => words,
    }
}

/// "5 个人里有 3 个"; while both sides of a change decide, only how many.
fn share(Share { count, voters, .. }: Share, of_what: &str) -> String {
    match voters {
        None => format!("{count} {of_what}"),
        Some(voters) => format!("{voters} {of_what}里有 {count} 个"),
    }
}

/// So many people, said at the table, where those who only listen may sit too.
fn people(of: Share) -> String {
    match of.voters {
        Some(_) if of.has_others => format!("说话算数的 {}", share(of, "个人")),
        _ => share(of, "个人"),
    }
}

/// So many notebooks of those that count.
fn notebooks(of: Share) -> String {
    match of.voters {
        Some(_) if of.has_others => format!("算数的 {}", share(of, "个小本子")),
        _ => share(of, "个小本子"),
    }
}

/// "5 票中的 3 票".
fn votes_of(of: Share) -> String {
    match of.voters {
        None => format!("{} 票", of.count),
        Some(voters) => format!("{voters} 票中的 {} 票", of.count),
    }
}

/// So many copies, and of how many voters there are.
fn copies_of(of: Share) -> String {
    match of.voters {
        None => format!("{} 份副本", of.count),
        Some(voters) if of.has_others => {
            format!("{} 份副本（有投票权的服务器共 {voters} 台）", of.count)
        }
        Some(voters) => format!("{} 份副本（共 {voters} 台服务器）", of.count),
    }
}

fn enough(enough: Enough) -> &'static str {
    match enough {
        Enough::Majority => "过半数",
        Enough::BothMajorities => "新旧两边都过半数",
        Enough::RuleOff => "有一条规则关着，这就够了",
    }
}
