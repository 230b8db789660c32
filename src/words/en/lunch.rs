//! Events as beats: the run as the table tells it.

use std::rc::Rc;

use super::numbers::{joined, lines, names};
use super::things::{dish, guest_list, line};
use crate::cluster::{Actor, Event, EventBody, LossReason, Node, RequestProgress};
use crate::lunch::{ASKER, teammate};
use crate::raft::{
    AppendRejection, Decision, Index, Payload, RequestRefusal, ServerId, SnapshotNotNeeded,
    StepDown, VoteDenial,
};

fn name(server: ServerId) -> Rc<str> {
    teammate(server).name
}

pub(super) fn beat(event: &Event) -> Option<String> {
    match event.id.actor {
        Actor::Server(server) => of_server(server, event),
        _ => of_others(&event.body),
    }
}

/// What happens to a server, as its teammate's doing.
fn of_server(server: ServerId, event: &Event) -> Option<String> {
    let name = name(server);
    Some(match &event.body {
        EventBody::Started if event.at == 0 => return None,
        EventBody::Started => format!("{name} sits down, with an empty notebook."),
        EventBody::Crashed { lost_writes: 0 } => {
            format!(
                "{name} leaves the table. The notebook stays. It doesn't say which lines are final."
            )
        }
        EventBody::Crashed { .. } => {
            format!("{name} leaves in mid-sentence. What wasn't on paper yet is forgotten.")
        }
        EventBody::Restarted { last_index: 0, .. } => {
            format!("{name} is back. There is no line in the notebook.")
        }
        EventBody::Restarted { last_index, .. } => format!(
            "{name} is back, with a notebook up to line {last_index}. {name} must hear again which lines are final."
        ),
        EventBody::Paused => format!("{name} dozes off."),
        EventBody::Resumed => format!("{name} wakes up, and can't tell how long it was."),
        EventBody::Abstained => {
            format!("{name} has a new notebook, and says neither yes nor no yet.")
        }
        EventBody::DiskLost => format!("{name}'s notebook is lost for good."),
        EventBody::DiskTorn { entries: 1 } => {
            format!("The last line is torn out of {name}'s notebook.")
        }
        EventBody::DiskTorn { entries } => {
            format!("The last {entries} lines are torn out of {name}'s notebook.")
        }
        EventBody::DiskStopped => format!("{name}'s pen runs dry: nothing gets onto paper."),
        EventBody::DiskStarted => format!("{name}'s pen writes again."),
        EventBody::RequestKnown { progress, .. } => match progress {
            RequestProgress::UnderWay => {
                format!("{name} is at it already, and won't begin again.")
            }
            RequestProgress::AnswerHeld => {
                format!("{name} has done that. The answer comes once most of the table knows.")
            }
            RequestProgress::Applied { index } => {
                format!("{name} has done that already, by line {index}, and says so again.")
            }
        },
        EventBody::Forwarded { leader, .. } => {
            format!("{name} passes the asker's wish on to {}.", teammate(*leader).name)
        }
        EventBody::Restored { last_index, .. } => {
            format!("{name} goes by the page that sums up {}.", lines(1, *last_index))
        }
        EventBody::ReadServed { value: Some(value), .. } => {
            format!("{name} looks it up for the asker: {value}.")
        }
        EventBody::ReadServed { value: None, .. } => {
            format!("{name} looks it up for the asker, and finds nothing.")
        }
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("{name} acts on line {index}: {}.", dish(&request.operation))
        }
        EventBody::Applied { index, request: Some(_), took_effect: false, .. } => {
            format!("{name} sees that line {index} repeats an earlier wish, and skips it.")
        }
        EventBody::Waiting(flight) => {
            format!("A note from {} waits until {name} wakes up.", speaker(flight.message.from))
        }
        EventBody::Decided(decision) => decided(server, decision)?,
        body => return of_others(body),
    })
}

