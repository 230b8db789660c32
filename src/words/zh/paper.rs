//! The run as the paper tells it: events, decisions, entries, servers.

use super::numbers::{each_side, list, server as short, spaced};
use super::refusals::request_refusal;
use crate::cluster::{
    Answer, Client, ClientRequest, Event, EventBody, LinkCut, LossReason, Node, RequestProgress,
    ServerState, request_of,
};
use crate::lunch::teammate;
use crate::raft::{
    AppendRejection, CommitStatus, Configuration, Decision, Entry, IgnoredReply, Impossible, Index,
    NotStanding, Payload, ServerId, SnapshotNotNeeded, StepDown, Tally, Term, Timer, VoteDenial,
};
use crate::words::shorten;

pub(super) fn entry(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => request.operation.to_string(),
        (Payload::Noop, None) => "no-op".into(),
        (Payload::Configuration(configuration), None) => self::configuration(configuration),
        (Payload::Command(_), None) => "（无法读取）".into(),
    }
}

pub(super) fn configuration(configuration: &Configuration) -> String {
    let voters = list(configuration.voters());
    let mut text = match configuration.is_joint() {
        true => format!("联合配置（旧 {}；新 {voters}）", list(configuration.outgoing())),
        false if voters.is_empty() => "没有投票成员".into(),
        false => format!("投票成员 {voters}"),
    };
    if !configuration.learners().is_empty() {
        text = format!("{text}；学习者 {}", list(configuration.learners()));
    }
    text
}

/// A server where it stands for itself: "服务器 3".
pub(super) fn full(server: ServerId) -> String {
    format!("服务器 {}", server.0)
}

/// How many votes of those that are needed, on each side of a joint configuration.
pub(super) fn votes(tally: Tally) -> String {
    each_side(tally, |count| format!("已有 {} 票，需要 {} 票", count.have, count.need))
}

/// The same of copies.
fn copies(tally: Tally) -> String {
    each_side(tally, |count| format!("已知有 {} 份副本，需要 {} 份", count.have, count.need))
}

pub(super) fn node(node: Node) -> String {
    match node {
        Node::Server(server) => format!("{} {}", short(server), teammate(server).name),
        Node::Client(client) if client.0 == 1 => "客户端".into(),
        Node::Client(client) => format!("客户端 {}", client.0),
    }
}

/// The event as a sentence: a server's begins with its short name.
pub(super) fn event(event: &Event) -> Option<String> {
    let text = sentence(event)?;
    Some(match event.id.actor {
        crate::cluster::Actor::Server(server) => format!("{} {text}", short(server)),
        _ => text,
    })
}

