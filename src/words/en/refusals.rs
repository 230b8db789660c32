//! Why something could not be done.

use super::paper::typed;
use crate::cluster::{CommandError, Delivery, MAX_COMMAND_CHARS, MAX_SAY_CHARS, Refusal};
use crate::lunch::{MAX_NAME_CHARS, TeamComplaint, teammate};
use crate::raft::{RequestRefusal, ServerId};
use crate::words::{BadAddress, HostError, Mistyped, NoEdit, Notice, Wanted};

/// "Server 3 (Noor)".
fn who(server: ServerId) -> String {
    format!("{server} ({})", teammate(server).name)
}

pub(super) fn refusal(refusal: &Refusal) -> String {
    refused(refusal, &who)
}

/// The same where the lunch is faded out.
pub(super) fn refusal_in_raft(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PollUnderWay => "A poll is already under way.".into(),
        _ => refused(refusal, &|server| server.to_string()),
    }
}

fn refused(refusal: &Refusal, who: &dyn Fn(ServerId) -> String) -> String {
    match refusal {
        Refusal::NoSuchServer(server) => format!("There is no {server} here."),
        Refusal::NoSuchClient(client) => format!("There is no {client} here."),
        Refusal::Crashed(server) => format!("{} has crashed.", who(*server)),
        Refusal::NotCrashed(server) => format!("{} hasn't crashed.", who(*server)),
        Refusal::Paused(server) => format!("{} is paused.", who(*server)),
        Refusal::NotPaused(server) => format!("{} is not paused.", who(*server)),
        Refusal::MessageGone => "That message is gone: it has arrived or was lost.".into(),
        Refusal::NoSuchLink => "There is no such link.".into(),
        Refusal::AlreadyCut => "That link is cut already.".into(),
        Refusal::NotCut => "That link is not cut.".into(),
        Refusal::LeadersDoNotTimeOut(server) => {
            format!("{} leads, and a leader has no election timer.", who(*server))
        }
        Refusal::BadCommand(error) => command_error(error),
        Refusal::PollUnderWay => "The asker is still going round.".into(),
        Refusal::BadMenu => "A poll needs one to nine dishes.".into(),
        Refusal::OutOfRange => "That value is out of range.".into(),
        Refusal::Raft(reason) => request_refusal(reason),
        Refusal::TooManyServers => "There is no room for another server.".into(),
        Refusal::DiskLost(server) => format!(
            "{} has lost its disk, and with it what it promised. Remove it from the cluster first; then it can come back as a new one.",
            who(*server)
        ),
        Refusal::DiskLostAlready(server) => format!("{} has already lost its disk.", who(*server)),
        Refusal::DeliveredSoAlready(Delivery::Automatic) => {
            "Messages already arrive by themselves.".into()
        }
        Refusal::DeliveredSoAlready(Delivery::Manual) => {
            "Messages already wait to be delivered.".into()
        }
        Refusal::SentOnCutLink => {
            "That message was sent while its link was cut: it won't arrive.".into()
        }
        Refusal::OnlyLeadersSendHeartbeats(server) => {
            format!("{} doesn't lead, and only a leader sends heartbeats.", who(*server))
        }
        Refusal::NothingToTear(server) => {
            format!("The disk of {} has fewer entries than that.", who(*server))
        }
        Refusal::DiskStopped(server) => {
            format!("The disk of {} has already stopped.", who(*server))
        }
        Refusal::DiskNotStopped(server) => format!("The disk of {} is working.", who(*server)),
        Refusal::CannotBeSaid => {
            format!("A caption is one line of 1 to {MAX_SAY_CHARS} characters.")
        }
    }
}

