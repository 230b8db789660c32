//! Rules, extensions and properties: what they are called and what they are for.

use super::labels::property as property_name;
use super::numbers::{joined, server as short};
use crate::check::{Evidence, Property, Protected, Violation, protection};
use crate::cluster::{MachineRule, Switch};
use crate::raft::Rule;

pub(super) fn name(switch: Switch) -> &'static str {
    words(switch).0
}

pub(super) fn purpose(switch: Switch) -> &'static str {
    words(switch).1
}

pub(super) fn protects(switch: Switch) -> Option<String> {
    let protection = protection(switch)?;
    let what = match protection.protects {
        Protected::Safety(property) => property_name(property),
        Protected::Liveness => "活性",
    };
    let missing: Vec<String> = protection.missing_in.iter().map(|&of| of.into()).collect();
    Some(match missing.is_empty() {
        true => format!("保护：{what}。"),
        false => format!("保护：{what}。真实系统里漏掉过它的有：{}。", joined(&missing, "和")),
    })
}

pub(super) fn weakened(off: &[Switch]) -> Option<String> {
    let names: Vec<_> = off.iter().map(|&switch| name(switch)).collect();
    (!names.is_empty()).then(|| format!("这已经不是 Raft 了。关掉的有：{}。", names.join("；")))
}

/// A name, and what it is for.
fn words(switch: Switch) -> (&'static str, &'static str) {
    match switch {
        Switch::PreVote => (
            "PreVote",
            "服务器先问一圈谁会投票给它，再抬高任期。只开 PreVote 的话，要是只有一台服务器连得到其他每一台，集群可能一直没有领导者。博士论文 §9.6",
        ),
        Switch::CheckQuorum => (
            "CheckQuorum",
            "领导者听到的服务器太少，就退位。听得到领导者的服务器，不理会候选者。博士论文 §6.2、§4.2.3",
        ),
        Switch::LeaseRead => (
            "租约读",
            "多数派刚答复过领导者，它就可以直接读，不用再问。前提是开了 CheckQuorum，各台时钟走得一样快，也没有谁被逼着提前参选。博士论文 §6.4.1",
        ),
        Switch::Core(rule) => core(rule),
        Switch::Machine(rule) => machine(rule),
    }
}

fn core(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::LogCheckOnVotes => {
            ("投票前比日志", "对方的日志至少和自己的一样完整，才投票给它。§5.4.1")
        }
        Rule::OneVotePerTerm => ("一个任期一票", "同一任期里，第二个来要票的要不到。§5.2"),
        Rule::CurrentTermCommit => {
            ("靠本任期的条目提交", "只有领导者本任期的条目，才能光靠副本数提交。§5.4.2")
        }
        Rule::ConsistencyCheck => ("一致性检查", "前一个条目对得上，才接收后面的。§5.3"),
        Rule::TruncateOnlyAtConflict => ("有冲突才截断", "迟到的消息不会把日志截短。§5.3"),
        Rule::CommitClamp => ("核对到哪里，提交到哪里", "跟随者不能直接提交到自己日志的末尾。图 2"),
        Rule::Majority => ("多数派", "要超过一半，少一台都不行。§5.2"),
        Rule::JointMajorities => ("联合共识要两个多数派", "旧成员和新成员，各要有自己的多数派。§6"),
        Rule::NoopFirst => ("先等 no-op 提交", "读请求和成员变更，要等新领导者的第一个条目。§8"),
        Rule::OneChangeAtATime => {
            ("一次只做一个变更", "上一个变更提交了，才能做下一个。博士论文 §4.1")
        }
        Rule::MembershipSessions => {
            ("只认重新加入之后的确认", "服务器移出集群之前说过的话，不再算数")
        }
        Rule::ReadConfirmation => {
            ("读之前先问一圈", "领导者回答之前先问：我还是领导者吗？博士论文 §6.4")
        }
        Rule::LeaderCountsDurable => {
            ("领导者自己也要落盘才算", "它自己的副本落了盘，才算一份。博士论文 §10.2.1")
        }
        Rule::NoOp => ("上任先写 no-op", "新领导者马上追加一个条目，好把前任留下的一起提交。§8"),
        Rule::AcknowledgeVerified => {
            ("只确认核对过的", "跟随者的日志里还有别的条目，那些不确认。§5.3")
        }
    }
}

