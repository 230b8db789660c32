//! What is wrong with a lesson of the reader's own: each sentence as it is said in English, and in
//! Chinese.

use crate::words::sentences::Pattern;

/// What is more special stands before what is more general.
pub(super) const LESSON_FILES: &[Pattern] = &[
    ("These bytes are no lesson.", "这些数据不是一节课。"),
    ("This lesson is of another version of the page.", "这节课是给另一版网页的。"),
    ("A lesson takes 1 to 60 minutes.", "一节课要 1 到 60 分钟。"),
    ("A group's name has small letters, digits and hyphens.", "组名只用小写字母、数字和连字符。"),
    (
        "The name of an entry has small letters, digits and hyphens.",
        "词条名只用小写字母、数字和连字符。",
    ),
    ("An entry has a `term` and a `text`.", "词条要有 `term` 和 `text`。"),
    ("A lesson needs a step.", "一节课至少要有一步。"),
    ("There is no family <>.", "没有名叫<1>的题型。"),
    ("There are: <>.", "有这些：<1>。"),
    (
        "Nothing is said and nothing asked: a lesson needs a card.",
        "什么也没说，什么也没问：一节课至少要有一张卡片。",
    ),
    ("A question asks for 1 to <> fields.", "一道题可以问 1 到<1>个字段。"),
    (
        "A question has `options`, a `number` or `fields`: one of them.",
        "一道题要有 `options`、`number` 或 `fields`，三个里的一个。",
    ),
    ("A question has 2 to <> options.", "一道题有 2 到<1>个选项。"),
    (
        "An option is a `server`, an `entry`, or it has a `text`: one of them.",
        "选项要么是 `server`，要么是 `entry`，要么有 `text`：三个里的一个。",
    ),
    (
        "Nothing has been said or asked that this could explain.",
        "前面没有说过或问过什么，没有可解释的。",
    ),
    (
        "This card is explained already: add a paragraph there.",
        "这张卡片已经解释过了：请在那里加一段。",
    ),
    (
        "After a `branch` there has to be a card: `say`, `ask` or `do`.",
        "`branch` 后面要有一张卡片：`say`、`ask` 或 `do`。",
    ),
    (
        "The card before this is explained already: say or ask something before the run goes on.",
        "前面的卡片已经解释过了：接着运行之前，请先说点什么或问点什么。",
    ),
    (
        "Here the run is the reader's: say in `until` how far it shall go, or begin a card before it goes on.",
        "这里的运行在读者手里：请在 `until` 里写明运行到哪里，或者接着运行之前先开一张卡片。",
    ),
    (
        "The run has to decide this: a `play` after it is missing, or a `when`.",
        "这要由运行来决定：后面少了 `play`，或者少了 `when`。",
    ),
    ("\"Show me\" has to do something.", "“演示给我看”总得做点什么。"),
    ("It takes one action at least.", "至少要有一个操作。"),
    ("`show` does it with <> actions: show the best way.", "`show` 用了<1>步：请演示最省的做法。"),
    (
        "`show` takes <> actions: so many have to be allowed.",
        "`show` 要用<1>步：至少得允许这么多步。",
    ),
    ("`from` and `to` are 2 to <> numbers.", "`from` 到 `to` 要有 2 到<1>个数。"),
    ("Something has to be said here.", "这里要写点什么。"),
    ("This has <> characters. <> is the most.", "这里有<1>个字符，最多<2>个。"),
    ("The run does not come to this in <> ms. <...>", "运行了<1> ms，也没到这一步。<2>"),
    ("Another moment is called <> already.", "已经有一个时刻叫<1>。"),
    (
        "There are too many branches and tasks: a lesson takes fewer ways.",
        "分支和任务太多了：一节课装不下这么多走法。",
    ),
    ("No `play` before this has the mark <>.", "前面没有哪个 `play` 的标记是<1>。"),
    ("No `play` of this lesson has the mark <>.", "这节课没有哪个 `play` 的标记是<1>。"),
    ("This is so already: there is nothing to do.", "已经是这样了：没有什么可做的。"),
    ("These steps do not bring it about. <...>", "这几步做不到。<1>"),
    (
        "This option is right: there is nothing to see against it.",
        "这个选项是对的：没有什么能反驳它。",
    ),
    (
        "The page would judge this in another way than a scenario: say it in another way.",
        "网页的判断会和场景不一样：请换个写法。",
    ),
    ("This is <>, which is no number from <> to <>.", "这里是<1>，不是从<2>到<3>的数。"),
    ("There is no such server at that moment: <>.", "那个时刻没有这台服务器：<1>。"),
    ("There is no such server at that moment.", "那个时刻没有这台服务器。"),
    ("There is no such server or client then.", "那时没有这台服务器或客户端。"),
    ("There is no such server here: <>.", "这里没有这台服务器：<1>。"),
    ("No such message is in flight at that moment.", "那个时刻路上没有这样的消息。"),
    ("Until the run has decided, <> sends no <> to <>.", "直到运行定下结果，<1>都没有发<2>给<3>。"),
    ("A message of the kind <> has no <>.", "<1>消息没有<2>。"),
    (
        "None of these is right: in this run no `if` holds.",
        "没有一个是对的：在这次运行里，哪个 `if` 都不成立。",
    ),
    ("All of these are right: there is nothing to choose.", "全都是对的：没有什么可选的。"),
    ("More than one is right: <>.", "对的不止一个：<1>。"),
    ("<> has no entry <> at that moment.", "那个时刻，<1>没有条目<2>。"),
    (
        "What the reader shall bring about is told by `leader`, `leader_among`, `server` with `health`, `role`, `term`, `voted_for`, `last`, `committed`, `applied`, `snapshot`, `terms`, `store`, `voters` or `learners`, by `answer`, `holds`, `violated`, `linearizable` and `not`: the page looks at nothing else while they act.",
        "要读者做到的事，可以用 `leader`、`leader_among`，用 `server` 加上 `health`、`role`、`term`、`voted_for`、`last`、`committed`、`applied`、`snapshot`、`terms`、`store`、`voters` 或 `learners`，也可以用 `answer`、`holds`、`violated`、`linearizable` 和 `not` 来写：读者操作的时候，网页只看这些。",
    ),
    ("A hole is not closed: its `}` is missing.", "有个空没闭合：少了 `}`。"),
    (
        "A hole is a server and a fact, as in {leader.term}, or {copies.2}.",
        "空里写的是服务器和要说的事，比如 {leader.term}，或者 {copies.2}。",
    ),
    (
        "<> can't be filled: there is no such server at that moment.",
        "<1>填不了：那个时刻没有这台服务器。",
    ),
    ("<> can't be filled: <> is down then.", "<1>填不了：那时<2>停着。"),
    (
        "<> leads to the entry <>, which the glossary doesn't have. Another one is named after a bar: <>.",
        "<1>指向词条<2>，术语表里没有。要指向别的词条，写在竖线后面：<3>。",
    ),
    ("A link is not closed: its `]` is missing.", "有个链接没闭合：少了 `]`。"),
    (
        "Here the run is what the reader has made of it: <> may be something else there. Only names by number can be filled in, as in {1.name}.",
        "这里的运行由读者决定：<1>到时候可能不一样。只有按编号的名字填得进去，比如 {1.name}。",
    ),
];
