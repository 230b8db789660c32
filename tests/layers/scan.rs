//! Rust files as text: enough of a reader to see which modules a file names.

use std::fs;
use std::path::{Path, PathBuf};

/// The top-level module of a file under `src/`; none for the page and the crate's root.
pub fn module_of(path: &str) -> Option<&str> {
    let first = path.strip_prefix("src/")?.split('/').next()?;
    let module = first.trim_end_matches(".rs");
    let roots = [
        "ui",
        "main",
        "main_zh",
        "main_es",
        "files",
        "practice_module",
        "lessons",
        "scenarios",
        "content",
        "excerpts",
        "first_picture",
        "lib",
    ];
    (!roots.contains(&module)).then_some(module)
}

/// How many modules a file is in: 1 for `src/words.rs` and `src/raft/mod.rs`.
pub fn depth_of(path: &str) -> usize {
    path.trim_end_matches("/mod.rs").matches('/').count()
}

/// The names that follow `crate::`, or as many `super::` as lead there, with their lines.
pub fn modules_named(text: &str, depth: usize) -> Vec<(usize, String)> {
    let starts = ["crate::".to_owned(), "super::".repeat(depth), "raft_lunch::".to_owned()];
    let mut named = Vec::new();
    for (line, at) in starts.iter().flat_map(|start| ends_of(text, start)) {
        let rest = text[at..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => {
                named.extend(heads(group).into_iter().map(|head| (line, head)));
            }
            None => named.extend(first_word(rest).map(|word| (line, word.to_owned()))),
        }
    }
    named.sort();
    named
}

/// The line and end of each occurrence of `start` that begins a path.
fn ends_of<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    text.match_indices(start).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        begins.then(|| (text[..at].matches('\n').count() + 1, at + start.len()))
    })
}

/// The first word of each item of a `use` group, up to the brace that ends it.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut item, mut items) = (0, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    items.push(item);
    items.iter().filter_map(|item| first_word(item.trim()).map(str::to_owned)).collect()
}

fn first_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|word| !word.is_empty())
}

/// The words of a text with their lines.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(line, text)| {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.map(move |word| (line + 1, word))
    })
}

/// The Rust files of a folder by their path in the project, comments and texts blanked.
pub fn sources(folder: &str) -> Vec<(String, String)> {
    let rust = files(&root().join(folder)).into_iter();
    let rust = rust.filter(|path| path.extension().is_some_and(|kind| kind == "rs"));
    rust.map(|path| (shown(&path), blank(&read(&path)))).collect()
}

/// The code with comments, strings and character literals taken out; lines stay lines.
pub fn blank(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let skipped = literal_or_comment(rest);
        let taken = if skipped > 0 { skipped } else { c.len_utf8() };
        if skipped > 0 {
            out.push(' ');
            out.extend(rest[..taken].chars().filter(|c| *c == '\n'));
        } else {
            out.push(c);
        }
        rest = &rest[taken..];
    }
    out
}

/// How many bytes of literal or comment this text begins with.
fn literal_or_comment(text: &str) -> usize {
    let until = |from: usize, end: &str| {
        text[from..].find(end).map_or(text.len(), |at| from + at + end.len())
    };
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until(2, "*/");
    }
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return until(hashes + 2, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if text.starts_with('"') {
        return quoted(text, '"');
    }
    let mut chars = text.chars();
    let is_char = chars.next() == Some('\'')
        && match chars.next() {
            Some('\\') => true,
            Some(_) => chars.next() == Some('\''),
            None => false,
        };
    if is_char { quoted(text, '\'') } else { 0 }
}

/// The length of a quoted literal, in which a backslash hides what follows it.
fn quoted(text: &str, quote: char) -> usize {
    let mut hidden = false;
    for (at, c) in text.char_indices().skip(1) {
        if hidden {
            hidden = false;
        } else if c == '\\' {
            hidden = true;
        } else if c == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The project's folder.
pub fn root() -> PathBuf {
    let named = std::env::var_os("CARGO_MANIFEST_DIR");
    PathBuf::from(named.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into()))
}

/// The text of a file, which must be readable.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path as people write it, from the project's folder.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// All files under a folder, in order; none where there is no such folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
