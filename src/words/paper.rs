//! What happened, in the paper's words; and why something could not be done.

use super::refusals::{refusal_words, request_refusal_words};
use crate::cluster::{
    Action, Actor, Content, Event, EventBody, LossReason, MessageKind, Node, request_of,
};
use crate::lunch::{beat, teammate};
use crate::raft::{
    AppendRejection, Configuration, Count, Decision, Entry, IgnoredReply, Impossible, NotStanding,
    Payload, ServerId, SnapshotNotNeeded, StepDown, Tally, Term, Timer, VoteDenial,
};

/// What a log entry says.
pub fn entry_words(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => request.operation.to_string(),
        (Payload::Noop, None) => "no-op".into(),
        (Payload::Configuration(configuration), None) => configuration_words(configuration),
        (Payload::Command(_), None) => "(unreadable)".into(),
    }
}

/// A configuration, by the numbers of its servers.
pub fn configuration_words(configuration: &Configuration) -> String {
    let mut text = format!("voters {}", list(configuration.voters()));
    if configuration.is_joint() {
        text = format!("joint: old {}, new {}", list(configuration.outgoing()), &text[7..]);
    }
    if !configuration.learners().is_empty() {
        text = format!("{text}; learners {}", list(configuration.learners()));
    }
    text
}

/// How many have agreed of how many are needed, on each side of a joint
/// configuration.
pub fn tally_words(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of {}", count.have, count.need))
}

/// How many; in a joint configuration, of each side.
pub fn each_side(tally: Tally, words: fn(Count) -> String) -> String {
    let new = words(tally.voters);
    match tally.outgoing {
        None => new,
        Some(old) => format!("{new} new and {} old", words(old)),
    }
}

/// A term as a field shows it.
pub fn term_words(term: Term) -> String {
    term.to_string()
}

