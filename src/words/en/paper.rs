//! The run as the paper tells it: events, decisions, entries, servers.

use super::numbers::{counted, each_side, list};
use super::refusals::request_refusal;
use crate::cluster::{
    Answer, Client, ClientRequest, Event, EventBody, LinkCut, LossReason, Node, RequestProgress,
    ServerState, request_of,
};
use crate::lunch::teammate;
use crate::raft::{
    AppendRejection, CommitStatus, Configuration, Decision, Entry, IgnoredReply, Impossible, Index,
    NotStanding, Payload, ServerId, SnapshotNotNeeded, StepDown, Tally, Term, Timer, VoteDenial,
};
use crate::words::shorten;

pub(super) fn entry(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => request.operation.to_string(),
        (Payload::Noop, None) => "no-op".into(),
        (Payload::Configuration(configuration), None) => self::configuration(configuration),
        (Payload::Command(_), None) => "(unreadable)".into(),
    }
}

pub(super) fn configuration(configuration: &Configuration) -> String {
    let voters = list(configuration.voters());
    let mut text = match configuration.is_joint() {
        true => format!("joint: old {}, new {voters}", list(configuration.outgoing())),
        false => format!("voters {voters}"),
    };
    if !configuration.learners().is_empty() {
        text = format!("{text}; learners {}", list(configuration.learners()));
    }
    text
}

/// How many of how many that are needed, on each side of a joint configuration.
fn needed(tally: Tally) -> String {
    each_side(tally, |count| format!("{} of the {}", count.have, count.need))
}

pub(super) fn node(node: Node) -> String {
    match node {
        Node::Server(server) => format!("S{} {}", server.0, teammate(server).name),
        Node::Client(client) if client.0 == 1 => "client".into(),
        Node::Client(client) => format!("client {}", client.0),
    }
}

/// The event as a sentence: a server's begins with its short name.
pub(super) fn event(event: &Event) -> Option<String> {
    let text = sentence(event)?;
    Some(match event.id.actor {
        crate::cluster::Actor::Server(server) => format!("S{} {text}", server.0),
        _ => text,
    })
}

