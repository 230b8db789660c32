//! What is waited for.

use std::rc::Rc;

use super::numbers::{each_side, joined, names, sentences};
use super::things::{dish, line};
use crate::lunch::teammate;
use crate::raft::{ServerId, Tally};
use crate::why::Waiting;
use crate::words::TagWords;

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn waiting(waiting: &Waiting) -> (String, String) {
    match waiting {
        Waiting::TooFewRun { has_leader, absent, abstaining, running } => {
            let (here, needed) = (here_of(*running), needed(*running));
            let (lunch, raft) = match has_leader {
                true => ("Nothing new can become final", "Nothing new can commit"),
                false => ("Nobody can get the sheet", "No election can be won"),
            };
            (
                sentences(&[
                    &format!("{lunch}: {here} can take part, and it takes {needed}."),
                    &away(absent),
                    &new_notebooks(abstaining),
                ]),
                sentences(&[
                    &format!("{raft}: {here} servers can take part, and it takes {needed}."),
                    &abstaining_servers(abstaining),
                ]),
            )
        }
        Waiting::Transfer { leader, to } => (
            format!(
                "{} is handing {} the sheet, and takes no orders meanwhile.",
                name(*leader),
                name(*to)
            ),
            format!("{leader} hands over to {to}, and takes no commands meanwhile."),
        ),
        Waiting::NoLeader { candidates, abstaining } => {
            let (lunch, raft) = no_leader(candidates);
            (
                sentences(&[&lunch, &new_notebooks(abstaining)]),
                sentences(&[&raft, &abstaining_servers(abstaining)]),
            )
        }
        Waiting::TooFewCopies {
            leader,
            index,
            entry,
            is_being_written: true,
            tally,
            absent,
            ..
        } => (
            sentences(&[
                &format!("{} is still writing line {index} ({}) down.", name(*leader), line(entry)),
                &away(absent),
            ]),
            format!(
                "Index {index} is not committed: it is not on {leader}'s own disk yet. {leader} counts {} copies, and needs {}.",
                here_of(*tally),
                needed(*tally)
            ),
        ),
        Waiting::TooFewCopies { leader, index, entry, tally, absent, .. } => {
            let needed = needed(*tally);
            (
                sentences(&[
                    &format!(
                        "Line {index} ({}) is safely in {} notebooks, by {}'s count. It needs {needed}.",
                        line(entry),
                        here_of(*tally),
                        name(*leader)
                    ),
                    &away(absent),
                ]),
                format!(
                    "Index {index} is not committed: {leader} counts {} copies, and needs {needed}.",
                    here_of(*tally)
                ),
            )
        }
        Waiting::Deposed { leader, term, newer, newer_term } => {
            let (name, newer_name) = (name(*leader), name(*newer));
            (
                format!(
                    "{name} still holds the sheet of round {term}. In round {newer_term} most said yes to {newer_name}. What {name} writes now can't become final."
                ),
                format!(
                    "{leader} leads term {term}, but a majority voted for {newer} in term {newer_term}: no new entry of term {term} can commit (§5.4)."
                ),
            )
        }
        Waiting::Unheard { leader, voters, heard, steps_down } => {
            let (who, name) = (names(voters.iter().copied()), name(*leader));
            let ids: Vec<_> = voters.iter().map(ToString::to_string).collect();
            let (hear, and_so) = match voters.len() {
                1 => ("hears", "doesn't"),
                _ => ("hear", "don't"),
            };
            (
                format!(
                    "{who} {hear} {name}, and so {and_so} ask for the sheet. But their answers get lost: {name} has {} it takes.",
                    of_the(*heard)
                ),
                sentences(&[
                    &format!(
                        "{} {hear} {leader}'s heartbeats, so no election timer runs out. Their replies are cut off: {leader} hears {} voters it needs, itself included.",
                        joined(&ids, "and"),
                        of_the(*heard)
                    ),
                    match steps_down {
                        true => "CheckQuorum will make it step down (thesis §6.2).",
                        false => {
                            "CheckQuorum, an extension, would make it step down (thesis §6.2)."
                        }
                    },
                ]),
            )
        }
        Waiting::RemovedStands { server, term } => {
            let name = name(*server);
            (
                format!(
                    "{name} is off the guest list and hasn't heard. So {name} keeps asking for the sheet, and each time a new round begins."
                ),
                format!(
                    "{server} was removed, but its own log doesn't say so. It is a candidate in term {term}, and each try raises the term. CheckQuorum with PreVote keeps it from disturbing (paper §6, thesis §4.2.3)."
                ),
            )
        }
        Waiting::Answer { operation, away: Some(away), .. } => (
            format!(
                "The asker has no answer yet: {}. {} is away. Soon the asker will try somebody else.",
                dish(operation),
                name(*away)
            ),
            format!(
                "The client waits for {away}, which doesn't run. When its time is up, it asks another server."
            ),
        ),
        Waiting::Answer { operation, attempts, away: None, .. } => (
            format!("The asker has no answer yet: {}.", dish(operation)),
            format!(
                "The client waits, attempt {attempts}. If no answer comes, it may or may not have happened."
            ),
        ),
        Waiting::EarlierTerm { leader, index, entry, current_term } => (
            format!(
                "Line {index} ({}) is from an earlier round. Copies alone don't make it final. A line of this round has to become final after it.",
                line(entry)
            ),
            format!(
                "Index {index} is of term {}, and {leader} leads term {current_term}: only an entry of its own term commits by counting (§5.4.2).",
                entry.term
            ),
        ),
    }
}