/// The event; a server's name and a space go before it.
pub(super) fn sentence(event: &Event) -> Option<String> {
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => "启动，磁盘是空的。".into(),
        EventBody::Crashed { lost_writes: 0 } => {
            "崩溃了。只在内存里的都没了，比如 commit_index。".into()
        }
        EventBody::Crashed { lost_writes } => {
            format!("崩溃了，{lost_writes} 次还没落盘的写入也丢了。")
        }
        EventBody::Restarted { term, last_index, .. } => {
            format!("从磁盘重启，先当跟随者：任期 {term}，最后一个索引是 {last_index}。")
        }
        EventBody::Paused => "暂停了：消息和超时都先等着。".into(),
        EventBody::Resumed => "恢复运行，处理积压下来的事。".into(),
        EventBody::TimerFired { timer: Timer::Election } if event.is_by_hand() => {
            "的选举计时器立刻到点：这是手动触发的。".into()
        }
        EventBody::TimerFired { timer: Timer::Election } => "的选举计时器到点了。".into(),
        EventBody::Decided(decision) => self::decision(decision)?,
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("应用索引 {index}：{}。", request.operation)
        }
        EventBody::Applied { index, request: Some(request), took_effect: false, .. } => {
            format!("跳过索引 {index}：已经替这个客户端做过 {} 了（§8）。", request.operation)
        }
        EventBody::Applied { index, request: None, .. } => {
            format!("应用索引 {index}：状态机没什么要做的。")
        }
        EventBody::Restored { last_index, .. } => {
            format!("用快照恢复状态机，恢复到索引 {last_index}（§7）。")
        }
        EventBody::ReadServed { key, value, applied, .. } => {
            format!("按应用到索引 {applied} 的状态机，回答 GET {key}：{}。", self::value(value))
        }
        EventBody::Abstained => "弃权：磁盘丢过，以前知道的还没补齐。".into(),
        EventBody::DiskLost => "丢了磁盘：只能作为新服务器重新加入。".into(),
        EventBody::DiskTorn { entries } => format!("丢了磁盘上最后 {entries} 个条目。"),
        EventBody::DiskStopped => "的磁盘停了：写什么都落不了盘。".into(),
        EventBody::DiskStarted => "的磁盘又能写了。".into(),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => "已经在办这个请求，不会再办一遍。".into(),
            RequestProgress::AnswerHeld => "已经应用过这个请求：等多数知道了再回答。".into(),
            RequestProgress::Applied { index } => {
                format!("已经在索引 {index} 应用过这个请求：再回答一次（博士论文 §6.3）。")
            }
        },
        EventBody::Forwarded { leader, .. } => {
            format!("不是领导者，把客户端的请求转给 {}（博士论文 §6.2）。", short(*leader))
        }
        EventBody::Waiting(_) => "先收着一条消息，等恢复运行再处理。".into(),
        EventBody::Lost { reason, .. } => match reason {
            LossReason::Network => "一条消息在路上丢了。".into(),
            LossReason::Cut => "一条消息丢了：链路是断的。".into(),
            LossReason::ReceiverDown => "一条消息丢了：接收方已经崩溃。".into(),
            LossReason::Dropped => "一条消息丢了：是手动丢弃的。".into(),
        },
        EventBody::Duplicated { .. } => "一条消息重复了：第二份也在路上。".into(),
        EventBody::Delayed { by, .. } => format!("一条消息延迟了 {} 毫秒。", by / 1_000),
        EventBody::Delivered { .. } => "一条消息到了：是手动送达的。".into(),
        EventBody::Proposed { sequence, operation } => {
            format!("客户端发起请求 {sequence}：{operation}。")
        }
        EventBody::TimedOut { sequence, attempts } => format!(
            "客户端超时：请求 {sequence} 试了 {attempts} 次，没有答复。它可能生效，也可能不生效。"
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("客户端得知：该去问 {}。", short(*leader))
        }
        EventBody::Redirected { leader: None, .. } => {
            "客户端问到的服务器，不知道谁是领导者。".into()
        }
        EventBody::Answered { sequence, index } => {
            format!("客户端得知：请求 {sequence} 已经应用，在索引 {index}。")
        }
        EventBody::ReadAnswered { sequence, value } => {
            let read = spaced(&["读到", self::value(value)]);
            format!("客户端得知：请求 {sequence} {read}。")
        }
        EventBody::PollOpened { .. } => "服务器没有口味：征求意见是客户端自己的事。".into(),
        EventBody::PollPreference { dish, .. } => format!("客户端记下：{dish}。"),
        EventBody::PollSilence { .. } => "客户端没得到回答。".into(),
        EventBody::PollTallied { .. } => "这只是选出客户端要提议的命令，还什么都没决定。".into(),
        EventBody::PollEmpty => "没有谁回答客户端。".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { timer: Timer::MinimumElection | Timer::Heartbeat }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::PollAsked { .. } => return None,
    })
}

/// What was read.
fn value(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("空值")
}

