//! What a script does, and why it could not, as sentences.

use crate::cluster::{Action, ClientId, Delivery, FlightId, MAX_SAY_CHARS, Refusal};
use crate::raft::RequestRefusal;
use crate::scenario::format::name::Named;
use crate::scenario::format::step::{Propose, Through, Verb};
use crate::scenario::format::who::ServerRef;
use crate::scenario::play::actions::Part;
use crate::scenario::play::selection::pick_words;

/// A part of a step of which nobody knows yet what it would do.
pub(crate) fn part_words(part: Part) -> String {
    match part {
        Part::Cut(_, from, to) => format!("The link from {from} to {to} is cut."),
        Part::Heal(_, from, to) => format!("The link from {from} to {to} is healed."),
        Part::Link(_, from, to) => format!("The link from {from} to {to} changes."),
        Part::Deliver(pick) => format!("{} is delivered.", pick_words(pick)),
        Part::Drop(pick) => format!("{} is dropped.", pick_words(pick)),
        Part::Duplicate(pick) => format!("{} is doubled.", pick_words(pick)),
        Part::Delay(delay) => format!("{} is held up.", pick_words(&delay.message)),
        Part::Whole(verb) => verb_words(verb),
    }
}

fn verb_words(verb: &Verb) -> String {
    let does = |server: &ServerRef, what: &str| format!("{} {what}.", server.subject());
    match verb {
        Verb::Crash(server) => does(server, "crashes"),
        Verb::Restart(server) => does(server, "restarts"),
        Verb::Pause(server) => does(server, "is paused"),
        Verb::Resume(server) => does(server, "goes on"),
        Verb::ForceTimeout(server) => does(server, "hits its election timeout"),
        Verb::Isolate(server) => does(server, "is isolated"),
        Verb::Rejoin(server) => does(server, "rejoins"),
        Verb::Heartbeat(server) => does(server, "sends a heartbeat"),
        Verb::LoseDisk(server) => does(server, "loses its disk"),
        Verb::TearDisk(torn) => does(&torn.server, "loses the end of the log on its disk"),
        Verb::StopDisk(server) => format!("The disk of {server} stops."),
        Verb::StartDisk(server) => format!("The disk of {server} goes on."),
        Verb::Propose(Propose { client, text, server: Some(server) }) => {
            format!("{} proposes \"{text}\" to {server}.", ClientId(*client))
        }
        Verb::Membership(asked) => does(&asked.server, "changes who belongs to the cluster"),
        Verb::Transfer(asked) => does(&asked.server, &format!("hands over to {}", asked.to)),
        Verb::Compact(asked) => match asked.through {
            Through::Index(index) => {
                does(&asked.server, &format!("compacts its log up to index {index}"))
            }
            Through::Applied => does(&asked.server, "compacts all that it has applied"),
        },
        Verb::Clock(clock) => does(&clock.server, "has a clock with another pace"),
        Verb::Partition(_) => "The servers are parted into groups.".into(),
        // The others name nobody who might not be there.
        _ => "Something is done to the cluster.".into(),
    }
}

/// What is done.
pub(crate) fn action_words(action: &Action) -> String {
    match action {
        Action::Propose { client, text } => format!("{client} proposes \"{text}\"."),
        Action::Poll { client, .. } => format!("{client} asks around."),
        Action::Crash { server } => format!("{server} crashes."),
        Action::Restart { server } => format!("{server} restarts."),
        Action::Pause { server } => format!("{server} is paused."),
        Action::Resume { server } => format!("{server} goes on."),
        Action::Cut { from, to, .. } => format!("The link from {from} to {to} is cut."),
        Action::Heal { from, to, .. } => format!("The link from {from} to {to} is healed."),
        Action::Isolate { server } => format!("{server} is isolated."),
        Action::Rejoin { server } => format!("{server} rejoins."),
        Action::Partition { .. } => "The servers are divided into groups.".into(),
        Action::HealAll => "All links are healed.".into(),
        Action::Drop { flight } => format!("{} is dropped.", message_words(flight)),
        Action::Duplicate { flight } => format!("{} is doubled.", message_words(flight)),
        Action::Delay { flight, .. } => format!("{} is held up.", message_words(flight)),
        Action::ForceElectionTimeout { server } => {
            format!("The election timer of {server} runs out.")
        }
        Action::SetNetwork(_) => "The network changes.".into(),
        Action::SetAnswer(_) => "It changes when clients are answered.".into(),
        Action::SetProtocol(_) => "The rules change.".into(),
        Action::AddServer => "A server is added.".into(),
        Action::ChangeMembership { server, .. } => {
            format!("{server} changes who belongs to the cluster.")
        }
        Action::TransferLeadership { server, to } => format!("{server} hands over to {to}."),
        Action::Compact { server, through } => {
            format!("{server} compacts its log up to index {through}.")
        }
        Action::LoseDisk { server } => format!("{server} loses its disk."),
        Action::SetClock { server, .. } => format!("The clock of {server} changes its pace."),
        Action::SetDelivery(delivery) => format!("Delivery becomes {}.", delivery.name()),
        Action::Deliver { flight } => format!("{} is delivered.", message_words(flight)),
        Action::ProposeTo { client, text, server } => {
            format!("{client} proposes \"{text}\" to {server}.")
        }
        Action::ForceHeartbeat { server } => format!("{server} sends a heartbeat."),
        Action::TearDisk { server, entries: 1 } => {
            format!("{server} loses the last entry on its disk.")
        }
        Action::TearDisk { server, entries } => {
            format!("{server} loses the last {entries} entries on its disk.")
        }
        Action::StopDisk { server } => format!("The disk of {server} stops."),
        Action::StartDisk { server } => format!("The disk of {server} goes on."),
        Action::SetLink { from, to, .. } => format!("The link from {from} to {to} changes."),
        Action::Say { text } => format!("A caption says \"{text}\"."),
    }
}

