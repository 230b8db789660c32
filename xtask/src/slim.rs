//! What wasm-opt may not do to the wasm, because it does not know where it comes from.
//!
//! Panics do not speak in the release: the functions that put their messages together
//! become the trap in which they end, and take with them the places that they would
//! have named. And the names by which wasm and its script know each other, with their
//! long digests, become short ones on both sides.

use anyhow::{Result, bail, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, Function, ImportSection, Instruction, Module};
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// The functions in which a panic ends, as their names begin. None of them returns, and
/// `index.html` shows the crash when the trap arrives. (`std::panicking` is not listed
/// as a whole: whoever asks whether there is a panic must get an answer.)
const PANICS: [&str; 22] = [
    // What only their messages have in them: the page formats nothing with `{:?}`, and
    // tests/layers holds it to that.
    "<&usize as core::fmt::Debug>",
    "<char as core::fmt::Debug>",
    "<core::ops::range::Range<usize> as core::fmt::Debug>",
    "__rustc::rust_begin_unwind",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "console_error_panic_hook::hook",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "hashbrown::raw::Fallibility::capacity_overflow",
    "std::alloc::rust_oom",
    "std::panicking::panic_handler",
    "std::panicking::panic_with_hook",
    "std::thread::local::panic_access_error",
];

/// The functions without which this must be another Rust, with other names.
const SURELY_THERE: [&str; 2] = ["core::panicking::panic_fmt", "core::option::unwrap_failed"];

/// The wasm with its panics mute, and how many functions that were.
pub fn mute_panics(wasm: &[u8]) -> Result<(Vec<u8>, usize)> {
    let names = function_names(wasm)?;
    for expected in SURELY_THERE {
        ensure!(
            names.values().any(|name| name == expected),
            "the wasm has no function `{expected}`: has Rust renamed it? See xtask/src/slim.rs"
        );
    }
    let panics = |name: &str| {
        PANICS.iter().any(|start| name.starts_with(start)) || name.ends_with("::assert_failed")
    };
    let mut muting = Muting {
        is_mute: names.into_iter().map(|(index, name)| (index, panics(&name))).collect(),
        index: imported_functions(wasm)?,
        muted: 0,
    };
    Ok((reencoded(&mut muting, wasm)?, muting.muted))
}

/// The wasm and its script with short names for what they give each other.
pub fn shorten_names(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut renaming = Renaming(BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    renaming.give_short(import?.name);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    renaming.give_short(export?.name);
                }
            }
            _ => {}
        }
    }
    let (script, renamed) = renaming.in_script(script);
    ensure!(
        renamed.len() == renaming.0.len(),
        "names of the wasm that its script does not have: {:?}",
        renaming.0.keys().filter(|name| !renamed.contains(&name.as_str())).collect::<Vec<_>>()
    );
    Ok((reencoded(&mut renaming, wasm)?, script))
}

pub fn reencoded(
    how: &mut impl Reencode<Error = std::convert::Infallible>,
    wasm: &[u8],
) -> Result<Vec<u8>> {
    let mut module = Module::new();
    if let Err(error) = how.parse_core_module(&mut module, Parser::new(0), wasm) {
        bail!("the wasm could not be read: {error}");
    }
    Ok(module.finish())
}

/// The functions by their index. Wasm-bindgen has made the names readable.
pub fn function_names(wasm: &[u8]) -> Result<BTreeMap<u32, String>> {
    let mut found = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        for name in names {
            let Name::Function(functions) = name? else { continue };
            for naming in functions {
                let naming = naming?;
                found.insert(naming.index, without_digests(naming.name));
            }
        }
    }
    Ok(found)
}

/// `core[c5930c85a12de822]::panicking::panic` and `core::panicking::panic::hbc338d8409318828`
/// without what differs from build to build.
fn without_digests(name: &str) -> String {
    let is_digest = |text: &str| text.len() >= 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((start, end)) if is_digest(end) => start,
        _ => name,
    };
    let mut out = String::new();
    for (at, piece) in name.split('[').enumerate() {
        match piece.split_once(']') {
            Some((digest, rest)) if is_digest(digest) => out.push_str(rest),
            _ if at == 0 => out.push_str(piece),
            _ => out.extend(["[", piece]),
        }
    }
    out
}

