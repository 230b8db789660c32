//! How large the page is, in the bytes that a reader waits for.

use crate::project;
use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What the first load must never weigh, gzip -9: over it the build fails. Plain yew, a
/// component a part, is heavier than was thought: docs/decisions.md, "Known limits".
const LIMIT_KIB: usize = 690;

/// What it should weigh. No code is shaped by it: what readers feel is measured in seconds.
const AIM_KIB: usize = 300;

/// Languages, with how the names begin of what their readers fetch in place of the page in
/// English.
const OTHERS: [(&str, &str); 2] = [("Chinese", "raft-lunch-zh"), ("Spanish", "raft-lunch-es")];

#[derive(Clone, Copy, Default)]
struct Bytes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Bytes {
    fn of(content: &[u8]) -> Result<Bytes> {
        let mut brotli = Vec::new();
        let params = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &content[..], &mut brotli, &params)?;
        Ok(Bytes { raw: content.len(), gzip: gzipped(content)?, brotli: brotli.len() })
    }

    fn add(&mut self, other: Bytes) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    fn row(&self, name: &str) -> String {
        format!("{:>9} {:>9} {:>9}  {name}", self.raw, self.gzip, self.brotli)
    }
}

/// How many bytes this is with gzip -9.
fn gzipped(content: &[u8]) -> Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    Ok(gzip.finish()?.len())
}

/// Prints the bytes of each file of the release folder and of the first load, and
/// fails if the first load is over its budget.
pub fn print() -> Result<()> {
    let dist = project::root().join(project::DIST);
    let index = fs::read_to_string(dist.join("index.html"))
        .context("there is no dist/index.html: run `cargo xtask build` first")?;
    let (mut first, mut others) = (Bytes::default(), [Bytes::default(); OTHERS.len()]);
    println!("{:>9} {:>9} {:>9}", "raw", "gzip -9", "brotli");
    for path in files(&dist)? {
        let name = path.strip_prefix(&dist).unwrap_or(&path).display().to_string();
        let bytes = Bytes::of(&fs::read(&path)?)?;
        let loaded = is_first_load(&index, &name);
        if loaded {
            first.add(bytes);
        }
        for ((_, start), other) in OTHERS.iter().zip(&mut others) {
            if name.starts_with(start) || loaded && !name.starts_with("raft-lunch") {
                other.add(bytes);
            }
        }
        println!("{}{}", bytes.row(&name), if loaded { " *" } else { "" });
    }
    println!("{}", first.row("* the first load"));
    for ((language, _), other) in OTHERS.iter().zip(&others) {
        println!("{}", other.row(&format!("the same in {language}")));
    }

    let kib = |bytes: usize| bytes as f64 / 1024.0;
    let used = kib(first.gzip);
    println!("\nThe first load is {used:.1} KiB gzipped.");
    let verdict = if first.gzip <= AIM_KIB * 1024 { "met" } else { "MISSED" };
    println!("{AIM_KIB} KiB, the aim: {verdict}");
    if first.gzip > LIMIT_KIB * 1024 {
        bail!("the first load is {used:.1} KiB gzipped, over its limit of {LIMIT_KIB} KiB");
    }
    println!("{LIMIT_KIB} KiB, the limit: kept");
    Ok(())
}

/// The page, and the code and styles that it names: the rest is fetched when used.
fn is_first_load(index: &str, name: &str) -> bool {
    let kind = Path::new(name).extension().and_then(|kind| kind.to_str());
    let code = matches!(kind, Some("wasm" | "js" | "css"));
    // The page lists all of its parts, too: without a dot before them.
    let named = code && index.contains(&format!("./{}", name.replace('\\', "/")));
    name == "index.html" || named && !OTHERS.iter().any(|(_, start)| name.starts_with(start))
}

/// All files under a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_load_is_what_the_page_names() {
        let index = r#"<script>{"a.js":"a-3.js"}</script><link href="./styles-1.css"><script src="./app-2.js"><meta content="./raft-lunch-zh.js"><meta content="./raft-lunch-es.js">"#;
        for (name, loaded) in [
            ("index.html", true),
            ("styles-1.css", true),
            ("app-2.js", true),
            ("embed.js", false),
            ("raft-lunch-zh.js", false),
            ("raft-lunch-es.js", false),
            ("a-3.js", false),
            ("lessons/one.json", false),
        ] {
            assert_eq!(is_first_load(index, name), loaded, "{name}");
        }
    }

    #[test]
    fn compressed_sizes_are_those_of_the_content() -> Result<()> {
        let bytes = Bytes::of(&[7; 10_000])?;
        assert_eq!(bytes.raw, 10_000);
        assert!(bytes.gzip < 100 && bytes.brotli < 100);
        Ok(())
    }
}