fn message_words(flight: &FlightId) -> String {
    let FlightId { message, copy } = flight;
    match copy {
        0 => format!("Message {} of {}", message.number, message.from),
        copy => format!("Copy {copy} of message {} of {}", message.number, message.from),
    }
}

/// Why it could not be done.
pub(crate) fn refusal_words(refusal: &Refusal, action: &Action) -> String {
    match refusal {
        Refusal::NoSuchServer(server) => format!("There is no {server}."),
        Refusal::NoSuchClient(client) => format!("There is no {client}."),
        Refusal::Crashed(server) => format!("{server} has crashed."),
        Refusal::NotCrashed(server) => format!("{server} has not crashed."),
        Refusal::Paused(server) => format!("{server} is paused."),
        Refusal::NotPaused(server) => format!("{server} is not paused."),
        Refusal::MessageGone => "That message is not in flight.".into(),
        Refusal::NoSuchLink => "There is no such link.".into(),
        Refusal::AlreadyCut => "That link is cut already.".into(),
        Refusal::NotCut => "That link is not cut.".into(),
        Refusal::LeadersDoNotTimeOut(server) => {
            format!("{server} leads, and a leader has no election timer.")
        }
        Refusal::BadCommand(error) => error.to_string(),
        Refusal::PollUnderWay => "The client is still asking around.".into(),
        Refusal::BadMenu => "A poll needs one to nine dishes.".into(),
        Refusal::OutOfRange => match action {
            Action::Partition { .. } => "A server is in two groups.".into(),
            Action::ChangeMembership { .. } => "These are too many servers.".into(),
            _ => "A value is out of its range.".into(),
        },
        Refusal::Raft(reason) => request_refusal_words(reason),
        Refusal::TooManyServers => "There is no room for another server.".into(),
        Refusal::DiskLost(server) => {
            format!("{server} has lost its disk, and its cluster still counts on it.")
        }
        Refusal::DiskLostAlready(server) => format!("{server} has lost its disk already."),
        Refusal::DeliveredSoAlready(Delivery::Automatic) => {
            "Messages arrive by themselves already.".into()
        }
        Refusal::DeliveredSoAlready(Delivery::Manual) => {
            "Messages wait to be delivered already.".into()
        }
        Refusal::OnlyLeadersSendHeartbeats(server) => {
            format!("{server} doesn't lead, and only a leader sends heartbeats.")
        }
        Refusal::NothingToTear(server) => {
            format!("The disk of {server} has fewer entries than that.")
        }
        Refusal::DiskStopped(server) => format!("The disk of {server} has stopped already."),
        Refusal::DiskNotStopped(server) => format!("The disk of {server} has not stopped."),
        Refusal::SentOnCutLink => "That message was sent while its link was cut.".into(),
        Refusal::CannotBeSaid => {
            format!("A caption is one line of 1 to {MAX_SAY_CHARS} characters.")
        }
    }
}

fn request_refusal_words(reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { leader: Some(leader) } => {
            format!("It does not lead; it takes {leader} for the leader.")
        }
        RequestRefusal::NotLeader { leader: None } => {
            "It does not lead, and knows of no leader.".into()
        }
        RequestRefusal::TransferUnderWay { to } => format!("It is handing over to {to}."),
        RequestRefusal::ChangeUnderWay { index } => {
            format!("The change of membership at index {index} is not committed yet.")
        }
        RequestRefusal::NothingCommittedInThisTerm { noop } => {
            format!("Its no-op at index {noop} is not committed yet.")
        }
        RequestRefusal::StillCatchingUp { server, match_index, commit_index } => {
            format!(
                "The leader knows of the log of {server} only up to index {match_index} of {commit_index}."
            )
        }
        RequestRefusal::AlreadyAMember(server) => format!("{server} belongs to it already."),
        RequestRefusal::NotAMember(server) => format!("{server} does not belong to it."),
        RequestRefusal::NotALearner(server) => format!("{server} is no learner."),
        RequestRefusal::IsALearner(server) => format!("{server} is a learner."),
        RequestRefusal::NoVoterLeft => "No server with a vote would be left.".into(),
        RequestRefusal::NothingChanges => "Nothing would change.".into(),
        RequestRefusal::LeadsAlready(server) => format!("{server} leads already."),
        RequestRefusal::NotAppliedYet { last_applied } => {
            format!("It has applied entries up to index {last_applied} only.")
        }
        RequestRefusal::KnowsNoMembers => "It doesn't know who belongs to the cluster.".into(),
        RequestRefusal::CompactedAlready { last_index } => {
            format!("Its snapshot holds everything up to index {last_index} already.")
        }
    }
}
