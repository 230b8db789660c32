//! What a server knows of its own disk: which of its state is durable already.

use super::io::WriteId;
use super::types::{Index, ServerId, Term};

/// The writes under way, and what is durable without them.
#[derive(Clone, Debug, Default)]
pub(super) struct Durability {
    issued: WriteId,
    pending: Vec<Pending>,
    term: Term,
    voted_for: Option<ServerId>,
    last_index: Index,
}

#[derive(Clone, Debug)]
struct Pending {
    id: WriteId,
    term: Term,
    voted_for: Option<ServerId>,
    last_index: Index,
}

impl Durability {
    /// All of this was read from disk.
    pub fn restored(term: Term, voted_for: Option<ServerId>, last_index: Index) -> Self {
        Durability { term, voted_for, last_index, ..Durability::default() }
    }

    /// Numbers the next write, which will make these values durable.
    pub fn issue(&mut self, term: Term, voted_for: Option<ServerId>, last_index: Index) -> WriteId {
        self.issued += 1;
        self.pending.push(Pending { id: self.issued, term, voted_for, last_index });
        self.issued
    }

    /// The log was cut before `from`: what a write under way, or one that is
    /// done, made durable beyond that is not this log's any more.
    pub fn truncated(&mut self, from: Index) {
        let keep = from.saturating_sub(1);
        self.last_index = self.last_index.min(keep);
        for write in &mut self.pending {
            write.last_index = write.last_index.min(keep);
        }
    }

    /// All writes up to `id` are durable.
    pub fn complete(&mut self, id: WriteId) {
        while self.pending.first().is_some_and(|write| write.id <= id) {
            let write = self.pending.remove(0);
            self.term = write.term;
            self.voted_for = write.voted_for;
            self.last_index = write.last_index;
        }
    }

    /// The last write under way; what is said now may rely on it.
    pub fn last_pending(&self) -> Option<WriteId> {
        self.pending.last().map(|write| write.id)
    }

    /// How far the log is durable.
    pub fn last_index(&self) -> Index {
        self.last_index
    }

    /// Whether this vote is durable.
    pub fn has_vote(&self, term: Term, voted_for: ServerId) -> bool {
        self.term == term && self.voted_for == Some(voted_for)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_that_was_read_from_disk_is_durable() {
        let durability = Durability::restored(3, Some(ServerId(2)), 0);
        assert!(durability.has_vote(3, ServerId(2)));
        assert!(!durability.has_vote(4, ServerId(2)) && !durability.has_vote(3, ServerId(1)));
    }

    #[test]
    fn a_write_under_way_does_not_vouch_for_what_was_cut_meanwhile() {
        let mut durability = Durability::restored(1, None, 3);
        let long = durability.issue(1, None, 7);
        durability.truncated(5);
        let rewritten = durability.issue(2, None, 6);
        durability.complete(long);
        assert_eq!(durability.last_index(), 4, "5 to 7 of the first write are gone");
        assert_eq!(durability.last_pending(), Some(rewritten));
        durability.complete(rewritten);
        assert_eq!(durability.last_index(), 6);
        assert_eq!(durability.last_pending(), None);
    }
}
