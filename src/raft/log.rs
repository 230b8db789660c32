//! A server's log (paper §5.3, figure 2).

use super::message::ConflictHint;
use super::types::{Entry, Index, Term};

/// The entries of one server, after those that a snapshot has replaced (paper §7).
///
/// Everything that may be out of range answers `None`: a log is asked about
/// indices that come from other servers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// The index and the term of the last entry that is gone; 0 and 0 at first.
    compacted: (Index, Term),
    entries: Vec<Entry>,
    /// How often entries were removed or replaced, and from where the last time: an
    /// onlooker sees cheaply what can have changed.
    rewrites: u64,
    rewritten_from: Index,
}

impl Log {
    /// A log whose snapshot ends with (`last_index`, `last_term`), both 0 without
    /// one, and that holds `entries` after that.
    pub fn new(last_index: Index, last_term: Term, entries: Vec<Entry>) -> Self {
        Log { compacted: (last_index, last_term), entries, rewrites: 0, rewritten_from: 0 }
    }

    /// Index of the first entry that is still here, or would be.
    pub fn first_index(&self) -> Index {
        self.compacted.0 + 1
    }

    /// Index of the last entry; without entries, the snapshot's last index.
    pub fn last_index(&self) -> Index {
        self.compacted.0 + self.entries.len() as Index
    }

    /// Term of the last entry; without entries, the snapshot's last term.
    pub fn last_term(&self) -> Term {
        self.entries.last().map_or(self.compacted.1, |entry| entry.term)
    }

    /// How many entries stand before `index`.
    fn place(&self, index: Index) -> usize {
        usize::try_from(index.saturating_sub(self.first_index())).unwrap_or(usize::MAX)
    }

    /// The entry at `index`.
    pub fn get(&self, index: Index) -> Option<&Entry> {
        if index < self.first_index() { None } else { self.entries.get(self.place(index)) }
    }

    /// The term of the entry at `index`, that of the snapshot's last entry included
    /// (rule 9): the consistency check of the next entry starts there. Before the
    /// first entry of all that is index 0 with term 0.
    pub fn term_at(&self, index: Index) -> Option<Term> {
        if index == self.compacted.0 {
            Some(self.compacted.1)
        } else {
            self.get(index).map(|entry| entry.term)
        }
    }

