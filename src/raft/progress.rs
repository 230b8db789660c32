//! What a leader knows about one follower (paper figure 2, "volatile state on
//! leaders").

use serde::{Deserialize, Serialize};

use super::log::Log;
use super::message::ConflictHint;
use super::types::{Index, Round};

/// `next_index` and `match_index` of one follower, and whether the leader knows
/// yet where their logs agree.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Index of the next entry to send. 0 if the follower's disk is blank: it needs
    /// a snapshot, for the members that the cluster began with.
    pub next_index: Index,
    /// Highest index known to be stored on the follower. It only grows while the
    /// leader leads (rule 15).
    pub match_index: Index,
    /// How entries are sent.
    pub pace: Pace,
    /// The latest round it has answered.
    pub answered_round: Round,
    /// The round with which its present membership began: what it answers to an
    /// earlier one is about an earlier membership (rule 16).
    pub member_since: Round,
    /// Up to where the last message told it that entries are committed.
    pub told_commit: Index,
    /// Whether it has answered since CheckQuorum last looked.
    pub is_active: bool,
}

/// How a leader sends entries to a follower.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// It does not know yet where the logs agree: one message at a time, and
    /// `waiting` while that one is unanswered.
    Probe {
        /// Whether a probe is on its way.
        waiting: bool,
    },
    /// It knows: entries follow each other without waiting (thesis §10.2.2), and
    /// `next_index` runs ahead of the answers.
    Replicate,
    /// It has sent a snapshot, and waits until that is stored. It is sent once: what is
    /// repeated is a probe of whether it has arrived.
    Snapshot {
        /// The round in which it was sent: what is answered to this one or an earlier
        /// one was asked before.
        since: Round,
    },
}

impl Progress {
    /// What a new leader assumes of everyone: "you have what I have", to be
    /// verified by the first message (paper §5.3).
    pub fn at_election(last_log_index: Index) -> Self {
        Progress {
            next_index: last_log_index + 1,
            match_index: 0,
            pace: Pace::Probe { waiting: false },
            answered_round: 0,
            member_since: 0,
            told_commit: 0,
            is_active: false,
        }
    }

    /// What a leader assumes of a server that joins in the course of its term, with
    /// messages of `round` and later.
    pub fn joining(last_log_index: Index, round: Round) -> Self {
        Progress { member_since: round, ..Progress::at_election(last_log_index) }
    }

    /// Whether the leader would send now without being asked by a timer.
    pub fn may_send(&self) -> bool {
        !matches!(self.pace, Pace::Probe { waiting: true } | Pace::Snapshot { .. })
    }

    /// Notes that `count` entries from `next_index` on have been sent, and with them
    /// `leader_commit`. The follower believes of it what the message verifies
    /// (rule 11).
    pub fn sent(&mut self, count: usize, leader_commit: Index) {
        self.told_commit = leader_commit.min(self.next_index - 1 + count as Index);
        match &mut self.pace {
            Pace::Probe { waiting } => *waiting = true,
            Pace::Replicate => self.next_index += count as Index,
            Pace::Snapshot { .. } => {}
        }
    }

    /// Notes that a snapshot that ends at `last_index` has been sent instead of
    /// entries, in this round.
    pub fn sent_snapshot(&mut self, last_index: Index, round: Round) {
        self.next_index = last_index + 1;
        self.told_commit = last_index;
        self.pace = Pace::Snapshot { since: round };
    }

    /// Notes an acknowledgement up to `match_index`. Returns whether it told
    /// anything new: late and duplicate ones are harmless (rule 15).
    pub fn acknowledged(&mut self, match_index: Index) -> bool {
        let news = match_index > self.match_index;
        self.match_index = self.match_index.max(match_index);
        self.next_index = match self.pace {
            // Less than the snapshot was stored before it came.
            Pace::Snapshot { .. } if self.match_index + 1 < self.next_index => return news,
            // What the probe guessed too far is taken back to what is known.
            Pace::Probe { .. } | Pace::Snapshot { .. } => self.match_index + 1,
            Pace::Replicate => self.next_index.max(self.match_index + 1),
        };
        self.pace = Pace::Replicate;
        news
    }

