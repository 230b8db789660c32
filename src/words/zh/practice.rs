//! Practice questions: what they ask, their options, and why.

use super::Chinese;
use super::numbers::{joined, server as short, spaced};
use super::paper::entry;
use super::reasons;
use crate::practice::{
    Answer, Apart, Ask, Belief, Conclusion, Family, MOST_QUESTIONS, News, Question, Remains,
    SetComplaint, Setting, TimedOperation, Told,
};
use crate::raft::{AppendEntries, Configuration, ConflictHint, Entry, Index, ServerId, Term};
use crate::words::{BeliefWords, PracticeLanguage, shorten};

/// Most characters of an address that are quoted.
const MOST_QUOTED: usize = 40;

impl PracticeLanguage for Chinese {
    fn question(&self, question: &Question) -> String {
        ask(&question.ask, &question.setting)
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Servers(servers) => nobody_or(servers),
            Answer::Number(number) => number.to_string(),
            Answer::Fields(message) => fields(message),
            Answer::Repair { rejections, log } => {
                format!("拒绝 {rejections} 次，修好后是{}", entries(1, log))
            }
            Answer::Left(left) => remains(left),
            Answer::YesNo(true) => "是".into(),
            Answer::YesNo(false) => "否".into(),
            Answer::Conclusion(conclusion) => self::conclusion(*conclusion).into(),
        }
    }

    fn why(&self, question: &Question) -> String {
        reasons::why(question)
    }

    fn apart(&self, apart: &Apart) -> String {
        reasons::apart(apart)
    }

    fn belief(&self, belief: Belief) -> BeliefWords {
        super::beliefs::belief(belief)
    }

    fn would_be_so(&self, belief: Belief) -> String {
        spaced(&["要是", self.belief(belief).would_be_so_if, "，这样答才对。"])
    }

    fn set_complaint(&self, complaint: &SetComplaint) -> String {
        let names = || Family::ALL.map(Family::name).join("、");
        match complaint {
            SetComplaint::NoSuchFamily(name) => {
                format!("没有叫“{}”的题目。有的是：{}。", shorten(name, MOST_QUOTED), names())
            }
            SetComplaint::NoSeed(value) => format!(
                "“{}”不是种子。种子是小于 2\u{2075}\u{00b3} 的整数。",
                shorten(value, MOST_QUOTED)
            ),
            SetComplaint::NoCount(value) => format!(
                "出不了“{}”道题。一组有 1 到 {MOST_QUESTIONS} 道。",
                shorten(value, MOST_QUOTED)
            ),
        }
    }
}

/// What a family asks.
pub(super) fn family(family: Family) -> &'static str {
    match family {
        Family::Votes => "谁会投票给这个候选者？",
        Family::Electable => "谁能当选？",
        Family::Committed => "哪些已经提交，哪些还可能丢？",
        Family::CommitIndex => "提交索引现在是多少？",
        Family::Fields => "下一条 AppendEntries 里写什么？",
        Family::Repair => "这个跟随者的日志怎么修好？",
        Family::Crash => "这次崩溃之后还剩什么？",
        Family::Tolerance => "可以坏几台？",
        Family::Reachable => "会出现这样的日志吗？",
        Family::Client => "这个客户端能得出什么结论？",
        Family::Read => "这个读请求可以回答了吗？",
        Family::Linearizable => "这段历史是线性一致的吗？",
    }
}

/// "S1、S3 和 S4".
pub(super) fn all_of(servers: &[ServerId]) -> String {
    joined(&servers.iter().copied().map(short).collect::<Vec<_>>(), "和")
}

fn nobody_or(servers: &[ServerId]) -> String {
    if servers.is_empty() { "一台也没有".into() } else { all_of(servers) }
}

/// Said before what is asked.
fn down(setting: &Setting) -> String {
    match &*setting.down() {
        [] => String::new(),
        down => format!("{} 没在运行。", all_of(down)),
    }
}

