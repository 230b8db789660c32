//! What came of a run by a moment, and in what two runs differ there.

use crate::cluster::{Cluster, Machine, Micros};
use crate::raft::{Entry, Index, ServerId, Term};
use crate::words::entry_words;

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

    /// In what this one differs from the run `before` at the same moment.
    pub fn against(&self, before: &RunOutcome) -> String {
        let last = self.commit_index.max(before.commit_index);
        let first_other =
            (1..=last).find(|&index| match (self.entry(index), before.entry(index)) {
                (Some(now), Some(then)) => now != then,
                (now, then) => {
                    let is_known = index <= self.commit_index && index <= before.commit_index;
                    !is_known && (now.is_some() || then.is_some())
                }
            });
        let entry = first_other.map(|index| match (self.entry(index), before.entry(index)) {
            (Some(now), Some(then)) if entry_words(now) == entry_words(then) => format!(
                "Entry {index}, {}, is of term {} now; before it was of term {}.",
                entry_words(now),
                now.term,
                then.term
            ),
            (Some(now), Some(then)) => format!(
                "Entry {index} is {} now; before it was {}.",
                entry_words(now),
                entry_words(then)
            ),
            (Some(now), None) => {
                format!("Entry {index}, {}, is committed now; before it was not.", entry_words(now))
            }
            (None, then) => format!(
                "Entry {index}, {}, is not committed now; before it was.",
                then.map(entry_words).unwrap_or_default()
            ),
        });
        let leads = |leader: Option<(ServerId, Term)>| match leader {
            Some((server, term)) => format!("{server} leads term {term}"),
            None => "nobody leads".into(),
        };
        let leader = (self.leader != before.leader)
            .then(|| format!("Now {}; before, {}.", leads(self.leader), leads(before.leader)));
        let differences: Vec<String> = entry.into_iter().chain(leader).collect();
        match differences.is_empty() {
            true => "It came out the same: the same leader, the same committed entries.".into(),
            false => differences.join(" "),
        }
    }
}
