//! Which entries are committed, and which could still be lost?

use super::belief::Belief;
use super::dice::Dice;
use super::electable::votes_for;
use super::play::{Play, rules_without};
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{ServerView, Setting};
use crate::cluster::{Action, Actor, Cluster, Event, EventBody, MILLISECOND};
use crate::raft::{Decision, Index, Quorum, Server, ServerId};

pub(super) const BELIEFS: [Belief; 9] = [
    Belief::AnyTermCommits,
    Belief::HalfIsEnough,
    Belief::MajorityOfPresent,
    Belief::LeaderDoesNotCount,
    Belief::AllMustHaveIt,
    Belief::LeaderCopyIsEnough,
    Belief::CopiesAreFinal,
    Belief::OnlyKnownIsFinal,
    Belief::CrashedNeverReturn,
];

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let is_figure_8 = dice.one_in(3);
    let servers = if is_figure_8 { 5 } else { dice.pick(&[3, 5, 5])? };
    let one_by_one = is_figure_8 || dice.one_in(2);
    let mut rough = RoughRun::new(dice, servers, |scenario| {
        scenario.protocol.core.max_entries_per_message = if one_by_one { 1 } else { 64 };
    });
    if is_figure_8 {
        rough.figure_8(dice)?;
    } else {
        let acts = dice.within(3, 6);
        rough.rage(dice, acts);
        rough.act(Action::HealAll);
        // A new leader has not yet committed what earlier ones left.
        if dice.one_in(2) {
            let running = rough.running();
            rough.act(Action::ForceElectionTimeout { server: dice.pick(&running)? });
        }
    }
    rough.wait(dice.within(5, 70) * MILLISECOND);
    let leader = rough.cluster.leader()?;
    let at = rough.cluster.now();
    let setting = Setting::of(&rough.cluster)?;
    let (setting, ask, shows) = match dice.one_in(2) {
        true => {
            let knew = commit_at_election(&rough.events, leader)?;
            (setting.without_commits(), Ask::Committed { leader, knew }, Vec::new())
        }
        false => {
            // What a crash can take away is another family's question.
            if setting.servers.iter().any(|server| server.durable < server.last_index()) {
                return None;
            }
            let shows = elect_another(&setting, leader)?;
            (setting, Ask::Safe { leader }, shows)
        }
    };
    let play = Play { run: rough.run(), at, shows, until: at + 60 * MILLISECOND };
    Some((Scene { setting, ask, play: Some(play) }, Some(rough.cluster)))
}

/// What a leader knew to be committed when it was elected.
pub(super) fn commit_at_election(events: &[Event], leader: ServerId) -> Option<Index> {
    let (mut commit_index, mut at_election) = (0, None);
    for event in events.iter().filter(|event| event.id.actor == Actor::Server(leader)) {
        match &event.body {
            EventBody::Restarted { .. } => commit_index = 0,
            EventBody::Decided(
                Decision::CommitLearned { to, .. } | Decision::Committed { to, .. },
            ) => commit_index = *to,
            EventBody::Decided(Decision::BecameLeader { .. }) => at_election = Some(commit_index),
            _ => {}
        }
    }
    at_election
}

/// Everyone comes back, and the one is elected that keeps least of the leader's log.
fn elect_another(setting: &Setting, leader: ServerId) -> Option<Vec<Action>> {
    let all = setting.all_up();
    let leader = all.server(leader)?;
    let able = able(&all).into_iter().filter(|server| server.id != leader.id);
    let least = able.min_by_key(|server| server.shares_with(leader));
    let back = setting.down().into_iter().map(|server| Action::Restart { server });
    let stands = least.map(|server| Action::ForceElectionTimeout { server: server.id });
    Some(back.chain(stands).collect())
}

/// Who can be elected.
fn able(setting: &Setting) -> Vec<&ServerView> {
    let wins = |server: &&ServerView| votes_for(setting, server, None).is_reached();
    setting.running().filter(wins).collect()
}