/// The event; a server's name goes before it.
pub(super) fn sentence(event: &Event) -> Option<String> {
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => "starts with an empty disk.".into(),
        EventBody::Crashed { lost_writes: 0 } => {
            "crashes. What was only in memory is gone: commit_index, for one.".into()
        }
        EventBody::Crashed { lost_writes } => format!(
            "crashes, and loses {} that {} not durable yet.",
            counted(*lost_writes, "write", "writes"),
            if *lost_writes == 1 { "was" } else { "were" }
        ),
        EventBody::Restarted { term, last_index, .. } => {
            format!("restarts from its disk as a follower: term {term}, last index {last_index}.")
        }
        EventBody::Paused => "is paused: messages and timeouts wait for it.".into(),
        EventBody::Resumed => "resumes, and deals with what has waited.".into(),
        EventBody::TimerFired { timer: Timer::Election } if event.is_by_hand() => {
            "is made to time out: its election timer runs out at once.".into()
        }
        EventBody::TimerFired { timer: Timer::Election } => {
            "sees its election timer run out.".into()
        }
        EventBody::Decided(decision) => self::decision(decision)?,
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("applies index {index}: {}.", request.operation)
        }
        EventBody::Applied { index, request: Some(request), took_effect: false, .. } => format!(
            "skips index {index}: {} was already done for this client (§8).",
            request.operation
        ),
        EventBody::Applied { index, request: None, .. } => {
            format!("applies index {index}: nothing for the state machine.")
        }
        EventBody::Restored { last_index, .. } => {
            format!("restores its state machine from the snapshot, as of index {last_index} (§7).")
        }
        EventBody::ReadServed { key, value, applied, .. } => format!(
            "answers GET {key} from its state machine as of index {applied}: {}.",
            value.as_deref().unwrap_or("nothing")
        ),
        EventBody::Abstained => {
            "abstains: it lost its disk, and hasn't caught up with what it once knew.".into()
        }
        EventBody::DiskLost => "loses its disk: it can only rejoin as a new server.".into(),
        EventBody::DiskTorn { entries: 1 } => "loses the last entry on its disk.".into(),
        EventBody::DiskTorn { entries } => format!("loses the last {entries} entries on its disk."),
        EventBody::DiskStopped => "has a disk that has stopped: no write becomes durable.".into(),
        EventBody::DiskStarted => "has a disk that works again.".into(),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => {
                "is at work on this request already, and begins nothing twice.".into()
            }
            RequestProgress::AnswerHeld => {
                "has applied this request already: its answer waits until a majority knows.".into()
            }
            RequestProgress::Applied { index } => format!(
                "has applied this request already, at index {index}: it answers the same again (thesis §6.3)."
            ),
        },
        EventBody::Forwarded { leader, .. } => {
            format!("doesn't lead, and passes the client's request on to {leader} (thesis §6.2).")
        }
        EventBody::Waiting(_) => "keeps a message until it resumes.".into(),
        EventBody::Lost { reason, .. } => match reason {
            LossReason::Network => "A message is lost on the way.".into(),
            LossReason::Cut => "A message is lost: the link is cut.".into(),
            LossReason::ReceiverDown => "A message is lost: the receiver has crashed.".into(),
            LossReason::Dropped => "A message is dropped by hand.".into(),
        },
        EventBody::Duplicated { .. } => {
            "A message is duplicated: a second copy is on its way.".into()
        }
        EventBody::Delayed { by, .. } => format!("A message is delayed by {} ms.", by / 1_000),
        EventBody::Delivered { .. } => "A message is delivered by hand.".into(),
        EventBody::Proposed { sequence, operation } => {
            format!("The client wants {operation} (request {sequence}).")
        }
        EventBody::TimedOut { sequence, attempts } => format!(
            "Client timeout: no answer to request {sequence} after {}. It may or may not take effect.",
            counted(*attempts, "attempt", "attempts")
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("The client is told to ask {leader}.")
        }
        EventBody::Redirected { leader: None, .. } => {
            "The client has asked a server that knows no leader.".into()
        }
        EventBody::Answered { sequence, index } => {
            format!("The client is told: request {sequence} is applied at index {index}.")
        }
        EventBody::ReadAnswered { sequence, value } => format!(
            "The client is told: request {sequence} read {}.",
            value.as_deref().unwrap_or("nothing")
        ),
        EventBody::PollOpened { .. } => {
            "Servers have no wishes: this poll is the client's own business.".into()
        }
        EventBody::PollPreference { dish, .. } => format!("The client notes: {dish}."),
        EventBody::PollSilence { .. } => "The client gets no answer.".into(),
        EventBody::PollTallied { .. } => {
            "This chooses which command the client will propose. It decides nothing.".into()
        }
        EventBody::PollEmpty => "The client got no answer from anyone.".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
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

