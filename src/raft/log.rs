//! A server's log (paper §5.3, figure 2).

use super::message::ConflictHint;
use super::types::{Entry, Index, Term};

/// Most entries that one AppendEntries carries: a server that was away for long
/// catches up in several messages, as on a real network.
pub const MAX_ENTRIES_PER_MESSAGE: usize = 64;

/// The entries of one server, from index 1 on.
///
/// Everything that may be out of range answers `None`: a log is asked about
/// indices that come from other servers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    entries: Vec<Entry>,
    /// Counts changes, so that an onlooker sees cheaply that nothing changed.
    revision: u64,
}

impl Log {
    /// A log that already holds `entries`, the first at index 1.
    pub fn from_entries(entries: Vec<Entry>) -> Self {
        Log { entries, revision: 0 }
    }

    /// Index of the last entry; 0 when the log is empty.
    pub fn last_index(&self) -> Index {
        self.entries.len() as Index
    }

    /// Term of the last entry; 0 when the log is empty.
    pub fn last_term(&self) -> Term {
        self.entries.last().map_or(0, |entry| entry.term)
    }

    /// The entry at `index`.
    pub fn get(&self, index: Index) -> Option<&Entry> {
        self.entries.get(usize::try_from(index.checked_sub(1)?).ok()?)
    }

    /// The term of the entry at `index`. Index 0, before the log, has term 0: the
    /// consistency check of the first entry starts there.
    pub fn term_at(&self, index: Index) -> Option<Term> {
        if index == 0 { Some(0) } else { self.get(index).map(|entry| entry.term) }
    }

    /// All entries, the first at index 1.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries from `from` to the end.
    pub fn from(&self, from: Index) -> &[Entry] {
        let skip = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
        self.entries.get(skip..).unwrap_or_default()
    }

    /// The entries from `from` on that fit into one message.
    pub fn batch_from(&self, from: Index) -> Vec<Entry> {
        let tail = self.from(from);
        tail[..tail.len().min(MAX_ENTRIES_PER_MESSAGE)].to_vec()
    }

    /// How often the log has changed in this life of the server.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a log that ends with (`last_term`, `last_index`) is at least as
    /// up-to-date as this one: the later last term wins, then the longer log
    /// (paper §5.4.1).
    pub fn is_no_newer_than(&self, last_term: Term, last_index: Index) -> bool {
        (last_term, last_index) >= (self.last_term(), self.last_index())
    }

    /// The first index that holds `term`, if any does.
    pub fn first_index_of_term(&self, term: Term) -> Option<Index> {
        let before = self.entries.partition_point(|entry| entry.term < term);
        (self.entries.get(before)?.term == term).then_some(before as Index + 1)
    }

    /// The last index that holds `term`, if any does.
    pub fn last_index_of_term(&self, term: Term) -> Option<Index> {
        let through = self.entries.partition_point(|entry| entry.term <= term);
        (self.term_at(through as Index)? == term && through > 0).then_some(through as Index)
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
        self.revision += 1;
        self.entries.push(entry);
        self.last_index()
    }

    /// Removes the entry at `from` and all that follow it, and returns them.
    pub fn truncate_from(&mut self, from: Index) -> Vec<Entry> {
        let keep = usize::try_from(from.saturating_sub(1)).unwrap_or(usize::MAX);
        if keep >= self.entries.len() {
            return Vec::new();
        }
        self.revision += 1;
        self.entries.split_off(keep)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::types::Payload;

    fn log(terms: &[Term]) -> Log {
        Log::from_entries(
            terms.iter().map(|&term| Entry { term, payload: Payload::Noop }).collect(),
        )
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
        assert_eq!((log.last_index(), log.revision()), (2, 0));
        assert_eq!(log.truncate_from(2).len(), 1);
        assert_eq!((log.last_index(), log.revision()), (1, 1));
    }
}
