//! What happened, in the paper's words; and why something could not be done.

use crate::cluster::{Event, EventBody, LossReason, Refusal, request_of};
use crate::lunch::{dish_of, join_names, line_text, teammate};
use crate::raft::{
    AppendRejection, CommitStatus, Decision, Entry, IgnoredReply, Impossible, Payload, ServerId,
    StepDown, Term, Timer, VoteDenial,
};
use crate::why::Waiting;

/// What a log entry says.
pub(super) fn entry_words(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => request.operation.to_string(),
        (Payload::Noop, None) => "no-op".into(),
        (Payload::Command(_), None) => "(unreadable)".into(),
    }
}

/// A term as a field shows it.
pub(super) fn term_words(term: Term) -> String {
    term.to_string()
}

/// The event in the paper's words; `None` for what needs no line of its own.
pub fn raft_words(event: &Event) -> Option<String> {
    Some(match &event.body {
        EventBody::Crashed { lost_writes: 0 } => {
            "crashes. Term, vote and log are on disk; commit_index is not.".into()
        }
        EventBody::Crashed { lost_writes } => format!(
            "crashes with {lost_writes} write{} not durable yet: lost.",
            if *lost_writes == 1 { "" } else { "s" }
        ),
        EventBody::Restarted { term, last_index, .. } => format!(
            "restarts from disk: term {term}, last index {last_index}, commit_index 0, state machine empty."
        ),
        EventBody::Paused => "is paused: messages and timeouts wait.".into(),
        EventBody::Resumed => "resumes, and deals with what has waited.".into(),
        EventBody::TimerFired { timer: Timer::Election } => "election timeout.".into(),
        EventBody::Decided(decision) => decision_words(decision)?,
        EventBody::Applied { index, request: Some(request), .. } => {
            format!("applies index {index}: {}.", request.operation)
        }
        EventBody::Applied { index, request: None, .. } => {
            format!("applies index {index}: no-op.")
        }
        EventBody::Lost { reason, .. } => match reason {
            LossReason::Network => "message lost on the way.".into(),
            LossReason::Cut => "message lost: the link is cut.".into(),
            LossReason::ReceiverDown => "message lost: the receiver is down.".into(),
            LossReason::Dropped => "message dropped by you.".into(),
        },
        EventBody::Duplicated { .. } => "message duplicated: a second copy is under way.".into(),
        EventBody::Delayed { by, .. } => format!("message delayed by {} ms.", by / 1_000),
        EventBody::Waiting(_) => "message waits at a paused server.".into(),
        EventBody::Proposed { sequence, operation } => {
            format!("client wants {operation} (request {sequence}).")
        }
        EventBody::TimedOut { sequence, attempts } => format!(
            "client timeout: no answer to request {sequence} after {attempts} attempt{}; the outcome is unknown.",
            if *attempts == 1 { "" } else { "s" }
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("client is told: not the leader, try {leader}.")
        }
        EventBody::Redirected { leader: None, .. } => {
            "client is told: not the leader, and none is known.".into()
        }
        EventBody::Answered { sequence, index } => {
            format!("client is told: request {sequence} is applied at index {index}.")
        }
        EventBody::PollOpened { .. } => "client asks around. No server takes part.".into(),
        EventBody::PollPreference { dish, .. } => format!("client notes: {dish}."),
        EventBody::PollSilence { .. } => "client gets no answer.".into(),
        EventBody::PollTallied { .. } => {
            "client has counted: this chooses the command, and no more.".into()
        }
        EventBody::PollEmpty => "client got no answer from anyone.".into(),
        _ => return None,
    })
}

