//! The properties, checked incrementally: each event is looked at once, and only
//! the server that it happened on.

use litemap::LiteMap;

use super::linearizability::ClientHistory;
use super::property::{Evidence, Property, Violation};
use crate::cluster::{Actor, Cluster, Envelope, Event, EventBody, EventId, Machine};
use crate::raft::{Entry, Index, Server, ServerId, Term};

/// Watches a cluster and remembers what it has seen.
#[derive(Clone, Debug, Default)]
pub struct SafetyChecker {
    /// Who was seen leading each term.
    pub(super) leaders: LiteMap<Term, ServerId>,
    /// The last seen state of each server.
    seen: LiteMap<ServerId, Seen>,
    /// For each index, from 1 on, every term ever seen there in a log, with its entry
    /// and the term of the entry before it. Equal pairs with equal predecessors make
    /// equal logs.
    pub(super) entries: Vec<LiteMap<Term, (Entry, Term)>>,
    /// The committed entries, from index 1 on, with the term in which each was
    /// seen committed first.
    pub(super) committed: Vec<(Entry, Term)>,
    /// The applied entries, from index 1 on.
    pub(super) applied: Vec<Entry>,
    /// What clients asked and were told.
    pub(super) history: ClientHistory,
    violations: Vec<Violation>,
}

/// What was seen of a server when it was last looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// How often its log was rewritten, and where it ended.
    pub rewrites: u64,
    pub last_index: Index,
    /// The term it led when it was last looked at.
    pub led: Option<Term>,
    pub term: Term,
    pub voted_for: Option<ServerId>,
    pub commit_index: Index,
    pub applied: Index,
}

/// Who else there is at this moment.
#[derive(Copy, Clone)]
pub(super) struct Others<'a> {
    /// All that lead.
    pub leaders: &'a [&'a Server],
    /// All machines, for their disks.
    pub machines: &'a [Machine],
}

impl SafetyChecker {
    /// Looks at the cluster after `events`, which have just happened. It sees what
    /// the cluster is now: to miss nothing, and to judge copies by the configuration of
    /// the moment, let it look after every step.
    pub fn observe(&mut self, cluster: &Cluster, events: &[Event]) {
        let mut last: LiteMap<ServerId, EventId> = LiteMap::new();
        let mut promises: Vec<(ServerId, &Event, &Envelope)> = Vec::new();
        for event in events {
            self.look_at_clients(cluster, event);
            let Actor::Server(server) = event.id.actor else {
                continue;
            };
            match &event.body {
                // Only the disk is left. What it has lost was not durable.
                EventBody::Crashed { .. } => {
                    self.seen.remove(&server);
                }
                EventBody::Sent(envelope) => promises.push((server, event, envelope)),
                // The disk has moved on: what it held before, nobody can tell now.
                EventBody::WriteDurable { .. } | EventBody::DiskLost => {
                    promises.retain(|(from, ..)| *from != server)
                }
                _ => {}
            }
            last.insert(server, event.id);
        }
        for (server, event, envelope) in promises {
            self.look_at_promise(cluster, server, envelope, event.id);
        }
        let running = cluster.machines().iter().filter_map(Machine::raft);
        let leaders: Vec<_> = running.filter(|raft| raft.is_leader()).collect();
        let others = Others { leaders: &leaders, machines: cluster.machines() };
        for (server, event) in last {
            if let Some(raft) = cluster.machine(server).and_then(Machine::raft) {
                self.look_at(raft, others, event);
            }
        }
    }

    /// What was wrong, first things first: for each property at most one thing for each
    /// actor.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether `property` has held so far.
    pub fn holds(&self, property: Property) -> bool {
        self.violations.iter().all(|violation| violation.property != property)
    }

    /// How many of figure 3's five have held so far.
    pub fn holding(&self) -> usize {
        Property::FIGURE_3.iter().filter(|&&property| self.holds(property)).count()
    }

    /// Looks at one server, beside all the others.
    pub(super) fn look_at(&mut self, raft: &Server, others: Others<'_>, after: EventId) {
        let mut seen = self.seen.remove(&raft.id()).unwrap_or_else(|| Seen {
            // A life begins with what was on disk.
            commit_index: raft.snapshot().last_index,
            applied: raft.snapshot().last_index,
            ..Seen::default()
        });
        self.look_at_numbers(raft, &mut seen, after);
        let log = raft.log();
        if seen.rewrites != log.rewrites() || seen.last_index != log.last_index() {
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
            self.look_at_commits(raft, others, seen.commit_index, after);
            seen.commit_index = raft.commit_index();
        }
        if raft.last_applied() > seen.applied {
            self.look_at_applied(raft, seen.applied, after);
            seen.applied = raft.last_applied();
        }
        self.seen.insert(raft.id(), seen);
    }

    /// Snapshot ≤ applied ≤ commit ≤ last; and what may only grow only grows.
    fn look_at_numbers(&mut self, raft: &Server, seen: &mut Seen, after: EventId) {
        let server = raft.id();
        let indices = [
            raft.snapshot().last_index,
            raft.last_applied(),
            raft.commit_index(),
            raft.log().last_index(),
        ];
        if !indices.is_sorted() {
            self.report(Property::IndexOrder, after, Evidence::OutOfOrder { server, indices });
        }
        let (term, voted_for) = (raft.current_term(), raft.voted_for());
        let changed_its_vote =
            term == seen.term && seen.voted_for.is_some() && seen.voted_for != voted_for;
        let shrunk = [
            (term < seen.term, "term"),
            (changed_its_vote, "vote of this term"),
            (raft.commit_index() < seen.commit_index, "commit index"),
            (raft.last_applied() < seen.applied, "last applied index"),
        ];
        for (_, what) in shrunk.into_iter().filter(|(is_so, _)| *is_so) {
            self.report(Property::OnlyGrows, after, Evidence::Shrunk { server, what });
        }
        seen.term = term;
        seen.voted_for = voted_for;
    }

    /// Notes what broke a property. Once broken it may stay so from event to event: of
    /// each property only the first thing is kept that happened to each actor.
    pub(super) fn report(&mut self, property: Property, after: EventId, evidence: Evidence) {
        let is_known =
            |known: &Violation| known.property == property && known.after.actor == after.actor;
        if !self.violations.iter().any(is_known) {
            self.violations.push(Violation { property, after, evidence });
        }
    }
}
