//! "Why not yet?" at the thing that waits: a tag in the pictures, and its answer.

use super::why::{CodeView, HelpView};
use crate::cluster::{Actor, ClientId, Cluster, Content, Event, EventBody, Health, Node};
use crate::raft::{AppendOutcome, Decision, Index, Message, Role, ServerId, Tally, Timer};
use crate::why::{self, Waiting};
use crate::words::{Language, TagWords};

/// A tag at something that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingTag {
    /// The server or client that waits.
    pub at: Node,
    /// What is waited for.
    pub waiting: Waiting,
    /// The entry that waits to become final, if that is what is waited for.
    pub index: Option<Index>,
    /// What stands on it.
    pub words: TagWords,
    /// The answer in the words of the table.
    pub lunch: String,
    /// The answer in the words of the paper.
    pub raft: String,
    /// Who has said yes so far.
    pub roll: Option<RollCall>,
    /// What would help, once somebody has asked.
    pub help: Option<HelpView>,
    /// The lines that decide whether it happens, once somebody has asked.
    pub code: CodeView,
}

/// Everyone who counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollCall {
    /// True if votes are counted; copies otherwise.
    pub is_vote: bool,
    /// Everyone: first who has arrived, in that order.
    pub marks: Vec<(ServerId, RollMark)>,
    /// How many are enough, unless two memberships have to agree.
    pub enough: Option<usize>,
}

/// How it stands with one of them.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RollMark {
    /// It counts.
    Arrived,
    /// Its answer is on the way; the leader's own copy is on the way to its disk.
    Coming,
    /// Nothing has come from it yet.
    Missing,
}

/// The tags of what is waited for now. `events` tell who arrived first.
pub fn waiting_tags(cluster: &Cluster, events: &[Event], words: &dyn Language) -> Vec<WaitingTag> {
    let mut tags: Vec<WaitingTag> = Vec::new();
    for waiting in why::waiting(cluster) {
        let (lunch, raft) = words.waiting(&waiting);
        let tag = |at, index, tag_words, roll| WaitingTag {
            at,
            waiting: waiting.clone(),
            index,
            words: tag_words,
            lunch: lunch.clone(),
            raft: raft.clone(),
            roll,
            help: None,
            code: CodeView::Nothing,
        };
        let plain = |at| tag(at, None, words.waiting_tag(&waiting), None);
        match &waiting {
            Waiting::TooFewCopies { leader, index, acknowledged_by, tally, .. } => {
                let roll = copies(cluster, events, *leader, *index, acknowledged_by, *tally);
                let at = Node::Server(*leader);
                tags.push(tag(at, Some(*index), words.waiting_tag(&waiting), Some(roll)));
            }
            // Nobody stands yet: the tag is at the one whose patience ends first.
            Waiting::NoLeader { candidates, .. } if candidates.is_empty() => {
                tags.extend(first_to_stand(cluster).map(|server| plain(Node::Server(server))));
            }
            Waiting::NoLeader { candidates, .. } => {
                tags.extend(candidates.iter().map(|&(candidate, tally)| {
                    let roll = votes(cluster, events, candidate, tally);
                    tag(Node::Server(candidate), None, words.votes_tag(tally), Some(roll))
                }));
            }
            Waiting::TooFewRun { .. } => {
                let up = cluster.machines().iter().find(|machine| machine.health() == Health::Up);
                let first = cluster.leader().or(up.map(|machine| machine.id()));
                tags.push(plain(first.map_or(ASKER, Node::Server)));
            }
            Waiting::Transfer { leader, .. }
            | Waiting::Deposed { leader, .. }
            | Waiting::EarlierTerm { leader, .. }
            | Waiting::Unheard { leader, .. }
            | Waiting::RemovedStands { server: leader, .. } => {
                tags.push(plain(Node::Server(*leader)));
            }
            // Any answer takes a moment; from somebody who is away there is none.
            Waiting::Answer { away: Some(_), .. } => tags.push(plain(ASKER)),
            Waiting::Answer { .. } => {}
        }
    }
    // Two things at one place: the first one gives the tag, and both are in its answer.
    let mut merged: Vec<WaitingTag> = Vec::new();
    for tag in tags {
        match merged.iter_mut().find(|other| other.at == tag.at) {
            Some(first) => {
                first.lunch = format!("{} {}", first.lunch, tag.lunch);
                first.raft = format!("{} {}", first.raft, tag.raft);
            }
            None => merged.push(tag),
        }
    }
    merged
}

