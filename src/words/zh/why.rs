//! Why something is so, and what would bring about what is not.

use std::rc::Rc;

use super::actions::brief;
use super::messages::{kind, short as node};
use super::numbers::{list, milliseconds, names, server as short, spaced};
use super::things::ASKER;
use super::{lunch, notes, paper};
use crate::cluster::{Actor, Envelope, EventBody, MessageKind, Node};
use crate::lunch::teammate;
use crate::raft::{Decision, ServerId, Timer};
use crate::why::{Chain, Cure, Link, Question, Remedy};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

/// Who sits there: a teammate, or the asker.
fn person(node: Node) -> Rc<str> {
    node.server().map_or_else(|| ASKER.into(), name)
}

/// The question, told twice.
pub(super) fn question(question: &Question) -> (String, String) {
    match question {
        Question::Committed(server, index) => (
            format!("{} 怎么知道第 {index} 行说定了？", name(*server)),
            format!("{} 怎么知道索引 {index} 已经提交？", short(*server)),
        ),
        Question::Stored(server, index) => (
            format!("{} 的小本子里为什么有第 {index} 行？", name(*server)),
            format!("{} 的日志里为什么有索引 {index}？", short(*server)),
        ),
        Question::Compacted(server, index) => (
            format!("{} 的小本子里为什么没有第 {index} 行了？", name(*server)),
            format!("{} 为什么把索引 {index} 压缩了？", short(*server)),
        ),
        Question::Removed(server, index, _) => (
            format!("{} 为什么划掉第 {index} 行？", name(*server)),
            format!("{} 为什么删掉索引 {index}？", short(*server)),
        ),
        Question::Leads(server) => (
            format!("为什么是 {} 拿着点餐单？", name(*server)),
            format!("为什么 {} 是领导者？", short(*server)),
        ),
        Question::Stands(server) => (
            format!("{} 为什么来要点餐单？", name(*server)),
            format!("为什么 {} 是候选者？", short(*server)),
        ),
        Question::Follows(server) => (
            format!("为什么拿着点餐单的不是 {}？", name(*server)),
            format!("为什么 {} 是跟随者？", short(*server)),
        ),
        Question::IsDown(server) => (
            format!("{} 为什么不在？", name(*server)),
            format!("{} 为什么没在运行？", short(*server)),
        ),
        Question::IsPaused(server) => (
            format!("{} 为什么打瞌睡？", name(*server)),
            format!("{} 为什么暂停了？", short(*server)),
        ),
        Question::Message(message) => (
            spaced(&[&person(message.from), "为什么写这张纸条？"]),
            spaced(&[&node(message.from), "为什么发这条消息？"]),
        ),
        Question::Answered(..) => {
            (format!("{ASKER}为什么得到这个答复？"), "客户端为什么得到这个答复？".into())
        }
        Question::Unanswered(..) => {
            (format!("{ASKER}为什么还没等到答复？"), "客户端为什么还没等到答复？".into())
        }
        Question::NobodyLeads => ("为什么没有人拿着点餐单？".into(), "为什么没有领导者？".into()),
        Question::Happened(_) => ("为什么会这样？".into(), String::new()),
    }
}

/// An event of a chain, told twice. What nobody at a table would mention has only one half.
pub(super) fn link(link: &Link) -> (String, String) {
    let event = &link.event;
    if let Some(beat) = lunch::beat(event) {
        return (beat, paper::event(event).unwrap_or_default());
    }
    let raft = || paper::event(event).unwrap_or_default();
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        Actor::Student | Actor::Client(_) | Actor::Message(_) => None,
    };
    let who = server.map_or_else(|| ASKER.into(), name);
    match (&event.body, &link.envelope) {
        (EventBody::ActionTaken(action), _) => {
            ("有人从外面插了手。".into(), format!("操作：{}。", brief(action)))
        }
        (EventBody::Sent(_), Some(envelope)) => sent(envelope),
        (EventBody::Received(_), Some(envelope)) => received(envelope),
        (EventBody::TimerFired { timer: Timer::Election }, _) if event.is_by_hand() => {
            (format!("有人叫 {who} 来要点餐单。"), raft())
        }
        (EventBody::TimerFired { timer: Timer::Election }, _) => {
            (format!("{who} 太久没听到消息了。"), raft())
        }
        (EventBody::Decided(Decision::MatchAdvanced { server: of, match_index }), _) => {
            let lunch = match Some(*of) == server {
                true => format!("{who} 自己的小本子也算一个，写到了第 {match_index} 行。"),
                false => format!("{who} 听说 {} 抄到了第 {match_index} 行。", name(*of)),
            };
            (lunch, raft())
        }
        (EventBody::Decided(Decision::AppendAccepted { match_index, .. }), _) => (
            format!("{who} 已经有同样的行，一直到第 {match_index} 行。"),
            format!(
                "{} 已经有领导者的条目，一直到索引 {match_index}（§5.3）。",
                server.map(short).unwrap_or_default()
            ),
        ),
        (EventBody::Decided(Decision::VoteCounted { voter, .. }), _) => {
            (format!("{who} 得到 {} 的“同意”。", name(*voter)), raft())
        }
        (EventBody::Decided(Decision::TermAdopted { to, because_of, .. }), _) => {
            (format!("{who} 从 {} 那里听说，已经是第 {to} 轮了。", name(*because_of)), raft())
        }
        (EventBody::Started, _) => (
            format!("{who} 从一开始就坐在餐桌旁。"),
            format!("{} 一启动就是跟随者。", server.map(short).unwrap_or_default()),
        ),
        _ => (String::new(), raft()),
    }
}

