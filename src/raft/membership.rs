//! Which configuration is in force on a server. That is decided by its log alone:
//! the last configuration in it, committed or not (thesis §4.1; rule 20).

use super::configuration::Configuration;
use super::types::{Entry, Index, Payload};

/// The configurations of one log: that of its snapshot, or of its beginning, and
/// after it each that an entry states. Never empty.
#[derive(Clone, Debug)]
pub(super) struct Membership {
    first: (Index, Configuration),
    later: Vec<(Index, Configuration)>,
}

impl Membership {
    /// The configuration of a snapshot that ends at `index`, or of the log's
    /// beginning.
    pub fn new(index: Index, configuration: Configuration) -> Self {
        Membership { first: (index, configuration), later: Vec::new() }
    }

    fn last(&self) -> &(Index, Configuration) {
        self.later.last().unwrap_or(&self.first)
    }

    /// The configuration in force.
    pub fn in_force(&self) -> &Configuration {
        &self.last().1
    }

    /// Where the configuration in force stands in the log.
    pub fn index(&self) -> Index {
        self.last().0
    }

    /// The configuration as of `index`.
    pub fn at(&self, index: Index) -> &Configuration {
        let upto = self.later.partition_point(|&(other, _)| other <= index);
        upto.checked_sub(1).map_or(&self.first.1, |last| &self.later[last].1)
    }

    /// An entry was appended at `index`. Returns whether it states a configuration,
    /// which is in force from now on.
    pub fn appended(&mut self, index: Index, entry: &Entry) -> bool {
        let Payload::Configuration(configuration) = &entry.payload else {
            return false;
        };
        self.later.push((index, configuration.clone()));
        true
    }

    /// Entries from `from` on were removed. Returns whether that takes a
    /// configuration back.
    pub fn truncated(&mut self, from: Index) -> bool {
        let before = self.later.len();
        self.later.retain(|&(index, _)| index < from);
        self.later.len() < before
    }

    /// A snapshot that ends at `index` took the place of the entries up to there.
    pub fn compacted(&mut self, index: Index) {
        self.first = (index, self.at(index).clone());
        self.later.retain(|&(other, _)| other > index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::ServerId;

    fn of(n: u16) -> Configuration {
        Configuration::new((1..=n).map(ServerId))
    }

    fn entry(n: u16) -> Entry {
        Entry { term: 1, payload: Payload::Configuration(of(n)) }
    }

    #[test]
    fn the_last_configuration_in_the_log_is_in_force_and_truncation_takes_it_back() {
        let mut membership = Membership::new(0, of(3));
        assert!(!membership.appended(1, &Entry { term: 1, payload: Payload::Noop }));
        assert!(membership.appended(2, &entry(4)) && membership.appended(5, &entry(5)));
        assert_eq!((membership.index(), membership.in_force()), (5, &of(5)));
        assert!(membership.truncated(5) && !membership.truncated(3));
        assert_eq!((membership.index(), membership.in_force()), (2, &of(4)));
        assert_eq!(membership.at(1), &of(3));
    }

    #[test]
    fn a_snapshot_keeps_the_configuration_of_its_last_index() {
        let mut membership = Membership::new(0, of(3));
        membership.appended(2, &entry(4));
        membership.appended(5, &entry(5));
        membership.compacted(3);
        assert_eq!(membership.at(3), &of(4));
        assert!(membership.truncated(4));
        assert_eq!(membership.in_force(), &of(4));
    }
}
