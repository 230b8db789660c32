//! Why something could not be done.

use super::numbers::{server as short, spaced};
use super::paper::{full, typed};
use super::things::ASKER;
use crate::cluster::{CommandError, Delivery, MAX_COMMAND_CHARS, MAX_SAY_CHARS, Refusal};
use crate::lunch::{MAX_NAME_CHARS, TeamComplaint, teammate};
use crate::raft::{RequestRefusal, ServerId};
use crate::words::{BadAddress, HostError, Mistyped, NoEdit, Notice, Wanted};

/// "服务器 3（Noor）".
fn who(server: ServerId) -> String {
    format!("{}（{}）", full(server), teammate(server).name)
}

pub(super) fn refusal(refusal: &Refusal) -> String {
    refused(refusal, &who)
}

/// The same where the lunch is faded out.
pub(super) fn refusal_in_raft(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PollUnderWay => "上一轮询问还没结束。".into(),
        _ => refused(refusal, &|server| full(server)),
    }
}

fn refused(refusal: &Refusal, who: &dyn Fn(ServerId) -> String) -> String {
    match refusal {
        Refusal::NoSuchServer(server) => format!("这里没有{}。", full(*server)),
        Refusal::NoSuchClient(client) => format!("这里没有客户端 {}。", client.0),
        Refusal::Crashed(server) => format!("{}已经崩溃了。", who(*server)),
        Refusal::NotCrashed(server) => format!("{}没有崩溃。", who(*server)),
        Refusal::Paused(server) => format!("{}正暂停着。", who(*server)),
        Refusal::NotPaused(server) => format!("{}没有暂停。", who(*server)),
        Refusal::MessageGone => "那条消息不在了：要么到了，要么丢了。".into(),
        Refusal::NoSuchLink => "没有这条链路。".into(),
        Refusal::AlreadyCut => "这条链路已经切断了。".into(),
        Refusal::NotCut => "这条链路没有切断。".into(),
        Refusal::LeadersDoNotTimeOut(server) => {
            format!("{}是领导者，领导者没有选举计时器。", who(*server))
        }
        Refusal::BadCommand(error) => command_error(error),
        Refusal::PollUnderWay => format!("{ASKER}还在挨个问呢。"),
        Refusal::BadMenu => "菜单上要有一到九道菜。".into(),
        Refusal::OutOfRange => "这个值超出了范围。".into(),
        Refusal::Raft(reason) => request_refusal(reason),
        Refusal::TooManyServers => "放不下更多服务器了。".into(),
        Refusal::DiskLost(server) => format!(
            "{}丢了磁盘，承诺过的事也跟着丢了。先把它移出集群，它才能作为新服务器回来。",
            who(*server)
        ),
        Refusal::DiskLostAlready(server) => format!("{}的磁盘已经丢了。", who(*server)),
        Refusal::DeliveredSoAlready(Delivery::Automatic) => "消息本来就会自己到达。".into(),
        Refusal::DeliveredSoAlready(Delivery::Manual) => "消息本来就在等你送达。".into(),
        Refusal::SentOnCutLink => "那条消息发出时，链路是断的：它到不了。".into(),
        Refusal::OnlyLeadersSendHeartbeats(server) => {
            format!("{}不是领导者，只有领导者才发心跳。", who(*server))
        }
        Refusal::NothingToTear(server) => {
            format!("{}的磁盘上没有那么多条目。", who(*server))
        }
        Refusal::DiskStopped(server) => format!("{}的磁盘已经停了。", who(*server)),
        Refusal::DiskNotStopped(server) => format!("{}的磁盘好好的。", who(*server)),
        Refusal::CannotBeSaid => format!("字幕只有一行，1 到 {MAX_SAY_CHARS} 个字符。"),
    }
}

