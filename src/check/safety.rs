//! The properties, checked incrementally: each event is looked at once, and only
//! the server that it happened on.

use litemap::LiteMap;

use super::disks::DiskSeen;
use super::evidence::{Evidence, Violation};
use super::linearizability::{ClientHistory, Verdict};
use super::property::{Property, Standing};
use super::stores::{Effects, Reads, Reference};
use super::votes::PreVotes;
use crate::cluster::{Actor, Cluster, Event, EventBody, EventId, Machine, MachineRule};
use crate::raft::{Configuration, Entry, Index, Server, ServerId, Term};

/// Watches a cluster and remembers what it has seen.
#[derive(Clone, Debug, Default)]
pub struct SafetyChecker {
    /// Who was seen leading each term.
    pub(super) leaders: LiteMap<Term, ServerId>,
    /// The last seen state of each server.
    pub(super) seen: LiteMap<ServerId, Seen>,
    /// What was seen of each server's disk.
    pub(super) disks: LiteMap<ServerId, DiskSeen>,
    /// For each index, from 1 on, every term ever seen there in a log, with its entry
    /// and the term of the entry before it. Equal pairs with equal predecessors make
    /// equal logs.
    pub(super) entries: Vec<LiteMap<Term, (Entry, Term)>>,
    /// The committed entries, from index 1 on, with the term in which each was
    /// seen committed first.
    pub(super) committed: Vec<(Entry, Term)>,
    /// The configuration of the start, and those that were committed, by their index.
    pub(super) bootstrap: Option<Configuration>,
    pub(super) memberships: Vec<(Index, Configuration)>,
    /// The applied entries, from index 1 on.
    pub(super) applied: Vec<Entry>,
    /// What they make of an empty store, and whether requests count once there.
    pub(super) reference: Reference,
    pub(super) counts_once: bool,
    pub(super) effects: Effects,
    pub(super) reads: Reads,
    /// Up to where each server has applied its log in its present life.
    pub(super) applied_through: LiteMap<ServerId, Index>,
    pub(super) pre_votes: PreVotes,
    /// The latest term in which each server has stood because its leader wanted it to.
    pub(super) transfers: LiteMap<ServerId, Term>,
    /// What clients asked and were told.
    pub(super) history: ClientHistory,
    violations: Vec<Violation>,
    /// Who is touched by what has just happened: empty between two looks.
    touched: Vec<(ServerId, Touched)>,
    /// Which of these events are messages that somebody sent, likewise.
    sent: Vec<usize>,
}

/// What was seen of a server when it was last looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// How often its log was rewritten, where it ended, and where its snapshot did.
    pub rewrites: u64,
    pub last_index: Index,
    pub snapshot: Index,
    /// The term it led when it was last looked at.
    pub led: Option<Term>,
    pub term: Term,
    pub voted_for: Option<ServerId>,
    pub commit_index: Index,
    pub applied: Index,
    /// What it counted as durable, of which log.
    pub durable: Option<(Index, u64)>,
}

/// What has just happened on one server.
#[derive(Copy, Clone, Debug)]
pub(super) struct Touched {
    /// The last event.
    pub last: EventId,
    /// How often its disk may have become another one.
    pub disk_changes: u64,
    /// It started with a new disk.
    pub has_new_disk: bool,
    /// It applied something, or was restored from its snapshot.
    pub changes_store: bool,
}

impl Touched {
    fn by(event: &Event) -> Touched {
        let (last, disk_changes) = (event.id, 0);
        let mut touched = Touched { last, disk_changes, has_new_disk: false, changes_store: false };
        touched.note(event);
        touched
    }

    fn note(&mut self, event: &Event) {
        self.last = event.id;
        match event.body {
            EventBody::WriteDurable { .. }
            | EventBody::Restarted { .. }
            | EventBody::Crashed { .. } => self.disk_changes += 1,
            EventBody::Started => {
                self.disk_changes += 1;
                self.has_new_disk = true;
            }
            EventBody::Applied { .. } | EventBody::Restored { .. } => self.changes_store = true,
            _ => {}
        }
    }
}

/// Who else there is at this moment.
#[derive(Copy, Clone)]
pub(super) struct Others<'a> {
    /// All machines.
    pub machines: &'a [Machine],
    /// Servers without a machine: those of a test.
    pub servers: &'a [&'a Server],
}

impl<'a> Others<'a> {
    /// All that lead.
    pub fn leaders(self) -> impl Iterator<Item = &'a Server> {
        let on_machines = self.machines.iter().filter_map(Machine::raft);
        on_machines.chain(self.servers.iter().copied()).filter(|raft| raft.is_leader())
    }
}