/// A decision; the server's name goes before it.
fn decision(decision: &Decision) -> Option<String> {
    Some(match decision {
        Decision::TermAdopted { from, to, because_of } => {
            format!("跟上 {} 的任期 {to}，原来在任期 {from}（§5.1）。", short(*because_of))
        }
        Decision::BecameFollower { reason, .. } => match reason {
            // A candidate too: it has nothing to step down from.
            StepDown::HigherTerm => "变回跟随者：自己的任期过去了（§5.1）。".into(),
            StepDown::LeaderOfThisTerm { leader } => {
                format!("变回跟随者：这个任期的领导者是 {}（§5.2）。", short(*leader))
            }
            StepDown::Removed => "退位：没有它的配置已经提交（博士论文 §4.2.2）。".into(),
            StepDown::NoQuorum { active } => {
                format!("退位：整整一个选举超时，只听到 {} 的消息（博士论文 §6.2）。", list(active))
            }
        },
        Decision::LeaderRecognised { leader } => format!("认 {} 为领导者。", short(*leader)),
        Decision::BecameCandidate { term } => {
            format!("成为任期 {term} 的候选者，投票给自己（§5.2）。")
        }
        Decision::VoteGranted { candidate } => format!("投票给 {}（§5.2）。", short(*candidate)),
        Decision::VoteRepeated { candidate } => {
            format!("又一次投票给 {}：还是同一张选票（§5.2）。", short(*candidate))
        }
        Decision::VoteDenied { candidate, reason } => denied(*candidate, *reason),
        Decision::VoteCounted { voter, tally, .. } => {
            format!("计入 {} 的选票：{}。", short(*voter), votes(*tally))
        }
        Decision::BecameLeader { votes } => {
            format!("凭 {} 的选票成为领导者（§5.2）。", list(votes))
        }
        Decision::EntryAppended { index, entry } => {
            format!("追加到索引 {index}，任期 {}：{}。", entry.term, self::entry(entry))
        }
        Decision::RequestRefused { reason, .. } => format!("拒绝：{}", request_refusal(reason)),
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, .. } => {
            format!("存下索引 {match_index} 为止的条目（§5.3）。")
        }
        Decision::AppendRejected { leader, reason } => rejected(*leader, *reason),
        Decision::Truncated { from, removed } => {
            format!("从索引 {from} 起删掉 {} 个条目，好和领导者的日志一致（§5.3）。", removed.len())
        }
        Decision::MatchAdvanced { server, match_index } => {
            format!("把 {} 的 match_index 设为 {match_index}。", short(*server))
        }
        Decision::NextIndexBackedUp { follower, from, to } => {
            format!("把 {} 的 next_index 从 {from} 退到 {to}（§5.3）。", short(*follower))
        }
        Decision::Committed { to, acknowledged_by, .. } => {
            format!("提交到索引 {to}：数到的副本在 {}（§5.3、§5.4.2）。", list(acknowledged_by))
        }
        Decision::CommitLearned { to, .. } => {
            format!("按 leader_commit 把 commit_index 设为 {to}（§5.3）。")
        }
        Decision::ReplyIgnored { from, reason } => ignored(*from, *reason),
        Decision::QuorumHeard { .. } => return None,
        Decision::BecamePreCandidate { term } => {
            format!("先问一圈：到任期 {term} 谁会投票给自己；现在还不参选（博士论文 §9.6）。")
        }
        Decision::PreVoteGranted { candidate } => {
            format!("表示会投票给 {}（博士论文 §9.6）。", short(*candidate))
        }
        Decision::PreVoteDenied { candidate, reason } => {
            format!("在 PreVote 中{}", denied(*candidate, *reason))
        }
        Decision::PreVoteCounted { voter, tally, .. } => {
            format!("得知 {} 会投票给自己：{}。", short(*voter), votes(*tally))
        }
        Decision::ConfigurationInForce { index, configuration } => format!(
            "改用索引 {index} 的配置：{}（博士论文 §4.1）。",
            self::configuration(configuration)
        ),
        Decision::ConfigurationTakenBack { index, configuration } => format!(
            "退回到索引 {index} 的配置：{}（博士论文 §4.1）。",
            self::configuration(configuration)
        ),
        Decision::Compacted { through } => {
            format!("用一份快照替换索引 {through} 为止的日志（§7）。")
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            "得知集群最初有哪些成员（§7）。".into()
        }
        Decision::SnapshotInstalled { last_index, last_term, .. } => {
            format!("装上一份快照，换掉自己的日志：到索引 {last_index}，任期 {last_term}（§7）。")
        }
        Decision::SnapshotIgnored { last_index, reason } => match reason {
            SnapshotNotNeeded::StaleTerm => {
                format!("拒绝索引 {last_index} 为止的快照：它来自更早的任期（§5.1）。")
            }
            SnapshotNotNeeded::CommittedAlready => {
                format!("用不着索引 {last_index} 为止的快照：自己知道这些都提交了。")
            }
            SnapshotNotNeeded::LogMatches => {
                format!("用不着索引 {last_index} 为止的快照：自己的日志里有那个条目（§7）。")
            }
        },
        Decision::ReadTaken { read_index, .. } => {
            format!("接下一个读请求，ReadIndex 是 {read_index}（博士论文 §6.4）。")
        }
        Decision::ReadConfirmed { acknowledged_by, .. } => format!(
            "由 {} 确认自己还是领导者：这次读是安全的（博士论文 §6.4）。",
            list(acknowledged_by)
        ),
        Decision::TransferBegun { to } => {
            format!("正把领导权交给 {}，这期间不接命令（博士论文 §3.10）。", short(*to))
        }
        Decision::TransferReady { to } => {
            format!("通知 {} 现在就参选：它的日志已经完整（博士论文 §3.10）。", short(*to))
        }
        Decision::TransferAborted { to } => {
            format!("不再把领导权交给 {}（博士论文 §3.10）。", short(*to))
        }
        Decision::TransferRedirected { from, to } => {
            format!("改把领导权交给 {}，不给 {} 了（博士论文 §3.10）。", short(*to), short(*from))
        }
        Decision::StaysFollower { reason } => {
            format!("到了选举超时，但不参选：{}。", not_standing(*reason))
        }
        Decision::TimeoutNowIgnored { from, reason } => {
            format!("不理会 {} 的 TimeoutNow：{}。", short(*from), not_standing(*reason))
        }
        Decision::VoteRefused { voter, .. } => format!("得知 {} 不投票给自己。", short(*voter)),
        Decision::PreVoteRefused { voter, .. } => {
            format!("得知 {} 不会投票给自己（博士论文 §9.6）。", short(*voter))
        }
        Decision::AskedAgain { voters } => {
            format!("在同一任期里再问一次 {}（§5.1）。", list(voters))
        }
        Decision::StoppedProtectingLeader => {
            "又开始理会候选者：最短的选举超时已过，一直没听到领导者（博士论文 §4.2.3）。".into()
        }
        Decision::LeaseHeld { acknowledged_by, .. } => format!(
            "凭 {} 握有租约：到期之前，都当自己还是领导者（博士论文 §6.4.1）。",
            list(acknowledged_by)
        ),
        Decision::LeaseEnded { .. } => "不再有租约（博士论文 §6.4.1）。".into(),
        Decision::ReadUnderLease { .. } => {
            "凭租约回答这次读，谁也不用问（博士论文 §6.4.1）。".into()
        }
        Decision::ReadDropped { .. } => {
            "放弃一个读请求：它已无法确认自己还是领导者（博士论文 §6.4）。".into()
        }
        Decision::TransferOver { to } => {
            format!("不再是领导者，向 {} 的领导权移交到此结束（博士论文 §3.10）。", short(*to))
        }
        Decision::ImpossibleMessage { from, reason } => impossible(&short(*from), *reason),
    })
}