fn machine(rule: MachineRule) -> (&'static str, &'static str) {
    match rule {
        MachineRule::VoteKeptAcrossCrash => ("崩溃后还记得投过谁", "选票先落盘，再发出去。图 2"),
        MachineRule::AcknowledgeAfterDurable => {
            ("先落盘，再答复", "服务器说过的话，崩溃后还算数。图 2")
        }
        MachineRule::RandomisedTimeouts => ("随机的选举超时", "免得大家同时参选。§5.2"),
        MachineRule::SessionDeduplication => ("重试只生效一次", "记住每个客户端的上一条命令。§8"),
    }
}

pub(super) fn promise(property: Property) -> &'static str {
    match property {
        Property::ElectionSafety => "一个任期最多有一个领导者。",
        Property::LeaderAppendOnly => "领导者从不改写自己的日志。",
        Property::LogMatching => "两份日志在同一索引上任期相同，到这里为止就完全一样。",
        Property::LeaderCompleteness => "已提交的条目，以后每个领导者都有。",
        Property::StateMachineSafety => "同一个索引上，没有两台服务器应用不同的条目。",
        Property::CommittedIsDurable => "条目提交的时候，已经在多数派的磁盘上。",
        Property::IndexOrder => "快照、已应用、已提交、日志末尾：四个索引谁也不会越过后面一个。",
        Property::OnlyGrows => "任期、提交索引、应用到哪里，都从不倒退；投出的票也不变。",
        Property::PromisesAreDurable => "服务器说出的话，说的时候就在它的磁盘上。",
        Property::Linearizability => "客户端得到的答复，总有一种事件顺序说得通。",
        Property::ElectedByMajority => "新领导者得到的选票，都在多数派的磁盘上。",
        Property::ReadsAreFresh => "读请求到达时已经提交的，它都读得到。",
        Property::ChangesWaitForCommit => "领导者先提交本任期的条目，才变更成员。",
        Property::StoresAreReplays => "每个状态机、每份快照，都是应用条目得出的样子。",
        Property::MembershipIsTheLogs => "成员以日志里最后一个配置为准，快照也带着自己的那一个。",
        Property::DurableIsOnDisk => "服务器算作存好的，都在它的磁盘上。",
        Property::TakesEffectOnce => "客户端的一个请求，只在一个索引上生效，而且在答复它之前。",
        Property::PreVoteSparesLeaders => {
            "听得到领导者的服务器，不会答应投票推翻它；开了 CheckQuorum，也不会真的投。"
        }
    }
}