pub(super) fn answer(
    facts: &Facts,
    leader: ServerId,
    knew: Index,
    belief: Option<Belief>,
) -> Option<Answer> {
    let setting = facts.setting;
    let leader = setting.server(leader)?;
    let Some(belief) = belief else {
        let (_, cluster) = facts.play?;
        return Some(Answer::Number(cluster.machine(leader.id)?.raft()?.commit_index()));
    };
    let counted = count(setting, leader, knew, belief, |voter| leader.known_match(voter));
    Some(Answer::Number(counted?))
}

/// The commit index of a leader as somebody counts it who believes something: `knew` was
/// committed before.
pub(super) fn count(
    setting: &Setting,
    leader: &ServerView,
    knew: Index,
    belief: Belief,
    known: impl Fn(ServerId) -> Index,
) -> Option<Index> {
    let rules = rules_without(belief.rule());
    let configuration = &setting.configuration;
    let quorum = Quorum::new(configuration, rules);
    let n = match belief {
        Belief::AnyTermCommits | Belief::HalfIsEnough => quorum.index(known),
        Belief::MajorityOfPresent => Quorum::new(&setting.present(), rules).index(known),
        Belief::LeaderDoesNotCount => {
            quorum.index(|voter| if voter == leader.id { 0 } else { known(voter) })
        }
        Belief::AllMustHaveIt => configuration.all_voters().into_iter().map(known).min()?,
        Belief::LeaderCopyIsEnough => leader.last_index(),
        _ => return None,
    };
    let any_term = matches!(belief, Belief::AnyTermCommits | Belief::LeaderCopyIsEnough);
    let counts = any_term || leader.entry(n).is_some_and(|entry| entry.term == leader.term);
    Some(if counts { n.max(knew) } else { knew })
}

pub(super) fn why(facts: &Facts, leader: ServerId) -> Option<Why> {
    let (_, cluster) = facts.play?;
    let raft = cluster.machine(leader)?.raft()?;
    Some(Why::Committed { index: raft.commit_index(), next: next_status(raft) })
}

/// What the first entry waits for that is not committed.
pub(super) fn next_status(raft: &Server) -> crate::raft::CommitStatus {
    raft.commit_status(raft.commit_index() + 1)
}

/// Up to where whoever is elected has the same log as the leader.
pub(super) fn safe(facts: &Facts, leader: ServerId, belief: Option<Belief>) -> Option<Answer> {
    let (setting, all) = (facts.setting, facts.setting.all_up());
    let leader = setting.server(leader)?;
    let copies =
        |server: ServerId| setting.server(server).map_or(0, |server| server.shares_with(leader));
    let kept =
        |setting: &Setting| able(setting).iter().map(|server| server.shares_with(leader)).min();
    Some(Answer::Number(match belief {
        None => kept(&all)?,
        Some(Belief::CrashedNeverReturn) => kept(setting)?,
        Some(Belief::CopiesAreFinal) => {
            Quorum::new(&setting.configuration, rules_without(None)).index(copies)
        }
        Some(Belief::OnlyKnownIsFinal) => leader.commit_index?,
        Some(Belief::LeaderCopyIsEnough) => leader.last_index(),
        Some(Belief::AllMustHaveIt) => {
            setting.configuration.all_voters().into_iter().map(copies).min()?
        }
        Some(_) => return None,
    }))
}

pub(super) fn why_safe(facts: &Facts, leader: ServerId) -> Option<Why> {
    let all = facts.setting.all_up();
    let leader = all.server(leader)?;
    let able = able(&all);
    let least = able.iter().min_by_key(|server| server.shares_with(leader))?;
    let index = least.shares_with(leader);
    let loses = (index < leader.last_index()).then(|| (least.id, votes_for(&all, least, None)));
    Some(Why::Safe { index, loses })
}
