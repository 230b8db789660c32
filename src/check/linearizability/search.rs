//! The search for an order that explains one key's history: take any operation that
//! no unexplained answer precedes, and go on from there (Wing and Gong 1993), never
//! twice from the same state (Lowe 2017).

use std::collections::BTreeSet;

use super::Operation;

/// Whether some order explains these operations on one register; `None` if that
/// could not be found out within `steps`.
pub fn explains(operations: &[&Operation], steps: u32) -> Option<bool> {
    // A read that was never answered explains nothing and contradicts nothing.
    let of_interest =
        |operation: &&&Operation| operation.writes.is_some() || operation.answered.is_some();
    let mut operations: Vec<_> = operations.iter().filter(of_interest).copied().collect();
    operations.sort_by_key(|operation| operation.invoked);
    let mut search = Search { operations, seen: BTreeSet::new(), steps };
    let taken = vec![false; search.operations.len()];
    search.from(taken, None)
}

struct Search<'a> {
    operations: Vec<&'a Operation>,
    /// States that lead nowhere: what was taken, and which write came last.
    seen: BTreeSet<(Vec<bool>, Option<usize>)>,
    steps: u32,
}

impl Search<'_> {
    /// Whether the rest can be explained after `taken`, the last write of which is
    /// `last`.
    fn from(&mut self, taken: Vec<bool>, last: Option<usize>) -> Option<bool> {
        let open = |place: &usize| !taken[*place];
        let places = || (0..self.operations.len()).filter(open);
        // Whatever was invoked after an open operation's answer has to wait for it.
        let answers = places().filter_map(|place| self.operations[place].answered.as_ref());
        let Some(first_answer) = answers.map(|(at, _)| *at).min() else {
            return Some(true);
        };
        if self.seen.contains(&(taken.clone(), last)) {
            return Some(false);
        }
        self.steps = self.steps.checked_sub(1)?;
        let may_be_next: Vec<usize> =
            places().filter(|&place| self.operations[place].invoked < first_answer).collect();
        for place in may_be_next {
            let operation = self.operations[place];
            let value = last.and_then(|last| self.operations[last].writes.as_ref());
            let fits = match (&operation.writes, &operation.answered) {
                (None, Some((_, read))) => read.as_ref() == value,
                _ => true,
            };
            if fits {
                let mut more = taken.clone();
                more[place] = true;
                let last = if operation.writes.is_some() { Some(place) } else { last };
                if self.from(more, last)? {
                    return Some(true);
                }
            }
        }
        self.seen.insert((taken, last));
        Some(false)
    }
}
