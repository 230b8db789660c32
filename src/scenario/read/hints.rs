//! What a file may say, and perhaps does not mean.

use crate::cluster::{LUNCH_KEY, Operation};
use crate::scenario::format::file::ScenarioFile;
use crate::scenario::format::step::{Propose, Step, Verb};

/// Something that is allowed and looks like a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where in the scenario: `steps[3].propose`.
    pub place: String,
    /// What it means, and what may have been meant. Sentences.
    pub sentence: String,
}

/// Words with which other stores begin a command.
const VERBS: [&str; 19] = [
    "set",
    "get",
    "put",
    "write",
    "store",
    "save",
    "insert",
    "update",
    "add",
    "append",
    "delete",
    "del",
    "remove",
    "unset",
    "read",
    "fetch",
    "incr",
    "cas",
    "increment",
];

impl ScenarioFile {
    /// Commands that will be taken for dishes and look like something else.
    pub fn hints(&self) -> Vec<Hint> {
        let mut hints = Vec::new();
        add(&self.steps, "steps", &mut hints);
        hints
    }
}

fn add(steps: &[Step], place: &str, hints: &mut Vec<Hint>) {
    for (number, step) in steps.iter().enumerate() {
        let place = format!("{place}[{number}]");
        match &step.verb {
            Verb::Propose(Propose { text, .. }) => {
                let place = format!("{place}.propose");
                hints.extend(meant(text).map(|sentence| Hint { place, sentence }));
            }
            Verb::Repeat(repeat) => add(&repeat.steps, &format!("{place}.steps"), hints),
            _ => {}
        }
    }
}

/// What to say about a dish that looks like a command.
fn meant(text: &str) -> Option<String> {
    let Ok(Operation::Set { key, value }) = Operation::parse(text) else { return None };
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.first()?;
    // `SET lunch ramen` is what it says.
    if key != LUNCH_KEY || first.eq_ignore_ascii_case("set") {
        return None;
    }
    let word = first.trim_end_matches([':', '(']).to_ascii_lowercase();
    let is_close = words.len() > 1
        && ["set", "get"].iter().any(|verb| strsim::osa_distance(&word, verb) == 1)
        && first.chars().all(|c| !c.is_lowercase());
    let is_verb = words.len() > 1 && VERBS.contains(&word.as_str());
    if !is_verb && !is_close && !text.contains('=') && !["GET", "DELETE", "DEL"].contains(first) {
        return None;
    }
    Some(format!(
        "\"{value}\" is a dish here: it is stored under {LUNCH_KEY}. A command is SET, a key and a value, as in SET A 1, or GET and a key, as in GET A."
    ))
}
