//! The search for an order that explains one key's history. It goes through what was
//! asked and answered as it was seen, and knows at each moment every state that some
//! order could have led to. Before an answer, what is open may take effect in any order,
//! until what was answered has (Wing and Gong 1993), never twice from the same state
//! (Lowe 2017). What was answered is never looked at again.

use litemap::LiteMap;

use super::{Operation, OperationId};

/// How many states there may be before one answer, and how many may be looked at for
/// one key, over all: whoever asks for more does not find out.
const MOST_STATES: usize = 2_000;
const STEPS_FOR_A_KEY: u32 = 500_000;

/// What is known of the orders that explain one key so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    /// What was seen and is still to be gone through: who asked, and then once more who
    /// was answered.
    seen: Vec<OperationId>,
    /// Where the orders may have led to by then.
    reached: Reached,
    /// How many states were looked at.
    steps: u32,
}

/// What is open at a moment, and the states that orders may have led to.
#[derive(Clone, Debug)]
struct Reached {
    open: Vec<OperationId>,
    states: Vec<State>,
}

/// A state of the register: what of the open operations has taken effect, sorted, and
/// the value.
type State = (Vec<OperationId>, Option<String>);

impl Default for Reached {
    fn default() -> Self {
        Reached { open: Vec::new(), states: vec![State::default()] }
    }
}

impl Search {
    /// Somebody asked, or was answered.
    pub fn saw(&mut self, id: OperationId) {
        self.seen.push(id);
    }

    /// Whether some order explains everything so far; `None` if that could not be found
    /// out.
    pub fn explains(&mut self, operations: &LiteMap<OperationId, Operation>) -> Option<bool> {
        // What an open read is going to be told is not known. From where it was asked
        // for on, everything is gone through again with the next answer.
        let is_open_read = |id: &OperationId| {
            operations.get(id).is_some_and(|of| of.writes.is_none() && of.answered.is_none())
        };
        let settled = self.seen.iter().position(is_open_read).unwrap_or(self.seen.len());
        for id in self.seen.drain(..settled) {
            self.reached.go_on(id, operations, &mut self.steps)?;
        }
        let mut reached = self.reached.clone();
        for &id in &self.seen {
            reached.go_on(id, operations, &mut self.steps)?;
        }
        Some(!reached.states.is_empty())
    }
}

impl Reached {
    /// Goes on to where somebody asked or was answered. There are no states any more if
    /// nothing explains the answer; `None` if there would be too many.
    fn go_on(
        &mut self,
        id: OperationId,
        operations: &LiteMap<OperationId, Operation>,
        steps: &mut u32,
    ) -> Option<()> {
        let Some(place) = self.open.iter().position(|&open| open == id) else {
            self.open.push(id);
            return Some(());
        };
        let mut to_do = std::mem::take(&mut self.states);
        let (mut known, mut next) = (to_do.clone(), Vec::new());
        while let Some((mut taken, value)) = to_do.pop() {
            *steps += 1;
            if *steps > STEPS_FOR_A_KEY || known.len() > MOST_STATES {
                return None;
            }
            if let Ok(place) = taken.binary_search(&id) {
                taken.remove(place);
                add(&mut next, (taken, value));
                continue;
            }
            for of in &self.open {
                let (Err(place), Some(operation)) = (taken.binary_search(of), operations.get(of))
                else {
                    continue;
                };
                let after = match (&operation.writes, &operation.answered) {
                    (None, Some(read)) if *read == value => value.clone(),
                    (None, _) => continue,
                    // Nobody waits for it: if nobody reads it either, it need not be.
                    (Some(_), _)
                        if operation.is_nobodys && !self.is_read(operation, operations) =>
                    {
                        continue;
                    }
                    (written, _) => written.clone(),
                };
                let mut taken = taken.clone();
                taken.insert(place, *of);
                let state = (taken, after);
                if add(&mut known, state.clone()) {
                    to_do.push(state);
                }
            }
        }
        self.open.remove(place);
        self.states = next;
        Some(())
    }

    /// Whether what this writes is what an open read was told.
    fn is_read(&self, write: &Operation, operations: &LiteMap<OperationId, Operation>) -> bool {
        let mut open = self.open.iter().filter_map(|of| operations.get(of));
        open.any(|of| of.writes.is_none() && of.answered.as_ref() == Some(&write.writes))
    }
}

/// Adds a state to a sorted list. False if it is there already.
fn add(states: &mut Vec<State>, state: State) -> bool {
    match states.binary_search(&state) {
        Ok(_) => false,
        Err(place) => {
            states.insert(place, state);
            true
        }
    }
}
