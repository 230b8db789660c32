//! The dependency order of the crate, and the few rules that hold for every file.
//! ARCHITECTURE.md has the map.
#![cfg(not(target_arch = "wasm32"))]

mod scan;

use std::collections::BTreeSet;

use scan::{blank, depth_of, files, module_of, modules_named, read, root, shown, sources, words};

/// Each module with those that it names, and no others, as ARCHITECTURE.md has it too. `ui`,
/// `main.rs`, `main_zh.rs`, `main_es.rs`, `files.rs`, `practice_module.rs`, `lessons.rs`, `scenarios.rs`, `content.rs`,
/// `excerpts.rs` and `first_picture.rs` may name all.
const ORDER: [(&str, &[&str]); 13] = [
    ("raft", &[]),
    ("cluster", &["raft"]),
    ("check", &["cluster", "raft"]),
    ("run", &["check", "cluster", "raft"]),
    ("lunch", &["cluster", "raft"]),
    ("why", &["cluster", "raft"]),
    ("scenario", &["check", "cluster", "raft"]),
    ("lesson", &["check", "cluster", "lunch", "raft", "run", "scenario"]),
    ("practice", &["check", "cluster", "raft", "run"]),
    ("words", &["check", "cluster", "lunch", "practice", "raft", "why"]),
    ("diagram", &["cluster", "raft", "run", "words"]),
    (
        "app",
        &[
            "check", "cluster", "diagram", "lesson", "lunch", "practice", "raft", "run", "why",
            "words",
        ],
    ),
    (
        "screen",
        &[
            "app", "check", "cluster", "diagram", "lesson", "lunch", "practice", "raft", "run",
            "why", "words",
        ],
    ),
];

const WEB: [&str; 9] = [
    "yew",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo",
    "gloo_events",
    "gloo_net",
    "gloo_timers",
];

const LONGEST: usize = 600;

#[test]
fn modules_name_only_those_below_them() {
    let mut wrong = Vec::new();
    let mut used: Vec<BTreeSet<String>> = vec![BTreeSet::new(); ORDER.len()];
    for (path, text) in sources("src") {
        let Some(module) = module_of(&path) else {
            continue;
        };
        let Some(layer) = ORDER.iter().position(|(name, _)| *name == module) else {
            wrong.push(format!("{path}: `{module}` is not in the order: add it to {}", file!()));
            continue;
        };
        for (line, named) in modules_named(&text, depth_of(&path)) {
            let known = ORDER.iter().any(|(name, _)| *name == named) || named == "ui";
            if known && named != module {
                if !ORDER[layer].1.contains(&named.as_str()) {
                    wrong.push(format!("{path}:{line}: `{module}` must not know `{named}`"));
                }
                used[layer].insert(named);
            }
        }
    }
    for ((module, below), used) in ORDER.iter().zip(used) {
        for named in below.iter().filter(|named| !used.contains(**named)) {
            wrong.push(format!("`{module}` may know `{named}`, and does not: take it out"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_order_goes_upwards_and_is_that_of_the_map() {
    let map = read(&root().join("ARCHITECTURE.md"));
    for (at, (module, below)) in ORDER.iter().enumerate() {
        let is_below = |named: &&str| ORDER[..at].iter().any(|(name, _)| name == named);
        assert!(below.iter().all(is_below), "`{module}` stands before one that it may know");
        let src = root().join("src");
        let place = if src.join(module).is_dir() { "/" } else { ".rs" };
        assert!(src.join(format!("{module}{place}")).exists(), "there is no `{module}`");
        let row = map.lines().find(|row| row.starts_with(&format!("| `src/{module}{place}` |")));
        let row = row.unwrap_or_else(|| panic!("the map has no row for `{module}`"));
        let cells: Vec<_> = row.trim_end_matches('|').split('|').collect();
        let names: Vec<_> = below.iter().map(|named| format!("`{named}`")).collect();
        let names = if names.is_empty() { "nothing".into() } else { names.join(", ") };
        assert_eq!(cells.last().map(|cell| cell.trim()), Some(&*names), "of `{module}`");
    }
}

/// A table at the head of a module names each of its files.
#[test]
fn tables_of_files_are_complete() {
    let mut wrong = Vec::new();
    let mut tables = 0;
    for path in files(&root().join("src")) {
        let text = read(&path);
        let Some((_, table)) = text.split_once("//! | file |") else { continue };
        tables += 1;
        let table: String =
            table.lines().skip(1).take_while(|line| line.starts_with("//!")).collect();
        for line in text.lines() {
            let name = line.strip_prefix("mod ").or_else(|| line.strip_prefix("pub mod "));
            let Some(name) = name.and_then(|name| name.strip_suffix(';')) else { continue };
            if name != "tests" && !table.contains(&format!("`{name}`")) {
                wrong.push(format!("{}: `{name}` is not in the table", shown(&path)));
            }
        }
    }
    assert!(tables > 3, "there are tables to look at");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn only_the_page_names_web_crates() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        if module_of(&path).is_none() {
            continue;
        }
        for (line, word) in words(&text) {
            if WEB.contains(&word) {
                wrong.push(format!("{path}:{line}: `{word}` belongs into src/ui"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn nothing_is_unsafe() {
    let mut wrong = Vec::new();
    for folder in ["src", "release", "xtask", "perf", "examples", "benches", "tests"] {
        for (path, text) in sources(folder) {
            for (line, _) in words(&text).filter(|(_, word)| *word == "unsafe") {
                wrong.push(format!("{path}:{line}: no unsafe code here"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    let mut wrong = Vec::new();
    for folder in ["src", "release", "xtask", "perf", "examples", "benches", "tests", "static"] {
        for path in files(&root().join(folder)) {
            let kind = path.extension().and_then(|kind| kind.to_str());
            if !matches!(kind, Some("rs" | "mjs" | "js" | "css" | "html")) {
                continue;
            }
            let lines = read(&path).lines().count();
            if lines > LONGEST {
                let path = shown(&path);
                wrong.push(format!("{path} has {lines} lines: split it, {LONGEST} is the most"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_scan_sees_what_it_should() {
    let text = blank(
        "use crate::{raft::{Log, cluster}, screen};\n\
         // crate::run\n\
         /* unsafe */ let text = \"crate::check\"; let quote = '\"';\n\
         use super::super::why; let r = r#\"crate::\"lunch\"\"#; crate::scenario::x();\n\
         fn held<'a>(x: &'a str) -> &'a str { crate::run::y(x) }",
    );
    let named: Vec<(usize, String)> = modules_named(&text, 2);
    let expected = [(1, "raft"), (1, "screen"), (4, "scenario"), (4, "why"), (5, "run")]
        .map(|(l, m)| (l, m.to_owned()));
    assert_eq!(named, expected);
    assert!(words(&text).all(|(_, word)| word != "unsafe"));
}

#[test]
fn each_of_the_25_rules_has_a_test_and_the_table_names_tests_that_exist() {
    let tests: String = files(&root().join("tests"))
        .iter()
        .filter(|path| shown(path).starts_with("tests/rules_"))
        .map(|path| read(path))
        .collect();
    let table = read(&root().join("docs/evidence.md"));
    for rule in 1..=25 {
        let prefix = format!("rule_{rule:02}_");
        assert!(tests.contains(&format!("fn {prefix}")), "rule {rule} has no test");
        assert!(table.contains(&format!("`{prefix}")), "rule {rule} is not in the table");
    }
    for named in table.split('`').filter(|word| word.starts_with("rule_")) {
        assert!(tests.contains(&format!("fn {named}(")), "{named} is named, and is no test");
    }
}
