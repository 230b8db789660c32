//! What came of a run by a moment, and in what two runs differ there.

use crate::cluster::{Cluster, Machine, Micros};
use crate::raft::{Entry, Index, ServerId, Term};
use crate::words::{Comparison, EntryChange, LeaderChange};

/// What a run had come to at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOutcome {
    /// The moment.
    pub at: Micros,
    /// Who led last, and in which term.
    leader: Option<(ServerId, Term)>,
    /// How many entries were committed.
    commit_index: Index,
    /// Those that were not compacted away, the first with its index.
    committed: (Index, Vec<Entry>),
}

impl RunOutcome {
    /// What it is right now.
    pub fn of(cluster: &Cluster) -> RunOutcome {
        let rafts = || cluster.machines().iter().filter_map(Machine::raft);
        let leader = rafts().filter(|raft| raft.is_leader()).max_by_key(|raft| raft.current_term());
        let ahead = rafts().max_by_key(|raft| raft.commit_index());
        let commit_index = ahead.map_or(0, |raft| raft.commit_index());
        let committed = ahead.map_or((1, Vec::new()), |raft| {
            let first = raft.log().first_index();
            let count = (commit_index + 1).saturating_sub(first) as usize;
            (first, raft.log().entries().iter().take(count).cloned().collect())
        });
        let leader = leader.map(|raft| (raft.id(), raft.current_term()));
        RunOutcome { at: cluster.now(), leader, commit_index, committed }
    }

    /// The committed entry at `index`, if it is at hand.
    fn entry(&self, index: Index) -> Option<&Entry> {
        let place = index.checked_sub(self.committed.0)?;
        self.committed.1.get(usize::try_from(place).ok()?)
    }

    /// How this one differs from the run `before` at the same moment.
    pub fn against(&self, before: &RunOutcome) -> Comparison {
        let last = self.commit_index.max(before.commit_index);
        let first_other =
            (1..=last).find(|&index| match (self.entry(index), before.entry(index)) {
                (Some(now), Some(then)) => now != then,
                (now, then) => {
                    let is_known = index <= self.commit_index && index <= before.commit_index;
                    !is_known && (now.is_some() || then.is_some())
                }
            });
        let entry = first_other.map(|index| EntryChange {
            index,
            now: self.entry(index).cloned(),
            before: before.entry(index).cloned(),
        });
        let change = LeaderChange { now: self.leader, before: before.leader };
        let leader = (change.now != change.before).then_some(change);
        Comparison { entry, leader }
    }
}
