//! The whole page in one file, which opens from a disk.
//!
//! Scripts and styles stand in the page itself. What is fetched elsewhere is one gzipped text at
//! its end, and the page's list says where in it each part begins and ends: `static/parts.js`
//! reads both.

use crate::folder;
use crate::parts::split_at_list;
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use zopfli::{Format, Options};

/// What is fetched, by how its names begin. Left out are scenarios: what reads them would be a
/// third of the whole.
const INSIDE: [&str; 4] = ["core-excerpts", "lessons/", "practice-questions", "raft-lunch"];

/// What a page from a disk has no use for.
const NO_WORKER: &str = "offline.js";

/// The page in this folder as one text.
pub fn one_file(folder: &Path) -> Result<String> {
    let page = folder::text(&folder.join("index.html"))?;
    let (before, list, after) = split_at_list(&page).context("index.html has no list")?;
    let list: Value = serde_json::from_str(list).context("reading the list in index.html")?;
    let parts: BTreeMap<String, String> = serde_json::from_value(list["parts"].clone())?;

    let (mut packed, mut places) = (Vec::new(), Map::new());
    for (name, named) in parts.iter().filter(|(name, _)| is_inside(name)) {
        let path = folder.join(named);
        let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let start = packed.len();
        packed.extend(content);
        places.insert(name.clone(), json!([start, packed.len()]));
    }
    let mut gzip = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, &*packed, &mut gzip)?;
    let packed = BASE64_STANDARD.encode(gzip);

    let list = json!({ "parts": {}, "places": places, "release": list["release"] });
    let mut page = format!("{before}{list}{after}");
    for (name, named) in &parts {
        inline(&mut page, folder, name, named)?;
    }
    leave_out_first_picture(&mut page);
    Ok(page + "<script id=packed type=text/plain>" + &packed + "</script>\n")
}

/// True for a part in the language that the page begins with.
fn is_inside(name: &str) -> bool {
    let is_language = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    let folder = name.split_once('/').and_then(|(_, rest)| rest.split_once('/'));
    let stem = name.trim_end_matches(".js").trim_end_matches("_bg.wasm");
    let is_other = folder.is_some_and(|(code, _)| is_language(code))
        || stem.len() < name.len() && stem.rsplit('-').next().is_some_and(is_language);
    INSIDE.iter().any(|start| name.starts_with(start)) && !is_other
}

/// From a disk nobody waits long enough for the picture that stands there before the page starts.
fn leave_out_first_picture(page: &mut String) {
    let start = page.find("<div class=first");
    let end = page.find("id=boot>").and_then(|inside| page[..inside].rfind('<'));
    if let (Some(start), Some(end)) = (start, end) {
        page.replace_range(start..end, "</div>");
    }
}

/// Puts the content of a part into the place of each element that names it, or nothing if the
/// page works without.
fn inline(page: &mut String, folder: &Path, name: &str, named: &str) -> Result<()> {
    let address = format!("./{named}");
    while let Some(at) = page.find(&address) {
        let start = page[..at].rfind('<').context("an address outside of an element")?;
        let length = page[at..].find('>').context("an element without an end")?;
        let mut end = at + length + 1;
        let tag = &page[start..end];
        let is_script = tag.starts_with("<script");
        let kind = if tag.contains("module") { " type=module" } else { "" };
        let element = if is_script && name != NO_WORKER {
            let script = folder::text(&folder.join(named))?.replace("</script", "<\\/script");
            ensure!(!script.contains("<!--"), "{name} cannot stand in a page: it has a <!--");
            format!("<script{kind}>{script}</script>")
        } else if name.ends_with(".css") {
            format!("<style>{}</style>", folder::text(&folder.join(named))?)
        } else {
            String::new()
        };
        if is_script {
            end += page[end..].find("</script>").context("a script without an end")?;
            end += "</script>".len();
        }
        page.replace_range(start..end, &element);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_language_is_inside_and_no_scenarios() {
        for (name, inside) in [
            ("raft-lunch.js", true),
            ("raft-lunch_bg.wasm", true),
            ("raft-lunch-zh_bg.wasm", false),
            ("raft-lunch-zh.js", false),
            ("lessons/shelf", true),
            ("lessons/what-to-do.lesson", true),
            ("lessons/zh/shelf", false),
            ("scenario-files.js", false),
            ("scenarios/index.json", false),
            ("styles.css", false),
        ] {
            assert_eq!(is_inside(name), inside, "{name}");
        }
    }

    #[test]
    fn elements_become_what_they_name() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, text) in [
            ("a-1.css", "p { margin: 0 }"),
            ("b-2.js", "'</script>'"),
            ("shelf-3", "one"),
            (
                "index.html",
                "<script type=application/json>{\"parts\":{\"a.css\":\"a-1.css\",\
                 \"b.js\":\"b-2.js\",\"lessons/s\":\"shelf-3\"},\"release\":\"4\"}</script>\
                 <link href=./a-1.css rel=stylesheet><link href=./b-2.js rel=modulepreload>\
                 <script src=./b-2.js type=module></script><div id=app><div class=first inert>\
                 <p>A table</div></div><main id=boot><p>Hello",
            ),
        ] {
            fs::write(folder.path().join(name), text)?;
        }
        let page = one_file(folder.path())?;
        let (start, packed) = page.split_once("<script id=packed").context("nothing is packed")?;
        assert_eq!(
            start,
            "<script type=application/json>{\"parts\":{},\"places\":{\"lessons/s\":[0,3]},\
             \"release\":\"4\"}</script><style>p { margin: 0 }</style>\
             <script type=module>'<\\/script>'</script><div id=app></div><main id=boot><p>Hello"
        );
        assert!(packed.starts_with(" type=text/plain>H4sI"), "{packed}");
        Ok(())
    }
}