/// Why a server refuses what it was asked for.
pub(super) fn request_refusal(reason: &RequestRefusal) -> String {
    match reason {
        RequestRefusal::NotLeader { leader: Some(leader) } => {
            format!("Only the leader can do that. As far as it knows, that is {leader}.")
        }
        RequestRefusal::NotLeader { leader: None } => {
            "Only the leader can do that, and it knows of none.".into()
        }
        RequestRefusal::TransferUnderWay { to } => {
            format!("The leader is handing over to {to}, and takes no commands meanwhile.")
        }
        RequestRefusal::ChangeUnderWay { index } => format!(
            "One change at a time: the configuration at index {index} is not committed yet."
        ),
        RequestRefusal::NothingCommittedInThisTerm { noop } => format!(
            "The new leader must first commit an entry of its own term: the no-op at index {noop}."
        ),
        RequestRefusal::StillCatchingUp { server, match_index, commit_index } => format!(
            "{server} must catch up before it gets a vote: the leader knows of its log only up to index {match_index} of {commit_index}."
        ),
        RequestRefusal::AlreadyAMember(server) => {
            format!("{server} already belongs to the cluster.")
        }
        RequestRefusal::NotAMember(server) => format!("{server} doesn't belong to the cluster."),
        RequestRefusal::NotALearner(server) => {
            format!("Only a learner can be promoted, and {server} isn't one.")
        }
        RequestRefusal::IsALearner(server) => {
            format!("{server} is a learner: it has no vote and can't lead.")
        }
        RequestRefusal::NoVoterLeft => "A cluster needs a server with a vote.".into(),
        RequestRefusal::NothingChanges => "The cluster is like that already.".into(),
        RequestRefusal::LeadsAlready(server) => format!("{server} already leads."),
        RequestRefusal::NotAppliedYet { last_applied } => format!(
            "Only applied entries can be compacted: this server has applied up to index {last_applied}."
        ),
        RequestRefusal::KnowsNoMembers => {
            "This server doesn't know yet who belongs to the cluster.".into()
        }
        RequestRefusal::CompactedAlready { last_index: 0 } => {
            "This server has applied nothing yet: there is nothing to compact.".into()
        }
        RequestRefusal::CompactedAlready { last_index } => {
            format!("The snapshot already holds everything up to index {last_index}.")
        }
    }
}

pub(super) fn command_error(error: &CommandError) -> String {
    match error {
        CommandError::Empty => "Type a dish, or a command such as SET A 1.".into(),
        CommandError::TooLong { chars } => {
            format!("That is {chars} characters. A line of the notebook holds {MAX_COMMAND_CHARS}.")
        }
        CommandError::NotText => {
            "Some of these characters can't be written down. Plain text works.".into()
        }
        CommandError::IncompleteSet => "SET needs a key and a value, as in SET A 1.".into(),
    }
}

pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Refused(reason) => refusal(reason),
        Notice::NoStop => {
            "Two seconds have passed in the run without such a step. Propose something, or step by event.".into()
        }
        Notice::NoStopBack => {
            "There was no such step in the last two seconds of the run. This is where they began. Go on, or step by event.".into()
        }
        Notice::NothingToUndo => "There is nothing to undo.".into(),
        Notice::NothingToRedo => "There is nothing to redo.".into(),
        Notice::NoEdit(why) => match why {
            NoEdit::Gone => "That is no longer part of the run.".into(),
            NoEdit::MessageLost => "This message never arrives: it can't be later or earlier.".into(),
            NoEdit::NotEarlier => "You can delay a message, not speed it up.".into(),
            NoEdit::NoNumberLeft => "There is no room for another action at this moment.".into(),
        },
        Notice::NobodyTakesIn => {
            "A new server is here, with an empty notebook, and no leader to take it in. Once there is one, click the server to add it.".into()
        }
        Notice::PickFirst => "Pick an answer first, or choose \"I don't know yet\".".into(),
        Notice::NewRun => "This is a new run. The browser's Back leads to the one before.".into(),
        Notice::RunIsFull => {
            "This run has reached a million events, and pauses here. Reset it, or take a new seed.".into()
        }
        Notice::Replaying { percent } => format!("Replaying the run: {percent} %."),
        Notice::OtherEngine => {
            "This link was made by another version of Raft Lunch, which played this run differently. You see how this version plays it.".into()
        }
        Notice::OneLanguage => {
            "Only English is in this one file. The page on the web has other languages too.".into()
        }
        Notice::OldSeed(seed) => format!(
            "This is the lunch of seed {seed}. If somebody sent you this link before December 2026, it told another story then: one in which nobody held the order sheet yet."
        ),
        Notice::Address(bad) => {
            let sentences: Vec<_> = bad.iter().map(bad_address).collect();
            sentences.join(" ")
        }
        Notice::Said(words) => words.clone(),
    }
}

