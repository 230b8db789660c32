//! What clients were told: does it look as if there were one server that does one
//! thing after the other (paper §8, thesis §6.3)?
//!
//! Each key is judged by itself: a history is linearizable if and only if that of each
//! key is (Herlihy and Wing 1990). So a key that stays undecided hides no other.
//!
//! The log gives an order, the *witness*: each write stands where it first took effect,
//! each read at the first place that explains its answer, after all that was answered
//! before it was asked for. It does not matter which server answered, how often, or when.
//! Whether that order explains everything is checked as things happen, in constant time
//! for each (but for a look at the writes since the read was asked for). Only where it
//! does not explain a key is any other order looked for, and only so far: else that key
//! stays undecided.

mod search;

use litemap::LiteMap;

use crate::cluster::ClientId;
use crate::raft::Index;
use search::Search;

/// Names an operation: who asked, and which of their requests it is.
pub type OperationId = (ClientId, u64);

/// Whether there is an order that explains what clients were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is one.
    Linearizable,
    /// There is none: not for this key, from this answer on.
    NotLinearizable {
        /// The key.
        key: String,
        /// The operation whose answer nothing explains.
        answered: OperationId,
    },
    /// The log's order does not explain this key, and the search for another gave up.
    Undecided {
        /// The key.
        key: String,
    },
}

/// A client's operation on one key. A client may have several under way at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operation {
    /// What it writes; `None`: it reads.
    pub writes: Option<String>,
    /// It is of those who asked before anything was seen: nobody will be answered.
    pub is_nobodys: bool,
    /// Its answer: for a read, what it was. `None`: unknown. It may have taken effect
    /// all the same, at any time since it was asked for, or never.
    pub answered: Option<Option<String>>,
    /// Where it may stand at the earliest: after all that was answered before.
    floor: Index,
    /// Where a write first took effect.
    took_effect: Option<Index>,
}

/// What is known of one key.
#[derive(Clone, Debug, Default)]
struct Key {
    operations: LiteMap<OperationId, Operation>,
    /// The writes that took effect, by the index at which each did so first.
    effects: LiteMap<Index, String>,
    /// The last place in the log's order of anything that was answered: a write's own
    /// index, or the last one before a read.
    latest_answered: Index,
    /// The log's order does not explain everything: another one has to.
    is_searched: bool,
    /// Whether another order does.
    search: Search,
    /// What is known to be wrong, or to stay unknown.
    verdict: Option<Verdict>,
}

impl Key {
    /// The first place at which the answer of a read is explained by the writes before it.
    fn place_of(&self, read: &Operation, value: Option<&str>) -> Option<Index> {
        let mut place = None;
        for (&index, written) in self.effects.iter().rev() {
            let fits = Some(written.as_str()) == value;
            if index <= read.floor {
                return if fits { Some(read.floor) } else { place };
            }
            place = if fits { Some(index) } else { place };
        }
        if value.is_none() { Some(read.floor) } else { place }
    }
}

/// The history of all clients' operations, and whether it is linearizable.
#[derive(Clone, Debug, Default)]
pub struct ClientHistory {
    keys: LiteMap<String, Key>,
    /// The first that is known to be wrong, or else the first that is undecided.
    verdict: Option<Verdict>,
}

impl ClientHistory {
    /// A client asks, for the first time.
    pub fn invoked(&mut self, id: OperationId, key: &str, writes: Option<&str>) {
        self.asked(id, key, writes, false);
    }

    /// A write was asked for before anything that is seen here. Nobody knows whether it
    /// has taken effect: it may, at any time, or never.
    pub fn was_asked_before(&mut self, id: OperationId, key: &str, value: &str) {
        self.asked(id, key, Some(value), true);
    }

    fn asked(&mut self, id: OperationId, key: &str, writes: Option<&str>, is_nobodys: bool) {
        if !self.keys.contains_key(key) {
            self.keys.insert(key.into(), Key::default());
        }
        let Some(known) = self.keys.get_mut(key) else {
            return;
        };
        if !known.operations.contains_key(&id) {
            let floor = if is_nobodys { 0 } else { known.latest_answered };
            let writes = writes.map(String::from);
            let (answered, took_effect) = (None, None);
            let operation = Operation { writes, is_nobodys, answered, floor, took_effect };
            known.operations.insert(id, operation);
            known.search.saw(id);
        }
    }

    /// A write took effect at `index`. Only the first time counts: a command takes
    /// effect once.
    pub fn took_effect(&mut self, id: OperationId, key: &str, index: Index) {
        let Some(known) = self.keys.get_mut(key) else {
            return;
        };
        let Some(operation) = known.operations.get_mut(&id) else {
            return;
        };
        if let (None, Some(value)) = (operation.took_effect, &operation.writes) {
            operation.took_effect = Some(index);
            known.is_searched |= index <= operation.floor;
            known.effects.insert(index, value.clone());
        }
    }

    /// A client was told that its write is done, or what it read. Returns whether this is
    /// the first answer on its key that no order explains.
    pub fn answered(&mut self, id: OperationId, key: &str, value: Option<&str>) -> bool {
        let Some(known) = self.keys.get_mut(key) else {
            return false;
        };
        let Some(operation) = known.operations.get_mut(&id).filter(|o| o.answered.is_none()) else {
            return false;
        };
        operation.answered = Some(value.map(String::from));
        let operation = &known.operations[&id];
        let place = match operation.writes {
            Some(_) => operation.took_effect,
            None => known.place_of(operation, value),
        };
        known.is_searched |= place.is_none();
        known.latest_answered = known.latest_answered.max(place.unwrap_or(0));
        known.search.saw(id);
        if !known.is_searched || known.verdict.is_some() {
            return false;
        }
        known.verdict = match known.search.explains(&known.operations) {
            Some(true) => None,
            Some(false) => Some(Verdict::NotLinearizable { key: key.into(), answered: id }),
            None => Some(Verdict::Undecided { key: key.into() }),
        };
        let is_wrong = matches!(known.verdict, Some(Verdict::NotLinearizable { .. }));
        let was_wrong = matches!(self.verdict, Some(Verdict::NotLinearizable { .. }));
        if self.verdict.is_none() || is_wrong && !was_wrong {
            self.verdict = known.verdict.clone();
        }
        is_wrong
    }

    /// Whether everything so far can be explained: it cannot if one key cannot; else it
    /// is undecided if one key is.
    pub fn verdict(&self) -> Verdict {
        self.verdict.clone().unwrap_or(Verdict::Linearizable)
    }

    /// The verdict on each key that anybody asked about, in the keys' order.
    pub fn verdicts(&self) -> impl Iterator<Item = (&str, Verdict)> {
        self.keys.iter().map(|(key, known)| {
            (key.as_str(), known.verdict.clone().unwrap_or(Verdict::Linearizable))
        })
    }
}
