//! What can be asked of a thing, as it is just now.

use super::waiting::Waiting;
use crate::cluster::{Actor, ClientId, Cluster, Event, EventBody, Health, MessageId};
use crate::raft::{Decision, Index, Role, ServerId};

/// A question with "why". It holds what is so: nobody asks why something is so that isn't.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Why does this server know the entry at this index to be committed?
    Committed(ServerId, Index),
    /// Why is the entry at this index in this server's log, and not committed there?
    Stored(ServerId, Index),
    /// Why is the entry at this index compacted there (paper §7)?
    Compacted(ServerId, Index),
    /// Why was the entry at this index removed there, in the event of this number (paper §5.3)?
    Removed(ServerId, Index, usize),
    /// Why does this server lead?
    Leads(ServerId),
    /// Why does it stand for election?
    Stands(ServerId),
    /// Why is it a follower?
    Follows(ServerId),
    /// Why does it not run?
    IsDown(ServerId),
    /// Why is it paused?
    IsPaused(ServerId),
    /// Why was this message sent?
    Message(MessageId),
    /// Why did this client get the answer to this request?
    Answered(ClientId, u64),
    /// Why did it get none yet?
    Unanswered(ClientId, u64),
    /// Why does nobody lead?
    NobodyLeads,
    /// Why did the event of this number happen?
    Happened(usize),
}

/// What can be asked of a server: why it is what it is.
pub fn question_of_server(cluster: &Cluster, server: ServerId) -> Option<Question> {
    let machine = cluster.machine(server)?;
    let Some(raft) = machine.raft() else { return Some(Question::IsDown(server)) };
    Some(match (machine.health(), raft.role()) {
        (Health::Paused, _) => Question::IsPaused(server),
        (_, Role::Leader(_)) => Question::Leads(server),
        (_, Role::Candidate { .. } | Role::PreCandidate { .. }) => Question::Stands(server),
        (_, Role::Follower { .. }) => Question::Follows(server),
    })
}

/// What can be asked of the entry at `index` in a server's log.
pub fn question_of_entry(cluster: &Cluster, server: ServerId, index: Index) -> Option<Question> {
    let machine = cluster.machine(server)?;
    let (first, entries) = machine.log();
    if index == 0 || index >= first + entries.len() as Index {
        return None;
    }
    let commit_index = machine.raft().map_or(0, |raft| raft.commit_index());
    Some(match () {
        () if index < first => Question::Compacted(server, index),
        () if index <= commit_index => Question::Committed(server, index),
        () => Question::Stored(server, index),
    })
}

/// What can be asked of the last entries of a server's log, at most so many, the newest first.
pub fn questions_of_log(cluster: &Cluster, server: ServerId, most: Index) -> Vec<Question> {
    let last = cluster.machine(server).map_or(0, |machine| {
        let (first, entries) = machine.log();
        first + entries.len() as Index - 1
    });
    let indices = (last.saturating_sub(most) + 1..=last).rev();
    indices.filter_map(|index| question_of_entry(cluster, server, index)).collect()
}

/// What can be asked of an event.
pub fn question_of_event(number: usize, event: &Event) -> Question {
    match (&event.body, event.id.actor) {
        (EventBody::Decided(Decision::Truncated { from, .. }), Actor::Server(server)) => {
            Question::Removed(server, *from, number)
        }
        _ => Question::Happened(number),
    }
}

/// What can be asked of an entry that stood at `index` in this server's log, and was removed
/// the last time. `first` is how many events the run has before `events`.
pub fn question_of_removed(
    server: ServerId,
    index: Index,
    first: usize,
    events: &[Event],
) -> Option<Question> {
    let was_removed = |event: &Event| {
        event.id.actor == Actor::Server(server)
            && matches!(&event.body, EventBody::Decided(Decision::Truncated { from, removed })
                if (*from..*from + removed.len() as Index).contains(&index))
    };
    let place = events.iter().rposition(was_removed)?;
    Some(Question::Removed(server, index, first + place))
}

/// What can be asked of a client: why its last request has the answer that it has, or none.
pub fn question_of_client(cluster: &Cluster, client: ClientId) -> Option<Question> {
    let of = cluster.client(client)?;
    let request = of.waiting_for().or_else(|| of.history().last())?;
    Some(match request.answer {
        Some(_) => Question::Answered(client, request.sequence),
        None => Question::Unanswered(client, request.sequence),
    })
}

impl Question {
    /// The number of the event that it asks about.
    pub fn event(&self) -> Option<usize> {
        match self {
            Question::Removed(_, _, number) | Question::Happened(number) => Some(*number),
            _ => None,
        }
    }

    /// The entry that it asks about, as it is in this server's log.
    pub fn entry(&self) -> Option<(ServerId, Index)> {
        match self {
            Question::Committed(server, index) | Question::Stored(server, index) => {
                Some((*server, *index))
            }
            _ => None,
        }
    }

    /// The server whose role it asks about.
    pub fn server(&self) -> Option<ServerId> {
        match self {
            Question::Leads(server)
            | Question::Stands(server)
            | Question::Follows(server)
            | Question::IsDown(server)
            | Question::IsPaused(server) => Some(*server),
            _ => None,
        }
    }

    /// True if what is asked about has not come to its end for this reason: then "why not
    /// yet?" belongs to its answer.
    pub fn waits_for(&self, waiting: &Waiting) -> bool {
        match (self, waiting) {
            (
                Question::Stored(_, index),
                Waiting::TooFewCopies { index: first, .. }
                | Waiting::EarlierTerm { index: first, .. },
            ) => first <= index,
            (Question::Stored(..), Waiting::TooFewRun { .. } | Waiting::NoLeader { .. }) => true,
            (
                Question::Unanswered(client, sequence),
                Waiting::Answer { client: of, sequence: s, .. },
            ) => (client, sequence) == (of, s),
            (
                Question::Leads(server),
                Waiting::Deposed { leader, .. }
                | Waiting::Unheard { leader, .. }
                | Waiting::Transfer { leader, .. },
            ) => server == leader,
            (
                Question::Stands(_) | Question::NobodyLeads,
                Waiting::NoLeader { .. } | Waiting::TooFewRun { has_leader: false, .. },
            ) => true,
            (Question::Stands(server), Waiting::RemovedStands { server: of, .. }) => server == of,
            _ => false,
        }
    }
}