fn ask(ask: &Ask, setting: &Setting) -> String {
    let down = || down(setting);
    match ask {
        Ask::Votes { candidate, request } => format!(
            "假设 {} 接下来在任期 {} 参选，它的最后一个条目是索引 {}、任期 {}。{}哪些服务器会投票给 {}？",
            short(*candidate),
            request.term,
            request.last_log_index,
            request.last_log_term,
            down(),
            short(*candidate)
        ),
        Ask::Electable => {
            format!("在运行的服务器都听得到彼此。{}现在哪些能赢得选举？第二次才赢也算。", down())
        }
        Ask::Committed { leader, knew } => format!(
            "{} 领导任期 {}。它当选的时候，知道自己的日志提交到索引 {knew}。现在它认为自己的日志提交到哪个索引？",
            short(*leader),
            term_of(setting, *leader)
        ),
        Ask::Safe { leader } => format!(
            "{} 是领导者。{}现在，路上的消息全丢了，没在运行的都回来了，谁都可能参选。不管谁当选，{} 的日志到哪个索引为止都丢不了？",
            short(*leader),
            down(),
            short(*leader)
        ),
        Ask::Acknowledged { leader, follower, match_index } => format!(
            "{} 领导任期 {}。现在 {} 确认了索引 {match_index} 为止的所有条目。这之后 {} 的提交索引是多少？",
            short(*leader),
            term_of(setting, *leader),
            short(*follower),
            short(*leader)
        ),
        Ask::Learned { leader, follower, request } => format!(
            "{} 的这条 AppendEntries 到了 {}：{}。这之后 {} 的提交索引是多少？",
            short(*leader),
            short(*follower),
            fields(request),
            short(*follower)
        ),
        Ask::Fields { leader, follower, news, most } => format!(
            "{} 领导任期 {}。{}{} 现在给 {} 发哪一条 AppendEntries？一条消息最多带 {most} 个条目。",
            short(*leader),
            term_of(setting, *leader),
            self::news(news, *follower),
            short(*leader),
            short(*follower)
        ),
        Ask::Repair { leader, follower } => format!(
            "{} 刚在任期 {} 当选，追加了 no-op。跟随者拒绝的时候，会告诉领导者哪个任期有冲突、从哪里开始。{} 要拒绝几次，日志才修好？修好后的日志是什么样？",
            short(*leader),
            term_of(setting, *leader),
            short(*follower)
        ),
        Ask::Crash { server, disk } => format!(
            "{} 正在写磁盘。到现在为止，磁盘上有：{}。这时它崩溃了，又重新启动。它从什么状态开始？",
            short(*server),
            on_disk(disk)
        ),
        Ask::Tolerance => format!(
            "{}{}不管是哪几台，最多再坏几台，集群还能提交？",
            members(&setting.configuration),
            down()
        ),
        Ask::Reachable => "一个正确的集群，会出现这样的日志吗？".into(),
        Ask::Client { operation, told } => client(operation, told),
        Ask::Read(read) => format!(
            "{} 是领导者。来了一个客户端的读请求，然后领导者开始第 {} 次广播，等大家回应。它的 no-op 在索引 {}，日志应用到索引 {}。现在 {} 回应了第 {} 次广播。领导者可以回答这个读请求了吗？",
            short(read.leader),
            read.round,
            read.noop,
            read.applied,
            short(read.follower),
            read.answers
        ),
        Ask::Linearizable { history } => format!(
            "A 一开始是空的。客户端看到的是这样：{}这段历史是线性一致的吗？",
            history.iter().map(operation).collect::<String>()
        ),
    }
}

fn members(configuration: &Configuration) -> String {
    let voters = all_of(configuration.voters());
    let members = match configuration.is_joint() {
        true => format!(
            "集群正处在联合共识：旧的投票成员是 {}，新的是 {voters}。",
            all_of(configuration.outgoing())
        ),
        false => format!("投票成员是 {voters}。"),
    };
    match configuration.learners() {
        [] => members,
        learners => format!("{members}{} 是学习者。", all_of(learners)),
    }
}

