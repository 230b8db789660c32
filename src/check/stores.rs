//! State machines: each is what the applied entries make of an empty one (paper §2), each
//! request took effect once (§8), and no read is older than what was committed.

use litemap::LiteMap;

use super::evidence::Evidence;
use super::property::Property;
use super::safety::SafetyChecker;
use crate::cluster::{
    ClientId, Event, EventBody, EventHash, EventId, KeyValueStore, Machine, request_of,
};
use crate::raft::{Command, Decision, Entry, Index, ReadId, Server, ServerId};

/// A state machine beside all others, which applies each entry when anybody does first.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    store: KeyValueStore,
    /// What it has applied.
    upto: Index,
    /// What it was like on its way, as hashes: each server's store is compared where its
    /// own way passes such a mark. They lie so far apart that the comparisons cost as much
    /// as they would with a small store.
    marks: Vec<(Index, u64)>,
    next_mark: Index,
    /// What it was like some time ago: the replay of a snapshot begins there.
    earlier: (Index, KeyValueStore),
    /// The states of snapshots that were found right last.
    right: Vec<(Index, Command)>,
}

/// Where each client's requests took effect, by their number; 0: nowhere yet.
pub(super) type Effects = LiteMap<ClientId, Vec<Index>>;

/// Reads that leaders have taken, with what was committed then.
pub(super) type Reads = LiteMap<(ServerId, ReadId), Index>;

/// Entries between two marks, and between a replay's beginning and its end, at least.
const APART: Index = 16;
/// A mark is one entry further away for so many bytes of the store.
const BYTES_FOR_AN_ENTRY: usize = 16;
/// So many snapshots are known to be right.
const MOST_RIGHT: usize = 16;

impl Reference {
    /// The store after `through`, from the `applied` entries.
    fn at(&mut self, through: Index, applied: &[Entry], counts_once: bool) -> KeyValueStore {
        let is_later = self.earlier.0 <= through;
        let (from, mut store) = if is_later { self.earlier.clone() } else { Default::default() };
        let keep = through.saturating_sub(APART);
        for (index, entry) in entries(applied, from, through) {
            apply(&mut store, index, entry, counts_once);
            if is_later && index == keep {
                self.earlier = (index, store.clone());
            }
        }
        store
    }

    /// Applies what is new, and leaves a mark if it is time.
    pub fn catch_up(&mut self, applied: &[Entry], counts_once: bool) {
        for (index, entry) in entries(applied, self.upto, applied.len() as Index) {
            apply(&mut self.store, index, entry, counts_once);
            self.upto = index;
        }
        if self.upto >= self.next_mark && self.upto > 0 {
            let bytes = self.store.encode();
            self.marks.push((self.upto, hash(&bytes)));
            let apart = APART + (bytes.bytes().len() / BYTES_FOR_AN_ENTRY) as Index;
            self.next_mark = self.upto + apart;
        }
    }

    /// The mark at `index`.
    fn mark(&self, index: Index) -> Option<u64> {
        let place = self.marks.binary_search_by_key(&index, |&(at, _)| at).ok()?;
        Some(self.marks[place].1)
    }
}

/// The entries after `from` up to `through`, each with its index.
fn entries(
    applied: &[Entry],
    from: Index,
    through: Index,
) -> impl Iterator<Item = (Index, &Entry)> {
    let some = applied.get(from as usize..through as usize).unwrap_or_default();
    (from + 1..).zip(some)
}

fn apply(store: &mut KeyValueStore, index: Index, entry: &Entry, counts_once: bool) {
    if let Some(request) = request_of(entry) {
        store.apply(&request, index, counts_once);
    }
}

fn hash(bytes: &Command) -> u64 {
    let mut hash = EventHash::default();
    hash.add_encoded(bytes.bytes());
    hash.value()
}