/// The voter whose election timer runs out first, if nothing happens.
fn first_to_stand(cluster: &Cluster) -> Option<ServerId> {
    let due = |server: &ServerId| {
        let machine = cluster.machine(*server).filter(|machine| machine.health() == Health::Up)?;
        Some((machine.timer(Timer::Election)?.due, *server))
    };
    let voters = cluster.configuration().all_voters();
    voters.iter().filter_map(due).min().map(|(_, server)| server)
}

const ASKER: Node = Node::Client(ClientId(1));

/// Who has stored the entry at `index`, by the leader's count.
fn copies(
    cluster: &Cluster,
    events: &[Event],
    leader: ServerId,
    index: Index,
    acknowledged_by: &[ServerId],
    tally: Tally,
) -> RollCall {
    let counted = |decision: &Decision| match decision {
        Decision::MatchAdvanced { server, match_index } if *match_index >= index => Some(*server),
        _ => None,
    };
    let says_yes = |message: &Message| match message {
        Message::AppendEntriesReply(reply) => match reply.outcome {
            AppendOutcome::Success { match_index } => match_index >= index,
            _ => false,
        },
        _ => false,
    };
    roll_call(cluster, events, leader, false, tally, acknowledged_by, &counted, &says_yes)
}

/// Who has voted for `candidate`.
fn votes(cluster: &Cluster, events: &[Event], candidate: ServerId, tally: Tally) -> RollCall {
    let raft = cluster.machine(candidate).and_then(|machine| machine.raft());
    let votes = match raft.map(|raft| raft.role()) {
        Some(Role::Candidate { votes, .. }) => votes.clone(),
        _ => Vec::new(),
    };
    let counted = |decision: &Decision| match decision {
        Decision::VoteCounted { voter, .. } => Some(*voter),
        _ => None,
    };
    let says_yes = |message: &Message| matches!(message, Message::RequestVoteReply(reply) if reply.vote_granted);
    roll_call(cluster, events, candidate, true, tally, &votes, &counted, &says_yes)
}

#[expect(clippy::too_many_arguments, reason = "two lists and what they have in common")]
fn roll_call(
    cluster: &Cluster,
    events: &[Event],
    counts: ServerId,
    is_vote: bool,
    tally: Tally,
    arrived: &[ServerId],
    counted: &dyn Fn(&Decision) -> Option<ServerId>,
    says_yes: &dyn Fn(&Message) -> bool,
) -> RollCall {
    let counter = Node::Server(counts);
    // What is older than the kept events comes first.
    let when = |server: ServerId| {
        events.iter().position(|event| match &event.body {
            EventBody::Decided(decision) => {
                event.id.actor == Actor::Server(counts) && counted(decision) == Some(server)
            }
            _ => false,
        })
    };
    let is_coming = |server: ServerId| {
        server == counts
            || cluster.network().flights().iter().any(|(id, flight)| {
                let is_from = id.message.from == Node::Server(server);
                let Content::Raft(message) = &flight.envelope.content else { return false };
                is_from && flight.envelope.to == counter && says_yes(message)
            })
    };
    let mark = |server: ServerId| match server {
        server if arrived.contains(&server) => RollMark::Arrived,
        server if is_coming(server) => RollMark::Coming,
        _ => RollMark::Missing,
    };
    let everyone = cluster.configuration().all_voters();
    let mut marks: Vec<_> = everyone.into_iter().map(|server| (server, mark(server))).collect();
    marks.sort_by_key(|&(server, mark)| {
        (mark, if mark == RollMark::Arrived { when(server) } else { None })
    });
    let enough = tally.outgoing.is_none().then_some(usize::from(tally.voters.need));
    RollCall { is_vote, marks, enough }
}
