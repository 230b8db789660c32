//! What is waited for and where an entry stands, in words.

use super::paper::each_side;
use crate::lunch::{dish_of, join_names, line_text, teammate};
use crate::raft::{CommitStatus, ServerId, Tally};
use crate::why::Waiting;

/// Why an entry is where it is, as its server knows it.
pub fn status_words(status: &CommitStatus) -> String {
    match status {
        CommitStatus::Committed => "Known to be committed.".into(),
        CommitStatus::Ready { .. } => "On enough servers: about to be committed.".into(),
        CommitStatus::TooFewCopies { tally, .. } => {
            format!("Not committed: known on {} servers that it needs.", of_the(*tally))
        }
        CommitStatus::EarlierTerm { .. } => {
            "Not committed: it is of an earlier term, and waits for an entry of this one.".into()
        }
        CommitStatus::NotLeader { leader: Some(leader) } => {
            format!("Not known to be committed here. Its leader, as far as it knows, is {leader}.")
        }
        CommitStatus::NotLeader { leader: None } => {
            "Not known to be committed, and no leader is known.".into()
        }
        CommitStatus::NotInLog => "Not in this log.".into(),
    }
}

/// What is waited for, told twice: in the words of the table, and of the paper.
pub fn waiting_words(waiting: &Waiting) -> (String, String) {
    match waiting {
        Waiting::TooFewRun { has_leader, absent, abstaining, running } => {
            let (here, needed) = (here_of(*running), needed(*running));
            let (lunch, raft) = match has_leader {
                true => ("Nothing new can become final", "Nothing new can commit"),
                false => ("Nobody can get the sheet", "No election can be won"),
            };
            (
                join(&[
                    &format!("{lunch}: {here} can take part, and {needed} are needed."),
                    &away(absent),
                    &abstain_at_lunch(abstaining),
                ]),
                join(&[
                    &format!("{raft}: {here} servers can take part, and {needed} are needed."),
                    &abstain(abstaining),
                ]),
            )
        }
        Waiting::Transfer { leader, to } => (
            format!(
                "{} hands the sheet to {}, and takes nothing on until then.",
                teammate(*leader).name,
                teammate(*to).name
            ),
            format!("{leader} hands over to {to}, and takes no commands meanwhile."),
        ),
        Waiting::NoLeader { candidates, abstaining } => {
            let (lunch, raft) = no_leader(candidates);
            (join(&[&lunch, &abstain_at_lunch(abstaining)]), join(&[&raft, &abstain(abstaining)]))
        }
        Waiting::TooFewCopies { leader, index, entry, tally, absent, .. } => {
            let needed = needed(*tally);
            (
                join(&[
                    &format!(
                        "{} can count on {} copies of line {index} ({}). {needed} are needed.",
                        teammate(*leader).name,
                        here_of(*tally),
                        line_text(entry)
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
            let (name, newer_name) = (teammate(*leader).name, teammate(*newer).name);
            (
                format!(
                    "{name} still holds the sheet of round {term}. In round {newer_term} most said yes to {newer_name}: what {name} writes now cannot become final."
                ),
                format!(
                    "{leader} leads term {term}, but a majority voted for {newer} in term {newer_term}: no new entry of term {term} can commit (§5.4)."
                ),
            )
        }
        Waiting::Answer { operation, attempts } => (
            format!("The asker has no answer yet: {}.", dish_of(operation)),
            format!("The client waits, attempt {attempts}. Silence would mean: unknown."),
        ),
        Waiting::EarlierTerm { leader, index, entry, current_term } => (
            format!(
                "Line {index} ({}) is of an earlier round. Copies alone don't make it final: a line of this round must become final, and takes it along.",
                line_text(entry)
            ),
            format!(
                "Index {index} is of term {}, and {leader} leads term {current_term}: only an entry of its own term commits by counting (§5.4.2).",
                entry.term
            ),
        ),
    }
}

fn no_leader(candidates: &[(ServerId, Tally)]) -> (String, String) {
    let Some((candidate, tally)) = candidates.iter().max_by_key(|(_, tally)| tally.voters.have)
    else {
        return (
            "Nobody awake holds the sheet. Whoever runs out of patience first asks for it.".into(),
            "No leader runs: the first election timer to run out starts an election (§5.2).".into(),
        );
    };
    let (have, needed) = (tally.voters.have, needed(*tally));
    (
        format!(
            "Nobody awake holds the sheet. {} has counted {have} yes so far, and needs {needed}.",
            teammate(*candidate).name
        ),
        format!(
            "No leader runs: {candidate} has counted {} votes that it needs (§5.2).",
            of_the(*tally)
        ),
    )
}

/// "2 of 5".
fn here_of(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of {}", count.have, count.of))
}

/// How many are needed: "3".
fn needed(tally: Tally) -> String {
    each_side(tally, |count| count.need.to_string())
}

/// "2 of the 3", before what they are.
fn of_the(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of the {}", count.have, count.need))
}

/// Sentences one after the other; those that say nothing are left out.
fn join(sentences: &[&str]) -> String {
    let said: Vec<&str> = sentences.iter().copied().filter(|said| !said.is_empty()).collect();
    said.join(" ")
}

fn abstain_at_lunch(abstaining: &[ServerId]) -> String {
    let names = join_names(abstaining.iter().copied());
    match abstaining {
        [] => String::new(),
        [_] => format!("{names} has a new notebook, and first has to copy what is final."),
        _ => format!("{names} have new notebooks, and first have to copy what is final."),
    }
}

fn abstain(abstaining: &[ServerId]) -> String {
    match abstaining {
        [] => String::new(),
        [one] => format!("{one} lost its disk and abstains until it has caught up."),
        several => {
            let names: Vec<_> = several.iter().map(ToString::to_string).collect();
            format!("{} lost their disks and abstain until they have caught up.", names.join(", "))
        }
    }
}

fn away(absent: &[ServerId]) -> String {
    if absent.is_empty() {
        return String::new();
    }
    let verb = if absent.len() == 1 { "is" } else { "are" };
    format!("{} {verb} away or dozing.", join_names(absent.iter().copied()))
}