/// A sentence that ends with what a note says, which may be a question.
fn ended(text: String) -> String {
    if text.ends_with(['？', '！']) { text } else { text + "。" }
}

fn sent(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to, content, .. } = envelope;
    (
        ended(spaced(&[&person(id.from), "给", &person(*to), "写道：", &notes::note(content)])),
        spaced(&[
            &node(id.from),
            "给",
            &node(*to),
            "发消息：",
            kind(MessageKind::of(content)),
            "。",
        ]),
    )
}

fn received(envelope: &Envelope) -> (String, String) {
    let Envelope { id, to, content, .. } = envelope;
    (
        ended(spaced(&[&person(*to), "读到", &person(id.from), "的纸条：", &notes::note(content)])),
        spaced(&[
            &node(*to),
            "收到",
            &node(id.from),
            "的消息：",
            kind(MessageKind::of(content)),
            "。",
        ]),
    )
}

/// The condition that held, with its numbers: of what was removed, or what the last decision
/// by quorum of a chain counted. That an entry is of the leader's own term is said only if it
/// had to be.
pub(super) fn condition(chain: &Chain, needs_own_term: bool) -> Option<(String, String)> {
    let last = chain.links.last().map(|link| &link.event.body);
    if let Some(EventBody::Decided(Decision::Truncated { from, removed })) = last {
        let term = removed.first()?.term;
        return Some((
            format!(
                "第 {from} 行是第 {term} 轮的。持单人的小本子上写的不一样，这一行就要划掉，后面的也一起划掉。"
            ),
            format!(
                "索引 {from} 是任期 {term} 的。领导者在这里的条目任期不同，这个条目就要删掉，后面的也一起删掉（§5.3）。"
            ),
        ));
    }
    chain.links.iter().rev().find_map(|link| match &link.event.body {
        EventBody::Decided(Decision::Committed { to, acknowledged_by, .. }) => Some((
            format!(
                "那时已经有 {} 个小本子写着它：{} 的。这就够了。",
                acknowledged_by.len(),
                names(acknowledged_by.iter().copied())
            ),
            {
                let (own_term, section) = match needs_own_term {
                    true => ("，是领导者本任期的条目", "、§5.4.2"),
                    false => ("", ""),
                };
                format!(
                    "索引 {to} 有 {} 份副本{own_term}：{}（§5.3{section}）。",
                    acknowledged_by.len(),
                    list(acknowledged_by)
                )
            },
        )),
        EventBody::Decided(Decision::BecameLeader { votes }) => Some((
            format!("有 {} 个“同意”，够了：来自 {}。", votes.len(), names(votes.iter().copied())),
            format!("{} 票：{}（§5.2）。", votes.len(), list(votes)),
        )),
        _ => None,
    })
}

/// What a button does that brings something about, told twice.
pub(super) fn remedy(remedy: &Remedy) -> (String, String) {
    let lunch = match &remedy.cure {
        Cure::BringBack(servers) => format!("让 {} 回来", names(servers.iter().copied())),
        Cure::Reconnect(from, to) => {
            spaced(&["让", &person(*from), "和", &person(*to), "之间能传纸条"])
        }
        Cure::Rejoin(server) => format!("让 {} 又听得见大家", name(*server)),
        Cure::HealAll => "让大家又听得见彼此".into(),
        Cure::Deliver { to, .. } => spaced(&["现在就把这张纸条交给", &person(*to)]),
        Cure::DeliverAll => "让纸条自己送到".into(),
        Cure::StartDisk(server) => format!("给 {} 一支写得出字的笔", name(*server)),
        Cure::ForceTimeout(server) => format!("让 {} 现在来要点餐单", name(*server)),
        Cure::Heartbeat(server) => format!("让 {} 说一声“我在”", name(*server)),
        Cure::Propose { term, .. } => format!("在第 {term} 轮再点一样"),
        Cure::SwitchOff(server) => format!("让 {} 回家", name(*server)),
        Cure::CalmNetwork => "别再丢纸条".into(),
        Cure::MendAll => "让一切恢复正常".into(),
    };
    let raft = match &remedy.cure {
        Cure::Deliver { flight, kind: of, to } => {
            let from = node(flight.message.from);
            spaced(&["让这条", kind(*of), "现在从", &from, "到达", &node(*to)])
        }
        Cure::Propose { leader, term, .. } => {
            format!("在任期 {term} 再向 {} 提议一条命令", short(*leader))
        }
        _ => remedy.actions.iter().map(brief).collect::<Vec<_>>().join("，"),
    };
    let when = match remedy.after {
        0 => "马上就行".into(),
        after => format!("{}后就行", milliseconds(after)),
    };
    (lunch, format!("{raft}：{when}。"))
}