/// What stands on the tag. While nobody has an entry on their disk, its leader is writing it.
pub(super) fn tag(waiting: &Waiting) -> TagWords {
    let plain = |count: &str| TagWords { count: count.into(), of_what: "" };
    match waiting {
        Waiting::TooFewCopies { is_being_written: true, acknowledged_by, .. }
            if acknowledged_by.is_empty() =>
        {
            plain("writing…")
        }
        Waiting::TooFewCopies { tally, .. } => {
            TagWords { count: counted(*tally), of_what: " needed" }
        }
        Waiting::TooFewRun { running, .. } => {
            TagWords { count: counted(*running), of_what: " here" }
        }
        Waiting::NoLeader { .. } => plain("nobody leads"),
        Waiting::Transfer { .. } => plain("handing over"),
        Waiting::Deposed { .. } => plain("out of date"),
        Waiting::Unheard { .. } => plain("hears too few"),
        Waiting::RemovedStands { .. } => plain("not on the list"),
        Waiting::Answer { .. } => plain("waiting"),
        Waiting::EarlierTerm { .. } => plain("copies alone don't count"),
    }
}

/// What stands on the tag where the lunch is faded out, if that is something else.
pub(super) fn tag_in_raft(waiting: &Waiting) -> Option<TagWords> {
    match waiting {
        Waiting::TooFewRun { running, .. } => {
            Some(TagWords { count: counted(*running), of_what: " available" })
        }
        Waiting::RemovedStands { .. } => Some(TagWords { count: "removed".into(), of_what: "" }),
        _ => None,
    }
}

/// What stands on the tag of a candidate.
pub(super) fn votes_tag(votes: Tally) -> TagWords {
    TagWords { count: counted(votes), of_what: " needed" }
}

/// "1 of 3", the second being what is needed.
fn counted(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of {}", count.have, count.need))
}

fn no_leader(candidates: &[(ServerId, Tally)]) -> (String, String) {
    let Some((candidate, tally)) = candidates.iter().max_by_key(|(_, tally)| tally.voters.have)
    else {
        return (
            "Nobody awake holds the sheet. The first to lose patience will ask for it.".into(),
            "No leader runs: the first election timer to run out starts an election (§5.2).".into(),
        );
    };
    (
        format!(
            "Nobody awake holds the sheet. {} has {} yeses it takes.",
            name(*candidate),
            of_the(*tally)
        ),
        format!("No leader runs: {candidate} has {} votes it needs (§5.2).", of_the(*tally)),
    )
}

/// "2 of 5".
fn here_of(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of {}", count.have, count.of))
}

/// The number needed: "3".
fn needed(tally: Tally) -> String {
    each_side(tally, |count| count.need.to_string())
}

/// "2 of the 3", before what they are.
fn of_the(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of the {}", count.have, count.need))
}

fn new_notebooks(abstaining: &[ServerId]) -> String {
    let who = names(abstaining.iter().copied());
    match abstaining {
        [] => String::new(),
        [_] => format!("{who} has a new notebook, and must first copy what is final."),
        _ => format!("{who} have new notebooks, and must first copy what is final."),
    }
}

fn abstaining_servers(abstaining: &[ServerId]) -> String {
    let who: Vec<_> = abstaining.iter().map(ToString::to_string).collect();
    let who = joined(&who, "and");
    match abstaining {
        [] => String::new(),
        [_] => format!("{who} lost its disk, and abstains until it has caught up."),
        _ => format!("{who} lost their disks, and abstain until they have caught up."),
    }
}

fn away(absent: &[ServerId]) -> String {
    let who = names(absent.iter().copied());
    match absent {
        [] => String::new(),
        _ => format!("{who} can't answer now."),
    }
}
