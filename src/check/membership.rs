//! Which configuration counts: the last one in the log, which a snapshot keeps (paper §6,
//! §7), and when a leader may change it (thesis §4.1).

use super::evidence::Evidence;
use super::property::Property;
use super::safety::SafetyChecker;
use crate::cluster::EventId;
use crate::raft::{Configuration, Index, Payload, Server};

impl SafetyChecker {
    /// A leader has appended a configuration, at `index`. An entry that only states again
    /// what is in force changes nothing, and may come at any time.
    pub(super) fn look_at_change(&mut self, raft: &Server, index: Index, after: EventId) {
        let (log, leader) = (raft.log(), raft.id());
        let Some(entry) = log.get(index) else {
            return;
        };
        let is_its_own = raft.is_leader() && entry.term == raft.current_term();
        let has_committed = log.term_at(raft.commit_index()) == Some(entry.term);
        let before = configuration_at(raft, index - 1);
        let changes = before.is_some_and(|before| Some(before) != configuration_of(raft, index));
        if is_its_own && !has_committed && changes {
            let evidence = Evidence::ChangedTooEarly { leader, index };
            self.report(Property::ChangesWaitForCommit, after, evidence);
        }
    }

    /// The log or the snapshot has changed. All entries from `from` on are new.
    pub(super) fn look_at_membership(&mut self, raft: &Server, from: Index, after: EventId) {
        let (log, snapshot) = (raft.log(), raft.snapshot());
        let index = raft.configuration_index();
        let stated = if index == snapshot.last_index {
            Some(&snapshot.configuration)
        } else {
            configuration_of(raft, index)
        };
        let first = from.max(index + 1).max(log.first_index());
        let is_last =
            (first..=log.last_index()).all(|index| configuration_of(raft, index).is_none());
        if stated != Some(raft.configuration()) || !is_last {
            let server = raft.id();
            let evidence = Evidence::OtherMembership { server, index, in_snapshot: false };
            self.report(Property::MembershipIsTheLogs, after, evidence);
        }
    }

    /// The snapshot is another one.
    pub(super) fn look_at_snapshot_membership(&mut self, raft: &Server, after: EventId) {
        let (server, snapshot) = (raft.id(), raft.snapshot());
        let index = snapshot.last_index;
        let earlier = self.memberships.iter().rev().find(|(stated_at, _)| *stated_at <= index);
        let expected = earlier.map(|(_, configuration)| configuration).or(self.bootstrap.as_ref());
        // Of what nobody has seen committed, nobody can tell who belonged to it then.
        let is_known = index <= self.committed.len() as Index;
        let differs = is_known && expected.is_some_and(|it| *it != snapshot.configuration);
        if differs || snapshot.configuration.is_empty() {
            let evidence = Evidence::OtherMembership { server, index, in_snapshot: true };
            self.report(Property::MembershipIsTheLogs, after, evidence);
        }
    }
}

/// The configuration that the entry at `index` states, if it states one.
fn configuration_of(raft: &Server, index: Index) -> Option<&Configuration> {
    match &raft.log().get(index)?.payload {
        Payload::Configuration(configuration) => Some(configuration),
        _ => None,
    }
}

/// The configuration as of `index`, as a server's log has it; `None` if that is compacted.
pub(super) fn configuration_at(raft: &Server, index: Index) -> Option<&Configuration> {
    let snapshot = raft.snapshot();
    if index < snapshot.last_index {
        return None;
    }
    if raft.configuration_index() <= index {
        return Some(raft.configuration());
    }
    let mut latest_first = (snapshot.last_index + 1..=index).rev();
    let last = latest_first.find_map(|index| configuration_of(raft, index));
    Some(last.unwrap_or(&snapshot.configuration))
}