/// A decision in the paper's words; the server's name goes before it.
pub fn decision_words(decision: &Decision) -> Option<String> {
    Some(match decision {
        Decision::TermAdopted { from, to, because_of } => {
            format!("adopts term {to} from {because_of}; it was in term {from} (§5.1).")
        }
        Decision::BecameFollower { reason: StepDown::HigherTerm, .. } => {
            "steps down: its term is over (§5.1).".into()
        }
        Decision::BecameFollower { reason: StepDown::LeaderOfThisTerm { leader }, .. } => {
            format!("returns to follower: {leader} leads this term (§5.2).")
        }
        Decision::LeaderRecognised { leader } => format!("recognises {leader} as leader."),
        Decision::BecameCandidate { term } => {
            format!("becomes candidate in term {term} and votes for itself (§5.2).")
        }
        Decision::VoteGranted { candidate } => format!("grants its vote to {candidate} (§5.2)."),
        Decision::VoteDenied { candidate, reason } => vote_denied(*candidate, *reason),
        Decision::VoteCounted { voter, votes, majority } => {
            format!("counts the vote of {voter}: {} of {majority} needed.", votes.len())
        }
        Decision::BecameLeader { votes } => {
            format!("becomes leader with the votes of {} (§5.2).", list(votes))
        }
        Decision::EntryAppended { index, entry } => {
            format!("appends {} at index {index}, term {}.", entry_words(entry), entry.term)
        }
        Decision::ProposalRefused { .. } => "refuses the command: it does not lead.".into(),
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, .. } => {
            format!(
                "stores entries up to index {match_index}; it acknowledges when they are durable (§5.3)."
            )
        }
        Decision::AppendRejected { leader, reason } => append_rejected(*leader, *reason),
        Decision::Truncated { from, removed } => format!(
            "removes {} conflicting entr{} from index {from} on (§5.3).",
            removed.len(),
            if removed.len() == 1 { "y" } else { "ies" }
        ),
        Decision::MatchAdvanced { server, match_index } => {
            format!("match_index of {server} is now {match_index}.")
        }
        Decision::NextIndexBackedUp { follower, from, to } => {
            format!("backs next_index of {follower} up from {from} to {to} (§5.3).")
        }
        Decision::Committed { to, acknowledged_by, .. } => {
            format!(
                "commits up to index {to}: durable on {} (§5.3, §5.4.2).",
                list(acknowledged_by)
            )
        }
        Decision::CommitLearned { to, .. } => {
            format!("commit_index is now {to}, from leader_commit (§5.3).")
        }
        Decision::ReplyIgnored { from, reason } => match reason {
            IgnoredReply::StaleTerm => format!("ignores a reply of {from}: its term is over."),
            IgnoredReply::RoleChanged => {
                format!("ignores a reply of {from}: that question is settled.")
            }
            IgnoredReply::Late => format!("ignores a late reply of {from}."),
            IgnoredReply::NotAMember => format!("ignores a reply of {from}: not a member."),
        },
        Decision::ImpossibleMessage { from, reason } => match reason {
            Impossible::TwoLeadersInOneTerm => {
                format!("hears from {from}, which leads the term that it leads itself.")
            }
            Impossible::OverwritesCommitted { index } => {
                format!("refuses to overwrite committed index {index} for {from}.")
            }
            Impossible::AcknowledgesBeyondLog { match_index } => {
                format!(
                    "ignores {from}: it acknowledges index {match_index}, which does not exist."
                )
            }
        },
    })
}

fn vote_denied(candidate: ServerId, reason: VoteDenial) -> String {
    match reason {
        VoteDenial::StaleTerm => format!("denies {candidate} its vote: the term is over (§5.1)."),
        VoteDenial::AlreadyVoted { voted_for } => {
            format!("denies {candidate} its vote: it voted for {voted_for} this term (§5.2).")
        }
        VoteDenial::LogBehind { mine, theirs } => format!(
            "denies {candidate} its vote: last (term, index) {theirs:?} is behind its own {mine:?} (§5.4.1)."
        ),
    }
}

fn append_rejected(leader: ServerId, reason: AppendRejection) -> String {
    match reason {
        AppendRejection::StaleTerm => {
            format!("rejects AppendEntries of {leader}: an earlier term (§5.1).")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "rejects AppendEntries of {leader}: nothing at prev_log_index {prev_log_index}, its log ends at {last_index} (§5.3)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "rejects AppendEntries of {leader}: index {prev_log_index} is of term {mine}, not {theirs} (§5.3)."
        ),
    }
}

fn list(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().map(|server| format!("S{}", server.0)).collect();
    names.join(", ")
}

