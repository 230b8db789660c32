//! The search for an order that explains one key's history: take any operation that
//! no unexplained answer precedes, and go on from there (Wing and Gong 1993), never
//! twice from the same state (Lowe 2017).

use super::Operation;

/// Whether some order explains these operations on one register; `None` if that
/// could not be found out within `steps`.
pub fn explains(operations: &[&Operation], steps: u32) -> Option<bool> {
    // A read that was never answered explains nothing and contradicts nothing.
    let of_interest =
        |operation: &&&Operation| operation.writes.is_some() || operation.answered.is_some();
    let operations: Vec<_> = operations.iter().filter(of_interest).copied().collect();
    let mut search = Search { operations, seen: Vec::new(), steps };
    let taken = vec![false; search.operations.len()];
    search.from(taken, None)
}

struct Search<'a> {
    operations: Vec<&'a Operation>,
    /// States that lead nowhere, sorted: what was taken, and which write came last.
    seen: Vec<(Vec<bool>, Option<usize>)>,
    steps: u32,
}

impl Search<'_> {
    /// Whether the rest can be explained after `taken`, the last write of which is
    /// `last`.
    fn from(&mut self, taken: Vec<bool>, last: Option<usize>) -> Option<bool> {
        let places = || (0..self.operations.len()).filter(|&place| !taken[place]);
        // Whatever was invoked after an open operation's answer has to wait for it.
        let answers = places().filter_map(|place| self.operations[place].answered.as_ref());
        let Some(first_answer) = answers.map(|(at, _)| *at).min() else {
            return Some(true);
        };
        let may_be_next: Vec<usize> =
            places().filter(|&place| self.operations[place].invoked < first_answer).collect();
        let state = (taken, last);
        if self.seen.binary_search(&state).is_ok() {
            return Some(false);
        }
        self.steps = self.steps.checked_sub(1)?;
        for place in may_be_next {
            let operation = self.operations[place];
            let value = last.and_then(|last| self.operations[last].writes.as_ref());
            let fits = match (&operation.writes, &operation.answered) {
                (None, Some((_, read))) => read.as_ref() == value,
                _ => true,
            };
            if fits {
                let mut more = state.0.clone();
                more[place] = true;
                let last = if operation.writes.is_some() { Some(place) } else { last };
                if self.from(more, last)? {
                    return Some(true);
                }
            }
        }
        if let Err(place) = self.seen.binary_search(&state) {
            self.seen.insert(place, state);
        }
        Some(false)
    }
}