    /// All entries that are here, the first at [`Log::first_index`].
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The same, to be taken out of a moment that is kept, and put back.
    pub(super) fn entries_mut(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    /// The entries from `from` to the end.
    pub fn from(&self, from: Index) -> &[Entry] {
        self.entries.get(self.place(from)..).unwrap_or_default()
    }

    /// The entries from `from` on, `most` of them at most.
    pub fn batch_from(&self, from: Index, most: u16) -> Vec<Entry> {
        let tail = self.from(from);
        tail[..tail.len().min(usize::from(most))].to_vec()
    }

    /// How often entries were removed from its end, or all of it was replaced, in
    /// this life of the server. In between it only grows, and is compacted.
    pub fn rewrites(&self) -> u64 {
        self.rewrites
    }

    /// Where the last rewrite began.
    pub fn rewritten_from(&self) -> Index {
        self.rewritten_from
    }

    /// Whether a log that ends with (`last_term`, `last_index`) is at least as
    /// up-to-date as this one: the later last term wins, then the longer log
    /// (paper §5.4.1).
    pub fn is_no_newer_than(&self, last_term: Term, last_index: Index) -> bool {
        (last_term, last_index) >= (self.last_term(), self.last_index())
    }

    /// The first index that holds `term`, if an entry that is here does.
    pub fn first_index_of_term(&self, term: Term) -> Option<Index> {
        let before = self.entries.partition_point(|entry| entry.term < term);
        (self.entries.get(before)?.term == term).then_some(self.first_index() + before as Index)
    }

    /// The last index that holds `term`, if an entry that is here does.
    pub fn last_index_of_term(&self, term: Term) -> Option<Index> {
        let through = self.entries.partition_point(|entry| entry.term <= term);
        let last = self.entries.get(through.checked_sub(1)?)?;
        (last.term == term).then_some(self.compacted.0 + through as Index)
    }

    /// What to tell a leader whose consistency check at `prev_log_index` failed
    /// here (paper, end of §5.3).
    pub fn conflict_hint(&self, prev_log_index: Index) -> ConflictHint {
        match self.term_at(prev_log_index) {
            None => ConflictHint { term: None, first_index: self.last_index() + 1 },
            Some(term) => ConflictHint {
                term: Some(term),
                first_index: self.first_index_of_term(term).unwrap_or(prev_log_index),
            },
        }
    }

    /// Appends one entry and returns its index.
    pub fn append(&mut self, entry: Entry) -> Index {
        self.entries.push(entry);
        self.last_index()
    }

    /// Removes the entry at `from` and all that follow it, and returns them.
    pub fn truncate_from(&mut self, from: Index) -> Vec<Entry> {
        let keep = self.place(from);
        if keep >= self.entries.len() {
            return Vec::new();
        }
        self.rewrites += 1;
        self.rewritten_from = from;
        self.entries.split_off(keep)
    }

    /// A snapshot takes the place of the entries up to `last_index`, which has
    /// `last_term`.
    pub fn compact(&mut self, last_index: Index, last_term: Term) {
        let gone = self.place(last_index + 1).min(self.entries.len());
        self.entries.drain(..gone);
        self.compacted = (last_index, last_term);
    }

    /// A snapshot takes the place of everything.
    pub fn reset(&mut self, last_index: Index, last_term: Term) {
        let (rewrites, rewritten_from) = (self.rewrites + 1, last_index + 1);
        *self = Log { rewrites, rewritten_from, ..Log::new(last_index, last_term, Vec::new()) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::types::Payload;

    #[test]
    fn an_onlooker_sees_how_often_a_log_was_rewritten_and_from_where_the_last_time() {
        let mut log = log(&[1, 1, 1]);
        assert_eq!(log.rewrites(), 0);
        log.truncate_from(3);
        assert_eq!((log.rewrites(), log.rewritten_from()), (1, 3));
        log.reset(7, 2);
        assert_eq!((log.rewrites(), log.rewritten_from()), (2, 8));
    }

    fn log(terms: &[Term]) -> Log {
        after(0, 0, terms)
    }

    fn after(last_index: Index, last_term: Term, terms: &[Term]) -> Log {
        let entries = terms.iter().map(|&term| Entry { term, payload: Payload::Noop });
        Log::new(last_index, last_term, entries.collect())
    }

    #[test]
    fn the_index_before_the_log_has_term_zero_and_the_one_after_it_none() {
        let log = log(&[1, 1, 3]);
        assert_eq!(log.term_at(0), Some(0));
        assert_eq!(log.term_at(3), Some(3));
        assert_eq!(log.term_at(4), None);
        assert_eq!(log.get(0), None);
    }

    #[test]
    fn up_to_date_compares_the_last_term_before_the_length() {
        let mine = log(&[1, 1, 3]);
        assert!(mine.is_no_newer_than(3, 3), "equal logs");
        assert!(mine.is_no_newer_than(4, 1), "a later term wins over a longer log");
        assert!(!mine.is_no_newer_than(2, 9), "an earlier term loses, however long");
        assert!(!mine.is_no_newer_than(3, 2), "same term: the shorter log loses");
    }

    #[test]
    fn the_conflict_hint_names_the_first_index_of_the_conflicting_term() {
        let log = log(&[1, 1, 2, 2, 2]);
        assert_eq!(log.conflict_hint(5), ConflictHint { term: Some(2), first_index: 3 });
        assert_eq!(log.conflict_hint(9), ConflictHint { term: None, first_index: 6 });
    }

    #[test]
    fn the_edges_of_a_term_are_found_and_a_missing_term_is_not() {
        let log = log(&[1, 1, 3, 3]);
        assert_eq!((log.first_index_of_term(3), log.last_index_of_term(3)), (Some(3), Some(4)));
        assert_eq!((log.first_index_of_term(2), log.last_index_of_term(2)), (None, None));
        assert_eq!(log.last_index_of_term(0), None);
    }

    #[test]
    fn truncating_past_the_end_changes_nothing() {
        let mut log = log(&[1, 1]);
        assert!(log.truncate_from(3).is_empty());
        assert_eq!((log.last_index(), log.rewrites()), (2, 0));
        assert_eq!(log.truncate_from(2).len(), 1);
        assert_eq!((log.last_index(), log.rewrites(), log.rewritten_from()), (1, 1, 2));
    }

    #[test]
    fn what_a_snapshot_covers_is_gone_but_its_last_term_is_known() {
        let mut log = log(&[1, 1, 2, 2, 3]);
        log.compact(3, 2);
        assert_eq!((log.first_index(), log.last_index(), log.entries().len()), (4, 5, 2));
        assert_eq!((log.term_at(2), log.term_at(3), log.term_at(4)), (None, Some(2), Some(2)));
        assert_eq!((log.get(3), log.from(1).len()), (None, 2));
        assert_eq!((log.first_index_of_term(2), log.last_index_of_term(3)), (Some(4), Some(5)));
        assert_eq!(log.first_index_of_term(1), None);
        assert_eq!(log.truncate_from(5).len(), 1);
        log.compact(4, 2);
        assert_eq!((log.last_index(), log.last_term()), (4, 2), "an empty log ends there");
        log.reset(9, 4);
        assert_eq!((log.first_index(), log.last_index(), log.last_term()), (10, 9, 4));
    }
}