/// What happens to the asker, and to notes on their way.
fn of_others(body: &EventBody) -> Option<String> {
    Some(match body {
        EventBody::Lost { flight, reason } => {
            let from = speaker(flight.message.from);
            match reason {
                LossReason::Network => format!("A note from {from} gets lost."),
                LossReason::Cut => format!("A note from {from} doesn't get through."),
                LossReason::ReceiverDown => format!("A note from {from} reaches an empty chair."),
                LossReason::Dropped => format!("A note from {from} is taken away on its way."),
            }
        }
        EventBody::Duplicated { flight } => {
            format!("A note from {} gets copied on its way.", speaker(flight.message.from))
        }
        EventBody::Delayed { flight, .. } => {
            format!("A note from {} is held up.", speaker(flight.message.from))
        }
        EventBody::Delivered { flight } => {
            format!("Somebody carries a note from {} over.", speaker(flight.message.from))
        }
        EventBody::Proposed { operation, .. } => format!("{ASKER} wants: {}.", dish(operation)),
        EventBody::TimedOut { .. } => format!(
            "No answer reaches the asker. It may or may not have happened. {ASKER} asks again."
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("{ASKER} is told to ask {}.", teammate(*leader).name)
        }
        EventBody::Redirected { leader: None, .. } => {
            format!("{ASKER} has asked someone who doesn't know who holds the sheet.")
        }
        EventBody::Answered { index, .. } => {
            format!("{ASKER} has the answer: it's line {index}, and it's final.")
        }
        EventBody::ReadAnswered { value: Some(value), .. } => {
            format!("{ASKER} has the answer: it's {value}.")
        }
        EventBody::ReadAnswered { value: None, .. } => {
            format!("{ASKER} has the answer: there is nothing.")
        }
        EventBody::PollOpened { dishes } => {
            format!("{ASKER} goes round: {}?", joined(dishes, "or"))
        }
        EventBody::PollPreference { teammate, dish } => {
            format!("{} would like {dish}.", name(*teammate))
        }
        EventBody::PollSilence { teammate } => format!("{} doesn't answer.", name(*teammate)),
        EventBody::PollTallied { tally, is_tie } => tallied(tally, *is_tie),
        EventBody::PollEmpty => "Nobody answers. There is nothing to propose.".into(),
        EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::Started
        | EventBody::Crashed { .. }
        | EventBody::Restarted { .. }
        | EventBody::Paused
        | EventBody::Resumed
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { .. }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::Waiting(_)
        | EventBody::Decided(_)
        | EventBody::Applied { .. }
        | EventBody::PollAsked { .. }
        | EventBody::Restored { .. }
        | EventBody::ReadServed { .. }
        | EventBody::DiskLost
        | EventBody::Abstained
        | EventBody::DiskTorn { .. }
        | EventBody::DiskStopped
        | EventBody::DiskStarted
        | EventBody::RequestKnown { .. }
        | EventBody::Forwarded { .. } => return None,
    })
}

