//! The five properties, checked incrementally: each event is looked at once, and
//! only the server that it happened on.

use std::collections::BTreeMap;

use super::property::{Evidence, Property, Violation};
use crate::cluster::{Actor, Cluster, Event, EventId, Machine};
use crate::raft::{Entry, Index, Server, ServerId, Term};

/// Watches a cluster and remembers what it has seen.
#[derive(Clone, Debug, Default)]
pub struct SafetyChecker {
    /// Who was seen leading each term.
    leaders: BTreeMap<Term, ServerId>,
    /// The last seen state of each server.
    seen: BTreeMap<ServerId, Seen>,
    /// Every (index, term) ever seen in a log, with its entry and the term of the
    /// entry before it. Equal pairs with equal predecessors make equal logs.
    entries: BTreeMap<(Index, Term), (Entry, Term)>,
    /// The committed entries, from index 1 on, with the term in which each was
    /// seen committed first.
    committed: Vec<(Entry, Term)>,
    /// The applied entries, from index 1 on.
    applied: Vec<Entry>,
    violations: Vec<Violation>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    log: Vec<Entry>,
    revision: Option<u64>,
    /// The term it led when it was last looked at.
    led: Option<Term>,
    commit_index: Index,
    applied: Index,
}

impl SafetyChecker {
    /// Looks at the cluster after `events`, which have just happened.
    pub fn observe(&mut self, cluster: &Cluster, events: &[Event]) {
        let mut last: BTreeMap<ServerId, EventId> = BTreeMap::new();
        for event in events {
            if let Actor::Server(server) = event.id.actor {
                last.insert(server, event.id);
            }
        }
        for (server, event) in last {
            if let Some(machine) = cluster.machine(server) {
                self.look_at(machine, cluster, event);
            }
        }
    }

    /// Everything that was wrong, first things first.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether `property` has held so far.
    pub fn holds(&self, property: Property) -> bool {
        self.violations.iter().all(|violation| violation.property != property)
    }

    /// How many of the five have held so far.
    pub fn holding(&self) -> usize {
        Property::ALL.iter().filter(|&&property| self.holds(property)).count()
    }

    fn look_at(&mut self, machine: &Machine, cluster: &Cluster, after: EventId) {
        let server = machine.id();
        let Some(raft) = machine.raft() else {
            // Only the disk is left. What it has lost was not durable.
            self.seen.remove(&server);
            return;
        };
        let mut seen = self.seen.remove(&server).unwrap_or_default();
        if seen.revision != Some(raft.log().revision()) {
            self.look_at_log(raft, &mut seen, after);
        }
        let leads = raft.is_leader().then(|| raft.current_term());
        if leads != seen.led {
            seen.led = leads;
            if let Some(term) = leads {
                self.look_at_new_leader(raft, term, after);
            }
        }
        if raft.commit_index() > seen.commit_index {
            self.look_at_commits(raft, cluster, seen.commit_index, after);
            seen.commit_index = raft.commit_index();
        }
        if raft.last_applied() > seen.applied {
            self.look_at_applied(raft, seen.applied, after);
            seen.applied = raft.last_applied();
        }
        self.seen.insert(server, seen);
    }

    /// Leader Append-Only and Log Matching: the log has changed.
    fn look_at_log(&mut self, raft: &Server, seen: &mut Seen, after: EventId) {
        let log = raft.log().entries();
        let same = seen.log.iter().zip(log).take_while(|(before, now)| before == now).count();
        let still_leads = raft.is_leader() && seen.led == Some(raft.current_term());
        if same < seen.log.len() && still_leads {
            let evidence = Evidence::Rewritten { leader: raft.id(), index: same as Index + 1 };
            self.report(Property::LeaderAppendOnly, after, evidence);
        }
        for (position, entry) in log.iter().enumerate().skip(same) {
            let index = position as Index + 1;
            let before = raft.log().term_at(index - 1).unwrap_or(0);
            let known =
                self.entries.entry((index, entry.term)).or_insert_with(|| (entry.clone(), before));
            if known.0 != *entry || known.1 != before {
                let (server, term) = (raft.id(), entry.term);
                let evidence = Evidence::Mismatch { server, index, term };
                self.report(Property::LogMatching, after, evidence);
            }
        }
        seen.log.truncate(same);
        seen.log.extend_from_slice(&log[same..]);
        seen.revision = Some(raft.log().revision());
    }

    /// Election Safety and Leader Completeness: a server leads now.
    fn look_at_new_leader(&mut self, raft: &Server, term: Term, after: EventId) {
        let first = *self.leaders.entry(term).or_insert(raft.id());
        if first != raft.id() {
            let evidence = Evidence::TwoLeaders { term, first, second: raft.id() };
            self.report(Property::ElectionSafety, after, evidence);
        }
        for (position, (entry, committed_in)) in self.committed.iter().enumerate() {
            let index = position as Index + 1;
            if *committed_in < term && raft.log().get(index) != Some(entry) {
                let evidence = Evidence::MissingEntry { leader: raft.id(), index };
                return self.report(Property::LeaderCompleteness, after, evidence);
            }
        }
    }

    /// Leader Completeness: entries were committed, and a leader of a later term
    /// may lead already.
    fn look_at_commits(&mut self, raft: &Server, cluster: &Cluster, from: Index, after: EventId) {
        let known = self.committed.len() as Index;
        for index in from.max(known) + 1..=raft.commit_index() {
            let Some(entry) = raft.log().get(index) else {
                return;
            };
            self.committed.push((entry.clone(), raft.current_term()));
            let lacks_it = |leader: &&Server| {
                leader.current_term() > raft.current_term()
                    && leader.log().get(index) != Some(entry)
            };
            let leaders =
                cluster.machines().iter().filter_map(|m| m.raft()).filter(|r| r.is_leader());
            if let Some(leader) = leaders.into_iter().find(lacks_it) {
                let evidence = Evidence::MissingEntry { leader: leader.id(), index };
                self.report(Property::LeaderCompleteness, after, evidence);
            }
        }
    }

    /// State Machine Safety: entries were applied.
    fn look_at_applied(&mut self, raft: &Server, from: Index, after: EventId) {
        for index in from + 1..=raft.last_applied() {
            let Some(entry) = raft.log().get(index) else {
                return;
            };
            match self.applied.get(index as usize - 1) {
                None => self.applied.push(entry.clone()),
                Some(first) if first == entry => {}
                Some(_) => {
                    let evidence = Evidence::AppliedDifferently { server: raft.id(), index };
                    self.report(Property::StateMachineSafety, after, evidence);
                }
            }
        }
    }

    fn report(&mut self, property: Property, after: EventId, evidence: Evidence) {
        self.violations.push(Violation { property, after, evidence });
    }
}
