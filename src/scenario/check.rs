//! What a file has to keep to beside its form.

use super::claim::{Claim, InFlight};
use super::decode::FileError;
use super::file::ScenarioFile;
use super::limits::{Fits, Known, check_network, check_timing, entries, wrong};
use super::step::{Pick, Step};
use super::who::{Leader, ServerRef, Which};
use crate::cluster::Operation;

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
pub(super) fn check(file: &ScenarioFile) -> Fits {
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
    check_timing(&file.timing)?;
    check_network(&file.network, "network")?;
    entries(file.entries_per_message, "entries_per_message")?;
    file.scenario()?;
    let lists =
        [("steps", file.steps.len(), MAX_STEPS), ("expect", file.expect.len(), MAX_EXPECTATIONS)];
    for (place, count, most) in lists {
        if count > most {
            let sentence = format!("There are {count} of them. {most} is the most.");
            return Err(FileError::new(place, sentence));
        }
    }
    let known = Known::of(file);
    for (number, step) in file.steps.iter().enumerate() {
        let place = format!("steps[{number}]");
        check_step(step, &known, &place)?;
        known.step(step, &place)?;
    }
    for (number, claim) in file.expect.iter().enumerate() {
        check_claim(claim, false, &known, &format!("expect[{number}]"))?;
    }
    Ok(())
}

/// Whether a step makes sense, whatever its values.
fn check_step(step: &Step, known: &Known, place: &str) -> Fits {
    let part = |part: &str| format!("{place}.{part}");
    match step {
        Step::Until(claim) => check_claim(claim, true, known, &part("until")),
        Step::Expect(claim) => check_claim(claim, false, known, &part("expect")),
        Step::Deliver(pick) => check_pick(pick, &part("deliver")),
        Step::Drop(pick) => check_pick(pick, &part("drop")),
        Step::Duplicate(pick) => check_pick(pick, &part("duplicate")),
        Step::Delay(delay) => check_pick(&delay.message, &part("delay.message")),
        Step::Refused(step) => match **step {
            Step::Run(_) | Step::At(_) | Step::Until(_) | Step::Expect(_) | Step::Refused(_) => {
                wrong(&part("refused"), "Only what is done to the cluster can be refused.")
            }
            ref step => check_step(step, known, &part("refused")),
        },
        _ => Ok(()),
    }
}

const SAYS_NOTHING: &str = "This says nothing that could be so or not.";

fn check_claim(claim: &Claim, waits: bool, known: &Known, place: &str) -> Fits {
    let part = |part: &str| format!("{place}.{part}");
    if claim.within.is_some() && !waits {
        return wrong(place, "Only `until` waits: `within` has no place here.");
    }
    if claim.answer.is_none() && (claim.client.is_some() || claim.request.is_some()) {
        return wrong(place, "`client` and `request` say whose `answer` is meant: there is none.");
    }
    let nothing = Claim { server: claim.server, within: claim.within, ..Claim::default() };
    if *claim == nothing {
        return wrong(place, SAYS_NOTHING);
    }
    let empty = [
        ("store", claim.store.as_ref().is_some_and(|store| store.is_empty())),
        ("match_index", claim.match_index.as_ref().is_some_and(|known| known.is_empty())),
        ("next_index", claim.next_index.as_ref().is_some_and(|known| known.is_empty())),
    ];
    if let Some((field, _)) = empty.into_iter().find(|(_, is_empty)| *is_empty) {
        return wrong(&part(field), SAYS_NOTHING);
    }
    if claim.server != Which::Any && !is_about_servers(claim) {
        return wrong(&part("server"), "This says whose facts are meant: there are none.");
    }
    if let Which::One(ServerRef::Number(server)) = claim.server {
        known.server(server, &part("server"))?;
    }
    if let Some(Leader::Number(server)) = claim.leader {
        known.server(server, &part("leader"))?;
    }
    known.servers(claim.voted_for.iter().flatten(), &part("voted_for"))?;
    known.servers(claim.voters.iter().flatten(), &part("voters"))?;
    known.servers(claim.learners.iter().flatten(), &part("learners"))?;
    known.servers(claim.match_index.iter().flat_map(|known| known.keys()), &part("match_index"))?;
    known.servers(claim.next_index.iter().flat_map(|known| known.keys()), &part("next_index"))?;
    if let Some(client) = claim.client {
        known.client(client, &part("client"))?;
    }
    if claim.request == Some(0) {
        return wrong(&part("request"), "Requests are counted from 1.");
    }
    for (number, entry) in claim.log.iter().flatten().enumerate() {
        let place = format!("{place}.log[{number}].command");
        match entry.command.as_deref().map(Operation::parse) {
            Some(Err(why)) => return wrong(&place, why.to_string()),
            Some(Ok(Operation::Get { .. })) => {
                return wrong(&place, "This reads. Only what changes something is in a log.");
            }
            Some(Ok(Operation::Set { .. })) | None => {}
        }
    }
    if let Some(claim) = &claim.not {
        check_claim(claim, false, known, &part("not"))?;
    }
    match &claim.in_flight {
        Some(InFlight::Some(pick)) if pick.number.is_some() || pick.copy.is_some() || pick.all => {
            let sentence = "Here a message is meant by its sender, receiver, kind or entry.";
            wrong(&part("in_flight"), sentence)
        }
        Some(InFlight::Some(pick)) => known.pick(pick, &part("in_flight")),
        _ => Ok(()),
    }
}

/// Whether anything is claimed of servers.
fn is_about_servers(claim: &Claim) -> bool {
    let Claim { leader, client, request, answer, in_flight, holds, violated, .. } = claim.clone();
    let Claim { linearizable, not, within, server, .. } = claim.clone();
    let others = Claim {
        leader,
        client,
        request,
        answer,
        in_flight,
        holds,
        violated,
        linearizable,
        not,
        within,
        server,
        ..Claim::default()
    };
    *claim != others
}

fn check_pick(pick: &Pick, place: &str) -> Fits {
    let wrong = |sentence: &str| wrong(place, sentence);
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