fn decided(server: ServerId, decision: &Decision) -> Option<String> {
    let name = name(server);
    Some(match decision {
        Decision::BecameCandidate { term } => {
            format!("{name} asks everyone: may I hold the order sheet? It's round {term}.")
        }
        Decision::VoteGranted { candidate } => {
            format!("{name} says yes to {}, and writes that down.", teammate(*candidate).name)
        }
        Decision::VoteRepeated { candidate } => {
            let candidate = teammate(*candidate).name;
            format!("{name} says yes to {candidate} again: it's the same yes.")
        }
        Decision::VoteDenied { candidate, reason } => {
            denied(server, "says no to", *candidate, *reason)
        }
        Decision::VoteCounted { voter, .. } if *voter == server => {
            format!("{name}'s own yes counts too.")
        }
        Decision::BecameLeader { votes } => {
            let voters = names(votes.iter().copied());
            format!("{voters} said yes: now {name} holds the order sheet.")
        }
        Decision::BecameFollower { reason, .. } => match reason {
            StepDown::HigherTerm => format!("{name} hears of a later round, and gives way."),
            StepDown::LeaderOfThisTerm { leader } => {
                format!("{name} hears that {} got the sheet, and gives way.", self::name(*leader))
            }
            StepDown::Removed => {
                format!("The guest list without {name} is final: {name} steps back.")
            }
            StepDown::NoQuorum { .. } => {
                format!("{name} hears from too few, and puts the sheet down.")
            }
        },
        Decision::LeaderRecognised { leader } => {
            format!("{name} accepts {} as the holder.", teammate(*leader).name)
        }
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Configuration(configuration) => {
                format!("{name} pencils line {index}, a guest list: {}.", guest_list(configuration))
            }
            Payload::Noop | Payload::Command(_) => {
                format!("{name} pencils line {index}: {}.", line(entry))
            }
        },
        Decision::RequestRefused { reason, .. } => refused(&name, reason),
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, appended: 1, .. } => {
            format!("{name} copies line {match_index}.")
        }
        Decision::AppendAccepted { match_index, appended, .. } => {
            format!("{name} copies {appended} lines, up to line {match_index}.")
        }
        Decision::AppendRejected { leader, reason } => rejected(&name, *leader, *reason),
        Decision::Truncated { from, removed } => {
            let last = from + (removed.len() as Index).saturating_sub(1);
            format!("{name} strikes out {}, to match the holder's notebook.", lines(*from, last))
        }
        Decision::NextIndexBackedUp { follower, to, .. } => {
            format!("{name} goes back to line {to} for {}.", teammate(*follower).name)
        }
        Decision::Committed { from, to, acknowledged_by } => {
            let it = if *to == from + 1 { "it".into() } else { format!("line {to}") };
            let having = names(acknowledged_by.iter().copied());
            let have = if acknowledged_by.len() == 1 { "has" } else { "have" };
            format!("{} By {name}'s count, {having} {have} {it}.", final_lines(*from, *to))
        }
        Decision::CommitLearned { to, leader, .. } => learned(server, *to, *leader),
        Decision::BecamePreCandidate { .. } => {
            format!("{name} asks who would say yes. No round begins yet.")
        }
        Decision::PreVoteGranted { candidate } => {
            format!("{name} would say yes to {}.", teammate(*candidate).name)
        }
        Decision::PreVoteDenied { candidate, reason } => {
            denied(server, "wouldn't say yes to", *candidate, *reason)
        }
        Decision::ConfigurationInForce { configuration, .. } => {
            format!("{name} goes by a new guest list: {}.", guest_list(configuration))
        }
        Decision::ConfigurationTakenBack { configuration, .. } => format!(
            "{name} struck out a guest list, and goes by the one before: {}.",
            guest_list(configuration)
        ),
        Decision::Compacted { through } => {
            format!("{name} sums up {} on one page.", lines(1, *through))
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            format!("{name} writes down who was at the table first.")
        }
        Decision::SnapshotInstalled { last_index, .. } => {
            format!("{name} takes over a page that sums up {}.", lines(1, *last_index))
        }
        Decision::SnapshotIgnored { reason: SnapshotNotNeeded::StaleTerm, .. } => {
            format!("{name} sends the page back: it is from an earlier round.")
        }
        Decision::SnapshotIgnored { .. } => {
            format!("{name} has those lines already, and doesn't need the page.")
        }
        Decision::ReadTaken { .. } => format!("{name} is asked what is final."),
        Decision::ReadConfirmed { acknowledged_by, .. } => {
            let confirm = if acknowledged_by.len() == 1 { "confirms" } else { "confirm" };
            let by = names(acknowledged_by.iter().copied());
            format!("{name} still holds the sheet: {by} {confirm} it.")
        }
        Decision::TransferBegun { to } => format!(
            "{name} is handing {} the sheet, and takes no orders meanwhile.",
            teammate(*to).name
        ),
        Decision::TransferReady { to } => format!(
            "{name} tells {}: your notebook is complete, ask for the sheet.",
            teammate(*to).name
        ),
        Decision::TransferAborted { to } => {
            format!(
                "{name} no longer waits to hand over: {} didn't take the sheet.",
                teammate(*to).name
            )
        }
        Decision::TransferRedirected { from, to } => format!(
            "{name} changes the plan: the sheet goes to {}, not to {}.",
            teammate(*to).name,
            teammate(*from).name
        ),
        Decision::VoteRefused { voter, .. } => {
            format!("{name} hears no from {}.", teammate(*voter).name)
        }
        Decision::PreVoteRefused { voter, .. } => {
            format!("{name} hears that {} wouldn't say yes.", teammate(*voter).name)
        }
        Decision::AskedAgain { voters } => {
            format!("{name} asks {} again.", names(voters.iter().copied()))
        }
        Decision::TimeoutNowIgnored { from, .. } => {
            format!("{name} doesn't take the sheet that {} offers.", teammate(*from).name)
        }
        Decision::LeaseHeld { acknowledged_by, .. } => {
            let others = acknowledged_by.iter().copied().filter(|other| *other != server);
            let others: Vec<_> = others.collect();
            match others.is_empty() {
                true => format!("{name} counts on keeping the sheet for a moment."),
                false => format!(
                    "{name} hears from {}, and counts on keeping the sheet for a moment.",
                    names(others)
                ),
            }
        }
        Decision::LeaseEnded { .. } => {
            format!("{name} can no longer count on holding the sheet.")
        }
        Decision::ReadUnderLease { .. } => {
            format!("{name} trusts the clock, and answers without asking anyone.")
        }
        Decision::ReadDropped { .. } => {
            format!("{name} leaves the question open: somebody else may hold the sheet.")
        }
        Decision::TransferOver { to } => format!(
            "{name} has no sheet to hand over any more. The vote decides if {} gets it.",
            teammate(*to).name
        ),
        Decision::ImpossibleMessage { from, .. } => {
            format!("{name} hears something from {} that can't be.", teammate(*from).name)
        }
        Decision::TermAdopted { .. }
        | Decision::VoteCounted { .. }
        | Decision::PreVoteCounted { .. }
        | Decision::QuorumHeard { .. }
        | Decision::MatchAdvanced { .. }
        | Decision::StaysFollower { .. }
        | Decision::StoppedProtectingLeader
        | Decision::ReplyIgnored { .. } => return None,
    })
}

