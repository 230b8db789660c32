//! Events as beats: the run as the table tells it.

use std::rc::Rc;

use super::numbers::{joined, lines, names, spaced};
use super::things::{ASKER, dish, dish_name, guest_list, line};
use crate::cluster::{Actor, Event, EventBody, LossReason, Node, RequestProgress};
use crate::lunch::teammate;
use crate::raft::{
    AppendRejection, Decision, Index, Payload, RequestRefusal, ServerId, SnapshotNotNeeded,
    StepDown, VoteDenial,
};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn beat(event: &Event) -> Option<String> {
    match event.id.actor {
        Actor::Server(server) => of_server(server, event),
        _ => of_others(&event.body),
    }
}

/// What happens to a server, as its teammate's doing.
fn of_server(server: ServerId, event: &Event) -> Option<String> {
    let name = name(server);
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => format!("{name} 坐了下来，小本子还是空的。"),
        EventBody::Crashed { lost_writes: 0 } => {
            format!("{name} 离开餐桌，小本子留下了。哪几行定了，只记在脑子里，本子上没写。")
        }
        EventBody::Crashed { .. } => {
            format!("{name} 话说到一半就走了。还没落到纸上的，都忘了。")
        }
        EventBody::Restarted { last_index: 0, .. } => {
            format!("{name} 回来了，小本子上一行也没有。")
        }
        EventBody::Restarted { last_index, .. } => format!(
            "{name} 回来了，小本子写到第 {last_index} 行。哪几行说定了，{name} 还得再听一遍。"
        ),
        EventBody::Paused => format!("{name} 打起了瞌睡。"),
        EventBody::Resumed => format!("{name} 醒了，不知道自己睡了多久。"),
        EventBody::Abstained => {
            format!("{name} 换了个新本子，先不表态。")
        }
        EventBody::DiskLost => format!("{name} 的小本子丢了，再也找不回来。"),
        EventBody::DiskTorn { entries: 1 } => {
            format!("{name} 的小本子被撕掉了最后一行。")
        }
        EventBody::DiskTorn { entries } => {
            format!("{name} 的小本子被撕掉了最后 {entries} 行。")
        }
        EventBody::DiskStopped => format!("{name} 的笔没水了，什么都写不到纸上。"),
        EventBody::DiskStarted => format!("{name} 的笔又能写了。"),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => format!("{name} 已经在办了，不会再办一遍。"),
            RequestProgress::AnswerHeld => {
                format!("{name} 已经办好了，等多数人知道了再回话。")
            }
            RequestProgress::Applied { index } => {
                format!("{name} 早按第 {index} 行办过了，再说一遍。")
            }
        },
        EventBody::Forwarded { leader, .. } => {
            format!("{name} 替{ASKER}把话转给 {}。", teammate(*leader).name)
        }
        EventBody::Restored { last_index, .. } => {
            format!("{name} 照着那一页来，上面总结了{}。", lines(1, *last_index))
        }
        EventBody::ReadServed { value: Some(value), .. } => {
            format!("{name} 替{ASKER}查了一下，写的是：{}。", dish_name(value))
        }
        EventBody::ReadServed { value: None, .. } => {
            format!("{name} 替{ASKER}查了一下，什么也没写。")
        }
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("{name} 照第 {index} 行去办：{}。", dish(&request.operation))
        }
        EventBody::Applied { index, request: Some(_), took_effect: false, .. } => {
            format!("{name} 一看，第 {index} 行是以前提过的，就跳过了。")
        }
        EventBody::Waiting(flight) => {
            format!("{}，等 {name} 醒来。", spaced(&[&speaker(flight.message.from), "的纸条到了"]))
        }
        EventBody::Decided(decision) => decided(server, decision)?,
        body => return of_others(body),
    })
}

