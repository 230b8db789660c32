//! How many servers may fail?

use super::belief::Belief;
use super::dice::Dice;
use super::play::{Play, rules_without};
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{ServerView, Setting};
use crate::cluster::{Action, Cluster, MILLISECOND};
use crate::raft::{Configuration, MembershipChange, Quorum, Rules, ServerId};

pub(super) const BELIEFS: [Belief; 7] = [
    Belief::HalfIsEnough,
    Belief::MajorityOfPresent,
    Belief::OneHeap,
    Belief::OnlyNewCounts,
    Belief::OnlyOldCounts,
    Belief::LearnersCount,
    Belief::HalfMayFail,
];

/// Most servers in one of these questions.
const MOST: u16 = 9;

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let configuration = configuration(dice)?;
    let members = configuration.members();
    let down = dice.below(1 + members.len() as u64 / 3);
    let mut shuffled = members.clone();
    dice.shuffle(&mut shuffled);
    let down = &shuffled[..down as usize];
    let servers = members.iter().map(|&id| ServerView::plain(id, !down.contains(&id))).collect();
    let setting = Setting { configuration, servers };
    if !can_commit(&setting, &setting.configuration, Rules::default(), &[]) {
        return None;
    }
    let shown = shown(dice, &setting);
    let (play, cluster) = shown.unzip();
    Some((Scene { setting, ask: Ask::Tolerance, play }, cluster))
}

/// A configuration: with voters only, with learners, or joint.
fn configuration(dice: &mut Dice) -> Option<Configuration> {
    let size = dice.within(3, 7) as u16;
    let voters: Vec<ServerId> = (1..=size).map(ServerId).collect();
    let plain = Configuration::new(voters.iter().copied());
    match dice.below(3) {
        0 => Some(plain),
        1 => {
            let learners = dice.within(1, 2) as u16;
            (size + 1..=size + learners).try_fold(plain, |configuration, learner| {
                configuration.changed(&MembershipChange::AddLearner(ServerId(learner))).ok()
            })
        }
        _ => {
            let first = dice.within(2, u64::from(size)) as u16;
            let last = (first + dice.within(2, 5) as u16).min(MOST);
            let voters = (first..=last).map(ServerId).collect();
            plain.changed(&MembershipChange::Joint { voters, learners: Vec::new() }).ok()
        }
    }
}

/// A run of a cluster whose servers all vote: as many fail as may, and a command commits all
/// the same.
fn shown(dice: &mut Dice, setting: &Setting) -> Option<(Play, Cluster)> {
    let configuration = &setting.configuration;
    if configuration.is_joint() || !configuration.learners().is_empty() {
        return None;
    }
    let mut rough = RoughRun::new(dice, configuration.voters().len() as u16, |_| {});
    let up: Vec<ServerId> = setting.running().map(|server| server.id).collect();
    let (leader, others) = up.split_first()?;
    for server in setting.down() {
        rough.act(Action::Crash { server });
    }
    rough.lead(*leader)?;
    rough.wait(60 * MILLISECOND);
    let at = rough.cluster.now();
    let tolerated = tolerated(setting, configuration, Rules::default());
    let fail = others.iter().rev().take(tolerated as usize);
    let mut shows: Vec<Action> = fail.map(|&server| Action::Crash { server }).collect();
    let (client, text) = (crate::cluster::ClientId(1), "SET A 1".into());
    shows.push(Action::ProposeTo { client, text, server: *leader });
    let play = Play { run: rough.run(), at, shows, until: at + 100 * MILLISECOND };
    Some((play, rough.cluster))
}

/// True if a quorum of `configuration` is left when these fail too.
fn can_commit(
    setting: &Setting,
    configuration: &Configuration,
    rules: Rules,
    failed: &[ServerId],
) -> bool {
    let runs = |server: ServerId| {
        setting.server(server).is_some_and(|server| server.is_up) && !failed.contains(&server)
    };
    Quorum::new(configuration, rules).is_reached(runs)
}

/// The most servers that may fail, whichever they are.
fn tolerated(setting: &Setting, configuration: &Configuration, rules: Rules) -> u64 {
    let up: Vec<ServerId> = setting.running().map(|server| server.id).collect();
    let chosen = |choice: u32| -> Vec<ServerId> {
        let places = up.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1);
        places.map(|(_, &server)| server).collect()
    };
    let fatal = (0..1_u32 << up.len())
        .filter(|&choice| !can_commit(setting, configuration, rules, &chosen(choice)))
        .map(u32::count_ones);
    u64::from(fatal.min().unwrap_or(0)).saturating_sub(1)
}

pub(super) fn answer(facts: &Facts, belief: Option<Belief>) -> Option<Answer> {
    let setting = facts.setting;
    let configuration = &setting.configuration;
    let of = |servers: &[ServerId]| Configuration::new(servers.iter().copied());
    let rules = rules_without(belief.and_then(Belief::rule));
    let seen = match belief {
        None | Some(Belief::HalfIsEnough) => configuration.clone(),
        Some(Belief::OneHeap) if configuration.is_joint() => configuration.clone(),
        Some(Belief::MajorityOfPresent) if !configuration.is_joint() => setting.present(),
        Some(Belief::OnlyNewCounts) if configuration.is_joint() => of(configuration.voters()),
        Some(Belief::OnlyOldCounts) if configuration.is_joint() => of(configuration.outgoing()),
        Some(Belief::LearnersCount) if !configuration.learners().is_empty() => {
            of(&configuration.members())
        }
        Some(Belief::HalfMayFail) if !configuration.is_joint() => {
            let half = configuration.all_voters().len() as u64 / 2;
            return Some(Answer::Number(half.saturating_sub(setting.down().len() as u64)));
        }
        Some(_) => return None,
    };
    Some(Answer::Number(tolerated(setting, &seen, rules)))
}

pub(super) fn why(facts: &Facts) -> Why {
    let (setting, configuration) = (facts.setting, &facts.setting.configuration);
    let runs = |server| setting.server(server).is_some_and(|server| server.is_up);
    Why::Tolerance(Quorum::new(configuration, Rules::default()).tally(runs))
}
