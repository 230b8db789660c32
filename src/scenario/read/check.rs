//! What a file has to keep to beside its form.

use super::decode::FileError;
use super::limits::{
    EMPTY, Fits, Known, bounds, caption, check_network, check_numbers, check_snapshots,
    check_timing, entries, wrong,
};
use crate::cluster::Operation;
use crate::scenario::format::claim::{Claim, InFlight};
use crate::scenario::format::file::ScenarioFile;
use crate::scenario::format::several::Several;
use crate::scenario::format::step::{Pick, Repeat, Step, Verb};
use crate::scenario::format::who::{Leader, ServerRef, Which};
use crate::scenario::play::actions::{servers, subject};

/// Most steps of a script.
pub const MAX_STEPS: usize = 10_000;

/// How deep `repeat` can be in `repeat`.
const MAX_DEPTH: usize = 3;

/// Most expectations at the end.
pub const MAX_EXPECTATIONS: usize = 1_000;

/// Longest title, in characters.
pub const MAX_TITLE_CHARS: usize = 120;

/// Longest text about it, in characters.
pub const MAX_ABOUT_CHARS: usize = 1_500;

const MOST_CHARS: [(&str, usize); 2] = [("title", MAX_TITLE_CHARS), ("about", MAX_ABOUT_CHARS)];

/// Whether this can be set up, and whether each step makes sense by itself.
pub(crate) fn check(file: &ScenarioFile) -> Fits {
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
    check_numbers(file)?;
    check_snapshots(&file.servers)?;
    let mut known = Known::of(file);
    known.exceptions(&file.exceptions)?;
    known.links_at_the_start(&file.links)?;
    file.scenario()?;
    let lists =
        [("steps", file.steps.len(), MAX_STEPS), ("expect", file.expect.len(), MAX_EXPECTATIONS)];
    for (place, count, most) in lists {
        if count > most {
            let sentence = format!("There are {count} of them. {most} is the most.");
            return Err(FileError::new(place, sentence));
        }
    }
    let played = steps_played(&file.steps);
    if played > MAX_STEPS {
        let sentence = format!(
            "With all that is repeated, these are {played} steps. {MAX_STEPS} is the most."
        );
        return Err(FileError::new("steps", sentence));
    }
    check_steps(&file.steps, &mut known, "steps", 0)?;
    for (number, claim) in file.expect.iter().enumerate() {
        check_claim(claim, false, &known, &format!("expect[{number}]"))?;
        claim.named.iter().for_each(|name| known.learn_name(name));
    }
    Ok(())
}

/// Whether a claim about the run of this file makes sense, beside its script: it may name
/// the servers that the script has named. Marks are moments of the script only.
pub(crate) fn check_claim_beside(
    file: &ScenarioFile,
    claim: &Claim,
    waits: bool,
    place: &str,
) -> Fits {
    let mut known = Known::of(file);
    learn_names(&file.steps, &mut known);
    check_claim(claim, waits, &known, place)
}

/// Whether steps make sense that go on with the run of this file in another way: they may
/// name the servers that its script has named.
pub(crate) fn check_steps_beside(file: &ScenarioFile, steps: &[Step], place: &str) -> Fits {
    let mut known = Known::of(file);
    learn_names(&file.steps, &mut known);
    let played = steps_played(steps);
    if played > MAX_STEPS {
        return wrong(place, format!("These are {played} steps. {MAX_STEPS} is the most."));
    }
    check_steps(steps, &mut known, place, 0)
}

fn learn_names(steps: &[Step], known: &mut Known) {
    for step in steps {
        match &step.verb {
            Verb::Until(claim) | Verb::Expect(claim) => {
                claim.named.iter().for_each(|name| known.learn_name(name));
            }
            Verb::Repeat(repeat) => learn_names(&repeat.steps, known),
            _ => {}
        }
        step.named.iter().for_each(|name| known.learn_name(name));
    }
}

/// How many steps there are when they are played.
fn steps_played(steps: &[Step]) -> usize {
    let of = |step: &Step| match &step.verb {
        Verb::Repeat(Repeat { times, steps }) => {
            usize::from(*times).saturating_mul(steps_played(steps)).saturating_add(1)
        }
        _ => 1,
    };
    steps.iter().map(of).fold(0, usize::saturating_add)
}