fn ignored(from: ServerId, reason: IgnoredReply) -> String {
    let from = short(from);
    match reason {
        IgnoredReply::StaleTerm => format!("不理会 {from} 的答复：那个任期过去了。"),
        IgnoredReply::RoleChanged => format!("不理会 {from} 的答复：那件事已经有结果了。"),
        IgnoredReply::Late => format!("不理会 {from} 的答复：来得太晚。"),
        IgnoredReply::NotAMember => format!("不理会 {from} 的答复：它不是成员。"),
        IgnoredReply::EarlierMembership => {
            format!("不理会 {from} 的答复：那是它移出集群、重新加入之前的话。")
        }
    }
}

fn impossible(from: &str, reason: Impossible) -> String {
    match reason {
        Impossible::TwoLeadersInOneTerm => {
            format!("收到 {from} 的消息：对方竟然也在领导同一个任期。")
        }
        Impossible::OverwritesCommitted { index } => {
            format!("不肯照 {from} 的消息覆盖索引 {index}：它已经提交。")
        }
        Impossible::SnapshotWithoutMembers { last_index } => {
            format!("不理会 {from} 的快照（到索引 {last_index}）：里面没写成员（§7）。")
        }
        Impossible::IndexOutOfReach { index } => {
            format!("不理会 {from} 的快照（到索引 {index}）：没有日志到得了那里。")
        }
        Impossible::AcknowledgesBeyondLog { match_index } => {
            format!("不理会 {from}：它确认的索引 {match_index} 根本不存在。")
        }
    }
}