/// Why an entry is where it is, as its server knows it.
pub(super) fn status_words(status: &CommitStatus) -> String {
    match status {
        CommitStatus::Committed => "Known to be committed.".into(),
        CommitStatus::Ready { .. } => "On a majority: about to be committed.".into(),
        CommitStatus::TooFewCopies { acknowledged_by, majority } => format!(
            "Not committed: known on {} of the {majority} servers that it needs.",
            acknowledged_by.len()
        ),
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
        Waiting::NoElectionPossible { absent, servers, majority } => {
            let here = servers - absent.len();
            (
                format!(
                    "Nobody can get the sheet: {here} of {servers} are here, and {majority} must say yes. {}",
                    away(absent)
                ),
                format!(
                    "No election can be won: {here} of {servers} servers can answer, and a majority is {majority}."
                ),
            )
        }
        Waiting::NoLeader { candidates, majority } => no_leader(candidates, *majority),
        Waiting::TooFewCopies {
            leader,
            index,
            entry,
            acknowledged_by,
            servers,
            majority,
            absent,
        } => {
            let have = acknowledged_by.len();
            let because =
                if absent.is_empty() { String::new() } else { format!(" {}", away(absent)) };
            (
                format!(
                    "Line {index} ({}) is safe on {have} of {servers} notebooks, as far as {} knows. {majority} are needed.{because}",
                    line_text(entry),
                    teammate(*leader).name
                ),
                format!(
                    "Index {index} is not committed: {leader} knows of {have} durable {} and needs a majority, {majority}.",
                    if have == 1 { "copy" } else { "copies" }
                ),
            )
        }
        Waiting::Deposed { leader, term, newer, newer_term } => {
            let (name, newer_name) = (teammate(*leader).name, teammate(*newer).name);
            (
                format!(
                    "{name} still holds the sheet of round {term}, and has not heard of round {newer_term}. What {name} writes cannot become final: most follow {newer_name}."
                ),
                format!(
                    "{leader} leads term {term}; a majority is in term {newer_term} with {newer}."
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

fn no_leader(candidates: &[(ServerId, Vec<ServerId>)], majority: usize) -> (String, String) {
    let Some((candidate, votes)) = candidates.iter().max_by_key(|(_, votes)| votes.len()) else {
        return (
            "Nobody awake holds the sheet. Whoever runs out of patience first asks for it.".into(),
            "No leader runs: the first election timer to run out starts an election (§5.2).".into(),
        );
    };
    let have = votes.len();
    (
        format!(
            "Nobody awake holds the sheet. {} has counted {have} yes so far, and needs {majority}.",
            teammate(*candidate).name
        ),
        format!(
            "No leader runs: {candidate} has counted {have} of the {majority} votes it needs (§5.2)."
        ),
    )
}

fn away(absent: &[ServerId]) -> String {
    let verb = if absent.len() == 1 { "is" } else { "are" };
    format!("{} {verb} away or dozing.", join_names(absent.iter().copied()))
}

/// Why an action could not be done, as a sentence for who tried it.
pub fn refusal_words(refusal: &Refusal) -> String {
    let name = |server: &ServerId| teammate(*server).name;
    match refusal {
        Refusal::NoSuchServer(server) => format!("There is no {server} here."),
        Refusal::NoSuchClient(client) => format!("There is no {client} here."),
        Refusal::Crashed(server) => format!("{server} ({}) has crashed.", name(server)),
        Refusal::NotCrashed(server) => format!("{server} ({}) is running already.", name(server)),
        Refusal::Paused(server) => format!("{server} ({}) is paused.", name(server)),
        Refusal::NotPaused(server) => format!("{server} ({}) is not paused.", name(server)),
        Refusal::MessageGone => "That message is gone: it has arrived or was lost.".into(),
        Refusal::NoSuchLink => "There is no such link.".into(),
        Refusal::AlreadyCut => "That link is cut already.".into(),
        Refusal::NotCut => "That link is not cut.".into(),
        Refusal::LeadersDoNotTimeOut(server) => {
            format!("{server} ({}) leads: a leader has no election timer.", name(server))
        }
        Refusal::BadCommand(error) => error.to_string(),
        Refusal::PollUnderWay => "The asker is still going round.".into(),
        Refusal::BadMenu => "A poll needs one to nine dishes.".into(),
        Refusal::OutOfRange => "That value is out of range.".into(),
    }
}
