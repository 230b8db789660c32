//! The functions of the core, cut from their files while the page is built, so that what is
//! read is what ran.

use serde::{Deserialize, Serialize};

use super::code::CodePlace;

/// A function's lines, as the build cut them from their file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The file, from the project's folder on.
    pub file: String,
    /// The function's name.
    pub function: String,
    /// The number of its first line in the file.
    pub line: u32,
    /// The lines.
    pub text: String,
}

/// All excerpts, in the order of [`CodePlace::ALL`], as one file that the page fetches when somebody wants to see the code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpts(pub Vec<Excerpt>);

impl Excerpts {
    /// Cuts every function from its file, which `read` reads; else says what is missing.
    pub fn cut(read: impl Fn(&str) -> Result<String, String>) -> Result<Excerpts, String> {
        let cut = |&(_, file, function): &(CodePlace, &str, &str)| {
            let cut = cut_function(&read(file)?, function);
            let (line, text) =
                cut.ok_or_else(|| format!("{file}: there is no `fn {function}` here"))?;
            Ok(Excerpt { file: file.into(), function: function.into(), line, text })
        };
        CodePlace::ALL.iter().map(cut).collect::<Result<_, String>>().map(Excerpts)
    }

    /// As bytes, for a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// From such a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Excerpts, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The function's lines.
    pub fn of(&self, place: CodePlace) -> Option<&Excerpt> {
        self.0.get(place as usize)
    }
}

/// Cuts a function out of a file, with the comments and attributes right above it: the number
/// of its first line, and its lines, as far to the left as they go.
pub fn cut_function(source: &str, function: &str) -> Option<(u32, String)> {
    let lines: Vec<&str> = source.lines().collect();
    let head = [format!("fn {function}("), format!("fn {function}<")];
    let is_head = |line: &&str| head.iter().any(|head| line.contains(head.as_str()));
    let at = lines.iter().position(is_head)?;
    let belongs = |line: &&&str| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("#[")
    };
    let from = at - lines[..at].iter().rev().take_while(belongs).count();
    let indent = lines[at].len() - lines[at].trim_start().len();
    let is_end = |line: &&str| line.len() == indent + 1 && line.trim_start() == "}";
    let to = at + lines[at..].iter().position(is_end)?;
    let text: Vec<&str> =
        lines[from..=to].iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
    Some((u32::try_from(from + 1).ok()?, text.join("\n")))
}
