//! When enough servers agree: the arithmetic of majorities (paper §5.2, §6). Every
//! quorum of the protocol is asked here: votes, pre-votes, commits, reads, and
//! whether a leader still reaches its cluster (rule 19).

use std::borrow::Cow;
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::configuration::Configuration;
use super::rules::{Rule, Rules};
use super::types::{Index, ServerId};

/// What a configuration takes for a decision.
#[derive(Copy, Clone, Debug)]
pub struct Quorum<'a> {
    configuration: &'a Configuration,
    rules: Rules,
}

/// How many agree and how many are needed.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many agree.
    pub have: u16,
    /// How many are needed.
    pub need: u16,
    /// How many there are.
    pub of: u16,
}

/// How a quorum stands. In a joint configuration both sides have to reach theirs.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Among the voters; in a joint configuration, of C_new.
    pub voters: Count,
    /// Among the voters of C_old, in a joint configuration.
    pub outgoing: Option<Count>,
}

impl Tally {
    /// Whether enough agree, on both sides.
    pub fn is_reached(self) -> bool {
        self.voters.have >= self.voters.need
            && self.outgoing.is_none_or(|count| count.have >= count.need)
    }
}

impl<'a> Quorum<'a> {
    /// The quorums of `configuration` under `rules`.
    pub fn new(configuration: &'a Configuration, rules: Rules) -> Self {
        Quorum { configuration, rules }
    }

    /// How many of those for whom `agrees` holds count.
    pub fn tally(&self, agrees: impl Fn(ServerId) -> bool) -> Tally {
        let count = |group: &[ServerId]| Count {
            have: group.iter().filter(|&&server| agrees(server)).count() as u16,
            need: self.need(group.len()) as u16,
            of: group.len() as u16,
        };
        let (voters, outgoing) = self.sides();
        Tally { voters: count(&voters), outgoing: outgoing.map(count) }
    }

    /// Whether enough of those for whom `agrees` holds count.
    pub fn is_reached(&self, agrees: impl Fn(ServerId) -> bool) -> bool {
        self.tally(agrees).is_reached()
    }

    /// The highest index that a quorum has reached, where `reached` tells how far
    /// each server is (the N of paper §5.3). 0 for a cluster without voters.
    pub fn index(&self, reached: impl Fn(ServerId) -> Index) -> Index {
        let of = |group: &[ServerId]| {
            let mut descending: Vec<Index> = group.iter().map(|&server| reached(server)).collect();
            descending.sort_unstable_by_key(|&index| Reverse(index));
            descending.get(self.need(group.len()) - 1).copied().unwrap_or(0)
        };
        let (voters, outgoing) = self.sides();
        outgoing.map_or(Index::MAX, of).min(of(&voters))
    }

    /// The groups that have to reach a majority each. Without the rule of joint
    /// majorities, both sides of a joint configuration are counted in one heap.
    fn sides(&self) -> (Cow<'a, [ServerId]>, Option<&'a [ServerId]>) {
        let configuration = self.configuration;
        if !configuration.is_joint() {
            (configuration.voters().into(), None)
        } else if self.rules.keeps(Rule::JointMajorities) {
            (configuration.voters().into(), Some(configuration.outgoing()))
        } else {
            (configuration.all_voters().into(), None)
        }
    }

    /// A majority: more than half of *all*, absent ones counted (paper §5.2).
    /// Without the rule, one fewer.
    fn need(&self, size: usize) -> usize {
        let majority = size / 2 + 1;
        if self.rules.keeps(Rule::Majority) { majority } else { (majority - 1).max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::MembershipChange;

    fn of(n: u16) -> Configuration {
        Configuration::new((1..=n).map(ServerId))
    }

    fn joint(old: &[u16], new: &[u16]) -> Configuration {
        let ids = |ids: &[u16]| ids.iter().copied().map(ServerId).collect::<Vec<_>>();
        Configuration::new(ids(old))
            .changed(&MembershipChange::Joint { voters: ids(new), learners: vec![] })
            .expect("a real change")
    }

    #[test]
    fn a_majority_is_more_than_half_of_all() {
        let needed = |n| Quorum::new(&of(n), Rules::default()).tally(|_| true).voters.need;
        assert_eq!((1..=7).map(needed).collect::<Vec<_>>(), [1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn the_majority_index_is_what_the_middle_server_has() {
        let reached = [7, 10, 9, 2, 11];
        let index =
            |n| Quorum::new(&of(n), Rules::default()).index(|s| reached[usize::from(s.0) - 1]);
        assert_eq!(index(5), 9);
        assert_eq!(index(4), 7, "even sizes");
        assert_eq!(index(0), 0, "nobody decides nothing");
    }

    #[test]
    fn in_a_joint_configuration_each_side_needs_its_own_majority() {
        // The old side is 1 2 3, the new one 3 4 5 6 7.
        let both = joint(&[1, 2, 3], &[3, 4, 5, 6, 7]);
        let quorum = Quorum::new(&both, Rules::default());
        let agreed = |servers: &'static [u16]| move |server: ServerId| servers.contains(&server.0);
        assert!(!quorum.is_reached(agreed(&[3, 4, 5, 6, 7])), "the old side has one of three");
        assert!(!quorum.is_reached(agreed(&[1, 2, 3, 4])), "the new side has two of five");
        assert!(quorum.is_reached(agreed(&[1, 3, 4, 5])));
        assert_eq!(quorum.index(|server| Index::from(server.0)), 2, "the lower of the two");

        let one_counter = Quorum::new(&both, Rules::default().without(Rule::JointMajorities));
        assert!(one_counter.is_reached(agreed(&[4, 5, 6, 7])), "four of seven, none of them old");
    }

    #[test]
    fn a_server_on_both_sides_counts_on_both() {
        let both = joint(&[1, 2], &[2]);
        let tally = Quorum::new(&both, Rules::default()).tally(|server| server == ServerId(2));
        assert_eq!(tally.voters, Count { have: 1, need: 1, of: 1 });
        assert_eq!(tally.outgoing, Some(Count { have: 1, need: 2, of: 2 }));
    }
}
