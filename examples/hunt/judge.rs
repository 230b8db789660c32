//! What is wrong with a run, if anything is.

use raft_lunch::check::{NotLive, SafetyChecker, can_be_live, liveness_verdict};
use raft_lunch::cluster::*;
use raft_lunch::raft::ServerId;

use crate::storm::mending;

/// How long a storm rages.
pub const LENGTH: Micros = 5 * SECOND / 2;

/// How long a cluster may take to come back to normal when everything is mended.
const RECOVERY: Micros = 20 * SECOND;

/// How often it is asked meanwhile.
const LOOK_EVERY: Micros = 100 * MILLISECOND;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The property's name.
    pub property: String,
    /// What is wrong.
    pub evidence: String,
}

/// Plays a run from its beginning, mends everything at the end, and looks on.
pub fn judge(run: &Run) -> Option<Finding> {
    let mut cluster = Cluster::new(&run.scenario);
    let mut checker = SafetyChecker::default();
    for anchored in &run.actions {
        play(&mut cluster, &mut checker, anchored.at);
        // What was left out before may have made this impossible: then it is refused.
        let _ = cluster.act(anchored.ordinal, anchored.action.clone());
        look(&mut cluster, &mut checker);
    }
    play(&mut cluster, &mut checker, LENGTH);
    settle(&mut cluster, &mut checker)
}

/// Mends everything and waits until the cluster is back to normal, or has had its
/// time. Returns the first thing that was wrong, before or now.
pub fn settle(cluster: &mut Cluster, checker: &mut SafetyChecker) -> Option<Finding> {
    if let Some(finding) = violation(checker) {
        return Some(finding);
    }
    let mended = cluster.now();
    let mut ordinal = 1 << 24;
    let mut mend = |cluster: &mut Cluster, checker: &mut SafetyChecker, action: Action| {
        if cluster.check_action(&action).is_ok() {
            ordinal += 1;
            let _ = cluster.act(ordinal, action);
            look(cluster, checker);
        }
    };
    for action in mending(cluster) {
        mend(cluster, checker, action);
    }
    play(cluster, checker, mended + SECOND);
    if !can_be_live(cluster) {
        return violation(checker);
    }
    let text = "SET after storm".to_owned();
    mend(cluster, checker, Action::Propose { client: ClientId(1), text });
    let mut verdict = Err(NotLive::NoLeader);
    while verdict.is_err() && cluster.now() < mended + RECOVERY && violation(checker).is_none() {
        for server in removed_for_good(cluster) {
            mend(cluster, checker, Action::Crash { server });
        }
        let until = cluster.now() + LOOK_EVERY;
        play(cluster, checker, until);
        verdict = liveness_verdict(cluster);
    }
    let not_live =
        |reason: NotLive| Finding { property: "Liveness".into(), evidence: reason.to_string() };
    violation(checker).or(verdict.err().map(not_live))
}

/// Whoever a committed configuration leaves out is switched off, as by any
/// operator: it might not know, and stand for election for ever (thesis §4.2.3).
fn removed_for_good(cluster: &Cluster) -> Vec<ServerId> {
    let leader = cluster.leader().and_then(|leader| cluster.machine(leader)?.raft());
    let settled = leader.filter(|leader| leader.configuration_index() <= leader.commit_index());
    let is_out = |server: &ServerId| {
        settled.is_some_and(|leader| !leader.configuration().is_member(*server))
    };
    cluster.server_ids().filter(is_out).collect()
}

fn violation(checker: &SafetyChecker) -> Option<Finding> {
    let violation = checker.violations().first()?;
    let property = violation.property.name();
    // It says the property first, and so does the finding.
    let sentence = violation.to_string();
    let evidence = sentence.trim_start_matches(property).trim_start_matches(": ").into();
    Some(Finding { property: property.into(), evidence })
}

fn play(cluster: &mut Cluster, checker: &mut SafetyChecker, until: Micros) {
    while checker.violations().is_empty() && cluster.next_time().is_some_and(|at| at <= until) {
        cluster.step();
        look(cluster, checker);
    }
    if checker.violations().is_empty() {
        cluster.run_until(until);
    }
}

fn look(cluster: &mut Cluster, checker: &mut SafetyChecker) {
    let events = cluster.take_events();
    checker.observe(cluster, &events);
}