fn check_steps(steps: &[Step], known: &mut Known, place: &str, depth: usize) -> Fits {
    for (number, step) in steps.iter().enumerate() {
        let place = format!("{place}[{number}]");
        check_step(step, known, &place)?;
        known.verb(&step.verb, &place)?;
        if let Verb::Repeat(repeat) = &step.verb {
            let (repeat_place, place) = (format!("{place}.repeat"), format!("{place}.steps"));
            if depth == MAX_DEPTH {
                return wrong(
                    &repeat_place,
                    format!("`repeat` can be in `repeat` {MAX_DEPTH} deep at most."),
                );
            }
            if repeat.steps.is_empty() {
                return wrong(&place, EMPTY);
            }
            check_steps(&repeat.steps, known, &place, depth + 1)?;
        }
        match &step.verb {
            Verb::Until(claim) | Verb::Expect(claim) => {
                claim.named.iter().for_each(|name| known.learn_name(name));
            }
            Verb::Mark(mark) => known.learn_mark(mark),
            _ => {}
        }
        step.named.iter().for_each(|name| known.learn_name(name));
    }
    Ok(())
}

/// Whether a step makes sense, whatever its values.
fn check_step(step: &Step, known: &Known, place: &str) -> Fits {
    let part = |part: &str| format!("{place}.{part}");
    if let Some(note) = &step.note {
        if let Verb::Say(_) = step.verb {
            return wrong(&part("note"), "`say` is a caption itself: one of the two is enough.");
        }
        caption(note, &part("note"))?;
    }
    if step.named.is_some() {
        check_naming(&step.verb, &part("as"))?;
    }
    match &step.verb {
        Verb::Until(claim) => check_claim(claim, true, known, &part("until")),
        Verb::Expect(claim) => check_claim(claim, false, known, &part("expect")),
        Verb::Deliver(picks) => check_picks(picks, &part("deliver")),
        Verb::Drop(picks) => check_picks(picks, &part("drop")),
        Verb::Duplicate(picks) => check_picks(picks, &part("duplicate")),
        Verb::Delay(delay) => check_pick(&delay.message, &part("delay.message")),
        Verb::Cut(links) if links.as_slice().is_empty() => wrong(&part("cut"), EMPTY),
        Verb::Heal(links) if links.as_slice().is_empty() => wrong(&part("heal"), EMPTY),
        Verb::Link(links) if links.as_slice().is_empty() => wrong(&part("link"), EMPTY),
        Verb::Refused(step) => match step.verb {
            Verb::Run(_)
            | Verb::At(_)
            | Verb::Until(_)
            | Verb::Expect(_)
            | Verb::Refused(_)
            | Verb::Say(_)
            | Verb::Mark(_)
            | Verb::Repeat(_) => {
                wrong(&part("refused"), "Only what is done to the cluster can be refused.")
            }
            _ if step.note.is_some() || step.named.is_some() => {
                wrong(&part("refused"), "`note` and `as` stand beside `refused`, not in it.")
            }
            _ => check_refused(step, known, &part("refused")),
        },
        _ => Ok(()),
    }
}

/// What is out of its range is refused too: only names have to be known.
fn check_refused(step: &Step, known: &Known, place: &str) -> Fits {
    check_step(step, known, place)?;
    let named = |server: &&ServerRef| matches!(server, ServerRef::Named(_));
    known.server_refs(servers(&step.verb).into_iter().filter(named), place)
}

/// Whether a step is about one server, which can have a name then.
fn check_naming(verb: &Verb, place: &str) -> Fits {
    match verb {
        Verb::AddServer => Ok(()),
        Verb::Until(claim) | Verb::Expect(claim) if claim.named.is_some() => {
            wrong(place, "This finds one server, and there are two names for it.")
        }
        Verb::Until(claim) | Verb::Expect(claim) => finds_one(claim, place),
        verb if subject(verb).is_some() => Ok(()),
        _ => wrong(place, "This step is not about one server: there is nobody to name."),
    }
}

