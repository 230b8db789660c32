//! The dice of one draw of a question. Each draw has a key of its own, so that it depends
//! on nothing but its family, its seed and how often it was drawn before.

use oorandom::Rand64;

use super::family::Family;

/// The dice of one draw.
pub(super) struct Dice(Rand64);

impl Dice {
    /// The dice for the question of `family` with this seed, drawn for the `attempt`th time.
    pub fn new(family: Family, seed: u64, attempt: u64) -> Self {
        let key = chain(seed, family as u64);
        Dice(Rand64::new(u128::from(key) << 64 | u128::from(attempt)))
    }

    /// A number below `limit`; 0 if that is 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit < 2 { 0 } else { self.0.rand_range(0..limit) }
    }

    /// A number from `low` to `high`, both included.
    pub fn within(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in one of `n` cases.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// One of these; `None` if there are none.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len() as u64) as usize).cloned()
    }

    /// Puts these into any order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end as u64 + 1) as usize);
        }
    }
}

fn chain(key: u64, word: u64) -> u64 {
    Rand64::new(u128::from(key) << 64 | u128::from(word)).rand_u64()
}