/// What happens to the asker, and to notes on their way.
fn of_others(body: &EventBody) -> Option<String> {
    Some(match body {
        EventBody::Lost { flight, reason } => {
            let from = speaker(flight.message.from);
            let what = match reason {
                LossReason::Network => "写的一张纸条丢了。",
                LossReason::Cut => "写的一张纸条递不过去。",
                LossReason::ReceiverDown => "写的一张纸条递到了空椅子前。",
                LossReason::Dropped => "写的一张纸条半路上被人拿走了。",
            };
            spaced(&[&from, what])
        }
        EventBody::Duplicated { flight } => {
            spaced(&[&speaker(flight.message.from), "写的一张纸条，半路上变成了两张。"])
        }
        EventBody::Delayed { flight, .. } => {
            spaced(&[&speaker(flight.message.from), "写的一张纸条在路上耽搁了。"])
        }
        EventBody::Delivered { flight } => {
            spaced(&["有人把", &speaker(flight.message.from), "写的一张纸条送到了。"])
        }
        EventBody::Proposed { operation, .. } => format!("{ASKER}想要：{}。", dish(operation)),
        EventBody::TimedOut { .. } => {
            format!("{ASKER}没等到答复。事情也许成了，也许没成。{ASKER}再问一遍。")
        }
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("有人叫{ASKER}去问 {}。", teammate(*leader).name)
        }
        EventBody::Redirected { leader: None, .. } => {
            format!("{ASKER}问到的这个人，不知道点餐单在谁手里。")
        }
        EventBody::Answered { index, .. } => {
            format!("{ASKER}得到了答复：说定了，在第 {index} 行。")
        }
        EventBody::ReadAnswered { value: Some(value), .. } => {
            format!("{ASKER}得到了答复，写的是：{}。", dish_name(value))
        }
        EventBody::ReadAnswered { value: None, .. } => {
            format!("{ASKER}得到了答复：什么也没写。")
        }
        EventBody::PollOpened { dishes } => {
            let dishes: Vec<String> = dishes.iter().map(|dish| dish_name(dish).into()).collect();
            format!("{ASKER}挨个问：{}？", joined(&dishes, "还是"))
        }
        EventBody::PollPreference { teammate, dish } => {
            spaced(&[&name(*teammate), "想吃", dish_name(dish), "。"])
        }
        EventBody::PollSilence { teammate } => format!("{} 没回答。", name(*teammate)),
        EventBody::PollTallied { tally, is_tie } => tallied(tally, *is_tie),
        EventBody::PollEmpty => "没有人回答，也就没什么可提议的。".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::Started
        | EventBody::Crashed { .. }
        | EventBody::Restarted { .. }
        | EventBody::Paused
        | EventBody::Resumed
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { .. }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::Waiting(_)
        | EventBody::Decided(_)
        | EventBody::Applied { .. }
        | EventBody::PollAsked { .. }
        | EventBody::Restored { .. }
        | EventBody::ReadServed { .. }
        | EventBody::DiskLost
        | EventBody::Abstained
        | EventBody::DiskTorn { .. }
        | EventBody::DiskStopped
        | EventBody::DiskStarted
        | EventBody::RequestKnown { .. }
        | EventBody::Forwarded { .. } => return None,
    })
}

