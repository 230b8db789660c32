//! From a text to a lesson file, and what is wrong with one.

use super::file::{Ask, AskNumber, AskOption, Do, LessonFile, LessonStep};
use super::shelf::is_lesson_name;
use crate::scenario::{Claim, FileError, ScenarioFile, read_json};

/// Most steps of a lesson.
pub const MAX_LESSON_STEPS: usize = 60;

/// Most options of a question.
pub const MAX_OPTIONS: usize = 9;

/// Most numbers that a question lets the reader pick from.
const MAX_NUMBERS: u64 = 21;

/// Most fields of a message that a question asks for.
const MAX_FIELDS: usize = 6;

/// The families of practice questions.
pub const QUIZ_FAMILIES: [&str; 12] = [
    "electable",
    "votes",
    "committed",
    "commit-index",
    "fields",
    "repair",
    "crash",
    "client",
    "reachable",
    "tolerance",
    "linearizable",
    "read",
];

/// Longest title, in characters.
const MAX_TITLE: usize = 80;

/// Longest text that is one line, or few: a question, an option.
const MAX_LINE: usize = 200;

/// Longest paragraph.
const MAX_PARAGRAPH: usize = 600;

/// Most paragraphs of a card.
const MAX_PARAGRAPHS: usize = 6;

type Fits = Result<(), FileError>;

impl LessonFile {
    /// Reads a file. What it returns makes sense by itself; whether its run says so too,
    /// [`compile_lesson`](super::compile_lesson) finds out, whose errors are
    /// [`in_text`](FileError::in_text) then.
    pub fn from_json(text: &str) -> Result<LessonFile, FileError> {
        let file: LessonFile = read_json(text, "lesson")?;
        file.check().map_err(|error| error.in_text(text))?;
        Ok(file)
    }

    /// Whether each part makes sense by itself.
    pub(super) fn check(&self) -> Fits {
        fits(&self.title, MAX_TITLE, "title")?;
        fits(&self.question, MAX_LINE, "question")?;
        if !(1..=60).contains(&self.minutes) {
            return wrong("minutes", "A lesson takes 1 to 60 minutes.");
        }
        if !is_lesson_name(&self.group) {
            return wrong("group", "A group's name has small letters, digits and hyphens.");
        }
        if self.steps.is_empty() {
            return wrong("steps", "A lesson needs a step.");
        }
        if self.steps.len() > MAX_LESSON_STEPS {
            let count = self.steps.len();
            let sentence = format!("There are {count} of them. {MAX_LESSON_STEPS} is the most.");
            return wrong("steps", sentence);
        }
        for (number, family) in self.quiz.iter().enumerate() {
            if !QUIZ_FAMILIES.contains(&&**family) {
                let all = QUIZ_FAMILIES.join(", ");
                let sentence = format!("There is no family \"{family}\". There are: {all}.");
                return wrong(&format!("quiz[{number}]"), sentence);
            }
        }
        // With the steps of branches and shown tasks: they may give names too.
        let mut run = self.scenario.clone();
        for (number, step) in self.steps.iter().enumerate() {
            let place = format!("steps[{number}]");
            let (steps, list) = match step {
                LessonStep::Branch(branch) => (&branch.steps, format!("{place}.branch.steps")),
                LessonStep::Do(task) => (&task.show, format!("{place}.do.show")),
                _ => continue,
            };
            run.steps.extend(steps.iter().cloned());
            run.check_beside(steps, &list)?;
        }
        for (number, step) in self.steps.iter().enumerate() {
            let place = format!("steps[{number}]");
            self.check_step(step, &run, &place)?;
            self.check_order(number, &place)?;
        }
        if self.steps.iter().all(|step| matches!(step, LessonStep::Play(_))) {
            return wrong("steps", "Nothing is said and nothing asked: a lesson needs a card.");
        }
        Ok(())
    }

