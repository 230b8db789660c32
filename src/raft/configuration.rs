//! Who belongs to the cluster, and how many of them decide.

use serde::{Deserialize, Serialize};

use super::types::{Index, ServerId};

/// The voting members of the cluster. Every quorum question of the core is asked
/// here, so that a change of membership will have one place to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Configuration {
    voters: Vec<ServerId>,
}

impl Configuration {
    /// A configuration of these voters; order and repetitions don't matter.
    pub fn new(voters: impl IntoIterator<Item = ServerId>) -> Self {
        let mut sorted = Vec::new();
        for voter in voters {
            if let Err(place) = sorted.binary_search(&voter) {
                sorted.insert(place, voter);
            }
        }
        Configuration { voters: sorted }
    }

    /// The voters in ascending order.
    pub fn voters(&self) -> &[ServerId] {
        &self.voters
    }

    /// Whether `server` has a vote.
    pub fn is_voter(&self, server: ServerId) -> bool {
        self.voters.binary_search(&server).is_ok()
    }

    /// How many voters are a majority: more than half of *all*, absent ones
    /// counted (paper §5.2).
    pub fn majority(&self) -> usize {
        self.voters.len() / 2 + 1
    }

    /// Whether those for whom `agrees` holds are a majority.
    pub fn has_majority(&self, agrees: impl Fn(ServerId) -> bool) -> bool {
        self.voters.iter().filter(|&&voter| agrees(voter)).count() >= self.majority()
    }

    /// The highest index that a majority has reached, where `reached` tells how
    /// far each voter is (the N of paper §5.3). 0 for a cluster without voters.
    pub fn majority_index(&self, reached: impl Fn(ServerId) -> Index) -> Index {
        // The middle one of all, found by inserting each where it belongs.
        let mut descending: Vec<Index> = Vec::with_capacity(self.voters.len());
        for index in self.voters.iter().map(|&voter| reached(voter)) {
            let place = descending.partition_point(|&other| other >= index);
            descending.insert(place, index);
        }
        descending.get(self.majority() - 1).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n: u16) -> Configuration {
        Configuration::new((1..=n).map(ServerId))
    }

    #[test]
    fn a_majority_is_more_than_half_of_all() {
        let majorities: Vec<_> = (1..=7).map(|n| of(n).majority()).collect();
        assert_eq!(majorities, [1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn a_server_named_twice_votes_once() {
        let twice = Configuration::new([ServerId(1), ServerId(2), ServerId(1), ServerId(3)]);
        assert_eq!(twice, of(3));
    }

    #[test]
    fn the_majority_index_is_what_the_middle_server_has() {
        let reached = [7, 10, 9, 2, 11];
        assert_eq!(of(5).majority_index(|s| reached[usize::from(s.0) - 1]), 9);
        assert_eq!(of(4).majority_index(|s| reached[usize::from(s.0) - 1]), 7, "even sizes");
        assert_eq!(of(0).majority_index(|_| 5), 0, "nobody decides nothing");
    }
}
