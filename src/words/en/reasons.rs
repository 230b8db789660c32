//! Why the right answer to a practice question is right.

use super::numbers::{counted, each_side, joined};
use super::practice::all_of;
use crate::practice::{Apart, Ask, Question, TimedOperation, Why};
use crate::raft::{AppendRejection, CommitStatus, Index, ServerId, Tally, VoteDenial};

pub(super) fn why(question: &Question) -> String {
    let said: Vec<String> = match &question.why {
        Why::Votes(verdicts) => verdicts.iter().map(|(voter, said)| vote(*voter, *said)).collect(),
        Why::Electable(tallies) => {
            tallies.iter().map(|(server, tally)| votes(*server, *tally)).collect()
        }
        Why::Committed { index, next } => vec![committed(*index, next)],
        Why::Safe { index, loses: None } => {
            vec![format!("Everyone who can be elected has the same entries up to index {index}.")]
        }
        Why::Safe { index, loses: Some((server, tally)) } => vec![format!(
            "S{} can be elected: it gets {} votes, and needs {}. It has the same entries only up to index {index}, and would overwrite what follows (§5.4.2).",
            server.0, tally.voters.have, tally.voters.need
        )],
        Why::Learned { index, leader_commit, verified } => vec![format!(
            "The leader's commit index is {leader_commit}, and the message has verified the log up to index {verified}. The smaller one counts, if it is an advance: {index} (figure 2)."
        )],
        Why::NothingLearned { index, reason } => vec![
            refusal(*reason),
            format!("So it learns nothing, and its commit index stays {index}."),
        ],
        Why::Fields { next_index, entries, leader_commit } => vec![format!(
            "next_index is {next_index}, so prev_log_index is {}, with the term that the leader has there. {} after it. The leader's commit index is {leader_commit} (§5.3).",
            next_index - 1,
            match entries {
                0 => "No entries go".into(),
                1 => "1 entry goes".into(),
                _ => format!("{entries} entries go"),
            }
        )],
        Why::Repair { refused, agree } => {
            let mut said: Vec<String> = refused.iter().map(|reason| refusal(*reason)).collect();
            said.push(format!(
                "Up to index {agree} both logs are the same. From there on it gets the leader's entries."
            ));
            said
        }
        Why::Crash { writes_lost } => vec![format!(
            "{} lost. Term, vote and log are as they are on the disk, and the commit index is only in memory (figure 2).",
            match writes_lost {
                1 => "The write under way is".into(),
                _ => format!("{writes_lost} writes under way are"),
            }
        )],
        Why::Tolerance(tally) => vec![
            format!(
                "{} servers run, and it takes {}.",
                each_side(*tally, |count| format!("{} of {}", count.have, count.of)),
                each_side(*tally, |count| count.need.to_string())
            ),
            match tally.outgoing {
                Some(_) => "Both sides have to keep a majority (§6).".into(),
                None => "Those that are down count too (§5.2).".into(),
            },
        ],
        Why::CameAbout => vec!["Yes: they are from a run. Here it is.".into()],
        Why::TermsDescend { server, index } => vec![format!(
            "The log of S{} falls back to an earlier term at index {index}. A leader appends in its own term, and terms only grow (§5.1).",
            server.0
        )],
        Why::NoMatch { server, index, term } => vec![format!(
            "S{} and another server both have an entry of term {term} at index {index}, and their logs differ there or before. One leader made both, so they would be the same (§5.3).",
            server.0
        )],
        Why::Silence => vec!["Without an answer nobody knows: the request, the entry or just the answer may be lost. Only asking again helps (§8).".into()],
        Why::WasApplied => vec!["The leader answers when it has applied a committed entry. Committed entries stay. The other servers may apply it later (§5.3).".into()],
        Why::WasRead => vec!["The read took place at some moment between question and answer. Before and after, the value may have been another (§8).".into()],
        Why::Read { confirmed, applied, read_index } => vec![
            format!(
                "The round is confirmed by {}, and it takes {}.",
                each_side(*confirmed, |count| format!("{} of {}", count.have, count.of)),
                each_side(*confirmed, |count| count.need.to_string())
            ),
            match applied >= read_index {
                true => format!("The log is applied up to index {applied}: that's enough (§8)."),
                false => format!(
                    "The log is applied only up to index {applied}, and the read needs index {read_index} (§8)."
                ),
            },
        ],
        Why::Explained { order } => vec![explained(question, order)],
        Why::Unexplained { operation } => vec![unexplained(question, *operation)],
    };
    said.join(" ")
}