fn client(operation: &str, told: &Told) -> String {
    let told = match told {
        Told::Nothing => "它没等到答复，不再等了。".into(),
        Told::Applied => "它得知：命令已经应用。".into(),
        Told::Value(Some(value)) => format!("它得知：值是 {value}。"),
        Told::Value(None) => "它得知：没有值。".into(),
    };
    format!("客户端发出请求 {operation}。{told}它能得出什么结论？")
}

fn conclusion(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Done => "做成了，而且不会变回去。",
        Conclusion::DoneEverywhere => "在所有服务器上都做成了。",
        Conclusion::NotDone => "没做成，以后也不会做成。",
        Conclusion::Unknown => "可能做成了，可能以后才做成，也可能永远做不成。",
        Conclusion::WasSo => "从提问到答复之间，有一刻值是这样。",
        Conclusion::IsSo => "值现在是这样。",
        Conclusion::WasSoWhenAsked => "客户端提问的时候，值是这样。",
    }
}

/// "客户端 1 写入 1，从时刻 2 到 5。"
fn operation(one: &TimedOperation) -> String {
    let client = one.client.0;
    let does = match (&one.writes, &one.value) {
        (Some(value), _) => format!("写入 {value}"),
        (None, Some(value)) => format!("读到 {value}"),
        (None, None) => "读到 A 是空的".into(),
    };
    match one.answered {
        Some(answered) => format!("客户端 {client} {does}，从时刻 {} 到 {answered}。", one.asked),
        None => format!("客户端 {client} 在时刻 {} {does}，没得到答复。", one.asked),
    }
}

fn news(news: &News, follower: ServerId) -> String {
    let follower = short(follower);
    match news {
        News::Acknowledged { match_index } => {
            format!("{follower} 确认了索引 {match_index} 为止的所有条目。")
        }
        News::Refused { prev_log_index, hint: ConflictHint { term: Some(term), first_index } } => {
            format!(
                "{follower} 拒绝了 prev_log_index {prev_log_index}：那里它的任期是 {term}，这个任期从索引 {first_index} 开始。"
            )
        }
        News::Refused { prev_log_index, hint: ConflictHint { term: None, first_index } } => {
            format!(
                "{follower} 拒绝了 prev_log_index {prev_log_index}：它的日志到不了索引 {first_index}。"
            )
        }
        News::Command(command) => format!("客户端向它请求 {command}。"),
    }
}

/// The fields of an AppendEntries, by the paper's names.
fn fields(message: &AppendEntries) -> String {
    format!(
        "term {}，prev_log_index {}，prev_log_term {}，{}，leader_commit {}",
        message.term,
        message.prev_log_index,
        message.prev_log_term,
        entries(message.prev_log_index + 1, &message.entries),
        message.leader_commit
    )
}

/// "条目 3 到 4：SET A 1（任期 2）、no-op（任期 3）".
fn entries(from: Index, entries: &[Entry]) -> String {
    let said = |one: &Entry| format!("{}（任期 {}）", entry(one), one.term);
    let said: Vec<String> = entries.iter().map(said).collect();
    match entries.len() as Index {
        0 => "没有条目".into(),
        1 => format!("条目 {from}：{}", said.join("、")),
        count => format!("条目 {from} 到 {}：{}", from + count - 1, said.join("、")),
    }
}

fn on_disk(left: &Remains) -> String {
    let vote = match left.voted_for {
        Some(server) => format!("投给了 {}", short(server)),
        None => "没投票".into(),
    };
    format!("任期 {}，{vote}，{}", left.term, entries(1, &left.log))
}

fn remains(left: &Remains) -> String {
    format!("{}；提交索引 {}", on_disk(left), left.commit_index)
}

fn term_of(setting: &Setting, server: ServerId) -> Term {
    setting.server(server).map_or(0, |server| server.term)
}