/// A decision; the server's name goes before it.
fn decision(decision: &Decision) -> Option<String> {
    Some(match decision {
        Decision::TermAdopted { from, to, because_of } => {
            format!("adopts term {to} from {because_of}; it was in term {from} (§5.1).")
        }
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => "steps down: its term is over (§5.1).".into(),
            StepDown::LeaderOfThisTerm { leader } => {
                format!("becomes a follower again: {leader} leads this term (§5.2).")
            }
            StepDown::Removed => {
                "steps down: the configuration without it is committed (thesis §4.2.2).".into()
            }
            StepDown::NoQuorum { active } => format!(
                "steps down: in a whole election timeout it heard only from {} (thesis §6.2).",
                list(active)
            ),
        },
        Decision::LeaderRecognised { leader } => format!("recognises {leader} as leader."),
        Decision::BecameCandidate { term } => {
            format!("becomes a candidate in term {term} and votes for itself (§5.2).")
        }
        Decision::VoteGranted { candidate } => format!("grants its vote to {candidate} (§5.2)."),
        Decision::VoteRepeated { candidate } => {
            format!("grants {candidate} its vote again: it is the same vote (§5.2).")
        }
        Decision::VoteDenied { candidate, reason } => denied(*candidate, *reason),
        Decision::VoteCounted { voter, tally, .. } => {
            format!("counts the vote of {voter}. It has {} that it needs.", needed(*tally))
        }
        Decision::BecameLeader { votes } => {
            format!("becomes leader with the votes of {} (§5.2).", list(votes))
        }
        Decision::EntryAppended { index, entry } => {
            format!("appends {} at index {index}, term {}.", self::entry(entry), entry.term)
        }
        Decision::RequestRefused { reason, .. } => {
            format!("refuses: {}", request_refusal(reason))
        }
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, .. } => {
            format!("stores entries up to index {match_index} (§5.3).")
        }
        Decision::AppendRejected { leader, reason } => rejected(*leader, *reason),
        Decision::Truncated { from, removed } => format!(
            "removes {} from index {from} on, to match its leader's log (§5.3).",
            counted(removed.len() as u64, "entry", "entries")
        ),
        Decision::MatchAdvanced { server, match_index } => {
            format!("sets match_index of {server} to {match_index}.")
        }
        Decision::NextIndexBackedUp { follower, from, to } => {
            format!("moves next_index of {follower} back from {from} to {to} (§5.3).")
        }
        Decision::Committed { to, acknowledged_by, .. } => format!(
            "commits up to index {to}: it counts {} (§5.3, §5.4.2).",
            list(acknowledged_by)
        ),
        Decision::CommitLearned { to, .. } => {
            format!("sets commit_index to {to}, from leader_commit (§5.3).")
        }
        Decision::ReplyIgnored { from, reason } => match reason {
            IgnoredReply::StaleTerm => format!("ignores a reply from {from}: its term is over."),
            IgnoredReply::RoleChanged => {
                format!("ignores a reply from {from}: that question is settled.")
            }
            IgnoredReply::Late => format!("ignores a late reply from {from}."),
            IgnoredReply::NotAMember => format!("ignores a reply from {from}: not a member."),
            IgnoredReply::EarlierMembership => format!(
                "ignores a reply from {from}: it is from before {from} was removed and added again."
            ),
        },
        Decision::QuorumHeard { .. } => return None,
        Decision::BecamePreCandidate { term } => format!(
            "asks who would vote for it in term {term}; it doesn't stand yet (thesis §9.6)."
        ),
        Decision::PreVoteGranted { candidate } => {
            format!("would vote for {candidate} (thesis §9.6).")
        }
        Decision::PreVoteDenied { candidate, reason } => {
            format!("in the pre-vote {}", denied(*candidate, *reason))
        }
        Decision::PreVoteCounted { voter, tally, .. } => format!(
            "hears that {voter} would vote for it. It has {} that it needs.",
            needed(*tally)
        ),
        Decision::ConfigurationInForce { index, configuration } => format!(
            "goes by the configuration of index {index}: {} (thesis §4.1).",
            self::configuration(configuration)
        ),
        Decision::ConfigurationTakenBack { index, configuration } => format!(
            "goes back to the configuration of index {index}: {} (thesis §4.1).",
            self::configuration(configuration)
        ),
        Decision::Compacted { through } => {
            format!("replaces its log up to index {through} by a snapshot (§7).")
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            "learns with which members the cluster began (§7).".into()
        }
        Decision::SnapshotInstalled { last_index, last_term, .. } => format!(
            "installs a snapshot up to index {last_index}, term {last_term}, in place of its log (§7)."
        ),
        Decision::SnapshotIgnored { last_index, reason } => match reason {
            SnapshotNotNeeded::StaleTerm => format!(
                "refuses the snapshot up to index {last_index}: it is of an earlier term (§5.1)."
            ),
            SnapshotNotNeeded::CommittedAlready => format!(
                "needs no snapshot up to index {last_index}: it knows that all of it is committed."
            ),
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
            format!("hands over to {to}, and takes no commands meanwhile (thesis §3.10).")
        }
        Decision::TransferReady { to } => {
            format!("tells {to}, which has the whole log, to stand now (thesis §3.10).")
        }
        Decision::TransferAborted { to } => {
            format!("gives up the transfer to {to} (thesis §3.10).")
        }
        Decision::TransferRedirected { from, to } => {
            format!("hands over to {to} instead of {from} (thesis §3.10).")
        }
        Decision::StaysFollower { reason } => {
            format!("hits its election timeout, but doesn't stand: {}.", not_standing(*reason))
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
            "listens to candidates again: for the shortest election timeout it heard no leader (thesis §4.2.3).".into()
        }
        Decision::LeaseHeld { acknowledged_by, .. } => format!(
            "holds a lease, by {}: it counts on leading until that ends (thesis §6.4.1).",
            list(acknowledged_by)
        ),
        Decision::LeaseEnded { .. } => "has no lease any more (thesis §6.4.1).".into(),
        Decision::ReadUnderLease { .. } => {
            "answers the read under its lease, without asking anyone (thesis §6.4.1).".into()
        }
        Decision::ReadDropped { .. } => {
            "drops a read: it can no longer show that it leads (thesis §6.4).".into()
        }
        Decision::TransferOver { to } => {
            format!("no longer leads: its transfer to {to} ends here (thesis §3.10).")
        }
        Decision::ImpossibleMessage { from, reason } => match reason {
            Impossible::TwoLeadersInOneTerm => {
                format!("hears from {from}, which leads the same term as itself.")
            }
            Impossible::OverwritesCommitted { index } => {
                format!("refuses to overwrite committed index {index} for {from}.")
            }
            Impossible::SnapshotWithoutMembers { last_index } => format!(
                "ignores a snapshot from {from} up to index {last_index}: it names no members (§7)."
            ),
            Impossible::IndexOutOfReach { index } => {
                format!("ignores a snapshot from {from} up to index {index}: no log gets there.")
            }
            Impossible::AcknowledgesBeyondLog { match_index } => format!(
                "ignores {from}: it acknowledges index {match_index}, which doesn't exist."
            ),
        },
    })
}

