//! What is said about files and links, and what scenarios expect, in Chinese.
#![cfg(not(target_arch = "wasm32"))]

mod scenario_support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use raft_lunch::run::{LinkError, RunLink};
use raft_lunch::scenario::{ScenarioFile, compile};
use raft_lunch::words::Locale;
use scenario_support::{FILES, file, played};
use serde_json::json;

fn chinese(english: &str) -> String {
    Locale::CHINESE.words().told_of_file(english)
}

fn is_chinese(text: &str) -> bool {
    text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Values and kinds of messages, as files name them.
const NAMES: [&str; 6] = ["true", "false", "null", "request", "response", "forwarded"];

/// What is English in it, beside what stands in quotes or brackets.
fn english_words(text: &str) -> Vec<String> {
    let (mut in_quotes, mut in_brackets) = (false, false);
    let outside: String = text
        .chars()
        .map(|letter| {
            in_quotes ^= "`\"".contains(letter);
            in_brackets = "{[".contains(letter) || in_brackets && !"}]".contains(letter);
            if in_quotes || in_brackets { ' ' } else { letter }
        })
        .collect();
    let words = outside.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '-');
    let is_word = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    words.filter(is_word).filter(|word| !NAMES.contains(word)).map(String::from).collect()
}

#[test]
fn what_a_published_scenario_expects_is_said_in_chinese() {
    let mut said = BTreeSet::new();
    for (name, _) in FILES {
        for result in played(name).results {
            let here = chinese(&result.expected);
            assert!(is_chinese(&here), "{name}: {}", result.expected);
            let foreign = english_words(&here);
            assert!(foreign.is_empty(), "{name}: {foreign:?} in {here}");
            said.insert(here);
        }
    }
    for known in [
        "服务器 3 存着 A = 1。",
        "每台运行中的服务器至少在任期 2。",
        "客户端 1 的请求 2：得到答复：没有值。",
        "选举安全性不成立了。",
        "从 \"before\" 起，正好有 1 条消息（response，从服务器 2）发出。",
    ] {
        assert!(said.contains(known), "{known} in {said:#?}");
    }
    assert_eq!(Locale::ENGLISH.words().told_of_file("Nobody leads."), "Nobody leads.");
}

#[test]
fn what_was_found_instead_is_said_in_chinese() {
    let steps = json!([
        { "until": { "leader": 2, "within": "1 ms" } },
        { "restart": 1 },
        { "expect": { "server": "all", "term": 9 } },
        { "expect": { "server": 1, "log": [{ "term": 1, "command": "SET A 1" }] } },
        { "expect": { "sent": { "kind": "request-vote", "from": 1, "count": 3 } } },
        { "expect": { "not": { "leader": "none" } } }
    ]);
    let file = ScenarioFile::from_json(&file(3, steps, json!([]))).expect("it is a scenario");
    let failures = compile(&file).expect("it plays").results;
    let said: Vec<_> = failures
        .iter()
        .map(|one| [&one.expected, one.found.as_ref().expect("it fails")].map(|it| chinese(it)))
        .collect();
    let expected = [
        ["1 ms 之内：服务器 2 是领导者。", "没有领导者。"],
        ["服务器 1 重启。", "服务器 1 没有崩溃。"],
        [
            "每台运行中的服务器在任期 9。",
            "服务器 1 在任期 0。服务器 2 在任期 0。服务器 3 在任期 0。",
        ],
        ["服务器 1 日志里是 SET A 1（任期 1）。", "服务器 1 日志是空的。"],
        ["正好有 3 条消息（request-vote，从服务器 1）发出。", "一条也没有。"],
        ["不是这样：没有领导者。", "正是这样：没有领导者。"],
    ];
    assert_eq!(said, expected.map(|pair| pair.map(String::from)));
}