/// Why a server refuses what it was asked for.
pub(super) fn request_refusal(reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { leader: Some(leader) } => {
            format!("这件事只有领导者能做。据它所知，领导者是 {}。", short(*leader))
        }
        RequestRefusal::NotLeader { leader: None } => {
            "这件事只有领导者能做，而它不知道谁是领导者。".into()
        }
        RequestRefusal::TransferUnderWay { to } => {
            format!("领导者正把领导权交给 {}，这期间不接命令。", short(*to))
        }
        RequestRefusal::ChangeUnderWay { index } => {
            format!("一次只能做一个变更：索引 {index} 的配置还没提交。")
        }
        RequestRefusal::NothingCommittedInThisTerm { noop } => {
            format!("新领导者要先提交一个自己任期的条目：索引 {noop} 的 no-op。")
        }
        RequestRefusal::StillCatchingUp { server, match_index, commit_index } => format!(
            "{} 要先追上来才有投票权：领导者只知道它的日志到索引 {match_index}，要到 {commit_index}。",
            short(*server)
        ),
        RequestRefusal::AlreadyAMember(server) => {
            format!("{} 已经在集群里了。", short(*server))
        }
        RequestRefusal::NotAMember(server) => format!("{} 不在集群里。", short(*server)),
        RequestRefusal::NotALearner(server) => {
            format!("只有学习者才能升为投票成员，{} 不是学习者。", short(*server))
        }
        RequestRefusal::IsALearner(server) => {
            format!("{} 是学习者：不能投票，也不能当领导者。", short(*server))
        }
        RequestRefusal::NoVoterLeft => "集群里至少要留一台能投票的服务器。".into(),
        RequestRefusal::NothingChanges => "集群本来就是这样。".into(),
        RequestRefusal::LeadsAlready(server) => format!("{} 已经是领导者了。", short(*server)),
        RequestRefusal::NotAppliedYet { last_applied } => {
            format!("应用过的条目才能压缩：这台服务器只应用到索引 {last_applied}。")
        }
        RequestRefusal::KnowsNoMembers => "这台服务器还不知道集群里有谁。".into(),
        RequestRefusal::CompactedAlready { last_index: 0 } => {
            "这台服务器什么都还没应用：没有可压缩的。".into()
        }
        RequestRefusal::CompactedAlready { last_index } => {
            format!("索引 {last_index} 为止的内容，快照里都有了。")
        }
    }
}

pub(super) fn command_error(error: &CommandError) -> String {
    match error {
        CommandError::Empty => "请输入一道菜，或者一条命令，比如 SET A 1。".into(),
        CommandError::TooLong { chars } => {
            format!("这有 {chars} 个字符，小本子的一行只写得下 {MAX_COMMAND_CHARS} 个。")
        }
        CommandError::NotText => "有些字符写不下来，用普通文字就行。".into(),
        CommandError::IncompleteSet => "SET 后面要有键和值，比如 SET A 1。".into(),
    }
}

pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Refused(reason) => refusal(reason),
        Notice::NoStop => {
            "运行里过去了两秒，也没碰上这样的一步。提议点什么，或者按事件一步步走。".into()
        }
        Notice::NoStopBack => {
            "往回两秒都没有这样的一步，现在停在这两秒的开头。继续往回，或者按事件一步步走。".into()
        }
        Notice::NothingToUndo => "没有可撤销的。".into(),
        Notice::NothingToRedo => "没有可重做的。".into(),
        Notice::NoEdit(why) => match why {
            NoEdit::Gone => "它已经不在这次运行里了。".into(),
            NoEdit::MessageLost => "这条消息到不了，谈不上早到晚到。".into(),
            NoEdit::NotEarlier => "消息只能延迟，不能加快。".into(),
            NoEdit::NoNumberLeft => "这个时刻放不下更多操作了。".into(),
        },
        Notice::NobodyTakesIn => {
            "来了一台新服务器，日志是空的，眼下没有领导者接纳它。等有了领导者，点这台服务器，把它加进来。".into()
        }
        Notice::PickFirst => "先选一个答案，或者选“我还不知道”。".into(),
        Notice::NewRun => "这是一次新的运行。按浏览器的“后退”，可以回到上一次。".into(),
        Notice::RunIsFull => {
            "这次运行已经有一百万个事件，就停在这里了。请重置，或者换一个种子。".into()
        }
        Notice::Replaying { percent } => format!("正在重放这次运行：{percent}%。"),
        Notice::OtherEngine => {
            "这个链接来自另一个版本的 Raft Lunch，那时这次运行不是这样走的。你看到的是现在这个版本的走法。".into()
        }
        Notice::OneLanguage => {
            "这个单文件版本里只有英文，网页版还有其他语言。".into()
        }
        Notice::OldSeed(seed) => format!(
            "这是种子 {seed} 的午饭。如果这个链接是 2026 年 12 月以前别人发给你的，那时它讲的是另一个故事：一开始还没有人拿着点餐单。"
        ),
        Notice::Address(bad) => bad.iter().map(bad_address).collect(),
        Notice::Said(words) => words.clone(),
    }
}