/// The same where the lunch is faded out.
pub(super) fn notice_in_raft(told: &Notice) -> String {
    match told {
        Notice::Refused(reason) => refusal_in_raft(reason),
        Notice::NobodyTakesIn => {
            "A new server has started with an empty log, and there is no leader to add it. Once there is one, click the server to add it.".into()
        }
        _ => notice(told),
    }
}

/// Why what was typed can't be taken.
pub fn mistyped(mistyped: &Mistyped) -> String {
    match mistyped {
        Mistyped::Command(error) => command_error(error),
        Mistyped::Dishes(reason) => refusal(reason),
        Mistyped::Names(why) => format!("Nobody got a new name: {}.", no_team(why)),
    }
}

/// Why a frame does not do what the page around it asks for.
pub fn host_error(error: &HostError) -> String {
    let why = match error {
        HostError::Version(version) => {
            format!("This frame speaks version {version} of the messages: raftLunch: {version}.")
        }
        HostError::NoType(types) => {
            format!("The type of a message should be one of {}.", types.join(", "))
        }
        HostError::OneOf(field, names) => {
            format!("\"{field}\" should have exactly one of {}.", names.join(", "))
        }
        HostError::Unknown(name, names) => {
            let none = format!("This message has no field {}.", typed(name));
            match names.is_empty() {
                true => none,
                false => format!("{none} It can have {}.", names.join(", ")),
            }
        }
        HostError::NotText(name) => format!("{} should be a text.", typed(name)),
        HostError::NotNumber(name) => format!("{} should be a whole number from 0.", typed(name)),
        HostError::NoServer => "A server is its number, or \"leader\".".into(),
        HostError::NoLeader => return "Nobody leads just now.".into(),
        HostError::Value(BadAddress { name, value, wanted }) => {
            format!("{name} is {}, and should be {}.", typed(value), wanted_words(wanted))
        }
    };
    format!("{why} Nothing was changed.")
}

fn bad_address(BadAddress { name, value, wanted }: &BadAddress) -> String {
    format!(
        "The address says {name}={}, which should be {}. The usual value is used instead.",
        typed(value),
        wanted_words(wanted)
    )
}

/// Why names are not taken, after a colon.
fn no_team(why: &TeamComplaint) -> String {
    match why {
        TeamComplaint::TooLong(name) => {
            format!("{} is longer than {MAX_NAME_CHARS} letters", typed(name))
        }
        TeamComplaint::Twice(name) => format!("two people would be called {name}"),
        TeamComplaint::TooMany(names) => format!("there are {names} names, and nine chairs"),
    }
}

fn wanted_words(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Seed => "a whole number below 2^53".into(),
        Wanted::Between(least, most) => format!("a number from {least} to {most}"),
        Wanted::One => "1".to_owned(),
        Wanted::LessonName => {
            "the name of a lesson, or its address, which begins with https://".into()
        }
        Wanted::ScenarioName => {
            "the name of a scenario, or its address, which begins with https://".into()
        }
        Wanted::CardNumber => "the number of a card, from 1".into(),
        Wanted::Names(why) => format!("names with commas between them: {}", no_team(why)),
        Wanted::OneOf(names) => format!("one of {}", names.join(", ")),
    }
}