fn denied(candidate: ServerId, reason: VoteDenial) -> String {
    match reason {
        VoteDenial::JustStarted => format!(
            "ignores {candidate}: it has just started, and may have promised a leader to wait (thesis §6.4.1)."
        ),
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
        NotStanding::StaleTerm => "that was an earlier term (§5.1)",
    }
}

fn rejected(leader: ServerId, reason: AppendRejection) -> String {
    match reason {
        AppendRejection::StaleTerm => {
            format!("rejects AppendEntries from {leader}: an earlier term (§5.1).")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "rejects AppendEntries from {leader}: it has nothing at prev_log_index {prev_log_index}, its log ends at {last_index} (§5.3)."
        ),
        AppendRejection::KnowsNoMembers => format!(
            "rejects AppendEntries from {leader}: its disk is blank, and it needs a snapshot first (§7)."
        ),
        AppendRejection::TermMismatch { prev_log_index, theirs, mine } => format!(
            "rejects AppendEntries from {leader}: index {prev_log_index} is of term {mine} here, not {theirs} (§5.3)."
        ),
    }
}

pub(super) fn server_state(state: ServerState) -> &'static str {
    match state {
        ServerState::DiskLost => "disk lost",
        ServerState::Crashed => "crashed",
        ServerState::Paused => "paused",
        ServerState::Leader => "leader",
        ServerState::OldLeader => "old leader",
        ServerState::Candidate => "candidate",
        ServerState::PreCandidate => "pre-candidate",
        ServerState::Learner => "learner",
        ServerState::NotAMember => "not a member",
        ServerState::Follower => "follower",
    }
}

