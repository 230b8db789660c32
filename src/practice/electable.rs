//! Which of these can be elected?

use super::belief::Belief;
use super::dice::Dice;
use super::play::{Play, rules_without};
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{ServerView, Setting};
use super::votes::misread;
use crate::cluster::{Action, Cluster, MILLISECOND};
use crate::raft::{Quorum, ServerId, Tally, Term};

pub(super) const BELIEFS: [Belief; 8] = [
    Belief::LogDoesNotCount,
    Belief::OnlyLengthCounts,
    Belief::OnlyLastTermCounts,
    Belief::HalfIsEnough,
    Belief::MajorityOfPresent,
    Belief::AbsentAgree,
    Belief::OnlyNewestWins,
    Belief::OnlyLatestTermWins,
];

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 4, 5, 5, 5])?;
    let mut rough = RoughRun::new(dice, servers, |_| {});
    let acts = dice.within(3, 7);
    rough.rage(dice, acts);
    rough.act(Action::HealAll);
    let at = rough.cluster.now();
    let setting = Setting::of(&rough.cluster)?;
    let facts = Facts { setting: &setting, ask: &Ask::Electable, play: None };
    let Some(Answer::Servers(able)) = answer(&facts, None) else { return None };
    let shows = match able
        .iter()
        .find(|&&server| setting.server(server).is_some_and(super::votes::may_stand))
    {
        Some(&server) => vec![Action::ForceElectionTimeout { server }],
        None => Vec::new(),
    };
    let play = Play { run: rough.run(), at, shows, until: at + 40 * MILLISECOND };
    Some((Scene { setting, ask: Ask::Electable, play: Some(play) }, Some(rough.cluster)))
}

pub(super) fn answer(facts: &Facts, belief: Option<Belief>) -> Option<Answer> {
    let setting = facts.setting;
    let latest = latest_term(setting);
    let newest = setting.running().map(|server| (server.last_term(), server.last_index())).max();
    let wins = |server: &&ServerView| match belief {
        Some(Belief::OnlyNewestWins) => {
            Some((server.last_term(), server.last_index())) == newest
                && votes_for(setting, server, None).is_reached()
        }
        Some(Belief::OnlyLatestTermWins) => {
            server.term == latest && votes_for(setting, server, None).is_reached()
        }
        _ => votes_for(setting, server, belief).is_reached(),
    };
    Some(Answer::Servers(setting.running().filter(wins).map(|server| server.id).collect()))
}

pub(super) fn why(facts: &Facts) -> Why {
    let setting = facts.setting;
    let stands = |server: &ServerView| (server.id, votes_for(setting, server, None));
    Why::Electable(setting.running().map(stands).collect())
}

fn latest_term(setting: &Setting) -> Term {
    setting.servers.iter().map(|server| server.term).max().unwrap_or(0)
}

/// The votes that a server gets from those who run, in a term that is new to all, against
/// those that it needs.
pub(super) fn votes_for(
    setting: &Setting,
    candidate: &ServerView,
    belief: Option<Belief>,
) -> Tally {
    let request = candidate.request(latest_term(setting) + 1);
    let rules = rules_without(belief.and_then(Belief::rule));
    let votes = |voter: ServerId| {
        let Some(voter) = setting.server(voter) else { return false };
        let absent_agree = belief == Some(Belief::AbsentAgree);
        let (seen, request) = misread(voter, request, belief);
        (voter.is_up || absent_agree)
            && (voter.id == candidate.id
                || setting.vote(&seen, candidate.id, request, rules).is_ok())
    };
    match belief {
        Some(Belief::MajorityOfPresent) => {
            let present = setting.present();
            Quorum::new(&present, rules).tally(votes)
        }
        _ => Quorum::new(&setting.configuration, rules).tally(votes),
    }
}