/// The event in the paper's words; `None` for what needs no line of its own.
pub fn raft_words(event: &Event) -> Option<String> {
    Some(match &event.body {
        EventBody::Crashed { lost_writes: 0 } => {
            "crashes. What was only in memory is gone: commit_index, for one.".into()
        }
        EventBody::Crashed { lost_writes } => format!(
            "crashes with {lost_writes} write{} not durable yet: lost.",
            if *lost_writes == 1 { "" } else { "s" }
        ),
        EventBody::Restarted { term, last_index, .. } => {
            format!("restarts from disk: term {term}, last index {last_index}.")
        }
        EventBody::TimerFired { timer: Timer::Election } => "hits its election timeout.".into(),
        EventBody::Decided(decision) => decision_words(decision)?,
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("applies index {index}: {}.", request.operation)
        }
        EventBody::Applied { index, request: Some(request), .. } => format!(
            "skips index {index}: {} was done already for this client (§8).",
            request.operation
        ),
        EventBody::Applied { index, request: None, .. } => {
            format!("applies index {index}: nothing for the state machine.")
        }
        EventBody::Lost { reason, .. } => match reason {
            LossReason::Network => "message lost on the way.".into(),
            LossReason::Cut => "message lost: the link is cut.".into(),
            LossReason::ReceiverDown => "message lost: the receiver is down.".into(),
            LossReason::Dropped => "message dropped by you.".into(),
        },
        EventBody::Proposed { sequence, operation } => {
            format!("client wants {operation} (request {sequence}).")
        }
        EventBody::TimedOut { sequence, attempts } => format!(
            "client timeout: no answer to request {sequence} after {attempts} attempt{}; the outcome is unknown.",
            if *attempts == 1 { "" } else { "s" }
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("client is told to ask {leader}.")
        }
        EventBody::Redirected { leader: None, .. } => {
            "client is told that no leader is known.".into()
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
        EventBody::Paused => "is paused: messages and timeouts wait.".into(),
        EventBody::Resumed => "resumes, and deals with what has waited.".into(),
        EventBody::Restored { last_index, .. } => {
            format!("restores its state machine from the snapshot, as of index {last_index} (§7).")
        }
        EventBody::ReadServed { key, value, applied, .. } => format!(
            "answers GET {key} from its state machine as of index {applied}: {}.",
            value.as_deref().unwrap_or("nothing")
        ),
        EventBody::ReadAnswered { sequence, value } => format!(
            "client is told: request {sequence} read {}.",
            value.as_deref().unwrap_or("nothing")
        ),
        EventBody::Abstained => {
            "abstains: its disk was lost, and it has not caught up with what it once knew.".into()
        }
        EventBody::DiskLost => "loses its disk: it can only rejoin as a new server.".into(),
        EventBody::DiskTorn { entries: 1 } => "loses the last entry on its disk.".into(),
        EventBody::DiskTorn { entries } => format!("loses the last {entries} entries on its disk."),
        EventBody::DiskStopped => "has a disk that has stopped: no write becomes durable.".into(),
        EventBody::DiskStarted => "has a disk that works again.".into(),
        EventBody::Forwarded { leader, .. } => {
            format!("does not lead, and passes the client's request on to {leader} (thesis §6.2).")
        }
        EventBody::Duplicated { .. } => "message duplicated: a second copy is under way.".into(),
        EventBody::Delayed { by, .. } => format!("message delayed by {} ms.", by / 1_000),
        EventBody::Delivered { .. } => "message delivered by you.".into(),
        EventBody::Waiting(_) => "keeps a message for when it goes on.".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::Started
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { timer: Timer::MinimumElection | Timer::Heartbeat }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::PollAsked { .. } => return None,
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
        Decision::VoteCounted { voter, tally, .. } => {
            format!("counts the vote of {voter}: {} needed.", tally_words(*tally))
        }
        Decision::BecameLeader { votes } => {
            format!("becomes leader with the votes of {} (§5.2).", list(votes))
        }
        Decision::EntryAppended { index, entry } => {
            format!("appends {} at index {index}, term {}.", entry_words(entry), entry.term)
        }
        Decision::RequestRefused { reason, .. } => {
            format!("refuses: {}", request_refusal_words(reason))
        }
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, .. } => {
            format!("stores entries up to index {match_index} (§5.3).")
        }
        Decision::AppendRejected { leader, reason } => append_rejected(*leader, *reason),
        Decision::Truncated { from, removed } => format!(
            "removes {} entr{} from index {from} on, to match its leader's log (§5.3).",
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
                "commits up to index {to}, for it counts {} (§5.3, §5.4.2).",
                list(acknowledged_by)
            )
        }
        Decision::CommitLearned { to, .. } => {
            format!("sets commit_index to {to}, from leader_commit (§5.3).")
        }
        Decision::ReplyIgnored { from, reason } => match reason {
            IgnoredReply::StaleTerm => format!("ignores a reply of {from}: its term is over."),
            IgnoredReply::RoleChanged => {
                format!("ignores a reply of {from}: that question is settled.")
            }
            IgnoredReply::Late => format!("ignores a late reply of {from}."),
            IgnoredReply::NotAMember => format!("ignores a reply of {from}: not a member."),
            IgnoredReply::EarlierMembership => {
                format!("ignores a reply of {from}: from before it was removed and added again.")
            }
        },
        Decision::QuorumHeard { .. } => return None,
        Decision::BecameFollower { reason: StepDown::Removed, .. } => {
            "steps down: the configuration without it is committed (thesis §4.2.2).".into()
        }
        Decision::BecameFollower { reason: StepDown::NoQuorum { active }, .. } => format!(
            "steps down: in a whole election timeout it heard only from {} (thesis §6.2).",
            list(active)
        ),
        Decision::BecamePreCandidate { term } => {
            format!(
                "asks who would vote for it in term {term}; it does not stand yet (thesis §9.6)."
            )
        }
        Decision::PreVoteGranted { candidate } => {
            format!("would vote for {candidate} (thesis §9.6).")
        }
        Decision::PreVoteDenied { candidate, reason } => {
            format!("in the pre-vote {}", vote_denied(*candidate, *reason))
        }
        Decision::PreVoteCounted { voter, tally, .. } => {
            format!("hears that {voter} would vote for it: {} needed.", tally_words(*tally))
        }
        Decision::ConfigurationInForce { index, configuration } => format!(
            "goes by the configuration of index {index}: {} (thesis §4.1).",
            configuration_words(configuration)
        ),
        Decision::ConfigurationTakenBack { index, configuration } => format!(
            "goes back to the configuration of index {index}: {} (thesis §4.1).",
            configuration_words(configuration)
        ),
        Decision::Compacted { through } => {
            format!("replaces its log up to index {through} by a snapshot (§7).")
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            "learns with which members the cluster began (§7).".into()
        }
        Decision::SnapshotInstalled { last_index, last_term, .. } => format!(
            "installs a snapshot up to index {last_index}, term {last_term}; its log is replaced (§7)."
        ),
        Decision::SnapshotIgnored { last_index, reason } => match reason {
            SnapshotNotNeeded::CommittedAlready => {
                format!("needs no snapshot up to index {last_index}: all that is committed here.")
            }
            SnapshotNotNeeded::LogMatches => format!(
                "needs no snapshot up to index {last_index}: its log holds that entry (§7)."
            ),
        },
        Decision::ReadTaken { read_index, .. } => {
            format!("takes a read at index {read_index} (thesis §6.4).")
        }
        Decision::ReadConfirmed { acknowledged_by, .. } => {
            format!("still leads, by {}: the read is safe (thesis §6.4).", list(acknowledged_by))
        }
        Decision::TransferBegun { to } => {
            format!("hands over to {to}: takes no commands meanwhile (thesis §3.10).")
        }
        Decision::TransferReady { to } => {
            format!("tells {to}, which has the whole log, to stand now (thesis §3.10).")
        }
        Decision::TransferAborted { to } => {
            format!("gives up the transfer to {to} and keeps leading (thesis §3.10).")
        }
        Decision::TransferRedirected { from, to } => {
            format!("hands over to {to} instead of {from} (thesis §3.10).")
        }
        Decision::StaysFollower { reason } => {
            format!("hits its election timeout, but does not stand: {}.", not_standing(*reason))
        }
        Decision::TimeoutNowIgnored { from, reason } => {
            format!("ignores TimeoutNow from {from}: {}.", not_standing(*reason))
        }
        Decision::VoteRefused { voter, .. } => format!("hears that {voter} refuses its vote."),
        Decision::PreVoteRefused { voter, .. } => {
            format!("hears that {voter} would not vote for it (thesis §9.6).")
        }
        Decision::AskedAgain { voters } => {
            format!("asks {} again, in the same term (§5.1).", list(voters))
        }
        Decision::StoppedProtectingLeader => {
            "has not heard from a leader for the shortest election timeout, and listens to candidates again (thesis §4.2.3).".into()
        }
        Decision::LeaseHeld { acknowledged_by, .. } => format!(
            "holds a lease: {} answered, so nobody else can be elected yet (thesis §6.4.1).",
            list(acknowledged_by)
        ),
        Decision::LeaseEnded { .. } => "has no lease any more (thesis §6.4.1).".into(),
        Decision::ReadUnderLease { .. } => {
            "answers the read under its lease, without asking anyone (thesis §6.4.1).".into()
        }
        Decision::ImpossibleMessage { from, reason } => match reason {
            Impossible::TwoLeadersInOneTerm => {
                format!("hears from {from}, which leads the term that it leads itself.")
            }
            Impossible::OverwritesCommitted { index } => {
                format!("refuses to overwrite committed index {index} for {from}.")
            }
            Impossible::SnapshotWithoutMembers { last_index } => format!(
                "ignores a snapshot of {from} up to index {last_index}: it names no members (§7)."
            ),
            Impossible::IndexOutOfReach { index } => {
                format!("ignores a snapshot of {from} up to index {index}: no log gets there.")
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
        VoteDenial::HeardFromLeader => {
            format!("ignores {candidate}: there was a leader a moment ago (thesis §4.2.3).")
        }
        VoteDenial::TermHasBegun => format!(
            "denies {candidate}: that term has begun, and it may have voted in it (thesis §9.6)."
        ),
        VoteDenial::StaleTerm => format!("denies {candidate} its vote: the term is over (§5.1)."),
        VoteDenial::AlreadyVoted { voted_for } => {
            format!("denies {candidate} its vote: it voted for {voted_for} this term (§5.2).")
        }
        VoteDenial::LogBehind { mine, theirs } => format!(
            "denies {candidate} its vote: last (term, index) ({}, {}) is behind its own ({}, {}) (§5.4.1).",
            theirs.0, theirs.1, mine.0, mine.1
        ),
    }
}

fn not_standing(reason: NotStanding) -> &'static str {
    match reason {
        NotStanding::Learner => "it is a learner, without a vote (thesis §4.2.1)",
        NotStanding::NotAMember => "the configuration leaves it out (thesis §4.2.2)",
        NotStanding::KnowsNoMembers => "its disk is blank, and it knows of no cluster",
        NotStanding::LeadsAlready => "it leads already",
        NotStanding::StaleTerm => "an earlier term (§5.1)",
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
        AppendRejection::KnowsNoMembers => format!(
            "rejects AppendEntries of {leader}: its disk is blank, and it needs a snapshot first (§7)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "rejects AppendEntries of {leader}: index {prev_log_index} is of term {mine}, not {theirs} (§5.3)."
        ),
    }
}

