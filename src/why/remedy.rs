//! One sufficient intervention: something that can be done now, and then what is waited for
//! happens. Each is tried on a fork of the run before it is offered.

use super::cures::{Cure, cures};
use super::waiting::{Waiting, leads, removed_stands, runs, too_few_run, waiting};
use crate::cluster::{
    Action, AnchoredAction, Cluster, MILLISECOND, Machine, Micros, ORDINAL_LIMIT, SECOND,
};
use crate::raft::{Entry, Index};

/// What comes by itself within this time needs no help.
const PATIENCE: Micros = 250 * MILLISECOND;

/// No fork is played for longer than this, in virtual time.
const LONGEST: Micros = 20 * SECOND;

/// Most steps of one fork, and of all forks of one answer.
const MOST_STEPS: usize = 8_000;
const MOST_STEPS_IN_ALL: usize = 60_000;

/// A moment of a run at which something is asked.
#[derive(Copy, Clone, Debug)]
pub struct Moment<'a> {
    /// The cluster then.
    pub cluster: &'a Cluster,
    /// What the run does later.
    pub upcoming: &'a [AnchoredAction],
    /// True if that still happens when somebody acts now: at the end of what has been
    /// played. To act in the past is to branch.
    pub keeps_upcoming: bool,
}

/// Something that can be done, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What it is.
    pub cure: Cure,
    /// The same as actions, in this order.
    pub actions: Vec<Action>,
    /// The time after which what was waited for has happened.
    pub after: Micros,
}

/// What something waits for, and what would bring it about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotYet {
    /// What it waits for.
    pub waiting: Waiting,
    /// The time after which it happens by itself, if it does.
    pub by_itself: Option<Micros>,
    /// What brings it about sooner, if it takes a while by itself and something does.
    pub remedy: Option<Remedy>,
}

/// When what is waited for happens by itself, and what brings it about if that takes too
/// long. Both are found by playing forks of the run.
pub fn not_yet(waiting: &Waiting, moment: Moment<'_>) -> NotYet {
    let mut steps = MOST_STEPS_IN_ALL;
    let branch = if moment.keeps_upcoming { moment.upcoming } else { &[] };
    let in_the_run = time_until(waiting, moment.cluster, &[], moment.upcoming, &mut steps);
    let without_actions = match moment.upcoming {
        [] => in_the_run,
        _ => time_until(waiting, moment.cluster, &[], &[], &mut steps),
    };
    let in_a_branch = if moment.keeps_upcoming { in_the_run } else { without_actions };
    // What the run's own later actions bring about does not come by itself.
    let by_itself = in_the_run.filter(|_| in_the_run == without_actions);
    if by_itself.is_some_and(|after| after <= PATIENCE) {
        return NotYet { waiting: waiting.clone(), by_itself, remedy: None };
    }
    let remedy = cures(waiting, moment.cluster).into_iter().find_map(|cure| {
        let actions = cure.actions(moment.cluster);
        let after = time_until(waiting, moment.cluster, &actions, branch, &mut steps)?;
        let helps = in_a_branch.is_none_or(|without| after < without);
        helps.then_some(Remedy { cure, actions, after })
    });
    NotYet { waiting: waiting.clone(), by_itself, remedy }
}

/// The time that passes until what is waited for has happened, if these `actions` are done
/// now and those of the run when they are due. `None`: not within a bounded time, or an
/// action cannot be done.
fn time_until(
    waiting: &Waiting,
    cluster: &Cluster,
    actions: &[Action],
    upcoming: &[AnchoredAction],
    steps: &mut usize,
) -> Option<Micros> {
    let (mut cluster, mut upcoming) = (cluster.clone(), upcoming.iter());
    let start = cluster.now();
    let end = start + bound(&cluster);
    for (action, ordinal) in actions.iter().zip((0..ORDINAL_LIMIT).rev()) {
        // An action comes after all that happens by itself at its moment.
        while let Some(at) = next_time(&cluster, &upcoming).filter(|&at| at <= start) {
            step(&mut cluster, &mut upcoming, at, steps)?;
        }
        cluster.act(ordinal, action.clone()).ok()?;
    }
    if !actions.is_empty() && is_over(waiting, &cluster) {
        return Some(0);
    }
    for _ in 0..MOST_STEPS {
        let at = next_time(&cluster, &upcoming).filter(|&at| at <= end)?;
        step(&mut cluster, &mut upcoming, at, steps)?;
        if is_over(waiting, &cluster) {
            return Some(cluster.now() - start);
        }
    }
    None
}

type Upcoming<'a> = std::slice::Iter<'a, AnchoredAction>;

fn next_time(cluster: &Cluster, upcoming: &Upcoming<'_>) -> Option<Micros> {
    let action = upcoming.as_slice().first().map(|action| action.at);
    cluster.next_time().into_iter().chain(action).min()
}

/// Lets the next thing happen, as a run does: what happens by itself before an action.
fn step(
    cluster: &mut Cluster,
    upcoming: &mut Upcoming<'_>,
    at: Micros,
    steps: &mut usize,
) -> Option<()> {
    *steps = steps.checked_sub(1)?;
    if cluster.next_time() == Some(at) {
        cluster.step();
    } else if let Some(action) = upcoming.next() {
        cluster.run_until(action.at);
        // A refusal is part of the run.
        let _ = cluster.act(action.ordinal, action.action.clone());
    }
    // Nobody reads what happens in a fork.
    drop(cluster.take_events());
    Some(())
}

/// The time that a fork is played for: enough for some elections and a client's retry.
fn bound(cluster: &Cluster) -> Micros {
    let timing = &cluster.scenario().timing;
    let needed = 4 * timing.election_timeout_max + 2 * timing.client_timeout + SECOND;
    needed.min(LONGEST)
}

/// True if what was waited for has happened.
pub fn is_over(waited_for: &Waiting, cluster: &Cluster) -> bool {
    let raft = |server| cluster.machine(server).and_then(Machine::raft);
    match waited_for {
        Waiting::TooFewRun { has_leader: true, .. } => too_few_run(cluster, true).is_none(),
        Waiting::TooFewRun { has_leader: false, .. } | Waiting::NoLeader { .. } => {
            cluster.machines().iter().any(leads)
        }
        Waiting::TooFewCopies { index, entry, .. } | Waiting::EarlierTerm { index, entry, .. } => {
            cluster.machines().iter().any(|machine| has_committed(machine, *index, entry))
        }
        Waiting::Transfer { to, .. } => cluster.machine(*to).is_some_and(leads),
        Waiting::Deposed { leader, term, .. } => {
            runs(cluster, *leader) && raft(*leader).is_some_and(|it| it.current_term() > *term)
        }
        Waiting::Unheard { leader, .. } => !waiting(cluster)
            .iter()
            .any(|other| matches!(other, Waiting::Unheard { leader: of, .. } if of == leader)),
        Waiting::RemovedStands { server, .. } => cluster
            .machine(*server)
            .is_some_and(|machine| removed_stands(cluster, machine).is_none()),
        Waiting::Answer { client, sequence, .. } => {
            let client = cluster.client(*client);
            let mut requests = client.into_iter().flat_map(|client| client.history());
            requests.any(|request| request.sequence == *sequence && request.answer.is_some())
        }
    }
}

fn has_committed(machine: &Machine, index: Index, entry: &Entry) -> bool {
    machine.raft().is_some_and(|raft| {
        raft.commit_index() >= index && raft.log().get(index).is_some_and(|it| it == entry)
    })
}
