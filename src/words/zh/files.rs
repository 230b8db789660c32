//! What is said about files and links: each sentence as it is said in English, and in Chinese
//! (`words/sentences.rs`). That of lessons and what scenarios expect have files of their own.

use super::expected::EXPECTED;
use super::labels::property;
use super::lesson_files::LESSON_FILES;
use crate::check::Property;
use crate::words::sentences::{Pattern, Sentences};

/// What is said in English, in Chinese as far as it is known.
pub(super) fn told(english: &str) -> String {
    SENTENCES.translated(english).unwrap_or_else(|| english.into())
}

const SENTENCES: Sentences = Sentences { patterns: &ALL, name, joined };

const ALL: [&[Pattern]; 4] = [FILES, LESSON_FILES, EXPECTED, GENERAL];

/// With a space wherever Chinese meets a word of a file.
fn joined(before: &str, after: &str) -> String {
    let is_chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "`\"{%".contains(letter);
    let ends = before.chars().next_back().zip(after.chars().next());
    let meet = ends.is_some_and(|(a, b)| {
        (is_chinese(a) && is_word(b)) || ((is_word(a) || a == '}') && is_chinese(b))
    });
    [before, if meet { " " } else { "" }, after].concat()
}

fn name(english: &str) -> Option<&'static str> {
    Property::ALL.into_iter().find(|it| it.name() == english).map(property)
}