fn decided(server: ServerId, decision: &Decision) -> Option<String> {
    let name = name(server);
    Some(match decision {
        Decision::BecameCandidate { term } => {
            format!("{name} 问大家：我来拿点餐单，行吗？现在是第 {term} 轮。")
        }
        Decision::VoteGranted { candidate } => {
            format!("{name} 同意 {} 来拿，还写了下来。", teammate(*candidate).name)
        }
        Decision::VoteRepeated { candidate } => {
            let candidate = teammate(*candidate).name;
            format!("{name} 又对 {candidate} 说了一遍“同意”：还是原来那一个。")
        }
        Decision::VoteDenied { candidate, reason } => denied(server, "不同意", *candidate, *reason),
        Decision::VoteCounted { voter, .. } if *voter == server => {
            format!("{name} 自己的“同意”也算一个。")
        }
        Decision::BecameLeader { votes } => {
            let voters = names(votes.iter().copied());
            format!("{}：现在 {name} 拿着点餐单。", spaced(&[&voters, "同意了"]))
        }
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => format!("{name} 听说新的一轮已经开始，就让开了。"),
            StepDown::LeaderOfThisTerm { leader } => {
                format!("{name} 听说点餐单到了 {} 手里，就不争了。", self::name(*leader))
            }
            StepDown::Removed => {
                format!("新名单说定了，上面没有 {name}：{name} 退了下来。")
            }
            StepDown::NoQuorum { .. } => {
                format!("回话的人太少，{name} 放下了点餐单。")
            }
        },
        Decision::LeaderRecognised { leader } => {
            format!("{name} 认 {} 当持单人。", teammate(*leader).name)
        }
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Configuration(configuration) => {
                format!("{name} 用铅笔写下第 {index} 行，一份名单：{}。", guest_list(configuration))
            }
            Payload::Noop | Payload::Command(_) => {
                format!("{name} 用铅笔写下第 {index} 行：{}。", line(entry))
            }
        },
        Decision::RequestRefused { reason, .. } => refused(&name, reason),
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, appended: 1, .. } => {
            format!("{name} 抄下第 {match_index} 行。")
        }
        Decision::AppendAccepted { match_index, appended, .. } => {
            format!("{name} 抄下 {appended} 行，抄到了第 {match_index} 行。")
        }
        Decision::AppendRejected { leader, reason } => rejected(&name, *leader, *reason),
        Decision::Truncated { from, removed } => {
            let last = from + (removed.len() as Index).saturating_sub(1);
            format!("{name} 划掉{}，好跟持单人的小本子一致。", lines(*from, last))
        }
        Decision::NextIndexBackedUp { follower, to, .. } => {
            format!("{name} 退回第 {to} 行，再给 {} 念。", teammate(*follower).name)
        }
        Decision::Committed { from, to, acknowledged_by } => {
            let it = if *to == from + 1 { "这一行".into() } else { lines(*to, *to) };
            let having = names(acknowledged_by.iter().copied());
            let counted = spaced(&[&having, "的小本子上有", &it]);
            format!("{}{name} 数过：{counted}。", final_lines(*from, *to))
        }
        Decision::CommitLearned { to, leader, .. } => learned(server, *to, *leader),
        Decision::BecamePreCandidate { .. } => {
            format!("{name} 先问问谁会同意，新的一轮还没开始。")
        }
        Decision::PreVoteGranted { candidate } => {
            format!("{name} 说，到时候会同意 {}。", teammate(*candidate).name)
        }
        Decision::PreVoteDenied { candidate, reason } => {
            denied(server, "不会同意", *candidate, *reason)
        }
        Decision::ConfigurationInForce { configuration, .. } => {
            format!("{name} 现在按新名单来：{}。", guest_list(configuration))
        }
        Decision::ConfigurationTakenBack { configuration, .. } => {
            format!("{name} 划掉了一份名单，又按前一份来：{}。", guest_list(configuration))
        }
        Decision::Compacted { through } => {
            format!("{name} 把{}总结成一页。", lines(1, *through))
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            format!("{name} 记下一开始桌边有谁。")
        }
        Decision::SnapshotInstalled { last_index, .. } => {
            format!("{name} 收下一页纸，上面总结了{}。", lines(1, *last_index))
        }
        Decision::SnapshotIgnored { reason: SnapshotNotNeeded::StaleTerm, .. } => {
            format!("{name} 把这一页退了回去：它是更早一轮的。")
        }
        Decision::SnapshotIgnored { .. } => {
            format!("那些行 {name} 都有了，用不着这一页。")
        }
        Decision::ReadTaken { .. } => format!("有人问 {name}：现在说定的是什么？"),
        Decision::ReadConfirmed { acknowledged_by, .. } => {
            let by = names(acknowledged_by.iter().copied());
            format!("点餐单还在 {name} 手里，{}。", spaced(&[&by, "确认过"]))
        }
        Decision::TransferBegun { to } => {
            format!("{name} 正把点餐单交给 {}，这会儿不接单。", teammate(*to).name)
        }
        Decision::TransferReady { to } => {
            format!("{name} 告诉 {}：你的小本子抄全了，来要点餐单吧。", teammate(*to).name)
        }
        Decision::TransferAborted { to } => {
            format!("{name} 不再等着交点餐单：{} 没接过去。", teammate(*to).name)
        }
        Decision::TransferRedirected { from, to } => format!(
            "{name} 改了主意：点餐单给 {}，不给 {} 了。",
            teammate(*to).name,
            teammate(*from).name
        ),
        Decision::VoteRefused { voter, .. } => {
            format!("{name} 听见 {} 说不同意。", teammate(*voter).name)
        }
        Decision::PreVoteRefused { voter, .. } => {
            format!("{name} 听见 {} 说不会同意。", teammate(*voter).name)
        }
        Decision::AskedAgain { voters } => {
            format!("{name} 又问了一遍 {}。", names(voters.iter().copied()))
        }
        Decision::TimeoutNowIgnored { from, .. } => {
            format!("{} 要把点餐单交过来，{name} 没接。", teammate(*from).name)
        }
        Decision::LeaseHeld { acknowledged_by, .. } => {
            let others = acknowledged_by.iter().copied().filter(|other| *other != server);
            let others: Vec<_> = others.collect();
            match others.is_empty() {
                true => format!("{name} 心里有数：点餐单这一会儿还归自己拿。"),
                false => {
                    format!(
                        "{name} 听见 {} 回话，心里有数：点餐单这一会儿还归自己拿。",
                        names(others)
                    )
                }
            }
        }
        Decision::LeaseEnded { .. } => {
            format!("点餐单还归不归自己拿，{name} 说不准了。")
        }
        Decision::ReadUnderLease { .. } => {
            format!("{name} 相信自己的表，没问别人就答复了。")
        }
        Decision::ReadDropped { .. } => {
            format!("{name} 没法答复这个问题：点餐单可能已经在别人手里。")
        }
        Decision::TransferOver { to } => format!(
            "点餐单已经不在 {name} 手里，没法再交。给不给 {}，看大家投票。",
            teammate(*to).name
        ),
        Decision::ImpossibleMessage { from, .. } => {
            format!("{name} 听 {} 说了一件不可能的事。", teammate(*from).name)
        }
        Decision::TermAdopted { .. }
        | Decision::VoteCounted { .. }
        | Decision::PreVoteCounted { .. }
        | Decision::QuorumHeard { .. }
        | Decision::MatchAdvanced { .. }
        | Decision::StaysFollower { .. }
        | Decision::StoppedProtectingLeader
        | Decision::ReplyIgnored { .. } => return None,
    })
}