fn denied(candidate: ServerId, reason: VoteDenial) -> String {
    let candidate = short(candidate);
    match reason {
        VoteDenial::JustStarted => {
            format!(
                "不理会 {candidate}：自己刚启动，之前也许答应过领导者先不理别人（博士论文 §6.4.1）。"
            )
        }
        VoteDenial::HeardFromLeader => {
            format!("不理会 {candidate}：刚才还有领导者（博士论文 §4.2.3）。")
        }
        VoteDenial::TermHasBegun => {
            format!("不答应 {candidate}：那个任期已经开始，自己可能投过票了（博士论文 §9.6）。")
        }
        VoteDenial::StaleTerm => format!("不投票给 {candidate}：那个任期过去了（§5.1）。"),
        VoteDenial::AlreadyVoted { voted_for } => {
            format!("不投票给 {candidate}：这个任期的票已经给了 {}（§5.2）。", short(voted_for))
        }
        VoteDenial::LogBehind { mine, theirs } => format!(
            "不投票给 {candidate}：对方的日志末尾是任期 {}、索引 {}，不如自己的任期 {}、索引 {} 新（§5.4.1）。",
            theirs.0, theirs.1, mine.0, mine.1
        ),
    }
}

fn not_standing(reason: NotStanding) -> &'static str {
    match reason {
        NotStanding::Learner => "自己是学习者，没有投票权（博士论文 §4.2.1）",
        NotStanding::NotAMember => "配置里没有自己（博士论文 §4.2.2）",
        NotStanding::KnowsNoMembers => "磁盘是空的，不知道有什么集群",
        NotStanding::LeadsAlready => "自己已经是领导者",
        NotStanding::StaleTerm => "那是更早的任期（§5.1）",
    }
}

fn rejected(leader: ServerId, reason: AppendRejection) -> String {
    let leader = short(leader);
    match reason {
        AppendRejection::StaleTerm => {
            format!("拒绝 {leader} 的 AppendEntries：任期太早（§5.1）。")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "拒绝 {leader} 的 AppendEntries：自己没有 prev_log_index {prev_log_index}，日志只到 {last_index}（§5.3）。"
        ),
        AppendRejection::KnowsNoMembers => {
            format!("拒绝 {leader} 的 AppendEntries：磁盘是空的，要先有快照（§7）。")
        }
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "拒绝 {leader} 的 AppendEntries：索引 {prev_log_index} 在这里是任期 {mine}，不是 {theirs}（§5.3）。"
        ),
    }
}

pub(super) fn server_state(state: ServerState) -> &'static str {
    match state {
        ServerState::DiskLost => "磁盘丢失",
        ServerState::Crashed => "已崩溃",
        ServerState::Paused => "已暂停",
        ServerState::Leader => "领导者",
        ServerState::OldLeader => "旧领导者",
        ServerState::Candidate => "候选者",
        ServerState::PreCandidate => "预候选者",
        ServerState::Learner => "学习者",
        ServerState::NotAMember => "非成员",
        ServerState::Follower => "跟随者",
    }
}