pub fn imported_functions(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(imports) = payload? else { continue };
        for import in imports.into_imports() {
            count += u32::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
        }
    }
    Ok(count)
}

struct Muting {
    is_mute: BTreeMap<u32, bool>,
    /// Of the next function; those imported come first.
    index: u32,
    muted: usize,
}

impl Reencode for Muting {
    type Error = std::convert::Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody<'_>,
    ) -> Result<(), Error> {
        let index = self.index;
        self.index += 1;
        if !self.is_mute.get(&index).is_some_and(|is_mute| *is_mute) {
            return utils::parse_function_body(self, code, body);
        }
        self.muted += 1;
        let mut trap = Function::new([]);
        trap.instruction(&Instruction::Unreachable).instruction(&Instruction::End);
        code.function(&trap);
        Ok(())
    }
}

/// The names that wasm-bindgen made, and the short one of each.
struct Renaming(BTreeMap<String, String>);

impl Renaming {
    /// What is not wasm-bindgen's own keeps its name: the script may use it for
    /// something else too.
    fn give_short(&mut self, name: &str) {
        let is_made = ["__wb", "__externref", "wasm_bindgen__"].iter().any(|s| name.starts_with(s));
        if is_made && !self.0.contains_key(name) {
            let short = short_name(self.0.len());
            self.0.insert(name.into(), short);
        }
    }

    fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The script with the short names, and the long ones that it had. They are only
    /// ever properties there, for its variables have short names already.
    fn in_script<'s>(&self, script: &'s str) -> (String, Vec<&'s str>) {
        let (mut out, mut found) = (String::new(), Vec::new());
        let is_in_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut rest = script;
        while !rest.is_empty() {
            let end = rest.find(|c| !is_in_name(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let next = after.find(is_in_name).unwrap_or(after.len());
            if self.0.contains_key(word) && !found.contains(&word) {
                found.push(word);
            }
            out.push_str(self.of(word));
            out.push_str(&after[..next]);
            rest = &after[next..];
        }
        (out, found)
    }
}

impl Reencode for Renaming {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.of(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error> {
        let index = self.external_index(export.kind, export.index)?;
        exports.export(self.of(export.name), export.kind.into(), index);
        Ok(())
    }
}

/// `a`, `b`, … `z`, `a1`, …
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    let mut name = String::from(letter);
    if number >= 26 {
        let _ = write!(name, "{}", number / 26);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_without_digests() {
        for (name, plain) in [
            ("core[c5930c85a12de822]::panicking::panic", "core::panicking::panic"),
            ("a::b::hbc338d8409318828", "a::b"),
            ("<[T] as a[0123456789abcdef]::B>::help", "<[T] as a::B>::help"),
            ("main", "main"),
        ] {
            assert_eq!(without_digests(name), plain);
        }
    }

    #[test]
    fn short_names_differ() {
        let names: Vec<_> = [0, 1, 25, 26, 27, 52].map(short_name).into();
        assert_eq!(names, ["a", "b", "z", "a1", "b1", "a2"]);
    }

    #[test]
    fn only_whole_made_names_become_short_in_the_script() {
        let mut renaming = Renaming(BTreeMap::new());
        for name in ["__wbg_now_1f", "memory", "__wbg_now_1f0"] {
            renaming.give_short(name);
        }
        let (script, found) =
            renaming.in_script("const x={__wbg_now_1f0:y=>A.memory,__wbg_now_1f:A.__wbg_now}");
        assert_eq!(script, "const x={b:y=>A.memory,a:A.__wbg_now}");
        assert_eq!(found, ["__wbg_now_1f0", "__wbg_now_1f"]);
    }
}
