//! Can these logs come about?

use super::belief::Belief;
use super::dice::Dice;
use super::play::Play;
use super::question::{Answer, Ask, Facts, Scene, Why};
use super::rough::RoughRun;
use super::setting::{ServerView, Setting};
use crate::cluster::{BadStart, Cluster, Invalid, Scenario, StartEntry, StartState, request_of};
use crate::raft::{Entry, Term};

pub(super) const BELIEFS: [Belief; 5] = [
    Belief::TermsLeaveNoGaps,
    Belief::LongerIsNewer,
    Belief::LogsArePrefixes,
    Belief::TermsMayFallBack,
    Belief::SameTermMayDiffer,
];

pub(super) fn draw(dice: &mut Dice) -> Option<(Scene, Option<Cluster>)> {
    let servers = dice.pick(&[3, 3, 4, 5])?;
    let mut rough = RoughRun::new(dice, servers, |_| {});
    let acts = dice.within(3, 7);
    rough.rage(dice, acts);
    let mut setting = Setting::of(&rough.cluster)?;
    // Only the logs are shown.
    for server in &mut setting.servers {
        let log = std::mem::take(&mut server.log);
        *server =
            ServerView { durable: log.len() as u64, log, ..ServerView::plain(server.id, true) };
    }
    let (at, run) = (rough.cluster.now(), rough.run());
    if dice.one_in(2) {
        let play = Play { run, at, shows: Vec::new(), until: at };
        return Some((
            Scene { setting, ask: Ask::Reachable, play: Some(play) },
            Some(rough.cluster),
        ));
    }
    // No run leads there, so there is none to play.
    let place = dice.below(setting.servers.len() as u64) as usize;
    let log = &mut setting.servers.get_mut(place)?.log;
    let index = dice.below(log.len() as u64) as usize;
    match dice.below(3) {
        0 => {
            let next = log.get(index + 1)?.term;
            let entry = log.get_mut(index)?;
            let term = std::mem::replace(&mut entry.term, next);
            log[index + 1].term = term;
        }
        1 => {
            let terms = (
                index.checked_sub(1).map_or(1, |before| log[before].term),
                log.get(index + 1)?.term,
            );
            log[index].term = dice.within(terms.0, terms.1);
        }
        _ => {
            let others: Vec<Entry> =
                log.iter().filter(|other| **other != log[index]).cloned().collect();
            log.get_mut(index)?.payload = dice.pick(&others)?.payload;
        }
    }
    Some((Scene { setting, ask: Ask::Reachable, play: None }, None))
}

/// What is wrong with these logs; `None`: nothing that the core's check of a start finds.
fn fault(setting: &Setting) -> Option<BadStart> {
    let latest: Term =
        setting.servers.iter().flat_map(|server| &server.log).map(|entry| entry.term).max()?;
    let start = setting.servers.iter().map(|server| StartState {
        // Everyone has gone on to a later term: so nothing depends on who voted for whom.
        current_term: latest + 1,
        log: server.log.iter().map(start_entry).collect(),
        ..StartState::default()
    });
    let scenario =
        Scenario { start: start.collect(), ..Scenario::new(0, setting.servers.len() as u16) };
    match scenario.validate() {
        Err(Invalid::Start(fault)) => Some(fault),
        _ => None,
    }
}

fn start_entry(entry: &Entry) -> StartEntry {
    let command = request_of(entry).map(|request| request.operation.to_string());
    StartEntry { term: entry.term, command }
}

/// Yes where a run has these logs; no where one of the core's checks refuses them.
fn verdict(facts: &Facts) -> Option<Result<(), BadStart>> {
    match facts.play {
        Some((_, cluster)) => {
            let logs = |setting: &Setting| -> Vec<Vec<Entry>> {
                setting.servers.iter().map(|server| server.log.clone()).collect()
            };
            let came_about = logs(&Setting::of(cluster)?) == logs(facts.setting);
            came_about.then_some(Ok(()))
        }
        None => match fault(facts.setting)? {
            fault @ (BadStart::TermsDescend { .. } | BadStart::NoMatch { .. }) => Some(Err(fault)),
            _ => None,
        },
    }
}

pub(super) fn answer(facts: &Facts, belief: Option<Belief>) -> Option<Answer> {
    let verdict = verdict(facts)?;
    let servers = &facts.setting.servers;
    let pairs = || servers.iter().flat_map(|one| servers.iter().map(move |other| (one, other)));
    let can = match belief {
        None => verdict.is_ok(),
        Some(Belief::TermsLeaveNoGaps) => !servers.iter().any(has_gap) && verdict.is_ok(),
        Some(Belief::LongerIsNewer) => {
            let is_odd = |(one, other): (&ServerView, &ServerView)| {
                one.last_index() > other.last_index() && one.last_term() < other.last_term()
            };
            !pairs().any(is_odd) && verdict.is_ok()
        }
        Some(Belief::LogsArePrefixes) => {
            let is_odd = |(one, other): (&ServerView, &ServerView)| {
                one.shares_with(other) < one.last_index().min(other.last_index())
            };
            !pairs().any(is_odd) && verdict.is_ok()
        }
        Some(Belief::TermsMayFallBack) => !matches!(verdict, Err(BadStart::NoMatch { .. })),
        Some(Belief::SameTermMayDiffer) => !matches!(verdict, Err(BadStart::TermsDescend { .. })),
        Some(_) => return None,
    };
    Some(Answer::YesNo(can))
}

/// A term is left out in this log.
fn has_gap(server: &ServerView) -> bool {
    let terms = server.log.iter().map(|entry| entry.term);
    let before = std::iter::once(0).chain(terms.clone());
    before.zip(terms).any(|(before, term)| term > before + 1)
}

pub(super) fn why(facts: &Facts) -> Option<Why> {
    Some(match verdict(facts)? {
        Err(BadStart::TermsDescend { server, index }) => Why::TermsDescend { server, index },
        Err(BadStart::NoMatch { server, index, term }) => Why::NoMatch { server, index, term },
        _ => Why::CameAbout,
    })
}
