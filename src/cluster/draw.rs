//! Keyed randomness: each draw is a function of the seed, of what it is for, of
//! whom it concerns and of how often that was drawn there before. There is no
//! stream to get out of step: taking one message away changes no draw that the
//! message did not cause.

use std::ops::RangeInclusive;

use oorandom::Rand64;

/// What a draw is for. Part of the key: it only grows at the end.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// How long a server waits for a leader.
    ElectionTimeout,
    /// How long a message travels.
    Latency,
    /// Whether a message is lost.
    Loss,
    /// Whether a message arrives twice.
    Duplication,
    /// Whether a message is held up, so that later ones overtake it.
    Spike,
    /// How long a write takes.
    DiskWrite,
    /// Which server a client tries.
    Server,
    /// What a teammate would like to eat.
    Preference,
    /// How long the second copy of a message travels.
    SecondCopy,
}

/// One draw: a small generator of its own.
pub(super) struct Draw(Rand64);

impl Draw {
    /// The draw number `counter` of `purpose` at `subject`.
    pub fn new(seed: u64, purpose: Purpose, subject: u64, counter: u64) -> Self {
        let purpose = chain(seed, purpose as u64);
        let subject = chain(purpose, subject);
        Draw(Rand64::new(u128::from(subject) << 64 | u128::from(counter)))
    }

    /// A number in `range`, each equally likely.
    pub fn within(mut self, range: RangeInclusive<u64>) -> u64 {
        let (low, high) = range.into_inner();
        if high <= low { low } else { self.0.rand_range(low..high.saturating_add(1)) }
    }

    /// True in `ppm` of a million cases.
    pub fn happens(self, ppm: u32) -> bool {
        self.within(0..=999_999) < u64::from(ppm)
    }
}

fn chain(key: u64, word: u64) -> u64 {
    Rand64::new(u128::from(key) << 64 | u128::from(word)).rand_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_depends_on_its_key_and_on_nothing_else() {
        let draw = |seed, purpose, subject, counter| {
            Draw::new(seed, purpose, subject, counter).within(0..=u64::MAX - 1)
        };
        let golden = draw(7, Purpose::ElectionTimeout, 3, 11);
        assert_eq!(golden, draw(7, Purpose::ElectionTimeout, 3, 11));
        assert_ne!(golden, draw(8, Purpose::ElectionTimeout, 3, 11));
        assert_ne!(golden, draw(7, Purpose::Latency, 3, 11));
        assert_ne!(golden, draw(7, Purpose::ElectionTimeout, 4, 11));
        assert_ne!(golden, draw(7, Purpose::ElectionTimeout, 3, 12));
    }

    #[test]
    fn the_draws_of_neighbouring_keys_spread_over_the_whole_range() {
        for purpose in [Purpose::ElectionTimeout, Purpose::Loss] {
            let mut tenths = [0u32; 10];
            for subject in 1..=9 {
                for counter in 0..1_000 {
                    let draw = Draw::new(1, purpose, subject, counter).within(0..=9);
                    tenths[draw as usize] += 1;
                }
            }
            // 9,000 draws: 900 each; six standard deviations are 171.
            assert!(tenths.iter().all(|count| count.abs_diff(900) < 171), "{tenths:?}");
        }
    }

    #[test]
    fn an_empty_range_gives_its_start_and_a_certain_event_happens() {
        assert_eq!(Draw::new(1, Purpose::Latency, 0, 0).within(5..=5), 5);
        assert!(Draw::new(1, Purpose::Loss, 0, 0).happens(1_000_000));
        assert!(!Draw::new(1, Purpose::Loss, 0, 0).happens(0));
    }
}
