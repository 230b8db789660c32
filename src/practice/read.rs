//! May this read be answered now?

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::commit_index::{delivery, listening};
use super::dice::Dice;
use super::play::rules_without;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::{RoughRun, of, under_way};
use super::setting::Setting;
use crate::cluster::{
    Action, Actor, ClientId, Cluster, Content, Envelope, EventBody, Health, MILLISECOND,
};
use crate::raft::{Index, Message, Quorum, Round, ServerId};

pub(super) const BELIEFS: [Belief; 6] = [
    Belief::AnyLeaderMayAnswer,
    Belief::EarlierRoundsCount,
    Belief::FreshLeaderMayAnswer,
    Belief::HalfIsEnough,
    Belief::MajorityOfPresent,
    Belief::AllMustHaveIt,
];

/// A read that waits at a leader, and what the leader hears now.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingRead {
    /// The leader.
    pub leader: ServerId,
    /// What has to be applied before it is answered.
    pub read_index: Index,
    /// Where the leader's no-op stands.
    pub noop: Index,
    /// The round in which the leadership has to be confirmed.
    pub round: Round,
    /// Up to where the leader has applied its log.
    pub applied: Index,
    /// Whose answer arrives.
    pub follower: ServerId,
    /// Which round it answers.
    pub answers: Round,
}

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 5, 5])?;
    let most = dice.pick(&[1, 64])?;
    let mut rough = RoughRun::new(dice, servers, |scenario| {
        scenario.protocol.core.max_entries_per_message = most;
    });
    let acts = dice.within(1, 5);
    rough.rage(dice, acts);
    let is_fresh = dice.one_in(2);
    if is_fresh {
        rough.act(Action::HealAll);
        let running = rough.running();
        rough.lead(dice.pick(&running)?)?;
    }
    let leaders = of(&rough.cluster, |m| m.health() == Health::Up && m.is_leader());
    let server = if is_fresh { rough.cluster.leader()? } else { dice.pick(&leaders)? };
    let text = dice.pick(&["GET A", "GET B"])?.to_owned();
    rough.act(Action::ProposeTo { client: ClientId(1), text, server });
    rough.wait(dice.within(9, 60) * MILLISECOND);
    let mut asks = Vec::new();
    for (flight, envelope) in under_way(&rough.cluster) {
        asks.extend(waiting_read(&rough.cluster, &envelope).map(|read| (flight, read)));
    }
    let (flight, read) = dice.pick(&asks)?;
    let play = delivery(&rough, flight);
    let setting = Setting::of(&rough.cluster)?;
    Some((Scene { setting, ask: Ask::Read(read), play: Some(play) }, Some(rough.cluster)))
}

/// The read that waits at the leader to which this goes.
fn waiting_read(cluster: &Cluster, envelope: &Envelope) -> Option<WaitingRead> {
    let (leader, follower) = (envelope.to.server()?, envelope.id.from.server()?);
    let raft = listening(cluster, leader)?;
    let read = raft.leadership()?.reads.first().copied()?;
    let Content::Raft(Message::AppendEntriesReply(reply)) = &envelope.content else { return None };
    (reply.term == raft.current_term()).then_some(WaitingRead {
        leader,
        read_index: read.read_index,
        noop: raft.leadership()?.noop,
        round: read.round,
        applied: raft.last_applied(),
        follower,
        answers: reply.round,
    })
}

/// Who has confirmed the leader in this round or later, the leader included.
fn confirmed<'a>(
    setting: &'a Setting,
    read: &'a WaitingRead,
    round: Round,
) -> impl Fn(ServerId) -> bool + 'a {
    let followers = setting.server(read.leader).map_or(&[][..], |leader| &leader.followers);
    move |voter| {
        voter == read.leader
            || voter == read.follower && read.answers >= round
            || followers.iter().any(|f| f.server == voter && f.answered_round >= round)
    }
}

pub(super) fn answer(facts: &Facts, read: &WaitingRead, belief: Option<Belief>) -> Option<Answer> {
    let setting = facts.setting;
    let Some(belief) = belief else {
        let (_, events) = facts.played(None)?;
        let served = events.iter().any(|event| {
            event.id.actor == Actor::Server(read.leader)
                && matches!(event.body, EventBody::ReadServed { .. })
        });
        return Some(Answer::YesNo(served));
    };
    let rules = rules_without(belief.rule());
    let quorum = Quorum::new(&setting.configuration, rules);
    // What this acknowledgement itself commits is applied at once.
    let (after, _) = facts.played(None)?;
    let applied = listening(&after, read.leader)?.last_applied();
    let is_applied = applied >= read.read_index;
    let in_time = confirmed(setting, read, read.round);
    Some(Answer::YesNo(match belief {
        Belief::AnyLeaderMayAnswer => is_applied,
        Belief::EarlierRoundsCount => {
            // Whatever arrives after the read counts, whichever round it answers.
            is_applied && quorum.is_reached(|voter| in_time(voter) || voter == read.follower)
        }
        Belief::FreshLeaderMayAnswer => quorum.is_reached(in_time),
        Belief::HalfIsEnough => is_applied && quorum.is_reached(in_time),
        Belief::MajorityOfPresent => {
            let present = setting.present();
            is_applied && Quorum::new(&present, rules).is_reached(in_time)
        }
        Belief::AllMustHaveIt => {
            is_applied && setting.configuration.all_voters().into_iter().all(in_time)
        }
        _ => return None,
    }))
}

pub(super) fn why(facts: &Facts, read: &WaitingRead) -> Option<Why> {
    let quorum = Quorum::new(&facts.setting.configuration, rules_without(None));
    let (after, _) = facts.played(None)?;
    let applied = listening(&after, read.leader)?.last_applied();
    let confirmed = quorum.tally(confirmed(facts.setting, read, read.round));
    Some(Why::Read { confirmed, applied, read_index: read.read_index })
}
