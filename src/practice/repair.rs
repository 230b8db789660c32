//! How often is AppendEntries refused until this follower is repaired, and what is its log
//! then?

use super::belief::Belief;
use super::commit_index::{listening, refusal_of};
use super::dice::Dice;
use super::electable::votes_for;
use super::play::Play;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{FollowerView, ServerView, Setting};
use crate::cluster::{Action, Cluster, MILLISECOND, Micros};
use crate::raft::{AppendRejection, Entry, Index, RoleName, ServerId};

pub(super) const BELIEFS: [Belief; 5] = [
    Belief::OneStepPerRejection,
    Belief::SendsWholeLog,
    Belief::LeftoverStays,
    Belief::FollowerKeepsItsOwn,
    Belief::EverythingFits,
];

/// As long as a repair may take.
const LONGEST: Micros = 250 * MILLISECOND;

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 5, 5])?;
    let mut rough = RoughRun::new(dice, servers, |_| {});
    let acts = dice.within(3, 7);
    rough.rage(dice, acts);
    rough.act(Action::HealAll);
    let setting = Setting::of(&rough.cluster)?;
    let wins = |server: &&ServerView| votes_for(&setting, server, None).is_reached();
    let others = setting.running().filter(|server| server.role != RoleName::Leader);
    let able: Vec<ServerId> = others.filter(wins).map(|server| server.id).collect();
    let leader = dice.pick(&able)?;
    rough.lead(leader)?;
    let at = rough.cluster.now();
    let setting = Setting::of(&rough.cluster)?;
    let leader = setting.server(leader)?;
    // Nobody has heard from the new leader yet, and its no-op is all that it has appended.
    let (noop, is_new) = (leader.last_index(), |follower: &FollowerView| follower.match_index == 0);
    let is_first = leader.log.iter().filter(|entry| entry.term == leader.term).count() == 1;
    if !is_first || !leader.followers.iter().all(|f| is_new(f) && f.next_index == noop) {
        return None;
    }
    let broken = |server: &&ServerView| {
        server.id != leader.id && server.shares_with(leader) < leader.last_index() - 1
    };
    let broken: Vec<ServerId> = setting.running().filter(broken).map(|server| server.id).collect();
    let ask = Ask::Repair { leader: leader.id, follower: dice.pick(&broken)? };
    let play = Play { run: rough.run(), at, shows: Vec::new(), until: at + LONGEST };
    Some((Scene { setting, ask, play: Some(play) }, Some(rough.cluster)))
}

/// Plays until the follower's log ends as the leader's does. Returns what it refused, and its
/// log.
fn repaired(
    facts: &Facts,
    leader: ServerId,
    follower: ServerId,
    belief: Option<Belief>,
) -> Option<(Vec<AppendRejection>, Vec<Entry>)> {
    let (play, cluster) = facts.play?;
    let is_repaired = |cluster: &Cluster| {
        let log = |server| listening(cluster, server).map(|raft| raft.log());
        let (mine, leaders) = (log(follower)?, log(leader)?);
        (mine.last_term() == leaders.last_term()).then(|| mine.entries().to_vec())
    };
    let (cluster, events) = play
        .on_until(cluster, belief.and_then(Belief::off), |cluster| is_repaired(cluster).is_some());
    let log = is_repaired(&cluster)?;
    // A command that came in between would be in nobody's answer.
    let expected = facts.setting.server(leader)?.last_index();
    if listening(&cluster, leader)?.log().last_index() != expected {
        return None;
    }
    let refused = events.iter().filter_map(|event| refusal_of(event, follower));
    let is_leaders = |reason: &AppendRejection| *reason != AppendRejection::StaleTerm;
    let mut refused: Vec<AppendRejection> = refused.filter(is_leaders).collect();
    // What is repeated because no answer came yet is one question.
    refused.dedup();
    Some((refused, log))
}

pub(super) fn answer(
    facts: &Facts,
    leader: ServerId,
    follower: ServerId,
    belief: Option<Belief>,
) -> Option<Answer> {
    let off = belief.filter(|belief| belief.off().is_some());
    let (refused, mut log) = repaired(facts, leader, follower, off)?;
    let mut rejections = refused.len() as u64;
    let leader = facts.setting.server(leader)?;
    let mine = facts.setting.server(follower)?;
    let before_noop = leader.last_index() - 1;
    match belief {
        None | Some(Belief::EverythingFits) => {}
        Some(Belief::OneStepPerRejection) => rejections = before_noop - mine.shares_with(leader),
        Some(Belief::SendsWholeLog) => rejections = rejections.min(1),
        Some(Belief::LeftoverStays) => log.extend(after(mine, leader.last_index())),
        Some(Belief::FollowerKeepsItsOwn) => {
            log = mine.log.clone();
            log.extend(after(leader, mine.last_index()));
        }
        Some(_) => return None,
    }
    Some(Answer::Repair { rejections, log })
}

/// The entries of a log after this index.
fn after(server: &ServerView, index: Index) -> Vec<Entry> {
    server.log.iter().skip(index as usize).cloned().collect()
}

pub(super) fn why(facts: &Facts, leader: ServerId, follower: ServerId) -> Option<Why> {
    let (refused, _) = repaired(facts, leader, follower, None)?;
    let leader = facts.setting.server(leader)?;
    let agree = facts.setting.server(follower)?.shares_with(leader);
    Some(Why::Repair { refused, agree })
}
