//! When an entry is committed, and why it is not yet (paper §5.3, §5.4.2).

use serde::{Deserialize, Serialize};

use super::decision::Decision;
use super::io::Output;
use super::quorum::Tally;
use super::rules::Rule;
use super::server::Server;
use super::types::{Index, ServerId, Term};

/// Where an entry stands, as the server that is asked knows it. The leader
/// decides by this same value, so an explanation cannot disagree with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommitStatus {
    /// Committed.
    Committed,
    /// Nothing is missing: the leader commits it in the step in which it gets here.
    Ready {
        /// The servers that have stored it.
        acknowledged_by: Vec<ServerId>,
    },
    /// Fewer than a majority are known to have stored it.
    TooFewCopies {
        /// Those that have.
        acknowledged_by: Vec<ServerId>,
        /// How they stand against what is needed.
        tally: Tally,
    },
    /// It is of an earlier term: however many have it, only an entry of the
    /// leader's own term commits by counting, and takes it along (§5.4.2).
    EarlierTerm {
        /// The entry's term.
        entry_term: Term,
        /// The leader's.
        current_term: Term,
    },
    /// This server does not lead: it waits to be told.
    NotLeader {
        /// Whom it waits for.
        leader: Option<ServerId>,
    },
    /// The log does not reach that far.
    NotInLog,
}

impl Server {
    /// Whether the entry at `index` is committed, and if not, what it waits for.
    pub fn commit_status(&self, index: Index) -> CommitStatus {
        if index <= self.commit_index {
            return CommitStatus::Committed;
        }
        let Some(entry) = self.log.get(index) else {
            return CommitStatus::NotInLog;
        };
        if !self.is_leader() {
            return CommitStatus::NotLeader { leader: self.leader() };
        }
        let has_it = |server: ServerId| self.known_match_index(server) >= index;
        let tally = self.quorum().tally(has_it);
        let mut acknowledged_by = self.configuration().all_voters();
        acknowledged_by.retain(|&voter| has_it(voter));
        if !tally.is_reached() {
            return CommitStatus::TooFewCopies { acknowledged_by, tally };
        }
        if entry.term != self.current_term && self.settings.rules.keeps(Rule::CurrentTermCommit) {
            return CommitStatus::EarlierTerm {
                entry_term: entry.term,
                current_term: self.current_term,
            };
        }
        CommitStatus::Ready { acknowledged_by }
    }

    /// "If there exists an N such that N > commitIndex, a majority of matchIndex[i]
    /// ≥ N, and log[N].term == currentTerm: set commitIndex = N" (figure 2; rule
    /// 13). Returns whether it did.
    pub(super) fn advance_commit_index(&mut self) -> bool {
        let n = self.quorum().index(|voter| self.known_match_index(voter));
        let CommitStatus::Ready { acknowledged_by } = self.commit_status(n) else {
            return false;
        };
        let from = self.commit_index;
        self.commit_index = n;
        self.decide(Decision::Committed { from, to: n, acknowledged_by });
        self.apply_committed();
        true
    }

    /// A follower's commit index only grows (rule 11, rule 18).
    pub(super) fn learn_commit(&mut self, leader: ServerId, commit_index: Index) {
        if commit_index <= self.commit_index {
            return;
        }
        let from = self.commit_index;
        self.commit_index = commit_index;
        self.decide(Decision::CommitLearned { from, to: commit_index, leader });
        self.apply_committed();
    }

    /// "If commitIndex > lastApplied: increment lastApplied, apply
    /// log[lastApplied] to state machine" (figure 2), for all that are due.
    pub(super) fn apply_committed(&mut self) {
        // Only where a rule is off can the commit index be beyond the log.
        let (from, to) = (self.last_applied + 1, self.commit_index.min(self.log.last_index()));
        if from <= to {
            self.last_applied = to;
            self.output(Output::Apply { from, to });
        }
    }
}