/// A follower hears what is final.
pub(super) fn learned(server: ServerId, to: Index, leader: ServerId) -> String {
    format!("{} 听 {} 说：到第 {to} 行为止，都说定了。", name(server), name(leader))
}

fn denied(server: ServerId, no: &str, candidate: ServerId, reason: VoteDenial) -> String {
    let (name, candidate) = (name(server), name(candidate));
    match reason {
        VoteDenial::StaleTerm => format!("{name} {no} {candidate}：那一轮已经过了。"),
        VoteDenial::TermHasBegun => {
            format!("{name} {no} {candidate}：那一轮已经开始了。")
        }
        VoteDenial::AlreadyVoted { voted_for } if voted_for == server => {
            format!("{name} {no} {candidate}：这一轮 {name} 自己也在要点餐单。")
        }
        VoteDenial::AlreadyVoted { voted_for } => {
            format!("{name} {no} {candidate}：这一轮的“同意”给了 {}。", self::name(voted_for))
        }
        VoteDenial::JustStarted => {
            format!("{name} 没理 {candidate}：自己刚睡醒，之前也许答应过拿点餐单的人先等等。")
        }
        VoteDenial::HeardFromLeader => {
            format!("{name} 没理 {candidate}：刚才还有人拿着点餐单。")
        }
        VoteDenial::LogBehind { .. } => {
            format!("{name} {no} {candidate}：{candidate} 的小本子缺了 {name} 有的一行。")
        }
    }
}

fn refused(name: &str, reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { .. } => format!("点餐单不在 {name} 手里。"),
        RequestRefusal::TransferUnderWay { to } => {
            format!("{name} 正把点餐单交给 {}，这会儿不接单。", teammate(*to).name)
        }
        RequestRefusal::ChangeUnderWay { .. }
        | RequestRefusal::NothingCommittedInThisTerm { .. }
        | RequestRefusal::StillCatchingUp { .. }
        | RequestRefusal::NotAppliedYet { .. }
        | RequestRefusal::KnowsNoMembers => format!("{name} 说：现在还不行。"),
        RequestRefusal::AlreadyAMember(_)
        | RequestRefusal::NotAMember(_)
        | RequestRefusal::NotALearner(_)
        | RequestRefusal::IsALearner(_)
        | RequestRefusal::NoVoterLeft
        | RequestRefusal::NothingChanges
        | RequestRefusal::LeadsAlready(_)
        | RequestRefusal::CompactedAlready { .. } => format!("{name} 说：这可办不到。"),
    }
}

fn rejected(name: &str, leader: ServerId, reason: AppendRejection) -> String {
    let leader = teammate(leader).name;
    match reason {
        AppendRejection::StaleTerm => {
            format!("{name} 告诉 {leader}：新的一轮已经开始了。")
        }
        AppendRejection::LogTooShort { prev_log_index, .. } => {
            format!("{name} 还没法抄：缺第 {prev_log_index} 行。")
        }
        AppendRejection::TermMismatch { prev_log_index, .. } => {
            format!("{name} 还没法抄：第 {prev_log_index} 行跟 {leader} 的不一样。")
        }
        AppendRejection::KnowsNoMembers => {
            format!("{name} 的小本子是空的，问 {leader} 一开始桌边有谁。")
        }
    }
}

fn tallied(tally: &[(String, u64)], is_tie: bool) -> String {
    let count = |(dish, count): &(String, u64)| format!("{} {count} 人", dish_name(dish));
    let counts: Vec<_> = tally.iter().map(count).collect();
    let first = tally.first().map_or("", |(dish, _)| dish_name(dish));
    let counts = counts.join("、");
    match is_tie {
        true => {
            let first = spaced(&["打平了，", first, "在菜单上靠前"]);
            format!("数完了：{counts}。{first}，{ASKER}就提议它。现在还什么都没定。")
        }
        false => {
            let proposes = spaced(&["提议", first]);
            format!("数完了：{counts}。所以{ASKER}会{proposes}。现在还什么都没定。")
        }
    }
}

/// Who sends a note, inside a sentence.
fn speaker(node: Node) -> Rc<str> {
    match node {
        Node::Server(server) => name(server),
        Node::Client(_) => ASKER.into(),
    }
}

/// What a commit makes final: all lines after `from`, up to `to`.
pub(super) fn final_lines(from: Index, to: Index) -> String {
    format!("{}说定了。", lines(from + 1, to))
}