/// Whether a claim finds one server.
fn finds_one(claim: &Claim, place: &str) -> Fits {
    let finds = match claim.leader {
        _ if claim.is_about_servers() => claim.server != Which::All,
        _ if matches!(claim.server, Which::One(_)) => true,
        Some(Leader::Any | Leader::Server(_)) => true,
        Some(Leader::None) | None => claim.leader_among.is_some(),
    };
    if finds {
        return Ok(());
    }
    wrong(place, "This does not find one server: there is nobody to name.")
}

const SAYS_NOTHING: &str = "This says nothing that could be so or not.";

fn check_claim(claim: &Claim, waits: bool, known: &Known, place: &str) -> Fits {
    let part = |part: &str| format!("{place}.{part}");
    if claim.within.is_some() && !waits {
        return wrong(place, "Only `until` waits: `within` has no place here.");
    }
    if !claim.is_about_requests() && (claim.client.is_some() || claim.request.is_some()) {
        return wrong(
            place,
            "`client` and `request` say whose `answer` is meant, or what was `redirected` or `forwarded`: there is nothing of these.",
        );
    }
    let nothing = Claim {
        server: claim.server.clone(),
        within: claim.within,
        named: claim.named.clone(),
        ..Claim::default()
    };
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
    if !matches!(claim.server, Which::Unnamed | Which::Any) && !claim.needs_a_server() {
        return wrong(&part("server"), "This says whose facts are meant: there are none.");
    }
    if claim.named.is_some() {
        finds_one(claim, &part("as"))?;
    }
    if let Which::One(server) = &claim.server {
        known.server_ref(server, &part("server"))?;
    }
    if let Some(Leader::Server(server)) = &claim.leader {
        known.server_ref(server, &part("leader"))?;
    }
    if claim.leader_among.as_ref().is_some_and(Vec::is_empty) {
        return wrong(&part("leader_among"), EMPTY);
    }
    let lists = [
        ("leader_among", &claim.leader_among),
        ("voters", &claim.voters),
        ("outgoing", &claim.outgoing),
        ("learners", &claim.learners),
    ];
    for (field, list) in lists {
        for (number, server) in list.iter().flatten().enumerate() {
            known.server_ref(server, &format!("{place}.{field}[{number}]"))?;
        }
    }
    check_bounds(claim, place)?;
    known.server_refs(claim.voted_for.iter().flatten(), &part("voted_for"))?;
    known.server_refs(claim.known_leader.iter().flatten(), &part("known_leader"))?;
    known.server_refs(claim.redirected.iter().flatten(), &part("redirected"))?;
    known.server_refs(&claim.forwarded, &part("forwarded"))?;
    for (field, map) in [("match_index", &claim.match_index), ("next_index", &claim.next_index)] {
        for key in map.iter().flat_map(|map| map.keys()) {
            known.server_ref(&key.0, &format!("{place}.{field}.{key}"))?;
        }
    }
    let counts = [("sent", &claim.sent), ("received", &claim.received), ("lost", &claim.lost)];
    for (field, counts) in counts {
        let Some(counts) = counts else { continue };
        if counts.as_slice().is_empty() {
            return wrong(&part(field), EMPTY);
        }
        for (place, count) in counts.places(&part(field)) {
            known.count(count, &place)?;
        }
    }
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
        if claim.named.is_some() {
            return wrong(&part("not.as"), "What is not so finds nobody: there is nobody to name.");
        }
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

/// Whether the numbers that are claimed are said, and can be.
fn check_bounds(claim: &Claim, place: &str) -> Fits {
    let numbers = [
        ("term", claim.term),
        ("last", claim.last),
        ("durable", claim.durable),
        ("committed", claim.committed),
        ("applied", claim.applied),
        ("snapshot", claim.snapshot),
    ];
    for (field, number) in numbers {
        number.map_or(Ok(()), |number| bounds(number, &format!("{place}.{field}")))?;
    }
    for (field, map) in [("match_index", &claim.match_index), ("next_index", &claim.next_index)] {
        for (key, number) in map.iter().flatten() {
            bounds(*number, &format!("{place}.{field}.{key}"))?;
        }
    }
    Ok(())
}

fn check_picks(picks: &Several<Pick>, place: &str) -> Fits {
    if picks.as_slice().is_empty() {
        return wrong(place, EMPTY);
    }
    picks.places(place).into_iter().try_for_each(|(place, pick)| check_pick(pick, &place))
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