    fn check_step(&self, step: &LessonStep, run: &ScenarioFile, place: &str) -> Fits {
        match step {
            LessonStep::Say(say) => {
                fits(&say.title, MAX_TITLE, &format!("{place}.say.title"))?;
                paragraphs(&say.text, &format!("{place}.say.text"))
            }
            LessonStep::Play(play) => claim(&play.until, run, true, &format!("{place}.play.until")),
            LessonStep::Ask(ask) => self.check_ask(ask, run, &format!("{place}.ask")),
            LessonStep::Explain(explain) => {
                paragraphs(&explain.text, &format!("{place}.explain.text"))
            }
            LessonStep::Branch(_) => Ok(()),
            LessonStep::Do(task) => check_do(task, run, &format!("{place}.do")),
        }
    }

    fn check_ask(&self, ask: &Ask, run: &ScenarioFile, place: &str) -> Fits {
        fits(&ask.title, MAX_TITLE, &format!("{place}.title"))?;
        paragraphs(&ask.text, &format!("{place}.text"))?;
        fits(&ask.question, MAX_LINE, &format!("{place}.question"))?;
        if let Some(when) = &ask.when {
            claim(when, run, true, &format!("{place}.when"))?;
        }
        let list = format!("{place}.options");
        match (&ask.number, &ask.fields) {
            (None, None) => {}
            (Some(number), None) if ask.options.is_empty() => {
                return check_number(number, &format!("{place}.number"));
            }
            (None, Some(fields)) if ask.options.is_empty() => {
                return match fields.ask.len() {
                    1..=MAX_FIELDS => {
                        let place = format!("{place}.fields");
                        reasons(&fields.why, &fields.raft, &place)
                    }
                    _ => wrong(
                        &format!("{place}.fields.ask"),
                        format!("A question asks for 1 to {MAX_FIELDS} fields."),
                    ),
                };
            }
            _ => {
                let sentence = "A question has `options`, a `number` or `fields`: one of them.";
                return wrong(place, sentence);
            }
        }
        if !(2..=MAX_OPTIONS).contains(&ask.options.len()) {
            return wrong(&list, format!("A question has 2 to {MAX_OPTIONS} options."));
        }
        for (number, option) in ask.options.iter().enumerate() {
            let place = format!("{list}[{number}]");
            self.check_option(option, run, &place)?;
            let is =
                |option: &AskOption| (option.server, option.entry.clone(), option.text.clone());
            if ask.options.iter().take(number).any(|other| is(other) == is(option)) {
                return wrong(&place, "This option is there twice.");
            }
        }
        Ok(())
    }

    fn check_option(&self, option: &AskOption, run: &ScenarioFile, place: &str) -> Fits {
        match (option.server, &option.entry, &option.text) {
            (None, Some(_), None) => {}
            (Some(server), None, None) => {
                let count = self.scenario.scenario()?.servers;
                if !(1..=count).contains(&server) {
                    let sentence = format!(
                        "There is no Server {server}. Servers have the numbers 1 to {count}."
                    );
                    return wrong(&format!("{place}.server"), sentence);
                }
            }
            (None, None, Some(text)) => fits(text, MAX_LINE, &format!("{place}.text"))?,
            _ => {
                let sentence =
                    "An option is a `server`, an `entry`, or it has a `text`: one of them.";
                return wrong(place, sentence);
            }
        }
        reasons(&option.why, &option.raft, place)?;
        claim(&option.condition, run, false, &format!("{place}.if"))
    }