/// The same where the lunch is faded out.
pub(super) fn notice_in_raft(told: &Notice) -> String {
    match told {
        Notice::Refused(reason) => refusal_in_raft(reason),
        _ => notice(told),
    }
}

/// Why what was typed can't be taken.
pub fn mistyped(mistyped: &Mistyped) -> String {
    match mistyped {
        Mistyped::Command(error) => command_error(error),
        Mistyped::Dishes(reason) => refusal(reason),
        Mistyped::Names(why) => format!("谁也没改名：{}。", no_team(why)),
    }
}

/// Why a frame does not do what the page around it asks for.
pub fn host_error(error: &HostError) -> String {
    let why = match error {
        HostError::Version(version) => {
            format!("这个内嵌页面用的是第 {version} 版消息：raftLunch: {version}。")
        }
        HostError::NoType(types) => format!("消息的 type 要写这些之一：{}。", types.join("、")),
        HostError::OneOf(field, names) => {
            format!("“{field}”里要有、也只能有其中一个：{}。", names.join("、"))
        }
        HostError::Unknown(name, names) => {
            let none = format!("这种消息没有 {} 这个字段", typed(name));
            match names.is_empty() {
                true => none + "。",
                false => format!("{none}，可以有的是：{}。", names.join("、")),
            }
        }
        HostError::NotText(name) => format!("{} 要写成文本。", typed(name)),
        HostError::NotNumber(name) => format!("{} 要写从 0 开始的整数。", typed(name)),
        HostError::NoServer => "服务器要写编号，或者写“leader”。".into(),
        HostError::NoLeader => return "眼下没有领导者。".into(),
        HostError::Value(BadAddress { name, value, wanted }) => {
            format!("{name} 写的是 {}，这里要写：{}。", typed(value), wanted_words(wanted))
        }
    };
    format!("{why}什么都没改。")
}

fn bad_address(BadAddress { name, value, wanted }: &BadAddress) -> String {
    format!(
        "地址里写的是 {name}={}，这里要写：{}。现在先用平常的值。",
        typed(value),
        wanted_words(wanted)
    )
}

/// Why names are not taken, after a colon.
fn no_team(why: &TeamComplaint) -> String {
    match why {
        TeamComplaint::TooLong(name) => format!("“{}”超过了 {MAX_NAME_CHARS} 个字", typed(name)),
        TeamComplaint::Twice(name) => spaced(&["有两个人都叫", name]),
        TeamComplaint::TooMany(names) => format!("有 {names} 个名字，椅子只有九把"),
    }
}

fn wanted_words(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Seed => "小于 2^53 的整数".into(),
        Wanted::Between(least, most) => format!("{least} 到 {most} 之间的数"),
        Wanted::One => "1".to_owned(),
        Wanted::LessonName => "课程的名字，或者它的地址，以 https:// 开头".into(),
        Wanted::ScenarioName => "场景的名字，或者它的地址，以 https:// 开头".into(),
        Wanted::CardNumber => "卡片的序号，从 1 开始".into(),
        Wanted::Names(why) => format!("用逗号隔开的名字：{}", no_team(why)),
        Wanted::OneOf(names) => format!("{} 之一", names.join("、")),
    }
}