    /// Notes a consistency check of `round` that failed at `prev_log_index`, and backs
    /// `next_index` up by the follower's hint, a whole term at a time (paper, end
    /// of §5.3). Returns whether the rejection counted: one that is about an
    /// earlier state of affairs does not.
    pub fn rejected(
        &mut self,
        round: Round,
        prev_log_index: Index,
        hint: ConflictHint,
        log: &Log,
    ) -> bool {
        // While nothing is known to match, a blank disk may refuse even index 0.
        let lowest = if self.match_index == 0 { 0 } else { self.match_index + 1 };
        // What is known to match by now, or was not sent at this pace yet, can only
        // be news of earlier.
        let is_other_probe = prev_log_index.checked_add(1) != Some(self.next_index);
        let is_late = prev_log_index < lowest
            || match self.pace {
                Pace::Probe { .. } => is_other_probe,
                Pace::Snapshot { since } => is_other_probe || round <= since,
                Pace::Replicate => prev_log_index >= self.next_index,
            };
        if is_late {
            return false;
        }
        let back_to = match hint.term.and_then(|term| log.last_index_of_term(term)) {
            // The leader has entries of that term too: its last one is where the
            // logs may agree.
            Some(last_of_term) => (last_of_term + 1).min(prev_log_index),
            None => hint.first_index.min(prev_log_index),
        };
        self.next_index = back_to.max(lowest);
        self.pace = Pace::Probe { waiting: false };
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::types::{Entry, Payload, Term};

    fn log(terms: &[Term]) -> Log {
        let entries = terms.iter().map(|&term| Entry { term, payload: Payload::Noop });
        Log::new(0, 0, entries.collect())
    }

    #[test]
    fn a_late_or_repeated_acknowledgement_never_lowers_match_index() {
        let mut progress = Progress::at_election(9);
        assert!(progress.acknowledged(9));
        assert!(!progress.acknowledged(4));
        assert!(!progress.acknowledged(9));
        assert_eq!((progress.match_index, progress.next_index), (9, 10));
    }

    #[test]
    fn a_rejection_skips_all_entries_of_the_conflicting_term() {
        let leader = log(&[1, 1, 1, 4, 4]);
        let mut progress = Progress::at_election(5);
        progress.sent(0, 0);
        let hint = ConflictHint { term: Some(2), first_index: 4 };
        assert!(progress.rejected(1, 5, hint, &leader));
        assert_eq!(progress.next_index, 4, "the leader has nothing of term 2");
        progress.sent(1, 0);
        let hint = ConflictHint { term: Some(1), first_index: 1 };
        assert!(progress.rejected(1, 3, hint, &leader));
        assert_eq!(progress.next_index, 3, "its last entry of term 1 is not below the check");
    }

    #[test]
    fn a_rejection_always_makes_progress_and_never_below_what_is_known() {
        let leader = log(&[1, 1, 1]);
        let mut progress = Progress::at_election(3);
        progress.sent(0, 0);
        // A hint that points forward must not keep the leader where it is.
        assert!(progress.rejected(1, 3, ConflictHint { term: None, first_index: 99 }, &leader));
        assert_eq!(progress.next_index, 3);
        progress.acknowledged(2);
        assert!(!progress.rejected(1, 1, ConflictHint { term: None, first_index: 1 }, &leader));
        assert_eq!((progress.match_index, progress.next_index), (2, 3), "late: ignored");
    }

    /// Rule 11: it believes no more of it than the message verifies.
    #[test]
    fn a_follower_is_told_of_the_commit_as_far_as_what_is_sent_reaches() {
        let mut progress = Progress::at_election(5);
        progress.sent(0, 9);
        assert_eq!(progress.told_commit, 5);
        progress.acknowledged(5);
        progress.sent(2, 9);
        assert_eq!(progress.told_commit, 7);
        progress.sent(2, 8);
        assert_eq!(progress.told_commit, 8);
    }

    #[test]
    fn an_acknowledgement_of_more_than_was_sent_moves_next_index_behind_it() {
        let mut progress = Progress::at_election(3);
        progress.acknowledged(3);
        progress.acknowledged(8);
        assert_eq!((progress.match_index, progress.next_index), (8, 9));
    }

    #[test]
    fn a_rejection_counts_right_behind_what_is_known_to_match() {
        let leader = log(&[1, 1, 1, 2, 2, 2]);
        let mut progress = Progress::at_election(3);
        progress.acknowledged(3);
        progress.sent(3, 0);
        assert!(progress.rejected(1, 4, ConflictHint { term: None, first_index: 1 }, &leader));
        assert_eq!(progress.next_index, 4);
    }

    /// Paper, end of §5.3.
    #[test]
    fn a_rejection_that_names_a_term_of_the_leaders_leads_behind_its_last_entry_of_it() {
        let leader = log(&[1, 1, 2, 2, 3, 3, 3]);
        let mut progress = Progress::at_election(7);
        progress.sent(0, 0);
        let hint = ConflictHint { term: Some(2), first_index: 3 };
        assert!(progress.rejected(1, 7, hint, &leader));
        assert_eq!(progress.next_index, 5);
    }

    /// On a slow link many probes are under way when their follower turns out to need the
    /// snapshot: it gets one, not one for each.
    #[test]
    fn a_snapshot_is_sent_again_only_if_a_later_probe_finds_that_it_has_not_arrived() {
        let leader = log(&[1, 1, 1]);
        let hint = ConflictHint { term: None, first_index: 1 };
        let mut progress = Progress::at_election(3);
        progress.sent(0, 0);
        progress.sent_snapshot(3, 7);
        assert!(!progress.may_send());
        assert!(!progress.rejected(6, 3, hint, &leader), "asked before it was sent");
        assert!(!progress.acknowledged(0), "stored before it came");
        assert_eq!(progress.pace, Pace::Snapshot { since: 7 });
        progress.sent(0, 3);
        assert!(progress.rejected(8, 3, hint, &leader), "asked after it was sent");
        assert!(progress.may_send());
        progress.sent_snapshot(3, 8);
        assert!(progress.acknowledged(3));
        assert_eq!((progress.next_index, progress.pace), (4, Pace::Replicate));
    }

    #[test]
    fn a_probe_waits_for_its_answer_and_replication_does_not() {
        let mut progress = Progress::at_election(3);
        assert!(progress.may_send());
        progress.sent(1, 0);
        assert!(!progress.may_send());
        assert_eq!(progress.next_index, 4, "a probe does not run ahead");
        progress.acknowledged(4);
        progress.sent(2, 0);
        assert!(progress.may_send());
        assert_eq!(progress.next_index, 7);
    }
}