/// What is wrong with a scenario file or a link. What is more special stands before what is more general.
const FILES: &[Pattern] = &[
    // Where it is.
    ("Line <#>, column <#>: <...>", "第<1>行，第<2>列：<3>"),
    ("<> (line <#>, column <#>): <...>", "<1>（第<2>行，第<3>列）：<4>"),
    ("Scenario, <>", "场景里，<1>"),
    ("Step <#>, <>", "第<1>步，<2>"),
    ("Expectation <#>, <>", "第<1>个预期，<2>"),
    ("Server <#>, <>", "服务器<1>，<2>"),
    // Links.
    ("A link has <> characters at most. This one has <>.", "链接最长<1>个字符，这个有<2>个。"),
    ("This is not a link to a run.", "这不是一次运行的链接。"),
    (
        "This link is of version <>; this page knows version <>. Open it where it was made.",
        "这个链接是第<1>版的，这个网页只认得第<2>版。它从哪里来，就去哪里打开。",
    ),
    (
        "This link is damaged, or its end is missing. Ask for it once more.",
        "这个链接坏了，或者少了末尾。请对方再发一次。",
    ),
    ("The run in this link cannot be played. <...>", "链接里的运行播放不了。<1>"),
    ("Something in this link is too long or too late.", "这个链接里有东西太长或太晚。"),
    // The file as a whole.
    ("This run does not fit into a scenario. <...>", "这次运行放不进一个场景。<1>"),
    ("The file has <> bytes. A <> has <> at most.", "这个文件有<1>字节。<2>最多<3>字节。"),
    ("scenario", "场景"),
    ("lesson", "课程"),
    ("There is nothing in this file.", "这个文件是空的。"),
    // JSON.
    (
        "This has to be an object with one name in it, such as <>.",
        "这里应该是一个对象，里面有一个名字，比如<1>。",
    ),
    (
        "A text ends in the line where it begins: a closing quote is missing.",
        "文字在哪一行开始，就要在哪一行结束：少了后引号。",
    ),
    (
        "JSON has no comments. Say it in `about`, or in the `note` of a step.",
        "JSON 里没有注释。请写在 `about` 里，或者写在某一步的 `note` 里。",
    ),
    (
        "JSON has one kind of quotes: \"straight double ones\".",
        "JSON 只有一种引号：\"英文的直双引号\"。",
    ),
    ("There is a comma too many.", "多了一个逗号。"),
    (
        "There is a comma too many: after the last one there is none.",
        "多了一个逗号：最后一项后面没有逗号。",
    ),
    ("Something follows after the end of the file.", "文件结束了，后面还有东西。"),
    (
        "Here has to be the name of a field: a bracket before this is not closed.",
        "这里应该是字段名：前面有个括号没闭合。",
    ),
    (
        "The name of a field stands in double quotes, as in \"title\".",
        "字段名要放在双引号里，比如 \"title\"。",
    ),
    ("Between the name of a field and its value stands a colon.", "字段名和值之间要有冒号。"),
    (
        "A colon follows only the name of a field in an object: { }.",
        "只有对象 { } 里的字段名后面才有冒号。",
    ),
    (
        "This bracket does not fit the one that it would close.",
        "这个括号跟它要闭合的那个不是一对。",
    ),
    ("A comma is missing before this.", "这前面少了一个逗号。"),
    ("There are too many brackets within each other.", "括号套得太深了。"),
    ("A number is written in digits, as in 7 or 12.", "数字要用阿拉伯数字写，比如 7 或 12。"),
    (
        "In a text, `\\` stands only before `\"`, `\\`, `n` and a few more.",
        "文字里的 `\\` 后面只能是 `\"`、`\\`、`n` 和少数几个别的。",
    ),
    ("The text ends too early: a closing quote is missing.", "文件没写完：少了后引号。"),
    ("The text ends too early: a bracket is not closed.", "文件没写完：有个括号没闭合。"),
    (
        "Here has to be a value: a number, true, false, null, or a text in double quotes.",
        "这里应该是一个值：数字、true、false、null，或者放在双引号里的文字。",
    ),
    // Names and values.
    ("Did you mean <>?", "你是不是想写<1>？"),
    ("There is no <> here.", "这里没有<1>这个词。"),
    ("This option is there twice.", "这个选项出现了两次。"),
    ("<> is there twice.", "<1>出现了两次。"),
    ("This is a list.", "这是一个列表。"),
    ("This is an object.", "这是一个对象。"),
    ("This needs a value beside its name, as in <>.", "名字旁边还要有一个值，比如<1>。"),
    ("This is 0.", "这里是 0。"),
    ("It can be 1 or more.", "最小是 1。"),
    ("It can be <> to <>.", "可以从<1>到<2>。"),
    ("It has to be <>.", "应该是：<1>。"),
    ("a whole number, 0 or more", "不小于 0 的整数"),
    ("a whole number from <> to <>", "从<1>到<2>的整数"),
    ("true or false", "true 或 false"),
    ("a text in double quotes", "放在双引号里的文字"),
    ("a list", "列表"),
    ("an object", "对象"),
    ("one, or a list of them", "一个，或者一个列表"),
    ("a name", "名字"),
    (
        "a whole number, 0 or more, or { \"at_least\": 3, \"at_most\": 5 }",
        "不小于 0 的整数，或者 { \"at_least\": 3, \"at_most\": 5 }",
    ),
    ("an object, such as <>", "对象，比如<1>"),
    ("A number stands without quotes: <>.", "编号不用加引号：<1>。"),
    ("`within` stands inside `until`, as in <>.", "`within` 要写在 `until` 里面，比如<1>。"),
    (
        "`note` stands beside `until` or `expect`, not inside of it.",
        "`note` 要写在 `until` 或 `expect` 旁边，不要写在里面。",
    ),
    ("A change stands inside `change`, as in <>.", "变更要写在 `change` 里面，比如<1>。"),
    ("a time with its unit, such as <>", "带单位的时间，比如<1>"),
    ("a share with its unit, such as <>", "带单位的比例，比如<1>"),
    ("a time such as <>", "时间，比如<1>"),
    ("\"nothing\", or a message such as <>", "\"nothing\"，或者一条消息，比如<1>"),
    ("\"<> or <>", "\"<1>或<2>"),
    ("a step, such as <>", "一步，比如<1>"),
    ("how many times: a whole number", "几遍：一个整数"),
    ("an index, or <>", "索引，或者<1>"),
    ("1, the only version of the format so far", "1，格式目前只有这一版"),
    (
        "the number of servers, or a list with what is on the disk of each",
        "服务器的台数，或者一个列表，写明每台的磁盘上有什么",
    ),
    ("a name that means nothing else here", "在这里没有别的意思的名字"),
    (
        "a name of 1 to 32 letters, digits, spaces, `-` or `_`, letters first",
        "1 到 32 个字符的名字：字母、数字、空格、`-` 或 `_`，以字母开头",
    ),
    (
        "the number of a server in quotes, or a name given with `as`",
        "放在引号里的服务器编号，或者用 `as` 起的名字",
    ),
    (
        "the number of a server, <>, or a name given with `as`",
        "服务器的编号、<1>，或者用 `as` 起的名字",
    ),
    (
        "the number of a server, <>, a name given with `as`, or <>",
        "服务器的编号、<1>、用 `as` 起的名字，或者<2>",
    ),
    ("a text, or <>", "文字，或者<1>"),
    ("a kind of message: <>", "消息的种类：<1>"),
    ("an extension: <>", "扩展：<1>"),
    ("a level: <>", "程度：<1>"),
    ("a rule: <>", "规则：<1>"),
    ("a property: <>", "性质：<1>"),
    ("a role: <>", "角色：<1>"),
    ("a state of health: <>", "服务器的状况：<1>"),
    ("a state of a disk: <>", "磁盘的状况：<1>"),
    ("a moment of an answer: <>", "答复的时刻：<1>"),
    ("a kind of delivery: <>", "送达的方式：<1>"),
    // Servers, clients, moments.
    ("There is one server.", "只有一台服务器。"),
    ("Servers have the numbers 1 to <>.", "服务器的编号是 1 到<1>。"),
    ("There is one client.", "只有一个客户端。"),
    ("Clients have the numbers 1 to <>.", "客户端的编号是 1 到<1>。"),
    (
        "A server is told by its number or \"leader\", or by a name that a step before gave it with `as`.",
        "服务器用编号、\"leader\"，或者前面某一步用 `as` 起的名字来指明。",
    ),
    ("No server is called <> here.", "这里没有名叫<1>的服务器。"),
    ("Name it in a step before: <>.", "请在前面的某一步起好名字：<1>。"),
    ("No moment is called <> here.", "这里没有名叫<1>的时刻。"),
    (
        "Nobody leads at the start, and nobody has a name: say the server's number.",
        "开始时没有领导者，服务器也没有名字：请写编号。",
    ),
    ("There is no link from <> to <>.", "没有从<1>到<2>的链路。"),
    ("The link from <> to <> is here twice.", "从<1>到<2>的链路在这里出现了两次。"),
    ("There is no <> at the start.", "开始时没有<1>。"),
    ("<> is here twice.", "<1>在这里出现了两次。"),
    ("A server is in two groups.", "有台服务器同时在两组里。"),
    ("<> is in two groups.", "<1>同时在两组里。"),
    ("No server was found for the name <>.", "名字<1>没有对上任何一台服务器。"),
    ("No leader is stale.", "没有过期的领导者。"),
    // Limits.
    ("The <> has <> characters. <> is the most.", "`<1>` 有<2>个字符，最多<3>个。"),
    ("A scenario needs a title.", "场景要有标题。"),
    ("There are <> of them. <> is the most.", "有<1>个，最多<2>个。"),
    (
        "With all that is repeated, these are <> steps. <> is the most.",
        "连重复的在内，一共<1>步，最多<2>步。",
    ),
    ("These are <> steps. <> is the most.", "一共<1>步，最多<2>步。"),
    ("These are <>. A poll has 1 to <>.", "这里有<1>道菜，投票可以有 1 到<2>道。"),
    ("There is nothing in this list.", "这个列表是空的。"),
    ("A caption is one line of 1 to <> characters. <...>", "字幕是一行文字，1 到<1>个字符。<2>"),
    ("A caption is one line of 1 to <> characters.", "字幕是一行文字，1 到<1>个字符。"),
    ("There is nothing to say in it.", "这里什么也没写。"),
    (
        "It has a line break or another character that cannot be shown.",
        "这里有换行，或者别的显示不出来的字符。",
    ),
    ("`min` is <>, and `max` is less: <>.", "`min` 是<1>，`max` 却更小：<2>。"),
    (
        "Only what is committed gets into a snapshot, and this one has <> entries. Say <> or more, or leave it out.",
        "只有已提交的条目才进快照，这份快照有<1>个条目。请写不小于<2>的数，或者不写。",
    ),
    // Steps that make no sense.
    ("One step does one thing: <> and <> are two steps.", "一步只做一件事：<1>和<2>是两步。"),
    (
        "A `note` is about what its step does. For a caption alone, write <>.",
        "`note` 说的是它那一步做的事。只要字幕的话，请写<1>。",
    ),
    (
        "This step does nothing. It needs a verb, as in <>.",
        "这一步什么也没做。它要有一个动词，比如<1>。",
    ),
    (
        "`steps` belongs beside `repeat`: there is none.",
        "`steps` 要放在 `repeat` 旁边，这里没有 `repeat`。",
    ),
    ("`repeat` can be in `repeat` <> deep at most.", "`repeat` 套 `repeat`，最多<1>层。"),
    (
        "`say` is a caption itself: one of the two is enough.",
        "`say` 本身就是字幕：两个有一个就够了。",
    ),
    ("Only what is done to the cluster can be refused.", "只有对集群做的事，才谈得上做不了。"),
    (
        "`note` and `as` stand beside `refused`, not in it.",
        "`note` 和 `as` 要放在 `refused` 旁边，不放在它里面。",
    ),
    (
        "This finds one server, and there are two names for it.",
        "这里找的是一台服务器，却给了它两个名字。",
    ),
    (
        "This step is not about one server: there is nobody to name.",
        "这一步说的不是一台服务器：没有谁可以起名字。",
    ),
    (
        "This does not find one server: there is nobody to name.",
        "这里找不出一台服务器：没有谁可以起名字。",
    ),
    (
        "What is not so finds nobody: there is nobody to name.",
        "说“不是这样”，就找不出谁来：没有谁可以起名字。",
    ),
    ("This says nothing that could be so or not.", "这里没有说出什么可以核对的事。"),
    (
        "Only `until` waits: `within` has no place here.",
        "只有 `until` 会等：`within` 不能放在这里。",
    ),
    (
        "`client` and `request` say whose `answer` is meant, or what was `redirected` or `forwarded`: there is nothing of these.",
        "`client` 和 `request` 说明指的是谁的 `answer`，或者什么 `redirected`、`forwarded`：这里都没有。",
    ),
    (
        "This says whose facts are meant: there are none.",
        "这里说明了指的是谁，却没有说关于它的什么事。",
    ),
    ("Requests are counted from 1.", "请求从 1 数起。"),
    ("This reads. Only what changes something is in a log.", "这是读。会改动东西的才进日志。"),
    (
        "Here a message is meant by its sender, receiver, kind or entry.",
        "在这里，消息用发送者、接收者、种类或条目来指明。",
    ),
    ("A `copy` is of a message with a `number`.", "写了 `copy`，就要写出消息的 `number`。"),
    (
        "A message's `number` is its sender's count: say `from` whom it is.",
        "消息的 `number` 是发送者自己数的：请用 `from` 写明是谁发的。",
    ),
    (
        "`from` and `number` name one message: nothing else can be asked of it.",
        "`from` 和 `number` 已经指明了一条消息：不用再写别的。",
    ),
    (
        "Only `append-entries` carry entries, or are `empty`.",
        "只有 `append-entries` 带条目，也只有它能是 `empty`。",
    ),
    (
        "How many? Say `count`, or `at_least` or `at_most`, or both of these.",
        "多少条？请写 `count`，或者 `at_least`、`at_most`，后两个也可以都写。",
    ),
    (
        "`count` says it exactly: `at_least` and `at_most` have no place beside it.",
        "`count` 说的是正好多少：旁边不能再有 `at_least` 和 `at_most`。",
    ),
    ("At least <> and at most <>: that is never so.", "至少<1>，至多<2>：不可能这样。"),
    (
        "How much? Say `at_least` or `at_most`, or both of these.",
        "是多少？请写 `at_least` 或 `at_most`，或者两个都写。",
    ),
    ("<> is among the voters too. A learner has no vote.", "<1>也在投票成员里。学习者没有投票权。"),
    // What cannot be set up.
    (
        "A cluster has 1 to <> servers. This one has <>.",
        "一个集群有 1 到<1>台服务器，这个有<2>台。",
    ),
    (
        "A cluster has 1 to <> clients. This one has <>.",
        "一个集群有 1 到<1>个客户端，这个有<2>个。",
    ),
    ("The seed <> is not below <>.", "种子是<1>，要小于<2>。"),
    ("The <> is <> µs. It can be <> to <> µs.", "<1>是<2> µs，可以从<3>到<4> µs。"),
    ("The shortest <> is longer than the longest.", "最短的<1>比最长的还长。"),
    ("election timeout", "选举超时"),
    ("heartbeat", "心跳"),
    ("A message has to have room for one entry at least.", "一条消息至少要放得下一个条目。"),
    (
        "What is different on <> can't be so: the server isn't there, it is named twice, or a value is out of its range.",
        "<1>上的不同之处不对：没有这台服务器，或者写了两遍，或者有个值超出了范围。",
    ),
    (
        "What is different on the link from <> to <> can't be so: there is no such link, it is named twice, or a value is out of its range.",
        "从<1>到<2>的链路，不同之处不对：没有这条链路，或者写了两遍，或者有个值超出了范围。",
    ),
    ("A log is compacted after 1 entry or more.", "至少有 1 个条目，才能压缩日志。"),
    (
        "A client has 1 to <> requests under way, not <>.",
        "一个客户端同时有 1 到<1>个请求在路上，不能是<2>个。",
    ),
    (
        "The network's times go up to <> s, its probabilities up to 1,000,000 ppm.",
        "网络的时间最多<1> s，概率最多 1,000,000 ppm。",
    ),
    ("There are <> actions. <> fit into a run.", "有<1>个操作，一次运行放得下<2>个。"),
    (
        "An action at <> s is too late: time ends at <> s.",
        "在<1> s 的操作太晚了：时间到<2> s 为止。",
    ),
    ("The action with the number <> is not where it belongs.", "编号<1>的操作不在该在的位置。"),
    (
        "There are <> servers, and <> of them have a start.",
        "有<1>台服务器，其中<2>台写了起始状态。",
    ),
    (
        "The logs have <> entries together. They can start with <>.",
        "各份日志一共有<1>个条目，开始时最多<2>个。",
    ),
    ("A term of <> is not below <>.", "<1>有个任期太大，要小于<2>。"),
    (
        "Entry <> of <> has an earlier term than the one before it, or term 0. Terms begin with 1 and never go back along a log.",
        "<2>的条目<1>，任期比前一个条目的还早，或者是 0。任期从 1 开始，沿着日志从不倒退。",
    ),
    (
        "Entry <> of <> is of a later term than <>, the server's own.",
        "<2>的条目<1>，任期比服务器自己的任期<3>还晚。",
    ),
    (
        "<> cannot have voted like that: votes go to servers of the cluster, in term 1 or later.",
        "<1>不可能那样投票：选票投给集群里的服务器，从任期 1 开始。",
    ),
    ("Entry <> of <> holds no command. <...>", "<2>的条目<1>里没有命令。<3>"),
    (
        "Entry <> of <> reads. Only what changes something is in a log.",
        "<2>的条目<1>是读。会改动东西的才进日志。",
    ),
    (
        "The log of <> doesn't reach index <>. A snapshot and what is committed can't go further than the log.",
        "<1>的日志到不了索引<2>。快照和已提交的，都不能超过日志。",
    ),
    (
        "Entry <> is committed, but <> lacks it and could still win an election. A committed entry is on more than half of the servers, and no other log wins over theirs.",
        "条目<1>已提交，可<2>没有它，还能赢得选举。已提交的条目在超过一半的服务器上，别的日志赢不过它们的。",
    ),
    (
        "Entry <> is committed, but not on more than half of the servers.",
        "条目<1>已提交，却没有在超过一半的服务器上。",
    ),
    (
        "<> has an entry <> of term <>, and so has another server; but they differ there or before. One leader made them, so they have to agree (Log Matching).",
        "<1>有任期<3>的条目<2>，另一台服务器也有，可它们在这里或前面不一样。这些出自同一个领导者，所以必须一致（日志匹配）。",
    ),
    (
        "There are entries of term <>, but nobody can have been elected in it. More than half of the servers have to be in a later term, or in term <> with their vote given to its leader, whose log was as up-to-date as theirs.",
        "有任期<1>的条目，可那个任期不可能选出谁来。要有超过一半的服务器在更后面的任期，或者在任期<2>，而且投票给了它的领导者，那个领导者的日志不比它们的旧。",
    ),
    // Commands.
    ("Type a dish, or a command such as SET A 1.", "请写一道菜，或者 SET A 1 这样的命令。"),
    (
        "That is <> characters. <> fit on a line of the notebook.",
        "这里有<1>个字符，一行写得下<2>个。",
    ),
    (
        "That holds characters that cannot be written down. Plain text works.",
        "这里有写不下来的字符。普通文字就行。",
    ),
    ("SET needs a key and a value, as in SET A 1.", "SET 要有键和值，比如 SET A 1。"),
    // What cannot be played to its end.
    ("<> actions fit into a run.", "一次运行放得下<1>个操作。"),
    ("Time ends at <>.", "时间到<1>为止。"),
    ("By <> there are more than <> events: too many.", "到<1>已经超过<2>个事件：太多了。"),
    (
        "The messages get too large: use fewer servers or shorter logs.",
        "消息变得太大：请少用几台服务器，或者把日志写短些。",
    ),
    (
        "To play this up to here takes too much: look less often, or at less.",
        "播放到这里太费时间：请少核对几次，或者少核对一些。",
    ),
];