#[test]
fn numbers_within_bounds_and_both_halves_of_a_joint_configuration_are_said_in_chinese() {
    let cases = [
        ("Server 1 is in term 4 at most.", "服务器 1 在任期 4 或更小。"),
        (
            "Server 1 has entries up to index 0 at most on its disk.",
            "服务器 1 有到索引 0 或更小为止的条目落了盘。",
        ),
        ("Server 1 has applied entries up to index 4 to 6.", "服务器 1 应用到了索引 4 到 6。"),
        (
            "Server 1 takes 1, 4, 5 for the new voters, and 1, 2, 3 for the old ones.",
            "服务器 1 认为新的投票成员是 1, 4, 5，旧的是 1, 2, 3。",
        ),
        (
            "Every running server counts the votes of the old voters 1, 2 too.",
            "每台运行中的服务器把旧的投票成员 1, 2 的票也算上。",
        ),
        ("Server 2 takes Server 1 for the leader.", "服务器 2 认为领导者是服务器 1。"),
        (
            "The leader knows of the log of Server 4 only up to index 0 of 3.",
            "领导者只知道服务器 4 的日志到索引 0，要到 3。",
        ),
    ];
    for (english, expected) in cases {
        assert_eq!(chinese(english), expected);
    }
}

#[test]
fn a_broken_file_is_told_of_in_chinese_with_its_place() {
    let cases = [
        ("", "这个文件是空的。"),
        ("[]", "这是一个列表。应该是：对象。"),
        ("{ 'title': 1 }", "第 1 行，第 3 列：JSON 只有一种引号：\"英文的直双引号\"。"),
        ("{ \"version\": 1,", "第 1 行，第 15 列：文件没写完：有个括号没闭合。"),
        (
            "{ \"version\": 2 }",
            "`version`（第 1 行，第 14 列）：这里是 2。应该是：1，格式目前只有这一版。",
        ),
        (
            "{ \"version\": 1, \"title\": 5 }",
            "`title`（第 1 行，第 26 列）：这里是 5。应该是：放在双引号里的文字。",
        ),
        (
            "{ \"version\": 1, \"titel\": \"x\" }",
            "`titel`（第 1 行，第 26 列）：这里没有 `titel` 这个词。你是不是想写 `title`？",
        ),
        ("{ \"version\": 1, \"title\": \"x\" }", "第 1 行，第 1 列：少了 `seed`。"),
    ];
    for (text, expected) in cases {
        let error = ScenarioFile::from_json(text).expect_err("it is broken").to_string();
        assert_eq!(chinese(&error), expected, "{error}");
    }
    let steps = [
        (json!([{ "crash": 9 }]), "没有服务器 9。服务器的编号是 1 到 3。"),
        (
            json!([{ "crash": "laeder" }]),
            "这里没有名叫 \"laeder\" 的服务器。你是不是想写 `leader`？",
        ),
        (json!([{ "restrat": 1 }]), "这里没有 `restrat` 这个词。你是不是想写 `restart`？"),
        (
            json!([{ "run": "5" }]),
            "这里是 \"5\"。应该是：带单位的时间，比如 \"350 us\", \"120 ms\" 或 \"1.5 s\"。",
        ),
        (json!([{ "run": "1 s", "crash": 1 }]), "一步只做一件事：`crash` 和 `run` 是两步。"),
        (json!([{ "say": "" }]), "字幕是一行文字，1 到 280 个字符。这里什么也没写。"),
        (json!([{ "network": { "loss": "200 %" } }]), "这里是 200 %。可以从 0 % 到 100 %。"),
        (
            json!([{ "poll": ["soup"] }]),
            "这是一个列表。应该是：对象，比如 { \"dishes\": [\"soup\", \"salad\"] }。",
        ),
        (json!([{ "crash": "1" }]), "这里是 \"1\"。编号不用加引号：1。"),
        (
            json!([{ "membership": { "remove": 3 } }]),
            "这里没有 `remove` 这个词。变更要写在 `change` 里面，比如 { \"membership\": { \"change\": { \"add_learner\": 4 } } }。",
        ),
        (
            json!([{ "until": { "leader": 1 }, "within": "1 s" }]),
            "这里没有 `within` 这个词。`within` 要写在 `until` 里面，比如 { \"until\": { \"leader\": 1, \"within\": \"1 s\" } }。",
        ),
        (json!([{ "cut": { "from": 1, "to": 1 } }]), "没有从服务器 1 到服务器 1 的链路。"),
    ];
    for (steps, expected) in steps {
        let error = ScenarioFile::from_json(&file(3, steps, json!([]))).expect_err("it is broken");
        let said = chinese(&error.to_string());
        assert!(said.starts_with("第 1 步") && said.ends_with(expected), "{error}: {said}");
        assert!(said.contains("（第 1 行，第 "), "{said}");
    }
}

