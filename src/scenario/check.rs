//! What a file has to keep to beside its form.

use super::claim::{Claim, InFlight};
use super::decode::FileError;
use super::file::ScenarioFile;
use super::step::{Pick, Step};

/// Most steps of a script.
pub const MAX_STEPS: usize = 10_000;

/// Most expectations at the end.
pub const MAX_EXPECTATIONS: usize = 1_000;

/// Longest title, in characters.
pub const MAX_TITLE_CHARS: usize = 120;

/// Longest text about it, in characters.
pub const MAX_ABOUT_CHARS: usize = 1_500;

const MOST_CHARS: [(&str, usize); 2] = [("title", MAX_TITLE_CHARS), ("about", MAX_ABOUT_CHARS)];

/// Whether this can be set up, and whether each step makes sense by itself.
pub(super) fn check(file: &ScenarioFile) -> Result<(), FileError> {
    for ((place, most), text) in MOST_CHARS.into_iter().zip([&file.title, &file.about]) {
        let chars = text.chars().count();
        if chars > most {
            let sentence = format!("The {place} has {chars} characters. {most} is the most.");
            return Err(FileError::new(place, sentence));
        }
    }
    if file.title.trim().is_empty() {
        return Err(FileError::new("title", "A scenario needs a title."));
    }
    file.scenario()?;
    let lists =
        [("steps", file.steps.len(), MAX_STEPS), ("expect", file.expect.len(), MAX_EXPECTATIONS)];
    for (place, count, most) in lists {
        if count > most {
            let sentence = format!("There are {count} of them. {most} is the most.");
            return Err(FileError::new(place, sentence));
        }
    }
    for (number, step) in file.steps.iter().enumerate() {
        let place = |part: &str| format!("steps[{number}].{part}");
        match step {
            Step::Until(claim) => check_claim(claim, true, &place("until"))?,
            Step::Expect(claim) => check_claim(claim, false, &place("expect"))?,
            Step::Deliver(pick) => check_pick(pick, &place("deliver"))?,
            Step::Drop(pick) => check_pick(pick, &place("drop"))?,
            Step::Duplicate(pick) => check_pick(pick, &place("duplicate"))?,
            Step::Delay(delay) => check_pick(&delay.message, &place("delay.message"))?,
            _ => {}
        }
    }
    for (number, claim) in file.expect.iter().enumerate() {
        check_claim(claim, false, &format!("expect[{number}]"))?;
    }
    Ok(())
}

fn check_claim(claim: &Claim, waits: bool, place: &str) -> Result<(), FileError> {
    let wrong = |sentence: &str| Err(FileError::new(place, sentence));
    if claim.within.is_some() && !waits {
        return wrong("Only `until` waits: `within` has no place here.");
    }
    if claim.answer.is_none() && (claim.client.is_some() || claim.request.is_some()) {
        return wrong("`client` and `request` say whose `answer` is meant: there is none.");
    }
    let nothing = Claim { server: claim.server, within: claim.within, ..Claim::default() };
    if *claim == nothing {
        return wrong("This says nothing that could be so or not.");
    }
    match &claim.in_flight {
        Some(InFlight::Some(pick)) if pick.number.is_some() || pick.all => {
            wrong("Here a message is meant by its sender, receiver, kind or entry.")
        }
        _ => Ok(()),
    }
}

fn check_pick(pick: &Pick, place: &str) -> Result<(), FileError> {
    let wrong = |sentence: &str| Err(FileError::new(place, sentence));
    let is_loose = pick.to.is_some() || pick.kind.is_some() || pick.carries.is_some() || pick.all;
    match pick.number {
        None if pick.copy.is_some() => wrong("A `copy` is of a message with a `number`."),
        Some(_) if pick.from.is_none() => {
            wrong("A message's `number` is its sender's count: say `from` whom it is.")
        }
        Some(_) if is_loose => {
            wrong("`from` and `number` name one message: nothing else can be asked of it.")
        }
        _ => Ok(()),
    }
}
