//! What clients were told: does it look as if there were one server that does one
//! thing after the other (paper §8, thesis §6.3)?
//!
//! The log gives an order, the *witness*: each write where it first took effect,
//! each read after what its server had applied. Whether that order explains
//! everything is checked as things happen, in constant time for each (but for a
//! look into a short sorted list). Only where it does not explain a key is any
//! other order looked for, and only so far: else it stays undecided.

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

/// A client's operation on one key.
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
    floor: Position,
    /// Where the log puts it.
    position: Option<Position>,
}

/// A place in the witness: after the entry at an index, reads after the write.
type Position = (Index, bool);

/// What is known of one key.
#[derive(Clone, Debug, Default)]
struct Key {
    operations: LiteMap<OperationId, Operation>,
    /// The writes that took effect, by the index at which each did so first.
    effects: LiteMap<Index, String>,
    /// Whether the log's order explains everything so far.
    is_explained: bool,
    /// Whether another order does.
    search: Search,
}

/// The history of all clients' operations, and whether it is linearizable.
#[derive(Clone, Debug, Default)]
pub struct ClientHistory {
    keys: LiteMap<String, Key>,
    /// The latest place of anything that was answered.
    latest_answered: Position,
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
        let floor = if is_nobodys { Position::default() } else { self.latest_answered };
        if !self.keys.contains_key(key) {
            self.keys.insert(key.into(), Key { is_explained: true, ..Key::default() });
        }
        let Some(known) = self.keys.get_mut(key) else {
            return;
        };
        if !known.operations.contains_key(&id) {
            let writes = writes.map(String::from);
            let (answered, position) = (None, None);
            let operation = Operation { writes, is_nobodys, answered, floor, position };
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
        if let (None, Some(value)) = (operation.position, &operation.writes) {
            operation.position = Some((index, false));
            known.is_explained &= (index, false) >= operation.floor;
            known.effects.insert(index, value.clone());
        }
    }

    /// A read was served by a server that had applied everything up to `applied`.
    pub fn served(&mut self, id: OperationId, key: &str, applied: Index) {
        let operation = self.keys.get_mut(key).and_then(|known| known.operations.get_mut(&id));
        if let Some(operation) = operation {
            operation.position = Some((applied, true));
        }
    }

    /// A client was told that its write is done, or what it read.
    pub fn answered(&mut self, id: OperationId, key: &str, value: Option<&str>) {
        let Some(known) = self.keys.get_mut(key) else {
            return;
        };
        let Some(operation) = known.operations.get_mut(&id).filter(|o| o.answered.is_none()) else {
            return;
        };
        operation.answered = Some(value.map(String::from));
        let is_read = operation.writes.is_none();
        match operation.position {
            Some(position) => {
                let last = known.effects.iter().rev().find(|(index, _)| **index <= position.0);
                let fits = !is_read || last.map(|(_, value)| value.as_str()) == value;
                known.is_explained &= fits && position >= operation.floor;
                self.latest_answered = self.latest_answered.max(position);
            }
            None => known.is_explained = false,
        }
        known.search.saw(id);
        if !known.is_explained && self.verdict.is_none() {
            self.verdict = match known.search.explains(&known.operations) {
                Some(true) => None,
                Some(false) => Some(Verdict::NotLinearizable { key: key.into(), answered: id }),
                None => Some(Verdict::Undecided { key: key.into() }),
            };
        }
    }

    /// Whether everything so far can be explained.
    pub fn verdict(&self) -> Verdict {
        self.verdict.clone().unwrap_or(Verdict::Linearizable)
    }
}
