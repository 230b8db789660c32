//! What committed and applied entries have to keep to: Leader Completeness, State
//! Machine Safety, and durability on a majority.

use super::evidence::Evidence;
use super::logs::has;
use super::property::Property;
use super::safety::{Others, SafetyChecker};
use crate::cluster::EventId;
use crate::raft::{Configuration, Entry, Index, Payload, Quorum, Rules, Server, ServerId};

impl SafetyChecker {
    /// Entries were committed. A leader of a later term may lead already, and each
    /// has to be durable where it counts.
    pub(super) fn look_at_commits(
        &mut self,
        raft: &Server,
        others: Others<'_>,
        from: Index,
        after: EventId,
    ) {
        let known = self.committed.len() as Index;
        let decided = decided_by(raft, from);
        for index in known + 1..=raft.commit_index() {
            let Some(entry) = raft.log().get(index) else {
                // Compacted before anybody looked: nobody can tell any more.
                return;
            };
            self.committed.push((entry.clone(), raft.current_term()));
            if let Payload::Configuration(configuration) = &entry.payload {
                self.memberships.push((index, configuration.clone()));
            }
            self.look_at_leaders(raft, others, index, entry, after);
            self.look_at_copies(decided, others, index, entry, after);
        }
    }

    /// Leader Completeness.
    fn look_at_leaders(
        &mut self,
        raft: &Server,
        others: Others<'_>,
        index: Index,
        entry: &Entry,
        after: EventId,
    ) {
        let lacks_it = |leader: &&Server| {
            leader.current_term() > raft.current_term() && !has(leader, index, entry)
        };
        if let Some(leader) = others.leaders().find(lacks_it) {
            let evidence = Evidence::MissingEntry { leader: leader.id(), index };
            self.report(Property::LeaderCompleteness, after, evidence);
        }
    }

    /// "Durable on a majority of each configuration in force": of those that still
    /// have a disk. A lost disk is no fault of the protocol's.
    fn look_at_copies(
        &mut self,
        decided: &Configuration,
        others: Others<'_>,
        index: Index,
        entry: &Entry,
        after: EventId,
    ) {
        let is_durable_on = |server: ServerId| {
            let machine = others.machines.get(usize::from(server.0).wrapping_sub(1));
            machine.is_some_and(|machine| {
                let disk = machine.disk().durable();
                machine.is_disk_lost()
                    || disk.entry(index) == Some(entry)
                    || disk.snapshot.last_index >= index
            })
        };
        let quorum = Quorum::new(decided, Rules::default());
        // Servers of a cluster made by hand have no machine, and no disk to look at.
        if !others.machines.is_empty() && !quorum.is_reached(is_durable_on) {
            let mut on = decided.all_voters();
            on.retain(|&server| is_durable_on(server));
            self.report(Property::CommittedIsDurable, after, Evidence::TooFewCopies { index, on });
        }
    }

    /// State Machine Safety: entries were applied.
    pub(super) fn look_at_applied(&mut self, raft: &Server, from: Index, after: EventId) {
        let server = raft.id();
        for index in from + 1..=raft.last_applied() {
            let first = self.applied.get(index as usize - 1);
            let differs = match (raft.log().get(index), first) {
                (Some(entry), Some(first)) => entry != first,
                (Some(entry), None) => {
                    // After a gap nobody can tell any more.
                    if self.applied.len() as Index + 1 == index {
                        self.applied.push(entry.clone());
                    }
                    false
                }
                // Compacted, or never here: the snapshot speaks for it.
                (None, Some(first)) => !has(raft, index, first),
                (None, None) => false,
            };
            if differs {
                let evidence = Evidence::AppliedDifferently { server, index };
                self.report(Property::StateMachineSafety, after, evidence);
            }
        }
    }
}

/// Whose majority has just committed what comes after `from`. As soon as a joint
/// configuration is committed, the next one is appended and in force: but the joint one
/// has decided about itself.
fn decided_by(raft: &Server, from: Index) -> &Configuration {
    let mut committed = (from + 1..=raft.commit_index()).rev();
    let last = committed.find_map(|index| match &raft.log().get(index)?.payload {
        Payload::Configuration(configuration) => Some(configuration),
        _ => None,
    });
    last.filter(|last| last.is_joint()).unwrap_or(raft.configuration())
}