pub(super) fn server_named(server: ServerId, doing: &str, has_room: bool) -> String {
    match (doing, has_room) {
        ("", true) => format!("服务器 {}", server.0),
        ("", false) => format!("S{}", server.0),
        (_, true) => format!("服务器 {}，{doing}", server.0),
        (_, false) => format!("S{} {doing}", server.0),
    }
}

pub(super) fn server_label(
    server: ServerId,
    state: ServerState,
    term: Term,
    entries: usize,
    commit_index: Index,
) -> String {
    let (server, state) = (full(server), server_state(state));
    format!("{server}，{state}，任期 {term}，{entries} 个条目，已提交 {commit_index} 个")
}

pub(super) fn link_label(a: ServerId, b: ServerId, cut: LinkCut) -> String {
    let (a, b) = (full(a), full(b));
    match cut {
        LinkCut::None => format!("{a} 和{b} 之间的链路：畅通"),
        LinkCut::Both => format!("{a} 和{b} 之间的链路：双向切断"),
        LinkCut::AToB => format!("{a} 和{b} 之间的链路：{a} 到{b} 的方向切断"),
        LinkCut::BToA => format!("{a} 和{b} 之间的链路：{b} 到{a} 的方向切断"),
    }
}

pub(super) fn store(values: &[(&str, &str)]) -> String {
    let values: Vec<_> = values.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if values.is_empty() { "（空）".into() } else { values.join("，") }
}

pub(super) fn commit_status(status: Option<&CommitStatus>) -> String {
    match status {
        None => "在磁盘上。服务器没在运行。".into(),
        Some(CommitStatus::Committed) => "已确认提交。".into(),
        Some(CommitStatus::Ready { .. }) => "存下它的服务器够了：马上提交。".into(),
        Some(CommitStatus::TooFewCopies { tally, .. }) => {
            format!("还没提交：{}。", copies(*tally))
        }
        Some(CommitStatus::EarlierTerm { .. }) => {
            "还没提交：它是更早任期的条目，要等本任期的一个条目（§5.4.2）。".into()
        }
        Some(CommitStatus::NotLeader { leader: Some(leader) }) => {
            format!("这台服务器还不知道它提交了没有。它跟随的领导者是 {}。", short(*leader))
        }
        Some(CommitStatus::NotLeader { leader: None }) => {
            "这台服务器还不知道它提交了没有，也不知道谁是领导者。".into()
        }
        Some(CommitStatus::NotInLog) => "不在这份日志里。".into(),
    }
}

pub(super) fn compacted(first_index: Index) -> (String, String) {
    let through = first_index.saturating_sub(1);
    ("快照".into(), format!("已压缩：索引 {through} 为止的内容都在快照里。"))
}

pub(super) fn client_doing(client: &Client) -> String {
    match (client.waiting_for(), client.queued()) {
        (None, _) if client.is_polling() => "在挨个问".into(),
        (None, _) => String::new(),
        (Some(request), 0) => format!("在等 {}", request.operation),
        (Some(request), more) => format!("在等 {}，还有 {more} 个要问", request.operation),
    }
}

pub(super) fn client_label(client: &Client) -> String {
    match client_doing(client) {
        nothing if nothing.is_empty() => "客户端，空闲".into(),
        doing => format!("客户端，{doing}"),
    }
}

pub(super) fn client_request(request: &ClientRequest) -> String {
    let answer = match &request.answer {
        Some(Answer::Applied { index }) => format!("做好了，在索引 {index}"),
        Some(Answer::Value(value)) => spaced(&["读到", self::value(value)]),
        None if request.attempts == 0 => "还没轮到".into(),
        None => "没有答复；可能生效了，也可能没有".into(),
    };
    let times = match request.attempts {
        0 | 1 => String::new(),
        times => format!("（问了 {times} 次）"),
    };
    format!("{}{times}：{answer}。", request.operation)
}

/// A text that somebody typed, where there is not much room.
pub(super) fn typed(text: &str) -> String {
    shorten(text, 24)
}