/// What sets an answer apart from the right one, by the question's own rule.
pub(super) fn apart(apart: &Apart) -> String {
    let begin = |server: ServerId, is_missing: bool| match is_missing {
        true => format!("S{} is missing.", server.0),
        false => format!("S{} doesn't belong there.", server.0),
    };
    match *apart {
        Apart::Voter { server, is_missing, verdict } => {
            let said = verdict.map(|verdict| vote(server, verdict));
            let down = || format!("S{} is down, so it doesn't vote.", server.0);
            format!("{} {}", begin(server, is_missing), said.unwrap_or_else(down))
        }
        Apart::Candidate { server, is_missing, votes: tally } => {
            let said = tally.map(|tally| votes(server, tally));
            let down = || format!("S{} is down, so it can't stand.", server.0);
            format!("{} {}", begin(server, is_missing), said.unwrap_or_else(down))
        }
        Apart::NotCommitted { given, index } => {
            format!("{given} is too high: the server doesn't know index {index} to be committed.")
        }
        Apart::Committed { given, index } => {
            format!("{given} is too low: the server knows index {index} to be committed too.")
        }
        Apart::MayBeLost { given, index } => format!(
            "{given} is too high: somebody can be elected who doesn't have this entry at index {index}."
        ),
        Apart::BeyondLog { given, last_index } => {
            format!("{given} is too high: the leader's log ends at index {last_index}.")
        }
        Apart::IsKept { given, index } => {
            format!("{given} is too low: everyone who can be elected has index {index} too.")
        }
        Apart::TooManyFail { given, fatal } => {
            format!("{given} is too many: if {fatal} more fail, too few may be left.")
        }
        Apart::MoreMayFail { given, may } => {
            format!(
                "{given} is too few: any {may} of those that run may fail, and enough are left."
            )
        }
    }
}

/// The votes that a server would get.
fn votes(server: ServerId, tally: Tally) -> String {
    let count = tally.voters;
    let votes = counted(count.have as u64, "vote", "votes");
    format!("S{} would get {votes}, and needs {}.", server.0, count.need)
}

/// What is committed, and why no more.
fn committed(index: Index, next: &CommitStatus) -> String {
    let next_index = index + 1;
    let known = format!("The commit index is {index}.");
    let more = match next {
        CommitStatus::TooFewCopies { acknowledged_by, tally } => format!(
            "Entry {next_index} is on {} as far as the leader knows: {} of the {} copies that it needs (§5.3).",
            if acknowledged_by.is_empty() { "no disk".into() } else { all_of(acknowledged_by) },
            tally.voters.have,
            tally.voters.need
        ),
        CommitStatus::EarlierTerm { entry_term, current_term } => format!(
            "Entry {next_index} is of term {entry_term}, and the leader leads term {current_term}: copies alone don't commit it (§5.4.2)."
        ),
        CommitStatus::NotInLog => "That is the end of its log.".into(),
        CommitStatus::Committed | CommitStatus::Ready { .. } | CommitStatus::NotLeader { .. } => {
            return known;
        }
    };
    format!("{known} {more}")
}

fn refusal(reason: AppendRejection) -> String {
    match reason {
        AppendRejection::StaleTerm => {
            "It refuses: the message is of an earlier term (§5.1).".into()
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "It refuses prev_log_index {prev_log_index}: its log ends at index {last_index} (§5.3)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "It refuses prev_log_index {prev_log_index}: the leader has term {theirs} there, and it has term {mine} (§5.3)."
        ),
        AppendRejection::KnowsNoMembers => "It refuses: its disk is blank.".into(),
    }
}

fn vote(voter: ServerId, verdict: Result<(), VoteDenial>) -> String {
    let voter = format!("S{}", voter.0);
    match verdict {
        Ok(()) => {
            format!("{voter} votes for it: the candidate's log is at least as up-to-date (§5.4.1).")
        }
        Err(VoteDenial::StaleTerm) => format!("{voter} refuses: it is in a later term (§5.1)."),
        Err(VoteDenial::AlreadyVoted { voted_for }) => {
            format!("{voter} refuses: it has voted for S{} in this term (§5.2).", voted_for.0)
        }
        Err(VoteDenial::LogBehind { mine, theirs }) if mine.0 != theirs.0 => format!(
            "{voter} refuses: its last entry is of term {}, the candidate's of term {} (§5.4.1).",
            mine.0, theirs.0
        ),
        Err(VoteDenial::LogBehind { mine, theirs }) => format!(
            "{voter} refuses: both logs end in term {}, and its own reaches index {}, the candidate's only {} (§5.4.1).",
            mine.0, mine.1, theirs.1
        ),
        Err(VoteDenial::HeardFromLeader) => format!("{voter} refuses: it hears from a leader."),
        Err(VoteDenial::TermHasBegun) => {
            format!("{voter} refuses: it is in that term already (thesis §9.6).")
        }
        Err(VoteDenial::JustStarted) => {
            format!("{voter} refuses: it has only just started (thesis §6.4.1).")
        }
    }
}

/// "client 1 writes 1".
fn short(one: &TimedOperation) -> String {
    let client = one.client.0;
    match (&one.writes, &one.value) {
        (Some(value), _) => format!("client {client} writes {value}"),
        (None, Some(value)) => format!("client {client} reads {value}"),
        (None, None) => format!("client {client} reads nothing"),
    }
}

fn operation(question: &Question, place: u64) -> Option<String> {
    let Ask::Linearizable { history } = &question.ask else { return None };
    history.get(usize::try_from(place).ok()?).map(short)
}

fn explained(question: &Question, order: &[u64]) -> String {
    let order: Vec<String> = order.iter().filter_map(|&place| operation(question, place)).collect();
    format!("This order explains it all: {}.", joined(&order, "and"))
}

fn unexplained(question: &Question, place: u64) -> String {
    let what = operation(question, place).unwrap_or_default();
    format!("No order that keeps to the times explains that {what}.")
}
