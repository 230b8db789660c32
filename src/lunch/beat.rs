//! Events as beats: what happened, in the words of the table.

use super::team::{ASKER, dish_of, guest_list, join_names, line_text, teammate};
use crate::cluster::{Actor, Event, EventBody, LossReason, Node};
use crate::raft::{
    AppendRejection, Decision, Index, Payload, RequestRefusal, ServerId, StepDown, VoteDenial,
};

/// An event as the lunch tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    /// Whom it is about; `None`: the asker, a note on its way, or you.
    pub who: Option<ServerId>,
    /// What happened, in a sentence or two.
    pub text: String,
}

/// How the lunch tells `event`; `None` for what nobody at a table would mention:
/// timers, disks, and messages by themselves.
pub fn beat(event: &Event) -> Option<Beat> {
    let server = match event.id.actor {
        Actor::Server(server) => Some(server),
        _ => None,
    };
    let name = server.map_or("", |server| teammate(server).name);
    let text = match &event.body {
        EventBody::Crashed { lost_writes: 0 } => {
            format!("{name} leaves the table. The notebook stays.")
        }
        EventBody::Crashed { .. } => format!(
            "{name} leaves the table in mid-sentence. What was not on paper yet is forgotten."
        ),
        EventBody::Restarted { last_index: 0, .. } => {
            format!("{name} is back, with an empty notebook.")
        }
        EventBody::Restarted { last_index, .. } => format!(
            "{name} is back. The notebook has {}. What in pencil is final, {name} must hear again.",
            lines(*last_index)
        ),
        EventBody::Decided(decision) => decided(name, decision)?,
        EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
            format!("{name} takes line {index} as settled: {}.", dish_of(&request.operation))
        }
        EventBody::Applied { index, request: Some(_), .. } => {
            format!("{name} sees that line {index} repeats an earlier wish, and does nothing.")
        }
        EventBody::Lost { flight, reason } => lost(flight.message.from, *reason),
        EventBody::Started if event.at > 0 => {
            format!("{name} sits down, with an empty notebook.")
        }
        EventBody::Paused => format!("{name} dozes off."),
        EventBody::Resumed => format!("{name} wakes up, and does not know how long it was."),
        EventBody::DiskLost => format!("{name}'s notebook is lost for good."),
        EventBody::DiskTorn { .. } => {
            format!("The last pages of {name}'s notebook are torn out.")
        }
        EventBody::DiskStopped => format!("{name}'s pen is dry: nothing gets onto paper."),
        EventBody::DiskStarted => format!("{name}'s pen writes again."),
        EventBody::Forwarded { leader, .. } => {
            format!("{name} passes the asker's wish on to {}.", teammate(*leader).name)
        }
        EventBody::Restored { last_index, .. } => {
            format!("{name} goes by the page that sums up lines 1 to {last_index}.")
        }
        EventBody::ReadServed { value, .. } => match value {
            Some(value) => format!("{name} looks it up for the asker: {value}."),
            None => format!("{name} looks it up for the asker: nothing is final there."),
        },
        EventBody::Duplicated { flight } => {
            format!("A note of {} gets copied on its way.", speaker(flight.message.from))
        }
        EventBody::Delayed { flight, .. } => {
            format!("A note of {} is held up.", speaker(flight.message.from))
        }
        EventBody::Delivered { flight } => {
            format!("You carry a note of {} over.", speaker(flight.message.from))
        }
        EventBody::Waiting(flight) => {
            format!("A note of {} waits until {name} wakes up.", speaker(flight.message.from))
        }
        EventBody::Proposed { operation, .. } => {
            format!("{ASKER} wants: {}.", dish_of(operation))
        }
        EventBody::TimedOut { .. } => format!(
            "{ASKER} has heard nothing, cannot know whether it was written, and asks someone else."
        ),
        EventBody::Redirected { leader: Some(leader), .. } => {
            format!("{ASKER} is sent on to {}.", teammate(*leader).name)
        }
        EventBody::Redirected { leader: None, .. } => {
            format!("{ASKER} found someone who does not know who holds the sheet.")
        }
        EventBody::Answered { index, .. } => {
            format!("{ASKER} has the answer: it is line {index}, and final.")
        }
        EventBody::PollOpened { dishes } => {
            format!("{ASKER} goes round: {}?", dishes.join(", "))
        }
        EventBody::PollPreference { teammate: who, dish } => {
            format!("{} would like {dish}.", teammate(*who).name)
        }
        EventBody::PollSilence { teammate: who } => {
            format!("{} does not answer.", teammate(*who).name)
        }
        EventBody::PollTallied { tally, is_tie } => tallied(tally, *is_tie),
        EventBody::PollEmpty => "Nobody answered. There is nothing to propose.".into(),
        EventBody::Started
        | EventBody::ActionTaken(_)
        | EventBody::ActionRefused { .. }
        | EventBody::TimerStarted { .. }
        | EventBody::TimerStopped { .. }
        | EventBody::TimerFired { .. }
        | EventBody::WriteBegun { .. }
        | EventBody::WriteDurable { .. }
        | EventBody::Sent(_)
        | EventBody::Received(_)
        | EventBody::Applied { request: None, .. }
        | EventBody::ReadAnswered { .. }
        | EventBody::Abstained
        | EventBody::PollAsked { .. } => return None,
    };
    let who = match &event.body {
        EventBody::Lost { flight, .. }
        | EventBody::Duplicated { flight }
        | EventBody::Delayed { flight, .. }
        | EventBody::Delivered { flight } => flight.message.from.server(),
        _ => server,
    };
    Some(Beat { who, text })
}