impl SafetyChecker {
    /// A server applies an entry: within one life, each at most once (rule 18). Where requests
    /// count once, their stores would not show it.
    pub(super) fn look_at_what_is_applied(&mut self, server: ServerId, event: &Event) {
        match event.body {
            EventBody::Applied { index, .. } => {
                let before = self.applied_through.insert(server, index);
                if before.is_some_and(|before| index <= before) {
                    let evidence = Evidence::AppliedAgain { server, index };
                    self.report(Property::OnlyGrows, event.id, evidence);
                }
            }
            EventBody::Restored { last_index, .. } => {
                self.applied_through.insert(server, last_index);
            }
            EventBody::Started | EventBody::Restarted { .. } | EventBody::Crashed { .. } => {
                self.applied_through.remove(&server);
            }
            _ => {}
        }
    }

    /// A client was told that its request is done.
    pub(super) fn look_at_done(&mut self, client: ClientId, sequence: u64, after: EventId) {
        let place = sequence.checked_sub(1).map(|place| place as usize);
        let effects = self.effects.get(&client);
        let is_done = place.and_then(|place| effects?.get(place)).is_some_and(|&index| index > 0);
        if !is_done {
            let evidence = Evidence::NeverTookEffect { client, sequence };
            self.report(Property::TakesEffectOnce, after, evidence);
        }
    }

    /// A request took effect, a read was taken or served.
    pub(super) fn look_at_effects(&mut self, server: ServerId, event: &Event) {
        match &event.body {
            EventBody::Applied { index, request: Some(request), took_effect: true, .. } => {
                let (client, sequence) = (request.client, request.sequence);
                let Some(place) = sequence.checked_sub(1).map(|place| place as usize) else {
                    return;
                };
                let effects = self.effects.entry(client).or_default();
                if effects.len() <= place {
                    effects.resize(place + 1, 0);
                }
                let first = effects[place];
                if first == 0 {
                    effects[place] = *index;
                } else if first != *index {
                    let indices = [first, *index];
                    let evidence = Evidence::TookEffectTwice { client, sequence, indices };
                    self.report(Property::TakesEffectOnce, event.id, evidence);
                }
            }
            EventBody::Decided(Decision::ReadTaken { read, .. }) => {
                self.reads.insert((server, *read), self.committed.len() as Index);
            }
            EventBody::ReadServed { read, applied, .. } => {
                // One that was never taken has nothing to go by but all that there is.
                let taken = self.reads.get(&(server, *read)).copied();
                let committed = taken.unwrap_or(self.committed.len() as Index);
                // They are served in their order: what came before was given up.
                self.reads.retain(|(of, other), _| *of != server || other > read);
                if *applied < committed {
                    let evidence = Evidence::StaleRead { server, applied: *applied, committed };
                    self.report(Property::ReadsAreFresh, event.id, evidence);
                }
            }
            _ => {}
        }
    }

    /// The snapshot of a server is another one: its state is what the entries up to its
    /// last index make it.
    pub(super) fn look_at_snapshot_state(&mut self, raft: &Server, after: EventId) {
        let snapshot = raft.snapshot();
        let index = snapshot.last_index;
        let mut right = self.reference.right.iter();
        let is_known = right.any(|(at, state)| *at == index && *state == snapshot.state);
        // After a gap nobody can tell.
        if is_known || index > self.applied.len() as Index {
            return;
        }
        let store = self.reference.at(index, &self.applied, self.counts_once);
        if store.encode() != snapshot.state {
            let evidence = Evidence::OtherStore { server: raft.id(), index, in_snapshot: true };
            return self.report(Property::StoresAreReplays, after, evidence);
        }
        if self.reference.right.len() >= MOST_RIGHT {
            self.reference.right.remove(0);
        }
        self.reference.right.push((index, snapshot.state.clone()));
    }

    /// A server has applied something, or was restored from its snapshot.
    pub(super) fn look_at_store(&mut self, machine: &Machine, raft: &Server, after: EventId) {
        let index = raft.last_applied();
        let is_right = if index == raft.snapshot().last_index {
            index == 0 || machine.store().encode() == raft.snapshot().state
        } else {
            let mark = self.reference.mark(index);
            mark.is_none_or(|mark| mark == hash(&machine.store().encode()))
        };
        if !is_right {
            let evidence = Evidence::OtherStore { server: raft.id(), index, in_snapshot: false };
            self.report(Property::StoresAreReplays, after, evidence);
        }
    }
}