/// Servers by their short names: "S1, S4".
pub fn list(servers: &[ServerId]) -> String {
    let names: Vec<_> = servers.iter().map(|server| format!("S{}", server.0)).collect();
    names.join(", ")
}

/// What messages of a kind are called.
pub fn kind_title(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::RequestVote => "RequestVote",
        MessageKind::VoteGranted => "RequestVoteReply (granted)",
        MessageKind::VoteDenied => "RequestVoteReply (denied)",
        MessageKind::Append => "AppendEntries",
        MessageKind::Heartbeat => "AppendEntries (heartbeat)",
        MessageKind::AppendOk => "AppendEntriesReply (success)",
        MessageKind::AppendRefused => "AppendEntriesReply (refused)",
        MessageKind::Snapshot => "InstallSnapshot",
        MessageKind::SnapshotOk => "InstallSnapshotReply",
        MessageKind::TimeoutNow => "TimeoutNow",
        MessageKind::PreVote => "PreVote",
        MessageKind::PreVoteGranted => "PreVoteReply (granted)",
        MessageKind::PreVoteDenied => "PreVoteReply (denied)",
        MessageKind::Request => "Client request",
        MessageKind::Response => "Answer to the client",
    }
}

/// A short name of a node, for narrow places.
pub fn short(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{} {}", server.0, teammate(server).name),
        Node::Client(_) => "client".into(),
    }
}

/// Whether there is a sentence about it.
pub fn is_told(event: &Event) -> bool {
    told(event).is_some()
}

/// The event as the table and the paper tell it, and the server it is about.
pub fn told(event: &Event) -> Option<(Option<ServerId>, String, String)> {
    match &event.body {
        EventBody::ActionRefused { reason, .. } => {
            return Some((None, refusal_words(reason), "Nothing has changed.".into()));
        }
        EventBody::ActionTaken(Action::Say { text }) => {
            return Some((None, text.clone(), String::new()));
        }
        EventBody::ActionTaken(_) => return None,
        _ => {}
    }
    let beat = beat(event)?;
    let words = raft_words(event).unwrap_or_default();
    let raft = match event.id.actor {
        Actor::Server(server) => format!("S{} {words}", server.0),
        _ => words,
    };
    Some((beat.who, beat.text, raft))
}

/// A message's name, and from whom to whom it goes.
pub fn message_title(from: Node, to: Node, content: &Content) -> String {
    format!("{}, {} → {}", kind_title(MessageKind::of(content)), short(from), short(to))
}
