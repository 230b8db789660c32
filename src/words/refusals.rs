//! Why something could not be done, as a sentence for who tried it.

use crate::cluster::{Delivery, MAX_SAY_CHARS, Refusal};
use crate::lunch::teammate;
use crate::raft::{RequestRefusal, ServerId};

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
        Refusal::Raft(reason) => request_refusal_words(reason),
        Refusal::TooManyServers => "There is no room for another server.".into(),
        Refusal::DiskLost(server) => format!(
            "{server} ({}) has lost its disk, and with it what it promised. Remove it from the cluster first; then it can come back as a new one.",
            name(server)
        ),
        Refusal::DiskLostAlready(server) => {
            format!("{server} ({}) has lost its disk already.", name(server))
        }
        Refusal::DeliveredSoAlready(Delivery::Automatic) => {
            "Messages arrive by themselves already.".into()
        }
        Refusal::DeliveredSoAlready(Delivery::Manual) => {
            "Messages wait for you to deliver them already.".into()
        }
        Refusal::OnlyLeadersSendHeartbeats(server) => {
            format!("{server} ({}) doesn't lead: only a leader sends heartbeats.", name(server))
        }
        Refusal::NothingToTear(server) => {
            format!("The disk of {server} ({}) has no such entries to lose.", name(server))
        }
        Refusal::DiskStopped(server) => {
            format!("The disk of {server} ({}) has stopped already.", name(server))
        }
        Refusal::DiskNotStopped(server) => {
            format!("The disk of {server} ({}) is working.", name(server))
        }
        Refusal::SentOnCutLink => {
            "That message was sent while its link was cut: it will not arrive.".into()
        }
        Refusal::CannotBeSaid => {
            format!("A caption is one line of 1 to {MAX_SAY_CHARS} characters.")
        }
    }
}

/// Why a server refuses what it was asked for.
pub fn request_refusal_words(reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { leader: Some(leader) } => {
            format!("Only the leader can do that. As far as it knows, that is {leader}.")
        }
        RequestRefusal::NotLeader { leader: None } => {
            "Only the leader can do that, and it knows of none.".into()
        }
        RequestRefusal::TransferUnderWay { to } => {
            format!("The leader is handing over to {to} and takes nothing on until then.")
        }
        RequestRefusal::ChangeUnderWay { index } => format!(
            "One change at a time: the configuration at index {index} is not committed yet."
        ),
        RequestRefusal::NothingCommittedInThisTerm { noop } => format!(
            "The new leader first has to commit an entry of its own term: the no-op at index {noop}."
        ),
        RequestRefusal::StillCatchingUp { server, match_index, commit_index } => format!(
            "{server} has the log up to index {match_index} of {commit_index}: it has to catch up before it gets a vote."
        ),
        RequestRefusal::AlreadyAMember(server) => {
            format!("{server} belongs to the cluster already.")
        }
        RequestRefusal::NotAMember(server) => format!("{server} does not belong to the cluster."),
        RequestRefusal::NotALearner(server) => {
            format!("{server} is no learner: only a learner can be promoted.")
        }
        RequestRefusal::IsALearner(server) => {
            format!("{server} is a learner: it has no vote and cannot lead.")
        }
        RequestRefusal::NoVoterLeft => "A cluster needs a server with a vote.".into(),
        RequestRefusal::NothingChanges => "The cluster is like that already.".into(),
        RequestRefusal::LeadsAlready(server) => format!("{server} leads already."),
        RequestRefusal::NotAppliedYet { last_applied } => format!(
            "Only what is applied can be compacted: this server has applied up to index {last_applied}."
        ),
        RequestRefusal::KnowsNoMembers => {
            "This server doesn't know yet who belongs to the cluster.".into()
        }
        RequestRefusal::CompactedAlready { last_index: 0 } => {
            "Nothing is applied here yet: there is nothing to compact.".into()
        }
        RequestRefusal::CompactedAlready { last_index } => {
            format!("The snapshot holds all of that already: it reaches to index {last_index}.")
        }
    }
}
