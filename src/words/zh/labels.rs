//! Labels with a number or a name in them, in Chinese.

use super::numbers::server as short;
use crate::check::Property;
use crate::cluster::{MILLISECOND, Timing};
use crate::raft::{Index, ServerId};

/// A step of this stride: "一步：事件".
pub fn one(what: &str) -> String {
    format!("一步：{what}")
}

/// A step forward of this stride.
pub fn one_forward(what: &str) -> String {
    format!("前进一步：{what}")
}

/// A button `word` for one thing of several.
pub fn button_of(word: &str, what: &str) -> String {
    format!("{word}：{what}")
}

/// How many milliseconds a message travels.
pub fn travel_time(from: u64, until: u64) -> String {
    format!("{from} 到 {until} 毫秒")
}

/// At most this many milliseconds.
pub fn at_most(ms: u64) -> String {
    format!("最多 {ms} 毫秒")
}

/// So many of a hundred.
pub fn percent(share: u64) -> String {
    format!("{share}%")
}

/// A moment of the run, in whole milliseconds.
pub fn moment(ms: u64) -> String {
    format!("{ms} 毫秒")
}

/// How often something happened in a row.
pub fn heard(server: Option<ServerId>, lunch: &str) -> String {
    match server {
        Some(server) => format!("服务器 {}：{lunch}", server.0),
        None => lunch.into(),
    }
}

pub fn times(times: u32) -> String {
    format!("连续 {times} 次")
}

/// Who belongs to the cluster.
pub fn members(members: &str) -> String {
    format!("配置：{members}")
}

/// Nothing that can be opened came from this address.
pub fn nothing_came_from(address: &str) -> String {
    format!(
        "{} 没有传来能打开的内容。也许它已经不在了，也许它的主机只许自家网页读取：要用 CORS 允许本页访问。",
        super::paper::typed(address)
    )
}

/// What stands before the followers in a leader's row.
pub fn copied_up_to(leader: &str) -> String {
    format!("据 {leader} 所知，各人抄到")
}

/// What a leader knows of this server, and what it sends it next.
pub fn progress_of(server: ServerId, match_index: Index, next_index: Index) -> String {
    format!("{}：match_index {match_index}，next_index {next_index}", short(server))
}

/// Why a server cannot take over the leadership.
pub fn cannot_take_over(name: &str, server: ServerId) -> String {
    format!("{name} 不在：{} 没在运行，当不了领导者。", short(server))
}

/// Up to where a server has applied its log, if that is behind its commit index.
pub fn applied_through(index: Index) -> String {
    format!("到索引 {index}")
}

/// A switch of the network.
pub fn reaches(from: ServerId, to: ServerId) -> String {
    format!("{} 能联系到 {}", short(from), short(to))
}

/// A property's name.
pub fn property(property: Property) -> &'static str {
    match property {
        Property::ElectionSafety => "选举安全性",
        Property::LeaderAppendOnly => "领导者只追加",
        Property::LogMatching => "日志匹配",
        Property::LeaderCompleteness => "领导者完整性",
        Property::StateMachineSafety => "状态机安全性",
        Property::CommittedIsDurable => "提交的都已落盘",
        Property::IndexOrder => "索引有先后",
        Property::OnlyGrows => "只进不退",
        Property::PromisesAreDurable => "承诺都已落盘",
        Property::Linearizability => "线性一致性",
        Property::ElectedByMajority => "由多数派选出",
        Property::ReadsAreFresh => "不读旧值",
        Property::ChangesWaitForCommit => "提交之后才变更",
        Property::StoresAreReplays => "状态等于重放",
        Property::MembershipIsTheLogs => "成员以日志为准",
        Property::DurableIsOnDisk => "落盘的都在磁盘上",
        Property::TakesEffectOnce => "只生效一次",
        Property::PreVoteSparesLeaders => "不惊动领导者",
    }
}

/// These properties do not hold.
pub fn violated(properties: &str) -> String {
    format!("不成立了：{properties}")
}

/// The diagram of this stretch of time, for people who do not see it.
pub fn diagram_label(stretch: &str) -> String {
    format!("时空图，{stretch}。下面的列表说的是同样的事。")
}

/// Said after a crash of the page.
pub fn running_seed(seed: u64) -> String {
    format!("当时运行的种子是 {seed}。")
}

/// Why there is no link, and what to do instead.
pub fn too_long_a_link(why: &str) -> String {
    format!("{why}请改为把这次运行下载成场景。")
}

/// The caption of the table of logs.
pub fn logs_caption(hidden: u64) -> String {
    match hidden {
        0 => "各服务器的日志".into(),
        hidden => format!("各服务器的日志，不含前 {hidden} 个条目"),
    }
}

/// All properties hold, but for these, which are undecided.
pub fn still_safe(undecided: &str) -> String {
    match undecided {
        "" => "依然安全".into(),
        undecided => format!("依然安全（还不能断定：{undecided}）"),
    }
}

/// How many of all checks hold.
pub fn checks_hold(holding: usize, all: usize) -> String {
    match holding == all {
        true => format!("每一步之后都检查：{all} 项全部成立"),
        false => format!("每一步之后都检查：{all} 项里有 {holding} 项成立"),
    }
}

/// The run that is at hand: its size and its seed.
pub fn servers_and_seed(servers: u16, seed: u64) -> String {
    format!("{servers} 台服务器，种子 {seed}")
}

/// How patient the servers are in this run, and where to change that.
pub fn timing(timing: &Timing) -> String {
    let [shortest, longest, heartbeat] =
        [timing.election_timeout_min, timing.election_timeout_max, timing.heartbeat]
            .map(|time| time / MILLISECOND);
    format!(
        "选举超时为 {shortest} 到 {longest} 毫秒，每 {heartbeat} 毫秒发一次心跳。想换别的值，请开始一次新的运行。"
    )
}

/// What a protection is for, and where it was once missing.
pub fn protects(property: &str, shipped: &str) -> String {
    match shipped {
        "" => format!("保护：{property}。"),
        shipped => format!("保护：{property}。在这上面出过错的有：{shipped}。"),
    }
}

/// How long something plays.
pub fn playing_time(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} 秒"),
        _ => format!("{} 分钟", (seconds + 30) / 60),
    }
}

/// How many of a script's expectations hold.
pub fn expectations(count: usize, failed: usize) -> String {
    match failed {
        0 => format!("按脚本播放完毕：{count} 项预期全都符合"),
        _ => format!("按脚本播放完毕：{count} 项预期里有 {failed} 项不符"),
    }
}

/// The asker, for people who do not see them.
pub fn asker_label(waiting: &str) -> String {
    match waiting {
        "" => "提问的人，什么也没在等".into(),
        waiting => format!("提问的人，{waiting}"),
    }
}
