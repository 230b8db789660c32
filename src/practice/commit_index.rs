//! What is the commit index after this message: an acknowledgement at a leader, or a leader's
//! news at a follower?

use super::belief::Belief;
use super::committed::{count, next_status};
use super::dice::Dice;
use super::play::Play;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::{RoughRun, under_way};
use super::setting::Setting;
use crate::cluster::{
    Action, Actor, Cluster, Content, Envelope, Event, EventBody, FlightId, Health, MILLISECOND,
    Machine, Node,
};
use crate::raft::{AppendEntries, AppendOutcome, Decision, Index, Message, Server, ServerId};

pub(super) const BELIEFS: [Belief; 10] = [
    Belief::AnyTermCommits,
    Belief::HalfIsEnough,
    Belief::MajorityOfPresent,
    Belief::LeaderDoesNotCount,
    Belief::AllMustHaveIt,
    Belief::LeaderCopyIsEnough,
    Belief::AcknowledgedIsCommitted,
    Belief::AllItHasIsCommitted,
    Belief::LeaderCommitIsEnough,
    Belief::ReceivedIsCommitted,
];

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let is_figure_8 = dice.one_in(8);
    let servers = if is_figure_8 { 5 } else { dice.pick(&[3, 5, 5])? };
    let most = if is_figure_8 { 1 } else { dice.pick(&[1, 2, 64])? };
    let mut rough = RoughRun::new(dice, servers, |scenario| {
        scenario.protocol.core.max_entries_per_message = most;
    });
    if is_figure_8 {
        rough.figure_8(dice)?;
    } else {
        let acts = dice.within(2, 5);
        rough.rage(dice, acts);
        rough.act(Action::HealAll);
    }
    rough.wait(dice.within(0, 90) * MILLISECOND);
    let mut asks = Vec::new();
    for (flight, envelope) in under_way(&rough.cluster) {
        asks.extend(ask_of(&rough.cluster, &envelope).map(|ask| (flight, ask)));
    }
    let (flight, ask) = dice.pick(&asks)?;
    let play = delivery(&rough, flight);
    let setting = Setting::of(&rough.cluster)?;
    Some((Scene { setting, ask, play: Some(play) }, Some(rough.cluster)))
}

/// A play in which this message arrives now.
pub(super) fn delivery(rough: &RoughRun, flight: FlightId) -> Play {
    let at = rough.cluster.now();
    Play { run: rough.run(), at, shows: vec![Action::Deliver { flight }], until: at }
}

/// What can be asked about a message that is under way.
fn ask_of(cluster: &Cluster, envelope: &Envelope) -> Option<Ask> {
    let Node::Server(receiver) = envelope.to else { return None };
    let Node::Server(sender) = envelope.id.from else { return None };
    let raft = listening(cluster, receiver)?;
    match &envelope.content {
        Content::Raft(Message::AppendEntriesReply(reply)) => match reply.outcome {
            AppendOutcome::Success { match_index }
                if raft.is_leader() && reply.term == raft.current_term() =>
            {
                Some(Ask::Acknowledged { leader: receiver, follower: sender, match_index })
            }
            _ => None,
        },
        Content::Raft(Message::AppendEntries(request))
            if !raft.is_leader()
                && request.term >= raft.current_term()
                && request.leader_commit > raft.commit_index() =>
        {
            let request = AppendEntries { round: 0, ..request.clone() };
            Some(Ask::Learned { leader: sender, follower: receiver, request })
        }
        _ => None,
    }
}

/// The core of a server that hears what arrives.
pub(super) fn listening(cluster: &Cluster, server: ServerId) -> Option<&Server> {
    let machine = cluster.machine(server).filter(|machine| machine.health() == Health::Up);
    machine.and_then(Machine::raft)
}

fn commit_index_after(facts: &Facts, server: ServerId, belief: Option<Belief>) -> Option<Index> {
    let (cluster, _) = facts.played(belief)?;
    Some(listening(&cluster, server)?.commit_index())
}

pub(super) fn acknowledged(
    facts: &Facts,
    leader: ServerId,
    follower: ServerId,
    match_index: Index,
    belief: Option<Belief>,
) -> Option<Answer> {
    let view = facts.setting.server(leader)?;
    let before = view.commit_index?;
    let known = |voter: ServerId| match voter == follower {
        true => view.known_match(voter).max(match_index),
        false => view.known_match(voter),
    };
    Some(Answer::Number(match belief {
        None | Some(Belief::AnyTermCommits | Belief::HalfIsEnough) => {
            commit_index_after(facts, leader, belief)?
        }
        Some(Belief::AcknowledgedIsCommitted) => match_index.max(before),
        Some(belief) => count(facts.setting, view, before, belief, known)?,
    }))
}

pub(super) fn learned(
    facts: &Facts,
    follower: ServerId,
    request: &AppendEntries,
    belief: Option<Belief>,
) -> Option<Answer> {
    let before = facts.setting.server(follower)?.commit_index?;
    Some(Answer::Number(match belief {
        None | Some(Belief::AllItHasIsCommitted) => commit_index_after(facts, follower, belief)?,
        Some(Belief::LeaderCommitIsEnough) => request.leader_commit.max(before),
        Some(Belief::ReceivedIsCommitted) => verified(request).max(before),
        Some(_) => return None,
    }))
}

fn verified(request: &AppendEntries) -> Index {
    request.prev_log_index + request.entries.len() as Index
}

pub(super) fn why_acknowledged(facts: &Facts, leader: ServerId) -> Option<Why> {
    let (cluster, _) = facts.played(None)?;
    let raft = listening(&cluster, leader)?;
    Some(Why::Committed { index: raft.commit_index(), next: next_status(raft) })
}

pub(super) fn why_learned(
    facts: &Facts,
    follower: ServerId,
    request: &AppendEntries,
) -> Option<Why> {
    let (cluster, events) = facts.played(None)?;
    let index = listening(&cluster, follower)?.commit_index();
    let refused = events.iter().find_map(|event| refusal_of(event, follower));
    let leader_commit = request.leader_commit;
    Some(match refused {
        Some(reason) => Why::NothingLearned { index, reason },
        None => Why::Learned { index, leader_commit, verified: verified(request) },
    })
}

/// Why this server refused an AppendEntries in this event, if it did.
pub(super) fn refusal_of(event: &Event, server: ServerId) -> Option<crate::raft::AppendRejection> {
    match &event.body {
        EventBody::Decided(Decision::AppendRejected { reason, .. })
            if event.id.actor == Actor::Server(server) =>
        {
            Some(*reason)
        }
        _ => None,
    }
}