fn decided(name: &str, decision: &Decision) -> Option<String> {
    Some(match decision {
        Decision::BecameCandidate { term } => {
            format!("{name} asks all: may I hold the sheet? It is round {term}.")
        }
        Decision::VoteGranted { candidate } => {
            format!("{name} says yes to {}, and writes that down.", teammate(*candidate).name)
        }
        Decision::VoteDenied { candidate, reason } => vote_denied(name, *candidate, *reason),
        Decision::BecameLeader { votes } => format!(
            "{name} holds the order sheet now: yes from {}, and that is enough.",
            join_names(votes.iter().copied()),
        ),
        Decision::BecameFollower { reason: StepDown::HigherTerm, .. } => {
            format!("{name} hears of a later round, and gives way.")
        }
        Decision::BecameFollower { reason: StepDown::LeaderOfThisTerm { leader }, .. } => {
            format!("{name} hears that {} got the sheet, and gives way.", teammate(*leader).name)
        }
        Decision::LeaderRecognised { leader } => {
            format!("{name} takes {} for the holder of the sheet.", teammate(*leader).name)
        }
        Decision::EntryAppended { index, entry } => match &entry.payload {
            Payload::Noop => format!("{name} pencils line {index}: I hold the sheet now."),
            Payload::Configuration(configuration) => {
                format!("{name} pencils line {index}, a guest list: {}.", guest_list(configuration))
            }
            Payload::Command(_) => format!(
                "{name} pencils line {index}: {}. No other notebook has it yet.",
                line_text(entry)
            ),
        },
        Decision::AppendAccepted { appended: 0, .. } => return None,
        Decision::AppendAccepted { match_index, appended: 1, .. } => {
            format!("{name} copies line {match_index}.")
        }
        Decision::AppendAccepted { match_index, appended, .. } => {
            format!("{name} copies {appended} lines, up to line {match_index}.")
        }
        Decision::AppendRejected { leader, reason } => append_rejected(name, *leader, *reason),
        Decision::Truncated { from, removed } => {
            format!(
                "{name} strikes out {}, to go by the holder's notebook.",
                span(*from, removed.len())
            )
        }
        Decision::NextIndexBackedUp { follower, to, .. } => {
            format!("{name} goes back to line {to} for {}.", teammate(*follower).name)
        }
        Decision::Committed { from, to, acknowledged_by } => format!(
            "{} final: by {name}'s count {} have line {to}, and that is enough.",
            final_lines(*from, *to),
            join_names(acknowledged_by.iter().copied()),
        ),
        Decision::CommitLearned { to, leader, .. } => {
            format!("{name} hears from {}: final through line {to}.", teammate(*leader).name)
        }
        Decision::RequestRefused { reason: RequestRefusal::NotLeader { .. }, .. } => {
            format!("{name} does not hold the sheet.")
        }
        Decision::RequestRefused { .. } => format!("{name} says: not now."),
        Decision::BecameFollower { reason: StepDown::Removed, .. } => {
            format!(
                "{name} is no longer on the guest list, that is final, and puts the sheet down."
            )
        }
        Decision::BecameFollower { reason: StepDown::NoQuorum { .. }, .. } => {
            format!("{name} hears from too few to hold the sheet, and puts it down.")
        }
        Decision::BecamePreCandidate { .. } => {
            format!("{name} asks who would say yes. No round begins yet.")
        }
        Decision::PreVoteGranted { candidate } => {
            format!("{name} would say yes to {}.", teammate(*candidate).name)
        }
        Decision::PreVoteDenied { candidate, reason } => vote_denied(name, *candidate, *reason),
        Decision::ConfigurationInForce { configuration, .. } => {
            format!("{name} goes by a new guest list: {}.", guest_list(configuration))
        }
        Decision::ConfigurationTakenBack { configuration, .. } => format!(
            "{name} struck a guest list out, and goes by the one before: {}.",
            guest_list(configuration)
        ),
        Decision::Compacted { through } => {
            format!("{name} sums lines 1 to {through} up on one page, and tears them out.")
        }
        Decision::SnapshotInstalled { last_index: 0, .. } => {
            format!("{name} writes down who was at the table at first.")
        }
        Decision::SnapshotInstalled { last_index, .. } => {
            format!("{name} takes over a page that sums up lines 1 to {last_index}.")
        }
        Decision::SnapshotIgnored { .. } => {
            format!("{name} has those lines already, and needs no page.")
        }
        Decision::ReadTaken { .. } => {
            format!("{name} is asked what is final.")
        }
        Decision::ReadConfirmed { acknowledged_by, .. } => format!(
            "{name} still holds the sheet, say {}: the question can be answered.",
            join_names(acknowledged_by.iter().copied())
        ),
        Decision::TransferBegun { to } => {
            format!(
                "{name} wants to hand the sheet to {}, and takes nothing on.",
                teammate(*to).name
            )
        }
        Decision::TransferReady { to } => {
            format!(
                "{name} tells {}: your notebook is complete, ask for the sheet.",
                teammate(*to).name
            )
        }
        Decision::TransferAborted { to } => {
            format!("{name} keeps the sheet: {} did not take it in time.", teammate(*to).name)
        }
        Decision::TransferRedirected { from, to } => format!(
            "{name} changes the plan: the sheet goes to {}, not to {}.",
            teammate(*to).name,
            teammate(*from).name
        ),
        Decision::VoteRefused { voter, .. } | Decision::PreVoteRefused { voter, .. } => {
            format!("{name} hears no from {}.", teammate(*voter).name)
        }
        Decision::AskedAgain { voters } => {
            format!("{name} asks {} once more.", join_names(voters.iter().copied()))
        }
        Decision::TimeoutNowIgnored { from, .. } => {
            format!("{name} doesn't take the sheet that {} offers.", teammate(*from).name)
        }
        Decision::LeaseHeld { acknowledged_by, .. } => format!(
            "{name} hears from {}: for a moment nobody else can get the sheet.",
            join_names(acknowledged_by.iter().copied())
        ),
        Decision::LeaseEnded { .. } => {
            format!("{name} can no longer be sure to hold the sheet, and asks around.")
        }
        Decision::ReadUnderLease { .. } => {
            format!("{name} trusts the clock: nobody else can hold the sheet yet.")
        }
        Decision::ImpossibleMessage { from, .. } => {
            format!("{name} hears something from {} that cannot be.", teammate(*from).name)
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

fn vote_denied(name: &str, candidate: ServerId, reason: VoteDenial) -> String {
    let candidate = teammate(candidate).name;
    match reason {
        VoteDenial::StaleTerm => format!("{name} says no to {candidate}: that round is over."),
        VoteDenial::TermHasBegun => {
            format!("{name} says no to {candidate}: that round has begun already.")
        }
        VoteDenial::AlreadyVoted { voted_for } => format!(
            "{name} says no to {candidate}: this round's yes went to {}.",
            teammate(voted_for).name
        ),
        VoteDenial::HeardFromLeader => {
            format!("{name} does not listen to {candidate}: somebody held the sheet a moment ago.")
        }
        VoteDenial::LogBehind { .. } => format!(
            "{name} says no to {candidate}, whose notebook lacks something that {name} has."
        ),
    }
}

fn append_rejected(name: &str, leader: ServerId, reason: AppendRejection) -> String {
    let leader = teammate(leader).name;
    match reason {
        AppendRejection::StaleTerm => {
            format!("{name} tells {leader} that another round has begun.")
        }
        AppendRejection::LogTooShort { prev_log_index, last_index } => format!(
            "{name} cannot copy yet: {leader} goes on after line {prev_log_index}, and {name} has {}.",
            lines(last_index)
        ),
        AppendRejection::KnowsNoMembers => {
            format!("{name}'s notebook is empty. {name} asks {leader} who was at the table first.")
        }
        AppendRejection::TermMismatch { prev_log_index, .. } => {
            format!("{name} cannot copy yet: line {prev_log_index} is not the one {leader} has.")
        }
    }
}

fn lost(from: Node, reason: LossReason) -> String {
    let from = speaker(from);
    match reason {
        LossReason::Network => format!("A note of {from} gets lost."),
        LossReason::Cut => format!("A note of {from} does not get through."),
        LossReason::ReceiverDown => format!("A note of {from} finds an empty chair."),
        LossReason::Dropped => format!("You take away a note of {from}."),
    }
}

fn tallied(tally: &[(String, u64)], is_tie: bool) -> String {
    let counts: Vec<_> = tally.iter().map(|(dish, count)| format!("{dish} {count}")).collect();
    let first = tally.first().map_or("", |(dish, _)| dish.as_str());
    let counts = counts.join(", ");
    if is_tie {
        format!("Counted: {counts}. It is a tie. The asker picks {first}, to propose it.")
    } else {
        format!("Counted: {counts}. So {first} is what to propose. Nothing is decided yet.")
    }
}

fn speaker(node: Node) -> &'static str {
    match node {
        Node::Server(server) => teammate(server).name,
        Node::Client(_) => "the asker",
    }
}

fn lines(count: Index) -> String {
    match count {
        0 => "no line".into(),
        1 => "1 line".into(),
        many => format!("{many} lines"),
    }
}

/// What a commit makes final: all lines after `from`, up to `to`.
pub fn final_lines(from: Index, to: Index) -> String {
    if to == from + 1 { format!("Line {to} is") } else { format!("Lines {} to {to} are", from + 1) }
}

fn span(from: Index, count: usize) -> String {
    match count {
        0 | 1 => format!("line {from}"),
        many => format!("lines {from} to {}", from + many as Index - 1),
    }
}