pub(super) fn server_named(server: ServerId, doing: &str, has_room: bool) -> String {
    match (doing, has_room) {
        ("", true) => server.to_string(),
        ("", false) => format!("S{}", server.0),
        (_, true) => format!("{server}, {doing}"),
        (_, false) => format!("S{} {doing}", server.0),
    }
}

pub(super) fn server_label(
    server: ServerId,
    state: ServerState,
    term: Term,
    entries: usize,
    commit_index: Index,
) -> String {
    let entries = counted(entries as u64, "entry", "entries");
    let state = server_state(state);
    format!("{server}, {state}, term {term}, {entries}, {commit_index} committed")
}

pub(super) fn link_label(a: ServerId, b: ServerId, cut: LinkCut) -> String {
    match cut {
        LinkCut::None => format!("Link between {a} and {b}, whole"),
        LinkCut::Both => format!("Link between {a} and {b}, cut both ways"),
        LinkCut::AToB => format!("Link between {a} and {b}, cut from {a} to {b}"),
        LinkCut::BToA => format!("Link between {a} and {b}, cut from {b} to {a}"),
    }
}

pub(super) fn store(values: &[(&str, &str)]) -> String {
    let values: Vec<_> = values.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    if values.is_empty() { "(empty)".into() } else { values.join(", ") }
}

pub(super) fn commit_status(status: Option<&CommitStatus>) -> String {
    match status {
        None => "On disk. The server is down.".into(),
        Some(CommitStatus::Committed) => "Known to be committed.".into(),
        Some(CommitStatus::Ready { .. }) => "On enough servers: about to be committed.".into(),
        Some(CommitStatus::TooFewCopies { tally, .. }) => {
            format!("Not committed: it is known to be on {} servers it needs.", needed(*tally))
        }
        Some(CommitStatus::EarlierTerm { .. }) => {
            "Not committed: it is of an earlier term, and waits for an entry of this one (§5.4.2)."
                .into()
        }
        Some(CommitStatus::NotLeader { leader: Some(leader) }) => {
            format!("Not known to be committed here. It takes {leader} for its leader.")
        }
        Some(CommitStatus::NotLeader { leader: None }) => {
            "Not known to be committed here. It knows of no leader.".into()
        }
        Some(CommitStatus::NotInLog) => "Not in this log.".into(),
    }
}

pub(super) fn compacted(first_index: Index) -> (String, String) {
    let through = first_index.saturating_sub(1);
    ("snapshot".into(), format!("Compacted: a snapshot holds it, up to index {through}."))
}

pub(super) fn client_doing(client: &Client) -> String {
    match (client.waiting_for(), client.queued()) {
        (None, _) if client.is_polling() => "asks around".into(),
        (None, _) => String::new(),
        (Some(request), 0) => format!("waits for {}", request.operation),
        (Some(request), more) => format!("waits for {}, {more} more to ask", request.operation),
    }
}

pub(super) fn client_label(client: &Client) -> String {
    match client_doing(client) {
        nothing if nothing.is_empty() => "Client, idle".into(),
        doing => format!("Client, {doing}"),
    }
}

pub(super) fn client_request(request: &ClientRequest) -> String {
    let answer = match &request.answer {
        Some(Answer::Applied { index }) => format!("done, at index {index}"),
        Some(Answer::Value(Some(value))) => format!("read {value}"),
        Some(Answer::Value(None)) => "read nothing".into(),
        None if request.attempts == 0 => "waits for its turn".into(),
        None => "no answer; it may or may not have taken effect".into(),
    };
    let times = match request.attempts {
        0 | 1 => String::new(),
        times => format!(" (asked {times} times)"),
    };
    format!("{}{times}: {answer}.", request.operation)
}

/// A text that somebody typed, where there is not much room.
pub(super) fn typed(text: &str) -> String {
    shorten(text, 24)
}