/// What would fit more than it is meant for, and therefore stands at the end.
const GENERAL: &[Pattern] = &[
    // Who it is.
    ("Step <#>", "第<1>步"),
    ("Expectation <#>", "第<1>个预期"),
    ("Server <#>", "服务器<1>"),
    ("server <#>", "服务器<1>"),
    ("Client <#>", "客户端<1>"),
    ("client <#>", "客户端<1>"),
    ("the leader", "领导者"),
    ("The leader", "领导者"),
    ("the stale leader", "过期的领导者"),
    ("The stale leader", "过期的领导者"),
    ("the server <>", "服务器<1>"),
    ("The server <>", "服务器<1>"),
    // What fits much.
    ("It can be <>.", "可以是<1>。"),
    ("This is <>.", "这里是<1>。"),
    ("It has <>.", "这里有<1>个。"),
    ("It is <>.", "现在是<1>。"),
    ("There is no <>.", "没有<1>。"),
    ("<> is missing.", "少了<1>。"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns() -> impl Iterator<Item = &'static Pattern> {
        ALL.into_iter().flatten()
    }

    #[test]
    fn each_hole_of_a_pattern_is_filled_into_the_chinese() {
        for (english, chinese) in patterns() {
            let holes = english.matches('<').count();
            for number in 1..=holes {
                assert!(chinese.contains(&format!("<{number}>")), "{english}: {chinese}");
            }
            assert_eq!(chinese.matches('<').count(), holes, "{english}: {chinese}");
        }
    }

    #[test]
    fn no_pattern_stands_behind_one_that_takes_its_place() {
        for (english, chinese) in patterns() {
            let example = english.replace("<...>", "Nobody leads.").replace("<#>", "7");
            let example = example.replace("<>", "7");
            let expected = chinese.split(['<', '>']).step_by(2).filter(|part| !part.is_empty());
            let said = told(&example);
            for part in expected {
                assert!(said.contains(part.trim()), "{english}: {said}");
            }
        }
    }
}