pub(super) fn violation(violation: &Violation) -> String {
    format!("违反“{}”：{}", property_name(violation.property), evidence(&violation.evidence))
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::TwoLeaders { term, first, second } => {
            format!("{} 和 {} 同时领导任期 {term}。", short(*first), short(*second))
        }
        Evidence::Rewritten { leader, index } => {
            format!("{} 是领导者，却丢了自己的条目 {index}。", short(*leader))
        }
        Evidence::Mismatch { server, index, term } => format!(
            "{} 和另一台服务器都有任期 {term} 的条目 {index}，可是两份日志在这里或之前就不一样。",
            short(*server)
        ),
        Evidence::MissingEntry { leader, index } => {
            format!("{} 是领导者，却没有已提交的条目 {index}。", short(*leader))
        }
        Evidence::AppliedDifferently { server, index } => {
            format!("{} 在索引 {index} 应用的条目，和最先应用的那台不一样。", short(*server))
        }
        Evidence::TooFewCopies { index, on } => {
            format!("条目 {index} 提交了，却只在 {} 台服务器上落了盘。", on.len())
        }
        Evidence::OutOfOrder { server, indices: [snapshot, applied, commit, last] } => format!(
            "{} 的快照到 {snapshot}，应用到 {applied}，提交到 {commit}，日志末尾是 {last}。",
            short(*server)
        ),
        Evidence::Shrunk { server, what } => {
            format!("{} 的{}变回去了。", short(*server), shrunk(what))
        }
        Evidence::NotLinearizable { client, sequence, key } => format!(
            "客户端 {} 的请求 {sequence} 得到的答复，把对 {key} 的操作怎么排都说不通。",
            client.0
        ),
        Evidence::TooFewVotes { leader, term, of } => {
            format!("{} 领导任期 {term}，可它的选票只在 {} 块磁盘上。", short(*leader), of.len())
        }
        Evidence::StaleRead { server, applied, committed } => format!(
            "{} 只应用到条目 {applied} 就回答了读请求，而请求到达时条目 {committed} 已经提交。",
            short(*server)
        ),
        Evidence::ChangedTooEarly { leader, index } => {
            format!("{} 在索引 {index} 变更了成员，而它的任期还什么都没提交。", short(*leader))
        }
        Evidence::OtherStore { server, index, in_snapshot } => format!(
            "{} 的{}，不是应用到条目 {index} 该有的样子。",
            short(*server),
            if *in_snapshot { "快照" } else { "状态机" }
        ),
        Evidence::OtherMembership { server, index, in_snapshot: true } => {
            format!("{} 的快照里，没有索引 {index} 时生效的成员配置。", short(*server))
        }
        Evidence::OtherMembership { server, index, in_snapshot: false } => {
            format!("{} 用的是索引 {index} 的成员配置，那不是它日志里的最后一个。", short(*server))
        }
        Evidence::CountedTooMuch { server, index } => {
            format!("{} 以为条目 {index} 存好了，磁盘上却没有。", short(*server))
        }
        Evidence::TookEffectTwice { client, sequence, indices: [first, second] } => format!(
            "客户端 {} 的请求 {sequence} 在索引 {first} 生效了，在 {second} 又生效了一次。",
            client.0
        ),
        Evidence::PromisedVote { voter, candidate, hears_leader: true } => {
            format!("{} 明明听得到领导者，还答应投票给 {}。", short(*voter), short(*candidate))
        }
        Evidence::PromisedVote { voter, candidate, hears_leader: false } => {
            format!("{} 的日志比 {} 的新，却答应投票给它。", short(*voter), short(*candidate))
        }
        Evidence::GaveVote { voter, candidate } => {
            format!("{} 正护着领导者，却投票给 {}。", short(*voter), short(*candidate))
        }
        Evidence::AppliedAgain { server, index } => {
            format!("{} 把索引 {index} 又应用了一遍。", short(*server))
        }
        Evidence::NeverTookEffect { client, sequence } => {
            format!("客户端 {} 听说请求 {sequence} 办好了，可它哪儿都没生效。", client.0)
        }
        Evidence::NotDurable { server, message } => {
            format!("{} 发出的{}，磁盘上没有依据。", short(*server), promised(message))
        }
    }
}

/// What went back, from the English of the checks.
fn shrunk(what: &str) -> &str {
    match what {
        "term" => "任期",
        "durable term" => "已落盘的任期",
        "vote of this term" => "本任期的选票",
        "durable vote of this term" => "本任期已落盘的选票",
        "commit index" => "提交索引",
        "last applied index" => "已应用的索引",
        other => other,
    }
}

/// A message that promises something, from the English of the checks.
fn promised(message: &str) -> &str {
    match message {
        "request for a vote" => "拉票请求",
        "vote" => "选票",
        "acknowledgement" => "确认",
        other => other,
    }
}
