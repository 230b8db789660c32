//! How will each server vote on this RequestVote?

use super::belief::Belief;
use super::dice::Dice;
use super::play::{Play, rules_without};
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{ServerView, Setting};
use crate::cluster::{Action, Actor, Cluster, Content, Event, EventBody, Health, MILLISECOND};
use crate::raft::{Decision, Entry, Index, Message, RequestVote, RoleName, Rules, ServerId, Term};

pub(super) const BELIEFS: [Belief; 6] = [
    Belief::LogDoesNotCount,
    Belief::OnlyLengthCounts,
    Belief::OnlyLastTermCounts,
    Belief::VotesAgain,
    Belief::VoteIsForEver,
    Belief::OldTermIsHeard,
];

/// As long as it takes until all have the request.
const UNTIL_ALL_HAVE_IT: u64 = 20 * MILLISECOND;

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 5, 5])?;
    let mut rough = RoughRun::new(dice, servers, |_| {});
    let acts = dice.within(3, 6);
    rough.rage(dice, acts);
    rough.act(Action::HealAll);
    if dice.one_in(2) {
        // Somebody else has just asked, and perhaps has some votes already.
        let rival = stands(&rough, dice)?;
        rough.act(Action::ForceElectionTimeout { server: rival });
        rough.wait(dice.within(8, 20) * MILLISECOND);
    }
    let candidate = stands(&rough, dice)?;
    let at = rough.cluster.now();
    let setting = Setting::of(&rough.cluster)?;
    let shows = vec![Action::ForceElectionTimeout { server: candidate }];
    let play = Play { run: rough.run(), at, shows, until: at + UNTIL_ALL_HAVE_IT };
    let (_, events) = play.on(&rough.cluster, None);
    let request = request_of(&events, candidate)?;
    let ask = Ask::Votes { candidate, request };
    let scene = Scene { setting, ask, play: Some(play) };
    // In between something else may happen. The question is about what is seen here.
    let facts = Facts { setting: &scene.setting, ask: &scene.ask, play: None };
    let said = answer(&facts, candidate, request, None)?;
    let voters = votes_in(&events, candidate, &scene.setting)?;
    (said == Answer::Servers(voters)).then_some((scene, Some(rough.cluster)))
}

fn stands(rough: &RoughRun, dice: &mut Dice) -> Option<ServerId> {
    let may_stand = super::rough::of(&rough.cluster, |machine| {
        machine.health() == Health::Up && !machine.is_leader()
    });
    dice.pick(&may_stand)
}

fn request_of(events: &[Event], candidate: ServerId) -> Option<RequestVote> {
    events.iter().find_map(|event| match &event.body {
        EventBody::Sent(envelope) if event.id.actor == Actor::Server(candidate) => {
            match &envelope.content {
                Content::Raft(Message::RequestVote(request)) => Some(*request),
                _ => None,
            }
        }
        _ => None,
    })
}

/// Who votes for the candidate in these events; `None` if somebody who runs says nothing.
fn votes_in(events: &[Event], candidate: ServerId, setting: &Setting) -> Option<Vec<ServerId>> {
    let said = |voter: &ServerView| {
        let own = events.iter().filter(|event| event.id.actor == Actor::Server(voter.id));
        let mut verdicts = own.filter_map(|event| match &event.body {
            EventBody::Decided(Decision::VoteGranted { candidate: of }) if *of == candidate => {
                Some((voter.id, true))
            }
            EventBody::Decided(Decision::VoteDenied { candidate: of, .. }) if *of == candidate => {
                Some((voter.id, false))
            }
            _ => None,
        });
        verdicts.next()
    };
    let others = setting.running().filter(|voter| voter.id != candidate);
    let said: Vec<_> = others.map(said).collect::<Option<_>>()?;
    Some(said.into_iter().filter(|(_, granted)| *granted).map(|(voter, _)| voter).collect())
}

pub(super) fn answer(
    facts: &Facts,
    candidate: ServerId,
    request: RequestVote,
    belief: Option<Belief>,
) -> Option<Answer> {
    let voters = facts.setting.running().filter(|voter| voter.id != candidate);
    let grants = |voter: &&ServerView| {
        let (voter, request) = misread(voter, request, belief);
        let rules = rules_without(belief.and_then(Belief::rule));
        facts.setting.vote(&voter, candidate, request, rules).is_ok()
    };
    Some(Answer::Servers(voters.filter(grants).map(|voter| voter.id).collect()))
}

pub(super) fn why(facts: &Facts, candidate: ServerId, request: RequestVote) -> Why {
    let voters = facts.setting.running().filter(|voter| voter.id != candidate);
    let says = |voter: &ServerView| {
        (voter.id, facts.setting.vote(voter, candidate, request, Rules::default()))
    };
    Why::Votes(voters.map(says).collect())
}

/// Voter and request as somebody sees them who believes this: the core is asked about
/// these.
pub(super) fn misread(
    voter: &ServerView,
    mut request: RequestVote,
    belief: Option<Belief>,
) -> (ServerView, RequestVote) {
    let mut voter = voter.clone();
    match belief {
        Some(Belief::OnlyLengthCounts) => {
            voter.log = of_one_term(&voter.log, 1);
            request.last_log_term = 1;
        }
        Some(Belief::OnlyLastTermCounts) => request.last_log_index = Index::MAX,
        Some(Belief::VoteIsForEver) if voter.voted_for.is_some() => {
            voter.term = voter.term.max(request.term);
            request.term = voter.term;
        }
        Some(Belief::OldTermIsHeard) => request.term = request.term.max(voter.term + 1),
        _ => {}
    }
    (voter, request)
}

fn of_one_term(log: &[Entry], term: Term) -> Vec<Entry> {
    log.iter().map(|entry| Entry { term, ..entry.clone() }).collect()
}

/// True if a server has to be told: it leads, or its timer will run out some day.
pub(super) fn may_stand(server: &ServerView) -> bool {
    server.is_up && server.role != RoleName::Leader
}