impl SafetyChecker {
    /// Looks at the cluster after `events`, which have just happened. It sees what
    /// the cluster is now: to miss nothing, and to judge copies by the configuration of
    /// the moment, let it look after every step.
    pub fn observe(&mut self, cluster: &Cluster, events: &[Event]) {
        if self.bootstrap.is_none() {
            self.bootstrap = Some(cluster.scenario().configuration());
            // What snapshots hold from the start on was committed and applied before.
            self.applied = cluster.scenario().compacted_at_start();
            let committed = self.applied.iter().map(|entry| (entry.clone(), entry.term));
            self.committed = committed.collect();
        }
        self.counts_once =
            cluster.protocol().machine_rules.keeps(MachineRule::SessionDeduplication);
        let mut touched = std::mem::take(&mut self.touched);
        let mut sent = std::mem::take(&mut self.sent);
        for (place, event) in events.iter().enumerate() {
            self.look_at_clients(cluster, event);
            let Actor::Server(server) = event.id.actor else {
                continue;
            };
            self.look_at_effects(server, event);
            self.look_at_what_is_applied(server, event);
            // Nearly all events of a step are of one server.
            match touched.iter_mut().rev().find(|(of, _)| *of == server) {
                Some((_, touched)) => touched.note(event),
                None => touched.push((server, Touched::by(event))),
            }
            match &event.body {
                // Only the disk is left. What it has lost was not durable.
                EventBody::Crashed { .. } => {
                    self.seen.remove(&server);
                }
                EventBody::Sent(envelope) => {
                    self.note_request_for_vote(envelope);
                    sent.push(place);
                }
                EventBody::Decided(_) => {
                    self.look_at_given_votes(cluster, server, event, events);
                }
                // The disk has moved on: what it held before, nobody can tell now.
                EventBody::WriteDurable { .. } | EventBody::DiskLost => {
                    sent.retain(|&place| events[place].id.actor != event.id.actor);
                }
                _ => {}
            }
        }
        for &(server, ref touched) in &touched {
            if let Some(machine) = cluster.machine(server).filter(|m| !m.is_disk_lost()) {
                self.look_at_disk(machine, touched);
            }
        }
        for event in sent.drain(..).map(|place| &events[place]) {
            self.look_at_promise(cluster, event);
        }
        self.sent = sent;
        let others = Others { machines: cluster.machines(), servers: &[] };
        let of =
            |server| cluster.machine(server).and_then(|machine| Some((machine, machine.raft()?)));
        for &(server, ref touched) in &touched {
            if let Some((machine, raft)) = of(server) {
                self.look_at(raft, others, touched.last);
                self.look_at_durable(machine, raft, touched);
            }
        }
        self.reference.catch_up(&self.applied, self.counts_once);
        for &(server, ref touched) in touched.iter().filter(|(_, touched)| touched.changes_store) {
            if let Some((machine, raft)) = of(server) {
                self.look_at_store(machine, raft, touched.last);
            }
        }
        touched.clear();
        self.touched = touched;
    }

    /// What was wrong, first things first: for each property at most one thing for each
    /// actor.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// How `property` stands.
    pub fn standing(&self, property: Property) -> Standing {
        let is_undecided = || matches!(self.linearizability(), Verdict::Undecided { .. });
        if self.violations.iter().any(|violation| violation.property == property) {
            Standing::Violated
        } else if property == Property::Linearizability && is_undecided() {
            Standing::Undecided
        } else {
            Standing::Holds
        }
    }

    /// Whether `property` has held so far. What is undecided is not known to.
    pub fn holds(&self, property: Property) -> bool {
        self.standing(property) == Standing::Holds
    }

    /// How many of figure 3's five have held so far.
    pub fn holding(&self) -> usize {
        Property::FIGURE_3.iter().filter(|&&property| self.holds(property)).count()
    }

    /// Looks at one server, beside all the others.
    pub(super) fn look_at(&mut self, raft: &Server, others: Others<'_>, after: EventId) {
        let mut seen = self.seen.get(&raft.id()).cloned().unwrap_or_else(|| Seen {
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
        let is_compacted = seen.snapshot != raft.snapshot().last_index;
        if is_compacted {
            self.look_at_membership(raft, log.last_index() + 1, after);
            seen.snapshot = raft.snapshot().last_index;
        }
        let leads = raft.is_leader().then(|| raft.current_term());
        if leads != seen.led {
            seen.led = leads;
            if let Some(term) = leads {
                self.look_at_new_leader(raft, term, after);
                self.look_at_votes(raft, term, after);
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
        if is_compacted {
            self.look_at_snapshot_membership(raft, after);
            self.look_at_snapshot_state(raft, after);
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