    /// Whether a step can stand where it stands.
    fn check_order(&self, number: usize, place: &str) -> Fits {
        let before = number.checked_sub(1).and_then(|before| self.steps.get(before));
        let next = self.steps.get(number + 1);
        match (&self.steps[number], before, next) {
            (LessonStep::Explain(_), None, _) => {
                wrong(place, "Nothing has been said or asked that this could explain.")
            }
            (LessonStep::Explain(_), Some(LessonStep::Explain(_)), _) => {
                wrong(place, "This card is explained already: add a paragraph there.")
            }
            (LessonStep::Explain(_), Some(LessonStep::Branch(_)), _) => {
                wrong(place, "After a `branch` there has to be a card: `say`, `ask` or `do`.")
            }
            (LessonStep::Play(_), Some(LessonStep::Explain(_)), _) => wrong(
                place,
                "The card before this is explained already: say or ask something before the run goes on.",
            ),
            (LessonStep::Play(_), Some(LessonStep::Do(_)), _) => wrong(
                place,
                "Here the run is the reader's: say in `until` how far it shall go, or begin a card before it goes on.",
            ),
            (LessonStep::Branch(_), ..) => {
                let mut after = self.steps[number + 1..].iter();
                match after.find(|step| !matches!(step, LessonStep::Play(_))) {
                    Some(LessonStep::Say(_) | LessonStep::Ask(_) | LessonStep::Do(_)) => Ok(()),
                    _ => wrong(
                        place,
                        "After a `branch` there has to be a card: `say`, `ask` or `do`.",
                    ),
                }
            }
            (LessonStep::Ask(ask), _, next)
                if ask.when.is_none() && !matches!(next, Some(LessonStep::Play(_))) =>
            {
                wrong(
                    place,
                    "The run has to decide this: a `play` after it is missing, or a `when`.",
                )
            }
            _ => Ok(()),
        }
    }
}

fn check_do(task: &Do, run: &ScenarioFile, place: &str) -> Fits {
    fits(&task.title, MAX_TITLE, &format!("{place}.title"))?;
    paragraphs(&task.text, &format!("{place}.text"))?;
    fits(&task.task, MAX_LINE, &format!("{place}.task"))?;
    fits(&task.hint, MAX_PARAGRAPH, &format!("{place}.hint"))?;
    if task.show.is_empty() {
        return wrong(&format!("{place}.show"), "\"Show me\" has to do something.");
    }
    for (field, number) in [("best", task.best), ("most", task.most)] {
        if number == Some(0) {
            return wrong(&format!("{place}.{field}"), "It takes one action at least.");
        }
    }
    claim(&task.until, run, true, &format!("{place}.until"))
}

fn check_number(number: &AskNumber, place: &str) -> Fits {
    if number.from >= number.to || number.to - number.from >= MAX_NUMBERS {
        let sentence = format!("`from` and `to` are 2 to {MAX_NUMBERS} numbers.");
        return wrong(place, sentence);
    }
    fits(&number.right, MAX_LINE, &format!("{place}.right"))?;
    reasons(&number.why, &number.raft, place)
}

/// Whether the reasons are not too long.
fn reasons(why: &str, raft: &str, place: &str) -> Fits {
    for (field, text) in [("why", why), ("raft", raft)] {
        if text.chars().count() > MAX_PARAGRAPH {
            return too_long(text, MAX_PARAGRAPH, &format!("{place}.{field}"));
        }
    }
    Ok(())
}

pub(super) fn wrong(place: &str, sentence: impl Into<String>) -> Fits {
    Err(FileError::new(place, sentence))
}

/// Whether a text that has to be there has at most so many characters.
fn fits(text: &str, most: usize, place: &str) -> Fits {
    match text.chars().count() {
        _ if text.trim().is_empty() => wrong(place, "Something has to be said here."),
        chars if chars > most => too_long(text, most, place),
        _ => Ok(()),
    }
}

fn too_long(text: &str, most: usize, place: &str) -> Fits {
    let chars = text.chars().count();
    wrong(place, format!("This has {chars} characters. {most} is the most."))
}

fn paragraphs(texts: &[String], place: &str) -> Fits {
    if texts.len() > MAX_PARAGRAPHS {
        let count = texts.len();
        let sentence = format!("There are {count} of them. {MAX_PARAGRAPHS} is the most.");
        return wrong(place, sentence);
    }
    let mut texts = texts.iter().enumerate();
    texts.try_for_each(|(number, text)| fits(text, MAX_PARAGRAPH, &format!("{place}[{number}]")))
}

fn claim(claim: &Claim, scenario: &ScenarioFile, waits: bool, place: &str) -> Fits {
    claim.check_beside(scenario, waits, place)
}
