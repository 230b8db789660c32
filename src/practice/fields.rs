//! What stands in the next AppendEntries?

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::commit_index::{delivery, listening};
use super::dice::Dice;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::{RoughRun, under_way};
use super::setting::Setting;
use crate::cluster::{
    Action, Actor, Cluster, Content, Envelope, Event, EventBody, MILLISECOND, Node,
};
use crate::raft::{AppendEntries, AppendOutcome, ConflictHint, Index, Log, Message, ServerId};

pub(super) const BELIEFS: [Belief; 8] = [
    Belief::PrevIsLeadersLast,
    Belief::PrevIsFirstNew,
    Belief::PrevTermIsCurrent,
    Belief::SendsWholeLog,
    Belief::SendsOnlyNewest,
    Belief::CommitIncludesSent,
    Belief::OldEntriesGetNewTerm,
    Belief::OneStepPerRejection,
];

/// What reaches a leader, before it sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// The follower has acknowledged its log up to here.
    Acknowledged {
        /// The last index.
        match_index: Index,
    },
    /// The follower has refused an AppendEntries.
    Refused {
        /// The index of the entry that it lacks.
        prev_log_index: Index,
        /// Where its own log conflicts.
        hint: ConflictHint,
    },
    /// A client's command.
    Command(String),
}

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 3, 5])?;
    let most = dice.pick(&[1, 2, 64])?;
    let mut rough = RoughRun::new(dice, servers, |scenario| {
        scenario.protocol.core.max_entries_per_message = most;
    });
    let acts = dice.within(2, 5);
    rough.rage(dice, acts);
    rough.act(Action::HealAll);
    rough.wait(dice.within(0, 120) * MILLISECOND);
    if let Some(leader) = rough.cluster.leader().filter(|_| dice.one_in(2)) {
        rough.propose_to(dice, leader);
        rough.wait(dice.within(1, 8) * MILLISECOND);
    }
    let mut asks = Vec::new();
    for (flight, envelope) in under_way(&rough.cluster) {
        let Some((leader, follower, news)) = news_in(&rough.cluster, &envelope, dice) else {
            continue;
        };
        asks.push((flight, Ask::Fields { leader, follower, news, most }));
    }
    // Commands are frequent, and easy. Refusals are neither.
    let is_refusal = |ask: &Ask| matches!(ask, Ask::Fields { news: News::Refused { .. }, .. });
    let is_command = |ask: &Ask| matches!(ask, Ask::Fields { news: News::Command(_), .. });
    if asks.iter().any(|(_, ask)| is_refusal(ask)) {
        asks.retain(|(_, ask)| is_refusal(ask));
    } else if asks.iter().any(|(_, ask)| !is_command(ask)) {
        asks.retain(|(_, ask)| !is_command(ask));
    } else if !dice.one_in(4) {
        return None;
    }
    let (flight, ask) = dice.pick(&asks)?;
    let play = delivery(&rough, flight);
    let setting = Setting::of(&rough.cluster)?;
    Some((Scene { setting, ask, play: Some(play) }, Some(rough.cluster)))
}

/// Which leader hears this, and of which follower one could ask then.
fn news_in(
    cluster: &Cluster,
    envelope: &Envelope,
    dice: &mut Dice,
) -> Option<(ServerId, ServerId, News)> {
    let leader = envelope.to.server()?;
    let raft = listening(cluster, leader).filter(|raft| raft.is_leader())?;
    match (&envelope.content, envelope.id.from) {
        (Content::Raft(Message::AppendEntriesReply(reply)), Node::Server(follower)) => {
            let news = match reply.outcome {
                AppendOutcome::Success { match_index } => News::Acknowledged { match_index },
                AppendOutcome::Mismatch { prev_log_index, hint } => {
                    News::Refused { prev_log_index, hint }
                }
                AppendOutcome::StaleTerm => return None,
            };
            (reply.term == raft.current_term()).then_some((leader, follower, news))
        }
        (Content::Request(request), Node::Client(_)) => {
            let others: Vec<ServerId> = raft.progress()?.keys().copied().collect();
            let command = request.operation.to_string();
            Some((leader, dice.pick(&others)?, News::Command(command)))
        }
        _ => None,
    }
}

/// The first AppendEntries that goes from this leader to this follower.
fn sent(events: &[Event], leader: ServerId, follower: ServerId) -> Option<AppendEntries> {
    let own = events.iter().filter(|event| event.id.actor == Actor::Server(leader));
    own.into_iter().find_map(|event| match &event.body {
        EventBody::Sent(envelope) if envelope.to == Node::Server(follower) => {
            match &envelope.content {
                Content::Raft(Message::AppendEntries(message)) => {
                    Some(AppendEntries { round: 0, ..message.clone() })
                }
                _ => None,
            }
        }
        _ => None,
    })
}

pub(super) fn answer(
    facts: &Facts,
    (leader, follower): (ServerId, ServerId),
    news: &News,
    most: u16,
    belief: Option<Belief>,
) -> Option<Answer> {
    let (cluster, events) = facts.played(None)?;
    let right = sent(&events, leader, follower)?;
    let log = listening(&cluster, leader)?.log();
    let message = match belief {
        None => right,
        Some(belief) => misread(right, log, news, most, belief)?,
    };
    Some(Answer::Fields(message))
}

/// The message as somebody fills it in who believes this.
fn misread(
    mut message: AppendEntries,
    log: &Log,
    news: &News,
    most: u16,
    belief: Belief,
) -> Option<AppendEntries> {
    let sent = message.entries.len() as Index;
    match belief {
        Belief::PrevIsLeadersLast => {
            message.prev_log_index = log.last_index();
            message.prev_log_term = log.last_term();
        }
        Belief::PrevIsFirstNew => {
            message.prev_log_index += 1;
            message.prev_log_term = log.term_at(message.prev_log_index)?;
        }
        Belief::PrevTermIsCurrent if message.prev_log_index > 0 => {
            message.prev_log_term = message.term;
        }
        Belief::SendsWholeLog => {
            (message.prev_log_index, message.prev_log_term) = (0, 0);
            message.entries = log.entries().to_vec();
        }
        Belief::SendsOnlyNewest => {
            message.entries = log.entries().last().cloned().into_iter().collect()
        }
        Belief::CommitIncludesSent => message.leader_commit = message.prev_log_index + sent,
        Belief::OldEntriesGetNewTerm => {
            message.entries.iter_mut().for_each(|entry| entry.term = message.term);
        }
        Belief::OneStepPerRejection => {
            let News::Refused { prev_log_index, .. } = *news else { return None };
            message.prev_log_index = prev_log_index.checked_sub(1)?;
            message.prev_log_term = log.term_at(message.prev_log_index)?;
            message.entries = log.batch_from(prev_log_index, most);
        }
        _ => return None,
    }
    Some(message)
}

pub(super) fn why(facts: &Facts, leader: ServerId, follower: ServerId) -> Option<Why> {
    let (_, events) = facts.played(None)?;
    let message = sent(&events, leader, follower)?;
    Some(Why::Fields {
        next_index: message.prev_log_index + 1,
        entries: message.entries.len() as u64,
        leader_commit: message.leader_commit,
    })
}
