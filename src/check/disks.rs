//! What disks hold: terms and votes that never go back, and what servers count on.

use litemap::LiteMap;

use super::evidence::Evidence;
use super::property::Property;
use super::safety::{SafetyChecker, Touched};
use crate::cluster::{EventId, Machine};
use crate::raft::{Index, Server, ServerId, Term};

/// What was seen of a server's disk, or of the disks that it had one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct DiskSeen {
    term: Term,
    voted_for: Option<ServerId>,
    /// The vote that was last seen on it in each term.
    votes: LiteMap<Term, ServerId>,
    /// In terms up to here it may have held a vote that nobody saw.
    unseen_until: Term,
}

impl DiskSeen {
    /// Whether it has held a vote for `candidate`, as far as anybody can tell.
    pub fn has_held(&self, term: Term, candidate: ServerId) -> bool {
        match self.votes.get(&term) {
            Some(&voted_for) => voted_for == candidate,
            None => term <= self.unseen_until,
        }
    }
}

impl SafetyChecker {
    /// The durable term never goes back, nor does the vote within one. A server that lost
    /// its disk begins anew, but not before its old term, in which its vote is spent.
    pub(super) fn look_at_disk(&mut self, machine: &Machine, touched: &Touched) {
        if touched.disk_changes == 0 {
            return;
        }
        let (is_new, after) = (touched.has_new_disk, touched.last);
        let server = machine.id();
        let durable = machine.disk().durable();
        let (term, voted_for) = (durable.current_term, durable.voted_for);
        let is_known = self.disks.contains_key(&server);
        let seen = self.disks.entry(server).or_default();
        let keeps_vote = match seen.voted_for {
            Some(_) if is_new => voted_for.is_some(),
            Some(before) => voted_for == Some(before),
            None => true,
        };
        let shrunk = [
            (term < seen.term, "durable term"),
            (term == seen.term && !keeps_vote, "durable vote of this term"),
        ];
        (seen.term, seen.voted_for) = (term, voted_for);
        // What it held between two changes, or before the first look, nobody has seen.
        if touched.disk_changes > 1 || !is_known && !is_new {
            seen.unseen_until = term;
        }
        if let Some(candidate) = voted_for {
            seen.votes.insert(term, candidate);
        }
        for (_, what) in shrunk.into_iter().filter(|(is_so, _)| *is_so) {
            self.report(Property::OnlyGrows, after, Evidence::Shrunk { server, what });
        }
    }

    /// What a server counts as durable is on its disk, and is what its log holds there.
    pub(super) fn look_at_durable(&mut self, machine: &Machine, raft: &Server, touched: &Touched) {
        let (index, after): (Index, EventId) = (raft.durable_index(), touched.last);
        let (disk, log) = (machine.disk().durable(), raft.log());
        // Nothing new on the disk, nothing new that is counted on: that was looked at.
        let now = Some((index, log.rewrites()));
        let seen = self.seen.get_mut(&raft.id()).map(|seen| &mut seen.durable);
        let before = seen.and_then(|seen| std::mem::replace(seen, now));
        if before == now && touched.disk_changes == 0 {
            return;
        }
        let is_the_same = match (disk.entry(index), log.get(index)) {
            (Some(stored), Some(entry)) => stored == entry,
            // One of them has a snapshot that covers it.
            _ => true,
        };
        if index > log.last_index() || index > disk.last_index() || !is_the_same {
            let evidence = Evidence::CountedTooMuch { server: raft.id(), index };
            self.report(Property::DurableIsOnDisk, after, evidence);
        }
    }
}
