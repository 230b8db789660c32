//! What logs have to keep to: Leader Append-Only, Log Matching, Leader
//! Completeness, and Election Safety.

use litemap::LiteMap;

use super::evidence::Evidence;
use super::property::Property;
use super::safety::{SafetyChecker, Seen};
use crate::cluster::EventId;
use crate::raft::{Payload, Server, Term};

impl SafetyChecker {
    /// Leader Append-Only and Log Matching: the log has changed.
    pub(super) fn look_at_log(&mut self, raft: &Server, seen: &mut Seen, after: EventId) {
        let log = raft.log();
        let rewrites = log.rewrites() - seen.rewrites.min(log.rewrites());
        // Between two rewrites a log only grows; it may have grown before one, too.
        let from = match rewrites {
            0 => seen.last_index + 1,
            1 => log.rewritten_from().min(seen.last_index + 1),
            _ => log.first_index(),
        };
        let still_leads = raft.is_leader() && seen.led == Some(raft.current_term());
        if rewrites > 0 && still_leads {
            let evidence = Evidence::Rewritten { leader: raft.id(), index: log.rewritten_from() };
            self.report(Property::LeaderAppendOnly, after, evidence);
        }
        for index in from.max(log.first_index())..=log.last_index() {
            let (Some(entry), Some(before)) = (log.get(index), log.term_at(index - 1)) else {
                continue;
            };
            if matches!(entry.payload, Payload::Configuration(_)) {
                self.look_at_change(raft, index, after);
            }
            let position = index as usize - 1;
            if self.entries.len() <= position {
                self.entries.resize_with(position + 1, LiteMap::new);
            }
            let seen_here = &mut self.entries[position];
            let Some((known, known_before)) = seen_here.get(&entry.term) else {
                seen_here.insert(entry.term, (entry.clone(), before));
                continue;
            };
            if known != entry || *known_before != before {
                let (server, term) = (raft.id(), entry.term);
                let evidence = Evidence::Mismatch { server, index, term };
                self.report(Property::LogMatching, after, evidence);
            }
        }
        // What was taken back may have stood anywhere.
        let from = if rewrites > 0 { log.first_index() } else { from };
        self.look_at_membership(raft, from, after);
        seen.rewrites = log.rewrites();
        seen.last_index = log.last_index();
    }

    /// Election Safety and Leader Completeness: a server leads now.
    pub(super) fn look_at_new_leader(&mut self, raft: &Server, term: Term, after: EventId) {
        let first = *self.leaders.entry(term).or_insert(raft.id());
        if first != raft.id() {
            let evidence = Evidence::TwoLeaders { term, first, second: raft.id() };
            self.report(Property::ElectionSafety, after, evidence);
        }
        for (index, (entry, committed_in)) in (1..).zip(&self.committed) {
            if *committed_in < term && !has(raft, index, entry) {
                let evidence = Evidence::MissingEntry { leader: raft.id(), index };
                return self.report(Property::LeaderCompleteness, after, evidence);
            }
        }
    }
}

/// Whether a server has this entry: in its log, or covered by its snapshot.
pub(super) fn has(raft: &Server, index: crate::raft::Index, entry: &crate::raft::Entry) -> bool {
    let snapshot = raft.snapshot();
    match raft.log().get(index) {
        Some(own) => own == entry,
        None if index == snapshot.last_index => snapshot.last_term == entry.term,
        None => index < snapshot.last_index,
    }
}