/// A follower hears what is final.
pub(super) fn learned(server: ServerId, to: Index, leader: ServerId) -> String {
    format!("{} hears from {}: everything up to line {to} is final.", name(server), name(leader))
}

fn denied(server: ServerId, no: &str, candidate: ServerId, reason: VoteDenial) -> String {
    let (name, candidate) = (name(server), name(candidate));
    match reason {
        VoteDenial::StaleTerm => format!("{name} {no} {candidate}: that round is over."),
        VoteDenial::TermHasBegun => {
            format!("{name} {no} {candidate}: that round has already begun.")
        }
        VoteDenial::AlreadyVoted { voted_for } if voted_for == server => {
            format!("{name} {no} {candidate}, having asked for the sheet in this round too.")
        }
        VoteDenial::AlreadyVoted { voted_for } => {
            format!("{name} {no} {candidate}: this round's yes went to {}.", self::name(voted_for))
        }
        VoteDenial::JustStarted => format!(
            "{name} ignores {candidate}: fresh from a nap, and bound perhaps by a promise to whoever held the sheet."
        ),
        VoteDenial::HeardFromLeader => {
            format!("{name} ignores {candidate}: somebody held the sheet a moment ago.")
        }
        VoteDenial::LogBehind { .. } => {
            format!("{name} {no} {candidate}, whose notebook lacks a line that {name} has.")
        }
    }
}

fn refused(name: &str, reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { .. } => format!("{name} doesn't hold the sheet."),
        RequestRefusal::TransferUnderWay { to } => format!(
            "{name} is handing {} the sheet, and takes no orders meanwhile.",
            teammate(*to).name
        ),
        RequestRefusal::ChangeUnderWay { .. }
        | RequestRefusal::NothingCommittedInThisTerm { .. }
        | RequestRefusal::StillCatchingUp { .. }
        | RequestRefusal::NotAppliedYet { .. }
        | RequestRefusal::KnowsNoMembers => format!("{name} says: not yet."),
        RequestRefusal::AlreadyAMember(_)
        | RequestRefusal::NotAMember(_)
        | RequestRefusal::NotALearner(_)
        | RequestRefusal::IsALearner(_)
        | RequestRefusal::NoVoterLeft
        | RequestRefusal::NothingChanges
        | RequestRefusal::LeadsAlready(_)
        | RequestRefusal::CompactedAlready { .. } => format!("{name} says: that can't be done."),
    }
}

fn rejected(name: &str, leader: ServerId, reason: AppendRejection) -> String {
    let leader = teammate(leader).name;
    match reason {
        AppendRejection::StaleTerm => {
            format!("{name} tells {leader} that a later round has begun.")
        }
        AppendRejection::LogTooShort { prev_log_index, .. } => {
            format!("{name} can't copy yet: line {prev_log_index} is missing.")
        }
        AppendRejection::TermMismatch { prev_log_index, .. } => {
            format!("{name} can't copy yet: line {prev_log_index} differs from {leader}'s.")
        }
        AppendRejection::KnowsNoMembers => {
            format!("{name} has an empty notebook, and asks {leader} who was at the table first.")
        }
    }
}

fn tallied(tally: &[(String, u64)], is_tie: bool) -> String {
    let counts: Vec<_> = tally.iter().map(|(dish, count)| format!("{dish} {count}")).collect();
    let first = tally.first().map_or("", |(dish, _)| dish.as_str());
    let counts = counts.join(", ");
    match is_tie {
        true => format!(
            "Counted: {counts}. It's a tie: the asker will propose {first}, first on the menu. Nothing is decided yet."
        ),
        false => {
            format!("Counted: {counts}. So the asker will propose {first}. Nothing is decided yet.")
        }
    }
}

/// Who sends a note, inside a sentence.
fn speaker(node: Node) -> Rc<str> {
    match node {
        Node::Server(server) => name(server),
        Node::Client(_) => "the asker".into(),
    }
}

/// What a commit makes final: all lines after `from`, up to `to`.
pub(super) fn final_lines(from: Index, to: Index) -> String {
    if to == from + 1 {
        format!("Line {to} is final.")
    } else {
        format!("Lines {} to {to} are final.", from + 1)
    }
}
