//! A learner's answers as a file: CSV for a table, JSON for a program. Nobody's name is in
//! either.

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::family::Family;
use super::question::{Answer, Grade, Question};
use super::record::Day;

/// A question that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Its family's name.
    pub family: String,
    /// Its seed: the two make the same question again.
    pub seed: u64,
    /// The day.
    pub day: Day,
    /// What was answered, as the page said it; empty: "I don't know".
    pub given: String,
    /// The right answer, as the page said it.
    pub right: String,
    /// What came of it.
    pub result: Outcome,
    /// What somebody believes who answers so.
    pub beliefs: Vec<Belief>,
}

/// What came of an answer, in a file.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was right.
    Right,
    /// It was wrong.
    Wrong,
    /// The learner did not know.
    DidNotKnow,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Outcome::Right => "right",
            Outcome::Wrong => "wrong",
            Outcome::DidNotKnow => "did-not-know",
        }
    }
}

impl Answered {
    /// An answer to a question; `None`: the learner did not know. `said` puts answers into
    /// words.
    pub fn new(
        question: &Question,
        given: Option<&Answer>,
        day: Day,
        said: impl Fn(&Answer) -> String,
    ) -> Answered {
        let (result, beliefs) = match given.map(|answer| question.grade(answer)) {
            None => (Outcome::DidNotKnow, Vec::new()),
            Some(Grade::Right) => (Outcome::Right, Vec::new()),
            Some(Grade::Wrong(beliefs)) => (Outcome::Wrong, beliefs),
        };
        Answered {
            family: Family::name(question.family).into(),
            seed: question.seed,
            day,
            given: given.map(&said).unwrap_or_default(),
            right: said(&question.right().answer),
            result,
            beliefs,
        }
    }
}

/// The answers as CSV (RFC 4180), with a line of titles.
pub fn to_csv(answers: &[Answered]) -> String {
    let mut csv =
        line(&["number", "family", "seed", "day", "answer", "right answer", "result", "beliefs"]);
    for (number, one) in (1..).zip(answers) {
        let number: u64 = number;
        let beliefs: Vec<String> = one.beliefs.iter().map(|belief| format!("{belief:?}")).collect();
        csv.push_str(&line(&[
            &number.to_string(),
            &one.family,
            &one.seed.to_string(),
            &one.day.to_string(),
            &one.given,
            &one.right,
            one.result.name(),
            &beliefs.join(" "),
        ]));
    }
    csv
}

/// One line. Every field is quoted: answers have commas in them.
fn line(fields: &[&str]) -> String {
    let quoted = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

/// The answers as JSON.
pub fn to_json(answers: &[Answered]) -> String {
    // Texts and numbers have no way to fail.
    serde_json::to_string_pretty(answers).unwrap_or_default()
}
