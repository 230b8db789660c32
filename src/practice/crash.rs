//! What is left after this crash?

use serde::{Deserialize, Serialize};

use super::belief::Belief;
use super::commit_index::listening;
use super::dice::Dice;
use super::play::Play;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::{RoughRun, of};
use super::setting::Setting;
use crate::cluster::{Action, Cluster, Health, MILLISECOND};
use crate::raft::{Entry, Index, ServerId, Term};

pub(super) const BELIEFS: [Belief; 6] = [
    Belief::MemorySurvives,
    Belief::OnlyCommittedSurvives,
    Belief::CommitIndexSurvives,
    Belief::VoteIsForgotten,
    Belief::TermIsForgotten,
    Belief::NothingSurvives,
];

/// A server's state, as far as a crash concerns it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remains {
    /// Its term.
    pub term: Term,
    /// Its vote in that term.
    pub voted_for: Option<ServerId>,
    /// Its log.
    pub log: Vec<Entry>,
    /// Its commit index.
    pub commit_index: Index,
}

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 3, 5])?;
    let mut rough = RoughRun::new(dice, servers, |scenario| {
        // Slow disks, so that a crash finds something under way.
        scenario.timing.disk_write_min = 8 * MILLISECOND;
        scenario.timing.disk_write_max = 30 * MILLISECOND;
    });
    let acts = dice.within(2, 4);
    rough.rage(dice, acts);
    rough.act(Action::HealAll);
    rough.wait(dice.within(0, 80) * MILLISECOND);
    let writing = of(&rough.cluster, |machine| {
        machine.health() == Health::Up && machine.disk().writes_under_way() > 0
    });
    let server = dice.pick(&writing)?;
    let at = rough.cluster.now();
    let setting = Setting::of(&rough.cluster)?;
    let durable = rough.cluster.machine(server)?.disk().durable();
    let disk = Remains {
        term: durable.current_term,
        voted_for: durable.voted_for,
        log: durable.log.clone(),
        commit_index: 0,
    };
    let ask = Ask::Crash { server, disk };
    let shows = vec![Action::Crash { server }, Action::Restart { server }];
    let play = Play { run: rough.run(), at, shows, until: at };
    Some((Scene { setting, ask, play: Some(play) }, Some(rough.cluster)))
}

pub(super) fn answer(facts: &Facts, server: ServerId, belief: Option<Belief>) -> Option<Answer> {
    let off = belief.filter(|belief| belief.off().is_some());
    let (cluster, _) = facts.played(off)?;
    let raft = listening(&cluster, server)?;
    let mut left = Remains {
        term: raft.current_term(),
        voted_for: raft.voted_for(),
        log: raft.log().entries().to_vec(),
        commit_index: raft.commit_index(),
    };
    let before = facts.setting.server(server)?;
    let commit_index = before.commit_index?;
    match belief {
        None | Some(Belief::VoteIsForgotten) => {}
        Some(Belief::MemorySurvives) => {
            (left.term, left.voted_for) = (before.term, before.voted_for);
            left.log.clone_from(&before.log);
        }
        Some(Belief::OnlyCommittedSurvives) => left.log.truncate(commit_index as usize),
        Some(Belief::CommitIndexSurvives) => left.commit_index = commit_index,
        Some(Belief::TermIsForgotten) => (left.term, left.voted_for) = (0, None),
        Some(Belief::NothingSurvives) => left = Remains::default(),
        Some(_) => return None,
    }
    Some(Answer::Left(left))
}

pub(super) fn why(facts: &Facts, server: ServerId) -> Option<Why> {
    let (_, cluster) = facts.play?;
    let writes_lost = cluster.machine(server)?.disk().writes_under_way() as u64;
    Some(Why::Crash { writes_lost })
}
