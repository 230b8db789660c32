//! Each file that the page fetches gets the digest of its content into its name, so that it may
//! be cached for ever and never meets a page of another release.
//!
//! `index.html` names some of them, and lists all of them for `static/parts.js`; the service
//! worker lists them too.

use crate::folder;
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How many hexadecimal digits of a digest stand in a name.
const DIGITS: usize = 12;

const PAGE: &str = "index.html";
const WORKER: &str = "sw.js";

/// Gives all parts in the folder their names, and returns the digest of the whole release.
pub fn name_parts(folder: &Path) -> Result<String> {
    let mut parts = BTreeMap::new();
    let (manifests, others): (Vec<_>, Vec<_>) = folder::files(folder)?
        .into_iter()
        .filter(|name| !keeps_its_name(name))
        .partition(|name| name.ends_with(".webmanifest"));
    // A manifest names pictures: it is named once they are.
    for name in others.into_iter().chain(manifests) {
        let path = folder.join(&name);
        if name.ends_with(".webmanifest") {
            fs::write(&path, with_names(&folder::text(&path)?, &parts))?;
        }
        let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let named = with_digest(&name, &digest([&*content]));
        fs::copy(&path, folder.join(&named)).with_context(|| format!("naming {named}"))?;
        if !is_named_by_others(&name) {
            fs::remove_file(&path)?;
        }
        parts.insert(name, named);
    }

    let page = with_names(&folder::text(&folder.join(PAGE))?, &parts);
    let release = digest(parts.values().chain([&page]).map(|text| text.as_bytes()));
    let list: Map<_, _> = parts.iter().map(|(name, named)| (name.clone(), json!(named))).collect();
    let list = json!({ "parts": list, "release": release }).to_string();
    let (before, _, after) = split_at_list(&page).context("index.html has no room for the list")?;
    fs::write(folder.join(PAGE), format!("{before}{list}{after}"))?;

    let worker = folder.join(WORKER);
    if worker.exists() {
        let names: Vec<Value> = parts.into_values().map(Value::from).collect();
        let text = folder::text(&worker)?.replace("__RELEASE__", &release);
        fs::write(&worker, text.replace("__PARTS__", &Value::from(names).to_string()))?;
    }
    Ok(release)
}

/// True for what others name: the page, the element of posts with its posters, the service
/// worker, and the schemas of files that people write.
fn keeps_its_name(name: &str) -> bool {
    [PAGE, WORKER, "embed.js"].contains(&name)
        || name.starts_with("posters/")
        || name.ends_with(".schema.json")
}

/// True for a scenario in English: an address may name its file, so it is there under its plain
/// name too. Those in other languages are fetched by the page alone.
fn is_named_by_others(name: &str) -> bool {
    let file = name.strip_prefix("scenarios/");
    file.is_some_and(|file| file != "index.json" && !file.contains('/'))
}

/// The first digits of what all this together hashes to.
fn digest<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for content in contents {
        hash.update((content.len() as u64).to_be_bytes());
        hash.update(content);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>()[..DIGITS].into()
}

/// `lessons/shelf` or `boot.js` with this digest: `lessons/shelf-0123`, `boot-0123.js`.
fn with_digest(name: &str, digest: &str) -> String {
    let start = name.rfind('/').map_or(0, |at| at + 1);
    match name[start..].rfind('.') {
        Some(dot) => format!("{}-{digest}{}", &name[..start + dot], &name[start + dot..]),
        None => format!("{name}-{digest}"),
    }
}

/// A text with the parts that it names, as `./boot.js`, under their new names.
fn with_names(text: &str, parts: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("./") {
        let (before, from) = rest.split_at(at + 2);
        out.push_str(before);
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        let end = from.find(|c| !is_of_name(c)).unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        out.push_str(parts.get(name).map_or(name, String::as_str));
        rest = after;
    }
    out + rest
}

/// The page up to its list, the list, and the page after it.
pub fn split_at_list(page: &str) -> Option<(&str, &str, &str)> {
    let start = page.find("application/json")?;
    let start = start + page[start..].find('{')?;
    let end = start + page[start..].find("</script>")?;
    Some((&page[..start], &page[start..end], &page[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_stands_before_the_ending() {
        assert_eq!(with_digest("boot.js", "12"), "boot-12.js");
        assert_eq!(with_digest("raft-lunch_bg.wasm", "12"), "raft-lunch_bg-12.wasm");
        assert_eq!(with_digest("lessons/zh/shelf", "12"), "lessons/zh/shelf-12");
        assert_eq!(with_digest("a.b/core-excerpts", "12"), "a.b/core-excerpts-12");
    }

    #[test]
    fn whole_names_are_replaced() {
        let parts = [("boot.js", "boot-1.js"), ("shelf", "shelf-2"), ("b/x.png", "b/x-3.png")]
            .map(|(name, named)| (name.into(), named.into()));
        let text = "<script src=./boot.js></script> ./boot.jsx ./shelf \"./b/x.png\" ../up boot.js";
        let named =
            "<script src=./boot-1.js></script> ./boot.jsx ./shelf-2 \"./b/x-3.png\" ../up boot.js";
        assert_eq!(with_names(text, &parts.into()), named);
    }

    #[test]
    fn a_folder_gets_its_names_and_its_lists() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("lessons"))?;
        fs::create_dir(at("posters"))?;
        fs::create_dir_all(at("scenarios/zh"))?;
        let page =
            "<script type=application/json id=parts>{}</script><script src=./boot.js></script>";
        for (name, text) in [
            ("index.html", page),
            ("boot.js", "start()"),
            ("embed.js", "element()"),
            ("sw.js", "'__RELEASE__' __PARTS__"),
            ("posters/story.svg", "<svg/>"),
            ("lessons/shelf", "one"),
            ("lessons/lesson.schema.json", "{}"),
            ("scenarios/index.json", "[]"),
            ("scenarios/one.json", "{}"),
            ("scenarios/zh/one.json", "{}"),
        ] {
            fs::write(at(name), text)?;
        }
        let release = name_parts(folder.path())?;
        let (boot, shelf) = (digest([&b"start()"[..]]), digest([&b"one"[..]]));
        let expected = [
            format!("boot-{boot}.js"),
            "embed.js".into(),
            "index.html".into(),
            "lessons/lesson.schema.json".into(),
            format!("lessons/shelf-{shelf}"),
            "posters/story.svg".into(),
            format!("scenarios/index-{}.json", digest([&b"[]"[..]])),
            format!("scenarios/one-{}.json", digest([&b"{}"[..]])),
            "scenarios/one.json".into(),
            format!("scenarios/zh/one-{}.json", digest([&b"{}"[..]])),
            "sw.js".into(),
        ];
        assert_eq!(folder::files(folder.path())?, expected);
        let page = folder::text(&at("index.html"))?;
        assert!(page.contains(&format!("src=./boot-{boot}.js")), "{page}");
        assert!(page.contains(&format!("\"lessons/shelf\":\"lessons/shelf-{shelf}\"")), "{page}");
        assert!(page.contains(&format!("\"release\":\"{release}\"")), "{page}");
        let worker = folder::text(&at("sw.js"))?;
        assert!(worker.starts_with(&format!("'{release}' [\"boot-{boot}.js\",")), "{worker}");
        Ok(())
    }
}