#[test]
fn a_broken_link_is_told_of_in_chinese() {
    let link = RunLink::new(played("figure-8").run).encode().expect("it is short");
    let cases = [
        ("?".into(), "这不是一次运行的链接。"),
        (link[..link.len() - 8].into(), "这个链接坏了，或者少了末尾。请对方再发一次。"),
        ("A".repeat(1_000_000), "链接最长"),
    ];
    for (text, expected) in cases {
        let why: LinkError = RunLink::decode(&text).expect_err("it is broken");
        let said = chinese(&why.to_string());
        assert!(said.starts_with(expected), "{why}: {said}");
    }
    let newer = chinese(&LinkError::Newer { version: 60 }.to_string());
    assert!(newer.starts_with("这个链接是第 60 版的，"), "{newer}");
}

/// The texts in the code of a file, as far as its tests; what is filled into them is `{}`.
fn literals(path: &Path) -> Vec<String> {
    let code = fs::read_to_string(path).expect("it is readable");
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut literals = Vec::new();
    let mut rest = code.replace("'\"'", "").replace("'\\\"'", "");
    while let Some(start) = rest.find('"') {
        let mut end = start + 1;
        while !rest[end..].starts_with('"') {
            let escaped = if rest[end..].starts_with('\\') { 1 } else { 0 };
            end += rest[end..].chars().take(1 + escaped).map(char::len_utf8).sum::<usize>();
        }
        literals.push(rest[start + 1..end].replace("\\\"", "\"").replace("\\\\", "\\"));
        rest = rest[end + 1..].into();
    }
    literals
}

/// An example of what becomes of a text: its holes filled.
fn example(literal: &str) -> String {
    let mut example = String::new();
    let mut rest = literal;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        example += before;
        rest = if from.starts_with("{{") || from.starts_with("}}") {
            example += &from[..1];
            &from[2..]
        } else {
            let (name, after) = from[1..].split_once('}').unwrap_or(("", ""));
            // Who is missing is followed by who is there; and a reason is a sentence.
            example += match name {
                "there_are" => "There is one server",
                "which" => "running server",
                "server" => "Server 7",
                "client" => "Client 7",
                "subject" => "Client 7, request 7",
                "expected" => "it has no answer",
                "what" if literal.contains("request") => "it has no answer",
                "is" if literal.contains("order") => "no",
                " " => "{ }",
                _ if example.ends_with("it was told ") => "the value 7",
                _ if example.ends_with(". ") && after.is_empty() => "Nobody leads.",
                _ => "7",
            };
            after
        };
    }
    example + rest
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    if folder.is_file() {
        return vec![folder];
    }
    let files = fs::read_dir(folder).expect("it is a folder").flatten();
    files.map(|entry| entry.path()).collect()
}

/// Whoever changes or adds a sentence finds it missing here.
#[test]
fn each_sentence_in_the_code_that_reads_and_plays_files_is_known_in_chinese() {
    // For tools only, or never said to anybody.
    let for_tools = ["hints.rs", "schema.rs", "shape.rs", "shelf.rs", "lesson/translation.rs"];
    let (mut known, mut missing) = (0, Vec::new());
    for path in ["scenario/read", "scenario/play", "scenario/expect", "scenario/format", "lesson"]
        .into_iter()
        .chain(["cluster/validity.rs", "cluster/start.rs", "cluster/command.rs", "run/link.rs"])
        .flat_map(sources)
    {
        if for_tools.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        for literal in literals(&path) {
            let said = example(&literal);
            let is_sentence = said.ends_with(['.', '?']) && said.contains(' ');
            let has_words = said.split(' ').filter(|word| word.len() > 1).count() > 1;
            if !is_sentence || !has_words || literal.starts_with("Message(") {
                continue;
            }
            let here = chinese(&said);
            // The unit of a share.
            let foreign = english_words(&here).iter().any(|word| word != "ppm");
            match is_chinese(&here) && !foreign {
                true => known += 1,
                false => missing.push(format!("{}: {literal}: {here}", path.display())),
            }
        }
    }
    assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
    assert!(known > 150, "{known}");
}
